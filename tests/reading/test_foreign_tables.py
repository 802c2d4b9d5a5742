"""Tables that are of something else than the sample, told by their titles."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from coacheck.model import Report
from reading.drawn import read, results_of, rows

OWN = (("Analyte", "mg/g"), ("CBD", "31.20"), ("CBG", "2.10"), ("CBN", "0.31"))
OTHER = (("Analyte", "mg/g"), ("CBD", "1.01"), ("CBC", "0.98"), ("THCV", "1.02"))
THEIR_OWN = {"cbd": [(31.2, "mg/g")], "cbg": [(2.1, "mg/g")], "cbn": [(0.31, "mg/g")]}


def with_a_second_table(title: str, under: str = "") -> Report:
    def draw(page: Canvas) -> None:
        page.drawString(60, 660, "Cannabinoids")
        rows(page, 640, *OWN)
        page.setFont("Helvetica", 9 if not under else 13)
        page.drawString(60, 560, title)
        page.setFont("Helvetica", 9)
        page.drawString(60, 545, under)
        rows(page, 528, *OTHER)

    return read(draw)


@pytest.mark.parametrize(
    "title",
    [
        "Certified reference material", "Reference Material CRM-118 (recovered)", "Continuing calibration verification",
        "Laboratory fortified blank", "Zertifiziertes Referenzmaterial",
    ],
)  # fmt: skip
def test_a_check_of_the_method_tells_nothing_of_the_sample(title: str) -> None:
    report = with_a_second_table(title)

    assert results_of(report) == THEIR_OWN
    assert not any(m.contradiction for m in report.panels["cannabinoids"].measurements)
    assert report.unread == []


@pytest.mark.parametrize(
    "title",
    [
        "Placebo", "Competitor product (for comparison)", "Input material (isolate lot 0917, supplier data)",
        "Retained sample, previous production", "Typical values for this product", "Stability at 12 months",
    ],
)  # fmt: skip
def test_another_product_beside_the_sample_is_unread(title: str) -> None:
    report = with_a_second_table(title)

    assert results_of(report) == THEIR_OWN
    assert [u.text for u in report.unread] == ["CBD 1.01", "CBC 0.98", "THCV 1.02"]
    assert all(title in u.reason for u in report.unread)


def test_the_title_over_that_of_the_panel_counts_as_well() -> None:
    assert results_of(with_a_second_table("Starting material", under="Cannabinoids")) == THEIR_OWN


@pytest.mark.parametrize("line", ["Stability at 12 months", "Matrix: spiked sample", "Recovery Salve"])
def test_a_sample_with_one_table_is_told_whatever_its_title(line: str) -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 660, line)
        rows(page, 640, *OWN)

    assert results_of(read(draw)) == THEIR_OWN


def test_a_note_under_a_table_is_no_title_of_the_next() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 690, "Cannabinoids")
        rows(page, 670, *OWN)
        page.drawString(60, 610, "Calibration was verified with a reference material.")
        page.drawString(60, 590, "Heavy Metals (ppb)")
        rows(page, 570, ("Metal", "Result", "Limit"), ("Lead", "104", "500"), ("Cadmium", "12", "200"))

    assert results_of(read(draw), "heavy_metals") == {"lead": [(104.0, "ppb")], "cadmium": [(12.0, "ppb")]}
