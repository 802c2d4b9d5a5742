"""What a printed label names, listed or made of known words."""

from __future__ import annotations

import pytest

from coacheck.reading.fields.inline import pairs_in
from coacheck.reading.fields.labels import fields_of, is_label
from reading.lines import line


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Date Testing Completed", "tested"),
        ("Date of Reciept:", "received"),
        ("Sample Received Date/Time (MST)", "received"),
        ("DATA INIZIO ANALISI", "batch_date"),
        ("DATA FINE ANALISI", "tested"),
        ("FECHA DEL REPORTE", "reported"),
        ("Data de conclusão da análise", "tested"),
        ("Datum ontvangst", "received"),
        ("ID DE LA MUESTRA", "sample_id"),
        ("Laboratory Sample #", "sample_id"),
        ("Échantillon n°", "sample_id"),
        ("Item Lot Number", "batch"),
        ("USDA Lot #", "batch"),
        ("Source UID", "product_id"),
        ("METRC #:", "product_id"),
        ("BioTrackTHC ID", "product_id"),
        ("N° de lot", "batch"),
        ("Descripción de la muestra", "product"),
        ("Tipo de producto", "matrix"),
        ("Cliente / Client:", "client"),
        ("Certificate No.", "report_id"),
        ("Grower License", "other"),
        ("Customer Number", "other"),
    ],
)
def test_a_label_is_understood_by_its_words(text: str, field: str) -> None:
    assert fields_of(text)[0][0] == field


@pytest.mark.parametrize(
    "text",
    [
        "Received By", "Sampled by", "Sample Weight", "Test Method", "Analysis", "Report", "Date", "Results",
        "Final Product", "Sample Results", "Blue Dream", "Lot 7", "Blue Dream - Batch", "Orchard Analysis LLC", "",
    ],
)  # fmt: skip
def test_other_words_make_no_label_of_a_field(text: str) -> None:
    assert not [name for name, _ in fields_of(text) if name != "other"]


def test_a_label_of_two_events_has_one_date() -> None:
    assert [name for name, _ in fields_of("Date Collected/Received")] == ["collected", "received"]


def test_an_empty_label_does_not_take_the_next_pair() -> None:
    found = list(pairs_in(line("External Lot ID: ; Batch#: FGPH-03; Batch Size: 10 lb", 30, 100)))

    assert found == [("External Lot ID", ""), ("Batch#", "FGPH-03"), ("Batch Size", "10 lb")]


def test_an_id_before_a_label_is_no_part_of_it() -> None:
    found = list(pairs_in(line("Sample ID: T411103-01 CCB ID:LOT 24007", 30, 100)))

    assert found == [("Sample ID", "T411103-01"), ("CCB ID", "LOT 24007")]


def test_a_colon_in_a_sentence_makes_no_label() -> None:
    text = "Values below the limit are told as they were measured in the received material: see the method"

    assert not list(pairs_in(line(text, 30, 100)))
    assert not is_label(text)
