"""potent.label-claim: what the label promises against the report, in the label's own unit."""

from __future__ import annotations

import pytest

from coacheck.model import Panel
from rules.builders import finding, findings, good, report, row, total, verdict

GUMMY = report(
    [
        row("cbd", "0.355 %", "34.9 mg/unit"),
        row("delta_9_thc", "0.265 %", "26.0 mg/unit"),
        row("thca", "ND %", loq="0.002 %"),
    ],
    serving={"unit_mass_g": 9.82454},
)


@pytest.mark.parametrize(
    ("claim", "outcome", "says"),
    [
        ("CBD 34.9 mg/unit", "pass", "as the label says"),
        ("CBD 38 mg/unit", "pass", "8.2 % below the label"),
        ("CBD 50 mg/unit", "fail", "label says 50 mg/unit, the report 34.9 mg/unit"),
        ("CBD 50 mg/unit", "fail", "30.2 % below the label (allowed ±10 %)"),
        ("CBD 28 mg/unit", "fail", "24.6 % above the label"),
        ("CBD 3.5 mg/g", "pass", "0.355 % = 3.55 mg/g"),
    ],
)
def test_within_ten_percent_passes(claim: str, outcome: str, says: str) -> None:
    found = finding(GUMMY, "potent.label-claim", claim)
    assert found.outcome == outcome
    assert says in found.message
    assert found.evidence[0].page == 1
    assert found.evidence[0].text.startswith("CBD 0.355 %")


def test_the_edges_are_allowed() -> None:
    made = report([row("cbd", "45 mg/unit")])
    assert finding(made, "potent.label-claim", "CBD 50 mg/unit").outcome == "pass"
    assert finding(report([row("cbd", "44.9 mg/unit")]), "potent.label-claim", "CBD 50 mg/unit").outcome == "fail"


def test_the_figure_printed_in_the_claims_unit_is_preferred() -> None:
    made = report([row("cbd", "0.35 %", "34.9 mg/unit")], serving={"unit_mass_g": 20.0})
    found = finding(made, "potent.label-claim", "CBD 35 mg/unit")
    assert (found.outcome, found.measured and found.measured.value) == ("pass", 34.9)


def test_without_it_the_conversion_is_shown() -> None:
    made = report([row("cbd", "0.355 %")], serving={"unit_mass_g": 9.82454})
    found = finding(made, "potent.label-claim", "CBD 35 mg/unit")
    assert found.outcome == "pass"
    assert "0.355 % × 9.82454 g = 34.88 mg/unit" in found.message


@pytest.mark.parametrize(
    ("claim", "fact"),
    [("CBD 4 mg/mL", "density"), ("CBD 700 mg/package", "number of units"), ("CBG 10 mg/unit", "no measured")],
)
def test_what_cannot_be_reached_is_for_review_and_says_why(claim: str, fact: str) -> None:
    found = finding(GUMMY, "potent.label-claim", claim)
    assert found.outcome == "review"
    assert fact in found.message


def test_the_label_supplies_what_the_report_does_not_print() -> None:
    found = finding(GUMMY, "potent.label-claim", "CBD 700 mg/package", units_per_package=20)
    assert found.outcome == "pass"
    assert "34.9 mg/unit × 20 units = 698 mg/package" in found.message


def test_a_bottle_is_its_own_package() -> None:
    oil = report([row("cbd", "838 mg/unit")], product={"name": "Oil", "matrix": "Tincture", "category": "ingestible"})
    found = finding(oil, "potent.label-claim", "CBD 750 mg/package")
    assert (found.outcome, "11.7 % above the label" in found.message) == ("fail", True)


def test_total_cbd_or_cbd_meets_a_claim_of_cbd_and_the_message_says_which() -> None:
    made = report([row("cbd", "20.0 mg/unit"), row("cbda", "5.70 mg/unit")], [total("total_cbd", "25.0 mg/unit")])
    by_total = finding(made, "potent.label-claim", "CBD 25 mg/unit")
    assert by_total.outcome == "pass"
    assert "Total cbd" in by_total.message
    by_row = finding(made, "potent.label-claim", "CBD 20 mg/unit")
    assert by_row.outcome == "pass"
    assert "Total cbd, 25 mg/unit, is 25.0 % above the label" in by_row.message


