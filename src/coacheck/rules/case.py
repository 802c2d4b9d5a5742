"""What a check is given (the report, the label, the day and the rules) and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, Literal, TypeVar

from coacheck.model import (
    Amount,
    Answer,
    Category,
    Evidence,
    Expected,
    Label,
    Measurement,
    Panel,
    PanelName,
    Report,
    Total,
)
from coacheck.rules.amounts.density import could_be
from coacheck.rules.amounts.numbers import exact
from coacheck.rules.amounts.quantities import Converted, Facts, convert
from coacheck.rules.kinds import (
    LEAST_IN_FLOWER,
    MADE,
    MOST_IN_FLOWER,
    MOST_OF_ITSELF,
    PLANT_ACIDS,
    doses_in,
    is_extract,
    is_flower,
    is_treated,
    kinds_of,
    one_per_package,
    possible_kinds,
    stage,
)
from coacheck.rules.law.profile import Goods, Profile, profile
from coacheck.rules.law.sets import Target

T = TypeVar("T")


@dataclass(frozen=True)
class Options:
    """How to judge: the day, the rule set (`auto`: what the report prints decides), how old a report may be, the checks
    to leave out, a file of own limits.
    """

    on: date
    rules: str = "auto"
    max_age_months: int = 12
    ignore: frozenset[str] = field(default_factory=frozenset)
    limits: Path | None = None
    ask: Callable[[str], Answer] | None = None
    """Asks the web whether a page is there (coacheck.online.ask); None: nobody is asked."""


Said = Literal["pass", "fail", "doubt", "gap", "skip"]
"""`doubt`: something contradicts or looks changed; `gap`: the report says too little. Both are `review`."""


@dataclass(frozen=True)
class Found:
    """What a check found about one subject. `citation` where it isn't the one of the check."""

    outcome: Said
    message: str
    subject: str | None = None
    measured: Amount | None = None
    expected: Expected | None = None
    citation: str | None = None
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True)
class Case:
    """One report to be judged, with what follows from report and label together."""

    report: Report
    label: Label
    options: Options
    rather_licensed: bool = False
    """Judged as hemp by default, and so strong that it is rather licensed cannabis."""
    worked_out: dict[Any, Any] = field(init=False, default_factory=dict, repr=False, compare=False)
    """What functions marked with `once` have found, by function."""

    @cached_property
    def profile(self) -> Profile:
        """Raises UsageError where the rule set isn't there."""
        return profile(self.options.rules, self.options.limits)

    @cached_property
    def category(self) -> Category | None:
        return self.label.category or self.report.product.category

    @cached_property
    def form(self) -> str:
        """The product's kind in words: the label's form, else the matrix; the name only where these name no kind."""
        product = self.report.product
        if said := self.label.form or (product.matrix if kinds_of(product.matrix) else None):
            return said
        return " ".join(t for t in (product.matrix, product.name) if t)

    @cached_property
    def flower(self) -> bool:
        """By its words; where only its name says what it is, also by its acids, which whatever was heated has lost."""
        said = self.label.form or self.report.product.matrix
        if is_flower(self.form, self.category) or possible_kinds(said) or self.category in ("ingestible", "topical"):
            return is_flower(self.form, self.category)
        acids = self._sum(PLANT_ACIDS)
        every = {m.analyte: self._percent(m) for m in self.panel("cannabinoids").measurements if m.analyte}
        return acids >= LEAST_IN_FLOWER and sum(every.values()) / 2 < acids < MOST_IN_FLOWER

    @cached_property
    def plant(self) -> bool:
        """Is it untreated flower? Its words and its cannabinoids tell."""
        words = (self.form, self.report.product.name, self.label.product)
        return self.flower and not any(map(is_treated, words)) and self._sum(MADE) < MOST_OF_ITSELF

    def _sum(self, codes: Iterable[str]) -> Decimal:
        return sum((self._percent(row) for code in codes for row in self.rows(code)[:1]), Decimal(0))

    def _percent(self, row: Measurement) -> Decimal:
        ways = (convert(exact(r.value), r.unit, "%", self.facts) for r in row.results if r.value)
        return next((w.number.point for w in ways if isinstance(w, Converted)), Decimal(0))

    @cached_property
    def called_hemp(self) -> str | None:
        """The words with which the page or its matrix calls it hemp, and where."""
        mark = next((m for m in self.report.program_marks if m.kind == "hemp"), None)
        if mark is not None:
            return f"“{mark.text}” on page {mark.page}"
        matrix = self.report.product.matrix or ""
        return f"the report calls it “{matrix}”" if _HEMP.search(matrix) else None

    @cached_property
    def goods(self) -> Goods:
        """What the law calls this product."""
        bulk = is_extract(self.form) and self.category in (None, "other")
        kind: Target = "plant" if self.plant else "intermediate" if bulk else "final"
        return Goods(stage(self.form) or kind, self.called_hemp is not None)

    @cached_property
    def facts(self) -> Facts:
        """Masses, counts and density: the report's own, else the label's."""
        own, said, label = self.report.serving, self.label.serving, self.label
        unit_mass = own.unit_mass_g or said.unit_mass_g
        of_pieces = (label.units_per_package or 0) > 1 and self.unit_holds_pieces
        return Facts(
            unit_mass=None if of_pieces else unit_mass,
            serving_mass=own.serving_mass_g or said.serving_mass_g,
            servings=own.servings_per_package or said.servings_per_package or doses_in(self.report.product.name),
            density=own.density_g_ml or said.density_g_ml,
            net_mass=(None if self.larger_than_net else label.net_mass_g) or (unit_mass if of_pieces else None),
            net_volume=None if self.larger_than_net else label.net_volume_ml,
            units=label.units_per_package,
            one_unit=label.units_per_package is None and self._one_unit,
            of_pieces=of_pieces,
        )

    @cached_property
    def larger_than_net(self) -> bool:
        """Is the unit that was measured larger than all that the label says the package holds?"""
        mass, density = self.report.serving.unit_mass_g, self.report.serving.density_g_ml
        volume = self.label.net_volume_ml
        net = self.label.net_mass_g or (volume * density if volume and density else None)
        if mass and net:
            return mass > _LARGER * net
        return bool(mass and volume and mass / volume > 1 and not could_be(mass / volume))

    @cached_property
    def unit_may_be_package(self) -> bool:
        """Not where the unit that was measured weighs less, or more, than the net content can."""
        mass = self.report.serving.unit_mass_g or self.label.serving.unit_mass_g
        net = self.label.net_mass_g or self.label.net_volume_ml
        return not (mass and net) or could_be(mass / net)

    @cached_property
    def unit_holds_pieces(self) -> bool:
        """Is the unit that was measured the package with all its servings, by the masses or amounts printed?"""
        own = self.report.serving
        if not own.unit_mass_g or self._one_unit:
            return False
        if (own.servings_per_package or 0) > 1 and own.serving_mass_g:
            return _near(own.unit_mass_g, own.serving_mass_g * (own.servings_per_package or 1))
        printed = [{r.unit: r.value for r in row.results if r.value} for row in self.report.totals]
        return any(
            _near(of["mg/package"], of["%"] * 10 * own.unit_mass_g)
            for of in printed if of.keys() >= {"mg/package", "mg/serving", "%"} and of["mg/package"] != of["mg/serving"]
        )  # fmt: skip

    @property
    def _one_unit(self) -> bool:
        return one_per_package(self.form, self.category) and self.unit_may_be_package

    def panel(self, name: PanelName) -> Panel:
        return self.report.panels.get(name) or Panel()

    def rows(self, code: str) -> list[Measurement]:
        """The rows of an analyte: among the cannabinoids where it is one, else anywhere."""
        own = [m for m in self.panel("cannabinoids").measurements if m.analyte == code]
        return own or [m for p in self.report.panels.values() for m in p.measurements if m.analyte == code]

    def totals(self, code: str) -> list[Total]:
        return [t for t in self.report.totals if t.name == code]

    def field(self, *names: str) -> list[Evidence]:
        """Where fields such as `batch` are printed."""
        return [self.report.fields[n] for n in names if n in self.report.fields]


