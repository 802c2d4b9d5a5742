"""How much THC a report leaves possible: a low bound, and a high one where ND, <LOQ or the law leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from coacheck.model import Measurement, Total
from coacheck.rules.amounts.numbers import INFINITE
from coacheck.rules.amounts.quantities import Missing
from coacheck.rules.amounts.stated import UNTESTED, Stated, per_what, stated
from coacheck.rules.case import Case
from coacheck.rules.law.sets import Candidates, ThcRule
from coacheck.rules.potent.dry_weight import Dry, dry_weight
from coacheck.rules.potent.seen import too_fine
from coacheck.rules.potent.sums import PARTS, factor, is_acid
from coacheck.rules.potent.totals import contradicted

PACKAGE = "mg/package"
_PARTS_OF_PACKAGE = ("mg/unit", "mg/serving")


Row = Measurement | Total


@dataclass(frozen=True)
class Bounds:
    """THC in `unit`: at least `low` (ND is nothing), at most `high` (ND is the LOQ, and all that may count does).

    `dry`: how the high bound was brought to dry weight, where the law counts in it.
    """

    low: Decimal
    high: Decimal
    unit: str
    rows: tuple[Row, ...]
    path: str = ""
    dry: Dry | None = None


def bounds(case: Case, rule: ThcRule, unit: str) -> Bounds | Missing:
    """The sum of the rule's analytes in `unit`; of one unit or serving where the package can't be reached."""
    codes = [part for code in rule.analytes for part in PARTS.get(code, (code,))]
    rows: list[Row] = [m for code in codes for m in case.rows(code)[:1]]
    if not case.rows(codes[0]):
        rows = [*case.totals(rule.analytes[0])[:1]]  # only the sum is printed
    if not rows:
        return Missing("a measured amount")
    units = (unit, *(_PARTS_OF_PACKAGE if unit == PACKAGE else ()))
    told = {each: [stated(per_what(m, case.facts), each, case.facts) for m in rows] for each in units}
    reached = next((u for u in units if any(isinstance(a, Stated) for a in told[u])), None)
    if reached != unit and (total := _by_total(case, rule, unit)):
        return total
    if reached is None:
        return next(a for a in told[unit] if isinstance(a, Missing))
    return _sum(case, rule, reached, rows, told[reached])


def _by_total(case: Case, rule: ThcRule, unit: str) -> Bounds | None:
    """The printed sum, where only it is stated in the unit of the law and its rows don't contradict it."""
    for row in (t for t in case.totals(rule.analytes[0]) if not contradicted(case, t)):
        told = stated(row, unit, case.facts)
        if isinstance(told, Stated) and told.quantified:
            return _sum(case, rule, unit, [row], [told])
    return None


def candidates(case: Case, *classes: str) -> list[Measurement]:
    """The cannabinoids found that may be of a class which the law names and nobody has listed."""
    every: list[Candidates] = [c for law in case.profile.laws for c in law.candidates]
    entries = [c for c in every if c.of in classes and c.in_force(case.options.on)]
    codes = dict.fromkeys(code for entry in entries for code in entry.analytes)
    return [m for code in codes for m in case.rows(code)[:1] if any(r.value for r in m.results)]


def _sum(case: Case, rule: ThcRule, unit: str, rows: Sequence[Row], told: Sequence[Stated | Missing]) -> Bounds:
    """What isn't reached in this unit adds nothing to the low bound, and leaves the high one open."""
    known = [(row, each) for row, each in zip(rows, told, strict=True) if isinstance(each, Stated)]
    low, high = _ends(case, unit, known)
    if len(known) < len(rows):
        high = INFINITE
    others = [m for m in _also_meant(case, rule) if m not in rows]
    high += sum((_found(case, m, unit) for m in others), Decimal(0))
    path = "; ".join(each.path for _, each in known if each.path and each.quantified)
    dry = dry_weight(case) if rule.basis == "dry weight" and case.flower else None
    return Bounds(low, high / dry.rest if dry else high, unit, (*rows, *others), path, dry)


def _ends(case: Case, unit: str, known: Sequence[tuple[Row, Stated]]) -> tuple[Decimal, Decimal]:
    """The least and the most that the rows add up to, an acid by its factor."""
    low = high = Decimal(0)
    for row, each in known:
        acid = row.analyte if isinstance(row, Measurement) and is_acid(row.analyte) else None
        share = factor(case, acid).point if acid else Decimal(1)
        low += each.number.point * share
        if acid and low and _found_nothing(row) and not case.profile.hemp:
            continue  # the dose of a program is what was found, as laboratories add it up
        high += (each.number.point if each.quantified else _most(case, row, each, unit)) * share
    return low, high


def _found_nothing(row: Row) -> bool:
    return all(r.qualifier in ("ND", *UNTESTED) for r in row.results)


def _most(case: Case, row: Row, amount: Stated, unit: str) -> Decimal:
    """ND without LOD or LOQ can be any number of mg; of the percent that the law counts in, no test misses as much.

    An LOD that no test has bounds nothing.
    """
    refused = isinstance(row, Measurement) and bool(too_fine(case, [row]))
    high = Decimal(0) if refused else amount.number.high
    return INFINITE if high == 0 and unit != "%" else high


def _also_meant(case: Case, rule: ThcRule) -> list[Measurement]:
    """The note of a rule names the classes that count in the high bound."""
    return candidates(case, *(c for c in ("tetrahydrocannabinols", "similar_effect") if f'"{c}"' in rule.note))


def _found(case: Case, row: Measurement, unit: str) -> Decimal:
    found = stated(per_what(row, case.facts), unit, case.facts)
    return found.number.point if isinstance(found, Stated) else Decimal(0)
