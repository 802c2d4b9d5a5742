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
from coacheck.rules.law.vocabulary import name_of
from coacheck.rules.pure.asked import asked_for, lacking_in_part, passed_in_part
from coacheck.rules.pure.limited import PANELS, Limited, amounts, detected, judged_on, limited
from coacheck.rules.pure.lists import asked, contaminants, fallback
from coacheck.rules.pure.not_yet import too_early
from coacheck.rules.pure.stand_in import before, by_other_list, not_by_own_list, on_the_day, tested_without_list
from coacheck.rules.pure.tested import not_found, panel_rows
from coacheck.rules.wording import counted, listed, spaced


def limits(case: Case) -> Iterator[Found]:
    """One finding for each analyte that was detected or is over; the rest is summed up in one."""
    for rules in case.profile.contaminants:
        yield from _by_set(case, rules)


def _by_set(case: Case, rules: RuleSet) -> Iterator[Found]:
    every = list(limited(case, rules))
    loud = [each for each in every if any(map(detected, each.rows))]
    traces = [each for each in every if each not in loud and _may_be_trace(case, each)]
    apart = [each for each in every if each not in loud and _beyond_compare(each)]
    quiet = [each for each in every if each not in loud and each not in traces and each not in apart]
    yield from (on_the_day(case, rules, each.rows, _judged(case, each)) for each in loud)
    yield from _of_apart(apart, rules)
    if traces:
        yield _of_traces(traces, rules)
    yield from _of_quiet(case, quiet, rules)
    if rules is case.profile.own:
        yield from _asked_for(case, rules, every)
    else:
        yield from too_early(case, rules, every)
        yield from _lacking(case, rules)
        yield from _by_the_other(case, rules, every)


def _by_the_other(case: Case, rules: RuleSet, every: Sequence[Limited]) -> Iterator[Found]:
    """What the set has no limit for, by the list that stands in: over that is for a person to see."""
    other, panels = fallback(), tested_without_list(case, rules)
    judged = [row for each in every for row in each.rows]
    same = set(map(id, judged))  # most are the very rows; to compare two takes long
    rest = [x for x in limited(case, other) if not any(id(row) in same or row in judged for row in x.rows)]
    stand_in = [x for x in rest if x.limits[0].panel in contaminants(case)]
    found = [(each, _judged(case, each)) for each in stand_in if any(map(detected, each.rows))]
    told = [(each, f) for each, f in found if f.outcome not in ("pass", "skip")]
    yield from (by_other_list(f, rules) for _, f in told)
    if panels:
        yield not_by_own_list(case, rules, other, sum(x.limits[0].panel in panels for x in stand_in))
    elif not any(each.judges for each in every):
        yield _nothing_to_judge(case, rules)
    yield from _without_limit(case, [*every, *(each for each, _ in told)], rules)


def _lacking(case: Case, rules: RuleSet) -> Iterator[Found]:
    """Of a list that is only the measure, a panel counts as tested by most of it; the rest is shown by nothing."""
    for wants in () if before(case, rules) else lacking_in_part(case):
        message = f"{spaced(wants.panel)}: {wants}; nothing shows that they are within its limits"
        yield Found("gap", message, wants.panel, citation=rules.citation)


def _nothing_to_judge(case: Case, rules: RuleSet) -> Found:
    """A panel that is missing, or was tested in part, is told by pure.panels."""
    printed = any(panel_rows(case, wants.panel) for wants in asked_for(case) if wants.enough)
    message = f"no figure of a contaminant was found that {rules.id} has a sure limit for"
    return Found("gap" if printed else "skip", message, citation=rules.citation)


def _judged(case: Case, each: Limited) -> Found:
    """The strictest limit that may be meant decides a pass, the most lenient a fail; between them it is open."""
    found = [_beside(case, each, limit) for limit in each.limits]
    order = ("fail", "doubt", "gap", "skip", "pass")
    worst = min(found, key=lambda f: order.index(f.outcome))
    if worst.outcome == "fail" and any(f.outcome in ("pass", "skip") for f in found):
        why = "laboratories print other limits for it too, and the law itself was not seen"
        if case.category is None:
            why = "less is asked of other kinds of products, and the report's kind is not known"
        return replace(worst, outcome="gap", message=f"{worst.message}; {why}")
    return worst


def _beside(case: Case, each: Limited, limit: Limit) -> Found:
    over, told, measured = _zero(each) if limit.limit is None else _number(case, each, limit, Decimal(str(limit.limit)))
    outcome: Said = "gap" if over is None else "fail" if over else "pass"
    if limit.confidence == "low":
        outcome = "doubt" if over else "skip"
        told = f"{told}; the limit is of low confidence, so it fails nothing ({limit.citation})"
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


def _may_be_trace(case: Case, each: Limited) -> bool:
    """<LOQ where nothing may be found, and the lab doesn't pass it, or prints ND for what it did not find."""
    zero = all(limit.limit is None for limit in each.limits)
    return zero and each.judges and any(
        r.qualifier == "<LOQ" and r.bound is None and isinstance(row, Measurement)
        and (row.status != "pass" or _says_nd(case, each))
        for row in each.rows for r in row.results
    )  # fmt: skip


def _says_nd(case: Case, each: Limited) -> bool:
    rows = case.panel(each.limits[0].panel).measurements
    return any(r.qualifier == "ND" for m in rows for r in m.results)


def _of_quiet(case: Case, quiet: Sequence[Limited], rules: RuleSet) -> Iterator[Found]:
    """What was not found passes, except by figures of low confidence: they are only information."""
    sure = [each for each in quiet if each.judges]
    if sure:
        message = f"{counted(len(sure), 'contaminant')} not detected or not quantified, by {_which(case, rules)}"
        rest = "" if rules is case.profile.own else passed_in_part(case, rules.id)
        yield Found("pass", f"{message}{rest}", citation=rules.citation)
    if len(sure) < len(quiet):
        many, names = len(quiet) - len(sure), listed(each.name for each in quiet if not each.judges)
        message = f"{counted(many, 'contaminant')} not detected, with a limit of low confidence ({rules.id}): {names}"
        yield Found("skip", message, citation=rules.citation)


def _asked_for(case: Case, rules: RuleSet, every: Sequence[Limited]) -> Iterator[Found]:
    """A user's own list asks for all that it names."""
    codes = not_found(case, (code for panel in PANELS for code in asked(case, rules, panel)))
    if codes and every:
        yield Found("gap", f"{rules.id} limits what was not found in the report: {listed(map(name_of, codes))}",
                    citation=rules.citation)  # fmt: skip


def _of_traces(traces: Sequence[Limited], rules: RuleSet) -> Found:
    names = listed(each.name for each in traces)
    rows = [row for each in traces for row in each.rows]
    beside = {f"{q.value:g} {q.unit or ''}".strip() for m in rows if isinstance(m, Measurement) and (q := m.limit)}
    own = f"; the report's own limit beside {'it' if len(rows) == 1 else 'them'} is {listed(sorted(beside))}"
    message = f"{counted(len(traces), 'result')} <LOQ where none is allowed ({rules.id}), which may be a trace: {names}"
    message += own if beside else ""
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


def _without_limit(case: Case, judged: Sequence[Limited], rules: RuleSet) -> Iterator[Found]:
    known = [row for each in judged for row in each.rows]
    for name in PANELS[:3]:
        for row in case.panel(name).measurements:
            if detected(row) and row not in known:
                other = any(x.panel == name and x.analyte == row.analyte for x in rules.limits)
                why = "for this kind of product" if other else "for it"
                message = f"{row.name}: found, {rules.id} has no limit {why}"
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