def once(function: Callable[[Case], T]) -> Callable[[Case], T]:
    """What many checks ask of the same case is worked out once for it. Nobody may change what comes back."""

    @wraps(function)
    def kept(case: Case) -> T:
        if function not in case.worked_out:
            case.worked_out[function] = function(case)
        found: T = case.worked_out[function]
        return found

    return kept


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= _ROUNDED * max(a, b)


_HEMP = re.compile(r"\bhemp\b|\b(?:hanf|chanvre|canapa|c[aá]ñamo|c[aâ]nhamo|hennep)", re.IGNORECASE)
_LARGER = 1.1
"""A unit weighs more than the net content says by more than fillers overfill."""
_ROUNDED = 0.05  # masses are averages, amounts rounded

CheckFunction = Callable[[Case], Iterable[Found]]


def evidence(*rows: Measurement | Total, holding: Collection[str] = ()) -> list[Evidence]:
    """Where the rows stand, with the text printed there; of each row first the place that prints one of `holding`."""
    return [place for row in rows for place in sorted(_evidence(row), key=lambda e: not _holds(e, holding))]


def _holds(place: Evidence, figures: Collection[str]) -> bool:
    return any(figure and figure in place.text for figure in figures)


def _evidence(row: Measurement | Total) -> Iterator[Evidence]:
    if row.source is not None:
        yield Evidence(page=row.source.page, bbox=row.source.bbox, text=row.text)
    yield from row.places
