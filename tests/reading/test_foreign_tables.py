"""Tables that are of something else than the sample, told by their titles."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from coacheck.model import Report
from reading.drawn import Draw, read, results_of, rows

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


SECOND = "Sample ID: OV-1208   Product: Sleep Drops   Batch: SL-0417"


def page_of_another(header: str) -> Draw:
    """A second page with a header of its own and a panel that the first page has not."""

    def draw(page: Canvas) -> None:
        page.drawString(60, 700, "Product: Calm Drops")
        page.drawString(260, 700, "Batch: CD-0611")
        rows(page, 640, *OWN)
        page.showPage()
        page.setFont("Helvetica", 9)
        for i, part in enumerate(header.split("   ")):
            page.drawString(60 + 160 * i, 700, part)
        rows(page, 640, ("Terpene", "%"), ("Limonene", "0.41"), ("Linalool", "0.117"))

    return draw


def test_a_page_with_another_number_batch_and_product_is_of_another_sample() -> None:
    report = read(page_of_another(SECOND))

    assert report.sample_id == "OV-1207"
    assert report.other_sample_ids == ["OV-1208"]
    assert "terpenes" not in report.panels
    assert all("another sample" in row.reason for row in report.unread)


@pytest.mark.parametrize("header", ["Sample ID: OV-1207-T", "Sample ID: OV-1208   Batch: CD-0611",
                                    "Sample ID: OV-1208   Product: Calm Drops   Batch: T-77"])  # fmt: skip
def test_a_page_of_the_same_batch_or_product_is_of_the_first_sample(header: str) -> None:
    assert results_of(read(page_of_another(header)), "terpenes")["limonene"] == [(0.41, "%")]


def test_a_sample_under_its_number_further_down_the_page_is_another() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 700, "Batch: CD-0611")
        rows(page, 660, *OWN)
        page.drawString(60, 580, "Sample ID: OV-1208 – Sleep Drops – Batch SL-0417")
        rows(page, 560, ("Metal", "Result (ppb)"), ("Lead", "104"), ("Cadmium", "12"), ("Arsenic", "41"))

    report = read(draw)

    assert results_of(report) == THEIR_OWN
    assert list(report.panels) == ["cannabinoids"]
    assert [u.reason.rpartition(" ")[2] for u in report.unread] == ["OV-1208"] * 3


def test_samples_side_by_side_are_told_apart() -> None:
    def draw(page: Canvas) -> None:
        figures_of = {"OV-1207": ("31.20", "2.10", "0.31"), "OV-1208": ("27.64", "ND", "0.45")}
        for x, (number, figures) in zip((60, 320), figures_of.items(), strict=True):
            page.drawString(x, 680, f"Sample: {number}")
            table = (OWN[0], *zip(("CBD", "CBG", "CBN"), figures, strict=True))
            rows(page, 660, *table, at=(x, x + 100))

    report = read(draw)

    assert results_of(report) == THEIR_OWN
    assert not any(m.contradiction for m in report.panels["cannabinoids"].measurements)


def test_totals_of_several_times_or_places_under_the_results_are_none() -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, *OWN)
        rows(page, 574, ("Parameter", "Initial", "After a while", "Later"), ("Total THC (%)", "0.11", "0.12", "0.13"),
             ("Total CBD (%)", "3.15", "3.10", "3.05"))  # fmt: skip

    report = read(draw)

    assert report.totals == []
    assert results_of(report) == THEIR_OWN


@pytest.mark.parametrize(
    ("heads", "told"),
    [(("Total", "Rep A", "Rep B", "Mean"), 0.13), (("Parameter", "This batch", "Previous", "Limit"), 0.11)],
)
def test_totals_under_headings_of_their_own_are_told_by_these(heads: tuple[str, ...], told: float) -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, *OWN)
        rows(page, 574, heads, ("Total THC (%)", "0.11", "0.12", "0.13"), ("Total CBD (%)", "3.15", "3.10", "3.05"))

    assert [(r.value, r.unit) for r in read(draw).totals[0].results] == [(told, "%")]


def test_the_day_over_a_column_of_results_is_not_that_of_the_report() -> None:
    def draw(page: Canvas) -> None:
        page.drawString(60, 700, "Report Date: 03/25/2024")
        rows(page, 540, *OWN)
        rows(page, 640, ("Analyte", "Reported 03/12/2024 (%)", "Amended 03/20/2024 (%)"), ("CBD", "4.441", "4.037"),
             ("CBG", "0.136", "0.124"), ("CBN", "ND", "ND"), at=(60, 200, 400))  # fmt: skip

    assert read(draw).dates.reported == "2024-03-25"
