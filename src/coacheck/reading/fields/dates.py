"""Printed dates → ISO dates. US reports put the month first, European ones the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from coacheck.layout.phrases import Phrase
from coacheck.layout.relations import level, shared, stacked
from coacheck.model import Dates, Evidence
from coacheck.reading.fields.candidates import Candidate, best, whole
from coacheck.reading.fields.labels import is_label
from coacheck.reading.vocabulary import key, load

_NAMES_OF_MONTHS = (
    "jan ene gen", "feb fév fev", "mar mär mrz", "apr abr avr", "may mai mag", "jun giu juin", "jul lug juil",
    "aug ago aoû", "sep set", "oct okt ott", "nov", "dec dez dic déc",
)  # fmt: skip
_MONTHS = {name: i for i, names in enumerate(_NAMES_OF_MONTHS, 1) for name in names.split()}
_LETTERS = "A-Za-zäçéû"
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}(?=\d{1,2}:\d\d)|(?:\d{4}|\d{2})(?![\d/]))"  # "05/26/202111:22"
)
_SPACED = re.compile(r"(?<![\d/.-])(\d{1,2})\. (\d{1,2})\. (\d{4})(?!\d)")
""" "4. 4. 2024" """
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?:\d{{1,2}}\s?-\s?)?(\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+de\s+|[\s-]*)([{_LETTERS}]{{3,10}})\.?,?(?:\s+de\s+|[\s-]*)"
    r"(\d{4}|\d{2}(?!\s*[A-Za-z]))(?!\d)"
)
_MONTH_DAY = re.compile(rf"\b([{_LETTERS}]{{3,10}})\.?[\s-]*(\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]*(\d{{4}})(?!\d)")
_YEAR_MONTH = re.compile(r"^\s*(\d{1,2})[/.-](\d{4})\s*$|^\s*(\d{4})[/.-](\d{1,2})\s*$")


def _month(name: str) -> int | None:
    low = name.casefold()
    return _MONTHS.get(low[:4]) or _MONTHS.get(low[:3])


@dataclass(frozen=True)
class DateOrder:
    """How a document writes dates. `sure`: some date of it can only be read so; `dotted`: with points the day first."""

    day_first: bool = False
    sure: bool = False
    dotted: bool = False

    def parse(self, text: str, last: bool = False) -> str | None:
        """The first (or last) date in the text as ISO, or None; "06-12 November 2021" is its last day."""
        found: list[tuple[int, str]] = []
        text = _SPACED.sub(r"\1.\2.\3", text)
        for match in _ISO.finditer(text):
            _keep(found, match, match[1], match[3], match[4])
        for match in _NUMERIC.finditer(text):
            first, second = int(match[1]), int(match[3])
            dotted = match[2] == "." and second <= 12 and (self.dotted or not self.sure)
            day_first = self.day_first or first > 12 or dotted
            if first <= 12 < second:
                day_first = False
            day, month = (match[1], match[3]) if day_first else (match[3], match[1])
            _keep(found, match, match[4], month, day)
        for match in _DAY_MONTH.finditer(text):
            _keep(found, match, match[3], _month(match[2]), match[1])
        for match in _MONTH_DAY.finditer(text):
            _keep(found, match, match[3], _month(match[1]), match[2])
        if found:
            return max(found)[1] if last else min(found)[1]
        month_only = _YEAR_MONTH.match(text)
        if month_only:
            year, month = (month_only[2], month_only[1]) if month_only[2] else (month_only[3], month_only[4])
            return f"{int(year):04}-{int(month):02}" if 1 <= int(month) <= 12 else None
        return None


def _keep(found: list[tuple[int, str]], match: re.Match[str], year: str, month: str | int | None, day: str) -> None:
    if month is None:
        return
    number = int(year) + (2000 if len(year) == 2 else 0)
    try:
        found.append((match.start(), date(number, int(month), int(day)).isoformat()))
    except ValueError:
        return


def order_of(text: str, decimal_comma: bool) -> DateOrder:
    """Day first where some date can only be read so, or where the document writes decimal commas or no English."""
    text = _SPACED.sub(r"\1.\2.\3", text)
    apart = (m for m in _NUMERIC.finditer(text) if not text[: m.start()][-1:].isalpha())  # "B2-22-05" is an id
    found = [(int(m[1]), int(m[3]), m[2]) for m in apart]
    days = [(a, b) for a, b, _ in found]
    dotted = any(a > 12 for a, _, sign in found if sign == ".")
    if any(b > 12 for _, b in days):
        return DateOrder(False, sure=True, dotted=dotted)
    if any(a > 12 for a, _ in days):
        return DateOrder(True, sure=True)
    return DateOrder(decimal_comma or is_foreign(text))


def in_sequence(order: DateOrder, candidates: Sequence[Candidate]) -> DateOrder:
    """The order that makes the steps of one report follow each other, where no date can only be read in one.

    A sample is collected, received, tested and reported in this sequence, within weeks.
    """
    as_is = _steps(candidates, order)
    if order.sure or len(as_is) < 2:
        return order
    for other in (DateOrder(not order.day_first), DateOrder(order.day_first, sure=True)):
        swapped = _steps(candidates, other)
        wrong = sorted(as_is) != as_is and sorted(swapped) == swapped
        if wrong or (_span(as_is) > _LONG and _span(swapped) < _span(as_is) / 4):
            return other
    return order


def _steps(candidates: Sequence[Candidate], order: DateOrder) -> list[str]:
    """The days of the steps of a report, as an order reads them."""
    found = (best(candidates, name)[:1] for name in _STEPS)
    return [day for first in found for c in first if (day := order.parse(whole(c)))]


def _span(days: Sequence[str]) -> int:
    """Days from the first to the last."""
    first, last = (date.fromisoformat(f"{day}-01"[:10]) for day in (min(days), max(days)))
    return (last - first).days


def is_foreign(text: str) -> bool:
    """Is it written in a language whose dates begin with the day? Words of reports tell, if there are several."""
    words = {key(word) for word in _LETTERS_ONLY.findall(text)}
    return any(len(words & own) >= _ENOUGH for own in _words_of_languages())


@lru_cache(maxsize=1)
def _words_of_languages() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(key, words)) for words in load("fields")["day_first"].values())


_NAMES = ("harvested", "produced", "collected", "received", "tested", "completed", "reported", "revised", "expires")
_STEPS = ("collected", "received", "tested", "completed", "reported")
_INSTEAD = {"tested": ("completed",), "reported": ("completed", "revised", "produced")}
"""The labels whose dates stand for one that has none of its own, as in `dates_of`."""
_LONG = 28
"""Days that a laboratory seldom has a sample for."""
_OF_SAMPLE = {"sample_id", "batch", "product", "matrix", "client", "collected", "received", "reported", "produced"}
_NEXT_LINE = 2.0
"""A line is the next one where the gap to it is no higher than so many lines."""
_ENOUGH = 3
"""Different words of a language that tell it."""
_FAR = 12.0
"""A date stands no further than so many em right of the word "Date"."""
_UNDER = 1.5
"""A caption under a signature's line is no further from it than so many em."""
_LETTERS_ONLY = re.compile(r"[^\W\d_]{3,}")
_SIGNED = re.compile(
    r"director|manager|approved|authori[sz]ed|signature|reviewed and approved|signed|\bQA by\b", re.IGNORECASE
)


