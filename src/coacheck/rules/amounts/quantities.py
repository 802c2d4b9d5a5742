"""Units of amounts and the way from one to another, with the figures it took.

The way is shown ("0.355 % × 9.82454 g = 34.88 mg/unit"); where it is closed, the missing fact is named.
% is g in 100 g; ppm is ug/g or mg/kg; ppb is ug/kg or ng/g.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

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
# The facts that lead from one family to another, and what it costs to ask for one: of two ways the cheaper is told.
_BETWEEN = (
    ("mg/g", "mg/mL", "density", 0.95), ("mg/g", "mg/unit", "unit_mass", 0.95),
    ("mg/g", "mg/serving", "serving_mass", 1), ("mg/g", "mg/package", "net_mass", 1.1),
    ("mg/mL", "mg/package", "net_volume", 1),
    ("mg/unit", "mg/package", "units", 1), ("mg/serving", "mg/package", "servings", 1),
)  # fmt: skip
_KNOWN = 0.01
_CALLED = {
    "density": "the density", "unit_mass": "the mass of one unit", "serving_mass": "the mass of one serving",
    "net_mass": "the net content of the package", "net_volume": "the net content of the package",
    "units": "the number of units in the package", "servings": "the number of servings in the package",
}  # fmt: skip
_UNIT = {"density": "g/mL", "net_volume": "mL", "units": "units", "servings": "servings"}


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
    """The unit can't be reached: `fact` says what would be needed, `needs` are the fields of Facts that are unknown."""

    fact: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What is known of the product, in g, g/mL, mL and counts. `one_unit`: the unit is the package (a bottle).

    `of_pieces`: it is a package of pieces, and what the report prints per unit is for all of them.
    """

    unit_mass: float | None = None
    serving_mass: float | None = None
    servings: float | None = None
    density: float | None = None
    net_mass: float | None = None
    net_volume: float | None = None
    units: float | None = None
    one_unit: bool = False
    of_pieces: bool = False

    def get(self, name: str) -> float | None:
        if name == "units" and self.one_unit:
            return 1
        found: float | None = getattr(self, name)
        return found if found and found > 0 else None

    def steps(self) -> Iterator[Step]:
        for start, end, name, _ in _BETWEEN:
            if fact := self.get(name):
                yield from _both(start, end, fact, _UNIT.get(name, "g"))


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
        return _missing(start, end, facts) or Missing(f"a way from {unit} to {target}")
    value = number * exact(FAMILIES[start][unit])
    for step in way:
        value = value * step.factor
    value = value / exact(FAMILIES[end][target])
    steps = "".join(f" {step.shown}" for step in way)
    return Converted(value, target, f"{shown or number} {unit}{steps} = {value} {target}", len(way) + 1)


def _both(start: str, end: str, fact: float, unit: str) -> Iterator[Step]:
    """The step that a fact opens, and the one back."""
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


def _missing(start: str, end: str, facts: Facts) -> Missing | None:
    """The fewest facts that would open a way, None where none does."""
    waiting: list[tuple[float, str, tuple[str, ...]]] = [(0, start, ())]
    seen: set[str] = set()
    while waiting:
        cost, at, needs = heappop(waiting)
        if at == end:
            return Missing(" and ".join(dict.fromkeys(_CALLED[name] for name in needs)), needs)
        if at in seen:
            continue
        seen.add(at)
        for a, b, name, price in _BETWEEN:
            if at in (a, b) and not (name == "unit_mass" and facts.one_unit):  # a bottle has a net content
                step = (cost + _KNOWN, needs) if facts.get(name) else (cost + price, (*needs, name))
                heappush(waiting, (step[0], b if at == a else a, step[1]))
    return None