def test_thc_is_recomputed_where_no_total_is_printed() -> None:
    found = finding(GUMMY, "potent.label-claim", "THC 26 mg/unit")
    assert found.outcome == "pass"
    assert "Δ9-THC + 0.877 × THCA" in found.message


def test_a_bare_mg_counts_where_percent_times_mass_gives_just_that() -> None:
    known = report([row("cbd", "0.72 %", "25.2 mg")], serving={"unit_mass_g": 3.5})
    assert finding(known, "potent.label-claim", "CBD 25 mg/unit").outcome == "pass"
    unknown = finding(report([row("cbd", "25.2 mg")]), "potent.label-claim", "CBD 25 mg/unit")
    assert unknown.outcome == "review"
    assert "without saying of how much" in unknown.message


@pytest.mark.parametrize("claim", ["CBD 35 mg", "CBD 1000 mg", "CBD <= 50 mg"])
def test_a_claim_without_basis_is_neither_met_nor_missed(claim: str) -> None:
    found = finding(GUMMY, "potent.label-claim", claim)
    assert found.outcome == "review"
    assert "not of how much: of one unit (mg/unit), a serving (mg/serving) or the package" in found.message
    assert "The report states 34.9 mg/unit" in found.message


def test_a_claim_without_basis_that_the_package_meets_says_what_it_was_taken_for() -> None:
    oil = report([row("cbd", "838 mg/unit")], product={"name": "Oil", "matrix": "Tincture", "category": "ingestible"})
    found = finding(oil, "potent.label-claim", "CBD 830 mg")
    assert found.outcome == "pass"
    assert "label says 830 mg, taken as of the whole package, the report 838 mg/package" in found.message


def test_a_claim_without_basis_of_more_than_the_whole_package_holds_is_a_doubt() -> None:
    made = report([row("cbd", "1.88 mg/serving", "5.64 mg/package")])
    found = finding(made, "potent.label-claim", "CBD 1000 mg")
    assert (found.outcome, found.kind) == ("review", "doubt")
    assert "not of how much, and not even the whole package holds so much: the report states" in found.message
    assert finding(made, "potent.label-claim", "CBD 3 mg").kind == "gap"


def test_a_report_on_all_but_cannabinoids_says_that_they_were_not_tested() -> None:
    """As of a seed oil with its terpenes: no label is needed to miss them."""
    made = report(totals=[total("total_terpenes", "2.1 %")])
    found = finding(made, "potent.label-claim")
    assert (found.kind, found.subject) == ("gap", "cannabinoids")
    assert found.message.startswith("no cannabinoids were tested")


def test_a_claim_of_a_unit_names_what_the_report_states_of_a_serving() -> None:
    found = finding(report([row("cbd", "28.26 mg/serving")]), "potent.label-claim", "CBD 30 mg/unit")
    assert (found.outcome, found.kind) == ("review", "gap")
    assert found.message.endswith("; the report states 28.26 mg/serving: does the label mean that?")


@pytest.mark.parametrize(
    ("claim", "says"),
    [("CBD 17 mg/unit", "2.1 times the label"), ("CBD 0.142 mg/unit", "246 times the label"),
     ("CBD 18 mg/unit", "93.9 % above the label")],
)  # fmt: skip
def test_much_more_than_the_label_is_told_in_times(claim: str, says: str) -> None:
    assert says in finding(GUMMY, "potent.label-claim", claim).message


@pytest.mark.parametrize(
    ("cell", "loq", "outcome"),
    [
        ("0.29 %", None, "pass"),
        ("0.30 %", None, "pass"),
        ("0.31 %", None, "fail"),
        ("ND %", "0.01 %", "pass"),
        ("ND %", "0.5 %", "review"),
        ("ND %", None, "review"),
        ("NT %", None, "review"),
    ],
)
def test_a_maximum_has_no_tolerance_and_nd_needs_a_low_loq(cell: str, loq: str | None, outcome: str) -> None:
    made = report([row("delta_9_thc", cell, loq=loq)])
    assert finding(made, "potent.label-claim", "delta-9-THC <= 0.3 %").outcome == outcome


