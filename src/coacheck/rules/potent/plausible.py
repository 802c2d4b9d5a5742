"""potent.plausible: amounts that can't be, or that plants don't make. Never a fail: a person should look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coacheck.rules.amounts.numbers import Number, exact, plain, total
from coacheck.rules.amounts.quantities import Missing
from coacheck.rules.amounts.stated import stated
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.kinds import is_extract
from coacheck.rules.potent.seen import unbelievable
from coacheck.rules.potent.sums import amount, sums

MOST = exact(100)
MOST_IN_FLOWER = exact("35").point  # % total THC; "above 30-35 % is rare" (cannabismarketcap.io, "red flags on a COA")
LEAST_IN_EXTRACT = exact("1").point  # % of all cannabinoids
_NAMED = re.compile(r"\b(cbd|cbg|cbn|cbc|thc)\b", re.IGNORECASE)
_CODES = {"cbd": "cbd", "cbg": "cbg", "cbn": "cbn", "cbc": "cbc", "thc": "delta_9_thc"}


def plausible(case: Case) -> Iterator[Found]:
    """One finding for each amount that can't be, else one that sums up."""
    everything = _everything(case)
    if everything is None:
        yield Found("skip", "no amounts in % to look at")
        return
    problems = [*_over(case, everything), *_flower(case), *_extract(case, everything), *_named(case),
                *unbelievable(case)]
    yield from problems
    if not problems:
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
        yield Found("doubt", message, "total_thc", evidence=evidence(*made.rows))


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
