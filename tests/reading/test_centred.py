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
