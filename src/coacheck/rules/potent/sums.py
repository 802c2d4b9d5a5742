"""What the rows of a report add up to, by interval arithmetic on the printed digits.

Labs round differently and mean different things by "total cannabinoids": every meaning that is in use is tried, and
a total is contradicted only where none fits. The factors are ratios of molar masses (THC 314.469, THCA 358.478 g/mol).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from coacheck.model import Measurement, PanelName
from coacheck.rules.amounts.numbers import INFINITE, Number, exact, total, up_to
from coacheck.rules.amounts.quantities import Converted, convert
from coacheck.rules.amounts.stated import NOT_QUANTIFIED, UNTESTED, number_of
from coacheck.rules.case import Case

# Neutral cannabinoid and its acid; the factors in use for the acid: ratio of the molar masses, and 0.877 for all.
PARTS: dict[str, tuple[str, str]] = {
    f"total_{neutral}": (code, acid)
    for neutral, code, acid in [
        ("thc", "delta_9_thc", "thca"), ("cbd", "cbd", "cbda"), ("cbg", "cbg", "cbga"), ("cbc", "cbc", "cbca"),
        ("cbn", "cbn", "cbna"), ("cbl", "cbl", "cbla"), ("thcv", "thcv", "thcva"), ("cbdv", "cbdv", "cbdva"),
        ("delta_8_thc", "delta_8_thc", "delta_8_thca"), ("thcp", "thcp", "thcpa"), ("cbgv", "cbgv", "cbgva"),
        ("cbcv", "cbcv", "cbcva"),
    ]
}  # fmt: skip
FACTORS = {
    "cbga": ("0.877", "0.878"), "cbna": ("0.876", "0.877"), "thcva": ("0.867", "0.877"), "cbdva": ("0.867", "0.877"),
    "cbgva": ("0.867", "0.878"), "cbcva": ("0.867", "0.877"), "thcpa": ("0.877", "0.887"),
}  # fmt: skip
_COMMON = ("0.877", "0.8772")
_STATED = re.compile(r"0[.,]8\d+")
WHOLE = ("total_cannabinoids", "sum_of_cannabinoids", "total_active_cannabinoids", "total_available_cannabinoids")
# Sums that other rows may already hold; they are left out of the sum of a panel.
_SUMS = frozenset({"hhc", "delta_10_thc"})


@dataclass(frozen=True)
class Sum:
    """One way to add up a total: the number, how ("delta-9-THC + 0.877 × THCA"), and of which rows."""

    number: Number
    how: str
    rows: tuple[Measurement, ...]


Add = Callable[[Measurement], Number | None]


def sums(case: Case, name: str, unit: str) -> list[Sum]:
    """All ways in use to recompute the total in `unit`, from rows in that unit and in the others."""
    rows = _rows(case, name)
    bases = dict.fromkeys([unit, *(r.unit for m in rows for r in m.results if r.unit)])
    found = []
    for basis in bases:
        for each in _added(case, name, rows, basis):
            reached = convert(each.number, basis, unit, case.facts)
            if isinstance(reached, Converted):
                found.append(Sum(reached.number, each.how, each.rows))
    return found


def amount(row: Measurement, unit: str, case: Case) -> Number | None:
    """The row's amount in `unit`: as printed, else converted; nothing where it was not found. None if unknown."""
    own = [r for r in row.results if r.unit == unit and r.qualifier not in UNTESTED]
    for result in own:
        if (number := number_of(result, row, case.facts)) is not None:
            return number
    for result in row.results:
        number = number_of(result, row, case.facts)
        if number is not None and isinstance(way := convert(number, result.unit, unit, case.facts), Converted):
            return way.number
    qualifiers = {r.qualifier for r in row.results}
    if qualifiers & set(NOT_QUANTIFIED) and not any(r.value for r in row.results):
        return up_to(Decimal(0) if "ND" in qualifiers else INFINITE)
    return None


def _rows(case: Case, name: str) -> list[Measurement]:
    panel: PanelName = "terpenes" if "terpene" in name else "cannabinoids"
    return [m for m in case.panel(panel).measurements if _tested(m)]


