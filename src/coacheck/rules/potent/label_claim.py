"""potent.label-claim: each amount that label or report promises against the report, in the claim's own unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coacheck.model import Claim, Expected, Measurement, Total
from coacheck.rules.amounts.numbers import exact, plain
from coacheck.rules.amounts.stated import Stated, called
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.potent.by_density import by_density
from coacheck.rules.potent.claimed import Promise, amount, beside, promises
from coacheck.rules.potent.dry_claim import on_dry_weight
from coacheck.rules.potent.example import example
from coacheck.rules.potent.label_words import (
    borders,
    bound,
    difference,
    expected,
    measured,
    percent,
    told,
    tolerance,
)  # fmt: skip
from coacheck.rules.potent.promised import MG_UNITS, Answer, answer
from coacheck.rules.potent.sums import PARTS, Sum, sums
from coacheck.rules.potent.units import disagreeing

_UNIT = re.compile(r"\bunits?\b", re.IGNORECASE)
"""The report's own word, which may mean the package."""
_LITTLE = 5.0
"""So few mg may be missed by a usual LOQ."""
_NOTHING = ("ND", "<LOD", "<LOQ")
_UNDECARBOXYLATED = {"total_thc": ("delta_9_thc", "thca"), "cbd": ("cbd", "cbda"), "cbg": ("cbg", "cbga")}


def label_claim(case: Case) -> Iterator[Found]:
    """One finding for each claim of an amount. Claims of absence are potent.absent-claim's."""
    if case.larger_than_net:
        yield _of_another_size(case)
    every = list(promises(case))
    for promise in every:
        yield _judged(beside(case, promise.claim), promise)
    if not every:
        yield _not_compared(case)


def _of_another_size(case: Case) -> Found:
    """No package holds less than one of its units."""
    label, mass = case.label, case.report.serving.unit_mass_g
    net = f"{label.net_mass_g:g} g" if label.net_mass_g else f"{label.net_volume_ml:g} mL"
    message = f"the label says {net}, but the unit that was measured is {mass:g} g: the report of another pack?"
    return Found("doubt", message, "net_content", evidence=case.field("unit_mass"))


def _not_compared(case: Case) -> Found:
    """Nothing shows that the pack holds what its label says, however lawful it is."""
    if case.label.claims:
        return Found("skip", "the label promises no amount; what it says is absent is potent.absent-claim's")
    if not case.panel("cannabinoids").measurements and all(t.name == "total_terpenes" for t in case.report.totals):
        message = "no cannabinoids were tested, or their results were not found: no promise can be compared with them"
        return Found("gap", message, "cannabinoids")
    return Found("gap", f'not compared with a label: say what it promises, such as --claim "{example(case)}"')


def _judged(case: Case, promise: Promise) -> Found:
    if promise.claim.unit == "mg":
        return _of_what(case, promise)
    if case.larger_than_net and promise.claim.unit in ("mg/package", "mg/unit"):
        message = f"{promise.said}: not compared with a unit that is larger than the net content of the label"
        return Found("gap", message, promise.claim.analyte)
    if _may_be_of_a_piece(case, promise.claim):
        met = _against(case, promise) if _UNIT.search(promise.claim.text) else None
        if met and met.outcome == "pass":
            return met
        fact = "but the unit that was measured is the whole package: how many pieces are in it?"
        return Found("gap", f'{promise.said}, {fact} (--net-content "10 gummies")', promise.claim.analyte)
    return _against(case, promise)


def _against(case: Case, promise: Promise) -> Found:
    found = answer(case, promise.claim)
    if not found.amounts and not promise.most and (nothing := _not_found(case, promise)):
        return nothing
    if not found.amounts:
        ranged = None if promise.most else by_density(case, promise, found)
        message = f"{promise.said}: {found.reason}{_in_another(case, promise)}"
        return ranged or Found("gap", message, promise.claim.analyte)
    return _compared(case, promise, found)


def _in_another(case: Case, promise: Promise) -> str:
    """The amount that the report states of a unit, serving or package, where the claim is of another of them."""
    claim = promise.claim
    if promise.printed or claim.unit not in MG_UNITS:
        return ""
    others = [answer(case, claim.model_copy(update={"unit": unit})).amounts for unit in MG_UNITS if unit != claim.unit]
    stated = [each[0] for each in others if each and each[0].quantified]
    told = ", ".join(f"{s.number} {s.unit}" for s in stated)
    return f"; the report states {told}: does the label mean that?" if told else ""


