"""potent.units: the same result in %, mg/g, mg/mL, mg/unit and mg/package must agree, by the printed digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from coacheck.model import Measurement, Result
from coacheck.rules.amounts.numbers import Number, exact, plain, printed, unpadded
from coacheck.rules.amounts.printed import contradict
from coacheck.rules.amounts.quantities import Converted, Missing, convert
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.law.vocabulary import name_of
from coacheck.rules.wording import counted

Pair = tuple[str, str]
_CONCENTRATIONS = ("%", "mg/g", "mg/mL")
_NEAR = Decimal("0.10")  # of the figure: what rounding to one digit and filling up with zeros may make
_TINY = {"%": Decimal("0.01"), "mg/g": Decimal("0.1"), "mg/mL": Decimal("0.1")}
_THOUSAND = Decimal(1000)
_PLAUSIBLE_DENSITY = (0.7, 1.5)  # g/mL: ethanol is 0.79, glycerol 1.26


@dataclass(frozen=True)
class Both:
    """One row in two units, which a conversion compares, or whose ratio must be that of the other rows."""

    row: Measurement
    first: Result
    second: Result

    @property
    def units(self) -> Pair:
        return (self.first.unit or "", self.second.unit or "")

    @property
    def ratio(self) -> Number:
        return printed(self.second) / printed(self.first)

    def __str__(self) -> str:
        return " and ".join(f"{printed(r).point:f} {r.unit}" for r in (self.first, self.second))


def units(case: Case) -> Iterator[Found]:
    """A finding for each pair of units that disagrees, and for each result printed twice, else one that sums up."""
    pairs = _pairs(case)
    problems = _once({pair: found for pair, group in pairs.items() if (found := _problem(case, group))})
    problems += [*_printed_twice(case), *_two_figures(case), *_two_rows(case)]
    problems += [*_found_and_not(case), *_volume_of_flower(case)]
    yield from problems
    if not pairs and not problems:
        yield Found("skip", "no result is printed in two units that could be compared")
    elif not problems:
        names = " and ".join(", ".join(pair) for pair in pairs)
        rows = counted(len({b.row.name for group in pairs.values() for b in group}), "result")
        yield Found("pass", f"{rows}, the same in all units they are printed in ({names})")


def _once(problems: dict[Pair, Found]) -> list[Found]:
    """What one column contradicts in several others is one doubt, told by the one it has most in common with."""
    told: list[Found] = []
    for unit in dict.fromkeys(pair[1] for pair in problems):
        mine = [pair for pair in problems if pair[1] == unit]
        doubts = [pair for pair in mine if problems[pair].outcome == "doubt"]
        told += [problems[pair] for pair in mine if pair not in doubts]
        if doubts:
            last = problems[doubts[-1]]
            more = f"; nor does it fit {', '.join(first for first, _ in doubts[:-1])}" if len(doubts) > 1 else ""
            told.append(replace(last, message=last.message + more))
    return told


def astray(case: Case) -> set[str]:
    """The one unit that contradicts all others."""
    wrong = [set(pair) for pair, group in _pairs(case).items() if _wrong(case, group)]
    return set.intersection(*wrong) if len(wrong) > 1 else set()


def disagreeing(case: Case) -> set[str]:
    """The cannabinoids of which the report gives two figures."""
    wrong = [both.row for group in _pairs(case).values() for both, _ in _wrong(case, group)]
    doubled = [row for row, *_ in _unlike(case)]
    return {row.analyte for row in (*wrong, *_contradicted(case), *doubled) if row.analyte}


def _pairs(case: Case) -> dict[Pair, list[Both]]:
    pairs: dict[Pair, list[Both]] = {}
    for both in _twice(case):
        pairs.setdefault(both.units, []).append(both)
    return pairs


def _twice(case: Case) -> Iterator[Both]:
    for row in case.panel("cannabinoids").measurements:
        results = [r for r in row.results if r.value and r.unit and r.unit != "mg"]
        for a, b in combinations(results, 2):
            if a.unit != b.unit and printed(a).low > 0:
                yield Both(row, a, b)


def _contradicted(case: Case) -> list[Measurement]:
    return [m for m in case.panel("cannabinoids").measurements if m.contradiction]


def _printed_twice(case: Case) -> Iterator[Found]:
    """Replicates, or two tables, with other figures in one unit."""
    for row in _contradicted(case):
        message = f"{row.name} is {row.contradiction}: which of the figures is the result?"
        yield Found("doubt", message, row.analyte, evidence=evidence(row))


def _found_and_not(case: Case) -> Iterator[Found]:
    """Detected in one unit, and not in the other."""
    for row in case.panel("cannabinoids").measurements:
        missed = next((r.unit for r in row.results if r.qualifier == "ND" and r.unit), None)
        seen = next((r for r in row.results if r.value and r.unit and r.unit != missed), None)
        if missed and seen:
            message = f"{row.name}: ND in {missed}, and {printed(seen).point:f} {seen.unit} are printed"
            yield Found("doubt", message, row.analyte, evidence=evidence(row))


def _volume_of_flower(case: Case) -> Iterator[Found]:
    """Flower has no volume that anything could be measured in."""
    rows = [m for m in case.panel("cannabinoids").measurements if any(r.value and r.unit == "mg/mL" for r in m.results)]
    if rows and case.flower:
        message = f"{rows[0].name} is printed in mg/mL, but the product is flower, which is weighed"
        yield Found("doubt", message, rows[0].analyte, evidence=evidence(rows[0]))


def _two_figures(case: Case) -> Iterator[Found]:
    """A row with other figures in one unit: one of the columns has lost its heading."""
    for row in case.panel("cannabinoids").measurements:
        for a, b in combinations([r for r in row.results if r.value and r.unit], 2):
            low, high = sorted((printed(a).point, printed(b).point))
            if a.unit == b.unit and high - low > _NEAR * high:
                message = f"{row.name} is {a.text} and {b.text} {a.unit}: which of the figures is the result?"
                yield Found("doubt", message, row.analyte, evidence=evidence(row))
                break


def _two_rows(case: Case) -> Iterator[Found]:
    """Rows by two names of one cannabinoid, with other figures in one unit: one of them is another's, or a total."""
    for a, b, x, y in _unlike(case):
        told = f"{a.name} ({x.text} {x.unit or ''}".rstrip() + f") and {b.name} ({y.text} {y.unit or ''}".rstrip()
        message = f"{told}) both stand for {name_of(a.analyte or '')}: which of the figures is the result?"
        yield Found("doubt", message, a.analyte, evidence=evidence(a, b))


