"""Which list judges a panel: the rule set's own where it has sure limits, else the list that stands in for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from coacheck.model import Category, PanelName
from coacheck.rules.case import Case
from coacheck.rules.law.profile import profile
from coacheck.rules.law.sets import Limit, NotRequired, RuleSet
from coacheck.rules.pure.limited import judged_on

_ALWAYS: tuple[PanelName, ...] = ("pesticides", "heavy_metals", "microbials", "mycotoxins")


@dataclass(frozen=True)
class Lacking:
    """A panel that the rule set can't pass, and why."""

    panel: PanelName
    why: str


def fallback() -> RuleSet:
    """The list that stands in: the one that hemp is judged by."""
    return profile("hemp").contaminants[-1]


def contaminants(case: Case) -> tuple[PanelName, ...]:
    """Solvents are for what is made with an extract. Where the kind isn't known, everything is needed."""
    return _ALWAYS if case.plant else (*_ALWAYS, "residual_solvents")


def left_out(case: Case, rules: RuleSet, panel: PanelName) -> NotRequired | None:
    """Where the program doesn't ask for the panel."""
    on, category = judged_on(rules, case.options.on), case.category or "other"
    every = (x for x in rules.not_required if x.panel == panel and x.in_force(on))
    return next((x for x in every if x.covers(category, case.form)), None)


def asked(case: Case, rules: RuleSet, panel: PanelName) -> list[str]:
    """The analytes that the set asks for, by sure limits: first what may not be there at all, then the lowest limits.

    Where the category isn't known, what every category asks for that has limits.
    """
    categories: Sequence[Category] = (case.category,) if case.category else get_args(Category)
    lists = [found for c in categories if (found := _sure(case, rules, panel, c))]
    common = [x for x in lists[0] if all(any(y.analyte == x.analyte for y in one) for one in lists)] if lists else []
    return list(dict.fromkeys(x.analyte for x in sorted(common, key=lambda x: x.limit or 0)))


def _sure(case: Case, rules: RuleSet, panel: PanelName, category: Category) -> list[Limit]:
    on = judged_on(rules, case.options.on)
    mine = [x for x in rules.limits if x.panel == panel and x.confidence != "low" and x.in_force(on)]
    return [x for x in mine if x.covers(category, case.form)]


def lacking(case: Case, rules: RuleSet) -> list[Lacking]:
    """The panels that this kind of product needs and the set has no sure or no whole list for."""
    return [
        Lacking(panel, why)
        for panel in contaminants(case)
        if not left_out(case, rules, panel) and (why := _why(case, rules, panel))
    ]


def _why(case: Case, rules: RuleSet, panel: PanelName) -> str:
    """Empty where the set has a sure and whole list."""
    if asked(case, rules, panel):
        return f"only part of the list of {rules.id} is known" if panel in rules.incomplete else ""
    mine = [x for x in rules.limits if x.panel == panel]
    if not mine:
        return f"{rules.id} has no limits"
    last = max(x.effective_to for x in mine)
    if last < case.options.on:
        return f"the limits of {rules.id} ended on {last}, and which came after is not known"
    if any(x.confidence != "low" for x in mine):
        return f"{rules.id} has no limits for this kind of product"
    return f"{rules.id} has only figures of low confidence"
