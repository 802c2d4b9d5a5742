"""How strong the product is, in terms people use: mg of CBD per mL, unit, serving or package."""

from __future__ import annotations

from collections.abc import Iterator

from coacheck.model import Claim, Measurement, Strength, Total
from coacheck.rules.amounts.numbers import plain
from coacheck.rules.amounts.stated import Stated
from coacheck.rules.case import Case
from coacheck.rules.potent.promised import answer
from coacheck.rules.potent.units import astray, mislabelled, units

_ALWAYS = ("cbd", "total_thc")
_OTHERS = ("cbg", "cbn", "cbc", "cbdv", "thcv", "delta_8_thc", "delta_10_thc", "hhc", "thcp")
_USED = ("mg/mL", "mg/unit", "mg/serving", "mg/package")
_SHARE = 0.1  # of the strongest; less of another cannabinoid is not what the product is sold by


def strength(case: Case) -> list[Strength]:
    """CBD and THC with their acids, and what there is much of; in % alone where no mass, volume or count is known.

    Where the units of the report contradict one another only what it prints is told, nothing converted, and nothing of
    a column that seems to hold another unit.
    """
    told = next((_of_one_dose(told) for units in (_used(case), ["%"]) if (told := _told(case, units))), [])
    most = {unit: max(s.value for s in told if s.unit == unit) for unit in {s.unit for s in told}}
    return [s for s in told if s.value and (s.analyte in _ALWAYS or s.value >= _SHARE * most[s.unit])]


def _used(case: Case) -> list[str]:
    """The units of use, without those that mean something else here."""
    whole = case.facts.one_unit or case.unit_holds_pieces  # the unit that was measured is the package
    left = {"mg/unit"} if whole or _loose(case) else set()
    return [unit for unit in _USED if unit not in left | mislabelled(case) | astray(case)]


def _loose(case: Case) -> bool:
    """Flower of 1 g a unit has none: forms print it where nobody said what was sold."""
    return case.flower and case.report.serving.unit_mass_g == 1 and case.label.serving.unit_mass_g is None


def _told(case: Case, wanted: list[str]) -> list[Strength]:
    sure = all(found.outcome in ("pass", "skip") for found in units(case))
    printed = _units(case)
    return [s for s in _stated(case, wanted) if sure or (s.unit in printed and not s.path)]


def _units(case: Case) -> set[str | None]:
    """In which the report prints cannabinoids."""
    rows: list[Measurement | Total] = [*case.report.totals, *case.panel("cannabinoids").measurements]
    return {r.unit for row in rows for r in row.results}


def _of_one_dose(found: list[Strength]) -> list[Strength]:
    """Never one cannabinoid per serving beside another per unit: the dose that is printed, else tells most, alone."""
    told = {unit: {s.analyte for s in found if s.unit == unit} for unit in ("mg/unit", "mg/serving")}
    printed = {unit: any(s.unit == unit and not s.path for s in found) for unit in told}
    if told["mg/unit"] == told["mg/serving"] and printed["mg/unit"] == printed["mg/serving"]:
        return found
    most = max(told, key=lambda unit: (printed[unit], len(told[unit])))
    return [s for s in found if s.unit == most or s.unit not in told]


def _stated(case: Case, wanted: list[str]) -> Iterator[Strength]:
    for code in (*_ALWAYS, *_OTHERS):
        ways = (f"total_{code}", code)  # CBD alone beside THC with its acid are not one thing
        found = next((f for way in ways if (f := _quantified(case, way, wanted))), [])
        for unit, best in found:
            yield Strength(analyte=code, value=float(plain(best.number.point)), unit=unit, of=best.name, path=best.path)


def _quantified(case: Case, code: str, wanted: list[str]) -> list[tuple[str, Stated]]:
    """The amount in each unit in which it is known; where one is of the total, only those that are."""
    asked = ((unit, answer(case, Claim(text="", analyte=code, unit=unit)).amounts) for unit in wanted)
    found = [(unit, amounts[0]) for unit, amounts in asked if amounts and amounts[0].quantified]
    return [pair for pair in found if "total" in pair[1].name.casefold()] or found
