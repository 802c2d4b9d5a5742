"""A claim of flower beside figures that the report gives on dry weight: what is sold holds water."""

from __future__ import annotations

from dataclasses import replace

from coacheck.rules.amounts.numbers import exact
from coacheck.rules.case import Case, Found
from coacheck.rules.potent.claimed import Promise
from coacheck.rules.potent.dry_weight import moisture, says_dry

_WITH_WATER = ("%", "mg/g", "mg/unit", "mg/serving", "mg/package")
"""Forms multiply the figure of dry weight by what the package weighs with its water."""


def on_dry_weight(case: Case, promise: Promise, found: Found) -> Found:
    """The finding with the basis of its figure; where the water may decide, it is for a person to see."""
    said, much = found.measured, promise.claim.value
    if said is None or said.unit not in _WITH_WATER or not much or not case.flower or not says_dry(case):
        return found
    message = f"{found.message}; the report's figures are on dry weight"
    water = moisture(case)
    if "dry" in promise.claim.text.casefold():
        return replace(found, message=message)
    above = found.outcome == "fail" and said.value > much
    least = found.expected.min if found.expected else None
    as_sold = float(exact(said.value).point * (1 - water)) if water is not None else said.value
    below = found.outcome == "pass" and least is not None and as_sold < least
    if below:
        message = f"{message}, and with the printed moisture that is {as_sold:.3g} {said.unit}"
    return replace(found, outcome="doubt" if above or below else found.outcome, message=message)
