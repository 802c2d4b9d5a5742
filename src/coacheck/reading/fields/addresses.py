"""The postal address that belongs to a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coacheck.layout.phrases import Phrase, overlap
from coacheck.model import Evidence
from coacheck.reading.vocabulary import key, squeeze

_ZIP = re.compile(
    r"\b[A-Z]{2},?\s+\d{5}(?:-?\d{4})?\b(?!\.\d)|,\s*[A-Z][A-Za-z. ]+,?\s+\d{5}\b"
    r"|\b(?:CH|D|A|I|F|E)-?\s?\d{4,5}\s+[A-Z]\w+"
)
_STREET = re.compile(
    r"^(?:address\s*:\s*)?\d+[A-Za-z-]*\s+\w+|\d\s*$|\b(?:suite|ste|unit|street|strasse|straße|via|rue)\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"[^\d,]+ \d+\s?[a-z]?")
"""The number behind the street: "Industriestrasse 44"."""
_PHONE = re.compile(r"\d{3}[-.\s]\d{4}")
_PREFIX = re.compile(r"^(?:\[\w\]\s*)?(?:address\s*:\s*)?", re.IGNORECASE)
_APART = re.compile(r"\s+(?://|[|·•—–])\s+")
_LINE = 160
"""Letters of a line that holds a name and its address."""
_REACH = 60.0
"""How far from a name its address may end, in points."""
_BESIDE = 250.0
"""The same on one line with it."""
_TOWN = re.compile(r"[A-Z][A-Za-z. ]+, [A-Z]{2}")


def address_at(
    place: Evidence | None, pages: Sequence[Sequence[Phrase]], other: str | None = None, known: str | None = None
) -> str | None:
    """The address on, or in the lines around, the place where a name is printed.

    `other`: the name of another party; an address below that name is that party's. `known`: where that party is; only
    where it is printed again below the place is it the address of both.
    """
    if place is None or place.page > len(pages):
        return None
    phrases = pages[place.page - 1]
    x0, top, x1, bottom = place.bbox
    if found := _on_its_line(place, phrases):
        return found
    theirs = [p for p in phrases if other and key(p.text).startswith(key(other)[:20])]
    phrases = [p for p in phrases if p not in theirs]
    if known:
        phrases = [p for p in phrases if not _of_other(p, known, phrases) or _again(p, known, place, phrases)]
    if near := _nearest(place, phrases, theirs):
        return _with_street(near, phrases)
    towns = (p for p in phrases if _TOWN.fullmatch(p.text) and _close(p, x0, top, x1, bottom))
    return next((a for p in towns if (a := _with_street(p, phrases))[:1].isdigit()), None)


def _on_its_line(place: Evidence, phrases: Sequence[Phrase]) -> str | None:
    x0, top, x1, _ = place.bbox
    own = (p for p in phrases if abs(p.top - top) < 3 and overlap(p.x0, p.x1, x0, x1) > 0 and len(p.text) < _LINE)
    return next((found for p in own if (found := _inside(p.text))), None)


def _nearest(place: Evidence, phrases: Sequence[Phrase], theirs: Sequence[Phrase]) -> Phrase | None:
    """The town nearest to the place, first below it, that stands under no other party's name."""
    x0, top, x1, bottom = place.bbox
    near = (p for p in phrases if _ZIP.search(p.text) and len(p.text) < 120 and _close(p, x0, top, x1, bottom))
    own = [p for p in near if not any(_under(p, name, place) for name in theirs)]
    return min(own, key=lambda p: (min(abs(p.top - bottom), abs(top - p.bottom)), p.top < top), default=None)


def _of_other(phrase: Phrase, known: str, phrases: Sequence[Phrase]) -> bool:
    """Is it the known address, or the last line of it?"""
    if not _ZIP.search(phrase.text):
        return False
    own, theirs = key(_with_street(phrase, phrases)), key(known)
    return own in theirs or theirs in own


def _again(phrase: Phrase, known: str, place: Evidence, phrases: Sequence[Phrase]) -> bool:
    """Does it stand below the place, and is the known address printed elsewhere, too?"""
    below = phrase.top > place.bbox[1] - 3
    return below and sum(_of_other(p, known, phrases) for p in phrases) > 1


def _close(phrase: Phrase, x0: float, top: float, x1: float, bottom: float) -> bool:
    gap = max(phrase.top - bottom, top - phrase.bottom)
    if abs(phrase.top - top) < 3 and 0 < max(x0 - phrase.x1, phrase.x0 - x1) < _BESIDE:
        return re.match(r"\d+ \w+.*,", phrase.text) is not None  # "12 Pier Street, … | 555-010-0177 | info@…"
    return gap < _REACH and (overlap(phrase.x0, phrase.x1, x0, x1) > 0 or abs(phrase.x0 - x0) < 12)


def _under(phrase: Phrase, other: Phrase, place: Evidence) -> bool:
    """Does the other party's name stand over the address, nearer than the place?"""
    beneath = phrase.top > other.top and (
        overlap(phrase.x0, phrase.x1, other.x0, other.x1) > 0 or abs(phrase.x0 - other.x0) < 12
    )
    return beneath and not other.top < place.bbox[1] < phrase.top


def _inside(line: str) -> str | None:
    """The address in "Ninth Fathom | 7 Millrace Court, Aldous Springs, CO 80999 | ninthfathom.example"."""
    before = ""
    for part in map(squeeze, _APART.split(line)):
        if _ZIP.search(part):
            return f"{before}, {part}" if _HOUSE.fullmatch(before) else part if re.search(r"\d+ \w+", part) else None
        before = part
    return None


def _with_street(town: Phrase, phrases: Iterable[Phrase]) -> str:
    last = _PREFIX.sub("", _inside(town.text) or town.text)
    if re.match(r"^\d+ \w+.*,", last):
        return squeeze(last)
    over = (p for p in phrases if -1 < town.top - p.bottom < 1.2 * town.size)
    own = (p for p in over if overlap(p.x0, p.x1, town.x0, town.x1) > 0 and not _PHONE.search(p.text))
    street = next((p for p in own if _STREET.search(p.text)), None)
    return squeeze(f"{_PREFIX.sub('', street.text).rstrip(', ')}, {last}" if street else last)
