"""potent.units: the same result in %, mg/g, mg/mL, mg/unit and mg/package must agree, by the printed digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from coacheck.model import Measurement, Result
from coacheck.rules.amounts.numbers import Number, plain, printed, unpadded
from coacheck.rules.amounts.quantities import Converted, convert
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.wording import counted

Pair = tuple[str, str]
_PLAUSIBLE_DENSITY = (0.7, 1.5)  # g/mL: ethanol is 0.79, glycerol 1.26


@dataclass(frozen=True)
class Both:
    """One row in two units, which a conversion compares, or whose ratio must be that of the other rows."""

    row: Measurement
    first: Result
    second: Result

    @property
    def units(self) -> Pair:
        return (self.first.unit or "", self.second.unit or "")

    @property
    def ratio(self) -> Number:
        return printed(self.second) / printed(self.first)

    def __str__(self) -> str:
        return " and ".join(f"{printed(r).point:f} {r.unit}" for r in (self.first, self.second))


def units(case: Case) -> Iterator[Found]:
    """A finding for each pair of units that disagrees, else one that sums up."""
    pairs: dict[Pair, list[Both]] = {}
    for both in _twice(case):
        pairs.setdefault(both.units, []).append(both)
    problems = [found for group in pairs.values() if (found := _problem(case, group))]
    yield from problems
    if not pairs:
        yield Found("skip", "no result is printed in two units that could be compared")
    elif not problems:
        names = " and ".join(", ".join(pair) for pair in pairs)
        rows = counted(len({b.row.name for group in pairs.values() for b in group}), "result")
        yield Found("pass", f"{rows}, the same in all units they are printed in ({names})")


def _twice(case: Case) -> Iterator[Both]:
    for row in case.panel("cannabinoids").measurements:
        results = [r for r in row.results if r.value and r.unit and r.unit != "mg"]
        for a, b in combinations(results, 2):
            if a.unit != b.unit and printed(a).low > 0:
                yield Both(row, a, b)


def _problem(case: Case, group: Sequence[Both]) -> Found | None:
    ways = [convert(printed(b.first), b.first.unit, b.units[1], case.facts) for b in group]
    wrong = [
        (b, way)
        for b, way in zip(group, ways, strict=True)
        if isinstance(way, Converted) and not way.number.agrees(printed(b.second))
    ]
    if wrong:
        return _disagreement(case, group, wrong)
    if not any(isinstance(way, Converted) for way in ways):
        return _ratios(group)
    return None


def _disagreement(case: Case, group: Sequence[Both], wrong: Sequence[tuple[Both, Converted]]) -> Found:
    """A fact of arithmetic fails, unless padded zeros explain it.

    A mass or density that does not fit may belong to something else: review.
    """
    certain = [(both, way) for both, way in wrong if way.steps == 1 and not _by_padding(case, both)]
    both, way = (certain or wrong)[0]
    count = f" ({len(wrong)} of {len(group)} rows)" if len(group) > 1 else ""
    padded = "; it would fit if zeros were added after rounding" if _by_padding(case, both) else ""
    message = f"{both.row.name}: {both} are printed, but {way.path}{count}{padded}"
    rows = evidence(*(b.row for b, _ in wrong))
    return Found("fail" if certain else "doubt", message, both.row.analyte, evidence=rows)


def _by_padding(case: Case, both: Both) -> bool:
    """Do they agree within one unit of the last digit that is no zero?"""
    pairs = [(unpadded(both.first), printed(both.second)), (printed(both.first), unpadded(both.second))]
    ways = [(convert(first, both.first.unit, both.units[1], case.facts), second) for first, second in pairs]
    return any(isinstance(way, Converted) and way.number.agrees(second) for way, second in ways)


def _ratios(group: Sequence[Both]) -> Found | None:
    """Without the mass or density all rows must at least share one ratio."""
    low, high = max(b.ratio.low for b in group), min(b.ratio.high for b in group)
    first, second = group[0].units
    if low > high:
        odd = max(group, key=lambda b: b.ratio.low)
        message = f"the rows don't share one ratio of {second} to {first}: {odd.row.name} has {odd}"
        return Found("doubt", message, odd.row.analyte, evidence=evidence(*(b.row for b in group)))
    if {first, second} == {"mg/g", "mg/mL"}:
        density = high if first == "mg/g" else 1 / low
        if not _PLAUSIBLE_DENSITY[0] <= float(density) <= _PLAUSIBLE_DENSITY[1]:
            message = f"{second} beside {first} would mean a density of {plain(density)} g/mL"
            return Found("doubt", message, group[0].row.analyte, evidence=evidence(group[0].row))
    return None
