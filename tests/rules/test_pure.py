"""pure.panels, .lab-verdict, .printed-limits, .limits and .sensitivity."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coacheck.model import Measurement, Panel, Place
from rules.builders import CONTAMINANTS, HERE, clean_panels, finding, findings, report, row

GUMMY = {"matrix": "Gummy", "category": "ingestible"}
FLOWER = {"matrix": "Flower", "category": "inhalable"}


def panels(made: dict[str, Panel], product: dict[str, str]) -> dict[str | None, str]:
    return {f.subject: f.outcome for f in findings(report(panels=made, product=product), "pure.panels")}


def test_every_panel_that_is_needed_gets_a_finding() -> None:
    assert panels(clean_panels(), GUMMY) == dict.fromkeys(CONTAMINANTS, "pass")
    assert panels({}, GUMMY) == dict.fromkeys(CONTAMINANTS, "review")


@pytest.mark.parametrize(
    ("product", "solvents"),
    [
        (FLOWER, False),
        ({"matrix": "Plant - Fortified / Sprayed", "category": "inhalable"}, True),
        ({"matrix": "Vape Cartridge", "category": "inhalable"}, True),
        ({"name": "Wedding Cake", "matrix": "Flower", "category": "inhalable"}, False),
        ({}, True),
    ],
)
def test_untreated_flower_needs_no_residual_solvents(product: dict[str, str], solvents: bool) -> None:
    assert ("residual_solvents" in panels({}, product)) == solvents


METALS = clean_panels()["heavy_metals"].measurements
OTHER_METALS = [m for m in METALS if m.analyte != "cadmium"]


@pytest.mark.parametrize(
    ("panel", "outcome"),
    [
        (Panel(status="pass"), "review"),
        (Panel(status="tested"), "review"),
        (Panel(status="not_tested"), "review"),
        (Panel(), "review"),
        (Panel(measurements=[row("cadmium", "NT ug/g")]), "review"),
        (Panel(measurements=METALS[:1]), "review"),
        (Panel(measurements=METALS), "pass"),
        (Panel(status="fail", measurements=[row("cadmium", "9 ug/g"), *OTHER_METALS]), "pass"),
    ],
)
def test_a_panel_must_have_been_tested(panel: Panel, outcome: str) -> None:
    assert panels({"heavy_metals": panel}, GUMMY)["heavy_metals"] == outcome


def test_what_a_panel_lacks_is_not_shown_by_the_words_of_another_row() -> None:
    found = findings(report(panels={"heavy_metals": Panel(measurements=METALS[:1])}, product=GUMMY), "pure.panels")
    lacking = next(f for f in found if f.subject == "heavy_metals")
    assert "no result was found for" in lacking.message
    assert [(e.bbox, e.text) for e in lacking.evidence] == [(HERE.bbox, "")]


def test_a_tested_panel_is_shown_by_its_table_not_by_the_box_of_a_summary() -> None:
    box = Place(page=1, bbox=[1, 1, 2, 2])
    lower = METALS[1].model_copy(update={"source": Place(page=3, bbox=[10, 50, 30, 60])})
    upper = METALS[0].model_copy(update={"source": Place(page=3, bbox=[10, 20, 40, 30])})
    made = report(panels={"heavy_metals": Panel(status="pass", measurements=[upper, lower], source=box)}, product=GUMMY)
    found = finding(made, "pure.panels", subject="heavy_metals")
    assert [(e.page, e.bbox) for e in found.evidence] == [(3, [10, 20, 40, 60])]


def test_the_labs_own_fail_is_told_wherever_it_stands() -> None:
    bad_row = Panel(measurements=[row("cadmium", "0.9 ug/g", status="fail"), row("lead", "ND ug/g", status="pass")])
    found = finding(report(panels={"heavy_metals": bad_row}), "pure.lab-verdict")
    assert (found.outcome, found.subject) == ("fail", "cadmium")
    bad_panel = finding(report(panels={"heavy_metals": Panel(status="fail")}), "pure.lab-verdict")
    assert (bad_panel.outcome, bad_panel.subject) == ("fail", "heavy_metals")
    assert finding(report(overall_status="fail"), "pure.lab-verdict").outcome == "fail"
    assert finding(report(panels=clean_panels()), "pure.lab-verdict").outcome == "pass"
    assert finding(report(), "pure.lab-verdict").outcome == "skip"


def beside(measured: Measurement, panel: str = "heavy_metals") -> str:
    found = findings(report(panels={panel: Panel(measurements=[measured])}), "pure.printed-limits")
    return min((f.outcome for f in found), key=["fail", "review", "pass", "skip"].index)


@pytest.mark.parametrize(
    ("cell", "limit", "outcome"),
    [
        ("0.19 ug/g", "0.2 ug/g", "pass"),
        ("0.2 ug/g", "0.2 ug/g", "pass"),
        ("0.21 ug/g", "0.2 ug/g", "fail"),
        ("210 ppb", "0.2 ug/g", "fail"),
        ("190 ppb", "0.2 ppm", "pass"),
        ("ND ug/g", "0.2 ug/g", "pass"),
        ("<LOQ ug/g", "0.2 ug/g", "pass"),
        ("<0.1 ug/g", "0.2 ug/g", "pass"),
        ("<0.5 ug/g", "0.2 ug/g", "review"),
        ("detected ug/g", "0.2 ug/g", "review"),
        ("0.01 ug/g", "0 ug/g", "fail"),
        ("ND ug/g", "0 ug/g", "pass"),
        ("0.1 ug/g", "0.2", "skip"),
        ("NT ug/g", "0.2 ug/g", "skip"),
    ],
)
def test_a_result_beside_its_printed_limit(cell: str, limit: str, outcome: str) -> None:
    assert beside(row("cadmium", cell, limit=limit)) == outcome


ZERO = (
    "≥ LOD",
    ">= LOD",
    "Any amt",
    "Any amt in 1 gram",
    "Not Detected in 1g",
    "Absent in 1 g",
    "Present",
    "ND",
    "0.0",
)


@pytest.mark.parametrize("text", ZERO)
def test_zero_tolerance_is_one_rule_however_it_is_printed(text: str) -> None:
    assert beside(row("aldicarb", "ND ug/g", limit_text=text), "pesticides") == "pass"
    assert beside(row("aldicarb", "0.01 ug/g", limit_text=text), "pesticides") == "fail"
    assert beside(row("salmonella", "detected", limit_text=text), "microbials") == "fail"


def test_a_limit_of_none_may_be_no_limit() -> None:
    assert beside(row("copper", "8.42 ppm", limit_text="None")) == "skip"
    assert beside(row("salmonella", "detected", limit_text="None"), "microbials") == "fail"


def test_pass_beside_a_value_over_its_own_limit_is_said() -> None:
    made = report(
        panels={"heavy_metals": Panel(measurements=[row("cadmium", "0.9 ug/g", limit="0.2 ug/g", status="pass")])}
    )
    found = finding(made, "pure.printed-limits")
    assert (found.outcome, found.subject) == ("fail", "cadmium")
    assert "prints Pass beside it" in found.message
    assert found.evidence


def test_what_a_test_could_not_have_seen_is_not_counted_as_within_its_limit() -> None:
    metals = [
        row("cadmium", "ND ug/g", lod="0.5 ug/g", limit="0.2 ug/g", status="pass"),
        row("lead", "ND ug/g", lod="0.05 ug/g", limit="0.5 ug/g", status="pass"),
    ]
    told = findings(report(panels={"heavy_metals": Panel(measurements=metals)}), "pure.printed-limits")
    assert [(f.outcome, f.message.partition(",")[0]) for f in told] == [
        ("pass", "1 result within the limit printed beside"), ("skip", "1 result not found"),
    ]  # fmt: skip
    assert "the lab prints Pass beside (cadmium)" in told[1].message


def test_a_printed_limit_of_nought_is_told_as_such() -> None:
    rows = [row("captan", "ND ug/g", lod="0.1 ug/g", limit="0.00 ug/g"), row("boscalid", "ND ug/g", limit="0.1 ug/g")]
    found = finding(report(panels={"pesticides": Panel(measurements=rows)}), "pure.printed-limits")
    nought = "1 result not found, beside a printed limit of 0 (captan)"
    assert found.message == f"1 result within the limit printed beside; {nought}"


def test_fail_beside_a_value_within_its_limit_is_for_review() -> None:
    assert beside(row("cadmium", "0.1 ug/g", limit="0.2 ug/g", status="fail")) == "review"


def test_a_power_of_ten_that_lost_its_superscript_is_no_limit() -> None:
    assert beside(row("tymc", "4000 CFU/g", limit="104 CFU/g"), "microbials") == "skip"


@pytest.mark.parametrize(("limit", "outcome"), [("1 CFU/g", "skip"), ("10 CFU/g", "review")])
def test_for_what_may_not_be_in_a_gram_nobody_prints_an_lod(limit: str, outcome: str) -> None:
    germs = Panel(measurements=[row("salmonella", "ND CFU/g", limit=limit)])
    assert finding(report(panels={"microbials": germs}), "pure.sensitivity").outcome == outcome


def by_limits(measured: list[Measurement], panel: str, product: dict[str, str], **how: object) -> dict[str | None, str]:
    made = report(panels={panel: Panel(measurements=measured)}, product=product)
    return {f.subject: f.outcome for f in findings(made, "pure.limits", **how)}


def test_the_limit_is_that_of_the_category() -> None:
    mine = [row("bifenazate", "247 ppb")]
    assert by_limits(mine, "pesticides", GUMMY) == {"bifenazate": "pass"}
    assert by_limits(mine, "pesticides", FLOWER) == {"bifenazate": "fail"}
    assert by_limits(mine, "pesticides", GUMMY, category="inhalable") == {"bifenazate": "fail"}


def test_an_unknown_category_fails_only_what_no_category_allows() -> None:
    assert by_limits([row("bifenazate", "247 ppb")], "pesticides", {}) == {"bifenazate": "review"}
    assert by_limits([row("bifenazate", "6 ppm")], "pesticides", {}) == {"bifenazate": "fail"}


@pytest.mark.parametrize(
    ("measured", "panel", "outcome"),
    [
        (row("cadmium", "0.2 ug/g"), "heavy_metals", "pass"),
        (row("cadmium", "0.201 ug/g"), "heavy_metals", "fail"),
        (row("cadmium", "0.1"), "heavy_metals", "review"),
        (row("aldicarb", "0.001 ug/g"), "pesticides", "fail"),
        (row("aldicarb", "detected"), "pesticides", "fail"),
        (row("salmonella", "detected"), "microbials", "fail"),
        (row("salmonella", "38.2 Ct"), "microbials", "review"),
        (row("water_activity", "0.5"), "water_activity", "pass"),
    ],
)
def test_californias_levels_for_flower(measured: Measurement, panel: str, outcome: str) -> None:
    assert by_limits([measured], panel, FLOWER)[measured.analyte] == outcome


@pytest.mark.parametrize(
    ("matrix", "cell", "printed", "outcome", "says"),
    [
        ("Extract", "0.56 aw", "0.85 aw", "pass", "0.85 aw allowed (us-fl)"),
        ("Extract", "0.56 aw", "0.65 aw", "pass", "0.65 aw allowed (us-fl)"),
        ("Extract", "0.7 aw", "0.85 aw", "pass", "0.85 aw allowed (us-fl)"),
        ("Extract", "0.7 aw", "0.65 aw", "fail", "0.65 aw allowed (us-fl)"),
        ("Extract", "0.7 aw", None, "review", "laboratories print other limits for it too"),
        ("Extract", "0.9 aw", None, "fail", "aw allowed (us-fl)"),
        ("Flower", "0.7 aw", "0.85 aw", "fail", "0.65 aw allowed (us-fl)"),
    ],
)
def test_of_several_limits_that_laboratories_print_the_one_beside_the_result_is_meant(
    matrix: str, cell: str, printed: str | None, outcome: str, says: str
) -> None:
    """Florida's laboratories print 0.65 and 0.85 for extracts that are inhaled, and 0.65 for flower."""
    panels = {"water_activity": Panel(measurements=[row("water_activity", cell, limit=printed)])}
    made = report(panels=panels, product={"matrix": matrix, "category": "inhalable"})
    found = finding(made, "pure.limits", subject="water_activity", options={"rules": "us-fl"})
    assert found.outcome == outcome
    assert says in found.message


