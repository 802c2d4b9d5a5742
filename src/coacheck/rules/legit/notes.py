"""What a report says of itself (data/vocabulary/notices.toml): what each kind weighs, means, and what to ask for."""

from __future__ import annotations

import re
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
_FOOTNOTE = re.compile(r"\(?\d{1,2}[.)]\s|[*†‡§¹²³⁴]")
_METHOD = re.compile(r"\b(?:methods?|assays?|analyses)\b", re.IGNORECASE)
_THE_REPORT = re.compile(r"\b(?:reports?|certificates?|coas?|documents?)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!;])\s+")


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


@lru_cache(maxsize=1)
def _wordings() -> dict[str, tuple[str, ...]]:
    path = resources.files("coacheck") / "data" / "vocabulary" / "notices.toml"
    entries = tomllib.loads(path.read_text("utf-8"))["notice"]
    return {n["kind"]: tuple(n["anywhere"]) for n in entries}


def meaning(kind: str) -> Meaning:
    return _meanings().get(kind, _UNKNOWN)


def quoted(notices: Sequence[Notice]) -> str:
    """The sentence of the first of them that says it, as printed, with all their pages."""
    text = _telling(notices[0])
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"
    short += " …" if short == text and _breaks_off(notices[0].kind, text) else ""
    numbers = list(dict.fromkeys(str(n.page) for n in notices))
    return f"“{short}” (page {numbers[0]})" if len(numbers) == 1 else f"“{short}” (pages {listed(numbers)})"


def _breaks_off(kind: str, text: str) -> bool:
    """Does the line end within words for its kind, as "not for official" does where "purposes" is on the next?"""
    words = _plain(text)
    known = [_plain(wording) for wording in _wordings().get(kind, ())]
    return any(words.endswith(f" {short}") and long.startswith(f"{short} ") for short in known for long in known)


def of_some_tests(notice: Notice) -> bool:
    """Is it the footnote of some results, or about how they were measured, and not about the report?"""
    footnote = _FOOTNOTE.match(notice.text) or _METHOD.search(notice.text)
    return footnote is not None and _THE_REPORT.search(notice.text) is None


def _telling(notice: Notice) -> str:
    """Of a long line the sentence with the words for its kind."""
    if len(notice.text) <= _LONGEST:
        return notice.text
    words = [w for wording in _wordings().get(notice.kind, ()) for w in (_plain(wording),) if w]
    sentences = [s.strip() for s in _SENTENCE.split(notice.text) if s.strip()]
    return next((s for s in sentences if any(w in _plain(s) for w in words)), notice.text)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def places(notices: Sequence[Notice]) -> list[Evidence]:
    return [Evidence(page=n.page, bbox=n.bbox, text=n.text) for n in notices]


def noted(case: Case, kind: str) -> tuple[str, list[Evidence]]:
    """What is to be told beside a finding: "; it says “…” (page 2): the laboratory did not take the sample itself"."""
    said = [n for n in case.report.notices if n.kind == kind]
    return (f"; it says {quoted(said)}: {meaning(kind).says}", places(said)) if said else ("", [])
