"""potent.plausible: amounts that can't be, or that plants don't make. Never a fail: a person should look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coacheck.rules.amounts.numbers import Number, exact, plain, total
from coacheck.rules.amounts.quantities import Missing
from coacheck.rules.amounts.stated import stated
from coacheck.rules.case import Case, Found, Said, evidence
from coacheck.rules.kinds import MADE, MOST_OF_ITSELF, is_extract, is_treated
from coacheck.rules.potent.dry_weight import MOST_WATER, moisture, says_dry
from coacheck.rules.potent.seen import below_own_loq, odd_limits, unbelievable
from coacheck.rules.potent.sums import PARTS, amount, sums

MOST = exact(100)
MOST_IN_FLOWER = exact("35").point  # % total THC; "above 30-35 % is rare" (cannabismarketcap.io, "red flags on a COA")
LEAST_IN_EXTRACT = exact("1").point  # % of all cannabinoids
MOST_SURVIVING = exact("5").point  # % of an acid in a distillate: distilling takes more heat than turns acids neutral
MOSTLY = exact("50").point  # % of a cannabinoid of which something is mostly made
_MADE_WITH = "Ray et al., Molecules 2022;27(20):6924"  # every delta-8 product that was looked at had by-products
_OTHERS = 5  # other cannabinoids that were looked for
_DISTILLED = re.compile(r"\bdistillate\b", re.IGNORECASE)
_FRESH = re.compile(r"\b(?:fresh|wet|frozen|pre-?harvest)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(cbd|cbg|cbn|cbc|thc)\b", re.IGNORECASE)
_MADE_NAMED = re.compile(r"\b(?:delta|d|δ|∆)[\s-]?(?:8|10)\b|\bhhc|\bthc-?[po]\b", re.IGNORECASE)
_CODES = {"cbd": "cbd", "cbg": "cbg", "cbn": "cbn", "cbc": "cbc", "thc": "delta_9_thc"}


def plausible(case: Case) -> Iterator[Found]:
    """One finding for each amount that can't be, else one that sums up."""
    everything = _everything(case)
    if everything is None:
        yield Found("skip", "no amounts in % to look at")
        return
    problems = [
        *_over(case, everything), *_flower(case), *_added(case), *_wet(case), *_no_water(case),
        *_extract(case, everything), *_named(case), *_distilled(case), *_alone(case), *unbelievable(case),
        *odd_limits(case), *below_own_loq(case),
    ]  # fmt: skip
    yield from problems
    if all(found.outcome == "skip" for found in problems):
        yield Found("pass", f"the cannabinoids add up to {everything} %, as this kind of product can have")


def _everything(case: Case) -> Number | None:
    """The raw sum of all cannabinoids in %."""
    rows = [m for m in case.panel("cannabinoids").measurements if m.analyte]
    parts = [n for m in rows if (n := amount(m, "%", case)) is not None]
    return total(parts) if parts else None


def _over(case: Case, everything: Number) -> Iterator[Found]:
    if everything.low > MOST.point:
        rows = [m for m in case.panel("cannabinoids").measurements if any(r.value for r in m.results)]
        message = f"the cannabinoids add up to {everything} %, more than everything"
        yield Found("doubt", message, "total_cannabinoids", evidence=evidence(*rows))


def _flower(case: Case) -> Iterator[Found]:
    made = next(iter(sums(case, "total_thc", "%")), None)
    if made is not None and case.plant and made.number.low > MOST_IN_FLOWER:
        message = f"{made.number} % total THC in flower; more than {plain(MOST_IN_FLOWER)} % is hardly ever grown"
        yield Found("doubt", f"{message}{_with_water(case, made.number)}", "total_thc", evidence=evidence(*made.rows))


def _with_water(case: Case, dry: Number) -> str:
    """What figures on dry weight are of the flower as it is sold."""
    water = moisture(case)
    if not says_dry(case):
        return ""
    sold = f"; with the printed moisture that is {float(dry.point * (1 - water)):.3g} %" if water is not None else ""
    return f" (on dry weight, as the report says{sold})"