def _not_found(case: Case, promise: Promise) -> Found | None:
    """What was not found at all is not what the label promises, whatever a piece weighs; a few mg may be under the LOQ.
    """
    analyte = promise.claim.analyte
    codes = _UNDECARBOXYLATED.get(analyte, (analyte,))
    rows: list[Measurement | Total] = [m for code in codes for m in case.rows(code)]
    rows += [t for t in case.report.totals if t.name.removeprefix("total_") == analyte.removeprefix("total_")]
    results = [r for row in rows for r in row.results]
    little = promise.claim.value is None or promise.claim.value < _LITTLE
    if little or not results or any(r.value or r.qualifier not in _NOTHING for r in results):
        return None
    message = f"{promise.said}, but {rows[0].name} was not found in any amount ({results[0].text})"
    return Found("doubt", f"{message}; is it the report of this product?", analyte, evidence=evidence(*rows))


def _compared(case: Case, promise: Promise, found: Answer) -> Found:
    how = _at_most if promise.most else _at_least if promise.least else _about
    return on_dry_weight(case, promise, how(case, promise, found))


def _may_be_of_a_piece(case: Case, claim: Claim) -> bool:
    """ "Per gummy" or "per unit", where the report's unit is a package, and nobody says of how many."""
    piece = claim.unit == "mg/unit" and claim.text
    return bool(piece and case.unit_holds_pieces and not case.label.units_per_package)


def _of_what(case: Case, promise: Promise) -> Found:
    """An amount without a basis is missed by no figure. What a report prints so, or a bottle, may be met by one."""
    claim = promise.claim
    stated = {str(s.number): s for s in answer(case, claim).amounts if s.quantified}
    if met := _met(case, promise, list(stated.values())):
        taken = replace(promise, claim=claim.model_copy(update={"unit": met.unit}), bare=True)
        return _compared(case, taken, Answer([met]))
    found = ", ".join(f"{s.number} {s.unit} ({s.name})" for s in stated.values())
    asked = "of one unit (mg/unit), a serving (mg/serving) or the package (mg/package)?"
    report = f" The report states {found}" if found else ""
    said = f"{promise.who} {repr(claim.text) if claim.text else amount(claim)}, but not of how much"
    places = [e for s in stated.values() for e in s.evidence]
    if _more_than_all(case, promise, list(stated.values())):
        message = f"{said}, and not even the whole package holds so much: the report states {found}"
        return Found("doubt", message, claim.analyte, evidence=places)
    message = f"{said}: {asked}{report}"
    return Found("doubt" if promise.printed and stated else "gap", message, claim.analyte, evidence=places)


def _more_than_all(case: Case, promise: Promise, stated: Sequence[Stated]) -> bool:
    """Whatever it is of: more than the package holds, by more than the label may be off."""
    low, _ = borders(case.profile.tolerance(promise.claim, case.category, case.form, case.options.on))
    whole = any(s.unit == "mg/package" for s in stated)
    return whole and not promise.most and all(percent(s.number, promise.claim) < low for s in stated)


def _met(case: Case, promise: Promise, stated: Sequence[Stated]) -> Stated | None:
    """The amount of the bottle that is within the claim; of a claim that the report prints, any amount in mg: one that
    is printed before one that was converted.
    """
    low, high = borders(case.profile.tolerance(promise.claim, case.category, case.form, case.options.on))
    meant = ("mg", *MG_UNITS) if promise.printed else ("mg/package",) if case.facts.one_unit else ()
    within = [s for s in stated if s.unit in meant and low <= percent(s.number, promise.claim) <= high]
    return min(within, key=lambda s: bool(s.path)) if within and not promise.most else None


def _about(case: Case, promise: Promise, found: Answer) -> Found:
    claim = promise.claim
    allowed = case.profile.tolerance(claim, case.category, case.form, case.options.on)
    low, high = borders(allowed)
    inside = [s for s in found.amounts if s.quantified and low <= percent(s.number, claim) <= high]
    best = (inside or found.amounts)[0]
    message = f"{promise.said}, the report {told(best)}"
    if not inside and (open_ := _left_open(best, claim, low, high)):
        return Found("gap", f"{message}, {open_}", claim.analyte, measured(best), evidence=best.evidence)
    off = f": {difference(best.number, claim)}" if best.quantified else ""
    message = f"{message}{off} (allowed {tolerance(low, high)}){_others(best, found.amounts, claim, inside)}"
    verdict = Found("pass" if inside else "fail", message, claim.analyte, measured(best), expected(claim, low, high),
                    allowed.citation, best.evidence)  # fmt: skip
    doubt = _doubt(case, promise, best, low, high) if not inside else _not_as_printed(promise, inside=True)
    return replace(verdict, outcome="doubt", message=f"{message}; {doubt}") if doubt else verdict


def _left_open(best: Stated, claim: Claim, low: float, high: float) -> str | None:
    """Why the figure may be within the label all the same."""
    least, most = exact(bound(claim, low)).point, bound(claim, high)
    if not best.quantified:
        return "and its LOQ does not exclude the label" if best.number.high >= least else None
    overlaps = best.number.high >= least and float(best.number.low) <= most
    return "which is rounded too coarsely to tell" if overlaps else None


