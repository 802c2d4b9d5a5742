"""Units that notes state, limits by whose name they have, thousands set apart by points, and what a serving holds."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from coacheck.model import Report
from reading.drawn import read, results_of, rows

AT = (60, 200, 300, 400, 480)
POTENCY = (("Cannabinoid", "mg/g", "%"), ("CBD", "34.1", "3.41"), ("CBG", "2.20", "0.220"), ("CBN", "ND", "ND"))
METALS = (("Element", "Result"), ("Arsenic", "0.041"), ("Lead", "0.102"))
TOXINS = (("Toxin", "Result"), ("Aflatoxin B1", "1.2"), ("Ochratoxin A", "3.4"))


def drawn(*parts: tuple[int, str | tuple[tuple[str, ...], ...]]) -> Report:
    """A report of these lines and tables, each at its height."""

    def draw(page: Canvas) -> None:
        rows(page, 640, *POTENCY, at=AT)
        for top, part in parts:
            if isinstance(part, str):
                page.drawString(60, top, part)
            else:
                rows(page, top, *part, at=AT)

    return read(draw)


def test_a_note_under_a_table_is_of_that_table_not_of_the_next_one() -> None:
    report = drawn(
        (560, "Heavy Metals"), (546, METALS), (500, "Results in ppm."),
        (480, "Mycotoxins"), (466, TOXINS), (420, "Results in ppb."),
    )  # fmt: skip

    assert results_of(report, "heavy_metals") == {"arsenic": [(0.041, "ppm")], "lead": [(0.102, "ppm")]}
    assert results_of(report, "mycotoxins") == {"aflatoxin_b1": [(1.2, "ppb")], "ochratoxin_a": [(3.4, "ppb")]}


def test_a_note_that_says_nothing_clear_lends_no_unit() -> None:
    report = drawn((560, "Heavy Metals"), (546, METALS), (500, "Blank and calibration in ppm."))

    assert report.panels["heavy_metals"].measurements == []
    assert [u.text for u in report.unread] == ["Arsenic 0.041", "Lead 0.102"]


def test_loq_goes_by_the_unit_of_the_results_where_the_limit_has_its_own() -> None:
    table = (("Element", "Result", "LOQ", "Limit (mg/kg)"), ("Arsenic", "41", "5", "0.5"), ("Lead", "102", "5", "0.5"))
    report = drawn((560, "Heavy Metals (results in µg/kg)"), (546, table))

    lead = report.panels["heavy_metals"].measurements[1]
    assert lead.loq is not None
    assert lead.limit is not None
    assert (lead.loq.unit, lead.limit.unit) == ("ug/kg", "mg/kg")


@pytest.mark.parametrize("heading", ["Result (µg)", "Result per gram (µg)", "µg / daily dose"])
def test_a_microgram_is_no_gram(heading: str) -> None:
    report = drawn((560, "Heavy Metals"), (546, (("Element", heading), *METALS[1:])))

    found = results_of(report, "heavy_metals") if "heavy_metals" in report.panels else {}
    assert {u for results in found.values() for _, u in results} <= {None, "ug/g"}


def test_the_limit_of_a_state_is_a_limit() -> None:
    table = (("Element", "Result (ppb)", "NV Limit (ppb)"), ("Arsenic", "41", "2000"), ("Lead", "102", "1200"))
    report = drawn((560, "Heavy Metals"), (546, table))

    limits = [m.limit.value for m in report.panels["heavy_metals"].measurements if m.limit]
    assert limits == [2000.0, 1200.0]


@pytest.mark.parametrize("heading", ["UPPER LIMIT (ppb)", "MDL Limit (ppb)"])
def test_another_limit_is_none_of_a_state(heading: str) -> None:
    heads = ("Element", "Result (ppb)", heading, "LIMIT (ppb)")
    table = (heads, ("Arsenic", "41", "9", "2000"), ("Lead", "12", "9", "80"))
    report = drawn((560, "Heavy Metals"), (546, table))

    assert [m.limit.value for m in report.panels["heavy_metals"].measurements if m.limit] == [2000.0, 80.0]


GERMAN = ("Prüfbericht", "Auftraggeber: Nordhain Kräuter GmbH", "Probeneingang: 03.05.2024  Berichtsdatum: 05.06.2024")


@pytest.mark.parametrize(("cbd", "ethanol"), [("10,04", 1240.0), ("1.004", None)])
def test_thousands_set_apart_by_points(cbd: str, ethanol: float | None) -> None:
    """One decimal comma tells what a point is; without one nobody knows, and nothing is told."""

    def draw(page: Canvas) -> None:
        for top, line in zip((740, 724, 708), GERMAN, strict=True):
            page.drawString(60, top, line)
        rows(page, 640, ("Parameter", "Ergebnis", "Einheit"), ("CBD", cbd, "mg/kg"), ("CBG", "410", "mg/kg"), at=AT)
        page.drawString(60, 560, "Lösungsmittelrückstände")
        rows(page, 546, ("Parameter", "Ergebnis", "Einheit"), ("Ethanol", "1.240", "mg/kg"),
             ("Aceton", "12", "mg/kg"), at=AT)  # fmt: skip

    found = results_of(read(draw), "residual_solvents")

    assert found.get("ethanol") == ([(ethanol, "mg/kg")] if ethanol else None)


def test_what_a_serving_holds_is_not_its_mass() -> None:
    holds, counted, size = "CBD per serving: 29.1 mg", "Capsules per bottle: 60", "Serving size: 2 capsules"
    report = drawn((560, holds), (540, counted), (520, size))

    assert (report.serving.serving_mass_g, report.serving.servings_per_package) == (None, 30.0)


def test_the_mass_of_a_unit_behind_what_it_is() -> None:
    report = drawn((560, "1 Unit = 1 gummy, 4.115g"))

    assert report.serving.unit_mass_g == 4.115


def test_known_rows_under_unknown_ones_keep_their_headings() -> None:
    table = (
        ("Test", "Method", "Acceptance criteria", "Result", "Evaluation"),
        ("Appearance", "Visual", "Green flower", "Conforms", "Conforms"),
        ("Identification A: macroscopic", "Ph. Eur.", "As reference", "Conforms", "Conforms"),
        ("Loss on drying", "Ph. Eur.", "NMT 12.0 %", "9.6 %", "Conforms"),
        ("Foreign matter", "Ph. Eur.", "NMT 2 %", "0 %", "Conforms"),
        ("Arsenic", "USP", "NMT 0.2 ppm", "<0.02 ppm", "Conforms"),
        ("Lead", "USP", "NMT 0.5 ppm", "0.026 ppm", "Conforms"),
        ("Total aerobic microbial count", "Ph. Eur.", "NMT 50000 CFU/g", "1400 CFU/g", "Conforms"),
    )
    report = drawn((540, table))

    lead = report.panels["heavy_metals"].measurements[-1]
    matter = report.panels["foreign_matter"].measurements[0]
    assert lead.limit is not None
    assert (lead.limit.value, lead.status) == (0.5, "pass")
    assert (matter.results[0].value, matter.results[0].unit) == (0.0, "%")


def test_a_unit_before_the_names_of_a_table_that_lies() -> None:
    table = (
        ("mg/kg", "Arsenic (As)", "Cadmium (Cd)", "Lead (Pb)", "Mercury (Hg)"),
        ("Result", "<0.005", "<0.002", "0.011", "<0.002"),
        ("LOQ", "0.005", "0.002", "0.005", "0.002"),
        ("Limit", "NMT 1.0", "NMT 1.0", "NMT 3.0", "NMT 0.10"),
        ("Assessment", "Pass", "Pass", "Pass", "Pass"),
    )
    report = drawn((560, "Elements"), (540, table))

    lead = report.panels["heavy_metals"].measurements[2]
    assert [(r.value, r.unit) for r in lead.results] == [(0.011, "mg/kg")]
    assert lead.limit is not None
    assert (lead.limit.value, lead.limit.unit, lead.status) == (3.0, "mg/kg", "pass")


@pytest.mark.parametrize(
    "line",
    ["ICP-MS, tested 2024-01-03; all results and limits in ppb.", "Metal amounts in parts per billion (ppb).",
     "ICP-MS, micrograms per kilogram. Analyzed 2024-01-03", "ICP-MS (M-12). Analyzed 2024-01-03. ppb"],
)  # fmt: skip
def test_a_line_under_the_title_states_the_unit_in_a_sentence_or_between_full_stops(line: str) -> None:
    report = drawn((560, "Heavy Metals"), (546, line), (526, METALS))

    assert results_of(report, "heavy_metals")["lead"][0][1] in ("ppb", "ug/kg")


@pytest.mark.parametrize("line", ["Sample mass in mg", "Masses in g", "Amounts weighed in mL"])
def test_what_was_weighed_is_no_unit_of_the_results(line: str) -> None:
    report = drawn((560, "Heavy Metals"), (546, line), (526, METALS))

    assert results_of(report, "heavy_metals")["lead"] == [(0.102, None)]


def test_a_note_of_another_panel_lends_no_unit() -> None:
    report = drawn((560, "Heavy Metals"), (546, METALS), (500, "Solvent amounts in ppm."), (380, "Mycotoxins"),
                   (366, TOXINS), (320, "Mycotoxin amounts in ppb."))  # fmt: skip

    assert results_of(report, "mycotoxins")["aflatoxin_b1"] == [(1.2, "ppb")]
    assert "heavy_metals" not in report.panels or results_of(report, "heavy_metals") == {}
    assert [u.text for u in report.unread] == ["Arsenic 0.041", "Lead 0.102"]


def test_units_alone_between_headings_and_figures_are_of_the_columns() -> None:
    table = (("Element", "Action Level", "Sample Level"), ("FDA Class I", "(ppb)", "(ppb)"), *(
        ("Arsenic", "1500", "41"), ("Lead", "500", "102")))  # fmt: skip
    report = drawn((560, "Heavy Metals"), (546, table))

    assert results_of(report, "heavy_metals") == {"arsenic": [(41.0, "ppb")], "lead": [(102.0, "ppb")]}


def test_a_figure_whose_unit_was_lost_among_others_is_unread_and_one_of_a_page_without_units_is_told() -> None:
    among = drawn((560, "Heavy Metals"), (546, METALS), (500, "Detected above 0.01 ppm with care."))
    alone = drawn((560, "Heavy Metals"), (546, METALS))

    assert [u.reason for u in among.unread] == ["which unit its figure is in was not found"] * 2
    assert results_of(alone, "heavy_metals")["lead"] == [(0.102, None)]


def test_a_unit_in_the_heading_of_the_names_goes_before_the_note_of_the_next_panel() -> None:
    table = (("µg/g", "Result", "Limit", "Status"), ("Arsenic", "0.041", "10", "Pass"), ("Lead", "0.102", "6", "Pass"))
    note = "PESTICIDES LC-MS/MS, M-15, results in ppb, action limit 1000 ppb for each"
    report = drawn((560, "Heavy Metals"), (546, table), (490, note))

    assert results_of(report, "heavy_metals") == {"arsenic": [(0.041, "ug/g")], "lead": [(0.102, "ug/g")]}


def test_thc_beside_a_claim_is_the_sum_that_a_label_counts() -> None:
    claims = (
        ("Cannabinoid", "Label Claim", "Measured", "Variance"),
        ("THC", "300 mg/package", "299.86 mg/package", "0 %"),
        ("CBD", "150 mg/package", "148.19 mg/package", "-1 %"),
    )
    potency = (("Cannabinoid", "mg/g", "mg/package"), ("d9-THC", "10.413", "295.21"), ("CBD", "5.227", "148.19"))

    found = results_of(drawn((560, "Potency"), (546, potency), (480, "Label Claim"), (466, claims)))

    assert found["delta_9_thc"] == [(10.413, "mg/g"), (295.21, "mg/package")]


@pytest.mark.parametrize(
    "line",
    ["LOD in ppb", "Amounts in ppm, limits and totals in ppb", "Control amounts in ppb",
     "Results in ppm; mercury in ppb", "Results were reported in ppm before; they are now reported in ppb."],
)  # fmt: skip
def test_a_line_on_other_figures_or_on_several_units_lends_none(line: str) -> None:
    report = drawn((560, "Heavy Metals"), (546, line), (526, METALS))

    assert report.panels["heavy_metals"].measurements == []
    assert [u.text for u in report.unread] == ["Arsenic 0.041", "Lead 0.102"]


def test_moisture_and_water_activity_are_not_in_the_unit_of_their_table() -> None:
    table = (
        ("Test", "Result (CFU/g)", "Limit (CFU/g)"),
        ("Total Yeast and Mold", "1200", "10000"),
        ("Water Activity", "0.52", "0.65"),
        ("Moisture (%)", "9.8", "13.0"),
    )
    report = drawn((560, "Microbiology"), (546, table))

    assert results_of(report, "water_activity") == {"water_activity": [(0.52, "aw")]}
    assert results_of(report, "moisture") == {"moisture": [(9.8, "%")]}
    assert report.panels["moisture"].measurements[0].limit.unit == "%"  # type: ignore[union-attr]


def test_a_row_s_own_unit_goes_before_that_of_the_heading() -> None:
    table = (("Element", "Result (ppm)", "LOQ (ppm)"), ("Arsenic", "0.05", "0.01"), ("Mercury (ppb)", "12", "5"))
    mercury = drawn((560, "Heavy Metals"), (546, table)).panels["heavy_metals"].measurements[1]

    assert [(r.value, r.unit) for r in mercury.results] == [(12.0, "ppb")]
    assert mercury.loq is not None
    assert mercury.loq.unit == "ppb"


@pytest.mark.parametrize(
    "heads", [("Result", "LOQ", "Limit (ppm)", "Status"), ("Result", "LOQ (ppm)", "Limit", "Status")]
)
def test_the_unit_of_a_limit_is_not_that_of_results_that_pass_over_it(heads: tuple[str, ...]) -> None:
    table = (("Element", *heads), ("Arsenic", "25", "50", "0.2", "Pass"), ("Lead", "102", "10", "0.5", "Pass"))
    report = drawn((560, "Heavy Metals"), (546, table))

    assert report.panels["heavy_metals"].measurements == []


def test_limits_are_in_the_unit_that_a_line_states_for_them() -> None:
    heads = ("Element", "Result (ppb)", "Limit", "Status")
    table = (heads, ("Arsenic", "25", "0.2", "Pass"), ("Lead", "102", "0.5", "Pass"))
    report = drawn((560, "Heavy Metals"), (546, "Action limits are given in ppm."), (526, table))

    assert [m.limit.unit for m in report.panels["heavy_metals"].measurements if m.limit] == ["ppm", "ppm"]


def test_a_note_over_a_title_that_nobody_knows_is_not_of_the_table_under_it() -> None:
    counts = (("Test", "Result"), ("Total Yeast and Mold", "1200"), ("Total Coliforms", "40"))
    tests = (("Test", "Result"), ("Benzene", "0.3"), ("Toluene", "0.8"))
    report = drawn((560, "Microbiology"), (546, counts), (500, "Counts in CFU/g"), (480, "Further Tests"), (466, tests))

    assert results_of(report, "microbials")["coliforms"] == [(40.0, "CFU/g")]
    assert {unit for found in results_of(report, "residual_solvents").values() for _, unit in found} <= {None}
