"""Further samples on a page, each under its own number over its own tables."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from math import inf

from coacheck.layout import Table
from coacheck.layout.phrases import overlap
from coacheck.model import Measurement, Place
from coacheck.reading.document.one_sample import FirstSample, ids_of
from coacheck.reading.document.told import Beside, Told
from coacheck.reading.fields.candidates import Candidate

_LEVEL = 4.0
"""Numbers within so many points of height stand on one line."""
_OVER = 20.0
"""The number of a sample may begin so many points left or right of its tables."""
_BLOCK = 60.0
"""What else is said of a sample stands within so many points of its number."""
_REASON = "it is of another sample than the first: {}"
_Rows = Sequence[tuple[str, Measurement]]


@dataclass(frozen=True)
class Below:
    """The number of a further sample; what is of it stands under that, from `left` on."""

    number: Candidate
    left: float = -inf

    def holds(self, box: Sequence[float] | None) -> bool:
        return box is not None and box[1] > self.number.box[1] - _LEVEL and box[0] > self.left

    def holds_table(self, table: Table) -> bool:
        return self.holds([table.x0, table.head_top])


@dataclass
class _Group:
    """The tables under one number, and what they tell."""

    number: Candidate | None
    tables: list[Table] = field(default_factory=list)
    rows: list[tuple[str, Measurement]] = field(default_factory=list)


def further_samples(page: Told, around: Beside, known: FirstSample) -> list[Below]:
    """The numbers of other samples than the first that stand over tables of a page, which has tables of that too."""
    numbers = [c for c in around.candidates if ids_of([c])]
    groups = _groups(page, numbers)
    if len(groups) < 2:
        return []
    mine, others = deepcopy(known), groups[1:]
    for number in numbers:
        if not any(number is group.number for group in others):
            mine.learn(_block(number, [], around.candidates), [])
    mine.learn([], groups[0].rows)
    return [
        Below(g.number, _sides(g.number, numbers)[0]) for g in others
        if g.number and mine.is_another(_block(g.number, g.tables, around.candidates), g.rows)
    ]  # fmt: skip


def _groups(page: Told, numbers: Sequence[Candidate]) -> list[_Group]:
    """The tables of results of a page by the number that stands over them."""
    groups: dict[int, _Group] = {}
    for table, reading in zip(page.tables, page.readings, strict=True):
        if reading.measurements:
            number = _number_over(table, numbers)
            group = groups.setdefault(id(number), _Group(number))
            group.tables.append(table)
            group.rows.extend(reading.measurements)
    return list(groups.values())


def _number_over(table: Table, numbers: Sequence[Candidate]) -> Candidate | None:
    """The number that stands lowest over a table; of several on one line the one over its columns."""
    over = [n for n in numbers if n.box[3] < table.head_top + _LEVEL]
    lowest = max((n.box[1] for n in over), default=0.0)
    line = [n for n in over if lowest - n.box[1] < _LEVEL]
    if len(line) > 1:
        line = [n for n in line if overlap(n.box[0] - _OVER, n.box[2] + _OVER, table.x0, table.x1) > 0]
    return line[0] if len(line) == 1 else None


def _sides(number: Candidate, numbers: Sequence[Candidate]) -> tuple[float, float]:
    """Between which other numbers of its line a number stands."""
    line = [n for n in numbers if n is not number and abs(n.box[1] - number.box[1]) < _LEVEL]
    left = number.box[0] - _OVER if any(n.box[0] < number.box[0] for n in line) else -inf
    return left, min((n.box[0] - _OVER for n in line if n.box[0] > number.box[0]), default=inf)


def _block(number: Candidate, tables: Sequence[Table], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The number with what else is said close to it, over its tables."""
    numbers = [c for c in candidates if ids_of([c])]
    left, right = _sides(number, numbers)
    foot = min((t.head_top for t in tables), default=inf)
    near = (c for c in candidates if abs(c.box[1] - number.box[1]) < _BLOCK and c.box[3] < foot + _LEVEL)
    return [number, *(c for c in near if c not in numbers and left < c.box[0] < right)]


def without_further(page: Told, around: Beside, below: Sequence[Below]) -> tuple[Told, Beside]:
    """The page without what is of further samples: the rows of their tables are unread."""
    readings = []
    for table, reading in zip(page.tables, page.readings, strict=True):
        of = next((b for b in below if b.holds_table(table)), None)
        readings.append(reading.unread_as(_REASON.format(of.number.text.split(" – ")[0])) if of else reading)

    return replace(page, readings=readings), replace(
        around, amounts=_own(around.amounts, below), single=_own(around.single, below),
        listed=_own(around.listed, below),
        statuses=[w for w in around.statuses if not _of_others(w.place, below)],
        totals=[t for t in around.totals if not _of_others(t.source, below)],
        loose=[u for u in around.loose if not any(b.holds(u[1].bbox) for b in below)],
    )  # fmt: skip


def _own(rows: _Rows, below: Sequence[Below]) -> _Rows:
    return [(panel, m) for panel, m in rows if not _of_others(m.source, below)]


def _of_others(place: Place | None, below: Sequence[Below]) -> bool:
    return place is not None and any(b.holds(place.bbox) for b in below)
