"""Conversions come back to where they started, show their way, and say what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coacheck.model import Result
from coacheck.rules.amounts.numbers import exact, plain, printed
from coacheck.rules.amounts.quantities import Converted, Facts, Missing, convert

ALL = Facts(unit_mass=9.82454, serving_mass=2.5, servings=30, density=0.94, net_mass=30, net_volume=30, units=20)
UNITS = ("%", "mg/g", "ug/g", "ppm", "ppb", "mg/kg", "ug/kg", "mg/mL", "mg/unit", "mg/serving", "mg/package")
amounts = st.decimals("0.0001", "99999", places=4)
units = st.sampled_from(UNITS)


def to(value: Decimal, unit: str, target: str) -> Decimal:
    way = convert(exact(value), unit, target, ALL)
    assert isinstance(way, Converted)
    return way.number.point


@given(amounts, units, units)
def test_there_and_back(value: Decimal, unit: str, target: str) -> None:
    assert float(to(to(value, unit, target), target, unit)) == pytest.approx(float(value))


@given(amounts, amounts, units, units)
def test_more_stays_more(a: Decimal, b: Decimal, unit: str, target: str) -> None:
    less, more = sorted((a, b))
    assert to(less, unit, target) <= to(more, unit, target)


@given(amounts, units, units)
def test_the_spread_holds_the_point(value: Decimal, unit: str, target: str) -> None:
    way = convert(printed(Result(value=float(value), text=str(value))), unit, target, ALL)
    assert isinstance(way, Converted)
    assert way.number.low <= way.number.point <= way.number.high


def test_the_way_is_shown() -> None:
    way = convert(exact("0.355"), "%", "mg/unit", Facts(unit_mass=9.82454))
    assert isinstance(way, Converted)
    assert way.path == "0.355 % × 9.82454 g = 34.88 mg/unit"


@pytest.mark.parametrize(
    ("unit", "target", "fact"),
    [("%", "mg/mL", "density"), ("mg/g", "mg/unit", "mass of one unit"), ("mg/unit", "mg/package", "number of units")],
)
def test_the_missing_fact_is_named(unit: str, target: str, fact: str) -> None:
    way = convert(exact(1), unit, target, Facts())
    assert isinstance(way, Missing)
    assert fact in way.fact


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("0.355", 0.355, "0.3545", "0.3555"),
        ("1,152", 1152.0, "1151.5", "1152.5"),
        ("0,35", 0.35, "0.345", "0.355"),
        ("26.70", 26.7, "26.65", "26.75"),
        ("0.50", 0.5, "0.495", "0.505"),
        ("1.00E+05", 1e5, "99500", "100500"),
        ("", 0.355, "0.3545", "0.3555"),
    ],
)
def test_a_printed_number_stands_for_all_that_round_to_it(text: str, value: float, low: str, high: str) -> None:
    number = printed(Result(value=value, text=text))
    assert (number.low, number.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(("value", "text"), [("34.877", "34.88"), ("1152.4", "1152"), ("0.30000", "0.3"), ("0", "0")])
def test_numbers_are_told_without_noise(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text