def test_what_was_promised_and_not_found_fails_unless_the_test_could_not_see_it() -> None:
    blind = report([row("cbd", "<LOQ mg/unit", loq="30 mg/unit")])
    assert finding(blind, "potent.label-claim", "CBD 25 mg/unit").outcome == "review"
    empty = report([row("cbd", "ND mg/unit", loq="0.5 mg/unit")])
    assert finding(empty, "potent.label-claim", "CBD 25 mg/unit").outcome == "fail"


def test_the_tolerance_is_that_of_the_rule_set() -> None:
    made = report(
        [row("delta_9_thc", "11.3 mg/unit"), row("thca", "ND mg/unit")], product={"name": "x", "category": "ingestible"}
    )
    found = finding(made, "potent.label-claim", "delta-9-THC 10 mg/unit", options={"rules": "us-fl"})
    assert (found.outcome, "±15 %" in found.message) == ("pass", True)
    assert finding(made, "potent.label-claim", "delta-9-THC 10 mg/unit").outcome == "fail"


def test_without_a_claim_nothing_was_compared() -> None:
    found = finding(GUMMY, "potent.label-claim")
    assert (found.outcome, found.kind) == ("review", "gap")
    assert 'not compared with a label: say what it promises, such as --claim "CBD 25 mg/unit"' in found.message
    assert verdict(good()).pillars["potent"] == "review"
    assert verdict(good(), options={"ignore": frozenset({"potent.label-claim"})}).pillars["potent"] == "pass"
    assert finding(GUMMY, "potent.label-claim", "THC-free").outcome == "skip"


def test_a_figure_rounded_too_coarsely_is_no_fail() -> None:
    drink = report(cannabinoids=[row("delta_9_thc", "0.01 mg/mL")])

    assert finding(drink, "potent.label-claim", "delta-9-THC 0.0077 mg/mL").outcome == "review"
    assert finding(drink, "potent.label-claim", "delta-9-THC 0.0040 mg/mL").outcome == "fail"


def test_the_neutral_row_alone_is_no_fail_where_the_rows_meet_the_label() -> None:
    cream = report(cannabinoids=[row("cbd", "4.28 mg/serving"), row("cbda", "0.83 mg/serving")])

    found = finding(cream, "potent.label-claim", "CBD 5 mg/serving")
    assert found.outcome == "review"
    assert "0.877 × CBDA makes 5.0" in found.message
    assert finding(cream, "potent.label-claim", "CBD 8 mg/serving").outcome == "fail"


OIL = report([row("cbd", "2.928 %", "29.28 mg/g"), row("cbda", "ND %", loq="0.01 %")],
             product={"name": "Tincture 1000 mg", "matrix": "Tincture", "category": "ingestible"})  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "outcome", "says"),
    [
        ("CBD 1000 mg / 30 mL", "review", "782 to 914 mg/package for 0.89 to 1.04 g/mL"),
        ("CBD 1000 mg / 30 mL", "review", "the density is what is missing: --density decides"),
        ("CBD 28 mg/mL", "pass", "26.1 to 30.5 mg/mL"),
        ("CBD 36 mg/mL", "review", "it would take an unusual density"),
        ("CBD 60 mg/mL", "fail", "no liquid has a density that would meet the label"),
        ("CBD 10 mg/mL", "fail", "no liquid has a density"),
        ("CBD 1000 mg per bottle", "review", "the net content of the package would be needed (--net-content"),
    ],
)
def test_without_a_density_the_whole_range_decides(claim: str, outcome: str, says: str) -> None:
    found = finding(OIL, "potent.label-claim", claim)
    assert (found.outcome, says in found.message) == (outcome, True), found.message


def test_density_servings_and_net_content_decide() -> None:
    known = {"net_volume_ml": 30, "serving": {"density_g_ml": 0.95, "servings_per_package": 30}}
    found = finding(OIL, "potent.label-claim", "CBD 1000 mg per bottle", **known)
    assert (found.outcome, "2.928 % × 0.95 g/mL × 30 mL = 834.5 mg/package" in found.message) == ("fail", True)
    assert finding(OIL, "potent.label-claim", "CBD 28 mg/serving", **known).outcome == "pass"


def test_a_bottle_of_another_size_says_how_strong_the_liquid_is() -> None:
    found = finding(OIL, "potent.label-claim", "CBD 280 mg / 10 mL", net_volume_ml=30)
    assert (found.outcome, "28 mg/mL" in found.message) == ("pass", True)


