"""Values and labels of several lines, each set in the middle of its cell."""

from __future__ import annotations

from coacheck.layout.phrases import Phrase
from coacheck.reading.fields.candidates import best, candidates_of, whole
from coacheck.reading.fields.client import client_of
from reading.lines import line


def read(*phrases: Phrase) -> dict[str, str]:
    found = candidates_of(phrases, [], 1, 1000.0)
    return {name: whole(best(found, name)[0]) for name in {c.field for c in found} if best(found, name)}


def test_a_value_of_two_lines_beside_the_middle_of_its_label() -> None:
    found = read(
        line("Lot Number:", 30, 100), line("FS-1500", 120, 100),
        line("Product:", 30, 118), line("Full Spectrum Tincture", 120, 113.5), line("Peppermint", 120, 122.5),
        line("Received:", 30, 141), line("05-Mar-", 120, 136.5), line("2024", 120, 145.5),
    )  # fmt: skip

    assert found == {
        "batch": "FS-1500", "product": "Full Spectrum Tincture Peppermint", "received": "05-Mar-2024",
    }  # fmt: skip


def test_a_label_of_two_lines_beside_values_of_one_two_and_three() -> None:
    found = read(
        line("Laboratory", 30, 95.5), line("Sample #", 30, 104.5), line("S24-", 100, 95.5), line("00917", 100, 104.5),
        line("Sample", 30, 121), line("Description", 30, 130), line("Muscle", 100, 116.5), line("Balm,", 100, 125.5),
        line("2 oz", 100, 134.5),
        line("Report", 30, 149), line("Date", 30, 158), line("03/20/2024", 100, 153.5),
    )  # fmt: skip

    assert found == {"sample_id": "S24-00917", "product": "Muscle Balm, 2 oz", "reported": "03/20/2024"}


def test_rows_set_as_close_as_lines_keep_their_own_values() -> None:
    found = read(
        line("Product", 30, 100), line("Calm Drops", 120, 100),
        line("Batch", 30, 109), line("CD-0611", 120, 109),
        line("Sample", 30, 118), line("S24-00917", 120, 118),
    )  # fmt: skip

    assert found == {"product": "Calm Drops", "batch": "CD-0611", "sample_id": "S24-00917"}


def test_a_client_of_several_full_lines_with_its_address() -> None:
    candidates = candidates_of(
        [
            line("Client:", 30, 118), line("Fern Hollow Botanicals and", 100, 109), line("Natural Products", 100, 118),
            line("410 Foundry Road", 100, 127), line("Lot:", 30, 150), line("CD-0611", 100, 150),
        ], [], 1, 1000.0,
    )  # fmt: skip

    assert client_of(candidates, [], None)[0] == "Fern Hollow Botanicals and Natural Products"


def test_labels_in_small_print_right_under_their_values() -> None:
    found = read(
        line("Calm Drops", 30, 92, 9), line("KA-3108-2", 160, 92, 9), line("CD-0611", 290, 92, 9),
        line("Product", 30, 102, 7), line("Lab ID", 160, 102, 7), line("Batch", 290, 102, 7),
        line("03/01/2024", 30, 115, 9), line("03/05/2024", 160, 115, 9), line("03/11/2024", 290, 115, 9),
        line("Collected", 30, 125, 7), line("Received", 160, 125, 7), line("Published", 290, 125, 7),
    )  # fmt: skip

    assert found == {
        "product": "Calm Drops", "sample_id": "KA-3108-2", "batch": "CD-0611",
        "collected": "03/01/2024", "received": "03/05/2024", "reported": "03/11/2024",
    }  # fmt: skip


def test_small_labels_right_over_their_values_keep_what_is_below() -> None:
    found = read(
        line("Product", 30, 92, 7), line("Lab ID", 160, 92, 7), line("Batch", 290, 92, 7),
        line("Calm Drops", 30, 100, 9), line("KA-3108-2", 160, 100, 9), line("CD-0611", 290, 100, 9),
        line("Collected", 30, 115, 7), line("Received", 160, 115, 7), line("Published", 290, 115, 7),
        line("03/01/2024", 30, 123, 9), line("03/05/2024", 160, 123, 9), line("03/11/2024", 290, 123, 9),
    )  # fmt: skip

    assert found["batch"] == "CD-0611"
    assert found["reported"] == "03/11/2024"


def test_a_label_nobody_knows_in_the_print_of_labels_ends_a_value() -> None:
    found = read(
        line("Client", 30, 88, bold=True), line("Batch", 130, 88, bold=True), line("Product", 230, 88, bold=True),
        line("Fern Farms", 30, 98), line("HC-0424", 130, 98), line("Calm Drops", 230, 98),
        line("Verzonden op", 130, 108, bold=True), line("02/02/2024", 130, 118),
    )  # fmt: skip

    assert found["batch"] == "HC-0424"


def test_pairs_like_running_text_go_on_in_the_next_line() -> None:
    found = read(
        line("Batch: FS-1500", 30, 100), line("Received: 03/05/2024", 120, 100), line("Client: Fern", 240, 100),
        line("Hollow Farms", 30, 109.5), line("Sample ID: S24-00917", 110, 109.5),
    )  # fmt: skip

    assert found == {
        "batch": "FS-1500", "received": "03/05/2024", "client": "Fern Hollow Farms", "sample_id": "S24-00917",
    }  # fmt: skip


def test_pairs_in_columns_do_not_go_on_from_the_last_to_the_first() -> None:
    found = read(
        line("Product: Full Spectrum", 30, 100), line("Batch: FS-1500", 150, 100), line("Client: Fern Farms", 240, 100),
        line("Tincture", 30, 109.5), line("Received: 03/05/2024", 150, 109.5),
    )  # fmt: skip

    assert found["client"] == "Fern Farms"