def _added(case: Case) -> Iterator[Found]:
    """More of a made cannabinoid than flower has, where nothing says that it was put on."""
    words = " ".join(t for t in (case.form, case.report.product.name, case.label.product) if t)
    if not case.flower or is_treated(words) or _MADE_NAMED.search(words):
        return
    rows = [(m, n.point) for m in case.panel("cannabinoids").measurements if (n := amount(m, "%", case)) is not None]
    found = [(m, n) for m, n in rows if m.analyte in MADE and n >= MOST_OF_ITSELF]
    if found:
        row, much = max(found, key=lambda each: each[1])
        message = f"{plain(much)} % {row.name} in flower, more than it grows with: it was added, and nothing says so"
        yield Found("doubt", message, row.analyte, evidence=evidence(row))


def _wet(case: Case) -> Iterator[Found]:
    """Flower that is sold is dry; the law counts in dry weight, so a wrong moisture moves the THC."""
    water, words = moisture(case), f"{case.form} {case.report.product.name}"
    if case.flower and water is not None and water > MOST_WATER and not _FRESH.search(words):
        message = f"{plain(water * 100)} % of water in flower; cured flower holds at most {plain(MOST_WATER * 100)} %"
        yield Found("doubt", message, "moisture", evidence=evidence(*case.panel("moisture").measurements))


def _no_water(case: Case) -> Iterator[Found]:
    """Not a trace of water in flower is a field that was not filled in: what has a water activity has water.

    It decides something only where the law counts in dry weight.
    """
    moist, active = case.panel("moisture").measurements, case.panel("water_activity").measurements
    nought = [m for m in moist if any(r.unit == "%" and r.value == 0 for r in m.results)]
    wet = [m for m in active if any(r.value for r in m.results)]
    if case.flower and nought and wet:
        seen = next(r.text for r in wet[0].results if r.value)
        message = f"0 % of water in flower, beside a water activity of {seen}: was the first not measured?"
        outcome: Said = "doubt" if case.profile.hemp else "skip"
        yield Found(outcome, message, "moisture", evidence=evidence(nought[0], wet[0]))


def _distilled(case: Case) -> Iterator[Found]:
    if not _DISTILLED.search(f"{case.form} {case.report.product.name}"):
        return
    for neutral, acid in PARTS.values():
        rows = [*case.rows(neutral)[:1], *case.rows(acid)[:1]]
        found = {m.analyte: n.point for m in rows if (n := amount(m, "%", case)) is not None}
        left = found.get(acid, exact(0).point)
        if left > MOST_SURVIVING and left > found.get(neutral, exact(0).point):
            message = f"a distillate with {plain(left)} % {rows[-1].name}, which distilling turns into {rows[0].name}"
            yield Found("doubt", message, acid, evidence=evidence(*rows))


def _alone(case: Case) -> Iterator[Found]:
    """What is made of another cannabinoid comes with by-products."""
    rows = [(m, n.point) for m in case.panel("cannabinoids").measurements if (n := amount(m, "%", case)) is not None]
    found = [(m, n) for m, n in rows if n > 0]
    if len(found) == 1 and len(rows) > _OTHERS and found[0][0].analyte in MADE and found[0][1] >= MOSTLY:
        row, much = found[0]
        message = f"{plain(much)} % {row.name} and no other cannabinoid; it is never made without by-products"
        yield Found("doubt", message, row.analyte, citation=_MADE_WITH, evidence=evidence(row))


def _extract(case: Case, everything: Number) -> Iterator[Found]:
    if is_extract(case.report.product.matrix) and everything.high < LEAST_IN_EXTRACT:
        yield Found("doubt", f"a concentrate with only {everything} % of cannabinoids", "total_cannabinoids")


def _named(case: Case) -> Iterator[Found]:
    """The cannabinoid that a concentrate is named after must be in it."""
    if not is_extract(case.form):
        return
    for name in dict.fromkeys(n.lower() for n in _NAMED.findall(case.report.product.name or "")):
        rows = case.rows(_CODES[name])
        found = [s for m in rows if not isinstance(s := stated(m, "%", case.facts), Missing)]
        if found and max(s.number.point for s in found) < LEAST_IN_EXTRACT:
            message = f"named after {name.upper()}, of which it has {found[0].number} %"
            yield Found("doubt", message, _CODES[name], evidence=evidence(*rows))