def test_parts_are_summed_where_the_limit_is_for_the_sum() -> None:
    parts = [row("n_butane", "3000 ug/g"), row("isobutane", "2500 ug/g")]
    assert by_limits(parts, "residual_solvents", {"matrix": "Vape", "category": "inhalable"})["butanes"] == "fail"


def test_what_was_not_found_is_summed_up() -> None:
    found = finding(report(panels=clean_panels(), product=GUMMY), "pure.limits")
    assert found.outcome == "pass"
    assert "94 contaminants" in found.message
    assert "California" in found.message


def test_below_the_loq_may_be_a_trace_where_none_is_allowed() -> None:
    assert by_limits([row("aldicarb", "<LOQ ug/g")], "pesticides", FLOWER) == {None: "review"}
    assert by_limits([row("aldicarb", "<LOQ ug/g", status="pass")], "pesticides", FLOWER) == {None: "pass"}


def test_a_table_that_begins_after_the_day_judged_is_told() -> None:
    made = report(panels=clean_panels(), product=GUMMY)
    assert "after the day judged" in finding(made, "pure.limits", on=date(2019, 10, 1)).message


OWN = """
citation = "specification 7"
confidence = "high"
[[group]]
panel = "heavy_metals"
unit = "ug/g"
comparison = "<="
limits = [{analyte = "cadmium", limit = 1}, {analyte = "lead", limit = 1}]
[[thc]]
id = "house"
text = "at most 0.1 %"
applies_to = ["final"]
analytes = ["delta_9_thc"]
limit = 0.1
unit = "%"
comparison = "<="
[[tolerances]]
id = "house"
text = "±5 %"
low = -5
high = 5
"""


