"""Habits of tables in sections: verdicts beside titles, units behind them, headings drawn over groups of columns."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from coacheck.model import Report
from coacheck.pdf.document import open_pdf
from reading.drawn import read, results_of, rows

AT = (60, 190, 260, 330, 400, 480)


def bold(page: Canvas, top: float, *row: str, at: tuple[float, ...] = AT) -> None:
    page.setFont("Helvetica-Bold", 9)
    rows(page, top, row, at=at)
    page.setFont("Helvetica", 9)


POTENCY = (("Cannabinoid", "%"), ("THCA", "20.1"), ("CBD", "ND"), ("CBG", "0.3"))


def told(report: Report, panel: str) -> list[tuple[str, float | str | None, float | None]]:
    found = report.panels[panel].measurements  # type: ignore[index]
    return [(m.name, m.results[0].value or m.results[0].qualifier, m.limit and m.limit.value) for m in found]


def test_sections_with_their_verdicts_have_the_headings_of_the_whole_table() -> None:
    def draw(page: Canvas) -> None:
        bold(page, 640, "Analyte", "Units", "LOQ", "Limit", "Result", "Status")
        bold(page, 626, "Pesticides (LC-MS/MS)", "", "", "", "", "PASS")
        rows(
            page, 612, ("Abamectin", "ppm", "0.05", "0.2", "ND", "Pass"), ("Captan", "ppm", "0.05", "2", "ND", "Pass"),
            ("Spinosad", "ppm", "0.05", "1", "0.214", "Pass"), at=AT,
        )  # fmt: skip
        bold(page, 570, "Heavy Metals (ICP-MS)", "", "", "", "", "PASS")
        rows(page, 556, ("Arsenic", "ppb", "40", "2000", "<LOQ", "Pass"), ("Lead", "ppb", "40", "1200", "62.8", "Pass"),
             at=AT)  # fmt: skip
        bold(page, 528, "Water Activity (Chilled mirror)", "", "", "", "", "PASS", at=AT)
        rows(page, 514, ("Water Activity", "aw", "-", "0.65", "0.498", "Pass"), at=AT)

    report = read(draw)

    assert told(report, "pesticides") == [("Abamectin", "ND", 0.2), ("Captan", "ND", 2.0), ("Spinosad", 0.214, 1.0)]
    assert told(report, "heavy_metals") == [("Arsenic", "<LOQ", 2000.0), ("Lead", 62.8, 1200.0)]
    assert told(report, "water_activity") == [("Water Activity", 0.498, 0.65)]
    assert report.unread == []


@pytest.mark.parametrize("unit", ["CFU/g", "cfu/g"])
def test_a_unit_behind_a_title_with_its_verdict_is_that_of_the_results(unit: str) -> None:
    def draw(page: Canvas) -> None:
        bold(page, 640, f"Microbials {unit}", "", "", "PASS", at=(60, 200, 280, 360))
        rows(
            page, 622, ("Analyte", "Limit", "Result", "Status"), ("Total Aerobic Count", "100,000", "2,400", "PASS"),
            ("Total Yeast & Mold", "10,000", "600", "PASS"), at=(60, 200, 280, 360),
        )  # fmt: skip
        rows(page, 540, *POTENCY)

    report = read(draw)

    assert list(results_of(report, "microbials").values()) == [[(2400.0, "CFU/g")], [(600.0, "CFU/g")]]
    assert report.panels["microbials"].status == "pass"


def test_a_line_drawn_under_a_heading_reaches_over_its_columns() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(345, 648, "Use Limits (ppb)")
        page.line(300, 644, 460, 644)
        rows(
            page, 634, ("Metal", "Conc. (ppb)", "RL (ppb)", "All", "Ingestion", "Status"),
            ("Arsenic", "ND", "50", "200", "1,500", "PASS"), ("Cadmium", "ND", "50", "200", "500", "PASS"),
            ("Lead", "62", "50", "500", "1,000", "PASS"), at=(60, 150, 230, 320, 400, 480),
        )  # fmt: skip

    found = results_of(read(draw), "heavy_metals")

    assert found == {"arsenic": [("ND", "ppb")], "cadmium": [("ND", "ppb")], "lead": [(62.0, "ppb")]}


def test_a_table_ends_where_the_next_has_its_headings() -> None:
    def draw(page: Canvas) -> None:
        at = (60, 230, 310, 390, 480)
        head = ("Analysis", "Results", "Units", "Limits", "Status")
        rows(
            page, 640, head, ("Total Aerobic Count", "<100", "CFU/g", "10,000", "PASS"),
            ("Total Coliforms", "<100", "CFU/g", "100", "PASS"), ("Yeast & Mold", "300", "CFU/g", "1,000", "PASS"),
            at=at,
        )  # fmt: skip
        rows(page, 572, head, ("E. coli", "Negative", "NA", "Not Detected", "PASS"), at=(75, 190, 300, 380, 480))
        rows(page, 500, *POTENCY)

    found = read(draw).panels["microbials"].measurements

    assert [[r.value or r.qualifier for r in m.results] for m in found] == [["<LOQ"], ["<LOQ"], [300.0], ["ND"]]


@pytest.mark.parametrize(("upper", "lower"), [("nicht", "nachweisbar"), ("Not", "Detected")])
def test_a_word_in_two_lines_of_its_cell_is_one_word(upper: str, lower: str) -> None:
    def draw(page: Canvas) -> None:
        at = (60, 230, 330, 420)
        rows(page, 640, ("Parameter", "Result", "Unit", "Method"), ("Escherichia coli", "< 10", "CFU/g", "ISO 16649-2"),
             at=at)  # fmt: skip
        page.drawString(230, 610, upper)
        rows(page, 605, ("Salmonella", "", "", "ISO 6579-1"), at=at)
        page.drawString(230, 600, lower)
        rows(page, 540, *POTENCY)

    found = results_of(read(draw), "microbials")

    assert [value for value, _ in found["salmonella"]] == ["ND"]


def test_a_verdict_in_a_circle_is_that_of_the_panel_under_it() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, *POTENCY)
        page.setFont("Helvetica-Bold", 12)
        for x, word in zip((100, 250, 400), ("PASS", "FAIL", "PASS"), strict=True):
            page.drawCentredString(x, 500, word)
        page.setFont("Helvetica", 8)
        for x, panel in zip((100, 250, 400), ("Microbiological", "Pesticides", "Residual Solvents"), strict=True):
            page.drawCentredString(x, 462, panel)

    found = read(draw).panels

    assert [found[p].status for p in ("microbials", "pesticides", "residual_solvents")] == ["pass", "fail", "pass"]


def test_a_share_of_dry_weight_beside_what_is_as_received() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 654, ("As Received", "Dry Weight"), at=(230, 340))
        rows(
            page, 640, ("Analyte", "% w/w", "mg/g", "% w/w"), ("Total THC", "22.47", "224.7", "25.20"),
            ("Total CBD", "0.05", "0.5", "0.06"), at=(60, 200, 280, 345),
        )  # fmt: skip

    totals = {t.name: [(r.value, r.unit) for r in t.results] for t in read(draw).totals}

    assert totals["total_thc"] == [(22.47, "%"), (224.7, "mg/g")]
    assert totals["total_thc_dry"] == [(25.2, "%")]


def test_letters_far_apart_and_evenly_are_a_word() -> None:
    out = io.BytesIO()
    page = Canvas(out)
    page.setFont("Helvetica", 9)
    x = 60.0
    for letter in "LABORATORIES":
        page.drawString(x, 690, letter)
        x += stringWidth(letter, "Helvetica", 9) + 8
    page.drawString(60, 660, "A few words")
    page.save()

    words = open_pdf(out.getvalue()).pages[0].words

    assert [w.text for w in words] == ["LABORATORIES", "A", "few", "words"]


def test_a_column_of_dashes_under_its_heading_is_no_part_of_the_figures_beside_it() -> None:
    def draw(page: Canvas) -> None:
        at = (60, 190, 290, 350, 430)
        rows(
            page, 640, ("Test", "Specification", "LOQ", "Result", "Assessment"),
            ("Arsenic", "NMT 0.2 ppm", "-", "0.03 ppm", "Meets"), ("Lead", "NMT 0.5 ppm", "-", "0.12 ppm", "Meets"),
            ("Mercury", "NMT 0.1 ppm", "-", "ND", "Meets"),
            at=at,
        )  # fmt: skip
        rows(page, 540, *POTENCY)

    found = results_of(read(draw), "heavy_metals")

    assert (found["arsenic"], found["lead"]) == ([(0.03, "ppm")], [(0.12, "ppm")])
    assert [value for value, _ in found["mercury"]] == ["ND"]


def test_a_subscript_is_part_of_its_word() -> None:
    def draw(page: Canvas) -> None:
        at = (60, 190, 290, 350)
        rows(page, 640, ("Test", "Limit", "Result", "Status"), ("Moisture", "15 %", "10.8 %", "PASS"), at=at)
        rows(page, 612, ("Water Activity (a", "0.65", "0.55", "PASS"), at=at)
        x = 60 + stringWidth("Water Activity (a", "Helvetica", 9)
        page.setFont("Helvetica", 7)
        page.drawString(x, 609.5, "w")
        page.setFont("Helvetica", 9)
        page.drawString(x + stringWidth("w", "Helvetica", 7), 612, ")")
        rows(page, 540, *POTENCY)

    assert results_of(read(draw), "water_activity") == {"water_activity": [(0.55, "aw")]}


def test_a_figure_in_a_gauge_is_that_of_the_label_far_over_it() -> None:
    def draw(page: Canvas) -> None:
        page.setFont("Helvetica", 8)
        for x, label, figure in ((150, "Total THC", "18.140 %"), (400, "Total CBD", "0.312 %")):
            page.drawCentredString(x, 660, label)
            page.drawCentredString(x, 590, figure)
        page.setFont("Helvetica", 9)
        rows(page, 540, *POTENCY)

    totals = {t.name: [(r.value, r.unit) for r in t.results] for t in read(draw).totals}

    assert totals == {"total_thc": [(18.14, "%")], "total_cbd": [(0.312, "%")]}


def test_a_row_that_nobody_knows_beside_moisture_is_listed() -> None:
    def draw(page: Canvas) -> None:
        at = (60, 190, 290, 350)
        rows(
            page, 640, ("Test", "Limit", "Result", "Status"), ("Moisture", "15", "10.8 %", "PASS"),
            ("Glimmer index", "3", "1.2 %", "PASS"), at=at,
        )  # fmt: skip
        rows(page, 540, *POTENCY)

    assert [u.text for u in read(draw).unread] == ["Glimmer index 3 1.2 % PASS"]


def test_the_unit_of_a_row_over_a_table_is_not_that_of_the_table() -> None:
    def draw(page: Canvas) -> None:
        rows(
            page, 640, ("Organism", "Result", "Units", "LOQ"), ("Total Coliforms", "< LOQ", "cfu/g", "10"),
            ("Mold", "1400", "cfu/g", "10"), ("Yeast", "< LOQ", "cfu/g", "10"), at=(60, 200, 280, 360),
        )  # fmt: skip
        bold(page, 580, "Pesticides", "", "Units mg/kg", at=(60, 200, 440))
        rows(
            page, 568, ("Analyte", "Result", "Limits", "LOQ", "Status"), ("Abamectin", "< LOQ", "0.50", "0.25", "pass"),
            ("Acephate", "0.31", "0.40", "0.25", "pass"), at=(60, 160, 230, 300, 360),
        )  # fmt: skip
        rows(page, 520, *POTENCY)

    report = read(draw)

    assert {unit for row in results_of(report, "pesticides").values() for _, unit in row} <= {"mg/kg", None}
    assert results_of(report, "microbials")["Mold"] == [(1400.0, "CFU/g")]
