"""The rules told to a person: which sets and checks there are, what each asks, and on whose authority."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any, get_args

from coacheck.errors import UsageError
from coacheck.model import Category, Frozen, Pillar
from coacheck.rules.law.profile import NAMES, profile
from coacheck.rules.law.sets import LABEL, Entry, Limit, NotRequired, RuleSet, ThcRule, rule_set, rule_set_ids
from coacheck.rules.registry import CHECKS, Check

_DATA_OF = {  # the checks that take their figures from the rule sets
    "pure.limits": "limits", "pure.sensitivity": "limits", "potent.thc-limit": "thc",
    "potent.label-claim": "tolerances",
}  # fmt: skip


class SetTold(Frozen):
    """A rule set in one line. `limits` are those for contaminants, `low_confidence` of them are only information."""

    name: str
    title: str
    since: str | None
    until: str | None
    limits: int
    low_confidence: int
    thc_rules: int
    source: str


class CheckTold(Frozen):
    name: str
    pillar: Pillar
    asks: str


class Catalogue(Frozen):
    """`default`: what --rules can name besides a set, and the sets behind it; the first is taken if none is given."""

    default: dict[str, list[str]]
    sets: list[SetTold]
    checks: list[CheckTold]


class Citation(Frozen):
    """`rules`: the rule set that it belongs to, None where it is the check's own."""

    rules: str | None
    citation: str


class CheckExplained(CheckTold):
    why: str
    citations: list[Citation]


class LimitTold(Frozen):
    """One limit. `judges` is false where the figure is of low confidence: it is only information."""

    rules: str
    panel: str
    analyte: str
    categories: list[Category]
    forms: list[str]
    except_forms: list[str]
    limit: float | None
    unit: str | None
    comparison: str
    since: str | None
    until: str | None
    citation: str
    confidence: str
    judges: bool
    text: str
    note: str


class LimitsExplained(Frozen):
    """Every limit that the sets behind a name have for an analyte; `note` where it is another set's."""

    rules: str
    analyte: str
    limits: list[LimitTold]
    note: str = ""


class PanelTold(Frozen):
    """How many limits a set has in a panel, and for which kinds of products."""

    panel: str
    limits: int
    low_confidence: int
    categories: list[Category]
    analytes: list[str]


class SetExplained(SetTold):
    """A set with what it covers. `thc`: its law on THC, `judged_by`: the set whose limits judge contaminants."""

    notes: list[str]
    panels: list[PanelTold]
    thc: list[LimitTold]
    judged_by: str


class SetsExplained(Frozen):
    """The sets behind a name of --rules."""

    rules: str
    sets: list[SetExplained]


def catalogue() -> Catalogue:
    return Catalogue(
        default={name: profile(name).shipped for name in NAMES},
        sets=[_set_told(rule_set(id)) for id in rule_set_ids()],
        checks=[CheckTold(name=c.name, pillar=c.pillar, asks=c.title) for c in CHECKS],
    )


def explain(name: str, analyte: str | None = None) -> CheckExplained | LimitsExplained | SetsExplained:
    """A check or a rule set by its name, or the limits of the set for an analyte.

    Raises UsageError for names that are none.
    """
    checks, sets = {c.name: c for c in CHECKS}, [*NAMES, *rule_set_ids()]
    if name in checks:
        if analyte is not None:
            raise UsageError(
                f"{name} is a check; expected no {analyte!r} after it, or a rule set such as us-ca before."
            )
        return _check_explained(checks[name])
    if name not in sets:
        raise UsageError(
            f"{name!r} is no check and no rule set; {_nearest(name, [*checks, *sets], 'pure.limits, us-ca')}"
        )
    return _sets_explained(name) if analyte is None else _limits_explained(name, analyte)


def _limits_explained(name: str, analyte: str) -> LimitsExplained:
    """What judges with --rules `name`: the law on THC of one set, the contaminants of the same or of another."""
    judge = profile(name)
    told = [x for rules in judge.laws for x in _law_told(rules)]
    told += [x for rules in judge.contaminants for x in _contaminants_told(rules)]
    known = list(dict.fromkeys(x.analyte for x in told))
    code = re.sub(r"[^a-z0-9]+", "_", analyte.lower())
    if code not in known:
        raise UsageError(f"{name} has no limit for {analyte!r}; {_nearest(code, known, ', '.join(known[:3]))}")
    found = [x for x in told if x.analyte == code]
    others = ", ".join(sorted({x.rules for x in found} - {name}))
    note = f"{name} has no list of its own; --rules {name} judges by that of {others}" if others else ""
    return LimitsExplained(rules=name, analyte=code, limits=found, note=note)


def _sets_explained(name: str) -> SetsExplained:
    own = [rule_set(id) for id in (profile(name).shipped if name in NAMES else [name])]
    return SetsExplained(rules=name, sets=[_set_explained(rules) for rules in own])


