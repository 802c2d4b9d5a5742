"""From results as they are printed to dry weight, which the law on flower counts in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from coacheck.dry_basis import on_dry_weight
from coacheck.rules.amounts.numbers import exact, plain
from coacheck.rules.case import Case
from coacheck.rules.kinds import is_cured, may_be_fresh
from coacheck.rules.potent.sums import amount

MOST_WATER = Decimal("0.20")  # of flower that is sold
_MOST_OF_FRESH = Decimal("0.85")  # of a plant as it grew
_MOST_OF_A_PLANT = 50  # % of cannabinoids in dry flower


@dataclass(frozen=True)
class Dry:
    """`rest`: how much of 1 g at least is left without water; `how` says by what."""

    rest: Decimal
    how: str


def dry_weight(case: Case) -> Dry:
    """Reports rarely say which basis their rows have: as printed is the least that dry weight can be.

    The most follows from the printed moisture, else from the most water that flower holds as it is sold, or a plant as
    it grew; not where it would make more of the plant than any plant has, which shows that the rows are on dry weight
    already, or that there was less water.
    """
    if says_dry(case):
        return Dry(Decimal(1), "on dry weight, as the report says")
    printed = moisture(case)
    if printed is None and not _cured(case):
        return _as_it_grew(case)
    water = MOST_WATER if printed is None else printed
    percent = plain(water * 100)
    if _everything(case) / (1 - water) > _MOST_OF_A_PLANT:
        return Dry(Decimal(1), f"taken as dry weight already: without {percent} % of water it would be no plant")
    if printed is None:
        return Dry(1 - water, f"if {percent} % was water, the most in flower that is sold; no moisture is printed")
    return Dry(1 - water, f"by the printed moisture of {percent} %")


def _cured(case: Case) -> bool:
    """Do its words say that it is flower as it is sold?"""
    return is_cured(case.form) and not may_be_fresh(case.report.product.matrix)


def _as_it_grew(case: Case) -> Dry:
    rest = min(max(1 - _MOST_OF_FRESH, _everything(case) / _MOST_OF_A_PLANT), Decimal(1))
    water, unknown = f"{(1 - rest) * 100:.0f} %", "no moisture is printed"
    if rest <= 1 - _MOST_OF_FRESH:
        return Dry(rest, f"if {water} was water, as in a fresh plant; {unknown}")
    bound = f"with more it would hold over {_MOST_OF_A_PLANT} % of cannabinoids when dry"
    return Dry(rest, f"if about {water} was water: {unknown}, that it was dried was not found, and {bound}")


def says_dry(case: Case) -> bool:
    return on_dry_weight(case.report)


def _everything(case: Case) -> Decimal:
    """All cannabinoids, in %."""
    rows = [amount(m, "%", case) for m in case.panel("cannabinoids").measurements]
    return sum((n.point for n in rows if n is not None), Decimal(0))


def moisture(case: Case) -> Decimal | None:
    """The fraction of water, where it is printed in %."""
    for row in case.panel("moisture").measurements:
        for result in row.results:
            if result.unit == "%" and result.value is not None and 0 < result.value < 100:
                return exact(result.value).point / 100
    return None
