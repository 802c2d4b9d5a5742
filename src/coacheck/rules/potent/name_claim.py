"""potent.name-claim: an amount in the product's name that nothing in the report supports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from coacheck.model import Measurement, Total
from coacheck.rules.amounts.numbers import exact, plain
from coacheck.rules.amounts.quantities import Facts, Missing
from coacheck.rules.amounts.stated import Stated, per_what, stated
from coacheck.rules.case import Case, Found

TOLERANCE = Decimal("0.10")
_MG = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*mg\b(?!\s*/\s*m?[lg]\b)", re.IGNORECASE)
_COUNT = re.compile(
    r"\bx\s*(\d+)\b|\b(\d+)\s*(?:x|ct|count|pcs?|pieces|pack|gummies|capsules|softgels)\b", re.IGNORECASE
)
_ML = re.compile(r"(\d+(?:\.\d+)?)\s*ml\b", re.IGNORECASE)
_GRAMS = re.compile(r"(\d+(?:\.\d+)?)\s*g(?:rams?)?\b", re.IGNORECASE)
_UNITS = ("mg", "mg/unit", "mg/serving", "mg/package", "mg/mL")


@dataclass(frozen=True)
class Promise:
    """What a name says: amounts in mg, and what it says of the content of the package."""

    amounts: list[Decimal]
    count: float | None
    volume_ml: float | None
    mass_g: float | None


def name_claim(case: Case) -> Iterator[Found]:
    """One finding for each amount in the name. Never a fail: a name may give a serving, a bottle or a batch."""
    name = case.report.product.name or ""
    promise = read_name(name)
    if not promise.amounts:
        yield Found("skip", "the product's name states no amount in mg")
        return
    measured = list(_measured(case, promise))
    for amount in promise.amounts:
        yield _judged(case, name, amount, measured)


def read_name(name: str) -> Promise:
    """ "Tincture 750mg 30ml": 750 mg, 30 mL. "5mg x 20": 5 mg, 20 pieces."""
    amounts = [Decimal(m.replace(",", "")) for m in _MG.findall(name)]
    count, volume, mass = _COUNT.search(name), _ML.search(name), _GRAMS.search(name)
    return Promise(
        [a for a in dict.fromkeys(amounts) if a > 0],
        float(count[1] or count[2]) if count else None,
        float(volume[1]) if volume else None,
        float(mass[1]) if mass else None,
    )


def _judged(case: Case, name: str, amount: Decimal, measured: list[Stated]) -> Found:
    said = f"the name says {plain(amount)} mg ({name!r})"
    place = case.field("product")
    if not measured:
        return Found("gap", f"{said}, and the report states no amount in mg to compare", "product", evidence=place)
    nearest = min(measured, key=lambda s: abs(s.number.point - amount))
    told = f"{nearest.number} {nearest.unit} of {nearest.name}"
    if abs(nearest.number.point - amount) <= amount * TOLERANCE:
        return Found("pass", f"{said}, the report {told}", "product", evidence=[*place, *nearest.evidence])
    message = f"{said}, but nothing in the report comes within 10 % of it; nearest is {told}"
    return Found("doubt", message, "product", evidence=[*place, *nearest.evidence])


def _measured(case: Case, promise: Promise) -> Iterator[Stated]:
    """Every amount in mg that cannabinoids have in the report, by its own figures and the name's."""
    facts = _with_name(case.facts, promise)
    rows: list[Measurement | Total] = [*case.report.totals, *case.panel("cannabinoids").measurements]
    for row in rows:
        if isinstance(row, Total) and "terpene" in row.name:
            continue
        yield from _of_row(row, facts, promise.count)


def _of_row(row: Measurement | Total, facts: Facts, count: float | None) -> Iterator[Stated]:
    for unit in _UNITS:
        found = stated(per_what(row, facts), unit, facts)
        if isinstance(found, Missing) or not found.quantified or found.number.point == 0:
            continue
        yield found
        if count and unit in ("mg/unit", "mg/serving", "mg"):
            yield replace(found, number=found.number * exact(count), unit=f"mg in {count:g}")


def _with_name(facts: Facts, promise: Promise) -> Facts:
    return replace(
        facts,
        units=facts.units or promise.count,
        net_volume=facts.net_volume or promise.volume_ml,
        net_mass=facts.net_mass or promise.mass_g,
    )