PRINTED = [{"analyte": "cbd", "value": 25.0, "unit": "mg/unit"}]


def test_a_claim_that_the_report_itself_prints_is_judged() -> None:
    under = report([row("cbd", "17.89 mg/unit")], label_claims=PRINTED)
    found = finding(under, "potent.label-claim")
    assert found.outcome == "fail"
    assert "prints a label claim of 25 mg/unit, the report 17.89 mg/unit (CBD): 28.4 % below" in found.message
    assert len(findings(under, "potent.label-claim", "CBD 25 mg/unit")) == 1
    assert len(findings(under, "potent.label-claim", "CBD 18 mg/unit")) == 2


@pytest.mark.parametrize(
    ("cells", "claim", "outcome"),
    [
        (("17.89 mg/unit",), {"status": "pass"}, "review"),
        (("25.2 mg/unit",), {"status": "fail"}, "review"),
        (("25.2 mg/unit",), {"status": "pass"}, "pass"),
        (("5.1 mg/serving", "25.2 mg/package"), {"unit": "mg"}, "pass"),
        (("5.1 mg/serving", "19.2 mg/package"), {"unit": "mg"}, "review"),
        (("25.2 mg",), {"unit": "mg"}, "pass"),
        (("2.5 %",), {"unit": "mg"}, "review"),
    ],
)
def test_a_printed_claim_and_the_labs_own_word(cells: tuple[str, ...], claim: dict[str, str], outcome: str) -> None:
    made = report([row("cbd", *cells)], label_claims=[{**PRINTED[0], **claim}])
    assert finding(made, "potent.label-claim").outcome == outcome


FLOWER = report([row("delta_9_thc", "0.25 %"), row("thca", "33.7 %")], [total("total_thc", "29.8 %")])


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("delta-9-THC 0.3 %", "pass"),
        ("delta-9-THC 0.2 %", "fail"),
        ("THC < 0.3 %", "review"),
        ("total THC 0.3 %", "fail"),
        ("THC 34 %", "review"),
        ("total THC 34 %", "fail"),
        ("THC 30 %", "pass"),
        ("THC 45 %", "fail"),
    ],
)
def test_thc_within_the_limit_of_the_law_is_a_maximum_and_names_are_read_fairly(claim: str, outcome: str) -> None:
    assert finding(FLOWER, "potent.label-claim", claim).outcome == outcome


def test_a_milligram_dose_is_no_maximum() -> None:
    weak = report([row("delta_9_thc", "1.0 mg/serving"), row("thca", "ND mg/serving")])
    assert finding(weak, "potent.label-claim", "THC 10 mg/serving", options={"rules": "us-fl"}).outcome == "fail"


def test_isomers_are_summed() -> None:
    made = report([row("9r_hhc", "64.6 %"), row("9s_hhc", "30.2 %")])
    assert finding(made, "potent.label-claim", "HHC 94 %").outcome == "pass"
    assert finding(made, "potent.label-claim", "HHC 65 %").outcome == "fail"


def test_a_can_is_compared_with_the_unit_but_a_gummy_not_with_the_package() -> None:
    can = report([row("delta_9_thc", "9.96 mg/unit"), row("thca", "ND mg/unit")], serving={"unit_mass_g": 479})
    assert finding(can, "potent.label-claim", "THC 10 mg per can").outcome == "pass"
    assert finding(can, "potent.label-claim", "THC 10 mg per jar").outcome == "review"
    sums = [total("total_thc", "0.213 %", "9.59 mg/serving", "95.9 mg/package")]
    bag = report([row("delta_9_thc", "0.213 %"), row("thca", "ND %")], sums, serving={"unit_mass_g": 45})
    found = finding(bag, "potent.label-claim", "THC 10 mg per gummy")
    assert (found.outcome, "how many pieces" in found.message) == ("review", True)
    assert finding(bag, "potent.label-claim", "THC 10 mg per gummy", units_per_package=10).outcome == "pass"
    assert finding(bag, "potent.label-claim", "THC 20 mg per gummy", units_per_package=10).outcome == "fail"


