"""The report that is being written: its style, its paper, and what has been printed so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from layouts.content import Content, contents_of
from layouts.foreign import LANGUAGES
from layouts.paper import MARGIN, WIDTH, Paper
from layouts.style import Style

SPAN = WIDTH - 2 * MARGIN
STATUS_WORDS = {
    "pass": ["PASS", "Passed", "Pass"],
    "fail": ["FAIL", "Failed", "Fail"],
    "tested": ["Tested", "TESTED", "Complete"],
    "not_tested": ["Not Tested", "NOT TESTED"],
}
_LABS = ["Northwind Analytics Laboratory", "Quillfeather Labs", "Ostrava Street Testing Laboratory"]


@dataclass
class Sheet:
    """`shown`: codes of totals printed in boxes; `single`: figures of panels that have only one."""

    style: Style
    rng: Random
    paper: Paper
    lab: str
    title: str
    contents: list[Content]
    words: dict[str, str]
    statuses: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    single: dict[str, tuple[str, float, str]] = field(default_factory=dict)

    def note(self, panel: str, status: str) -> str:
        """The status is printed for that panel."""
        self.statuses[panel] = status
        return status


def new_sheet(style: Style, rng: Random) -> Sheet:
    contents = contents_of(style, rng)
    words = {s: rng.choice(w) for s, w in STATUS_WORDS.items()}
    lab = rng.choice(_LABS)
    title = LANGUAGES[style.language]["certificate"] if style.language else "Certificate of Analysis"
    footer = "This report shall not be reproduced except in full without written approval of the laboratory."
    return Sheet(style, rng, Paper(style.font, f"{lab}   {title}", footer), lab, title, contents, words)
