"""Habits of laboratories: each drawn as a small report, and read back."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from coacheck.reading.tables.cells import Numbers
from coacheck.reading.vocabulary import vocabulary
from reading.drawn import read, results_of, rows

TWO_UNITS = {"thca": [(212.4, "mg/g"), (21.24, "%")], "delta_9_thc": [(8.1, "mg/g"), (0.81, "%")],
             "cbd": [("ND", "mg/g"), ("ND", "%")], "cbg": [(3.9, "mg/g"), (0.39, "%")]}  # fmt: skip


def test_each_result_has_the_unit_that_stands_right_of_it() -> None:
    def draw(page: Canvas) -> None:
        rows(
            page, 640, ("ANALYTE", "RESULT", "UNITS", "RESULT", "UNITS"), ("-" * 90,), ("CANNABINOIDS",),
            ("THCA", "212.4", "mg/g", "21.24", "%"), ("Delta-9-THC", "8.1", "mg/g", "0.81", "%"),
            ("CBD", "ND", "mg/g", "ND", "%"), ("CBG", "3.9", "mg/g", "0.39", "%"),
        )  # fmt: skip

    assert results_of(read(draw)) == TWO_UNITS


def test_a_row_without_a_name_tells_the_one_above_in_another_unit() -> None:
    def draw(page: Canvas) -> None:
        rows(
            page, 640, ("Test", "Result", "Units"), ("THCA", "212.4", "mg/g"), ("", "21.24", "%"),
            ("Delta-9-THC", "8.1", "mg/g"), ("", "0.81", "%"), ("CBD", "ND", "mg/g"), ("", "ND", "%"),
            ("CBG", "3.9", "mg/g"), ("", "0.39", "%"),
        )  # fmt: skip

    assert results_of(read(draw)) == TWO_UNITS


def test_cards_are_read_figure_over_name() -> None:
    cards = [("73.12%", "THCA"), ("3.84%", "CBDA"), ("2.17%", "CBG"), ("ND", "CBD"), ("0.46%", "CBN"), ("1.28%", "CBC")]

    def draw(page: Canvas) -> None:
        for i, (figure, name) in enumerate(cards):
            x, y = 60 + 150 * (i % 3), 600 - 50 * (i // 3)
            page.rect(x, y, 140, 40)
            page.drawString(x + 8, y + 24, figure)
            page.drawString(x + 8, y + 8, name)

    told = results_of(read(draw))
    assert told == {"thca": [(73.12, "%")], "cbda": [(3.84, "%")], "cbg": [(2.17, "%")], "cbd": [("ND", "%")],
                    "cbn": [(0.46, "%")], "cbc": [(1.28, "%")]}  # fmt: skip


METALS = (("Metal", "Result", "Limit"), ("Arsenic", "ND", "0.2"), ("Cadmium", "0.031", "0.2"), ("Lead", "0.12", "0.5"),
          ("Mercury", "ND", "0.1"))  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Analyzed by ICP-MS on June 8, 2026. Results are in ug/g. Sample PASSES.",
        "ICP-MS, ug/g, 06/08/2026 - PASS",
        "Method: ICP-MS (ug/g)   Result: PASS",
    ],
)
def test_unit_and_verdict_stand_in_the_line_under_the_title(line: str) -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 660, "Heavy Metals")
        page.drawString(60, 648, line)
        rows(page, 630, *METALS)

    report = read(draw)
    assert results_of(report, "heavy_metals")["cadmium"] == [(0.031, "ug/g")]
    assert report.panels["heavy_metals"].status == "pass"


@pytest.mark.parametrize(
    ("line", "lod", "loq"),
    [
        ("The limit of quantitation (LOQ) for all analytes is 0.15 mg/g.", None, 0.15),
        ("HPLC-DAD, LOD 0.05 mg/g, LOQ 0.15 mg/g for every analyte", 0.05, 0.15),
        ("Bestimmungsgrenze 0.15 mg/g", None, 0.15),
        ("0.15 mg/g", None, None),
    ],
)
def test_lod_and_loq_are_stated_in_a_sentence(line: str, lod: float | None, loq: float | None) -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 668, "Cannabinoids")
        page.drawString(60, 656, line)
        rows(page, 640, ("Analyte", "mg/g"), ("THCA", "212.4"), ("Delta-9-THC", "8.1"), ("CBD", "ND"), ("CBG", "3.9"))

    found = read(draw).panels["cannabinoids"].measurements
    assert [(m.lod and m.lod.value, m.loq and m.loq.value) for m in found] == [(lod, loq)] * 4


@pytest.mark.parametrize(("below", "loq"), [("<LOQ", 0.1), ("ND", None)])
def test_a_figure_under_a_table_is_the_loq_that_its_results_lie_below(below: str, loq: float | None) -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 668, "Cannabinoids")
        rows(page, 650, ("Analyte", "% Weight"), ("THCA", "21.24"), ("Delta-9-THC", "0.81"), ("CBD", below))
        page.drawString(60, 590, "Limit of Quantitation: 0.1%, * not accredited")

    found = read(draw).panels["cannabinoids"].measurements
    assert [m.loq and m.loq.value for m in found] == [loq] * 3


def test_what_is_stated_for_another_panel_says_nothing_of_this_one() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 668, "LOQ 1.0 ppb for all mycotoxins")
        page.drawString(60, 650, "Heavy Metals (ug/g)")
        rows(page, 630, *METALS)

    assert all(m.loq is None for m in read(draw).panels["heavy_metals"].measurements)


def test_a_figure_in_a_unit_that_its_panel_never_has_is_unread() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 680, ("Analyte", "mg/g"), ("THCA", "212.4"), ("CBD", "ND"), ("CBG", "3.9"))
        rows(page, 580, ("Metal", "Result (CFU/g)"), ("Arsenic", "560"), ("Cadmium", "900"), ("Lead", "100"))

    report = read(draw)
    assert "heavy_metals" not in report.panels
    assert [u.text.split()[0] for u in report.unread] == ["Arsenic", "Cadmium", "Lead"]


def test_two_headings_that_nobody_knows_are_not_told_apart() -> None:
    """The uncertainty prints its "%", the result does not: it is not the result for that."""

    def draw(page: Canvas) -> None:
        rows(
            page, 640, ("Zzz", "Qqq", "Www"), ("THCA", "21.24", "10 %"), ("Delta-9-THC", "0.81", "10 %"),
            ("CBD", "0.20", "10 %"), ("CBG", "0.39", "10 %"),
        )  # fmt: skip
        page.drawString(60, 400, "Total THC: 19.4 %")

    report = read(draw)
    assert "cannabinoids" not in report.panels
    assert [u.text.split()[0] for u in report.unread] == ["THCA", "Delta-9-THC", "CBD", "CBG"]


def test_the_title_of_the_next_panel_ends_the_names() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Analyte", "Result (%)", "Result (mg/g)"), ("THCA", "21.24", "212.4"), ("CBD", "ND", "ND"),
              ("CBG", "0.39", "3.9"), at=(60, 130, 220))  # fmt: skip
        page.setFont("Helvetica-Bold", 11)
        page.drawString(60, 580, "Moisture")
        page.setFont("Helvetica", 9)
        page.drawString(60, 566, "Moisture: 12.9 %")

    told = results_of(read(draw))
    assert told == {"thca": [(21.24, "%"), (212.4, "mg/g")], "cbd": [("ND", "%"), ("ND", "mg/g")],
                    "cbg": [(0.39, "%"), (3.9, "mg/g")]}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("1.842", True, 1842.0), ("0.877", True, 0.877), ("1.234,5", True, 1234.5), ("1.842", False, 1.842),
        ("50 000", False, 50000.0), ("10^3", False, 1000.0), ("6x10^-4", False, 6e-4), ("1,4 × 10^3", True, 1400.0),
    ],
)  # fmt: skip
def test_thousands_and_powers(text: str, comma: bool, value: float) -> None:
    assert Numbers(decimal_comma=comma).parse(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Azoxistrobina", "azoxystrobin"), ("Clorpirifós", "chlorpyrifos"), ("bèta-caryofylleen", "beta_caryophyllene"),
        ("D-Limoneno", "limonene"), ("Bifenazato", "bifenazate"), ("Analyse", None), ("Resultaten", None),
    ],
)  # fmt: skip
def test_a_name_is_known_in_the_languages_of_europe(text: str, code: str | None) -> None:
    found = vocabulary().analyte(text)
    assert (found.code if found else None) == code


def test_names_that_are_set_upwards_stand_over_their_columns() -> None:
    names = [("Δ9-THC", "0.94", "9.4"), ("THCA", "20.33", "203.3"), ("CBD", "ND", "ND"), ("CBG", "0.15", "1.5"),
             ("CBN", "ND", "ND")]  # fmt: skip

    def draw(page: Canvas) -> None:
        for i, (name, percent, mass) in enumerate(names):
            x = 120 + 40 * i
            page.saveState()
            page.translate(x + 10, 600)
            page.rotate(90)
            page.drawString(0, 0, name.replace("Δ", "D"))
            page.restoreState()
            page.drawString(x, 585, percent)
            page.drawString(x, 571, mass)
        page.drawString(60, 585, "%")
        page.drawString(60, 571, "mg/g")

    told = results_of(read(draw))
    assert told == {"delta_9_thc": [(0.94, "%"), (9.4, "mg/g")], "thca": [(20.33, "%"), (203.3, "mg/g")],
                    "cbd": [("ND", "%"), ("ND", "mg/g")], "cbg": [(0.15, "%"), (1.5, "mg/g")],
                    "cbn": [("ND", "%"), ("ND", "mg/g")]}  # fmt: skip


def test_a_title_says_its_unit() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 650, "Heavy Metals in ppb (ICP-MS) 05/10/2026")
        rows(page, 630, *METALS)

    assert results_of(read(draw), "heavy_metals")["cadmium"] == [(0.031, "ppb")]


def test_mg_per_pre_roll_is_mg_of_a_unit() -> None:
    def draw(page: Canvas) -> None:
        rows(
            page, 640, ("Analyte", "Result (%)", "Per pre-roll (mg)"), ("THCA", "37.18", "278.9"),
            ("CBD", "ND", "ND"), ("CBG", "0.39", "2.9"),
        )  # fmt: skip

    assert results_of(read(draw))["thca"] == [(37.18, "%"), (278.9, "mg/unit")]


@pytest.mark.parametrize(("upper", "lower", "column"), [("Detect.", "Limit", 1), ("Valore", "rilevato", 2)])
def test_a_word_of_cells_is_part_of_a_heading_among_others(upper: str, lower: str, column: int) -> None:
    first, second = ["Analyte", "Limit", "Result", "LOQ"], ["", "", "", ""]
    first[column], second[column] = upper, lower
    if column == 2:
        first[1], second[1], first[3], second[3] = "", "LOD", "", "LOQ"

    def draw(page: Canvas) -> None:
        page.drawString(60, 670, "Heavy Metals (mg/kg)")
        rows(page, 650, tuple(first))
        rows(page, 640, tuple(second))
        rows(
            page, 626, ("Arsenic", "0.012", "0.204", "0.036"), ("Cadmium", "0.010", "0.118", "0.030"),
            ("Lead", "0.015", "ND", "0.045"), ("Mercury", "0.003", "0.031", "0.009"),
        )  # fmt: skip

    report = read(draw)
    arsenic = report.panels["heavy_metals"].measurements[0]

    assert results_of(report, "heavy_metals")["cadmium"] == [(0.118, "mg/kg")]
    assert [q and q.value for q in (arsenic.lod, arsenic.loq, arsenic.limit)] == [0.012, 0.036, None]


@pytest.mark.parametrize(
    "title",
    [
        "Heavy Metals (ICP-MS), analyzed July 20, 2023 – PASS",
        "Heavy Metals [ug/g] — PASS — LM-310 ICP-MS — 22-Aug-24",
        "Section C. Heavy Metals — PASS",
        "Heavy Metals (ICP-MS) 02/15/2024: Pass",
    ],
)
def test_a_title_says_method_date_and_verdict_behind_its_panel(title: str) -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 648, title)
        rows(page, 630, ("Metal", "Result (ug/g)", "Limit"), *METALS[1:])

    report = read(draw)
    assert report.panels["heavy_metals"].status == "pass"
    assert report.product.name != title


def test_the_title_over_tables_beside_each_other_states_the_unit_of_all() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 670, "Vitamin E Acetate")
        page.drawString(60, 648, "Pesticides, Fungicides & Growth Regulators (ppm)")
        rows(page, 630, ("Analyte", "Result"), ("Abamectin", "ND"), ("Acephate", "0.07"), ("Aldicarb", "ND"))
        page.translate(250, 0)
        page.drawString(60, 670, "Foreign Matter")
        rows(page, 630, ("Analyte", "Result"), ("Naled", "ND"), ("Spinosad", "0.071"), ("Propoxur", "ND"))

    told = results_of(read(draw), "pesticides")
    assert (told["acephate"], told["spinosad"]) == ([(0.07, "ppm")], [(0.071, "ppm")])


def test_a_sentence_states_the_unit_of_a_panel() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 648, "Heavy Metals")
        rows(page, 630, *METALS)
        page.drawString(60, 500, "All heavy metal values in ug/g.")

    assert results_of(read(draw), "heavy_metals")["cadmium"] == [(0.031, "ug/g")]


def test_a_name_in_two_languages_is_known_by_either_and_a_maximum_is_no_result() -> None:
    def draw(page: Canvas) -> None:
        head = ("Test / Essai", "Specification / Spécification", "Result / Résultat", "Verdict")
        moisture = ("Loss on drying / Perte à la dessiccation", "< 15.0 %", "11.4 %", "Conforms / Conforme")
        activity = ("Water activity / Activité de l'eau", "≤ 0.65", "0.58", "Conforms / Conforme")
        matter = ("Foreign matter / Matières étrangères", "≤ 2 %", "0.0 %", "Conforms / Conforme")
        rows(page, 630, head, moisture, activity, matter, at=(60, 260, 400, 480))

    report = read(draw)
    assert results_of(report, "moisture")["moisture"] == [(11.4, "%")]
    assert results_of(report, "water_activity")["water_activity"] == [(0.58, "aw")]
    assert report.panels["moisture"].measurements[0].status == "pass"


def test_a_label_of_two_dates_parts_its_value() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 700, "Tested / Reported: 03/24/2025 / 03/25/2025")
        rows(page, 630, ("Analyte", "mg/g"), ("THCA", "212.4"), ("CBD", "ND"), ("CBG", "3.9"))

    dates = read(draw).dates
    assert (dates.tested, dates.reported) == ("2025-03-24", "2025-03-25")


def test_a_total_stands_in_one_line_with_its_figures() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 700, "Total THC 15.99% 159.9 mg/g")
        page.drawString(300, 700, "Total CBD 0.05% 9.9 mg/g")  # they contradict each other
        rows(page, 630, ("Analyte", "mg/g"), ("THCA", "176.4"), ("Delta-9-THC", "5.2"), ("CBD", "ND"), ("CBG", "3.9"))

    totals = {t.name: [(r.value, r.unit) for r in t.results] for t in read(draw).totals}
    assert totals == {"total_thc": [(15.99, "%"), (159.9, "mg/g")]}


def test_a_verdict_in_one_line_with_what_it_is_of_is_the_overall_one() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 700, "Final disposition: PASS")
        rows(page, 630, ("Analyte", "mg/g"), ("THCA", "212.4"), ("CBD", "ND"), ("CBG", "3.9"))

    assert read(draw).overall_status == "pass"


def test_a_footnote_mark_in_a_column_of_its_own_keeps_no_headings_from_the_rest_of_a_table() -> None:
    names = ("Abamectin", "Acephate", "Acequinocyl", "Aldicarb", "Bifenazate", "Boscalid", "Carbaryl", "Carbofuran",
             "Chlorfenapyr", "Chlorpyrifos", "Clofentezine", "Cyfluthrin")  # fmt: skip
    more = ("Dimethoate", "Etoxazole", "Fipronil", "Imazalil", "Malathion", "Metalaxyl", "Naled", "Oxamyl")
    lines = [(name, "ND", "", "0.100", "0.2") for name in names]

    def draw(page: Canvas) -> None:
        page.drawString(60, 648, "Pesticides (ppm)")
        rows(page, 630, ("Analyte", "Result", "", "LOQ", "Limit"), *lines[:6])
        page.showPage()
        page.setFont("Helvetica", 9)
        rows(page, 700, *lines[6:], ("Diazinon", "ND", "B", "0.100", "0.2"), *[(name, *lines[0][1:]) for name in more])

    told = read(draw).panels["pesticides"].measurements
    assert len(told) == 21
    assert {(m.loq and m.loq.value, m.limit and m.limit.value) for m in told} == {(0.1, 0.2)}
