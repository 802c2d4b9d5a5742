"""The change of law that is already made and that a product, lawful today, will not be within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coacheck.model import Finding, Measurement, Outcome
from coacheck.rules.amounts.numbers import exact, plain
from coacheck.rules.case import Case
from coacheck.rules.law.sets import ThcRule
from coacheck.rules.potent.thc_bounds import Bounds, bounds, candidates
from coacheck.rules.potent.thc_limit import NAMES, Broken, broken_soon, mine

_THC = ("tetrahydrocannabinols", "similar_effect")
_SMALLEST = 1
"""g; hardly anything is sold in containers that hold less."""


def coming(case: Case, findings: Sequence[Finding], *, called_hemp: bool) -> str | None:
    """ "lawful hemp until 2026-12-10; from 2026-12-11 not: 2.75 mg THC per can, 0.4 allowed", for the first lines.

    Where neither report nor label call it hemp: "if it is hemp, lawful until 2026-12-10; …".
    """
    today = {f.outcome for f in findings if f.check == "potent.thc-limit"}
    if not case.profile.hemp or "fail" in today or not today:
        return None
    broken = broken_soon(case, case.profile.law)
    if broken is not None:
        until = _until(broken.rule.effective_from, today, called_hemp)
        return f"{until}: {_what(broken)}{_known(broken.rule)}"
    return _in_any_container(case, today, called_hemp) or _converted(case, today, called_hemp)


def _in_any_container(case: Case, today: set[Outcome], called_hemp: bool) -> str | None:
    """Where the package isn't known, and one that holds no more than the law will allow would be too small to be sold.
    """
    for rule in (r for r in mine(case, case.profile.law) if r.unit == "mg/container"):
        if rule.effective_from <= case.options.on:
            continue
        found = bounds(replace(case, options=replace(case.options, on=rule.effective_from)), rule, "mg/g")
        most = rule.most / found.low if isinstance(found, Bounds) and found.unit == "mg/g" and found.low else None
        if most is not None and most <= _SMALLEST:
            until = _until(rule.effective_from, today, called_hemp)
            name = NAMES.get(rule.analytes[0], rule.analytes[0])
            told = f"{plain(rule.most / most)} mg/g {name}, {plain(rule.most)} mg allowed"
            return f"{until}, in any container of more than {most:.2f} g: {told}{_known(rule)}"
    return None


def _until(day: date, today: set[Outcome], called_hemp: bool) -> str:
    if "review" in today:
        return f"not shown to be lawful now, and from {day} not lawful"
    lawful = "lawful hemp" if called_hemp else "if it is hemp, lawful"
    return f"{lawful} until {day - timedelta(days=1)}; from {day} not"


def _what(broken: Broken) -> str:
    """ "2.75 mg total THC per package, 0.4 allowed", "25.2 % total THC, 0.3 allowed"."""
    found, limit = broken.found, plain(broken.rule.most)
    name = NAMES.get(found.subject or "", found.subject or "")
    if found.measured is None:
        return f"{name}, {limit} {broken.rule.unit} allowed"
    unit, _, per = (found.measured.unit or "").partition("/")
    amount = f"{plain(exact(found.measured.value).point)} {unit} {name}"
    return f"{amount} per {per}, {limit} allowed" if per else f"{amount}, {limit} allowed"


def _converted(case: Case, today: set[Outcome], called_hemp: bool) -> str | None:
    """Where it is mostly of a cannabinoid that is usually made from another one, and may count as THC itself."""
    rules = [r for r in case.profile.law.thc if r.id.endswith("converted") and r.effective_from > case.options.on]
    if not rules or case.goods.kind not in rules[0].applies_to:
        return None
    day = rules[0].effective_from
    then = replace(case, options=replace(case.options, on=day))
    most = max(case.panel("cannabinoids").measurements, key=_amount, default=None)
    if most is None or not _amount(most) or most not in candidates(then, "converted"):
        return None
    counts = "counts as THC or " if most in candidates(then, *_THC) else ""
    why = f"if its {most.name} {counts}was made from another cannabinoid"
    return f"{_until(day, today, called_hemp)} {why}{_known(rules[0])}"


def _amount(row: Measurement) -> float:
    """All rows of a table have the same columns, so their first figures compare."""
    return next((r.value for r in row.results if r.value), 0.0)


def _known(rule: ThcRule) -> str:
    return f" (as known on {rule.known_on}; see {rule.look_at})" if rule.known_on else ""