def test_a_report_with_two_figures_for_one_result_accuses_nobody() -> None:
    twice = row("cbd", "20.0 mg/unit").model_copy(update={"contradiction": "printed as '20.0' and as '25.0'"})
    found = finding(report([twice]), "potent.label-claim", "CBD 25 mg/unit")
    assert (found.outcome, found.kind) == ("review", "doubt")


@pytest.mark.parametrize(
    ("cell", "outcome"), [("900 mg/package", "pass"), ("2000 mg/package", "pass"), ("850 mg/package", "review"),
                          ("500 mg/package", "fail"), ("ND mg/package", "fail")]
)  # fmt: skip
def test_a_promised_minimum_is_met_by_more_and_missed_by_less(cell: str, outcome: str) -> None:
    made = report([row("cbd", cell, loq="0.1 mg/package")])
    found = finding(made, "potent.label-claim", "CBD >= 900 mg/package")
    assert found.outcome == outcome
    assert "label says at least 900 mg/package" in found.message


@pytest.mark.parametrize(
    ("matrix", "category", "name", "main", "claim"),
    [
        ("Gummy", "ingestible", "Peach", "cbd", "CBD 25 mg/unit"),
        ("Chocolate", "ingestible", "Milk drops", "delta_9_thc", "THC 25 mg/unit"),
        ("Edible", "ingestible", "Nano Bites", "delta_9_thc", "THC 25 mg/unit"),
        ("Tincture", "ingestible", "Calm", "cbd", "CBD 1000 mg / 30 mL"),
        ("Seltzer", "ingestible", "Cherry", "delta_9_thc", "THC 5 mg per can"),
        ("Syringe", "inhalable", "Clear", "delta_9_thc", "THC 20 %"),
        ("Distillate", "other", "CBD distillate", "cbd", "CBD 20 %"),
        ("Ointment", "topical", "Ease", "cbg", "CBG 500 mg per jar"),
        ("Flower", "inhalable", "Purple", "cbda", "CBDA 20 %"),
        ("Distillate", "other", "", "9r_hhc", "HHC 20 %"),
    ],
)
def test_the_example_is_such_as_the_products_label_may_have(
    matrix: str, category: str, name: str, main: str, claim: str
) -> None:
    made = report([row(main, "15 %")], product={"name": name, "matrix": matrix, "category": category})
    assert finding(made, "potent.label-claim").message.endswith(f'--claim "{claim}"')


def test_the_example_is_not_far_from_what_was_found_and_of_what_was_added() -> None:
    rows = [row("cbga", "8.95 %"), row("delta_8_thc", "8.45 %"), row("thca", "0.1 %")]
    sprayed = report(rows, product={"name": "Bud", "matrix": "Sprayed flower", "category": "inhalable"})
    assert finding(sprayed, "potent.label-claim").message.endswith('--claim "Delta-8-THC 10 %"')
    can = report([row("delta_9_thc", "0.77 mg/package")], product={"matrix": "Seltzer", "category": "ingestible"})
    assert finding(can, "potent.label-claim").message.endswith('--claim "THC 1 mg per can"')


@pytest.mark.parametrize(
    ("claim", "water", "outcome"),
    [("THCA 20 %", None, "review"), ("THCA 27 %", "10 %", "pass"), ("THCA 27 %", "72 %", "review"),
     ("THCA 40 %", "10 %", "fail"), ("THCA <= 30 %", None, "pass")],
)  # fmt: skip
def test_a_figure_on_dry_weight_is_called_so_and_fails_no_label_that_it_is_above(
    claim: str, water: str | None, outcome: str
) -> None:
    panels = {"cannabinoids": Panel(measurements=[row("thca", "27.0 %")], method="Dry Weight Potency")}
    if water:
        panels["moisture"] = Panel(measurements=[row("moisture", water)])
    made = report(panels=panels, product={"matrix": "Flower", "category": "inhalable"})
    found = finding(made, "potent.label-claim", claim)
    assert found.outcome == outcome
    assert "the report's figures are on dry weight" in found.message


