"""pure.limits: is each contaminant within the limit of the chosen rule set for this category of product?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from coacheck.model import Amount, Expected, Measurement
from coacheck.rules.amounts.numbers import plain
from coacheck.rules.amounts.quantities import known
from coacheck.rules.case import Case, Found, Said, evidence
from coacheck.rules.law.sets import Limit, RuleSet
from coacheck.rules.pure.limited import PANELS, Limited, amounts, detected, judged_on, limited, untested
from coacheck.rules.wording import counted, listed, spaced


def limits(case: Case) -> Iterator[Found]:
    """One finding for each analyte that was detected or is over; the rest is summed up in one."""
    for rules in case.profile.contaminants:
        yield from _by_set(case, rules)


def _by_set(case: Case, rules: RuleSet) -> Iterator[Found]:
    if not rules.limits:
        yield Found("skip", f"{rules.id} has no limits for contaminants")
        return
    if (last := max(x.effective_to for x in rules.limits)) < case.options.on:
        message = f"the limits of {rules.id} ended on {last}, before the day judged; which came after is not known"
        yield Found("gap", message, citation=rules.citation)
        return
    every = list(limited(case, rules))
    loud = [each for each in every if any(map(detected, each.rows))]
    traces = [each for each in every if each not in loud and _may_be_trace(each)]
    apart = [each for each in every if each not in loud and _beyond_compare(each)]
    quiet = [each for each in every if each not in loud and each not in traces and each not in apart]
    yield from (_judged(case, each) for each in loud)
    yield from _of_apart(apart, rules)
    if traces:
        yield _of_traces(traces, rules)
    yield from _of_quiet(case, quiet, rules, _left_out(case, rules, every))
    if not any(each.judges for each in every):
        sure = "sure " if every else ""
        yield Found("gap", f"no figure of a contaminant is printed that {rules.id} has a {sure}limit for")
    if rules is case.profile.own:
        yield from _asked_for(case, rules, every)
    else:
        yield from _without_limit(case, rules, every)


def _judged(case: Case, each: Limited) -> Found:
    """The strictest limit that may be meant decides a pass, the most lenient a fail; between them it is open."""
    found = [_beside(case, each, limit) for limit in each.limits]
    order = ("fail", "doubt", "gap", "skip", "pass")
    worst = min(found, key=lambda f: order.index(f.outcome))
    if worst.outcome == "fail" and any(f.outcome in ("pass", "skip") for f in found):
        message = f"{worst.message}; less is asked of other kinds of products, and the report's kind is not known"
        return replace(worst, outcome="gap", message=message)
    return worst


def _beside(case: Case, each: Limited, limit: Limit) -> Found:
    over, told, measured = _zero(each) if limit.limit is None else _number(case, each, limit, Decimal(str(limit.limit)))
    outcome: Said = "gap" if over is None else "fail" if over else "pass"
    if limit.confidence == "low":
        outcome, told = "skip", f"{told}; the figure is of low confidence, so this is only information"
    expected = Expected(max=limit.limit or 0, unit=limit.unit)
    return Found(outcome, f"{each.name}: {told}", each.code, measured, expected, limit.citation, evidence(*each.rows))


def _number(case: Case, each: Limited, limit: Limit, most: Decimal) -> tuple[bool | None, str, Amount | None]:
    allowed = f"{plain(most)} {limit.unit} {'allowed' if limit.comparison == '<=' else 'is too much'} ({each.rules.id})"
    number = amounts(case, each.rows, limit.unit)
    if number is None:
        told = listed(r.text or r.qualifier or f"{r.value:g}" for row in each.rows for r in row.results)
        return None, f"{told} can't be compared with {allowed}", None
    over = number.point > most or (limit.comparison == "<" and number.point == most)
    return over, f"{number} {limit.unit}, {allowed}", Amount(value=float(number.point), unit=limit.unit)


def _zero(each: Limited) -> tuple[bool | None, str, Amount | None]:
    """Nothing may be found; how the report prints that is one rule. Below the LOQ may be a trace."""
    none = f"none allowed ({each.rules.id})"
    for row in each.rows:
        for result in row.results:
            if result.value and result.unit in ("Ct", None):
                return None, f"{result.value:g} {result.unit or 'without a unit'} is no count, {none}", None
            if result.value or result.qualifier in ("detected", "TNTC"):
                told = f"{result.value:g} {result.unit}" if result.value else "detected"
                return True, f"{told}, {none}", Amount(value=result.value, unit=result.unit) if result.value else None
    return False, f"nothing found, {none}", None


def _may_be_trace(each: Limited) -> bool:
    """<LOQ where nothing may be found, and the lab doesn't pass it."""
    zero = all(limit.limit is None for limit in each.limits)
    return zero and each.judges and any(
        r.qualifier == "<LOQ" and r.bound is None and isinstance(row, Measurement) and row.status != "pass"
        for row in each.rows for r in row.results
    )  # fmt: skip


