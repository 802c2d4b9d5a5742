"""What a report states for a claim: which row or total meets it, in the claim's own unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coacheck.model import Claim, Measurement, Total
from coacheck.rules.amounts.numbers import total
from coacheck.rules.amounts.quantities import Missing
from coacheck.rules.amounts.stated import Stated, below_loq, called, per_what, stated
from coacheck.rules.case import Case, evidence
from coacheck.rules.potent.sums import PARTS, sums
from coacheck.rules.potent.totals import contradicted

Row = Measurement | Total
MG_UNITS = ("mg/unit", "mg/serving", "mg/package")
_ISOMERS = {
    "hhc": ("9r_hhc", "9s_hhc", "hhc_r", "hhc_s"),
    "delta_10_thc": ("delta_10r_thc", "delta_10s_thc", "r_delta_10_thc", "s_delta_10_thc"),
}
# How a user tells what the report does not print.
_GIVEN = {
    "density": "--density 0.95", "servings": "--servings 30", "units": '--net-content "20 units"',

    "unit_mass": '--net-content "20 gummies (80 g)"', "net_mass": '--net-content "30 mL" or "30 g"',
    "net_volume": '--net-content "30 mL"',
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """The amounts that may meet a claim, the preferred one first; without any, the reason and the facts it needs."""

    amounts: list[Stated]
    reason: str = ""
    needs: tuple[str, ...] = ()


def answer(case: Case, claim: Claim) -> Answer:
    """ "CBD" is met by total CBD or CBD, "THC" by total THC, as printed or from its rows."""
    rows = [*_rows(case, claim.analyte)]
    units = ("mg", *MG_UNITS) if claim.unit == "mg" else (claim.unit or "",)
    if amounts := [*_amounts(case, claim.analyte, rows, units)]:
        return Answer([*(_of_whole(case, rows) if "mg/package" in units and amounts[0].path else ()), *amounts])
    if not rows:  # a total that is not printed: what its parts lack
        rows, units = [m for part in PARTS.get(claim.analyte, ()) for m in case.rows(part)], units[:1]
    return _without(case, claim, rows, [s for s in _tried(case, rows, units) if isinstance(s, Missing)])


def _of_whole(case: Case, rows: Sequence[Row]) -> Iterator[Stated]:
    """What is printed for the unit that was measured, where that is the package: it goes before what is worked out."""
    if case.unit_holds_pieces and not case.label.units_per_package:
        printed = [s for s in _tried(case, rows, ["mg/unit"]) if isinstance(s, Stated)]
        yield from (replace(s, unit="mg/package") for s in printed if s.quantified and not s.path)


def _amounts(case: Case, code: str, rows: Sequence[Row], units: Sequence[str]) -> Iterator[Stated]:
    """What is worked out from the rows where no total is printed, then the printed total, then the row, or all of its
    isomers in its place.
    """
    if not any(isinstance(row, Total) for row in rows):
        yield from (s for unit in units for s in _recomputed(case, code, unit))
    printed = [s for s in _tried(case, rows, units) if isinstance(s, Stated)]
    whole = [s for unit in units for s in _isomers(case, code, unit)]
    totals = {called(t) for t in case.report.totals} if whole else set()
    yield from (s for s in printed if not whole or s.name in totals)
    yield from whole


def _tried(case: Case, rows: Sequence[Row], units: Sequence[str]) -> list[Stated | Missing]:
    return [stated(per_what(row, case.facts), unit, case.facts) for row in rows for unit in units]


def _rows(case: Case, code: str) -> Iterator[Row]:
    """The printed total (unless its rows contradict it), then the row of the analyte itself."""
    for each in [*case.totals(code), *case.totals(f"total_{code}")]:
        if not contradicted(case, each):
            yield each
    yield from case.rows(code)


def _isomers(case: Case, code: str, unit: str) -> Iterator[Stated]:
    """ "HHC" is all of it, where the report prints its isomers only."""
    rows = case.rows(code) or [m for part in _ISOMERS.get(code, ()) for m in case.rows(part)]
    told = [stated(per_what(row, case.facts), unit, case.facts) for row in rows]
    found = [s for s in told if isinstance(s, Stated)]
    if len(rows) > 1 and len(found) == len(rows) and any(s.quantified for s in found):
        name = " + ".join(s.name for s in found if s.quantified)
        yield Stated(name, total(s.number for s in found), unit, "", [e for s in found for e in s.evidence])


def _recomputed(case: Case, code: str, unit: str) -> Iterator[Stated]:
    for each in sums(case, code, unit)[:1]:
        quantified = any(r.value is not None for m in each.rows if below_loq(m) is None for r in m.results)
        yield Stated(each.how, each.number, unit, "", evidence(*each.rows), quantified)


def _without(case: Case, claim: Claim, rows: Sequence[Row], missing: list[Missing]) -> Answer:
    """Why there is no amount to compare with."""
    if not any(r.value is not None or r.qualifier in ("ND", "<LOQ", "<LOD") for row in rows for r in row.results):
        return Answer([], "the report states no measured amount of it")
    bare = next((r for row in rows for r in per_what(row, case.facts).results if r.unit == "mg" and r.value), None)
    if bare is not None and claim.unit in MG_UNITS:
        return Answer([], f"the report prints {bare.value:g} mg, without saying of how much")
    least = min((m for m in missing if m.needs), key=lambda m: len(m.needs), default=None)
    if least is None:
        return Answer([], "the units differ")
    ways = " and ".join(dict.fromkeys(_GIVEN[name] for name in least.needs if name in _GIVEN))
    given = f" ({ways})" if ways else ""
    return Answer([], f"to compare in {claim.unit}, {least.fact} would be needed{given}", least.needs)
