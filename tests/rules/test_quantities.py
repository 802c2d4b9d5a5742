"""Conversions come back to where they started, show their way, and say what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coacheck.model import Result
from coacheck.rules.amounts.numbers import exact, plain, printed, unpadded
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
    [("%", "mg/mL", "density"), ("mg/g", "mg/unit", "mass of one unit"), ("mg/unit", "mg/package", "number of units"),
     ("mg/serving", "mg/package", "number of servings"), ("mg/mL", "mg/package", "net content"),
     ("mg/g", "mg/package", "net content")],
)  # fmt: skip
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


@pytest.mark.parametrize(
    ("facts", "unit", "target", "needs"),
    [
        (Facts(net_volume=30), "%", "mg/package", ("density",)),
        (Facts(density=0.95), "%", "mg/package", ("net_volume",)),
        (Facts(unit_mass=4), "%", "mg/package", ("units",)),
        (Facts(units=20), "%", "mg/package", ("unit_mass",)),
        (Facts(net_volume=30, servings=30), "mg/g", "mg/serving", ("density",)),
        (Facts(one_unit=True), "%", "mg/package", ("net_mass",)),
        (Facts(), "mg/unit", "mg/serving", ("unit_mass", "serving_mass")),
    ],
)
def test_only_what_is_really_missing_is_asked_for(
    facts: Facts, unit: str, target: str, needs: tuple[str, ...]
) -> None:
    way = convert(exact(1), unit, target, facts)
    assert isinstance(way, Missing)
    assert set(way.needs) == set(needs)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("0.00700", "0.0065", "0.008"), ("0.0920", "0.0915", "0.093"), ("2.00", "1.5", "3"), ("0.355", "0.3545", "0.356"),
     ("100", "99.5", "101")],
)  # fmt: skip
def test_no_zero_at_the_end_counts_as_a_digit(text: str, low: str, high: str) -> None:
    number = unpadded(Result(value=float(text), text=text))
    assert (number.low, number.high) == (Decimal(low), Decimal(high))


@given(st.decimals("0.001", "99", places=6), st.integers(1, 5), st.integers(0, 4))
def test_what_was_rounded_or_cut_off_and_filled_up_is_within(value: Decimal, digits: int, zeros: int) -> None:
    unit = Decimal(1).scaleb(-digits)
    for kept in (round(value, digits), value // unit * unit):
        if kept:
            text = f"{kept:f}" + "0" * zeros
            number = unpadded(Result(value=float(kept), text=text))
            assert number.low <= value <= number.high


@given(amounts, st.sampled_from(UNITS), st.sampled_from(UNITS), st.sets(st.sampled_from(
    ["unit_mass", "serving_mass", "servings", "density", "net_mass", "net_volume", "units"])))
def test_the_facts_that_are_asked_for_open_the_way(value: Decimal, unit: str, target: str, names: set[str]) -> None:
    facts = Facts(**{name: getattr(ALL, name) for name in names})
    way = convert(exact(value), unit, target, facts)
    if isinstance(way, Missing):
        more = Facts(**{name: getattr(ALL, name) for name in (*names, *way.needs)})
        assert not set(way.needs) & names
        assert isinstance(convert(exact(value), unit, target, more), Converted)
