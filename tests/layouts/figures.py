"""Figures that agree with each other: LOD under LOQ under what is found, one amount in several units, honest limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, log, log10
from random import Random
from typing import Any

from layouts.style import Style

ANY = "any unit"
SHARE = {"%": 1.0, "mg/g": 10.0, "mg/unit": 41.3, "mg/serving": 82.6}
IN_ONE_GRAM = ["Not Detected in 1 g", "Absent in 1 g", "Not Detected in 1g", "Absent in 1g"]


@dataclass
class Cell:
    """A printed text and what it means: `{"value": 0.3}` or `{"qualifier": "ND"}`, with its unit."""

    text: str
    truth: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Scale:
    """How a panel counts in its first unit. Amounts are whole numbers of the last printed digit."""

    unit: str
    digits: int
    loq: tuple[int, int]
    most: int
    limits: tuple[float, ...] = ()

    def value(self, amount: float) -> float:
        return amount / 10**self.digits

    def amount(self, value: float) -> int:
        return round(value * 10**self.digits)


def scale_of(panel: str, unit: str, style: Style) -> Scale:
    if unit == "CFU/g":
        return Scale(unit, 0, (10, 10), 100_000, (100, 1000, 10_000, 100_000))
    size = {"ppb": 100.0, "ug/kg": 100.0, "mg/g": 10.0}.get(unit, 1.0)
    if unit == "ppm" and panel in ("cannabinoids", "terpenes"):
        size = 10_000.0
    digits = max(1, style.digits - 1) if 1 < size < 1000 else style.digits * (size == 1)
    last = 10**digits
    least = max(3, round(0.01 * size * last))
    most = {"cannabinoids": 8, "terpenes": 1}.get(panel, 5) * size * last
    limits = tuple(x * size for x in (0.2, 0.5, 1, 2, 5, 10))
    return Scale(unit, digits, (least, max(least + 2, round(0.05 * size * last))), round(most), limits)


def number(value: float, digits: int, style: Style) -> Cell:
    """A number as the style prints it, with the value that is printed."""
    text = f"{value:.{digits}f}"
    if style.exponents and digits:
        text = _exponent(value, style.exponents == "short")
    truth = {"value": float(text)}
    if style.bare_decimals and text.startswith("0."):
        text = text[1:]
    if style.thousands and "." not in text and value >= 1000:
        text = f"{value:,.0f}"
    return Cell(text.replace(".", ",") if style.decimal_comma else text, truth)


def _exponent(value: float, short: bool) -> str:
    text = f"{value:.1E}" if short else f"{value:.2E}"
    figure, _, power = text.partition("E")
    return f"{figure}E{int(power)}" if short else text


def power(value: float, style: Style) -> Cell:
    """A power of ten: "10^4", or with its exponent raised."""
    exponent = round(log10(value))
    return Cell(f"10^{exponent}" if style.powers == "caret" else f"10↑{exponent}", {"value": 10.0**exponent})


def amount_in(amount: float, scale: Scale, unit: str, style: Style) -> Cell:
    """The amount in that unit, with as many digits as it deserves."""
    share = _share(unit) / _share(scale.unit)
    digits = min(5, max(0, scale.digits - round(log10(share))))
    return united(number(scale.value(amount) * share, digits, style), unit)


def _share(unit: str) -> float:
    return {**SHARE, "ppm": 10_000.0}.get(unit, 1.0)


def united(cell: Cell, unit: str) -> Cell:
    return Cell(cell.text, {**cell.truth, "unit": unit})


def between(low: int, high: int, rng: Random) -> int:
    """A whole number of which small ones are as likely as large ones."""
    return min(high, max(low, round(exp(rng.uniform(log(low), log(max(low + 1, high)))))))


def same_share(first: str, second: str) -> bool:
    return _share(first) == _share(second)
