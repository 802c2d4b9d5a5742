"""How much of an analyte a report states, in the unit asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from coacheck.model import Evidence, Measurement, Quantity, Result, Total
from coacheck.rules.amounts.numbers import INFINITE, Number, exact, of_three_digits, printed, up_to
from coacheck.rules.amounts.quantities import Converted, Facts, Missing, convert
from coacheck.rules.case import evidence

UNTESTED = ("NT", "NR")
NOT_QUANTIFIED = ("ND", "<LOQ", "<LOD")


@dataclass(frozen=True)
class Stated:
    """An amount of `name` as stated by a row or a total; `path` where it had to be converted."""

    name: str
    number: Number
    unit: str
    path: str
    evidence: list[Evidence]
    quantified: bool = True


def number_of(result: Result, row: Measurement | Total, facts: Facts) -> Number | None:
    """The result as a number: ND is nothing up to the LOD or LOQ. None where nothing was measured."""
    if result.value is not None:
        return printed(result)
    if result.qualifier not in NOT_QUANTIFIED:
        return None
    if result.bound is not None:
        return up_to(printed(Quantity(value=result.bound, text=result.text)).point)
    bound = _bound(result, row, facts)
    return up_to(bound.high if bound else exact(0).point if result.qualifier == "ND" else INFINITE)


def _bound(result: Result, row: Measurement | Total, facts: Facts) -> Number | None:
    """The LOQ, of ND the LOD, else the other of them, in the unit of the result."""
    if isinstance(row, Total):
        return None
    for limit in (row.loq, row.lod) if result.qualifier == "<LOQ" else (row.lod, row.loq):
        if limit is not None and result.unit is not None:
            reached = convert(printed(limit), limit.unit, result.unit, facts)
            if isinstance(reached, Converted):
                return reached.number
    return None


def called(row: Measurement | Total) -> str:
    """Its name as printed; of "Total THC = THC + (THCA × 0.877)" without how it is worked out."""
    return row.printed.partition(" = ")[0] if isinstance(row, Total) else row.name


def stated(row: Measurement | Total, unit: str, facts: Facts) -> Stated | Missing:
    """The amount that the row states in `unit`: as printed in it, else by the shortest conversion.

    A figure below its own LOQ is as good as <LOQ.
    """
    name = called(row)
    reached: list[tuple[int, Stated]] = []
    missing = Missing("a measured amount")
    seen_from = below_loq(row)
    for result in _told(row.results):
        number = number_of(result, row, facts)
        if number is None:
            continue
        if seen_from is not None:
            number = up_to(number.point * seen_from)
        quantified = result.value is not None and seen_from is None
        way = convert(number, result.unit, unit, facts, shown=str(number.point) if quantified else result.text)
        if isinstance(way, Converted):
            places = evidence(row, holding=[result.text])
            reached.append((way.steps, Stated(name, way.number, unit, way.path, places, quantified)))
        elif not missing.needs or len(way.needs) < len(missing.needs):
            missing = way
    return min(reached, key=lambda r: (not r[1].quantified, r[0]))[1] if reached else missing


def below_loq(row: Measurement | Total) -> Decimal | None:
    """How many times its figure the row's own LOQ is, where the figure is below it: then nothing was quantified."""
    loq = row.loq if isinstance(row, Measurement) else None
    if loq is None:
        return None
    of = [printed(loq).point / printed(r).point for r in row.results if r.value and r.unit == loq.unit]
    return max((times for times in of if times > 1), default=None)


def _told(results: Sequence[Result]) -> list[Result]:
    """Without a 0 that another column contradicts: some forms print 0.000 where they did not compute."""
    above = any(r.value for r in results)
    return [r for r in results if not (above and r.value == 0)]


def per_what(row: Measurement | Total, facts: Facts) -> Measurement | Total:
    """The row with a bare "mg" read as mg per unit or serving, where its % times the printed mass gives just that.

    Where the unit that was measured is a package of pieces, mg per unit is mg per package.
    """
    results = [_with_basis(r, row, facts) for r in row.results]
    return row.model_copy(update={"results": results})


def _with_basis(result: Result, row: Measurement | Total, facts: Facts) -> Result:
    if result.unit == "mg/unit" and facts.of_pieces:
        return result.model_copy(update={"unit": "mg/package"})
    if result.unit != "mg" or result.value is None:
        return result
    bases = ("mg/package" if facts.of_pieces else "mg/unit", "mg/serving")
    fitting = next((basis for basis in bases if _fits(result, row, basis, facts)), None)
    return result.model_copy(update={"unit": fitting}) if fitting else result


def _fits(result: Result, row: Measurement | Total, basis: str, facts: Facts) -> bool:
    others = [r for r in row.results if r.unit in ("%", "mg/g") and r.value]
    ways = [convert(printed(r), r.unit, basis, facts) for r in others]
    return any(isinstance(way, Converted) and way.number.agrees(of_three_digits(result)) for way in ways)
