"""What a scan yields: for each file a verdict or an error, as JSON, with the little that the summary needs; its sum."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coacheck.outputs.safe import escape_json, visible

if TYPE_CHECKING:
    from coacheck.model import Verdict

Ended = Literal["pass", "review", "fail", "error"]
ENDS = ("pass", "review", "fail", "error")
Count = tuple[str, dict[str, int]]
"""A name, and how many reports with it ended how."""


@dataclass(frozen=True, slots=True)
class Figures:
    """`content` marks the bytes of the file, `sample` the lab and the sample id, `panels` the figures of each panel.

    `habits`: what a lab does alike in all its reports, with the mark of the lab in front; none where it isn't named.
    """

    content: bytes
    sample: bytes | None
    sample_id: str
    batch: str
    panels: tuple[tuple[str, bytes], ...]
    packed: bytes
    habits: tuple[tuple[str, str], ...] = ()

    @property
    def who(self) -> str:
        return json.dumps([bare(self.sample_id), bare(self.batch)])


@dataclass(frozen=True, slots=True)
class Scanned:
    """One file. `body` is the JSON of its verdict as `check` prints it, or of its error.

    `reasons` are the checks that decided, with their subject, or the kind of error; `told` is the one that weighs
    most, in words.
    """

    file: str
    ended: Ended
    body: str
    reasons: tuple[str, ...] = ()
    told: str = ""
    lab: str | None = None
    client: str | None = None
    batch: str | None = None
    figures: Figures | None = None
    without_page: str = ""
    """Why its page could not be written, where one was wanted."""
    judged_by: str = ""
    """The day judged, and a mark of all else that decides: rules, labels, options, the version."""

    @property
    def line(self) -> str:
        """One line of JSON, without its end: the name, what it was judged by, then what `check` prints."""
        first = _named(self.file) | ({"judged_by": self.judged_by} if self.judged_by else {})
        return f"{escape_json(json.dumps(first))[:-1]}, {self.body[1:]}"

    @property
    def verdict(self) -> Verdict | None:
        """The verdict with its report and findings; None for an error."""
        from coacheck.model import Verdict

        return None if self.ended == "error" else Verdict.model_validate_json(self.body)

    @property
    def error(self) -> str | None:
        return self.told if self.ended == "error" else None


@dataclass(frozen=True, slots=True)
class Summary:
    """`before` of the `reports` were done by a scan that this one goes on with; `left` are not done."""

    reports: int
    ended: dict[str, int]
    labs: list[Count]
    clients: list[Count]
    reasons: list[Count]
    before: int
    left: int
    seconds: float


def _named(file: str) -> dict[str, str]:
    """The name as it was found. One that is no text is shown as far as it is, and told by its bytes."""
    try:
        file.encode()
    except UnicodeEncodeError:
        return {"file": visible(file), "file_bytes": file.encode("utf-8", "surrogateescape").hex()}
    return {"file": file}


def bare(text: str) -> str:
    """Letters and figures only: punctuation and case make no other sample."""
    return re.sub(r"[\W_]+", "", text).casefold()
