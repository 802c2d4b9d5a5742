"""What stands in a column of a table, and what its heading says: all that is known of it before columns are weighed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from coacheck.layout import Table
from coacheck.layout.ask import CellKind
from coacheck.model import Result
from coacheck.reading.proof.merge import half_unit
from coacheck.reading.tables.cells import LIMIT, shared_cell
from coacheck.reading.tables.meaning import Meaning
from coacheck.reading.vocabulary import DRY, key

SAME = {"ug/g": "ppm", "mg/kg": "ppm", "ug/kg": "ppb", "ng/g": "ppb"}
"""Units that say the same."""


@dataclass(frozen=True)
class Figure:
    """A printed number and half a unit of its last digit."""

    value: float
    half: float


@dataclass(frozen=True)
class Profile:
    """What stands in a column, and what its heading says."""

    at: int
    heading: str | None
    unit: str | None
    unit_only: bool
    """Its heading is a unit and nothing else."""
    unknown: bool
    """Its heading is one that nobody knows."""
    dry: bool
    """Its heading says that its figures are on dry weight."""
    kinds: Counter[CellKind]
    figures: tuple[Figure | None, ...]
    """The number of each row, where it is one."""
    words: tuple[bool, ...]
    """Whether ND or the like stands in each row."""
    with_unit: int
    """Cells with a unit in them, or in a column of units right behind."""
    bounds: int
    limits: int
    """Cells that say of themselves that they are limits ("≤ 10 ppm")."""

    @property
    def filled(self) -> int:
        return sum(n for kind, n in self.kinds.items() if kind != "blank")

    def share(self, kind: CellKind) -> float:
        return self.kinds[kind] / self.filled if self.filled else 0.0


def _figure(result: Result) -> Figure | None:
    return Figure(result.value, half_unit(result)) if result.value is not None else None


_REPLICATE = re.compile(
    r"(?:rep(?:licate|eat)?|prep(?:aration)?|run|trial|test|injection|inj|aliquot|determination|einzelwert|messung"
    r"|bestimmung|wiederholung|mesure|medida|medición|prova|misura|duplo|meting)?\.?\s?#?(?:[1-9]|[A-E])$",
    re.IGNORECASE,
)
"""One of the measurements of which another column is the mean."""
_MEANS = ("mean", "average", "avg", "meanresult", "mittelwert", "moyenne", "media", "promedio", "gemiddelde")
_MIN, _MAX, _MRL = ("min", "minimum"), ("max", "maximum"), "mrl"
WHOLE = ("mg/unit", "mg/serving", "mg/package")
"""What all of something holds: "Total mg per container"."""
PORTIONS = {"g", "mL"}
"""Units of what was weighed out for a test: no analyte is told in them."""
CYCLES = "Ct"
_UPPER, _LOWER = "upperlimit", "lowerlimit"
_COUNT = "count"
"""Beside results in a unit it is how many were measured."""


def _kind(text: str, kind: str | None, table: Table, ask: Meaning) -> str | None:
    """The kind of a heading by what others stand beside it: a maximum beside a minimum is that of replicates, a MRL
    beside a reporting limit is the maximum residue level, an upper limit, where there is no other limit, is one, and a
    count beside results is that of replicates."""
    others = [key(ask.words.find_unit(c.heading)[1]) for c in table.columns]
    if _REPLICATE.match(text.strip(" ()")) and any(other in _MEANS for other in others):
        return "ignore"
    if key(text) in _MAX and any(other in _MIN for other in others):
        return "ignore"
    if key(text) == _COUNT and any(_figures_of_results(table, i, ask) for i in range(1, len(table.columns))):
        return "ignore"
    if key(text) == _UPPER and not any(o == _LOWER or ask.heading(c.heading) == "limit"
                                       for o, c in zip(others, table.columns, strict=True)):  # fmt: skip
        return "limit"
    bounds = [o for o, c in zip(others, table.columns, strict=True) if ask.heading(c.heading) == "loq"]
    if key(text).startswith(_MRL) and any(not bound.startswith(_MRL) for bound in bounds):
        return "limit"
    return kind


def _figures_of_results(table: Table, at: int, ask: Meaning) -> bool:
    """Is it a column of figures that is headed as results in a unit?"""
    heading = table.columns[at].heading
    said = ask.heading(heading) == "result" and ask.words.find_unit(heading)[0]
    return bool(said) and any(ask.cell(row.text(at)) == "number" for row in table.rows)


def _measured_too(table: Table, at: int, ask: Meaning) -> bool:
    """Is there, beside cycles of PCR, a column of the same kind in another unit?"""
    kind = ask.heading(table.columns[at].heading)
    others = [c.heading for i, c in enumerate(table.columns) if i not in (0, at)]
    return any(ask.heading(h) == kind and ask.words.find_unit(h)[0] != CYCLES for h in others)


def profile_of(table: Table, at: int, ask: Meaning) -> Profile:
    """The profile of one column of values (column 0 is the names)."""
    texts = [row.text(at) for row in table.rows]
    kinds = Counter(ask.cell(t) for t in texts if t)
    parsed = [shared_cell(t, ask.words, ask.numbers).results for t in texts]
    first = [r[0] if r else None for r in parsed]
    heading = table.columns[at].heading
    kind, unit, unit_only = _said(table, at, ask)
    if 2 * sum(_weighed_out(r) for r in first) > sum(map(bool, texts)):
        kind, unit_only = "ignore", False
    return Profile(
        at, kind, unit, unit_only, bool(heading) and not unit_only and kind is None, bool(DRY.search(heading)), kinds,
        tuple(_figure(r) if r else None for r in first), tuple(ask.cell(t) == "word" for t in texts),
        sum(r is not None and (r.unit or ask.unit(row.text(at + 1))) is not None
            for row, r in zip(table.rows, first, strict=True)),
        sum(r is not None and r.bound is not None for r in first),
        sum(LIMIT.match(t) is not None for t in texts),
    )  # fmt: skip


def _said(table: Table, at: int, ask: Meaning) -> tuple[str | None, str | None, bool]:
    """The kind and the unit that the heading says, and whether it is a unit and nothing else."""
    heading = table.columns[at].heading
    printed, rest = ask.words.find_unit(heading)
    unit = SAME.get(printed or "", printed)
    if (unit == CYCLES and _measured_too(table, at, ask)) or _of_a_portion(heading, unit, ask):
        return "ignore", unit, False
    if unit is not None and (not rest.strip(" ()[]*:") or (unit in WHOLE and key(rest) == "total")):
        return None, unit, True
    return _kind(rest, ask.heading(heading), table, ask) if heading else None, unit, False


def _of_a_portion(heading: str, unit: str | None, ask: Meaning) -> bool:
    """Is it headed as an amount in grams or millilitres ("Mass (g)"), as it was weighed out?"""
    return unit in PORTIONS and ask.heading(heading) in ("result", None)


def _weighed_out(result: Result | None) -> bool:
    """Is it so much of the sample ("10 g"), and nothing found in it?"""
    return result is not None and result.value is not None and result.unit in PORTIONS
