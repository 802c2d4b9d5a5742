"""A verdict never improves when a contaminant rises, a limit falls or a row is taken out of a good report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coacheck.model import Panel, Report
from rules.builders import clean_panels, good, row, verdict

ORDER = ["pass", "review", "fail"]
amounts = st.floats(0.001, 20, allow_nan=False).map(lambda x: round(x, 4))


def worst(made: Report) -> int:
    return ORDER.index(verdict(made, "CBD 20 mg/unit").pillars["pure"])


def with_cadmium(cell: str, limit: str = "0.5 ug/g") -> Report:
    metal = row("cadmium", cell, lod="0.001 ug/g", limit=limit)
    return good(panels=clean_panels() | {"heavy_metals": Panel(status="pass", measurements=[metal])})


@given(amounts, amounts)
def test_more_of_a_contaminant_is_never_better(a: float, b: float) -> None:
    less, more = sorted((a, b))
    found = [worst(with_cadmium(cell)) for cell in ("ND ug/g", f"{less} ug/g", f"{more} ug/g")]
    assert found == sorted(found)


@given(amounts, amounts, amounts)
def test_a_lower_limit_is_never_better(value: float, a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert worst(with_cadmium(f"{value} ug/g", f"{high} ug/g")) <= worst(with_cadmium(f"{value} ug/g", f"{low} ug/g"))


@pytest.mark.parametrize("name", sorted(clean_panels()))
def test_a_panel_taken_out_of_a_good_report_makes_it_worse(name: str) -> None:
    left = {k: v for k, v in clean_panels().items() if k != name}
    assert worst(good()) == ORDER.index("pass")
    assert worst(good(panels=left)) == ORDER.index("review")


@pytest.mark.parametrize("index", range(4))
def test_a_cannabinoid_taken_out_is_never_better(index: int) -> None:
    rows = good().panels["cannabinoids"].measurements
    left = [m for i, m in enumerate(rows) if i != index]
    before, after = verdict(good(), "CBD 20 mg/unit"), verdict(good(cannabinoids=left), "CBD 20 mg/unit")
    assert ORDER.index(after.verdict) >= ORDER.index(before.verdict)
