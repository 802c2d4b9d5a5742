"""Labels and values as reports set them: in one line, beside, below, in a row of headings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coacheck.layout.phrases import Phrase
from coacheck.reading.fields.candidates import Floor, best, candidates_of, whole
from coacheck.reading.fields.client import client_of
from coacheck.reading.fields.inline import parted
from coacheck.reading.vocabulary.labels import label_of
from reading.lines import line


def read(*phrases: Phrase) -> dict[str, str]:
    found = candidates_of(phrases, [], 1, 1000.0)
    return {name: whole(best(found, name)[0]) for name in {c.field for c in found} if best(found, name)}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Sample ID", "sample_id"),
        ("CDX Sample ID", "sample_id"),
        ("Sample MTL #", "sample_id"),
        ("Lot No.", "batch"),
        ("Date of Receipt", "received"),
        ("Sample Arrival Date", "received"),
        ("Overall Batch", "overall"),
        ("Serving size weight", "serving_mass"),
        ("Servings per Bottle", "servings"),
    ],
)
def test_a_label_is_known_in_its_forms(text: str, field: str) -> None:
    found = label_of(text)

    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize("text", ["Blue Dream", "Fernhollow Botanicals LLC", "4.2 mg/g", ""])
def test_other_text_is_no_label(text: str) -> None:
    assert label_of(text) is None


def test_pairs_in_one_line() -> None:
    found = read(line("Sample ID: SA-1 // Client: Acme Hemp // Batch: B-77", 30, 100))

    assert found == {"sample_id": "SA-1", "client": "Acme Hemp", "batch": "B-77"}


def test_a_label_at_the_end_of_a_line_has_its_value_beside_it() -> None:
    found = read(line("DATE ISSUED 11/21/2021 | OVERALL BATCH RESULT:", 30, 100), line("PASS", 240, 100))

    assert found == {"reported": "11/21/2021", "overall": "PASS"}


def test_a_row_of_headings_over_values_of_several_lines() -> None:
    found = read(
        line("Sample ID #", 30, 100), line("Sample Name", 110, 100), line("Batch", 220, 100), line("Matrix", 320, 100),
        line("MCR-S22-", 30, 114), line("Milk Chocolate", 110, 114), line("THC-100-", 220, 114), line("MIP", 320, 118),
        line("10010", 30, 124), line("Drops", 110, 124), line("021522", 220, 124),
    )  # fmt: skip

    assert found == {
        "sample_id": "MCR-S22-10010", "product": "Milk Chocolate Drops", "batch": "THC-100-021522", "matrix": "MIP",
    }  # fmt: skip


def test_rows_of_labels_right_under_each_other_keep_their_own_values() -> None:
    found = read(
        line("Client", 30, 100), line("Product", 140, 100), line("Sample ID", 240, 100),
        line("Fern Farms", 30, 110), line("Calm Drops", 140, 110), line("HC-0817", 240, 110),
        line("Received", 30, 120), line("Reported", 140, 120), line("Matrix", 240, 120),
        line("03/05/2024", 30, 130), line("03/12/2024", 140, 130), line("Oil", 240, 130),
        line("in glass", 240, 139), line("Cannabinoids", 28, 141, 11, bold=True),
    )  # fmt: skip

    assert found == {
        "client": "Fern Farms", "product": "Calm Drops", "sample_id": "HC-0817",
        "received": "03/05/2024", "reported": "03/12/2024", "matrix": "Oil in glass",
    }  # fmt: skip


def test_a_value_that_runs_on_between_two_pairs() -> None:
    found = read(
        line("Product Name: Frosted Flowers Live Resin", 30, 100),
        line("Vape Cartridge 1 g", 30, 109),
        line("Matrix: Extract", 30, 118),
    )

    assert found == {"product": "Frosted Flowers Live Resin Vape Cartridge 1 g", "matrix": "Extract"}


def test_the_value_of_an_unknown_label_is_not_taken_for_a_second_line() -> None:
    label, value = line("Turbidity", 30, 111), line("10 ml", 120, 111)
    found = read(line("Lot", 30, 100), line("BW-2602-11", 120, 100), label, value)

    assert found == {"batch": "BW-2602-11"}


def test_a_line_is_parted_only_where_a_label_says_so() -> None:
    assert len(parted(line("Gummies | Lemon | 30 mg", 30, 100))) == 1
    assert [p.text for p in parted(line("Gummies | Batch: 7", 30, 100))] == ["Gummies", "Batch: 7"]


def test_the_heading_of_a_block_with_a_name_under_it() -> None:
    found = read(
        line("Distributor or Microbusiness:", 30, 100),
        line("Name:", 30, 120), line("Drift Pharmaceuticals", 140, 120),
        line("Premises Address:", 30, 133), line("7 Millrace Court", 140, 133),
    )  # fmt: skip

    assert found["distributor"] == "Drift Pharmaceuticals"


def test_a_line_flush_with_a_value_belongs_to_it() -> None:
    first = line("Sample Title: Orchard Haze x", 30, 100)
    value = first.words[2].x0
    found = read(first, line("Night Fern", value, 111), line("Matrix: Flower", 30, 122))

    assert found == {"product": "Orchard Haze x Night Fern", "matrix": "Flower"}


def test_a_pair_that_follows_is_no_second_line() -> None:
    first = line("Sample Title: Softgels 25", 30, 100)
    found = read(first, line("Lot: 7731", first.words[2].x0, 111))

    assert found == {"product": "Softgels 25", "batch": "7731"}


def test_labels_over_their_values_are_no_column_of_labels_beside_them() -> None:
    columns = [
        [line("Lab ID", 30, 100, bold=True), line("S-2201", 30, 110)],
        [line("Lot", 30, 130, bold=True), line("B-7", 30, 140)],
        [line("14 Harbor Road", 120, 101), line("Astoria, OR 97103", 120, 131)],
    ]
    found = read(*(p for column in columns for p in column))

    assert found == {"sample_id": "S-2201", "batch": "B-7"}


def test_a_label_beside_the_columns_of_results_is_no_late_mention() -> None:
    labels = [line("Client", 20, 300), line("Blue Harbor Farms LLC", 20, 309), line("Lot: B-7", 220, 400)]
    found = candidates_of(labels, [], 1, Floor(200.0, 200.0, 560.0))

    assert {c.field: c.late for c in found} == {"client": False, "batch": True}


def test_a_gap_wider_than_a_space_parts_a_label_from_its_value() -> None:
    words = line("Item Type Plant, Flower", 30, 100).words
    moved = [replace(w, x0=w.x0 + 4, x1=w.x1 + 4) for w in words[2:]]

    assert read(Phrase((*words[:2], *moved))) == {"matrix": "Plant, Flower"}
    assert read(Phrase(words)) == {}


def test_an_empty_label_takes_nothing_from_the_next_column() -> None:
    labels = [line("Batch ID:", 30, 100), line("Servings:", 30, 112), line("Lab ID:", 30, 124)]
    values = [line("B-7", 90, 100), line("S-2201", 90, 124), line("30 Orchard Haze Chews", 230, 112)]

    assert read(*labels, *values) == {"batch": "B-7", "sample_id": "S-2201"}


def test_values_set_flush_right_far_from_their_labels_are_theirs() -> None:
    rows = [
        ("Sample Name", "Tamal Haze Pre-Roll"), ("Sample Type", "Pre-Roll, Non-Infused"),
        ("Laboratory Sample ID", "BA260713-022"), ("Batch Number", "TH5-0701-C"), ("Collected", "07/13/2026"),
    ]  # fmt: skip
    page = [line(label, 40, 100 + 12 * i) for i, (label, _) in enumerate(rows)]
    page += [line(value, 340 - line(value, 0, 0).x1, 100 + 12 * i) for i, (_, value) in enumerate(rows)]

    found = {c.field: c.text for c in candidates_of(page, [], 1, 500)}

    assert found == {
        "product": "Tamal Haze Pre-Roll", "matrix": "Pre-Roll, Non-Infused", "sample_id": "BA260713-022",
        "batch": "TH5-0701-C", "collected": "07/13/2026",
    }  # fmt: skip


def test_a_line_with_a_label_of_its_own_ends_the_value_of_the_heading_over_it() -> None:
    found = read(
        line("Client", 30, 100), line("Product", 200, 100), line("Received", 400, 100),
        line("Straits Center", 30, 114), line("Ice Cream Runtz", 200, 114), line("09/10/2024", 400, 114),
        line("118 Ferry Ln", 30, 124), line("Matrix: Plant Material", 200, 124),
        line("Harvest size: 6.8 kg", 200, 134),
    )  # fmt: skip

    assert (found["product"], found["matrix"]) == ("Ice Cream Runtz", "Plant Material")


def test_the_title_of_a_panel_is_no_client() -> None:
    phrases = [
        line("SAMPLED BY", 30, 100, 6), line("LOT", 140, 100, 6), line("Client", 30, 107), line("FS-15", 140, 107),
        line("Potency by HPLC", 30, 120, 10, bold=True),
    ]  # fmt: skip

    assert client_of(candidates_of(phrases, [], 1, 1000.0), [phrases], None) == (None, None)


def test_the_last_word_of_a_paragraph_is_no_label() -> None:
    found = read(
        line("Overlook Analytical, 54 Spine Court, Unit C, Longmont, CO 80501 | Accredited, Certified Hemp", 30, 100),
        line("Laboratory", 30, 109),
        line("Full Spectrum Distillate", 30, 124, 14),
    )

    assert "laboratory" not in found


def test_a_value_runs_on_between_two_pairs_of_an_even_stack() -> None:
    found = read(
        line("Sample Name: Boysenberry Dusk Infused", 30, 100),
        line("Pre-Roll", 30, 112),
        line("Matrix: Extract", 30, 124),
    )

    assert found == {"product": "Boysenberry Dusk Infused Pre-Roll", "matrix": "Extract"}


def test_a_date_with_its_label_beside_a_label_in_the_next_column() -> None:
    page = [line("Sample ID", 300, 90, bold=True), line("Collected 07/01/2026", 380, 90), line("N-26-07", 300, 102)]

    assert [c.text for c in candidates_of(page, [], 1, 400.0) if c.field == "collected"] == ["07/01/2026"]


def test_a_client_behind_a_date_and_a_bar_in_the_middle_over_its_address() -> None:
    client = line("Aug 14, 2020 | Ridge Wellness Co.", 220, 50, 9)
    address = line("88 NW 9th Ave, Ocala, FL, 34475, US", 220, 62, 7.5)
    shift = client.centre - address.centre

    page = [client, line(address.text, 220 + shift, 62, 7.5)]
    assert client_of([], [page], "Meridian Row Labs")[0] == "Ridge Wellness Co."