def _doubt(case: Case, promise: Promise, best: Stated, low: float, high: float) -> str | None:
    """Why it may not be the product's fault that the figure is not what the label says."""
    claim = promise.claim
    if whole := _by_rows(case, claim, best, low, high):
        return f"{whole.how} makes {whole.number} {claim.unit}"
    if raw := _as_it_is(case, claim, low, high):
        return f"it would be met by the sum of {raw}, the acid counted in full"
    if {claim.analyte, *PARTS.get(claim.analyte, ()), *PARTS.get(f"total_{claim.analyte}", ())} & disagreeing(case):
        return "but the report gives two figures for it (see potent.units)"
    return _not_as_printed(promise, inside=False)


def _not_as_printed(promise: Promise, *, inside: bool) -> str | None:
    """The lab's own word for the claim, where it is the other one."""
    said = promise.printed.status if promise.printed else None
    return f"the report prints {said.capitalize()} for it" if said == ("fail" if inside else "pass") else None


def _by_rows(case: Case, claim: Claim, best: Stated, low: float, high: float) -> Sum | None:
    """What the rows make of a total that is not printed in the label's unit, where the label is met by it."""
    code = {"cbd": "total_cbd"}.get(claim.analyte, claim.analyte)
    if claim.unit is None or code not in PARTS or any(called(t) == best.name for t in case.report.totals):
        return None
    return next((s for s in sums(case, code, claim.unit) if low <= percent(s.number, claim) <= high), None)


def _as_it_is(case: Case, claim: Claim, low: float, high: float) -> str | None:
    """ "THC 28 %" on flower is often THC and THCA as they are; who says "total THC" means the other."""
    codes = _UNDECARBOXYLATED.get(claim.analyte, ())
    if re.search(r"\btotal\b", claim.text, re.IGNORECASE):
        return None
    found = [answer(case, claim.model_copy(update={"analyte": code, "text": ""})).amounts for code in codes]
    rows = [next((s for s in each if "total" not in s.name.casefold()), None) for each in found]
    known = [s for s in rows if s is not None]
    if len(known) < 2 or not low <= percent(known[0].number + known[1].number, claim) <= high:
        return None
    return " and ".join(s.name for s in known)


def _at_most(case: Case, promise: Promise, found: Answer) -> Found:
    """No tolerance: above the limit fails. Not quantified passes only where the LOQ is within it."""
    claim, best = promise.claim, found.amounts[0]
    limit, most = exact(claim.value or 0).point, Expected(max=claim.value, unit=claim.unit)
    if not best.quantified:
        seen = 0 < best.number.high <= limit
        why = f"so at most {plain(best.number.high)} {best.unit}" if seen else "and no LOQ within the limit is printed"
        message = f"{promise.said}, the report: {best.name} not quantified, {why}"
        return Found("pass" if seen else "gap", message, claim.analyte, expected=most, evidence=best.evidence)
    message = f"{promise.said}, the report {told(best)}"
    verdict = Found("fail", message, claim.analyte, measured(best), most, evidence=best.evidence)
    if best.number.point <= limit:
        return replace(verdict, outcome="pass")
    if met := _by_delta_9(case, claim):
        return replace(verdict, outcome="doubt", message=f"{message}; {told(met)} alone is within it")
    return verdict


def _at_least(case: Case, promise: Promise, found: Answer) -> Found:
    """More is as promised. What is less, but within the tolerance for an amount, is for a person to see."""
    claim, least = promise.claim, exact(promise.claim.value or 0).point
    best = next((s for s in found.amounts if s.number.point >= least), found.amounts[0])
    if not best.quantified or best.number.point < least:
        return _less(_about(case, promise, found))
    message = f"{promise.said}, the report {told(best)}"
    return Found("pass", message, claim.analyte, measured(best), Expected(min=claim.value, unit=claim.unit),
                 evidence=best.evidence)  # fmt: skip


def _less(found: Found) -> Found:
    met = found.outcome == "pass"
    return replace(found, outcome="doubt", message=f"{found.message}; the label promises no less") if met else found


def _by_delta_9(case: Case, claim: Claim) -> Stated | None:
    """ "Less than 0.3 % THC" is the law's delta-9-THC to many; who says "total THC" means the other."""
    if claim.analyte != "total_thc" or re.search(r"\btotal\b", claim.text, re.IGNORECASE):
        return None
    found = answer(case, claim.model_copy(update={"analyte": "delta_9_thc"})).amounts
    return next((s for s in found if s.number.high <= exact(claim.value or 0).point), None)


def _others(best: Stated, amounts: Sequence[Stated], claim: Claim, inside: Sequence[Stated]) -> str:
    """Where total and row decide differently, the reader is told."""
    other = next((s for s in amounts if s not in inside and s is not best), None) if inside else None
    return f"; {other.name}, {other.number} {other.unit}, is {difference(other.number, claim)}" if other else ""
