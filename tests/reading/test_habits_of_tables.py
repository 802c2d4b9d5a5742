"""Habits of tables: results on dry weight, limits that say so themselves, units in columns and titles."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from coacheck.page import Page, Word
from coacheck.reading.clean.typed_rules import rules_drawn
from coacheck.reading.vocabulary import vocabulary
from reading.drawn import Draw, read, results_of, rows

POTENCY = (("Cannabinoid", "%"), ("THCA", "20.1"), ("CBD", "ND"), ("CBG", "0.3"))
DRIED = {"thca": [(20.10, "%"), (201.0, "mg/g")], "delta_9_thc": [(0.512, "%"), (5.12, "mg/g")],
         "cbd": [("ND", "%"), ("ND", "mg/g")]}  # fmt: skip


def test_results_on_dry_weight_are_not_those_as_received() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 654, ("As Received", "Dry Weight"), at=(230, 370))
        rows(
            page, 640, ("Analyte", "%", "mg/g", "%", "mg/g"),
            ("THCA", "20.10", "201.0", "22.50", "225.0"), ("Delta-9-THC", "0.512", "5.12", "0.573", "5.73"),
            ("CBD", "ND", "ND", "ND", "ND"), ("Total THC", "18.140", "181.40", "20.306", "203.06"),
        )  # fmt: skip

    report = read(draw)
    totals = {t.name: [(r.value, r.unit) for r in t.results] for t in report.totals}

    assert results_of(report) == DRIED
    assert totals["total_thc"] == [(18.14, "%"), (181.4, "mg/g")]
    assert totals["total_thc_dry"] == [(20.306, "%"), (203.06, "mg/g")]


def test_less_on_dry_weight_than_as_received_is_not_told() -> None:
    def draw(page: Canvas) -> None:
        rows(
            page, 640, ("Analyte", "Dry Weight %", "As Received %"), ("Myrcene", "0.402", "0.448"),
            ("Limonene", "0.611", "0.681"), ("Linalool", "0.244", "0.272"), ("Guaiol", "0.355", "0.396"),
        )  # fmt: skip
        rows(page, 540, *POTENCY)

    report = read(draw)

    assert "terpenes" not in report.panels
    assert [row.text.split()[0] for row in report.unread] == ["Myrcene", "Limonene", "Linalool", "Guaiol"]


def test_the_number_of_a_method_does_not_lend_its_bracket_to_the_limit() -> None:
    def draw(page: Canvas) -> None:
        rows(
            page, 640, ("Heavy metals", "Method", "Specification", "Result", "Verdict"),
            ("Arsenic", "USP <233>", "NMT 0.2 ppm", "0.03 ppm", "Pass"),
            ("Lead", "USP <233>", "Not more than 0.5 ppm", "< 0.02 ppm", "Pass"), at=(60, 160, 240, 360, 460),
        )  # fmt: skip
        rows(page, 540, *POTENCY)

    limits = [(m.limit.value, m.limit.unit) for m in read(draw).panels["heavy_metals"].measurements if m.limit]

    assert limits == [(0.2, "ppm"), (0.5, "ppm")]


def test_moisture_in_one_line_has_its_limit_and_its_status() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Moisture content", "10.8 %", "<= 15.0 %", "Pass"))
        rows(page, 600, *POTENCY)

    moisture = read(draw).panels["moisture"].measurements[0]

    assert (moisture.results[0].value, moisture.limit and moisture.limit.value, moisture.status) == (10.8, 15.0, "pass")


def test_figures_before_a_column_of_units_are_results_without_any_heading() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 660, "Terpenes")
        rows(page, 640, ("Myrcene", "0.402", "%"), ("Limonene", "0.611", "%"), ("Linalool", "0.244", "%"),
             ("Guaiol", "0.035", "%"))  # fmt: skip

    assert results_of(read(draw), "terpenes")["limonene"] == [(0.611, "%")]


def test_the_unit_behind_a_title_holds_for_all_tables_of_its_list() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 660, ("PESTICIDES", "LC-MS/MS, tested 05/09/24 (µg/g)"), at=(60, 380))
        for x, names in ((60, ("Acephate", "Aldicarb", "Boscalid")), (320, ("Malathion", "Metalaxyl", "Naled"))):
            at = (x, x + 100, x + 160)
            rows(page, 640, ("Analyte", "Limit", "Result"), *((name, "0.4", "0.13") for name in names), at=at)

    units = {unit for (_, unit), in results_of(read(draw), "pesticides").values()}

    assert units == {"ug/g"}


def test_one_table_of_several_sections_has_its_headings_throughout() -> None:
    def draw(page: Canvas) -> None:
        at = (60, 200, 250, 300, 350, 420)
        rows(
            page, 640, ("Test", "Result", "Qual", "MDL", "RL", "Units"), ("Cannabinoids",),
            ("THCA", "20.1", "", "0.010", "0.050", "%"), ("CBN", "0.032", "J", "0.010", "0.050", "%"),
            ("CBD", "ND", "", "0.010", "0.050", "%"), ("Metals",),
            ("Arsenic", "ND", "", "0.02", "0.10", "ug/g"), ("Cadmium", "0.14", "", "0.01", "0.05", "ug/g"),
            ("Lead", "0.06", "J", "0.02", "0.10", "ug/g"), ("Microbiology",), ("Total Yeast and Mold", "1100", "", "",
            "100", "CFU/g"), ("Total Coliforms", "<100", "", "", "100", "CFU/g"), at=at,
        )  # fmt: skip

    report = read(draw)
    lead = report.panels["heavy_metals"].measurements[2]

    assert results_of(report, "heavy_metals") == {
        "arsenic": [("ND", "ug/g")], "cadmium": [(0.14, "ug/g")], "lead": [(0.06, "ug/g")],
    }  # fmt: skip
    assert (lead.lod and lead.lod.value, lead.loq and lead.loq.value) == (0.02, 0.1)
    assert [m.loq and m.loq.value for m in report.panels["microbials"].measurements] == [100, 100]


def test_a_cell_may_say_its_limit() -> None:
    def draw(page: Canvas) -> None:
        for i, line in enumerate(("THCA: 23.13 %", "CBD: ND", "Total THC: 20.60 %", "HEAVY METALS",
                                  "Arsenic: ND (limit 0.2 ppm)", "Lead: 0.03 ppm (limit: 0.5 ppm)")):  # fmt: skip
            page.drawString(60, 640 - 14 * i, line)

    metals = read(draw).panels["heavy_metals"].measurements

    assert [(m.analyte, m.limit and (m.limit.value, m.limit.unit)) for m in metals] == [
        ("arsenic", (0.2, "ppm")), ("lead", (0.5, "ppm")),
    ]  # fmt: skip


def test_a_list_beside_another_has_the_columns_of_that() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 660, *POTENCY)
        page.drawString(60, 590, "Terpenes (mg/g)")
        rows(page, 570, ("Myrcene", "0.40", "Guaiol", "ND"), ("Limonene", "0.61", "Camphene", "<0.05"),
             ("Linalool", "0.24", "Ocimene", "0.11"), ("Fenchol", "0.07", "Geraniol", "ND"),
             at=(60, 160, 300, 400))  # fmt: skip

    assert results_of(read(draw), "terpenes")["limonene"] == [(0.61, "mg/g")]


def test_what_is_told_of_another_sample_is_not_told_of_the_first() -> None:
    def page_of(sample: str, *figures: str) -> Draw:
        def draw(page: Canvas) -> None:
            page.setFont("Helvetica", 9)
            page.drawString(60, 700, f"Sample ID: {sample}")
            names = ("THCA", "Delta-9-THC", "CBG", "CBN")
            rows(page, 640, ("Analyte", "%"), *zip(names, figures, strict=True))

        return draw

    def draw(page: Canvas) -> None:
        page_of("OV-1207", "20.1", "0.31", "1.10", "ND")(page)
        page.showPage()
        page_of("OV-1208", "18.4", "0.28", "0.90", "0.15")(page)

    report = read(draw)

    assert results_of(report)["cbn"] == [("ND", "%")]
    assert not any(m.contradiction for m in report.panels["cannabinoids"].measurements)
    assert [u.text for u in report.unread if "another sample" in u.reason][:1] == ["THCA 18.4"]


def test_a_name_in_a_strip_of_figures_takes_none_but_its_own() -> None:
    def draw(page: Canvas) -> None:
        page.rect(50, 650, 480, 40)
        rows(page, 672, ("0.248 %", "0.514 %", "Not Tested"), ("Total THC", "Total Cannabinoids", "Moisture Content"),
             at=(64, 200, 380))  # fmt: skip
        rows(page, 600, *POTENCY)

    report = read(draw)

    assert not report.panels["moisture"].measurements
    assert report.panels["moisture"].status == "not_tested"


@pytest.mark.parametrize(
    "title",
    ["Pesticides, ppm", "PS: PESTICIDES SCREEN", "Pesticide Residues LC-MS/MS and GC-MS/MS, KA-M-007",
     "Pesticides LC-MS/MS, ppm", "Pesticides ICP-SM, LL-M-130 · analysé le 2024-11-14"],
)  # fmt: skip
def test_a_title_with_its_unit_method_or_day_is_that_of_the_panel(title: str) -> None:
    assert vocabulary().panel(title) == "pesticides"


def test_the_verdict_ends_the_line_under_the_title() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 700, *POTENCY)
        page.drawString(60, 640, "Heavy Metals")
        rows(page, 628, ("Method CPL-301", "Analyzed 11/06/2023", "PASS"), at=(60, 160, 300))
        rows(page, 610, ("Analyte", "Limit (ppm)", "Result (ppm)"), ("Arsenic", "0.2", "ND"), ("Lead", "0.5", "0.1"))

    assert read(draw).panels["heavy_metals"].status == "pass"


def test_a_section_of_a_table_may_have_its_method_and_verdict_in_the_row_of_its_title() -> None:
    def draw(page: Canvas) -> None:
        at = (60, 220, 290, 350, 410)
        rows(page, 700, ("Parameter", "Result", "Units", "Limit", "P/F"), ("THCA", "20.1", "%", "", ""),
             ("CBD", "ND", "%", "", ""), ("MYCOTOXINS", "KA-M-610", "LC-MS/MS", "", "PASS"),
             ("Aflatoxin B1", "ND", "ppb", "20", "PASS"), ("Ochratoxin A", "ND", "ppb", "20", "PASS"),
             at=at)  # fmt: skip

    report = read(draw)

    assert report.panels["mycotoxins"].status == "pass"
    assert report.unread == []


def test_a_laboratory_called_quality_control_has_tables_of_results() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(300, 770, "Fox River Quality Control")
        rows(page, 640, *POTENCY)

    assert results_of(read(draw))["thca"] == [(20.1, "%")]


def test_how_a_total_is_made_is_no_label_of_a_figure() -> None:
    def draw(page: Canvas) -> None:
        page.rect(50, 400, 480, 340)
        rows(page, 640, *POTENCY)
        rows(page, 560, ("0.466 %", "4.66 mg/g"))
        page.drawString(60, 546, "** TOTAL CBD = (CBDA X 0.877) + CBD")

    assert "total_cbd" not in {t.name for t in read(draw).totals}


def test_a_bar_typed_of_blocks_is_no_part_of_the_figure_before_it() -> None:
    word = Word("▮", 232, 100, 236, 108, 8)
    page = Page(1, 612, 792, words=[Word("0.22", 200, 100, 216, 108, 8), word], strokes=[])

    assert [w.text for w in rules_drawn(page).words] == ["0.22"]


@pytest.mark.parametrize("word", ["label claim", "expected", "max", "limit", "previous batch", "LOQ", "spike"])
def test_what_a_bracket_says_is_another_s_is_no_result(word: str) -> None:
    words = vocabulary()

    assert words.total(f"Total CBD ({word})") is None
    assert words.analyte(f"CBD ({word})") is None


@pytest.mark.parametrize(
    "line",
    ["Heavy Metals (ICP-MS), limits in ug/kg", "Heavy Metals (calibration 1 to 100, ppb)",
     "Results above 500 in ppb are reported to the state", "Blank results in ppb: none found"],
)  # fmt: skip
def test_a_unit_of_something_else_is_not_that_of_the_results(line: str) -> None:
    def draw(page: Canvas) -> None:
        rows(page, 700, *POTENCY)
        page.drawString(60, 640, line)
        rows(page, 620, ("Analyte", "Result"), ("Lead", "2.90"), ("Cadmium", "0.80"), ("Arsenic", "0.90"))

    found = read(draw)

    assert found.panels["heavy_metals"].measurements == []
    assert [u.text for u in found.unread] == ["Lead 2.90", "Cadmium 0.80", "Arsenic 0.90"]


@pytest.mark.parametrize("line", ["QC check 09/12/2026", "System suitability: ICP-MS", "Instrument check"])
def test_a_pass_of_something_else_is_no_verdict_on_the_panel(line: str) -> None:
    def draw(page: Canvas) -> None:
        rows(page, 700, *POTENCY)
        page.drawString(60, 640, "Heavy Metals")
        rows(page, 628, (line, "PASS"), at=(60, 300))
        rows(page, 610, ("Analyte", "Limit (ppm)", "Result (ppm)"), ("Arsenic", "0.2", "ND"), ("Lead", "0.5", "0.1"))

    assert read(draw).panels["heavy_metals"].status is None


def test_two_figures_in_one_unit_are_none() -> None:
    """A font that lost a digit leaves "1.5 3%" of 1.583%."""

    def draw(page: Canvas) -> None:
        rows(
            page, 640, ("Terpene", "mg/g", "%"), ("Myrcene", "15.83"), ("Limonene", "3.827", "0.383%"),
            ("Linalool", "1.292", "0.129%"), ("Guaiol", "0.355", "0.036%"), ("Humulene", "1.033", "0.103%"),
            ("Ocimene", "0.547", "0.055%"), ("Farnesene", "1.477", "0.148%"), at=(60, 200, 280),
        )  # fmt: skip
        rows(page, 626, ("1.5", "3%"), at=(280, 300))
        rows(page, 500, *POTENCY)

    report = read(draw)

    assert len(report.panels["terpenes"].measurements) == 6
    assert [row.text for row in report.unread] == ["Myrcene 15.83 1.5 3%"]


def test_the_labels_of_a_chart_are_no_rows_of_the_table_over_it() -> None:
    def draw(page: Canvas) -> None:
        rows(
            page, 640, ("Analyte", "LOQ (mg/g)", "mg/g", "%"), ("THCA", "0.5", "512.6", "51.26"),
            ("CBGA", "0.5", "29.1", "2.91"), ("CBG", "0.5", "5.5", "0.55"), ("CBD", "0.5", "ND", "ND"),
        )  # fmt: skip
        page.setFont("Helvetica", 6)
        page.drawString(262, 560, "THCA 9.984")
        page.drawString(190, 540, "CBGA 4.587")

    assert results_of(read(draw))["thca"] == [(512.6, "mg/g"), (51.26, "%")]


def test_what_stands_under_a_title_of_no_panel_is_of_none() -> None:
    def draw(page: Canvas) -> None:
        rows(
            page, 640, ("Test", "Specification", "Result", "Verdict"), ("Physical",),
            ("Average fill mass", "0.475 - 0.525 g", "0.512 g", "Pass"), ("Appearance", "Amber", "Conforms", "Pass"),
            ("Elemental Impurities",), ("Lead", "NMT 0.5 ppm", "0.03 ppm", "Pass"),
            ("Microbial Limits",), ("Enterobacterial Count", "NMT 100 CFU/g", "< 10 CFU/g", "Pass"),
            ("Residual Solvents",), ("Ethanol", "NMT 5000 ppm", "112 ppm", "Pass"),
            ("Hexane", "NMT 290 ppm", "ND", "Pass"), ("Acetone", "NMT 5000 ppm", "ND", "Pass"), at=(60, 200, 320, 420),
        )  # fmt: skip

    report = read(draw)

    assert list(results_of(report, "residual_solvents")) == ["ethanol", "hexane", "acetone"]
    assert results_of(report, "microbials") == {"enterobacteriaceae": [("<LOQ", "CFU/g")]}


@pytest.mark.parametrize(("panel", "name"), [("Heavy metals", "Ash"), ("Residual solvents", "Fill mass")])
def test_no_contaminant_is_told_in_grams(panel: str, name: str) -> None:
    metals = {"Heavy metals": ("Lead", "Arsenic"), "Residual solvents": ("Ethanol", "Acetone")}[panel]

    def draw(page: Canvas) -> None:
        page.drawString(60, 660, panel)
        rows(page, 640, ("Analyte", "Result"), (metals[0], "0.1 ppm"), (metals[1], "0.2 ppm"), (name, "0.512 g"))
        rows(page, 540, *POTENCY)

    assert name not in results_of(read(draw), panel.lower().replace(" ", "_"))


def test_a_volume_behind_the_name_of_the_pack_is_all_of_it() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Analyte", "Concentration", "Per Bottle", "LOQ"), ("", "mg/mL", "mg/30 mL", "mg/mL"))
        rows(page, 612, ("CBD", "49.3", "1479.8", "0.01"), ("CBG", "1.06", "31.9", "0.01"), ("CBN", "ND", "ND", "0.01"))

    assert results_of(read(draw))["cbd"] == [(49.3, "mg/mL"), (1479.8, "mg/package")]


def test_the_mark_of_a_footnote_may_stand_before_the_figure() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Solvent", "Limit (ppm)", "Result (ppm)"), ("Ethanol", "1000", "*312"),
             ("Acetone", "60", "ND"))  # fmt: skip
        rows(page, 540, *POTENCY)

    assert results_of(read(draw), "residual_solvents")["ethanol"] == [(312.0, "ppm")]


def test_the_translation_of_a_heading_stands_between_it_and_its_unit() -> None:
    def draw(page: Canvas) -> None:
        for top, font, line in (
            (640, "Helvetica-Bold", ("Parameter", "Result", "Per capsule", "RL")),
            (631, "Helvetica-Oblique", ("Paramètre", "Résultat", "Par capsule", "LDR")),
            (622, "Helvetica-Bold", ("", "mg/g", "mg", "mg/g")),
        ):
            page.setFont(font, 8)
            rows(page, top, line)
        page.setFont("Helvetica", 8)
        rows(page, 608, ("CBD", "28.4", "10.22", "0.05"), ("CBG", "0.94", "0.34", "0.05"),
             ("CBN", "<0.05", "<0.02", "0.05"))  # fmt: skip

    report = read(draw)

    assert results_of(report)["cbd"] == [(28.4, "mg/g"), (10.22, "mg/unit")]
    assert {m.loq.value for m in report.panels["cannabinoids"].measurements if m.loq} == {0.05}


def test_one_heading_of_limits_over_the_gap_between_two_columns_is_that_of_both() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 666, "Heavy metals")
        page.drawString(337, 650, "Limits (ppb)")
        rows(page, 646, ("Metal", "Result (ppb)", "LOQ (ppb)"), at=(60, 160, 230))
        page.drawString(490, 646, "Status")
        rows(page, 640, ("All uses", "Ingestion only"), at=(295, 400))
        for i, (name, *figures) in enumerate((
            ("Arsenic", "BQL", "60", "200", "1500"), ("Cadmium", "71.6", "30", "200", "500"),
            ("Lead", "BQL", "60", "500", "1000"),
        )):  # fmt: skip
            rows(page, 626 - 14 * i, (name, *figures, "PASS"), at=(60, 165, 235, 300, 430, 490))
        rows(page, 540, *POTENCY)

    metals = read(draw).panels["heavy_metals"].measurements

    assert [(m.analyte, m.results[0].value, m.limit and m.limit.value) for m in metals] == [
        ("arsenic", None, 200.0), ("cadmium", 71.6, 200.0), ("lead", None, 500.0),
    ]  # fmt: skip


def test_headings_in_coloured_cells_stand_over_the_columns_of_their_cell() -> None:
    def draw(page: Canvas) -> None:
        page.setFillGray(0.85)
        page.setStrokeGray(1)
        for x0, x1, y, height in (
            (55, 200, 638, 34), (200, 255, 638, 34), (255, 380, 660, 12), (380, 578, 660, 12),
            (255, 320, 638, 22), (320, 380, 638, 22), (380, 475, 638, 22), (475, 578, 638, 22),
        ):  # fmt: skip
            page.rect(x0, y, x1 - x0, height, fill=1)
        page.setFillGray(0)
        page.setFont("Helvetica-Bold", 8)
        page.drawCentredString(127, 650, "Cannabinoid")
        page.drawCentredString(223, 655, "LOQ")
        page.drawCentredString(223, 646, "mg/g")
        page.drawCentredString(317, 663, "Concentration")
        page.drawCentredString(479, 663, "Amount of cannabinoid")
        for x, text in ((287, "%"), (350, "mg/g")):
            page.drawCentredString(x, 644, text)
        for x, text in ((428, "serving"), (526, "package")):
            page.drawCentredString(x, 650, "mg/")
            page.drawCentredString(x, 641, text)
        page.setFont("Helvetica", 8)
        for i, (name, *figures) in enumerate((
            ("Delta-9-THC", "0.010", "0.0987", "0.987", "10.26", "102.6"),
            ("CBD", "0.010", "0.0962", "0.962", "10.00", "100.0"),
            ("CBG", "0.010", "ND", "-", "-", "-"), ("CBN", "0.010", "0.0481", "0.481", "5.00", "50.0"),
        )):  # fmt: skip
            page.drawString(60, 624 - 13 * i, name)
            for x, text in zip((249, 317, 376, 471, 573), figures, strict=True):
                page.drawRightString(x, 624 - 13 * i, text)

    report = read(draw)

    assert results_of(report)["delta_9_thc"] == [
        (0.0987, "%"), (0.987, "mg/g"), (10.26, "mg/serving"), (102.6, "mg/package"),
    ]  # fmt: skip
    assert results_of(report)["cbg"] == [("ND", "%")]


@pytest.mark.parametrize("height", [626, 619])
def test_one_larger_verdict_in_a_cell_as_high_as_all_rows_is_that_of_the_panel(height: int) -> None:
    def draw(page: Canvas) -> None:
        rows(page, 654, *POTENCY[:1], at=(330, 430))
        page.drawString(60, 654, "Heavy metals")
        rows(page, 640, ("Metal", "Limit (ppm)", "Result (ppm)", "Panel"), ("Arsenic", "1.5", "0.013"),
             ("Cadmium", "0.5", "0.041"), ("Lead", "0.5", "ND"), at=(60, 120, 180, 250))  # fmt: skip
        rows(page, 640, *POTENCY[1:], at=(330, 430))
        page.setFont("Helvetica-Bold", 12)
        page.drawString(248, height - 13, "PASS")

    metals = read(draw).panels["heavy_metals"]

    assert metals.status == "pass"
    assert [m.status for m in metals.measurements] == [None, None, None]


def test_nd_may_be_told_with_the_lod_it_lies_below() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Metal", "Result (ppm)"), ("Arsenic", "ND (LOD 0.003)"), ("Lead", "ND (<0.003)"),
             ("Cadmium", "0.02"), ("Mercury", "ND (102 ppm)"))  # fmt: skip
        rows(page, 540, *POTENCY)

    assert results_of(read(draw), "heavy_metals") == {
        "arsenic": [("ND", "ppm")], "lead": [("ND", "ppm")], "cadmium": [(0.02, "ppm")],
    }  # fmt: skip


def test_the_figures_of_a_lone_name_of_two_lines_stand_between_them() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 660, "WATER ACTIVITY TEST RESULT")
        rows(page, 640, ("COMPOUND", "LIMIT (aw)", "RESULT (aw)", "STATUS"), at=(60, 130, 200, 320))
        page.drawString(60, 627, "Water")
        page.drawString(60, 618, "Activity")
        rows(page, 622.5, ("", "0.65", "0.512", "PASS"), at=(60, 130, 200, 320))
        rows(page, 540, *POTENCY)

    report = read(draw)

    assert results_of(report, "water_activity") == {"water_activity": [(0.512, "aw")]}
