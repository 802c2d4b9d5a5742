"""The places of a report that findings point at: what to cut out of a page, and what to mark there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isclose

from coacheck.model import Evidence, Finding, Outcome, Spot
from coacheck.outputs.safe import clean
from coacheck.view import Box, PagePicture, Printed

ROOM = 14.0
"""Points shown around a mark."""
_NARROW = 200.0
"""As many points as a phone shows in letters that can be read."""
_LEAST = (260.0, 44.0)
_POWERS = (-6, -4, -3, -1, 1, 3, 4, 6)
"""Between %, mg/g, ug/g, ppb and what else the same digits are printed in."""
_NUMBER = re.compile(r"(?<![\w.,-])(?:\d[\d,]*\.?\d*|\.\d+)(?!\d|-[^\W\d])")  # not the 9 of delta-9-THC or Δ9-THC


@dataclass(frozen=True)
class Crop:
    """A piece of a page with its mark: in one for a `wide` screen, in parts for a `narrow` one."""

    page: int
    wide: Box
    narrow: tuple[Box, ...]
    place: Box
    numbers: tuple[Box, ...]
    text: str
    says: str = ""
    """What the eye can't see there."""


@dataclass(frozen=True)
class Mark:
    """A place on a whole page, of all findings (by their number) that point at it; the worst of them colours it."""

    place: Box
    numbers: tuple[Box, ...]
    outcome: Outcome
    findings: tuple[int, ...]


def crops(finding: Finding, pages: Mapping[int, PagePicture], spots: Sequence[Spot] = ()) -> Iterator[Crop]:
    """One for each place on a page that was drawn; what a spot says of its place is shown there."""
    says = {(s.page, *s.bbox): clean(s.says) for s in spots}
    for place in distinct(finding.evidence):
        page = pages.get(place.page)
        if page is not None and page.data:
            cut = crop(place, page, numbers(finding, place, page.words))
            yield replace(cut, says=says.get((place.page, *place.bbox), ""))


def crop(place: Evidence, page: PagePicture, marked: tuple[Box, ...] = ()) -> Crop:
    box = box_of(place)
    wide = _around(box, page.box, *_LEAST)
    return Crop(place.page, wide, tuple(_narrow(box, marked, wide)), box, marked, clean(place.text))


def distinct(places: Iterable[Evidence]) -> list[Evidence]:
    """Every place once, in the order given."""
    return list({(p.page, *p.bbox): p for p in places}.values())


def box_of(place: Evidence) -> Box:
    x0, top, x1, bottom = place.bbox
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)


def numbers(finding: Finding, place: Evidence, words: Sequence[Printed]) -> tuple[Box, ...]:
    """The printed figures in the place that the finding is about: what was measured, else what its message names."""
    figures = [(w.box, found) for w in words if (found := _figures(w.text)) and _inside(w.box, box_of(place))]
    if finding.measured is not None:
        value = finding.measured.value
        for powers in ((0,), _POWERS):
            if own := [box for box, found in figures if any(_same(f, value, powers) for f in found)]:
                return tuple(own)
    named = _figures(finding.message)
    return tuple(box for box, found in figures if found & named)


def _same(printed: float, measured: float, powers: Iterable[int]) -> bool:
    return any(isclose(printed * 10.0**power, measured, rel_tol=1e-9) for power in powers)


def marks(findings: Sequence[tuple[int, Finding]], page: PagePicture) -> list[Mark]:
    """The marks of a page, large ones first, so that small ones lie on top."""
    found: dict[Box, list[tuple[int, Finding, Evidence]]] = {}
    for number, finding in findings:
        for place in distinct(finding.evidence):
            if place.page == page.page:
                found.setdefault(box_of(place), []).append((number, finding, place))
    return sorted((_mark(box, those, page) for box, those in found.items()), key=_area, reverse=True)


def _mark(box: Box, those: Sequence[tuple[int, Finding, Evidence]], page: PagePicture) -> Mark:
    order: tuple[Outcome, ...] = ("fail", "review", "pass", "skip")
    worst = min((f.outcome for _, f, _ in those), key=order.index)
    marked = dict.fromkeys(b for _, f, p in those if f.outcome == worst for b in numbers(f, p, page.words))
    return Mark(box, tuple(marked), worst, tuple(n for n, _, _ in those))


def _area(mark: Mark) -> float:
    x0, top, x1, bottom = mark.place
    return (x1 - x0) * (bottom - top)


def _figures(text: str) -> set[float]:
    return {float(bare) for n in _NUMBER.findall(text) if (bare := n.replace(",", "").strip("."))}


def _inside(box: Box, outer: Box) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] - 1 <= across <= outer[2] + 1 and outer[1] - 1 <= down <= outer[3] + 1


def _around(box: Box, limits: Box, wide: float, high: float) -> Box:
    """The box with room around it, at least `wide` and `high`, within the limits of the page."""
    x0, x1 = _span(box[0] - ROOM, box[2] + ROOM, limits[0], limits[2], wide)
    top, bottom = _span(box[1] - ROOM, box[3] + ROOM, limits[1], limits[3], high)
    return x0, top, x1, bottom


def _span(start: float, end: float, low: float, high: float, least: float) -> tuple[float, float]:
    more = max(0.0, least - (end - start)) / 2
    start, end = start - more, end + more
    shift = max(0.0, low - start) - max(0.0, end - high)
    start, end = max(low, start + shift), min(high, end + shift)
    return (start, end) if end - start >= 1 else (low, max(high, low + 1))


def _narrow(box: Box, marked: Sequence[Box], wide: Box) -> Iterator[Box]:
    """Where the row is wide, its beginning (the name) and the part with the figure; together as wide as a phone."""
    if wide[2] - wide[0] <= _NARROW * 1.4 or wide[3] - wide[1] > _NARROW:
        yield wide
        return
    target = marked[0] if marked else box
    if not marked or target[2] + ROOM - wide[0] <= _NARROW * 1.2:
        yield wide[0], wide[1], wide[0] + _NARROW * 1.2, wide[3]
        return
    half = _NARROW * 0.6
    middle = (target[0] + target[2]) / 2
    end = min(wide[2], max(middle + half / 2, target[2] + 4))
    yield wide[0], wide[1], wide[0] + half, wide[3]
    yield max(wide[0] + half, end - half), wide[1], end, wide[3]
