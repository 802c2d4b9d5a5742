"""Words that say what a report is not for ("for R&D use only", "preview"): data/vocabulary/notices.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from coacheck.layout.phrases import Phrase
from coacheck.model import Notice
from coacheck.page import Page
from coacheck.reading.vocabulary import key, load

_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"(?<=[.!;:*])\s+|\s+(?:[-–—|•·]|//)\s+")
_WHOLE = frozenset(
    {"certificate", "certificates", "report", "document", "coa", "analysis", "test", "tests", "sample", "results",
     "product"}
)  # fmt: skip
_SUBJECT = frozenset({"this", "these", "the", "all", "our", "above"})
_FILLERS = _WHOLE | _SUBJECT | {
    "is", "are", "was", "be", "to", "for", "of", "a", "an", "and", "or", "only", "use", "used", "purposes", "purpose",
    "provided", "intended", "testing", "certified", "california", "state", "it", "its", "has", "been", "by", "as", "at",
}  # fmt: skip
_SOME = frozenset(
    {"results", "values", "method", "methods", "terpene", "terpenes", "moisture", "analytes", "concentrations"}
)  # fmt: skip
_ALL = frozenset({"results", "these", "this", "the"})
_NOTES = frozenset({("notes",), ("note",), ("comments",), ("comment",), ("remarks",)})
_LARGE = 24.0
"""Text of more points than this, and far larger than the rest, is a watermark."""
_NOTED = frozenset({"not", "no", "without", "if", "after", "unless", "except"})
Words = tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    kind: str
    words: Words
    how: str
    """anywhere, alone or watermark"""


@lru_cache(maxsize=1)
def wordings() -> dict[str, tuple[Wording, ...]]:
    """By their first word."""
    out: dict[str, list[Wording]] = {}
    for entry in load("notices")["notice"]:
        for how in ("anywhere", "alone", "watermark"):
            for text in entry[how]:
                words = _words(text)
                out.setdefault(words[0], []).append(Wording(entry["kind"], words, how))
    return {first: tuple(sorted(found, key=lambda w: -len(w.words))) for first, found in out.items()}


def notices_of(page: Page, phrases: Sequence[Phrase]) -> Iterator[Notice]:
    """What a page says so, in the order it stands there."""
    usual = median(p.size for p in phrases) if phrases else 0.0
    for phrase in phrases:
        large = phrase.size > max(_LARGE, 2.5 * usual)
        for kind, whole in _kinds(phrase.text, large):
            part = not _of_the_notes(phrase, phrases) and (not whole or _goes_on_from_part(phrase, phrases))
            yield Notice(kind=kind, page=page.number, bbox=phrase.box, text=phrase.text, part=part)
    for word in page.turned:
        for kind, whole in _kinds(word.text, word.size > _LARGE):
            box = [round(v, 1) for v in (word.x0, word.top, word.x1, word.bottom)]
            yield Notice(kind=kind, page=page.number, bbox=box, text=word.text, part=not whole)


def takes_back(text: str) -> bool:
    """Does a line say what the report is not for?"""
    return any(_kinds(text, watermark=True))


def _kinds(text: str, watermark: bool) -> Iterator[tuple[str, bool]]:
    """The kinds of notice in a line, each once, and whether it is about the whole report."""
    seen: set[str] = set()
    for part in _PARTS.split(text):
        words = _words(part)
        for at, wording in _hits(words):
            rest = words[:at] + words[at + len(wording.words) :]
            alone = not rest and part[:1].isupper() and (wording.how == "alone" or watermark)
            if wording.kind not in seen and (alone or wording.how == "anywhere"):
                seen.add(wording.kind)
                yield wording.kind, _about_all(words, rest) or _of_no_result(wording, words)


def _hits(words: Words) -> Iterator[tuple[int, Wording]]:
    """Where wordings stand, unless the words before take them back ("not R&D use")."""
    known = wordings()
    for at, first in enumerate(words):
        if first in known and _NOTED.isdisjoint(words[max(0, at - 3) : at]):
            for wording in known[first]:
                if words[at : at + len(wording.words)] == wording.words:
                    yield at, wording


def _about_all(words: Words, rest: Words) -> bool:
    whole = words[0] in _SUBJECT and any(w in _WHOLE for w in words[1:3])
    return whole or sum(w not in _FILLERS for w in rest) == 0


def _of_no_result(wording: Wording, words: Words) -> bool:
    """ "1. Exclusions: Not accredited by X and not for official purposes" excludes whatever refers to it."""
    return wording.kind == "unofficial" and not _SOME.intersection(words)


def _of_the_notes(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Is it of a note on all results ("Results generated …") that stands right under the heading NOTES?"""
    for above in (p for p in phrases if -1 < phrase.top - p.bottom < 1.2 * phrase.size and abs(p.x0 - phrase.x0) < 12):
        if _words(above.text) in _NOTES:
            return bool(_ALL.intersection(_words(phrase.text)[:1]))
        if _of_the_notes(above, phrases):
            return True
    return False


def _goes_on_from_part(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Is it the last line of a note that begins with some of the results ("Method: Results generated …")?"""
    for above in phrases:
        close = -1 < phrase.top - above.bottom < 0.6 * phrase.size and abs(above.size - phrase.size) < 0.3
        if close and abs(above.x0 - phrase.x0) < 12:
            words = _words(above.text)
            whole = words[:1] and words[0] in _SUBJECT and any(w in _WHOLE for w in words[1:3])
            return not whole and (any(w in _SOME for w in words[:4]) or _goes_on_from_part(above, phrases))
    return False


def _words(text: str) -> Words:
    """ "Not for R&D - use" → not, for, r, d, use. Accents and case don't count."""
    plain = text.casefold().replace("non-", "non").replace("non compliance", "noncompliance")
    return tuple(form for word in _WORD.findall(plain) if (form := key(word)))
