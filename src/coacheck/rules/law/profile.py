"""Which rule sets judge: the name given with --rules, put into sets for contaminants, THC and label tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coacheck.errors import UsageError
from coacheck.model import Category, Claim
from coacheck.rules.law.sets import LABEL, RuleSet, Target, Tolerance, load_file, rule_set, rule_set_ids

AUTO, HEMP, CANNABIS = "auto", "hemp", "cannabis"
NAMES = (AUTO, HEMP, CANNABIS)
"""What --rules can name besides the sets. `auto`: the report decides (rules/choice.py), and without it, hemp.
`cannabis`: licensed cannabis of a state that has no rule set here."""
_HEMP_LAW, _LONGEST_LIST = "us-hemp", "us-ca"  # neither hemp law nor an unknown state has limits for contaminants
_NO_LAW = RuleSet(id=CANNABIS, title="Licensed cannabis of a state without a rule set")


@dataclass(frozen=True)
class Goods:
    """What the law calls a product: a crop before its harvest, seeds, flower, an extract in bulk, or what is sold to
    people; `hemp` where the page calls it that.
    """

    kind: Target
    hemp: bool = False


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

    @property
    def shipped(self) -> list[str]:
        """Those that are rule sets of their own."""
        return [id for id in self.sets if id in rule_set_ids()]

    def targets(self, law: RuleSet, goods: Goods) -> set[Target]:
        """The words of the law for this product. A program's law on hemp is for what the page calls hemp."""
        kinds: set[Target] = {goods.kind, "plant"} if goods.kind in ("pre-harvest", "seed") else {goods.kind}
        if law is self.own:
            return kinds | {"hemp", "cannabis"}
        if self.hemp:
            return kinds
        licensed = any("cannabis" in r.applies_to for r in law.thc)
        return kinds | {"cannabis" if licensed and not (goods.hemp and _on_hemp(law)) else "hemp"}

    def tolerance(self, claim: Claim, category: Category | None, form: str, on: date) -> Tolerance:
        """How far the report may be from this claim: the set's own figure, else the default ±10 %."""
        entries = [t for t in rule_set(LABEL).tolerances if t.confidence != "low" and t.in_force(on)]
        first = [t for t in self.own.tolerances if t.confidence != "low" and t.in_force(on)] if self.own else []
        every = [*first, *(t for t in entries if self.law.id in t.sets)]
        mine = [t for t in every if t.covers(category or "other", form) and _meant(t, claim)]
        return mine[0] if mine else next(t for t in entries if "default" in t.sets)


def profile(name: str, limits: Path | None = None) -> Profile:
    """Raises UsageError for a name that is no rule set, RuleSetError for a file of limits that is wrong."""
    if name not in (*NAMES, *rule_set_ids()):
        raise UsageError(f"no rule set {name!r}; expected {', '.join(NAMES)} or one of {', '.join(rule_set_ids())}.")
    hemp = name in (AUTO, HEMP, _HEMP_LAW)
    law = _NO_LAW if name == CANNABIS else rule_set(_HEMP_LAW if hemp else name)
    contaminants = rule_set(_LONGEST_LIST if hemp or name == CANNABIS else name)
    own = load_file(limits) if limits else None
    return Profile(name, (own, contaminants) if own and own.limits else (contaminants,), law, hemp, own)


def _on_hemp(law: RuleSet) -> bool:
    return any("hemp" in r.applies_to for r in law.thc)


def _meant(entry: Tolerance, claim: Claim) -> bool:
    """Some tolerances depend on the mg that the label promises."""
    value = claim.value or 0
    above = entry.label_mg_above is None or value > entry.label_mg_above
    return above and (entry.label_mg_up_to is None or value <= entry.label_mg_up_to)
