"""Names without a label: a product's, a laboratory's, a client's; and a state's batch where no other is printed."""

from __future__ import annotations

import pytest

from coacheck.model import Evidence
from coacheck.reading.fields.candidates import candidates_of
from coacheck.reading.fields.client import client_of
from coacheck.reading.fields.ids import first_id
from coacheck.reading.fields.product import product_of
from coacheck.reading.fields.which_lab import lab_of
from coacheck.reading.vocabulary import vocabulary
from reading.lines import line


def test_a_line_that_begins_with_a_date_is_no_product() -> None:
    page = [
        line("Sep 09, 2025 and Fern Wellness", 30, 50, 6.3), line("Key Lime Live Badder 1g", 30, 58, 12, bold=True),
        line("Matrix: Derivative", 30, 72, 6.9), line("Lot: 6620", 30, 85, 6.9), line("Type: Badder", 30, 97, 6.9),
        line("Page 1 of 2", 260, 760, 6.9),
    ]  # fmt: skip
    found = candidates_of(page, [], 1, 1000.0)
    place = Evidence(page=1, bbox=page[2].box)

    assert product_of(found, [page], (None,), (place,), vocabulary())[0] == "Key Lime Live Badder 1g"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lantern Chem Analysis · 2310 Mill Way, Kingston, NY 12401 · Licence 11", "Lantern Chem Analysis"),
        ("Lantern Chem Analysis", None),
        ("Weserland Lebensmittelprüfung GmbH · Am Kai 6 · D-24143 Kiel", "Weserland Lebensmittelprüfung GmbH"),
    ],
)
def test_a_name_with_analysis_in_it_at_the_head_of_an_address(text: str, name: str | None) -> None:
    assert lab_of([[line(text, 40, 40)]], [])[0] == name


def test_to_whom_a_letter_is_addressed() -> None:
    page = [
        line("Weserland Prüfung GmbH · Am Kai 6 · D-24143 Kiel", 40, 60, 6),
        line("Hanfwerk GmbH & Co. KG", 40, 80), line("Qualitätssicherung", 40, 91), line("Am Siel 4", 40, 102),
        line("25899 Niebüll", 40, 113), line("Prüfbericht 24-031", 40, 140, 14),
    ]  # fmt: skip

    assert client_of([], [page], "Weserland Prüfung GmbH")[0] == "Hanfwerk GmbH & Co. KG"
    assert client_of([], [page], None)[0] is None


@pytest.mark.parametrize(
    ("label", "told"),
    [("METRC Batch", "1A4010300012C9B7715"), ("METRC Source Batch", None), ("METRC Package", None)],
)
def test_the_batch_of_the_state_where_no_other_is_printed(label: str, told: str | None) -> None:
    found = first_id(candidates_of([line(f"{label}: 1A4010300012C9B7715", 30, 100)], [], 1, 1000.0), "batch")

    assert (found and found[0]) == told


@pytest.mark.parametrize(
    "text",
    [
        "Metals analysed by Irondale Laboratories LLC, Denver.",
        "Performing laboratory (metals): Irondale Laboratories LLC",
        "Metals laboratory: Irondale Laboratories LLC (Denver).",
    ],
)
def test_who_tested_one_panel_alone_is_not_the_lab(text: str) -> None:
    page = [line("Kestrel Analytical, Inc.", 40, 30), line(text, 40, 90)]

    assert lab_of([page], candidates_of(page, [], 1, 1000.0))[0] == "Kestrel Analytical, Inc."


def test_a_lab_s_name_ends_before_its_street_with_the_number_behind() -> None:
    assert lab_of([[line("Labor Weserland GmbH, Hafenstr. 4, 28195 Bremen", 40, 30)]], [])[0] == "Labor Weserland GmbH"


def test_a_sample_called_by_its_name_and_strength_beside_its_number() -> None:
    page = [line("Probe: CBD-Öl 10 %", 40, 60), line("Labornummer: 24-0881", 40, 75), line("Seite 1", 40, 760)]
    found = candidates_of(page, [], 1, 1000.0)

    assert [text for text, _ in filter(None, [first_id(found, "sample_id")])] == ["24-0881"]
    assert product_of(found, [page], (None,), (None,), vocabulary())[0] == "CBD-Öl 10 %"
