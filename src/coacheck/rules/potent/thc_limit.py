"""potent.thc-limit: the law on THC in force on the day judged, with bounds where the report leaves it open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from coacheck.model import Amount, Expected, Measurement, Result, Total
from coacheck.rules.amounts.numbers import INFINITE, plain
from coacheck.rules.amounts.quantities import Missing
from coacheck.rules.amounts.stated import below_loq
from coacheck.rules.case import Case, Found, Said, evidence
from coacheck.rules.kinds import kinds_of
from coacheck.rules.law.sets import RuleSet, ThcRule
from coacheck.rules.legit.hidden_text import changed
from coacheck.rules.potent.dry_weight import moisture, says_dry
from coacheck.rules.potent.thc_bounds import PACKAGE, Bounds, bounds, candidates
from coacheck.rules.potent.uncertainty import uncertainty

HEAVIEST = 1000
"""g; hardly anything that is sold by the mg of THC weighs more in one package."""
_WATER_OF_SWEETS = Decimal("0.25")  # gummies hold 10 to 22 %
NAMES = {"delta_9_thc": "delta-9-THC", "total_thc": "total THC", "cbn": "CBN", "thcv": "THCV"}
_CHANGED = "figures in this file were typed over or covered, so it shows nothing (see legit.hidden-text)"
_CLASSES = ("non_natural", "converted")
_RATHER_LICENSED = "that is no hemp; licensed cannabis may have it, and nothing says whether it is (--rules cannabis)"


@dataclass(frozen=True)
class Broken:
    """A sentence of a law already made that the product will not be within, and in what."""

    rule: ThcRule
    found: Found

    @property
    def told(self) -> str:
        return self.found.message.partition(" since ")[0]


def thc_limit(case: Case) -> Iterator[Found]:
    """One finding for each sentence of the law that is for this product and in force on the day judged."""
    for law in case.profile.laws:
        own = [r for r in mine(case, law) if r.in_force(case.options.on)]
        found = [_judged(case, law, r) for r in _of_one_program(case, own)] or [_not_limited(case, law)]
        yield from (_of_file(case, each) for each in _with_change(case, law, found))


def _of_file(case: Case, found: Found) -> Found:
    """Nothing is within the law by figures that someone changed."""
    if found.outcome != "pass" or not changed(case):
        return found
    return replace(found, outcome="gap", message=f"{found.message}; {_CHANGED}")


def _of_one_program(case: Case, rules: Sequence[ThcRule]) -> Iterator[ThcRule]:
    """Where a sentence shows that the goods can only be of another program, the others for this one say nothing."""
    for rule in rules:
        alike = [r for r in rules if r is not rule and rule.breach == r.breach == "gap" and r.note == rule.note]
        if not any(_beyond(case, r) for r in alike) or _beyond(case, rule):
            yield rule


def _beyond(case: Case, rule: ThcRule) -> bool:
    found = bounds(case, rule, rule.unit or "")
    return isinstance(found, Bounds) and found.unit == rule.unit and _over(rule, found)


def mine(case: Case, law: RuleSet) -> list[ThcRule]:
    """What the law says of this kind of product, at any time; not what is only information."""
    targets = case.profile.targets(law, case.goods)
    rules = [r for r in law.thc if targets & set(r.applies_to) and r.confidence != "low"]
    return [r for r in rules if r.covers(case.category or "other", case.form)]


def _not_limited(case: Case, law: RuleSet) -> Found:
    if not law.thc:
        return Found("skip", f"{law.id} holds no law on THC: how much there may be was not judged")
    return Found("skip", f"{law.id} limits no THC in this product on {case.options.on}", citation=law.citation)


def _with_change(case: Case, law: RuleSet, found: Sequence[Found]) -> list[Found]:
    """What is within the law today and will not be by a law that is already made, is told with the first finding."""
    first = next((i for i, f in enumerate(found) if f.outcome in ("pass", "skip") and f.subject not in _CLASSES), None)
    change = broken_soon(case, law) if first is not None else None
    if first is None or change is None:
        return list(found)
    soon = f"from {change.rule.effective_from} it is not within the law: {change.told}{_known(change.rule)}"
    told = replace(found[first], message=f"{found[first].message}; {soon}")
    return [told if i == first else f for i, f in enumerate(found)]


def broken_soon(case: Case, law: RuleSet) -> Broken | None:
    """The first sentence that will be broken: from 2026-12-11 "total THC 25.1 %; at most 0.3 % … allowed"."""
    coming = [r for r in mine(case, law) if r.effective_from > case.options.on and r.limit is not None]
    for rule in sorted(coming, key=lambda r: r.effective_from):
        found = _judged(replace(case, options=replace(case.options, on=rule.effective_from)), law, rule)
        if found.outcome == "fail":
            return Broken(rule, found)
    return None


def _judged(case: Case, law: RuleSet, rule: ThcRule) -> Found:
    found = _of_kind(case, law, rule)
    if rule.jurisdiction != law.jurisdiction:  # told, but never decisive
        return replace(found, outcome="skip", message=f"{rule.jurisdiction}, for information: {found.message}")
    return replace(found, message=found.message + _known(rule))


def _known(rule: ThcRule) -> str:
    """A law that may be moved again says on which day it was last seen, and where to look."""
    return f"; as known on {rule.known_on}, it may be moved again: see {rule.look_at}" if rule.known_on else ""


def _of_kind(case: Case, law: RuleSet, rule: ThcRule) -> Found:
    if rule.comparison == "not_derivable":
        return _converted(case, rule) if "final" in rule.applies_to else _not_seen(rule)
    if rule.limit is None:
        return _non_natural(case, rule)
    return _beside(case, law, rule)


def _beside(case: Case, law: RuleSet, rule: ThcRule) -> Found:
    subject, limit = rule.analytes[0], rule.most
    unit = PACKAGE if rule.unit == "mg/container" else rule.unit or ""
    name, allowed = NAMES.get(subject, subject), _allowed(law, rule)
    expected = Expected(max=float(limit), unit=rule.unit)
    found = bounds(case, rule, unit)
    if isinstance(found, Missing):
        message = f"{name}: {found.fact} would be needed to tell; {allowed}"
        return Found("gap", message, subject, expected=expected, citation=rule.citation)
    if within := _in_any_package(case, rule, found, unit):
        message = f"{name} {within}; {allowed}"
        return Found("pass", message, subject, None, expected, rule.citation, evidence(*found.rows))
    over = _over(rule, found)
    outcome = rule.breach if over else _not_over(rule, found, unit)
    told = _bare(found) if over or outcome == "pass" else _told(found, unit)
    message = f"{name} {told}{_on_dry_weight(found, outcome)}{_unless_wet(case, rule, found, outcome)}; {allowed}"
    if over and rule.breach != "fail" and rule.note:
        message = f"{message} ({rule.note})"
    if outcome in ("pass", "fail") and (near := _within_uncertainty(case, rule, found)):
        outcome, message = "doubt", f"{message}; {near}"
    if outcome == "fail" and case.rather_licensed:
        outcome, message = "doubt", f"{message}; {_RATHER_LICENSED}"
    measured = Amount(value=float(found.low), unit=found.unit)
    figures = [r.text for row in found.rows for r in row.results if r.unit == found.unit]
    places = evidence(*found.rows, holding=figures)
    return Found(outcome, message, subject, measured, expected, rule.citation, places)


def _in_any_package(case: Case, rule: ThcRule, found: Bounds, unit: str) -> str | None:
    """A can or a bottle has few servings that weigh as much, whether or not their number is printed."""
    mass = case.facts.serving_mass
    if not mass or (found.unit, unit) != ("mg/serving", PACKAGE):
        return None
    many = max(1, int(HEAVIEST / mass))
    if found.high * many > rule.most or mass > HEAVIEST:
        return None
    return f"at most {plain(found.high)} mg/serving of {mass:g} g, of which no package holds more than {many}"


def _over(rule: ThcRule, found: Bounds) -> bool:
    return found.low > rule.most if rule.comparison == "<=" else found.low >= rule.most


def _not_over(rule: ThcRule, found: Bounds, unit: str) -> Said:
    within = found.high <= rule.most if rule.comparison == "<=" else found.high < rule.most
    return "pass" if found.unit == unit and within else "gap"


def _within_uncertainty(case: Case, rule: ThcRule, found: Bounds) -> str | None:
    """Where the limit lies within what the laboratory itself prints as uncertain."""
    about = uncertainty(case, found.rows, found.unit)
    if about is None or abs(found.low - rule.most) > about:
        return None
    return f"the laboratory prints ±{plain(about)} {found.unit}, and the limit lies within that"


def _on_dry_weight(found: Bounds, outcome: Said) -> str:
    """How the bound was reached; what is over the limit with its water is so the more on dry weight."""
    if found.dry is None or found.low == found.high == 0:
        return ""
    if outcome == "fail" and found.dry.rest < 1:
        return f"{' from its rows,' if _added_up(found) else ''} as received"
    most = f", at most {plain(found.high)} {found.unit}" if outcome == "pass" and 0 < found.low < found.high else ""
    return f"{most} ({found.dry.how})"


def _added_up(found: Bounds) -> bool:
    """A printed sum may end on another digit than its rows added up."""
    return sum(any(r.value for r in row.results) for row in found.rows) > 1


def _unless_wet(case: Case, rule: ThcRule, found: Bounds, outcome: Said) -> str:
    """What is near the limit with its water, where the law counts in dry weight and nobody says how much that is."""
    known = found.dry is not None or moisture(case) is not None or says_dry(case)
    sweet = kinds_of(case.form) & {"gummy", "sweet"}
    if outcome != "pass" or rule.basis != "dry weight" or known or found.low <= 0 or not sweet:
        return ""
    water = 1 - found.low / rule.most
    if water > _WATER_OF_SWEETS:
        return ""
    return f" as received, over the limit of dry weight if more than {plain(water * 100)} % of it is water"


def _bare(found: Bounds) -> str:
    if found.low == 0:
        seen = any(r.value or r.qualifier == "<LOQ" for row in found.rows for r in row.results)
        most = f", at most {plain(found.high)} {found.unit}" if found.high > 0 else ""
        return f"{'below the LOQ' if seen else 'not found'}{most}"
    return f"{plain(found.low)} {found.unit}" + (f" ({found.path})" if found.path else _apart(found))


def _apart(found: Bounds) -> str:
    """Of a total the place that is shown may print another unit only."""
    totals = [row for row in found.rows if isinstance(row, Total)]
    own = [r.text for row in totals for r in row.results if r.unit == found.unit and r.text and not _at_hand(row, r)]
    return " (as another place prints it)" if own else ""


def _at_hand(row: Total, result: Result) -> bool:
    return any(result.text in text for text in (row.text, *(place.text for place in row.places)))


def _told(found: Bounds, wanted: str) -> str:
    """Why it can't be shown."""
    if found.high == INFINITE:
        edge = any(isinstance(row, Measurement) and (row.loq or row.lod) for row in found.rows)
        why = (
            f"how much its LOQ is in {found.unit} is not known" if edge else "no LOQ is printed to say how much at most"
        )
        return f"{_bare(found) if found.low else 'not found'}, and {why}"
    if found.high > found.low:
        printed = [row.name for row in found.rows if isinstance(row, Measurement) and below_loq(row)]
        below = f" ({printed[0]} is printed below its own LOQ)" if printed else ""
        more = "" if found.unit == wanted else f", and how much that is in {wanted} is not known"
        return f"between {plain(found.low)} and {plain(found.high)} {found.unit}{below}: can't be shown{more}"
    return f"{_bare(found)}: how much that is in {wanted} is not known"


