"""Results beside the limits of a rule set: which rows a limit is for, and how much of it they state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import get_args

from coacheck.model import Category, Measurement, PanelName, Result, Total
from coacheck.rules.amounts.numbers import Number, exact, printed, total
from coacheck.rules.amounts.quantities import UNITLESS, Converted, convert
from coacheck.rules.amounts.stated import UNTESTED, number_of
from coacheck.rules.case import Case, once
from coacheck.rules.law.sets import Limit, RuleSet
from coacheck.rules.law.vocabulary import parts

PANELS: tuple[PanelName, ...] = (
    "pesticides", "heavy_metals", "residual_solvents", "microbials", "mycotoxins", "foreign_matter", "water_activity",
    "moisture",
)  # fmt: skip
Row = Measurement | Total


@dataclass(frozen=True)
class Limited:
    """An analyte with the rows that state it and its limits: one, or one for each category it may be of."""

    rules: RuleSet
    code: str
    rows: tuple[Row, ...]
    limits: tuple[Limit, ...]

    @property
    def name(self) -> str:
        first = self.rows[0]
        own = first.printed if isinstance(first, Total) else first.name
        return own if len(self.rows) == 1 else f"{self.code.replace('_', ' ')} ({len(self.rows)} rows)"

    @property
    def judges(self) -> bool:
        """Figures of low confidence are only information."""
        return all(limit.confidence != "low" for limit in self.limits)


def limited(case: Case, rules: RuleSet) -> Iterator[Limited]:
    """Every analyte of the set that the report states. Where the category isn't known, the limits of all."""
    on = judged_on(rules, case.options.on)
    categories: Sequence[Category] = (case.category,) if case.category else get_args(Category)
    for panel, code in dict.fromkeys((x.panel, x.analyte) for x in rules.limits):
        rows = _rows(case, panel, code)
        first = [x[0] for c in categories if rows and (x := rules.limits_for(code, c, case.form, on))]
        if found := [each for limit in first for each in _meant(case, limit, rows)]:
            yield Limited(rules, code, tuple(rows), tuple(dict.fromkeys(found)))


def _meant(case: Case, limit: Limit, rows: Sequence[Row]) -> list[Limit]:
    """Of several figures that laboratories print for it, the one that stands beside the rows; else all."""
    if not limit.or_limits:
        return [limit]
    every = [limit.model_copy(update={"limit": x, "or_limits": ()}) for x in (limit.limit, *limit.or_limits)]
    own = {x for row in rows if (x := printed_limit(case, row, limit.unit)) is not None}
    return [x for x in every if own == {Decimal(str(x.limit))}] or every


def printed_limit(case: Case, row: Row, unit: str) -> Decimal | None:
    """The limit beside the row in `unit`; None where there is none, or it can't be told."""
    if isinstance(row, Total) or row.limit is None or not unit:
        return None
    way = convert(printed(row.limit), row.limit.unit or UNITLESS.get(unit), unit, case.facts)
    return way.number.point if isinstance(way, Converted) else None


def judged_on(rules: RuleSet, on: date) -> date:
    """The day whose table is used: the day judged, but not before the set begins."""
    return max(on, rules.effective_from)


def amount(case: Case, row: Row, unit: str) -> Number | None:
    """What the row states in `unit`; None where it can't be told."""
    for result in row.results:
        number = number_of(result, row, case.facts)
        if number is not None:
            way = convert(number, result.unit or UNITLESS.get(unit), unit, case.facts)
            if isinstance(way, Converted):
                return way.number
            if result.qualifier == "ND":
                return exact(0)
    return None


def amounts(case: Case, rows: Sequence[Row], unit: str) -> Number | None:
    """The sum of the rows in `unit`; None where one of them can't be told."""
    every = [amount(case, row, unit) for row in rows]
    known = [n for n in every if n is not None]
    return total(known) if known and len(known) == len(every) else None


def detected(row: Row) -> bool:
    return any(r.value or r.qualifier in ("detected", "TNTC") for r in row.results)


def bound(case: Case, row: Row, result: Result, unit: str) -> Number | None:
    """What the test could have missed in `unit`: below the LOD for ND, below the LOQ for <LOQ. None if not printed."""
    own = result.unit or UNITLESS.get(unit)
    if result.bound is not None and own is not None:
        reached = convert(exact(result.bound), own, unit, case.facts)
        return reached.number if isinstance(reached, Converted) else None
    if isinstance(row, Total):
        return None
    for limit in (row.lod, row.loq) if result.qualifier in ("ND", "<LOD") else (row.loq,):
        if limit is not None and limit.value > 0:
            reached = convert(printed(limit), limit.unit or UNITLESS.get(unit), unit, case.facts)
            if isinstance(reached, Converted):
                return reached.number
    return None


def _rows(case: Case, panel: PanelName, code: str) -> list[Row]:
    """The row of the analyte, else the total of that name, else the rows of its parts; what was detected goes first."""
    own: list[Row] = sorted(_by_analyte(case).get((panel, code), ()), key=_highest, reverse=True)
    named: list[Row] = [t for t in case.totals(code) if _tested(t)]
    summed: list[Row] = [*part_rows(case, panel, code)]
    ways = [way for way in (own[:1], named[:1], summed) if way]
    return next((way for way in ways if any(map(detected, way))), ways[0] if ways else [])


def part_rows(case: Case, panel: PanelName, code: str) -> list[Measurement]:
    """The rows of what a sum is made of (n-butane and isobutane for butanes)."""
    own = parts().get(code, ())
    return [m for m in case.panel(panel).measurements if m.analyte in own and _tested(m)] if own else []


@once
def _by_analyte(case: Case) -> dict[tuple[PanelName, str], list[Measurement]]:
    """The rows with a result, by panel and analyte."""
    rows: dict[tuple[PanelName, str], list[Measurement]] = {}
    for name, panel in case.report.panels.items():
        for row in panel.measurements:
            if row.analyte and _tested(row):
                rows.setdefault((name, row.analyte), []).append(row)
    return rows


def _highest(row: Row) -> float:
    return max((r.value or 0.0 for r in row.results), default=0.0)


def _tested(row: Row) -> bool:
    return any(r.qualifier not in UNTESTED for r in row.results)
