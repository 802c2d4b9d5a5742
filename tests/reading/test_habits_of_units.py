"""Which unit a figure is in and in which column it stands, where a page says it in its own way: never a wrong one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from coacheck.model import Quantity, Report
from reading.drawn import read, results_of, rows

AT = (60, 200, 300, 400, 480)
POTENCY = (("Cannabinoid", "mg/g", "%"), ("CBD", "34.1", "3.41"), ("CBG", "2.20", "0.220"), ("CBN", "ND", "ND"))


def page_with(*table: tuple[str, ...], over: str = "Heavy Metals", under: str = "") -> Report:
    def draw(page: Canvas) -> None:
        rows(page, 640, *POTENCY, at=AT)
        page.drawString(60, 560, over)
        rows(page, 540, *table, at=AT)
        page.drawString(60, 540 - 14 * len(table) - 4, under)

    return read(draw)


def told(quantity: Quantity | None) -> tuple[float, str | None] | None:
    return (quantity.value, quantity.unit) if quantity else None


LEAD, ZINC = ("Lead", "104", "0.5"), ("Cadmium", "12", "0.5")
RESULT_IN = {
    "title": (("Heavy Metals (results in µg/kg)", "Result", "Limit (mg/kg)"), "ug/kg"),
    "title with a dash": (("Heavy Metals — ug/kg", "Result", "Limit (mg/kg)"), "ug/kg"),
    "a unit that nobody knows": (("Heavy Metals", "Result (ug/L)", "Limit (mg/kg)"), None),
    "per": (("Heavy Metals", "Result (ng per g)", "Limit (ppm)"), "ng/g"),
    "parts per trillion": (("Heavy Metals", "Result (ppt)", "Limit (ppb)"), None),
}


@pytest.mark.parametrize("habit", RESULT_IN)
def test_a_result_is_in_its_own_unit_not_in_that_of_the_limit(habit: str) -> None:
    (title, *heads), unit = RESULT_IN[habit]

    report = page_with(("Metal", *heads), LEAD, ZINC, over=title)

    read = {"lead": [(104.0, unit)], "cadmium": [(12.0, unit)]} if unit else {}
    assert results_of(report, "heavy_metals") == read
    assert len(report.unread) == (0 if unit else 2)


@pytest.mark.parametrize("heading", ["Result (log10 CFU/g)", "Result (x 10^3 CFU/g)", "log CFU/g"])
def test_logarithms_and_multiples_are_unread(heading: str) -> None:
    report = page_with(
        ("Organism", heading, "Limit (CFU/g)"), ("Total Yeast and Mold", "5.3", "10000"),
        ("Total Coliforms", "3.9", "1000"), over="Microbials",
    )  # fmt: skip

    assert "microbials" not in report.panels
    assert [row.text.rsplit(" ", 1)[0] for row in report.unread] == ["Total Yeast and Mold", "Total Coliforms"]


def test_each_column_of_units_is_that_of_the_figure_before_it() -> None:
    report = page_with(
        ("Metal", "Limit", "Unit", "Result", "Unit"), ("Lead", "0.5", "mg/kg", "104", "µg/kg"),
        ("Cadmium", "0.5", "mg/kg", "12", "µg/kg"), ("Arsenic", "1.5", "mg/kg", "38", "µg/kg"),
    )  # fmt: skip

    assert results_of(report, "heavy_metals")["lead"] == [(104.0, "ug/kg")]
    assert [told(m.limit) for m in report.panels["heavy_metals"].measurements][:1] == [(0.5, "mg/kg")]


def test_a_heading_with_a_unit_goes_before_the_unit_of_the_row() -> None:
    report = page_with(
        ("Pesticide", "Result", "Unit", "LOQ (ppb)", "Limit (ppm)"), ("Boscalid", "0.88", "ppm", "30", "10"),
        ("Captan", "900", "ppb", "30", "5"), ("Spinosad", "ND", "ppb", "30", "1"), over="Pesticides",
    )  # fmt: skip

    captan = report.panels["pesticides"].measurements[1]
    assert results_of(report, "pesticides")["captan"] == [(900.0, "ppb")]
    assert (told(captan.loq), told(captan.limit)) == ((30.0, "ppb"), (5.0, "ppm"))


def test_a_note_under_a_table_says_nothing_of_the_next() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, *POTENCY, at=AT)
        page.drawString(60, 560, "Residual Solvents")
        rows(page, 540, ("Solvent", "Result", "Limit"), ("Ethanol", "148", "5000"), ("Butane", "12", "5000"), at=AT)
        page.drawString(60, 494, "Results in µg/g; limits in ppm.")
        page.drawString(60, 474, "Mycotoxins")
        rows(
            page, 454, ("Toxin", "Result", "Limit"), ("Aflatoxin B1", "1.2", "20"), ("Ochratoxin A", "ND", "20"), at=AT
        )
        page.drawString(60, 408, "All mycotoxin results in ppb.")

    assert results_of(read(draw), "mycotoxins")["aflatoxin_b1"] == [(1.2, "ppb")]


def test_amounts_per_millilitre_are_of_the_same_analyte() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Analyte", "Result (%)"), ("CBD", "5.47"), ("CBG", "0.118"), ("CBN", "ND"), at=AT)
        page.drawString(60, 560, "Potency per 1ml")
        rows(page, 540, ("Analyte", "Result", "Units"), ("CBD per 1ml", "52.0", "mg/1ml"),
             ("CBG per 1ml", "1.12", "mg/1ml"), ("Total Cannabinoids per 1ml", "58.2", "mg/1ml"), at=AT)  # fmt: skip

    report = read(draw)

    assert results_of(report)["cbd"] == [(5.47, "%"), (52.0, "mg/mL")]
    assert [(t.name, t.results[0].value, t.results[0].unit) for t in report.totals] == [
        ("total_cannabinoids", 58.2, "mg/mL")
    ]


def test_headings_hold_for_the_sections_below_where_each_figure_has_its_unit() -> None:
    at = (60, 190, 260, 370, 460)

    def draw(page: Canvas) -> None:
        rows(page, 640, ("Test", "Method", "Specification", "Result", "Conclusion"), ("Physical",),
             ("Moisture", "USP <921>", "NMT 1.0 %", "0.14 %", "Conforms"),
             ("Water Activity", "AOAC 978.18", "NMT 0.60 aw", "0.31 aw", "Conforms"), at=at)  # fmt: skip
        rows(page, 580, ("Cannabinoids (HPLC-DAD)",),
             ("Cannabidiol (CBD)", "TM-301", "28.5 - 33.0 %", "30.42 %", "Conforms"),
             ("Cannabigerol (CBG)", "TM-301", "Report", "0.64 %", "-"),
             ("Cannabinol (CBN)", "TM-301", "Report", "< 0.05 %", "-"),
             ("Delta-9-THC", "TM-301", "NMT 0.3 %", "0.24 %", "Conforms"), at=at)  # fmt: skip

    found = results_of(read(draw))

    assert found["cbd"] == [(30.42, "%")]
    assert found["cbg"] == [(0.64, "%")]


@pytest.mark.parametrize("heading", ["Theoretical max (ppb)", "Calibration limit (ppb)", "% of limit"])
def test_what_is_no_limit_is_not_told_as_one(heading: str) -> None:
    report = page_with(
        ("Metal", "Result (ppb)", heading, "Limit (ppb)"), ("Lead", "104", "50", "500"), ("Cadmium", "12", "51", "400"),
        ("Arsenic", "38", "52", "1500"),
    )  # fmt: skip

    assert [told(m.limit) for m in report.panels["heavy_metals"].measurements] == [
        (500.0, "ppb"), (400.0, "ppb"), (1500.0, "ppb"),
    ]  # fmt: skip


def test_the_largest_of_replicates_is_no_limit() -> None:
    report = page_with(
        ("Metal", "Min (ppb)", "Max (ppb)", "Result (ppb)"), ("Lead", "100", "108", "104"),
        ("Cadmium", "11", "13", "12"),
    )  # fmt: skip

    assert [(m.name, m.limit) for m in report.panels["heavy_metals"].measurements] == [
        ("Lead", None),
        ("Cadmium", None),
    ]


def test_a_maximum_residue_level_beside_a_reporting_limit_is_the_limit() -> None:
    report = page_with(
        ("Pesticide", "MRL (ppb)", "RL (ppb)", "Result (ppb)"), ("Boscalid", "10000", "30", "88"),
        ("Captan", "5000", "30", "ND"), over="Pesticides",
    )  # fmt: skip

    boscalid = report.panels["pesticides"].measurements[0]
    assert (told(boscalid.limit), told(boscalid.loq)) == ((10000.0, "ppb"), (30.0, "ppb"))


@pytest.mark.parametrize("flag", ["U", "<"])
def test_a_flag_that_denies_its_figure_leaves_it_unread(flag: str) -> None:
    report = page_with(
        ("Metal", "Result (ppb)", "Q", "Limit (ppb)"), ("Lead", "104", "", "500"), ("Cadmium", "5", flag, "400"),
        ("Arsenic", "38", "J", "1500"),
    )  # fmt: skip

    assert set(results_of(report, "heavy_metals")) == {"lead", "arsenic"}
    assert [row.text.split()[0] for row in report.unread] == ["Cadmium"]


RANGES = ["1.05 - 1.15", "2.1 to 2.3", "0.30 and 0.41", "1 200.5"]


@pytest.mark.parametrize("cell", RANGES)
def test_two_figures_in_one_cell_are_unread(cell: str) -> None:
    report = page_with(
        ("Metal", "Result (ppb)", "Limit (ppb)"), ("Lead", "104", "500"), ("Cadmium", cell, "400"),
        ("Arsenic", "38", "1500"),
    )  # fmt: skip

    assert set(results_of(report, "heavy_metals")) == {"lead", "arsenic"}
    assert [row.text.split()[0] for row in report.unread] == ["Cadmium"]


def test_what_is_on_dry_weight_is_never_beside_what_is_as_received() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Cannabinoid", "As received (%)", "Dry weight (%)", "Dry weight (mg/g)"),
             ("CBDA", "14.20", "15.99", "159.9"), ("CBG", "0.21", "0.24", "2.4"), ("CBD", "0.88", "0.99", "9.9"),
             at=(60, 160, 260, 380))  # fmt: skip

    assert results_of(read(draw)) == {"cbda": [(14.2, "%")], "cbg": [(0.21, "%")], "cbd": [(0.88, "%")]}


def test_decimal_commas_are_known_by_the_number_where_a_report_writes_both() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Cannabinoid", "Result", "Unit"), ("CBD", "3,41", "%"), ("CBG", "0,220", "%"),
             ("CBN", "0,11", "%"), at=AT)  # fmt: skip
        page.drawString(60, 560, "Heavy Metals")
        rows(page, 540, ("Metal", "Result", "Unit"), ("Lead", "1,104", "mg/kg"), ("Cadmium", "1,012", "mg/kg"), at=AT)
        page.drawString(60, 480, "Residual Solvents")
        rows(
            page, 460, ("Solvent", "Result (mg/kg)"), ("Ethanol", "1.14"), ("Butane", "1.2"), ("Acetone", "3.5"), at=AT
        )

    report = read(draw)

    assert results_of(report) == {"cbd": [(3.41, "%")], "cbg": [(0.22, "%")], "cbn": [(0.11, "%")]}
    assert "heavy_metals" not in report.panels
    assert [row.text for row in report.unread] == ["Lead 1,104", "Cadmium 1,012"]


def _raised(page: Canvas, x: float, y: float, text: str, mark: str) -> None:
    page.drawString(x, y, text)
    width = page.stringWidth(text, "Helvetica", 9)
    page.setFont("Helvetica", 6)
    page.drawString(x + width, y + 3, mark)
    page.setFont("Helvetica", 9)


def _as_a_letter(page: Canvas, x: float, y: float, text: str, mark: str) -> None:
    page.drawString(x, y, text + mark)


@pytest.mark.parametrize(("set_mark", "two", "three"), [(_raised, "2", "3"), (_as_a_letter, "²", "³")])
def test_the_mark_of_a_footnote_is_no_digit(
    set_mark: Callable[[Canvas, float, float, str, str], None], two: str, three: str
) -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, *POTENCY, at=AT)
        page.drawString(60, 560, "Heavy Metals")
        rows(page, 540, ("Metal", "Result (ppb)", "Limit (ppb)"), ("Lead", "", "500"), ("Cadmium", "12", ""), at=AT)
        set_mark(page, 200, 526, "104", two)
        set_mark(page, 300, 512, "400", three)

    report = read(draw)

    assert results_of(report, "heavy_metals") == {"lead": [(104.0, "ppb")], "cadmium": [(12.0, "ppb")]}
    assert [told(m.limit) for m in report.panels["heavy_metals"].measurements] == [(500.0, "ppb"), (400.0, "ppb")]


@pytest.mark.parametrize("heading", ["Sample size", "Amount", "Portion"])
def test_what_was_weighed_out_for_a_test_is_no_result(heading: str) -> None:
    report = page_with(
        ("Organism", heading, "Result", "Unit", "Limit"),
        ("Total Aerobic Bacteria", "10 g", "12000", "CFU/g", "100000"),
        ("Total Yeast and Mold", "10 g", "850", "CFU/g", "10000"), ("Salmonella", "25 g", "Absent", "", "Absent"),
        over="Microbials",
    )  # fmt: skip

    assert results_of(report, "microbials") == {
        "tamc": [(12000.0, "CFU/g")], "tymc": [(850.0, "CFU/g")], "salmonella": [("ND", None)],
    }  # fmt: skip


@pytest.mark.parametrize("heading", ["Mass (g)", "Weight g", "Wt (g)", "Volume (mL)"])
def test_a_mass_in_grams_beside_a_result_is_what_was_weighed_out(heading: str) -> None:
    report = page_with(("Metal", heading, "Result (ppb)", "Limit (ppb)"), ("Lead", "0.512", "102", "500"),
                       ("Cadmium", "0.512", "18", "200"))  # fmt: skip

    assert results_of(report, "heavy_metals") == {"lead": [(102.0, "ppb")], "cadmium": [(18.0, "ppb")]}


def test_a_count_beside_a_result_in_a_unit_is_that_of_replicates() -> None:
    report = page_with(("Metal", "Count", "Result (ppb)"), ("Lead", "3", "102"), ("Cadmium", "3", "18"))

    assert results_of(report, "heavy_metals") == {"lead": [(102.0, "ppb")], "cadmium": [(18.0, "ppb")]}


def test_a_share_of_the_label_is_no_claim() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Cannabinoid", "% Label", "Result (%)"), ("CBD", "104", "3.12"), ("CBG", "", "0.3"), at=AT)

    report = read(draw)

    assert report.label_claims == []
    assert results_of(report)["cbd"] == [(3.12, "%")]


@pytest.mark.parametrize("name", ["{}, {}", "{} ({})"])
def test_the_unit_behind_a_name_is_that_of_its_figure(name: str) -> None:
    def draw(page: Canvas) -> None:
        told = (("CBD", "mg/g", "23.91"), ("CBG", "mg/g", "ND"), ("Total THC", "%", "0.31"), ("Lead", "ppb", "41"))
        rows(page, 640, ("Parameter", "Result"), *((name.format(n, unit), figure) for n, unit, figure in told), at=AT)

    report = read(draw)

    assert results_of(report) == {"cbd": [(23.91, "mg/g")], "cbg": [("ND", "mg/g")]}
    assert results_of(report, "heavy_metals") == {"lead": [(41.0, "ppb")]}
    assert [(t.name, t.results[0].unit) for t in report.totals] == [("total_thc", "%")]


def test_cycles_of_pcr_are_neither_result_nor_limit() -> None:
    report = page_with(
        ("Organism", "Result (CFU/g)", "Ct Value", "Cutoff Ct", "Limit (CFU/g)"),
        ("Total Yeast and Mold", "340", "31.2", "38", "10000"), ("Enterobacteriaceae", "<10", "39.5", "38", "1000"),
        over="Microbials",
    )  # fmt: skip

    assert results_of(report, "microbials")["tymc"] == [(340.0, "CFU/g")]
    assert [told(m.limit) for m in report.panels["microbials"].measurements] == [(10000.0, "CFU/g"), (1000.0, "CFU/g")]


def test_an_upper_limit_is_the_limit_where_there_is_no_other() -> None:
    report = page_with(("Metal", "Result (ppm)", "LOQ", "Upper Limit"), ("Lead", "0.104", "0.01", "0.5"),
                       ("Cadmium", "0.012", "0.01", "0.2"))  # fmt: skip

    assert [told(m.limit) for m in report.panels["heavy_metals"].measurements] == [(0.5, "ppm"), (0.2, "ppm")]


def test_a_unit_of_the_page_before_is_not_that_of_another_panel() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, *POTENCY, at=AT)
        page.drawString(60, 560, "Pesticides (ppb)")
        rows(page, 540, ("Analyte", "Limit", "Result"), ("Acephate", "200", "15"), ("Captan", "700", "ND"), at=AT)
        page.showPage()
        page.setFont("Helvetica", 9)
        page.drawString(60, 740, "Heavy Metals")
        rows(page, 720, ("Analyte", "Limit", "Result"), ("Lead", "0.5", "0.10"), ("Arsenic", "0.2", "0.04"), at=AT)

    report = read(draw)

    assert results_of(report, "pesticides")["acephate"] == [(15.0, "ppb")]
    assert results_of(report, "heavy_metals") == {"lead": [(0.1, None)], "arsenic": [(0.04, None)]}


def test_not_present_in_two_lines_beside_a_name_in_two_is_one_row() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, *POTENCY, at=AT)
        page.drawString(60, 560, "Microbials")
        rows(page, 540, ("Analyte", "Units", "Result", "Pass/Fail"), at=AT)
        for top, first, second in ((520, "SALMONELLA SPECIFIC", "GENE"), (492, "ESCHERICHIA COLI", "SHIGELLA SPP")):
            page.drawString(60, top, first)
            page.drawString(60, top - 9, second)
            page.drawString(300, top, "Not")
            page.drawString(300, top - 9, "Present")
            page.drawString(400, top - 4.5, "PASS")
        rows(page, 464, ("TOTAL YEAST AND MOLD", "CFU/g", "1200", "PASS"),
             ("TOTAL AEROBIC BACTERIA", "CFU/g", "350", "PASS"), at=AT)  # fmt: skip

    found = results_of(read(draw), "microbials")

    assert [r for name, r in found.items() if name not in ("tymc", "tamc")] == [[("ND", None)], [("ND", None)]]