def _added(case: Case, name: str, rows: Sequence[Measurement], unit: str) -> Iterator[Sum]:
    def add(row: Measurement) -> Number | None:
        return amount(row, unit, case)

    if name in PARTS:
        yield from _pair(case, name, rows, add)
    elif name in WHOLE:
        yield from _whole(case, rows, add)
    elif name == "total_terpenes" and (parts := _numbers(rows, add)) is not None:
        yield Sum(total(parts), "the sum of the rows", tuple(rows))


def _pair(case: Case, name: str, rows: Sequence[Measurement], add: Add) -> Iterator[Sum]:
    neutral, acid = PARTS[name]
    own = [m for m in rows if m.analyte in (neutral, acid)]
    if (parts := _numbers(own, add)) is not None:
        yield Sum(_decarboxylated(case, own, parts), formula(own), tuple(own))


def formula(rows: Sequence[Measurement]) -> str:
    """ "Δ9-THC + 0.877 × THCA", as far as the rows are there."""
    return " + ".join(f"0.877 × {m.name}" if is_acid(m.analyte) else m.name for m in sorted(rows, key=_acids_last))


def _whole(case: Case, rows: Sequence[Measurement], add: Add) -> Iterator[Sum]:
    """The sum as it is, decarboxylated, of the neutral ones, and of THC and CBD alone; unknown rows in or out."""
    for kept in _selections(rows):
        parts = _numbers(kept, add)
        if parts is None:
            continue
        yield Sum(total(parts), "the sum of the rows", tuple(kept))
        yield Sum(_decarboxylated(case, kept, parts), "the sum of the rows, decarboxylated", tuple(kept))
        thc = [n * factor(case, m.analyte) if m.analyte == "thca" else n for m, n in zip(kept, parts, strict=True)]
        yield Sum(total(thc), "total THC + the other rows", tuple(kept))
        neutral = [(m, n) for m, n in zip(kept, parts, strict=True) if not is_acid(m.analyte)]
        yield Sum(total(n for _, n in neutral), "the sum of the neutral cannabinoids", tuple(m for m, _ in neutral))
        few = [(m, n) for m, n in zip(kept, parts, strict=True) if m.analyte in ("delta_9_thc", "thca", "cbd", "cbda")]
        own = [m for m, _ in few]
        yield Sum(_decarboxylated(case, own, [n for _, n in few]), "total THC + total CBD", tuple(own))


def _selections(rows: Sequence[Measurement]) -> list[list[Measurement]]:
    ways = [[m for m in rows if m.analyte is not None], list(rows)]
    ways.append([m for m in ways[0] if m.analyte not in _SUMS])
    return [way for i, way in enumerate(ways) if way and way not in ways[:i]]


def _decarboxylated(case: Case, rows: Sequence[Measurement], parts: Sequence[Number]) -> Number:
    return total(n * factor(case, m.analyte) if is_acid(m.analyte) else n for m, n in zip(rows, parts, strict=True))


def is_acid(code: str | None) -> bool:
    return code in FACTORS or code in {acid for _, acid in PARTS.values()}


def _acids_last(row: Measurement) -> bool:
    return is_acid(row.analyte)


def factor(case: Case, acid: str | None) -> Number:
    """From the smallest to the largest factor in use for the acid, with the one the report states."""
    stated = [m.replace(",", ".") for text in case.report.formulas.values() for m in _STATED.findall(text)]
    used = sorted(Decimal(f) for f in (*FACTORS.get(acid or "", _COMMON), *stated))
    return Number(exact("0.877").point, used[0], used[-1])


def _numbers(rows: Sequence[Measurement], add: Add) -> list[Number] | None:
    """The amounts of all rows; None where one of them is unknown, or no row is there."""
    numbers = [add(m) for m in rows]
    known = [n for n in numbers if n is not None]
    return known if rows and len(known) == len(numbers) else None


def _tested(row: Measurement) -> bool:
    return any(r.qualifier not in UNTESTED for r in row.results)