def _set_explained(rules: RuleSet) -> SetExplained:
    judged_by = ", ".join(s.id for s in profile(rules.id).contaminants)
    panels = [_panel_told(rules, panel) for panel in dict.fromkeys(x.panel for x in rules.limits)]
    thc = [_limit_told(rules, x, "cannabinoids", ", ".join(x.analytes)) for x in rules.thc]
    return SetExplained(
        **_set_told(rules).model_dump(), notes=notes(rules), panels=panels, thc=thc, judged_by=judged_by
    )


def notes(rules: RuleSet) -> list[str]:
    """What to know of the set: its notes, which lists are not whole, which panels it doesn't ask for."""
    partly = [f"Only part of the list is known of: {panel.replace('_', ' ')}." for panel in rules.incomplete]
    return [*rules.notes, *partly, *(_not_required(x) for x in rules.not_required)]


def _not_required(x: NotRequired) -> str:
    since, until = days(x)
    held = f" ({' to '.join(d or '…' for d in (since, until))})" if since or until else ""
    return f"Not asked for{held}: {x.panel.replace('_', ' ')}; {x.text} ({x.citation})."


def _panel_told(rules: RuleSet, panel: str) -> PanelTold:
    mine = [x for x in rules.limits if x.panel == panel]
    kinds = {c for x in mine for c in x.categories if c not in x.except_categories}
    return PanelTold(
        panel=panel, limits=len(mine), low_confidence=sum(x.confidence == "low" for x in mine),
        categories=[c for c in get_args(Category) if c in kinds], analytes=list(dict.fromkeys(x.analyte for x in mine)),
    )  # fmt: skip


def limits_told(rules: RuleSet) -> list[LimitTold]:
    """The limits for contaminants, then the law on THC, with a row for each analyte that is limited."""
    return _contaminants_told(rules) + _law_told(rules)


def _contaminants_told(rules: RuleSet) -> list[LimitTold]:
    return [_limit_told(rules, x, x.panel, x.analyte) for x in rules.limits]


def _law_told(rules: RuleSet) -> list[LimitTold]:
    return [_limit_told(rules, x, "cannabinoids", code) for x in rules.thc for code in x.analytes]


def days(entry: Entry | RuleSet) -> tuple[str | None, str | None]:
    """The first and the last day on which it holds, None where there is none."""
    since, until = entry.effective_from, entry.effective_to
    return (None if since == date.min else since.isoformat(), None if until == date.max else until.isoformat())


def citations(check: Check) -> list[Citation]:
    """The check's own, then those of the figures that it judges by; low confidence judges nothing."""
    own = [Citation(rules=None, citation=check.citation)] if check.citation else []
    if not (key := _DATA_OF.get(check.name)):
        return own
    sets = [rule_set(id) for id in ([LABEL] if key == "tolerances" else rule_set_ids())]
    entries = [(s, x) for s in sets for x in getattr(s, key) if x.confidence != "low"]
    found = [Citation(rules=_whose(s, x), citation=x.citation) for s, x in entries]
    return [*own, *dict.fromkeys(c for c in found if c not in own)]


def _whose(rules: RuleSet, entry: Any) -> str:
    """A tolerance names the sets that it serves, or none."""
    return rules.id if rules.id != LABEL else ", ".join(entry.sets) or "information"


def _check_explained(check: Check) -> CheckExplained:
    return CheckExplained(
        name=check.name, pillar=check.pillar, asks=check.title, why=check.why, citations=citations(check)
    )


def _set_told(rules: RuleSet) -> SetTold:
    since, until = days(rules)
    return SetTold(
        name=rules.id, title=rules.title, since=since, until=until, limits=len(rules.limits),
        low_confidence=sum(x.confidence == "low" for x in rules.limits), thc_rules=len(rules.thc),
        source=rules.citation,
    )  # fmt: skip


def _limit_told(rules: RuleSet, x: Limit | ThcRule, panel: str, analyte: str) -> LimitTold:
    since, until = days(x)
    categories = [c for c in x.categories if c not in x.except_categories]
    text = x.text if isinstance(x, ThcRule) else x.scope
    return LimitTold(
        rules=rules.id, panel=panel, analyte=analyte, categories=categories, forms=list(x.forms),
        except_forms=list(x.except_forms), limit=x.limit, unit=x.unit, comparison=x.comparison, since=since,
        until=until, citation=x.citation, confidence=x.confidence, judges=x.confidence != "low", text=text, note=x.note,
    )  # fmt: skip


def _nearest(name: str, names: Iterable[str], example: str) -> str:
    every = list(names)
    near = get_close_matches(name, every, 3) or [n for n in every if name and (name in n or n in name)][:3]
    return f"did you mean {' or '.join(near)}?" if near else f"expected one such as {example}."