def test_the_example_is_of_what_there_is_most_of_with_its_acid() -> None:
    rows = [row("cbd", "966 mg/package", "0.428 %"), row("cbda", "187 mg/package", "0.083 %"),
            row("cbg", "1028 mg/package", "0.456 %")]  # fmt: skip
    jar = report(rows, product={"matrix": "Cream", "category": "topical"})
    assert finding(jar, "potent.label-claim").message.endswith('--claim "CBD 500 mg per jar"')
    trim = report([row("cbda", "8.41 %")], product={"matrix": "Flower", "category": "inhalable"})
    assert finding(trim, "potent.label-claim").message.endswith('--claim "CBDA 10 %"')


def test_an_amount_of_a_package_that_was_reckoned_on_dry_weight_is_for_review() -> None:
    panels = {"cannabinoids": Panel(measurements=[row("thca", "24.0 %", "840 mg/package")]),
              "moisture": Panel(measurements=[row("moisture", "12 %")])}  # fmt: skip
    note = {"kind": "dry weight", "page": 1, "bbox": [0, 0, 1, 1], "text": "Dry-weight amounts shown", "part": True}
    made = report(panels=panels, product={"matrix": "Flower", "category": "inhalable"}, notices=[note])
    found = finding(made, "potent.label-claim", "THCA 840 mg/package")
    assert (found.outcome, "with the printed moisture that is 739 mg/package" in found.message) == ("review", True)


@pytest.mark.parametrize(("mass", "outcome"), [(467.0, "pass"), (3.5, "review")])
def test_a_bottle_is_the_unit_that_was_measured_where_no_piece_weighs_as_much(mass: float, outcome: str) -> None:
    made = report([row("delta_9_thc", "10.1 mg/unit")], serving={"unit_mass_g": mass},
                  product={"matrix": "Sugar Substrate", "category": "ingestible"})  # fmt: skip
    assert finding(made, "potent.label-claim", "THC 10 mg per bottle").outcome == outcome


def test_a_claim_that_the_report_prints_in_bare_mg_is_met_by_what_it_prints_and_told_as_printed() -> None:
    made = report(
        [row("delta_9_thc", "0.211 %")], [total("total_thc", "0.211 %", "9.56 mg/serving", "95.6 mg/package")],
        serving={"unit_mass_g": 45.0}, label_claims=[{"analyte": "total_thc", "value": 100, "unit": "mg"}],
    )  # fmt: skip
    found = finding(made, "potent.label-claim", options={"rules": "us-fl"})
    assert found.outcome == "pass"
    assert found.message.startswith("the report prints a label claim of 100 mg, the report 95.6 mg/package (")


def test_what_was_not_found_is_not_what_the_label_promises_whatever_a_piece_weighs() -> None:
    made = report([row("cbd", "ND %", loq="0.02 %"), row("cbda", "<LOQ %"), row("thca", "24 %")])
    found = finding(made, "potent.label-claim", "CBD 25 mg/unit")
    assert (found.kind, "cbd was not found in any amount" in found.message.lower()) == ("doubt", True)

    acid = report([row("cbd", "ND %", loq="0.02 %"), row("cbda", "8 %")])
    assert finding(acid, "potent.label-claim", "CBD 25 mg/unit").kind == "gap"


@pytest.mark.parametrize(
    ("label", "serving", "outcomes"),
    [
        ({"net_mass_g": 3.5}, {"unit_mass_g": 7.0}, {"review"}),
        ({"net_volume_ml": 30.0}, {"unit_mass_g": 53.06, "density_g_ml": 1.1}, {"review"}),
        ({"net_mass_g": 7.2}, {"unit_mass_g": 7.0}, {"pass"}),
        ({"net_mass_g": 70.0, "units_per_package": 10}, {"unit_mass_g": 7.0}, {"pass"}),
    ],
)
def test_a_unit_larger_than_the_net_content_is_of_another_pack(
    label: dict[str, float], serving: dict[str, float], outcomes: set[str]
) -> None:
    made = report([row("cbd", "10 %", "100 mg/g", "700 mg/package")], serving=serving)

    assert {f.outcome for f in findings(made, "potent.label-claim", "CBD 700 mg/package", **label)} == outcomes


def test_where_no_cannabinoids_were_tested_no_claim_would_help() -> None:
    found = finding(report(panels={"heavy_metals": Panel(measurements=[row("lead", "ND ug/g")])}), "potent.label-claim")
    assert (found.subject, "--claim" in found.message) == ("cannabinoids", False)
