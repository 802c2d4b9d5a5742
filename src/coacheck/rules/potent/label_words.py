"""How potent.label-claim tells what it found: amounts, and how far they are from the label."""

from __future__ import annotations

from coacheck.model import Amount, Claim, Expected
from coacheck.rules.amounts.numbers import Number, exact, plain
from coacheck.rules.amounts.stated import Stated
from coacheck.rules.law.sets import Tolerance

INFINITY = float("inf")
_TIMES = 100  # % above the label; from there on "2.5 times the label" says more than "150 % above"


def borders(allowed: Tolerance) -> tuple[float, float]:
    """Percent of the label. Without a lower bound nothing is too little, without an upper one nothing too much."""
    return (-100.0 if allowed.low is None else allowed.low, INFINITY if allowed.high is None else allowed.high)


def percent(number: Number, claim: Claim) -> float:
    """How far the number is above the label (or below it), in percent of the label."""
    label = exact(claim.value or 0).point
    return float((number.point - label) / label * 100) if label else INFINITY


def bound(claim: Claim, off: float) -> float:
    return INFINITY if off == INFINITY else float(exact(claim.value or 0).point * (100 + exact(off).point) / 100)


def difference(number: Number, claim: Claim) -> str:
    off = percent(number, claim)
    if off >= _TIMES:
        times = off / 100 + 1
        return f"{plain(exact(float(f'{times:.{2 if times < 10 else 3}g}')).point)} times the label"
    if abs(off) < 0.05:
        return "as the label says"
    return f"{abs(off):.1f} % {'below' if off < 0 else 'above'} the label"


def told(amount: Stated) -> str:
    if not amount.quantified:
        return f"nothing that could be quantified ({amount.name})"
    how = f"{amount.name}: {amount.path}" if amount.path else amount.name
    return f"{amount.number} {amount.unit} ({how})"


def tolerance(low: float, high: float) -> str:
    return f"±{high:g} %" if low == -high else f"{low:+g} to {high:+g} %"


def expected(claim: Claim, low: float, high: float) -> Expected:
    most = None if high == INFINITY else bound(claim, high)
    return Expected(min=bound(claim, low), max=most, unit=claim.unit)


def measured(amount: Stated) -> Amount | None:
    return Amount(value=float(amount.number.point), unit=amount.unit) if amount.quantified else None
