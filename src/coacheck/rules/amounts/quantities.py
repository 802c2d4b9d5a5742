"""Units of amounts and the way from one to another, with the figures it took.

The way is shown ("0.355 % × 9.82454 g = 34.88 mg/unit"); where it is closed, the missing fact is named.
% is g in 100 g; ppm is ug/g or mg/kg; ppb is ug/kg or ng/g.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coacheck.rules.amounts.numbers import Number, exact, measured

# How much of the family's first unit one of this unit is.
FAMILIES: dict[str, dict[str, str]] = {
    "mg/g": {"mg/g": "1", "%": "10", "ug/g": "0.001", "mg/kg": "0.001", "ppm": "0.001",
             "ppb": "0.000001", "ug/kg": "0.000001", "ng/g": "0.000001"},
    "mg/mL": {"mg/mL": "1", "ug/mL": "0.001"},
    "mg/unit": {"mg/unit": "1"},
    "mg/serving": {"mg/serving": "1"},
    "mg/package": {"mg/package": "1", "mg/container": "1"},
    "mg": {"mg": "1"},
    "CFU/g": {"CFU/g": "1", "MPN/g": "1", "CFU": "1"},
    "aw": {"aw": "1"},
}  # fmt: skip
_FAMILY_OF = {unit: family for family, units in FAMILIES.items() for unit in units}
UNITLESS = {"aw": "aw", "CFU/g": "CFU/g"}  # a ratio and a count; many reports print no unit beside them
_NEEDED = {
    "mg/mL": "the density", "mg/unit": "the mass of one unit", "mg/serving": "the mass of one serving",
    "mg/package": "the net content of the package or the number of units or servings in it",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """From one family of units to another: times `factor`, told as `shown` ("× 9.82454 g")."""

    start: str
    end: str
    factor: Number
    shown: str


@dataclass(frozen=True)
class Converted:
    """The amount in the unit wanted, after `steps`; `path` tells them, and is empty where it only was read."""

    number: Number
    unit: str
    path: str = ""
    steps: int = 0


@dataclass(frozen=True)
class Missing:
    """The unit can't be reached: `fact` says what would be needed."""

    fact: str


@dataclass(frozen=True)
class Facts:
    """What is known of the product, in g, g/mL, mL and counts. `one_unit`: the unit is the package (a bottle)."""

    unit_mass: float | None = None
    serving_mass: float | None = None
    servings: float | None = None
    density: float | None = None
    net_mass: float | None = None
    net_volume: float | None = None
    units: float | None = None
    one_unit: bool = False

    def steps(self) -> Iterator[Step]:
        yield from _both("mg/g", "mg/unit", self.unit_mass, "g")
        yield from _both("mg/g", "mg/serving", self.serving_mass, "g")
        yield from _both("mg/g", "mg/mL", self.density, "g/mL")
        yield from _both("mg/g", "mg/package", self.net_mass, "g")
        yield from _both("mg/mL", "mg/package", self.net_volume, "mL")
        yield from _both("mg/unit", "mg/package", 1 if self.one_unit else self.units, "units")
        yield from _both("mg/serving", "mg/package", self.servings, "servings")


def known(unit: str | None) -> bool:
    return unit in _FAMILY_OF


def convert(number: Number, unit: str | None, target: str, facts: Facts, shown: str = "") -> Converted | Missing:
    """`number` of `unit` as an amount of `target`. `shown` is the number as it was printed, for the path."""
    if unit is None or not known(unit) or not known(target):
        return Missing("the unit of the result" if unit is None else f"a way from {unit} to {target}")
    if unit == target:
        return Converted(number, target)
    start, end = _FAMILY_OF[unit], _FAMILY_OF[target]
    way = _way(start, end, list(facts.steps()))
    if way is None:
        return Missing(_NEEDED.get(end) or _NEEDED.get(start) or f"a way from {unit} to {target}")
    value = number * exact(FAMILIES[start][unit])
    for step in way:
        value = value * step.factor
    value = value / exact(FAMILIES[end][target])
    steps = "".join(f" {step.shown}" for step in way)
    return Converted(value, target, f"{shown or number} {unit}{steps} = {value} {target}", len(way) + 1)


def _both(start: str, end: str, fact: float | None, unit: str) -> Iterator[Step]:
    """The step that a fact opens, and the one back."""
    if fact is None or fact <= 0:
        return
    factor = exact(fact) if unit in ("units", "servings") else measured(fact)
    name = f"1 {unit.removesuffix('s')}" if fact == 1 and unit in ("units", "servings") else f"{fact:.10g} {unit}"
    yield Step(start, end, factor, f"× {name}")
    yield Step(end, start, exact(1) / factor, f"÷ {name}")


def _way(start: str, end: str, steps: Iterable[Step]) -> list[Step] | None:
    """The shortest chain of steps, None where there is none."""
    steps = list(steps)
    waiting: deque[tuple[str, list[Step]]] = deque([(start, [])])
    seen = {start}
    while waiting:
        at, way = waiting.popleft()
        if at == end:
            return way
        for step in steps:
            if step.start == at and step.end not in seen:
                seen.add(step.end)
                waiting.append((step.end, [*way, step]))
    return None
