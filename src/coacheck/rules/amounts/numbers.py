"""Printed numbers: a figure on a page stands for every value that would be rounded to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from coacheck.model import Quantity, Result

INFINITE = Decimal("Infinity")
_NUMBER = re.compile(r"\d[\d.,'  ]*(?:[eE][+-]?\d+)?|[.,]\d+")


@dataclass(frozen=True)
class Number:
    """`point` is the figure as printed; the true value lies in [low, high]."""

    point: Decimal
    low: Decimal
    high: Decimal

    def __add__(self, other: Number) -> Number:
        return Number(self.point + other.point, self.low + other.low, self.high + other.high)

    def __mul__(self, other: Number) -> Number:
        return Number(self.point * other.point, _product(self.low, other.low), _product(self.high, other.high))

    def __truediv__(self, other: Number) -> Number:
        """`other` is above zero: a mass, a density, a count."""
        return Number(self.point / other.point, self.low / other.high, self.high / other.low)

    def agrees(self, other: Number) -> bool:
        """Can both be the same value?"""
        return self.low <= other.high and other.low <= self.high

    def __str__(self) -> str:
        return plain(self.point)


def exact(value: float | int | str | Decimal) -> Number:
    """A number that isn't rounded: a factor, a count."""
    point = Decimal(str(value))
    return Number(point, point, point)


def spread(low: Number, high: Number) -> Number:
    """Anything from `low` to `high`, told as `low`."""
    return Number(low.point, low.low, high.high)


def up_to(bound: Decimal) -> Number:
    """Not quantified: nothing, or as much as `bound`."""
    return Number(Decimal(0), Decimal(0), bound)


def total(numbers: Iterable[Number]) -> Number:
    return sum(numbers, start=exact(0))


def printed(what: Result | Quantity) -> Number:
    """The number of a result or quantity that has a value, with the spread its printed digits leave.

    Forms pad with zeros (26.7 as "26.70"): zeros at the end count as digits only after fewer than three others.
    """
    if what.value is None:
        raise ValueError(f"{what} has no value; expected one that was printed as a number")
    point = _as_printed(what.text, what.value)
    half = Decimal(1).scaleb(_exponent(_without_padding(point))) / 2
    return Number(point, max(point - half, Decimal(0)), point + half)


def unpadded(what: Result | Quantity) -> Number:
    """The widest that the figure can stand for: no zero at its end counts ("0.00700" is 0.0065 to 0.008).

    Some forms round to fewer digits, or cut them off, and fill up with zeros: what lies within is not contradicted.
    """
    point = printed(what).point
    if not point:
        return exact(point)
    unit = Decimal(1).scaleb(max(min(_exponent(point.normalize()), 0), _exponent(point)))
    return Number(point, max(point - unit / 2, Decimal(0)), point + unit)


def of_three_digits(what: Result | Quantity) -> Number:
    """The figure as rounded to three digits, as some forms print all amounts: 1010 is 1005 to 1015."""
    number = printed(what)
    half = Decimal(1).scaleb(number.point.adjusted() - 2) / 2
    if number.point != number.point.quantize(half * 2):
        return number
    return Number(number.point, min(number.low, number.point - half), max(number.high, number.point + half))


def measured(fact: float) -> Number:
    """A printed mass or density, of which the digits aren't kept: "30 g" is taken as 29.95 to 30.05 g."""
    point = Decimal(repr(fact)).normalize()
    half = Decimal(1).scaleb(min(_exponent(point), -1)) / 2
    return Number(point, max(point - half, point / 2), point + half)


def plain(value: Decimal | float) -> str:
    """At most four significant digits, never an exponent: 34.877 → 34.88, 1152.4 → 1152."""
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if not number.is_finite() or number == 0:
        return "0" if number == 0 else "any amount"
    digits = max(0, 3 - number.adjusted())
    text = f"{number:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _exponent(point: Decimal) -> int:
    return int(point.as_tuple().exponent)


def _without_padding(point: Decimal) -> Decimal:
    bare = point.normalize()
    enough = len(bare.as_tuple().digits) >= 3 and _exponent(bare) <= 0
    return bare if enough and _exponent(bare) > _exponent(point) else point


def _as_printed(text: str, value: float) -> Decimal:
    """The digits of `text` that mean `value`; without them the shortest way to write it."""
    for token in _NUMBER.findall(text):
        bare = re.sub(r"['  ]", "", token).rstrip(".,")
        for form in (bare.replace(",", ""), bare.replace(".", "").replace(",", ".")):
            if re.fullmatch(r"(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", form) and float(form) == value:
                return Decimal(form)
    shortest = Decimal(repr(value)).normalize()
    return shortest.quantize(Decimal(1)) if shortest == shortest.to_integral() else shortest


def _product(a: Decimal, b: Decimal) -> Decimal:
    return Decimal(0) if a == 0 or b == 0 else a * b
