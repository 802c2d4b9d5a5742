"""potent.name-claim: an amount in the product's name that nothing in the report supports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from coacheck.model import Claim, Measurement, Total
from coacheck.rules.amounts.density import USUAL
from coacheck.rules.amounts.numbers import exact, plain
from coacheck.rules.amounts.quantities import Facts, Missing
from coacheck.rules.amounts.stated import UNTESTED, Stated, below_loq, per_what, stated
from coacheck.rules.case import Case, Found, Said, evidence
from coacheck.rules.kinds import is_extract
from coacheck.rules.potent.label_words import borders, percent, tolerance
from coacheck.rules.potent.sums import PARTS

_MG = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*mg\b(?!\s*/\s*m?[lg]\b)", re.IGNORECASE)
_COUNT = re.compile(
    r"\bx\s*(\d+)\b|\b(\d+)\s*(?:x|ct|count|pcs?|pieces|pack|gummies|capsules|softgels)\b", re.IGNORECASE
)
_ML = re.compile(r"(\d+(?:\.\d+)?)\s*ml\b", re.IGNORECASE)
_GRAMS = re.compile(r"(\d+(?:\.\d+)?)\s*g(?:rams?)?\b", re.IGNORECASE)
_WORDS = {
    "cbd": "cbd", "cbg": "cbg", "cbn": "cbn", "cbc": "cbc", "thc-?v": "thcv", r"(?:delta|d)[\s-]?8": "delta_8_thc",
}  # fmt: skip
_CANNABINOIDS = {
    re.compile(rf"(?<![\w-])(?<!no ){words}(?![\w-]*[\s-]*free)\b", re.IGNORECASE): code
    for words, code in _WORDS.items()
}
_UNITS = ("mg", "mg/unit", "mg/serving", "mg/package", "mg/mL")


@dataclass(frozen=True)
class Promise:
    """What a name says: amounts in mg, and what it says of the content of the package."""

    amounts: list[Decimal]
    count: float | None
    volume_ml: float | None
    mass_g: float | None


def name_claim(case: Case) -> Iterator[Found]:
    """One finding for each amount in the name, also in one that stood there before the file was changed. Never a fail:
    a name may give a serving, a bottle or a batch.
    """
    name = case.report.product.name or ""
    before = [s.old for s in case.report.spots if s.kind == "changed" and s.near == "product" and s.old != name]
    earlier = (each for text in before for each in _amounts(case, text, "said"))
    found = [*_nothing(case), *_amounts(case, name), *earlier]
    yield from found or [Found("skip", "the product's name states no amount in mg")]


def _amounts(case: Case, name: str, says: str = "says") -> Iterator[Found]:
    promise = read_name(name)
    measured = list(_measured(case, promise)) if promise.amounts else []
    said = [a for a in promise.amounts if not promise.count or a * Decimal(promise.count) not in promise.amounts]
    return (_judged(case, name, amount, measured, f"the name {says} {plain(amount)} mg ({name!r})") for amount in said)


def _nothing(case: Case) -> Iterator[Found]:
    """A product that is sold by a cannabinoid, with none of it."""
    tested = [m for m in case.panel("cannabinoids").measurements if any(r.qualifier not in UNTESTED for r in m.results)]
    if tested and not any(r.value or r.qualifier == "detected" for m in tested for r in m.results):
        yield Found("doubt", "no cannabinoid was found at all", "total_cannabinoids", evidence=evidence(*tested[:1]))
        return
    name = " ".join(t for t in (case.label.product, case.report.product.name) if t)
    for said, code in _named(name) if not is_extract(case.form) else ():  # of an extract potent.plausible asks more
        total = f"total_{code}"
        rows: list[Measurement | Total] = [*case.totals(total), *(m for part in PARTS[total] for m in case.rows(part))]
        if rows and not any(r.value or r.qualifier == "detected" for row in rows for r in row.results):
            message = f"the name says {said} ({name!r}), and the report found none"
            yield Found("doubt", message, code, evidence=[*case.field("product"), *evidence(*rows)])


def _named(name: str) -> list[tuple[str, str]]:
    """The cannabinoids that a name promises, as written and as a code: not those that it is free of."""
    return [(m[0].strip(), code) for pattern, code in _CANNABINOIDS.items() if (m := pattern.search(name))]


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


def _judged(case: Case, name: str, amount: Decimal, measured: list[Stated], said: str) -> Found:
    place = case.field("product")
    if not measured:
        message = f"{said}, and the report states no quantified amount in mg to compare"
        return Found("gap", message, "product", evidence=place)
    nearest = min(measured, key=lambda s: abs(s.number.point - amount))
    told = f"{nearest.number} {nearest.unit} of {nearest.name}"
    claim = Claim(text=name, analyte="total_thc", value=float(amount), unit="mg/unit")
    allowed = case.profile.tolerance(claim, case.category, case.form, case.options.on)
    low, high = borders(allowed)
    if low <= percent(nearest.number, claim) <= high:
        return Found("pass", f"{said}, the report {told}", "product", evidence=[*place, *nearest.evidence])
    message = f"{said}, but nothing in the report comes within {tolerance(low, high)} of it; nearest is {told}"
    outcome: Said = "doubt"
    if weighed := _weighed_as_water(case, name, nearest):
        message = f"{message}; {weighed}"
        at = [percent(nearest.number * exact(d), claim) for d in USUAL]
        outcome = "gap" if min(at) <= high and low <= max(at) else outcome
    return Found(outcome, message, "product", citation=allowed.citation, evidence=[*place, *nearest.evidence])


def _weighed_as_water(case: Case, name: str, nearest: Stated) -> str | None:
    """Where the mL of the name are the g of the report, nobody may have weighed it, and an oil weighs less."""
    volume, mass = read_name(name).volume_ml, case.report.serving.unit_mass_g
    if not volume or volume != mass or nearest.unit not in ("mg/unit", "mg/package"):
        return None
    least, most = (plain(Decimal(f"{nearest.number.point * exact(d).point:.3g}")) for d in USUAL)
    weighed = f"the report takes {volume:g} mL as {mass:g} g, and if nobody weighed it"
    return f"{weighed}, at {USUAL[0]:g} to {USUAL[1]:g} g/mL it would be {least} to {most} mg"


def _measured(case: Case, promise: Promise) -> Iterator[Stated]:
    """Every amount in mg that cannabinoids have in the report, by its own figures and the name's."""
    facts = _with_name(case.facts, promise)
    own = case.panel("cannabinoids").measurements
    quantified = not own or any(r.value for m in own if below_loq(m) is None for r in m.results)
    rows: list[Measurement | Total] = [*(case.report.totals if quantified else ()), *own]
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