def _unlike(case: Case) -> Iterator[tuple[Measurement, Measurement, Result, Result]]:
    for a, b in combinations(case.panel("cannabinoids").measurements, 2):
        same = ((x, y) for x in a.results for y in b.results if x.unit == y.unit and contradict(x.text, y.text))
        if a.analyte and a.analyte == b.analyte and (both := next(same, None)):
            yield a, b, *both


def _problem(case: Case, group: Sequence[Both]) -> Found | None:
    if wrong := _wrong(case, group):
        return _slip_of_size(case, wrong) or _disagreement(case, group, wrong)
    if not any(isinstance(_way(case, both), Converted) for both in group):
        return _ratios(group)
    return None


def _way(case: Case, both: Both) -> Converted | Missing:
    return convert(printed(both.first), both.first.unit, both.units[1], case.facts)


def _wrong(case: Case, group: Sequence[Both]) -> list[tuple[Both, Converted]]:
    """Where the conversion contradicts; a difference that is small and made by rounding is none."""
    ways = [(both, way) for both in group if isinstance(way := _way(case, both), Converted)]
    return [
        (both, way) for both, way in ways
        if not way.number.agrees(printed(both.second)) and not (_near(both, way) and _by_padding(case, both))
    ]  # fmt: skip


def _near(both: Both, way: Converted) -> bool:
    off = abs(way.number.point - printed(both.second).point)
    return off <= max(_NEAR * way.number.point, _TINY.get(both.units[1], Decimal(0)))


