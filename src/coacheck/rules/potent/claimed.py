"""What is promised, and by whom: the label as it was given, and the claims that the report itself prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coacheck.model import Claim, LabelClaim
from coacheck.rules.amounts.numbers import exact
from coacheck.rules.amounts.quantities import Converted, Facts, convert
from coacheck.rules.case import Case
from coacheck.rules.law.sets import rule_set

_HEMP = "us-hemp"
_MOST_OF_A_PIECE = 50  # g; capsules, gummies and drops in bottles weigh far less
_CONTAINER = {"mg/container": "mg/package"}


@dataclass(frozen=True)
class Promise:
    """A claim, in the words of a message (`said`); `printed` where the report prints it, and `most` for a maximum.

    `bare`: the label does not say of how much, and the claim's unit is what it was taken for.
    """

    claim: Claim
    printed: LabelClaim | None = None
    most: bool = False
    bare: bool = False

    @property
    def who(self) -> str:
        return "the report prints a label claim of" if self.printed else "label says"

    @property
    def said(self) -> str:
        bound = "at most " if self.most else "at least " if self.least else ""
        if not self.bare:
            return f"{self.who} {bound}{amount(self.claim)}{self._how}"
        taken = "" if self.printed else ", taken as of the whole package"
        return f"{self.who} {bound}{amount(self.claim.model_copy(update={'unit': 'mg'}))}{taken}{self._how}"

    @property
    def least(self) -> bool:
        return self.claim.comparison == ">="

    @property
    def _how(self) -> str:
        lawful = self.most and self.claim.comparison == "="
        return " (a THC figure within the legal limit is taken as a maximum)" if lawful else ""


def promises(case: Case) -> Iterator[Promise]:
    """Claims of an amount; a claim of the report that the label repeats is one."""
    given = [_of_bottle(case, c) for c in case.label.claims if c.value is not None and c.comparison != "absent"]
    for claim in given:
        yield Promise(claim, most=claim.comparison == "<=" or _lawful(claim))
    for own in case.report.label_claims:
        claim = Claim(text="", analyte=own.analyte, value=own.value, unit=_CONTAINER.get(own.unit or "", own.unit))
        if own.value > 0 and not any(_same(claim, c) for c in given):
            yield Promise(claim, own, _lawful(claim))


def amount(claim: Claim) -> str:
    """ "1000 mg/package of 30 mL"; with the words themselves where they give another figure ("25 mg per 2 gummies")."""
    said = f"{claim.value:g} {claim.unit}" + (f" of {claim.package_ml:g} mL" if claim.package_ml else "")
    other = claim.text and f"{claim.value:g}" not in claim.text.replace(",", "")
    return f"{said} ({claim.text!r})" if other else said


def beside(case: Case, claim: Claim) -> Case:
    """The case with what the claim says of the package: its volume, and that it is one unit."""
    label = case.label
    more: dict[str, float] = {}
    if claim.package_ml and not label.net_volume_ml:
        more["net_volume_ml"] = claim.package_ml
    known = replace(case, label=label.model_copy(update=more))
    if (claim.one_unit or _a_drink(case, claim)) and not label.units_per_package and known.unit_may_be_package:
        known = replace(case, label=label.model_copy(update=more | {"units_per_package": 1}))
    return known


def _a_drink(case: Case, claim: Claim) -> bool:
    """ "Per bottle", where the unit that was measured weighs more than any piece that bottles hold many of."""
    mass = case.report.serving.unit_mass_g or 0
    return claim.unit == "mg/package" and "bottle" in claim.text.casefold() and mass > _MOST_OF_A_PIECE


def _of_bottle(case: Case, claim: Claim) -> Claim:
    """Where the package holds another volume than the claim speaks of, it says how strong the liquid is."""
    volume = case.label.net_volume_ml
    if claim.package_ml is None or claim.value is None or volume in (None, claim.package_ml):
        return claim
    return claim.model_copy(update={"value": claim.value / claim.package_ml, "unit": "mg/mL", "package_ml": None})


def _lawful(claim: Claim) -> bool:
    """Is it delta-9 or total THC, no more than hemp may have? Nobody promises that much of it."""
    return claim.comparison != ">=" and any(
        claim.analyte in rule.analytes and rule.limit is not None and _within(claim, rule.limit, rule.unit or "")
        for rule in rule_set(_HEMP).thc
        if {"plant", "final"} & set(rule.applies_to)
    )


def _within(claim: Claim, limit: float, unit: str) -> bool:
    way = convert(exact(claim.value or 0), claim.unit, _CONTAINER.get(unit, unit), Facts())
    return isinstance(way, Converted) and way.number.point <= exact(limit).point


def _same(a: Claim, b: Claim) -> bool:
    return (a.analyte, a.value, a.unit) == (b.analyte, b.value, b.unit)
