"""What is said where a rule set has no sure list for a panel, or its table did not hold on the day judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coacheck.model import Measurement, PanelName
from coacheck.rules.case import Case, Found
from coacheck.rules.law.sets import RuleSet
from coacheck.rules.pure.limited import Row
from coacheck.rules.pure.lists import Lacking, lacking
from coacheck.rules.pure.tested import panel_rows
from coacheck.rules.wording import counted, listed, spaced


def tested_without_list(case: Case, rules: RuleSet) -> dict[PanelName, Lacking]:
    """The panels that were tested and that the set can't pass."""
    return {each.panel: each for each in lacking(case, rules) if panel_rows(case, each.panel)}


def by_other_list(found: Found, rules: RuleSet) -> Found:
    """Over a limit that is not the set's: for a person to see."""
    message = f"{found.message}; {rules.id} has no sure limit for it, so this fails nothing"
    return replace(found, outcome="doubt" if found.outcome == "fail" else found.outcome, message=message)


def not_by_own_list(case: Case, rules: RuleSet, other: RuleSet, judged: int) -> Found:
    """One finding for all panels: why the set can't pass them, and what was used instead."""
    by_reason: dict[str, list[str]] = {}
    for each in tested_without_list(case, rules).values():
        by_reason.setdefault(each.why, []).append(spaced(each.panel))
    reasons = "; ".join(f"{why} ({listed(names)})" for why, names in by_reason.items())
    message = f"{reasons}. The measure is {other.title} instead, for {counted(judged, 'contaminant')}"
    return Found("gap", f"{message}: that shows no compliance with {rules.id}", citation=other.citation)


def on_the_day(case: Case, rules: RuleSet, rows: Sequence[Row], found: Found) -> Found:
    """Nothing fails by a table that did not hold yet; where a limit is printed beside the rows, that one judges."""
    if found.outcome != "fail" or not before(case, rules):
        return found
    own = all(map(has_limit, rows))
    more = ": the limit that is printed beside it judges" if own else ""
    message = f"{found.message}; the table begins on {rules.effective_from}, after the day judged{more}"
    return replace(found, outcome="skip" if own else "doubt", message=message)


def has_limit(row: Row) -> bool:
    """Is a limit printed beside it, as a number or in words?"""
    return isinstance(row, Measurement) and bool(row.limit or row.limit_text)


def before(case: Case, rules: RuleSet) -> bool:
    """Is the day judged before the program's table?"""
    own = rules is case.profile.own
    return not own and not case.profile.hemp and case.options.on < rules.effective_from
