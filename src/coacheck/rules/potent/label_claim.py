"""potent.label-claim: each amount that the label promises against the report, in the claim's own unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coacheck.model import Amount, Claim, Expected
from coacheck.rules.amounts.numbers import Number, exact, plain
from coacheck.rules.amounts.stated import Stated
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.law.sets import Tolerance
from coacheck.rules.potent.promised import answer
from coacheck.rules.potent.sums import PARTS, Sum, sums

INFINITY = float("inf")
_TIMES = 100  # % above the label; from there on "2.5 times the label" says more than "150 % above"


def label_claim(case: Case) -> Iterator[Found]:
    """One finding for each claim of an amount. Claims of absence are potent.absent-claim's."""
    amounts = [c for c in case.label.claims if c.value is not None and c.comparison != "absent"]
    for claim in amounts:
        judged = _of_what if claim.unit == "mg" else _at_most if claim.comparison == "<=" else _about
        yield judged(case, claim)
    if not amounts:
        yield Found("skip", "no amount of the label was given to compare with (--claim)")


def _of_what(case: Case, claim: Claim) -> Found:
    """An amount without a basis is for no figure of the report: it is told what there is, and nothing is guessed."""
    stated = {str(s.number): s for s in answer(case, claim).amounts if s.quantified}
    found = ", ".join(f"{s.number} {s.unit} ({s.name})" for s in stated.values())
    asked = "of one unit (mg/unit), a serving (mg/serving) or the package (mg/package)?"
    report = f" The report states {found}" if found else ""
    message = f"label says {claim.text!r}, but not of how much: {asked}{report}"
    return Found("gap", message, claim.analyte, evidence=[e for s in stated.values() for e in s.evidence])


def _about(case: Case, claim: Claim) -> Found:
    found = answer(case, claim)
    label = f"{claim.value:g} {claim.unit}"
    if not found.amounts:
        return Found("gap", f"label says {label}: {found.reason}", claim.analyte)
    allowed = case.profile.tolerance(claim, case.category, case.form, case.options.on)
    low, high = _range(allowed)
    inside = [s for s in found.amounts if low <= _off(s, claim) <= high]
    best = (inside or found.amounts)[0]
    if not best.quantified and best.number.high >= exact(_bound(claim, low)).point:
        message = f"label says {label}, the report {_told(best)}, and its LOQ does not exclude the label"
        return Found("gap", message, claim.analyte, evidence=best.evidence)
    if not inside and best.quantified and best.number.low <= exact(claim.value or 0).point <= best.number.high:
        message = f"label says {label}, the report {_told(best)}, which is rounded too coarsely to tell"
        return Found("gap", message, claim.analyte, _measured(best), evidence=best.evidence)
    if not inside and (whole := _by_rows(case, claim, best, low, high)):
        message = f"label says {label}, the report {_told(best)}; {whole.how} makes {whole.number} {claim.unit}"
        places = [*best.evidence, *evidence(*whole.rows)]
        return Found("doubt", message, claim.analyte, _measured(best), evidence=places)
    off = f": {_difference(best, claim)}" if best.quantified else ""
    difference = f"{off} (allowed {_allowed(low, high)})"
    message = f"label says {label}, the report {_told(best)}{difference}{_others(best, found.amounts, claim, inside)}"
    return Found(
        "pass" if inside else "fail", message, claim.analyte, measured=_measured(best),
        expected=_expected(claim, low, high),
        citation=allowed.citation, evidence=best.evidence,
    )  # fmt: skip


def _by_rows(case: Case, claim: Claim, best: Stated, low: float, high: float) -> Sum | None:
    """What the rows make of a total that is not printed in the label's unit, where the label is met by it."""
    code = {"cbd": "total_cbd"}.get(claim.analyte, claim.analyte)
    if claim.unit is None or code not in PARTS or any(t.printed == best.name for t in case.report.totals):
        return None
    return next((s for s in sums(case, code, claim.unit) if low <= _percent(s.number, claim) <= high), None)


def _at_most(case: Case, claim: Claim) -> Found:
    """No tolerance: above the limit fails. Not quantified passes only where the LOQ is within it."""
    found = answer(case, claim)
    label = f"at most {claim.value:g} {claim.unit}"
    if not found.amounts:
        return Found("gap", f"label says {label}: {found.reason}", claim.analyte)
    best, limit = found.amounts[0], exact(claim.value or 0).point
    expected = Expected(max=claim.value, unit=claim.unit)
    if best.quantified:
        over = best.number.point > limit
        message = f"label says {label}, the report {_told(best)}"
        return Found(
            "fail" if over else "pass", message, claim.analyte, _measured(best), expected, evidence=best.evidence
        )
    seen = 0 < best.number.high <= limit
    most = f"so at most {plain(best.number.high)} {best.unit}" if seen else "and no LOQ within the limit is printed"
    message = f"label says {label}, the report: {best.name} not quantified, {most}"
    return Found("pass" if seen else "gap", message, claim.analyte, expected=expected, evidence=best.evidence)


def _range(allowed: Tolerance) -> tuple[float, float]:
    """Percent of the label. Without a lower bound nothing is too little, without an upper one nothing too much."""
    return (-100.0 if allowed.low is None else allowed.low, INFINITY if allowed.high is None else allowed.high)


def _off(amount: Stated, claim: Claim) -> float:
    """Percent of the label that the report is above (or below) it."""
    return _percent(amount.number, claim)


def _percent(number: Number, claim: Claim) -> float:
    label = exact(claim.value or 0).point
    return float((number.point - label) / label * 100) if label else INFINITY


def _difference(amount: Stated, claim: Claim) -> str:
    off = _off(amount, claim)
    if off >= _TIMES:
        times = off / 100 + 1
        return f"{plain(exact(float(f'{times:.{2 if times < 10 else 3}g}')).point)} times the label"
    if abs(off) < 0.05:
        return "as the label says"
    return f"{abs(off):.1f} % {'below' if off < 0 else 'above'} the label"


def _told(amount: Stated) -> str:
    if not amount.quantified:
        return f"nothing that could be quantified ({amount.name})"
    how = f"{amount.name}: {amount.path}" if amount.path else amount.name
    return f"{amount.number} {amount.unit} ({how})"


def _others(best: Stated, amounts: Sequence[Stated], claim: Claim, inside: Sequence[Stated]) -> str:
    """Where total and row decide differently, the reader is told."""
    other = next((s for s in amounts if s not in inside and s is not best), None) if inside else None
    return f"; {other.name}, {other.number} {other.unit}, is {_difference(other, claim)}" if other else ""


def _allowed(low: float, high: float) -> str:
    return f"±{high:g} %" if low == -high else f"{low:+g} to {high:+g} %"


def _expected(claim: Claim, low: float, high: float) -> Expected:
    most = None if high == INFINITY else _bound(claim, high)
    return Expected(min=_bound(claim, low), max=most, unit=claim.unit)


def _bound(claim: Claim, percent: float) -> float:
    return float(exact(claim.value or 0).point * (100 + exact(percent).point) / 100)


def _measured(amount: Stated) -> Amount | None:
    return Amount(value=float(amount.number.point), unit=amount.unit) if amount.quantified else None
