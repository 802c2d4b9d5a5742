"""Names of clients that stand without a label: over an address, over the labels of premises, opposite the sample."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from coacheck.layout.phrases import Phrase
from coacheck.reading.fields.candidates import is_empty
from coacheck.reading.fields.labels import field_of, is_label
from coacheck.reading.fields.wording import FIRM, LICENSED, POST_BOX, STREET, ZIP

_DESK = re.compile(r"(?:attn|attention|accounts? payable|c/o|dept|department)\b", re.IGNORECASE)
""" "Accounts Payable", between a firm's name and its street."""
_ONE_LINE = re.compile(r"(?P<name>[^\W\d][^\d,:]{3,}),\s+(?P<street>\d+\s[^,]+),")
""" "Ridge Run Farms, 900 Mill Road, Dover NV 89048"."""
_BEFORE_BAR = re.compile(r"^.*\|\s*")
_DATED = re.compile(r"[^\W\d]{3,9}\.? \d{1,2}, \d{4} \| ")
""" "Aug 14, 2020 | Ridge Run", which may stand in the middle over its address."""
_HEAD = 250.0
"""Points from the top within which the sample is named in large print."""
_LARGER = 1.2
"""A heading is larger than what it heads by this factor."""
_TOWN = re.compile(r"(?:[A-Z]{1,2}[- ])?\d{4,5} [A-ZÀ-Ü][^\W\d]+(?:[ -][^\W\d]+){0,2}")
_HOUSE = re.compile(r"[^\d,:]+ \d+\s?[a-z]?(?:-\d+)?")
""" "Am Siel 4"."""
_LETTER = 300.0
"""Points from the top within which a letter names whom it is for."""
_MOST_LINES = 5
"""Lines of a name with its address."""


def field_at(phrase: Phrase) -> str | None:
    """The field that the text before a colon names."""
    found = field_of(phrase.text.partition(":")[0].rstrip("# "))
    return found[0] if found else None


def named_places(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Where a client stands over the labels of its premises, or opposite the sample."""
    return [*(p for p in phrases if _over_premises(p, phrases)), *_opposite_sample(phrases)]


def _over_premises(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    labels = [p for p in phrases if -1 < p.top - phrase.bottom < 1.4 * phrase.size and abs(p.x0 - phrase.x0) < 5]
    return any(field_at(p) == "premises" for p in labels) and phrase.size > _LARGER * min(p.size for p in labels)


def _opposite_sample(phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """What is set level with, and as large as, the heading of the sample, left of it."""
    head = next((p for p in phrases if p.top < _HEAD and _heads_sample(p)), None)
    plain = [p.size for p in phrases if head and p.top > head.bottom]
    if head is None or not plain or head.size <= _LARGER * median(plain):
        return
    alike = (p for p in phrases if p is not head and abs(p.size - head.size) < 0.5)
    level = [p for p in alike if abs(p.middle - head.middle) < 3]
    if len(level) == 1 and level[0].x1 < head.x0 and field_at(level[0]) is None:
        yield level[0]


def _heads_sample(phrase: Phrase) -> bool:
    """ "Sample 596-062424-180", with or without a colon."""
    bare = re.fullmatch(r"sample\s+(?=(?:\S*\d){3})[\w-]{5,}", phrase.text, re.IGNORECASE)
    return bare is not None or (field_at(phrase) == "sample_id" and ":" in phrase.text)


def addressees(phrases: Sequence[Phrase]) -> Iterator[tuple[str, Phrase]]:
    """The names over the addresses of a page, from the top, with where each begins."""
    for town in sorted((p for p in phrases if ZIP.search(p.text)), key=lambda p: p.top):
        whole = _ONE_LINE.match(town.text)
        first = None if whole else _first_line(town, phrases)
        if whole and STREET.search(whole["street"]):
            yield whole["name"], town
        elif first is not None:
            yield _with_line_before(first, phrases), first


def of_a_letter(phrases: Sequence[Phrase]) -> Iterator[tuple[str, Phrase]]:
    """The firm to which a letter is addressed, from its name down to "25899 Niebüll"; with where it begins."""
    for town in (p for p in phrases if p.top < _LETTER and _TOWN.fullmatch(p.text)):
        lines = [town]
        while above := [p for p in phrases if _stands_over(p, lines[0], 1.1, 2) and abs(p.size - town.size) < 1]:
            lines.insert(0, max(above, key=lambda p: p.top))
        addressed = 3 <= len(lines) <= _MOST_LINES and any(_HOUSE.fullmatch(p.text) for p in lines[1:-1])
        if addressed and FIRM.search(lines[0].text) and ":" not in lines[0].text:
            yield lines[0].text, lines[0]


def _first_line(town: Phrase, phrases: Sequence[Phrase]) -> Phrase | None:
    """The name at the head of an address: the line over the street."""
    lines = [town]
    while len(lines) < _MOST_LINES:
        above = [p for p in phrases if _stands_over(p, lines[0], 1.1, 8)]
        if not above:
            break
        lines.insert(0, max(above, key=lambda p: p.top))
        if _may_be_name(lines[0].text):
            break
    first = next((p for p in lines if not _no_line(p.text)), town)
    if not _may_be_name(first.text) and not FIRM.search(first.text):
        return None
    return None if first is town or first.text[0].isdigit() or is_label(first.text) else first


def _may_be_name(text: str) -> bool:
    return not text[0].isdigit() and not STREET.search(text) and not POST_BOX.match(text) and not _no_line(text)


def _with_line_before(first: Phrase, phrases: Sequence[Phrase]) -> str:
    """The name with the line that it began on ("Acct 7 | Ridge Run / Botanicals")."""
    name = _BEFORE_BAR.sub("", first.text)
    over = next((p for p in phrases if _stands_over(p, first, 0.6, 3) and "|" in p.text), None)
    return f"{_BEFORE_BAR.sub('', over.text)} {name}" if over and abs(over.size - first.size) < 1 else name


def _stands_over(upper: Phrase, lower: Phrase, lines: float, aside: float) -> bool:
    """Does it stand right over the other: within so many heights of print, and points aside?"""
    flush = abs(upper.x0 - lower.x0) < aside or (_DATED.match(upper.text) and abs(upper.centre - lower.centre) < aside)
    return -1 < lower.top - upper.bottom < lines * lower.size and bool(flush)


def _no_line(text: str) -> bool:
    """A label or a blank between the lines of an address ("Lic. #", "N/A")."""
    desk = _DESK.match(text) or LICENSED.match(text)
    return is_empty(text) or ":" in text or desk is not None or is_label(text)
