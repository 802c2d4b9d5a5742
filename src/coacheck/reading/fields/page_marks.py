"""What each page prints of its own number, of the sample and of the batch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coacheck.layout import Phrase
from coacheck.model import PageMark
from coacheck.page import Page
from coacheck.reading.fields.candidates import Candidate, whole
from coacheck.reading.fields.ids import PAGE_TAIL, is_id
from coacheck.reading.vocabulary import key, squeeze

_LONG, _FEW = 6, 2
"""Signs of an id that is told by its form, and digits by which one that was changed differs."""
_PAGE_WORD = re.compile(r"page|\bpg\b|seite|p[aá]g(?:ina|\b)", re.IGNORECASE)
_PAGE_OF = re.compile(
    r"(?:\b(?:pages?|pgs?\.?|seite|p[aá]g(?:ina|\.|\b))\s*:?\s*|\b(?<![\d/.-]))(\d{1,3})\s*(?:of|/|von|di|de|sur)\s*(\d{1,3})\b(?![/.-]\d)",
    re.IGNORECASE,
)
""" "Page 1 of 4", "1/4", not the day and month of "11/22/24"."""


def _printed_id(
    name: str, own: str | None, page: Page, phrases: Sequence[Phrase], candidates: Sequence[Candidate]
) -> str | None:
    """The report's own id where the page has it, else what stands there under the same label."""
    form = key(own or "")
    if not own or any(form in key(p.text) if len(form) > 4 else form == key(p.text) for p in phrases):
        return own
    labels = {key(c.label) for c in candidates if c.field == name and form and form in key(whole(c))}
    same = [c for c in candidates if c.field == name and c.page == page.number and key(c.label) in labels]
    texts = (squeeze(PAGE_TAIL.sub("", whole(c))) for c in same)
    found = next((t for t in texts if is_id(t) and not _begins(own, t)), None)
    return found or (_much_like(own, phrases) if name == "sample_id" else None)


def _begins(own: str, text: str) -> bool:
    """Is it the report's own id, cut short?"""
    return "".join(own.casefold().split()).startswith("".join(text.casefold().split()))


def _much_like(own: str, phrases: Sequence[Phrase]) -> str | None:
    """An id that is the report's own but for a digit or two: one of them was changed in one place alone."""
    return next((w.text for p in phrases for w in p.words if _but_for_digits(own, w.text)), None)


def _but_for_digits(own: str, text: str) -> bool:
    if len(own) != len(text) or len(own) < _LONG:
        return False
    other = [(a, b) for a, b in zip(own, text, strict=True) if a != b]
    return 0 < len(other) <= _FEW and all(a.isdigit() and b.isdigit() for a, b in other)


def page_mark(
    page: Page, phrases: Sequence[Phrase], candidates: Sequence[Candidate], sample: str | None, batch: str | None
) -> PageMark:
    mark = _numbered(page, phrases)
    own = {"sample_id": sample, "batch": batch}
    ids = {name: _printed_id(name, text, page, phrases, candidates) for name, text in own.items()}
    return mark.model_copy(update=ids)


def _spread(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """The page number where its words stand far apart: "Page  2  of  4"."""
    for first in (p for p in phrases if _PAGE_WORD.fullmatch(p.text)):
        line = [p for p in phrases if abs(p.middle - first.middle) < 2 and 0 <= p.x0 - first.x0 < 15 * first.size]
        yield Phrase(tuple(w for p in sorted(line, key=lambda p: p.x0) for w in p.words))


def _numbered(page: Page, phrases: Sequence[Phrase]) -> PageMark:
    phrases = [*phrases, *_spread(phrases)]
    for phrase in sorted(phrases, key=lambda p: not _PAGE_WORD.search(p.text)):  # "2/5" may be something else
        match = _PAGE_OF.search(phrase.text)
        if (
            match
            and len(phrase.text) < 80
            and 0 < int(match[1]) <= int(match[2])
            and (match.group(0).strip()[0].isalpha() or len(phrase.text) < 9)
        ):
            return PageMark(page=page.number, number=int(match[1]), of=int(match[2]), text=phrase.text, bbox=phrase.box)
    return PageMark(page=page.number)