def dates_of(
    candidates: Sequence[Candidate],
    order: DateOrder,
    of_panels: Set[tuple[int, tuple[float, ...]]],
    pages: Sequence[Sequence[Phrase]],
) -> Dates:
    """The dates of the report. `of_panels`: pages and boxes of dates that belong to one panel."""
    own = _own(candidates, of_panels)
    found: dict[str, str] = {}
    for name in _NAMES:
        if day := _date_of(best(own, name), name, order):
            found[name] = day
    if found.get("produced", "") > found.get("received", "9") and "reported" not in found:
        found["reported"] = found.pop("produced")  # what is produced after the sample came in is the report
    completed = found.pop("completed", None)
    if completed:
        found.setdefault("tested", completed)
        found.setdefault("reported", completed)
    if (revised := found.pop("revised", "")) > found.get("reported", ""):
        found["reported"] = revised
    last = max(found.get(name, "") for name in ("collected", "received", "tested"))
    told = "reported" in found and found["reported"] != completed
    if not told and (signed := _signed(pages, order)) and signed >= last:
        found["reported"] = signed
    return Dates(**found)


def _own(candidates: Sequence[Candidate], of_panels: Set[tuple[int, tuple[float, ...]]]) -> list[Candidate]:
    """The dates of the whole report; where it says no day of its own, that of a panel may be all there is."""
    own = [c for c in candidates if (c.page, tuple(c.box)) not in of_panels or _of_report(c, candidates)]
    if any(c.field == "completed" and _of_report(c, candidates) for c in own):
        own = [c for c in own if c.field != "tested" or _of_report(c, candidates)]
    return own