def _allowed(law: RuleSet, rule: ThcRule) -> str:
    basis = " of dry weight" if rule.basis == "dry weight" else ""
    less = "at most" if rule.comparison == "<=" else "less than"
    since = "" if rule.effective_from == date.min else f" since {rule.effective_from}"
    more = f" ({plain(rule.most)} with the tolerance of {rule.tolerance_percent:g} %)" if rule.tolerance_percent else ""
    return f"{less} {plain(rule.limit or 0)} {rule.unit}{basis}{more} allowed{since} ({law.id})"


def _non_natural(case: Case, rule: ThcRule) -> Found:
    """Candidates are a question for a person: no official list says what the plant can't make."""
    found = candidates(case, "non_natural")
    if not found:
        message = "none of the cannabinoids was found that the plant may be unable to make"
        return Found("pass", message, "non_natural", citation=rule.citation)
    names = ", ".join(m.name for m in found)
    message = f"{names}: not hemp since {rule.effective_from} if the plant can't make it; there is no official list"
    return Found("gap", message, "non_natural", citation=rule.citation, evidence=evidence(*found))


def _converted(case: Case, rule: ThcRule) -> Found:
    """Delta-8, delta-10, HHC and CBN are usually made from CBD; a report can't show it."""
    found = candidates(case, "converted")
    if not found:
        message = "no cannabinoid was found that is often made from another one"
        return Found("skip", message, "converted", citation=rule.citation)
    names = ", ".join(m.name for m in found)
    message = f"{names}: not hemp since {rule.effective_from} if made from another cannabinoid, which no report shows"
    return Found("gap", message, "converted", citation=rule.citation, evidence=evidence(*found))


def _not_seen(rule: ThcRule) -> Found:
    return Found(
        "gap", f"{rule.text} (since {rule.effective_from}); no report shows it", rule.id, citation=rule.citation
    )