def _of_quiet(case: Case, quiet: Sequence[Limited], rules: RuleSet, left_out: str) -> Iterator[Found]:
    """What was not found passes, except by figures of low confidence: they are only information."""
    sure = [each for each in quiet if each.judges]
    if sure:
        message = (
            f"{counted(len(sure), 'contaminant')} not detected or not quantified, by {_which(case, rules)}{left_out}"
        )
        yield Found("pass", message, citation=rules.citation)
    if len(sure) < len(quiet):
        many, names = len(quiet) - len(sure), listed(each.name for each in quiet if not each.judges)
        message = f"{counted(many, 'contaminant')} not detected, with a limit of low confidence ({rules.id}): {names}"
        yield Found("skip", message, citation=rules.citation)


def _left_out(case: Case, rules: RuleSet, every: Sequence[Limited]) -> str:
    """ "; of its list, 57 pesticides were not tested": in the panels that were tested at all."""
    tested = {limit.panel for each in every for limit in each.limits}
    missing = {panel: codes for panel, codes in untested(case, rules, every).items() if panel in tested}
    told = ", ".join(
        f"{len(codes)} {spaced(panel)} ({listed(map(spaced, codes), 3)})" for panel, codes in missing.items()
    )
    return f"; not tested of its list: {told}" if told else ""


def _asked_for(case: Case, rules: RuleSet, every: Sequence[Limited]) -> Iterator[Found]:
    """A user's own list asks for all that it names."""
    codes = [code for missing in untested(case, rules, every).values() for code in missing]
    if codes and every:
        yield Found("gap", f"{rules.id} limits what the report did not test: {listed(map(spaced, codes))}",
                    citation=rules.citation)  # fmt: skip


def _of_traces(traces: Sequence[Limited], rules: RuleSet) -> Found:
    names = listed(each.name for each in traces)
    message = f"{counted(len(traces), 'result')} <LOQ where none is allowed ({rules.id}), which may be a trace: {names}"
    rows = [row for each in traces for row in each.rows]
    return Found("gap", message, citation=traces[0].limits[0].citation, evidence=evidence(*rows))


def _beyond_compare(each: Limited) -> bool:
    """A limit by the day, the area or a count: no report prints such a unit, so "not detected" is not within it."""
    return each.judges and bool(_strange(each))


def _strange(each: Limited) -> list[str]:
    return [x.unit for x in each.limits if x.limit is not None and not known(x.unit)]


def _of_apart(apart: Sequence[Limited], rules: RuleSet) -> Iterator[Found]:
    """What the eye looks for and does not find needs no number, if the lab says that it passed."""
    for unit, by_eye in dict.fromkeys((_strange(each)[0], _by_eye(each)) for each in apart):
        those = [each for each in apart if (_strange(each)[0], _by_eye(each)) == (unit, by_eye)]
        found = "found by eye, and passed by the lab" if by_eye else "detected"
        message = f"{counted(len(those), 'contaminant')} not {found}; the limit is in {unit} ({rules.id}), which"
        rows = [row for each in those for row in each.rows]
        names = listed(each.name for each in those)
        yield Found("skip" if by_eye else "gap", f"{message} no result of a report is in: {names}",
                    citation=those[0].limits[0].citation, evidence=evidence(*rows))  # fmt: skip


def _by_eye(each: Limited) -> bool:
    seen = all(limit.panel == "foreign_matter" for limit in each.limits)
    return seen and all(row.status == "pass" for row in each.rows if isinstance(row, Measurement))


def _without_limit(case: Case, rules: RuleSet, judged: Sequence[Limited]) -> Iterator[Found]:
    known = [row for each in judged for row in each.rows]
    for name in PANELS[:3]:
        for row in case.panel(name).measurements:
            if detected(row) and row not in known:
                message = f"{row.name}: found, {rules.id} has no limit for it"
                yield Found("skip", message, row.analyte or row.name, evidence=evidence(row))


def _which(case: Case, rules: RuleSet) -> str:
    """The table that was used, with the day it holds from where that is after the day judged or the report's."""
    day = judged_on(rules, case.options.on)
    kind = f"{case.category} products" if case.category else "the strictest category, as the report's is not known"
    late = f"; the table begins on {day}, after the day judged" if day > case.options.on else ""
    reported = case.report.dates.reported or ""
    if not late and reported and reported < rules.effective_from.isoformat():
        late = f"; the report is older than this table ({rules.effective_from})"
    return f"{rules.title or rules.id}, for {kind}{late}"