def _of_report(candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Is it no date of testing, or one that stands among what names the sample, above the results?"""
    if candidate.field not in ("tested", "completed"):
        return True
    near = [c for c in candidates if c.page == candidate.page and c.field in _OF_SAMPLE and not c.late]
    return not candidate.late and any(_next_to(candidate.box, c.box) for c in near)


def _next_to(a: Sequence[float], b: Sequence[float]) -> bool:
    """Are they on one line, or on the next one?"""
    gap = max(a[1], b[1]) - min(a[3], b[3])
    return gap < _NEXT_LINE * (a[3] - a[1])


def dated_places(dates: Dates, candidates: Sequence[Candidate], order: DateOrder) -> dict[str, Candidate]:
    """Where each date of the report is printed: at its own label, else at one that stands for it."""
    found: dict[str, Candidate] = {}
    for name, day in dates:
        stated = [c for label in (name, *_INSTEAD.get(name, ())) for c in best(candidates, label) if day]
        for candidate in sorted(stated, key=lambda c: c.late):  # below the results a panel's own date may be the same
            if day in (order.parse(whole(candidate)), order.parse(whole(candidate), last=True)):
                found.setdefault(name, candidate)
    return found


def _date_of(candidates: Sequence[Candidate], name: str, order: DateOrder) -> str | None:
    """The date of the most telling label; of parts of a report reported one by one, the last."""
    days: list[tuple[Candidate, str]] = []
    for candidate in candidates:
        day = order.parse(whole(candidate), last=name in ("tested", "completed"))
        if day and not (name == "tested" and candidate.late):
            days.append((candidate, day))
    if not days:
        return None
    first, day = days[0]
    if name == "reported":
        return max(d for c, d in days if c.label == first.label and c.rank == first.rank)
    return day


_LETTER = re.compile(r"([A-ZÀ-Ž][^\W\d]{2,}(?:[ -][^\W\d]+){0,2}), (?:[^\W\d]{1,3} )?\d{1,2}([./])\s?\d{1,2}\2\s?\d{4}")
_BARE_DATE = re.compile(r"^[\d/.-]{6,10}(?:\D|$)")


def _signed(pages: Sequence[Sequence[Phrase]], order: DateOrder) -> str | None:
    """The last date of a signature or approval; where there is none, of those that are called "Date" and no more."""
    days = [day for phrases in pages for day in _days_of_signature(phrases, order)]
    signed = [day for day, by_hand, _ in days if by_hand]
    return max(signed or [day for day, _, _ in days], default=None)


def signed_place(day: str | None, pages: Sequence[Sequence[Phrase]], order: DateOrder) -> Evidence | None:
    """Where a date stands that a signature gave to the report."""
    for number, phrases in enumerate(pages, 1):
        for found, _, phrase in _days_of_signature(phrases, order):
            if found == day:
                return Evidence(page=number, bbox=phrase.box, text=phrase.text)
    return None


def _days_of_signature(phrases: Sequence[Phrase], order: DateOrder) -> Iterator[tuple[str, bool, Phrase]]:
    """The dates of a page that are called "Date" and no more, or (True) stand at a signature."""
    marks = [p for p in phrases if _SIGNED.search(p.text) and len(p.text) < 110]
    captions = [p for p in phrases if key(p.text) in _dated_words()]
    for phrase in phrases:
        day = order.parse(phrase.text) if len(phrase.text) < 110 else None
        if not day:
            continue
        alone = _BARE_DATE.match(phrase.text) is not None
        if phrase in marks or (alone and any(_close(phrase, mark) for mark in marks)):
            yield day, True, phrase
        elif _of_no_event(phrase, order) or (alone and any(_captions(c, phrase) for c in captions)):
            yield day, False, phrase


def _of_no_event(phrase: Phrase, order: DateOrder) -> bool:
    """ "Date: 06/15/2022"; "Dresden, den 14.08.2026" """
    letter = _LETTER.fullmatch(phrase.text) if order.day_first else None
    label, colon, _ = phrase.text.partition(":")
    return (bool(colon) and key(label) in _dated_words()) or bool(letter and not is_label(letter[1]))


def _captions(caption: Phrase, day: Phrase) -> bool:
    """Does the word stand left of the date on its line, or right under it? Over it, it heads a column of dates."""
    left = level(caption, day) and 0 < day.x0 - caption.x1 < _FAR * day.size
    gap = -shared(caption.top, caption.bottom, day.top, day.bottom)
    return left or (stacked(caption, day) and caption.top > day.top and gap < _UNDER * day.size)


@lru_cache(maxsize=1)
def _dated_words() -> frozenset[str]:
    return frozenset(load("fields")["grammar"]["date"])


def _close(a: Phrase, b: Phrase) -> bool:
    if abs(a.middle - b.middle) < 2:
        return True
    return max(a.top, b.top) - min(a.bottom, b.bottom) < 2 * a.size and max(a.x0, b.x0) - min(a.x1, b.x1) < 20
