"""A claim per mL, or of a bottle, where only the density is missing: judged where every density would decide alike."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from coacheck.rules.amounts.density import POSSIBLE, USUAL
from coacheck.rules.amounts.numbers import plain
from coacheck.rules.amounts.stated import Stated
from coacheck.rules.case import Case, Found, Said
from coacheck.rules.potent.claimed import Promise
from coacheck.rules.potent.label_words import INFINITY, borders, expected, percent, tolerance
from coacheck.rules.potent.promised import Answer, answer


def by_density(case: Case, promise: Promise, found: Answer) -> Found | None:
    """Passes where all usual densities meet the claim, fails where no possible one does; None without a range."""
    claim = promise.claim
    usual = _ends(case, promise, USUAL)
    if found.needs != ("density",) or usual is None:
        return None
    allowed = case.profile.tolerance(claim, case.category, case.form, case.options.on)
    low, high = borders(allowed)
    low, high = (0, INFINITY) if promise.least else (low, high)
    at = [percent(s.number, claim) for s in usual]
    every = [percent(s.number, claim) for s in _ends(case, promise, POSSIBLE) or usual]
    outcome: Said = "gap"
    if low <= min(at) and max(at) <= high:
        outcome = "pass"
    elif max(every) < low or min(every) > high:
        outcome = "fail"
    elif max(at) < low or min(at) > high:
        outcome = "doubt"
    least, most = (plain(Decimal(f"{s.number.point:.3g}")) for s in usual)
    told = f"{least} to {most} {claim.unit} for {USUAL[0]:g} to {USUAL[1]:g} g/mL"
    message = f"{promise.said}, the report {told} ({usual[0].name}; allowed {tolerance(low, high)}){_WHY[outcome]}"
    return Found(outcome, message, claim.analyte, None, expected(claim, low, high), allowed.citation, usual[0].evidence)


_WHY = {
    "pass": "",
    "fail": "; no liquid has a density that would meet the label",
    "doubt": "; it would take an unusual density to meet the label: --density decides",
    "gap": "; the density is what is missing: --density decides",
}


def _ends(case: Case, promise: Promise, densities: tuple[float, float]) -> tuple[Stated, Stated] | None:
    """The amount at the lowest and at the highest density."""
    found = []
    for density in densities:
        serving = case.label.serving.model_copy(update={"density_g_ml": density})
        known = replace(case, label=case.label.model_copy(update={"serving": serving}))
        found.append(next((s for s in answer(known, promise.claim).amounts if s.quantified), None))
    known_ends = sorted((s for s in found if s is not None), key=lambda s: s.number.point)
    return (known_ends[0], known_ends[1]) if len(known_ends) == len(densities) else None