def test_all_that_a_file_of_own_limits_says_is_judged(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(OWN)
    how = {"options": {"limits": own}}
    made = report(
        [row("delta_9_thc", "0.2 %"), row("cbd", "23.5 mg/unit")], product=GUMMY,
        panels={"heavy_metals": Panel(measurements=[row("cadmium", "0.1 ug/g")])},
    )  # fmt: skip
    assert [f.outcome for f in findings(made, "potent.thc-limit", **how)] == ["fail", "pass"]
    assert finding(made, "potent.label-claim", "CBD 25 mg/unit", **how).citation == "mine.toml: specification 7"
    assert finding(made, "potent.label-claim", "CBD 25 mg/unit", **how).outcome == "fail"
    missing = next(f for f in findings(made, "pure.limits", **how) if f.outcome == "review")
    assert "mine limits what was not found in the report: Lead" in missing.message


def test_own_limits_are_judged_too(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(
        'citation = "mine"\nconfidence = "high"\n[[group]]\npanel = "heavy_metals"\nunit = "ug/g"\ncomparison = "<="\n'
        'limits = [{analyte = "cadmium", limit = 0.01}]\n'
    )
    made = report(panels={"heavy_metals": Panel(measurements=[row("cadmium", "0.1 ug/g")])}, product=GUMMY)
    assert [f.outcome for f in findings(made, "pure.limits")] == ["pass"]
    by_own = findings(made, "pure.limits", options={"limits": own})
    assert [(f.outcome, f.citation) for f in by_own] == [("fail", "mine.toml: mine"), ("pass", "4 CCR 15723")]


@pytest.mark.parametrize(
    ("measured", "outcome"),
    [
        (row("cadmium", "ND ug/g", lod="0.05 ug/g"), "pass"),
        (row("cadmium", "ND ug/g", lod="0.9 ug/g"), "review"),
        (row("cadmium", "<LOQ ug/g", lod="0.05 ug/g", loq="0.9 ug/g"), "review"),
        (row("cadmium", "<LOQ ug/g", lod="0.02 ug/g"), "pass"),
        (row("cadmium", "<LOQ ug/g", lod="0.021 ug/g"), "review"),
        (row("cadmium", "ND ug/g", lod="0.06 ug/g", limit="0.05 ug/g"), "review"),
        (row("cadmium", "ND ug/g"), "review"),
        (row("cadmium", "ND ug/g", lod="0 ug/g"), "review"),
        (row("cadmium", "ND ug/g", lod="0.01 CFU/g"), "review"),
        (row("cadmium", "0.01 ug/g", lod="0.9 ug/g"), "skip"),
    ],
)
def test_nd_proves_nothing_where_the_test_could_not_see(measured: Measurement, outcome: str) -> None:
    made = report(panels={"heavy_metals": Panel(measurements=[measured])}, product=FLOWER)
    assert finding(made, "pure.sensitivity").outcome == outcome


def test_how_many_results_could_not_show_a_breach_is_told() -> None:
    rows = [row("cadmium", "ND ug/g", lod="0.9 ug/g"), row("lead", "ND ug/g", lod="0.01 ug/g")]
    found = finding(report(panels={"heavy_metals": Panel(measurements=rows)}, product=FLOWER), "pure.sensitivity")
    assert found.message.startswith("heavy metals: 1 of 2 results not found, but the test could not have seen a breach")


@pytest.mark.parametrize(
    ("lod", "printed", "outcome"),
    [
        ("0.04 ug/g", None, "pass"),
        ("0.04 ug/g", "0.05 ug/g", "pass"),
        ("0.06 ug/g", None, "pass"),
        ("0.1 ug/g", None, "pass"),
        ("0.2 ug/g", None, "review"),
        (None, None, "review"),
    ],
)
def test_where_nothing_may_be_found_the_test_must_see_what_the_law_asks(
    lod: str | None, printed: str | None, outcome: str
) -> None:
    measured = row("aldicarb", "ND ug/g", lod=lod, limit=printed, status="pass")
    made = report(panels={"pesticides": Panel(measurements=[measured])}, product=FLOWER)
    assert finding(made, "pure.sensitivity", options={"rules": "us-ca"}).outcome == outcome


@pytest.mark.parametrize(("own", "told"), [("2.0 ug/g", "; 2 ug/g is printed beside"), (None, "")])
def test_a_larger_limit_that_the_laboratory_prints_is_told(own: str | None, told: str) -> None:
    measured = row("lead", "ND ug/g", lod="0.9 ug/g", limit=own, status="pass")
    made = report(panels={"heavy_metals": Panel(measurements=[measured])}, product=FLOWER)
    found = finding(made, "pure.sensitivity", options={"rules": "us-ca"})
    assert f"lead: seen from 0.9 ug/g on, the limit is 0.5 (us-ca{told})" in found.message


def test_a_level_that_forms_print_where_none_is_allowed_is_told_as_one() -> None:
    """It is no action level; that the test does not reach it says nothing of the law."""
    measured = row("aldicarb", "ND ug/g", lod="0.06 ug/g", limit="0.05 ug/g", status="pass")
    made = report(panels={"pesticides": Panel(measurements=[measured])}, product=FLOWER)
    found = finding(made, "pure.sensitivity", options={"rules": "us-ca"})
    assert found.kind == "gap"
    assert "us-ca has no such level: it allows none, by a test that sees 0.1 ug/g" in found.message
    assert "could not have seen a breach" not in found.message


def test_a_sum_without_an_lod_has_those_of_its_parts() -> None:
    toxins = [row(f"aflatoxin_{x}", "ND ug/kg", lod="1 ug/kg") for x in ("b1", "b2", "g1", "g2")]
    for lod, outcome in (("1 ug/kg", "pass"), ("6 ug/kg", "review")):
        toxins[0] = row("aflatoxin_b1", "ND ug/kg", lod=lod)
        sums = row("total_aflatoxins", "ND ug/kg", limit="8 ug/kg")
        made = report(panels={"mycotoxins": Panel(measurements=[*toxins, sums])}, product=FLOWER)
        assert finding(made, "pure.sensitivity").outcome == outcome


@pytest.mark.parametrize(
    ("edges", "cell", "blind"),
    [
        ({"loq": "5 ug/kg"}, "ND ug/kg", False),
        ({"loq": "6 ug/kg"}, "ND ug/kg", True),
        ({"lod": "20 ug/kg"}, "ND ug/kg", True),
        ({"lod": "0.3 ug/kg", "loq": "6 ug/kg"}, "ND ug/kg", False),
        ({"lod": "0.3 ug/kg", "loq": "6 ug/kg"}, "<LOQ ug/kg", True),
    ],
)
def test_parts_that_are_not_seen_may_together_be_more_than_their_sum_may(
    edges: dict[str, str], cell: str, blind: bool
) -> None:
    """California limits the four aflatoxins together to 20 ug/kg."""
    toxins = [row(f"aflatoxin_{x}", cell, **edges) for x in ("b1", "b2", "g1", "g2")]
    for more in ([], [row("total_aflatoxins", "0 ug/kg")]):
        panels = {"mycotoxins": Panel(measurements=[*toxins, *more])}
        found = finding(report(panels=panels, product=FLOWER), "pure.sensitivity", options={"rules": "us-ca"})
        assert (found.outcome == "review") == blind
        if blind:
            assert "the limit of the sum is 20 (us-ca)" in found.message
            assert ("is the laboratory's word" in found.message) == bool(more)
    seen = row("total_aflatoxins", "ND ug/kg", lod="2 ug/kg")
    made = report(panels={"mycotoxins": Panel(measurements=[*toxins, seen])}, product=FLOWER)
    assert finding(made, "pure.sensitivity", options={"rules": "us-ca"}).outcome == "pass"


@pytest.mark.parametrize(
    ("measured", "says"),
    [
        (row("cadmium", "ND ug/g"), "not detected, but no LOD or LOQ was found"),
        (row("cadmium", "<LOQ ug/g", lod="0.1 ug/g"), "below an LOQ that was not found"),
        (row("cadmium", "ND", lod="0.01"), "an LOD or LOQ whose unit does not compare"),
        (row("cadmium", "ND ug/g", lod="0.00 ug/g"), "with 0 printed as LOD or LOQ"),
    ],
)
def test_why_it_is_not_known_what_the_test_could_see(measured: Measurement, says: str) -> None:
    made = report(panels={"heavy_metals": Panel(measurements=[measured])}, product=FLOWER)
    assert says in finding(made, "pure.sensitivity").message


@pytest.mark.parametrize(
    ("measured", "outcome"),
    [
        (row("tymc", "ND CFU/g", lod="10 CFU/g"), "pass"),
        (row("tymc", "<10 CFU/g"), "pass"),
        (row("tymc", "<10"), "pass"),
        (row("tymc", "<100000 CFU/g"), "review"),
        (row("tymc", "ND CFU/g"), "skip"),  # every count sees far less than 10 000
        (row("salmonella", "ND"), "skip"),
    ],
)
def test_counts_of_microbes_need_a_test_that_could_see_the_limit(measured: Measurement, outcome: str) -> None:
    made = report(panels={"microbials": Panel(measurements=[measured])}, product=FLOWER)
    assert finding(made, "pure.sensitivity", options={"rules": "us-ma"}).outcome == outcome


@pytest.mark.parametrize(
    ("rules", "panel", "measured", "outcome"),
    [
        ("usp", "heavy_metals", row("cadmium", "ND ug/g", lod="0.001 ug/g"), "review"),
        ("us-ca", "foreign_matter", row("foreign_mold", "ND"), "review"),
        ("us-ca", "foreign_matter", row("foreign_mold", "ND", status="pass"), "skip"),
    ],
)
def test_nd_beside_a_limit_in_a_unit_no_report_prints_is_no_pass(
    rules: str, panel: str, measured: Measurement, outcome: str
) -> None:
    made = report(panels={panel: Panel(measurements=[measured])}, product=FLOWER)
    found = findings(made, "pure.limits", options={"rules": rules})
    assert found[0].outcome == outcome
    assert "no result of a report is in" in found[0].message
    assert "pass" not in {f.outcome for f in found}


def test_a_sum_among_the_rows_is_no_further_test() -> None:
    metals = [row(code, "ND ug/g", lod="0.01 ug/g") for code in ("arsenic", "cadmium", "lead", "mercury")]
    load = row("metals_total_load", "ND ug/g", lod="0.04 ug/g")
    made = report(panels={"heavy_metals": Panel(measurements=[load, *metals])}, product=FLOWER)
    assert "heavy metals: tested, 4 results" in finding(made, "pure.panels", subject="heavy_metals").message
    sums = [row(code, "ND ug/kg", lod="1 ug/kg") for code in ("total_aflatoxins", "ochratoxin_a")]
    made = report(panels={"mycotoxins": Panel(measurements=sums)}, product=FLOWER)
    assert "mycotoxins: tested, 2 results" in finding(made, "pure.panels", subject="mycotoxins").message


@pytest.mark.parametrize("limit", ["0.1 ug/g", None])
def test_the_limit_that_is_printed_beside_a_trace_is_told(limit: str | None) -> None:
    measured = row("aldicarb", "<LOQ ug/g", loq="0.03 ug/g", limit=limit)
    made = report(panels={"pesticides": Panel(measurements=[measured])}, product=FLOWER)
    told = [f.message for f in findings(made, "pure.limits", options={"rules": "us-ca"}) if "trace" in f.message]
    assert ["the report's own limit beside it is 0.1 ug/g" in each for each in told] == [limit is not None]