def _disagreement(case: Case, group: Sequence[Both], wrong: Sequence[tuple[Both, Converted]]) -> Found:
    """A fact of arithmetic fails, unless padded zeros or a column of another kind explain it.

    A mass or density that does not fit may belong to something else: review.
    """
    other = _other_column(case, [both for both, _ in wrong])
    certain = [(both, way) for both, way in wrong if way.steps == 1 and not _by_padding(case, both)]
    both, way = (certain or wrong)[0]
    count = f" ({len(wrong)} of {len(group)} rows)" if len(group) > 1 else ""
    padded = "it would fit if zeros were added after rounding" if _by_padding(case, both) else ""
    why = str(other) if other else padded
    message = f"{both.row.name}: {both} are printed, but {way.path}{count}{f'; {why}' if why else ''}"
    rows = evidence(*(b.row for b, _ in wrong))
    return Found("fail" if certain and not other else "doubt", message, both.row.analyte, evidence=rows)


def _slip_of_size(case: Case, wrong: Sequence[tuple[Both, Converted]]) -> Found | None:
    """The results agree with one another, and the printed mass of the unit is in mg for g, or the reverse."""
    mass = case.report.serving.unit_mass_g
    for times in (_THOUSAND, 1 / _THOUSAND) if mass else ():
        if all(way.steps > 1 and (way.number * exact(times)).agrees(printed(both.second)) for both, way in wrong):
            both = wrong[0][0]
            printed_as = f"{plain(exact(mass or 0).point)} g"
            fits = f"{plain(exact(mass or 0).point * times)} g"
            message = f"the unit is printed to weigh {printed_as}, but {both.row.name}, {both}, is that of {fits}"
            places = [*case.field("unit_mass"), *evidence(both.row)]
            return Found("doubt", f"{message}: mg for g in its size?", "unit_mass", evidence=places)
    return None


def mislabelled(case: Case) -> set[str]:
    """The units whose column seems to hold another one."""
    every = (_other_column(case, [both for both, _ in _wrong(case, group)]) for group in _pairs(case).values())
    return {other.unit for other in every if other}


@dataclass(frozen=True)
class _OtherColumn:
    """The column `unit` seems to hold `basis`; `path` is the sum of one row that shows it."""

    unit: str
    basis: str
    path: str

    def __str__(self) -> str:
        return f"the column {self.unit} seems to hold {self.basis}: {self.path}"


def _other_column(case: Case, wrong: Sequence[Both]) -> _OtherColumn | None:
    """Some labs put mg per unit where the heading says mg/g, or mg/g under mg/mL: mass and density show it."""
    for basis in ("mg/unit", "mg/serving", "mg/g") if wrong else ():
        for pairs in ([(x.first, x.second) for x in wrong], [(x.second, x.first) for x in wrong]):
            unit = pairs[0][1].unit or ""
            ways = [convert(printed(one), one.unit, basis, case.facts) for one, _ in pairs]
            paths = [
                way.path for way, (_, other) in zip(ways, pairs, strict=True)
                if isinstance(way, Converted) and way.number.agrees(printed(other))
            ]  # fmt: skip
            if unit in _CONCENTRATIONS and unit != basis and len(paths) == len(pairs):
                return _OtherColumn(unit, basis, paths[0])
    return None


def _by_padding(case: Case, both: Both) -> bool:
    """Do they agree where no zero at the end counts as a digit?"""
    pairs = [(unpadded(both.first), printed(both.second)), (printed(both.first), unpadded(both.second))]
    ways = [(convert(first, both.first.unit, both.units[1], case.facts), second) for first, second in pairs]
    return any(isinstance(way, Converted) and way.number.agrees(second) for way, second in ways)


def _ratios(group: Sequence[Both]) -> Found | None:
    """Without the mass or density all rows must at least share one ratio."""
    low, high = max(b.ratio.low for b in group), min(b.ratio.high for b in group)
    first, second = group[0].units
    if low > high:
        odd = max(group, key=lambda b: b.ratio.low)
        message = f"the rows don't share one ratio of {second} to {first}: {odd.row.name} has {odd}"
        return Found("doubt", message, odd.row.analyte, evidence=evidence(*(b.row for b in group)))
    if {first, second} == {"mg/g", "mg/mL"}:
        density = high if first == "mg/g" else 1 / low
        if not _PLAUSIBLE_DENSITY[0] <= float(density) <= _PLAUSIBLE_DENSITY[1]:
            message = f"{second} beside {first} would mean a density of {plain(density)} g/mL"
            return Found("doubt", message, group[0].row.analyte, evidence=evidence(group[0].row))
    return None
