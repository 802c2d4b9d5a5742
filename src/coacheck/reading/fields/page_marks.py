"""Numbers of pages, samples and batches: which texts are ids, and what each page prints of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coacheck.layout import Phrase
from coacheck.model import Evidence, PageMark
from coacheck.page import Page
from coacheck.reading.fields.candidates import Candidate, best, whole
from coacheck.reading.fields.identity import is_name
from coacheck.reading.free.statuses import status_word
from coacheck.reading.vocabulary import key, squeeze, vocabulary

_PAGE_WORD = re.compile(r"page|seite|pagina", re.IGNORECASE)
_PAGE_OF = re.compile(
    r"(?:\b(?:page|pages|seite|pagina)\s*:?\s*|\b(?<![\d/.-]))(\d{1,3})\s*(?:of|/|von|di)\s*(\d{1,3})\b(?![/.-]\d)",
    re.IGNORECASE,
)
""" "Page 1 of 4", "1/4", not the day and month of "11/22/24"."""
_NO_ID = re.compile(
    r"^[\d.,]+\s*(?:g|grams?|kg|lbs?|oz|mL|L|units?|mg)\b|^\d{1,2}/\d{1,2}/\d{2,4}\b", re.IGNORECASE
)  # an amount or a date
_PAGE_TAIL = re.compile(r"\s+(?:summary\s+)?page\b.*$", re.IGNORECASE)
_LIKE_AN_ID = {"sample_id": re.compile(r"\d"), "batch": re.compile(r"\d|^[A-Z]{4,}$")}


def first_id(candidates: Sequence[Candidate], name: str) -> str | None:
    """The sample id or batch that the report prints first where it is looked for."""
    words = vocabulary()
    named = None
    for candidate in best(candidates, name):
        text = _PAGE_TAIL.sub("", whole(candidate))
        status = status_word(text, words) or words.panel(text)
        if _NO_ID.match(text) or status or not _LIKE_AN_ID[name].search(text) or (name == "batch" and candidate.late):
            continue
        if name == "batch" or not is_name(text) or text[0].isdigit():
            return text
        named = named or (text if "id" in candidate.label.casefold() else None)
    return named


def place_of(candidate: Candidate) -> Evidence:
    return Evidence(page=candidate.page, bbox=candidate.box, text=f"{candidate.label} {candidate.text}".strip())


def other_ids(candidates: Sequence[Candidate], sample: str | None) -> list[str]:
    first = best(candidates, "sample_id")
    if not first:
        return []
    same = {squeeze(_PAGE_TAIL.sub("", c.text)) for c in first if c.rank == first[0].rank}
    own = key(sample or "")
    return sorted(t for t in same if _is_id(t) and not (own.startswith(key(t)) or key(t).startswith(own)))


def other_batches(candidates: Sequence[Candidate], batch: str | None) -> list[str]:
    """What else is printed as a batch or a lot, above the results."""
    texts = {_PAGE_TAIL.sub("", whole(c)) for c in best(candidates, "batch") if not c.late}
    own = key(batch or "")
    return sorted(t for t in texts if _is_id(t) and key(t) != own)


def _is_id(text: str) -> bool:
    """Three signs or more with a digit; no date, no amount, no sentence."""
    long = len(key(text)) > 2 and len(text.split()) < 3
    return long and re.search(r"\d", text) is not None and not _NO_ID.match(text)


def _printed_id(
    name: str, own: str | None, page: Page, phrases: Sequence[Phrase], candidates: Sequence[Candidate]
) -> str | None:
    """The report's own id where the page has it, else what stands there under the same label."""
    form = key(own or "")
    if not own or any(form in key(p.text) if len(form) > 4 else form == key(p.text) for p in phrases):
        return own
    labels = {key(c.label) for c in candidates if c.field == name and form and form in key(whole(c))}
    same = [c for c in candidates if c.field == name and c.page == page.number and key(c.label) in labels]
    texts = (squeeze(_PAGE_TAIL.sub("", whole(c))) for c in same)
    return next((t for t in texts if _is_id(t) and not form.startswith(key(t))), None)


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
