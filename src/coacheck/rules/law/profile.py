"""Which rule sets judge: the name given with --rules, put into sets for contaminants, THC and label tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coacheck.errors import UsageError
from coacheck.model import Category, Claim
from coacheck.rules.law.sets import LABEL, RuleSet, Target, Tolerance, load_file, rule_set, rule_set_ids

DEFAULT = "hemp"
_HEMP_LAW, _HEMP_LIMITS = "us-hemp", "us-ca"  # hemp law has no contaminant limits; California's list is the longest


@dataclass(frozen=True)
class Profile:
    """The sets that judge. `hemp`: THC is limited by federal hemp law, else by the program of the set.

    `own` is a user's file of limits: what it says is judged beside the others, its tolerances before theirs.
    """

    name: str
    contaminants: tuple[RuleSet, ...]
    law: RuleSet
    hemp: bool
    own: RuleSet | None = None

    @property
    def laws(self) -> tuple[RuleSet, ...]:
        return (self.own, self.law) if self.own and self.own.thc else (self.law,)

    @property
    def sets(self) -> list[str]:
        own = [self.own.id] if self.own else []
        return list(dict.fromkeys([*own, *(s.id for s in (self.law, *self.contaminants))]))

    def targets(self, law: RuleSet, plant: bool, bulk: bool) -> set[Target]:
        """The words of the law for this product: flower, an extract in bulk, or what is sold to people."""
        kind: Target = "plant" if plant else "intermediate" if bulk else "final"
        if law is self.own:
            return {kind, "hemp", "cannabis"}
        if self.hemp:
            return {kind}
        return {"cannabis"} if any("cannabis" in r.applies_to for r in self.law.thc) else {"hemp"}

    def tolerance(self, claim: Claim, category: Category | None, form: str, on: date) -> Tolerance:
        """How far the report may be from this claim: the set's own figure, else the default ±10 %."""
        entries = [t for t in rule_set(LABEL).tolerances if t.confidence != "low" and t.in_force(on)]
        first = [t for t in self.own.tolerances if t.confidence != "low" and t.in_force(on)] if self.own else []
        every = [*first, *(t for t in entries if self.law.id in t.sets)]
        mine = [t for t in every if t.covers(category or "other", form) and _meant(t, claim)]
        return mine[0] if mine else next(t for t in entries if "default" in t.sets)


def profile(name: str, limits: Path | None = None) -> Profile:
    """Raises UsageError for a name that is no rule set, RuleSetError for a file of limits that is wrong."""
    if name != DEFAULT and name not in rule_set_ids():
        raise UsageError(f"no rule set {name!r}; expected {DEFAULT} or one of {', '.join(rule_set_ids())}.")
    hemp = name in (DEFAULT, _HEMP_LAW)
    law = rule_set(_HEMP_LAW if hemp else name)
    contaminants = rule_set(_HEMP_LIMITS if hemp else name)
    own = load_file(limits) if limits else None
    return Profile(name, (own, contaminants) if own and own.limits else (contaminants,), law, hemp, own)


def _meant(entry: Tolerance, claim: Claim) -> bool:
    """Some tolerances depend on the mg that the label promises."""
    value = claim.value or 0
    above = entry.label_mg_above is None or value > entry.label_mg_above
    return above and (entry.label_mg_up_to is None or value <= entry.label_mg_up_to)
