"""Label claims as reports print them."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from coacheck.layout.phrases import Phrase
from coacheck.model import LabelClaim
from coacheck.reading.fields.candidates import candidates_of
from coacheck.reading.free.claims import claims_of
from coacheck.reading.tables.cells import Numbers
from coacheck.reading.vocabulary import vocabulary
from reading.drawn import read, rows
from reading.lines import line


def claims(*phrases: Phrase) -> list[LabelClaim]:
    return claims_of(candidates_of(phrases, [], 1, 1000.0), [], [list(phrases)], vocabulary(), Numbers())


@pytest.mark.parametrize(
    ("text", "analyte", "value", "unit"),
    [
        ("Label Claim: THC: 100 mg | CBD: -- mg", "total_thc", 100, "mg"),
        ("Label Claim: CBD 1000 mg/package", "cbd", 1000, "mg/package"),
        ("Label Claim: 25 mg CBG", "cbg", 25, "mg"),
    ],
)
def test_a_stated_claim(text: str, analyte: str, value: float, unit: str) -> None:
    assert claims(line(text, 30, 100)) == [LabelClaim(analyte=analyte, value=value, unit=unit)]


def test_a_claim_of_two_parts_beside_its_label() -> None:
    found = claims(line("Label Claim:", 300, 100), line("THC: 100 mg | CBD: 20 mg", 380, 100))

    assert [(c.analyte, c.value, c.unit) for c in found] == [("total_thc", 100, "mg"), ("cbd", 20, "mg")]


def test_a_box_of_its_own() -> None:
    found = claims(line("CBD Label Claim", 400, 100), line("15 mg", 410, 110))

    assert found == [LabelClaim(analyte="cbd", value=15, unit="mg")]


@pytest.mark.parametrize("text", ["Label Claim: N/A", "We make no claim as to the efficacy of 30 mg CBD", "CBD 30 mg"])
def test_what_is_no_claim(text: str) -> None:
    assert claims(line(text, 30, 100)) == []


def test_a_box_beside_the_results_is_no_column_of_claims() -> None:
    def draw(page: Canvas) -> None:
        page.setFont("Helvetica-Bold", 9)
        page.drawString(408, 645, "LABEL CLAIM")
        page.setFont("Helvetica", 9)
        rows(page, 640, ("Analyte", "mg/g", "%"), at=(60, 200, 280))
        for i, row in enumerate((
            ("THCA", "ND", "ND", "", ""), ("Delta-9-THC", "814.70", "81.470", "THC, labeled", "820 mg/unit"),
            ("Delta-8-THC", "2.10", "0.210", "THC, found", "814.7 mg/unit"),
            ("THCV", "5.12", "0.512", "Difference", "-0.6 %"),
            ("CBD", "2.63", "0.263", "Allowed", "10 %"), ("CBG", "1.10", "0.110", "Result", "PASS"),
        )):  # fmt: skip
            rows(page, 626 - 14 * i, row, at=(60, 200, 280, 380, 450))

    assert read(draw).label_claims == []
