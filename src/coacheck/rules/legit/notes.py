"""What a report says of itself (data/vocabulary/notices.toml): what each kind weighs, means, and what to ask for."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

from coacheck.model import Evidence, Notice
from coacheck.rules.case import Case
from coacheck.rules.wording import listed

_LONGEST = 70


@dataclass(frozen=True)
class Meaning:
    weight: Literal["gap", "doubt", "note"]
    says: str
    ask: str


_UNKNOWN = Meaning("gap", "not meant to be relied on", "the final report")


@lru_cache(maxsize=1)
def _meanings() -> dict[str, Meaning]:
    path = resources.files("coacheck") / "data" / "vocabulary" / "notices.toml"
    entries = tomllib.loads(path.read_text("utf-8"))["notice"]
    return {n["kind"]: Meaning(n["weight"], n["says"], n["ask"]) for n in entries}


def meaning(kind: str) -> Meaning:
    return _meanings().get(kind, _UNKNOWN)


def quoted(notices: Sequence[Notice]) -> str:
    """The first of them as printed, with all their pages."""
    text = notices[0].text
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
    numbers = list(dict.fromkeys(str(n.page) for n in notices))
    return f"“{short}” (page {numbers[0]})" if len(numbers) == 1 else f"“{short}” (pages {listed(numbers)})"


def places(notices: Sequence[Notice]) -> list[Evidence]:
    return [Evidence(page=n.page, bbox=n.bbox, text=n.text) for n in notices]


def noted(case: Case, kind: str) -> tuple[str, list[Evidence]]:
    """What is to be told beside a finding: "; it says “…” (page 2): the client took the sample"."""
    said = [n for n in case.report.notices if n.kind == kind]
    return (f"; it says {quoted(said)}: {meaning(kind).says}", places(said)) if said else ("", [])
