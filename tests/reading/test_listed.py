"""Names and figures under each other, without any heading, are rows too."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

import coacheck
from coacheck.errors import NotACoaError
from coacheck.layout import Phrase
from coacheck.reading.free.listed import stacked_rows
from coacheck.reading.tables.cells import Numbers
from coacheck.reading.vocabulary import vocabulary
from reading.lines import line

ROWS = [("delta 9-THC", "82.4%"), ("CBD", "0.329%"), ("CBN", "0.668%"), ("THCa", "<LOQ%"), ("CBC", "0.177%")]


def _page(rows: list[tuple[str, str]], beside: tuple[str, str] = ("", "")) -> bytes:
    out = io.BytesIO()
    page = Canvas(out, pagesize=(612, 792))
    page.drawString(60, 740, "Certificate of Analysis")
    page.drawString(60, 720, "Sample ID: OV-1207")
    page.drawString(60, 60, "The results relate only to the sample as received. LOQ: limit of quantitation.")
    page.drawString(60, 45, "Overlook Laboratories, 12 Summit Street, tested this hemp sample by HPLC.")
    page.drawString(60, 640, "Potency")
    for i, (name, figure) in enumerate(rows):
        page.drawString(60, 610 - 20 * i, name)
        page.drawString(180, 610 - 20 * i, figure)
    page.drawString(320, 400, beside[0])
    page.drawString(450, 400, beside[1])
    page.save()
    return out.getvalue()


def test_a_list_is_read_as_rows() -> None:
    rows = coacheck.read(_page(ROWS)).panels["cannabinoids"].measurements
    assert [(r.analyte, r.results[0].value, r.results[0].unit) for r in rows] == [
        ("delta_9_thc", 82.4, "%"),
        ("cbd", 0.329, "%"),
        ("cbn", 0.668, "%"),
        ("thca", None, "%"),
        ("cbc", 0.177, "%"),
    ]
    assert rows[3].results[0].qualifier == "<LOQ"


def test_two_names_are_no_list() -> None:
    with pytest.raises(NotACoaError):
        coacheck.read(_page(ROWS[:2]))


def test_a_name_with_a_figure_outside_all_tables_is_listed_as_unread() -> None:
    report = coacheck.read(_page(ROWS, beside=("Myclobutanil", "0.31")))
    assert [row.text for row in report.unread] == ["Myclobutanil 0.31"]
    assert "pesticides" not in report.panels


def _boxes(figures: dict[str, str], unit: str = "[%-w/w]") -> list[Phrase]:
    """Names in a row of boxes, each over its unit and its figure."""
    return [
        line(text, middle - len(text) * size / 4, top, size)
        for middle, (name, figure) in zip(range(60, 600, 90), figures.items(), strict=False)
        for text, top, size in ((name, 100, 12), (unit, 113, 7), (figure, 126, 10))
    ]


def test_names_over_their_units_and_figures_are_rows() -> None:
    page = _boxes({"THC": "n.n. **", "CBD": "11.3%", "CBC": "0.06%", "CBG": "1.3", "CBN": "smudge"})

    rows, unread = stacked_rows(1, page, vocabulary(), Numbers(decimal_comma=False))

    told = [(row.analyte, r.value, r.qualifier, r.unit) for _, row in rows for r in row.results]
    assert told == [
        ("delta_9_thc", None, "ND", "%"), ("cbd", 11.3, None, "%"), ("cbc", 0.06, None, "%"), ("cbg", 1.3, None, "%"),
    ]  # fmt: skip
    assert [(code, row.text) for code, row in unread] == [("cbn", "CBN [%-w/w] smudge")]


def test_a_figure_in_another_unit_than_the_one_over_it_is_no_row() -> None:
    page = _boxes({"THC": "3 mg/g", "CBD": "11.3%", "CBC": "0.06%", "CBG": "1.3", "CBN": "0.2"})

    rows, unread = stacked_rows(1, page, vocabulary(), Numbers(decimal_comma=False))

    assert [row.analyte for _, row in rows] == ["cbd", "cbc", "cbg", "cbn"]
    assert [code for code, _ in unread] == ["delta_9_thc"]
