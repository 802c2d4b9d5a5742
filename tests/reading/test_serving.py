"""Masses of units and servings."""

from __future__ import annotations

import pytest

from coacheck.reading.fields.candidates import candidates_of
from coacheck.reading.fields.serving import serving_of
from coacheck.reading.tables.cells import Numbers
from reading.lines import line


@pytest.mark.parametrize(
    ("text", "unit", "serving"),
    [
        ("Unit: 1 cartridge, 0.5 g", 0.5, None),
        ("Average Fill: 0.512 g per softgel", 0.512, None),
        ("Serving Size #1: 9.85 g (1 piece)", None, 9.85),
        ("Serving Size #1, 9.85 g", None, 9.85),
        ("Serving Size: 1,5 g", None, 1.5),
        ("Serving Size: 2 softgels (0.912 g)", None, 0.912),
        ("Serving Size: 2 gummies (50 mg CBD)", None, None),
        ("Unit Mass: 1 gummy (4.2 g)", 4.2, None),
        ("Unit Mass: 10 gummies (42 g)", None, None),
    ],
)
def test_the_mass_of_a_unit_and_of_a_serving(text: str, unit: float | None, serving: float | None) -> None:
    found = serving_of(candidates_of([line(text, 30, 100)], [], 1, 400.0), text, Numbers())

    assert (found.unit_mass_g, found.serving_mass_g) == (unit, serving)


@pytest.mark.parametrize(("text", "count"), [("Servings per package: 30", 30.0), ("Units per package: 1 of 2", None)])
def test_a_count_of_packages_is_no_number_of_servings(text: str, count: float | None) -> None:
    found = serving_of(candidates_of([line(text, 30, 100)], [], 1, 400.0), text, Numbers())

    assert found.servings_per_package == count
