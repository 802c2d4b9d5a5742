"""A verdict never improves when a contaminant rises, a limit falls or a row is taken out of a good report."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coacheck.model import Report
from coacheck.rules import CHECKS
from coacheck.rules.amounts.quantities import known
from coacheck.rules.law.sets import Limit, rule_set
from rules.builders import clean_panels, good, report, row, verdict, with_rows

ORDER = ["pass", "review", "fail"]
OTHERS = frozenset(c.name for c in CHECKS if c.pillar != "pure")
"""What has no part in the pillar pure, which is what most of these ask for."""
ALL_BUT_THC = frozenset(c.name for c in CHECKS) - {"potent.thc-limit"}
amounts = st.floats(0.001, 20, allow_nan=False).map(lambda x: round(x, 4))


def worst(made: Report) -> int:
    return ORDER.index(verdict(made, "CBD 20 mg/unit", options={"ignore": OTHERS}).pillars["pure"])


def with_cadmium(cell: str, limit: str = "0.5 ug/g") -> Report:
    metal = row("cadmium", cell, lod="0.001 ug/g", limit=limit)
    return good(panels=with_rows("heavy_metals", metal))


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


LIMITS = [
    (id, x) for id in ("us-ca", "us-fl", "us-ma", "us-co", "eu") for x in rule_set(id).limits
    if x.limit is not None and known(x.unit) and x.confidence != "low"
]  # fmt: skip
CELLS = st.sampled_from(["ND", "<LOQ", "0.0001", "0.5", "0.999", "1", "1.001", "40"])  # figures are times the limit


def judged(rules: str, x: Limit, cell: str, lod: float, own: Path | None = None) -> int:
    """How bad the pillar pure is, of a good report where only this row is not as it was."""
    printed = cell if cell in ("ND", "<LOQ") else f"{float(cell) * (x.limit or 0):.10f}"
    measured = row(x.analyte, f"{printed} {x.unit}", lod=f"{lod * (x.limit or 0):.10f} {x.unit}",
                   loq=f"{lod * (x.limit or 0):.10f} {x.unit}")  # fmt: skip
    made = good(panels=with_rows(x.panel, measured, rules=rules))
    options = {"rules": rules, "limits": own, "ignore": OTHERS}
    return ORDER.index(verdict(made, category=x.categories[0], options=options).pillars["pure"])


@given(st.sampled_from(LIMITS), CELLS, CELLS)
def test_more_of_anything_that_is_limited_is_never_better(limit: tuple[str, Limit], a: str, b: str) -> None:
    order = ["ND", "<LOQ", "0.0001", "0.5", "0.999", "1", "1.001", "40"]
    less, more = sorted((a, b), key=order.index)
    assert judged(*limit, less, lod=0.00005) <= judged(*limit, more, lod=0.00005)


@given(st.sampled_from(LIMITS), st.floats(0.01, 5), st.floats(0.01, 5))
def test_a_test_that_sees_less_is_never_better(limit: tuple[str, Limit], a: float, b: float) -> None:
    fine, coarse = sorted((a, b))
    assert judged(*limit, "ND", lod=fine) <= judged(*limit, "ND", lod=coarse)


@settings(max_examples=40)
@given(CELLS, st.floats(0.01, 5), st.floats(0.01, 5))
def test_a_lower_limit_of_ones_own_is_never_better(cell: str, a: float, b: float) -> None:
    low, high = sorted((a, b))
    cadmium = next(x for _, x in LIMITS if x.analyte == "cadmium")
    assert by_own(cadmium, cell, high) <= by_own(cadmium, cell, low)


def by_own(x: Limit, cell: str, limit: float) -> int:
    text = f"""citation = "mine"\nconfidence = "high"\n[[group]]\npanel = "{x.panel}"\nunit = "{x.unit}"
comparison = "<="\nlimits = [{{analyte = "{x.analyte}", limit = {limit}}}]\n"""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "own.toml"
        own.write_text(text)
        return judged("us-ca", x, cell, lod=0.5, own=own)


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_thc_is_never_better(a: float, b: float) -> None:
    """As hemp; where nobody says that it is, far more THC than hemp can have tells another kind of goods."""
    outcomes = []
    for amount in sorted((a, b)):
        made = report([row("delta_9_thc", f"{amount:.4f} %"), row("thca", "0.0000 %")],
                      product={"matrix": "Gummy", "category": "ingestible"})  # fmt: skip
        every = verdict(made, options={"rules": "hemp", "ignore": ALL_BUT_THC}).findings
        found = [f.outcome for f in every if f.check == "potent.thc-limit"]
        outcomes.append(max(map(ORDER.index, found)))
    assert outcomes == sorted(outcomes)
