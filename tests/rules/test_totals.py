"""potent.totals: printed totals follow from the rows, by the digits that are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coacheck.model import Panel
from coacheck.outputs.asking import asking
from rules.builders import finding, findings, report, row, total

ROWS = [row("delta_9_thc", "0.085 %"), row("thca", "0.196 %"), row("cbd", "0.610 %"), row("cbda", "0.032 %")]


@pytest.mark.parametrize(
    ("name", "cell", "outcome"),
    [
        ("total_thc", "0.257 %", "pass"),
        ("total_thc", "0.131 %", "fail"),
        ("total_thc", "0.250 %", "review"),
        ("total_thc", "0.085 %", "review"),
        ("total_thc", "0.000 %", "fail"),
        ("total_cbd", "0.638 %", "pass"),
        ("total_cannabinoids", "0.923 %", "pass"),
        ("total_cannabinoids", "0.895 %", "pass"),
        ("total_cannabinoids", "0.500 %", "fail"),
        ("total_thc_dry", "0.290 %", "skip"),
    ],
)
def test_a_total_that_does_not_follow_fails(name: str, cell: str, outcome: str) -> None:
    found = finding(report(ROWS, [total(name, cell)]), "potent.totals", subject=name)
    assert found.outcome == outcome
    if outcome == "fail":
        assert f"{cell} printed, but" in found.message
        assert found.expected is not None


@pytest.mark.parametrize(("least", "outcome"), [("0.105 %", "skip"), ("ND %", "review")])
def test_a_list_of_the_terpenes_that_were_found_may_leave_out_the_least(least: str, outcome: str) -> None:
    rows = [row("beta_myrcene", "1.012 %"), row("limonene", least)]
    made = report([], [total("total_terpenes", "1.151 %")], {"terpenes": Panel(measurements=rows)})
    assert finding(made, "potent.totals").outcome == outcome


@pytest.mark.parametrize(
    ("printed", "without"),
    [("2.01 %", "ocimene and ocimene isomer"), ("1.03 %", "limonene"), ("1.50 %", None), ("1.01 %", None)],
)  # fmt: skip
def test_the_terpenes_that_a_total_leaves_out_are_named(printed: str, without: str | None) -> None:
    """Two at most, if they are forms of one: of many rows some pair makes any difference."""
    rows = [row("limonene", "1.140 %"), row("beta_myrcene", "0.871 %"), row("ocimene", "0.141 %"),
            row("ocimene_isomer", "0.020 %")]  # fmt: skip
    made = report([], [total("total_terpenes", printed)], {"terpenes": Panel(measurements=rows)})
    found = finding(made, "potent.totals")
    assert (found.outcome == "skip") == (without is not None)
    assert f"without {without} (with it 2.172)" in found.message or without is None


def test_how_a_total_is_worked_out_is_no_part_of_its_name() -> None:
    whole = total("total_thc", "0.257 %").model_copy(update={"printed": "Total THC = Δ9-THC + (THCA × 0.877)"})
    assert finding(report(ROWS, [whole]), "potent.totals").message.startswith("Total THC 0.257 % follows from")


def test_both_numbers_are_named() -> None:
    found = finding(report(ROWS, [total("total_thc", "0.131 %")]), "potent.totals")
    assert "0.131 % printed, but Δ9-THC + 0.877 × THCA makes 0.2569 %" in found.message


def test_zero_beside_thirty_milligrams_fails() -> None:
    oil = report(
        [row("delta_9_thc", "0.101 %", "30.3 mg/unit"), row("thca", "ND %", "ND mg/unit")],
        [total("total_thc", "0.101 %", "0.000 mg/unit")],
        serving={"unit_mass_g": 30.0},
    )
    found = finding(oil, "potent.totals")
    assert found.outcome == "fail"
    assert found.message.endswith("in % it follows from the rows, so this looks like a field that was not filled in")
    assert asking(found).stop == "go by the rows, not by this sum"


def test_a_column_that_was_computed_from_the_rounded_percent_is_no_contradiction() -> None:
    oil = report(
        [row("cbd", "2.79 %", "838.4 mg/unit")],
        [total("total_cbd", "2.79 %", "837.0 mg/unit")],
        serving={"unit_mass_g": 30.0},
    )
    assert finding(oil, "potent.totals").outcome == "pass"


def test_what_is_below_the_loq_may_count_or_not() -> None:
    rows = [row("delta_9_thc", "0.100 %"), row("thca", "<LOQ %", loq="0.050 %")]
    for cell in ("0.100 %", "0.140 %"):
        assert finding(report(rows, [total("total_thc", cell)]), "potent.totals").outcome == "pass"
    assert finding(report(rows, [total("total_thc", "0.200 %")]), "potent.totals").outcome == "fail"


def test_a_total_that_fits_dry_weight_is_for_review() -> None:
    rows = [row("delta_9_thc", "1.229 %"), row("thca", "27.252 %")]
    flower = report(rows, [total("total_thc", "27.757 %")], product={"matrix": "Flower", "category": "inhalable"})
    found = finding(flower, "potent.totals")
    assert (found.outcome, "dry weight" in found.message) == ("review", True)


def test_rows_that_were_not_read_make_a_larger_sum_doubtful() -> None:
    unread = [{"page": 1, "text": "CBX 0.1", "reason": "unknown"}]
    made = report(ROWS, [total("total_cannabinoids", "1.200 %")], unread=unread)
    assert finding(made, "potent.totals").outcome == "review"


def test_a_total_in_a_unit_no_row_reaches_is_for_review() -> None:
    assert finding(report(ROWS, [total("total_thc", "5.0 mg/unit")]), "potent.totals").outcome == "review"


def test_nothing_printed_is_skipped() -> None:
    assert [f.outcome for f in findings(report(ROWS), "potent.totals")] == ["skip"]


parts = st.floats(0.001, 40, allow_nan=False)


@given(parts, parts, st.integers(2, 4), st.integers(1, 3))
def test_a_total_made_of_unrounded_rows_is_never_contradicted(
    neutral: float, acid: float, digits: int, shorter: int
) -> None:
    made = neutral + 0.877 * acid
    rows = [row("delta_9_thc", f"{neutral:.{digits}f} %"), row("thca", f"{acid:.{digits}f} %")]
    found = finding(report(rows, [total("total_thc", f"{made:.{min(digits, shorter)}f} %")]), "potent.totals")
    assert found.outcome in ("pass", "skip"), found.message


@given(st.lists(parts, min_size=2, max_size=6), st.integers(1, 4))
def test_nor_is_a_sum_of_many(amounts: list[float], digits: int) -> None:
    codes = ["cbd", "cbg", "cbn", "cbc", "delta_9_thc", "thcv"]
    rows = [row(code, f"{value:.{digits}f} %") for code, value in zip(codes, amounts, strict=False)]
    found = finding(report(rows, [total("total_cannabinoids", f"{sum(amounts):.{digits}f} %")]), "potent.totals")
    assert found.outcome in ("pass", "skip"), found.message


@pytest.mark.parametrize(
    ("name", "cell", "says"),
    [
        ("total_cbd", "0.637 %", "follows"),
        ("total_thc", "0.254 %", "it would take a factor of 0.862 for the acid"),
        ("total_thc", "0.281 %", "it would take a factor of 1 for the acid"),
        ("total_cbd", "25.5 %", "the figure would fit in mg/unit"),
    ],
)
def test_what_would_explain_a_total_is_told_and_is_no_fail(name: str, cell: str, says: str) -> None:
    found = finding(report(ROWS, [total(name, cell)], serving={"unit_mass_g": 4.0}), "potent.totals", subject=name)
    assert (found.outcome != "fail", says in found.message) == (True, True), found.message


def test_a_sum_of_terpenes_never_fails() -> None:
    terpenes = {"terpenes": Panel(measurements=[row("limonene", "1.00 %"), row("myrcene", "0.50 %")])}
    found = finding(report(ROWS, [total("total_terpenes", "1.20 %")], terpenes), "potent.totals")
    assert (found.kind, "labs differ in which terpenes" in found.message) == ("doubt", True)


def test_a_total_of_nothing_without_rows_is_skipped() -> None:
    assert finding(report(ROWS[:2], [total("total_cbg", "0.00 %")]), "potent.totals").outcome == "skip"


def test_a_total_beside_only_one_of_its_parts_lacks_a_row_and_contradicts_nothing() -> None:
    made = report([row("delta_9_thc", "0.09 %")], [total("total_thc", "0.74 %")])
    found = finding(made, "potent.totals", subject="total_thc")
    assert (found.kind, "no row for the other part" in found.message) == ("gap", True)


@pytest.mark.parametrize(
    ("thc", "whole", "told"),
    [("0.257 %", "0.000 %", True), ("0.131 %", "0.000 %", False), (None, "0.000 %", False),
     ("0.257 %", "0.500 %", False)],
)  # fmt: skip
def test_a_sum_of_nought_beside_totals_that_follow_was_not_filled_in(thc: str | None, whole: str, told: bool) -> None:
    """Where nothing else agrees with the rows, or the sum is another figure, it is a contradiction."""
    totals = [total("total_cannabinoids", whole), *([total("total_thc", thc)] if thc else [])]
    found = finding(report(ROWS, totals), "potent.totals", subject="total_cannabinoids")
    assert found.outcome == "fail"
    assert ("not filled in" in found.message) == told


def test_of_totals_on_dry_weight_none_follows_where_one_does_not() -> None:
    """The mass of the unit is printed so coarsely that the smaller of them would fit."""
    rows = [row("delta_9_thc", "1.229 %", "8.603 mg/unit"), row("thca", "27.252 %", "190.764 mg/unit"),
            row("cbd", "ND %", "ND mg/unit", lod="0.001 %"), row("cbda", "0.078 %", "0.546 mg/unit")]  # fmt: skip
    totals = [total("total_thc_dry", "27.757 %"), total("total_cbd_dry", "0.075 %")]
    made = report(rows, totals, serving={"unit_mass_g": 0.7})
    assert {f.outcome for f in findings(made, "potent.totals")} == {"skip"}


def test_only_a_sum_with_an_acid_has_a_source_and_a_bare_total_says_of_what() -> None:
    terpenes = {"terpenes": Panel(measurements=[row("limonene", "1.00 %"), row("myrcene", "0.50 %")])}
    bare = total("total_terpenes", "1.500 %").model_copy(update={"printed": "Total"})
    found = finding(report(ROWS, [bare], terpenes), "potent.totals")
    assert (found.message, found.citation) == ("Total (terpenes) 1.500 % follows from the sum of the rows", None)
    thc = finding(report(ROWS, [total("total_cbd", "0.637 %")]), "potent.totals")
    assert thc.citation == "neutral + 0.877 × acid: 7 CFR 990.1"


def test_one_figure_that_stands_for_two_sums_is_told_once() -> None:
    own = report(ROWS).model_dump()["panels"]["cannabinoids"]["measurements"]
    made = sum(m["results"][0]["value"] for m in own if m["results"][0]["value"])
    twice = [
        total(name, f"{made:.3f} %").model_copy(update={"printed": "Total Available Cannabinoids"})
        for name in ("total_available_cannabinoids", "total_cannabinoids")
    ]
    assert [f.subject for f in findings(report(ROWS, twice), "potent.totals")] == ["total_cannabinoids"]


def test_how_a_total_was_added_up_is_told_by_the_unit_that_tells_most() -> None:
    rows = [row("cbd", "0.43 %", "4.281 mg/g"), row("cbda", "0.08 %", "0.827 mg/g")]
    made = report(rows, [total("total_cannabinoids", "0.50 %", "5.006 mg/g")])
    assert finding(made, "potent.totals").message.endswith("follows from the sum of the rows, decarboxylated")
