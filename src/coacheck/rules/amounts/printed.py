"""Figures as they are printed: the number of their digits is part of what they say."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation


def contradict(one: str, other: str) -> bool:
    """Can't both be right: other numbers, though one is rounded, or a number and a plain "not detected"."""
    a, b = printed_number(one), printed_number(other)
    if a is None or b is None:
        return {one, other} & {"ND"} != set() and (a or b or Decimal(0)) != 0
    exponents = [n.as_tuple().exponent for n in (a, b)]
    return abs(a - b) > Decimal(1).scaleb(max(e for e in exponents if isinstance(e, int)))


def printed_number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
