"""What a page prints of a state's program for licensed cannabis, or of hemp; and the same where it means nothing."""

from __future__ import annotations

import pytest

from coacheck.model import ProgramMark
from coacheck.programs import programs
from coacheck.reading.fields.candidates import candidates_of
from coacheck.reading.fields.programs import program_marks
from reading.lines import line


def marks(*texts: str) -> list[ProgramMark]:
    phrases = [line(text, 40, 40 + 40 * i) for i, text in enumerate(texts)]
    return program_marks([phrases], candidates_of(phrases, [], 1, 1000.0))


@pytest.mark.parametrize(
    ("text", "kind", "state"),
    [
        ("METRC Batch: 1A4060300004EEF000000001; METRC Sample:", "track", "CA"),
        ("METRC ID 1A40A0300001E7C000000001", "track", "MA"),
        ("Package 1A4FF0300001E7C000000001", "track", None),
        ("Seed to Sale # 0524 3247 1218 9959", "track", None),
        ("Lic. # C11-0000001-LIC", "licence", "CA"),
        ("CCL18-0000001", "licence", "CA"),
        ("Lic. #GAAA-NYGU-XXXX", "licence", "OK"),
        ("License: RMD385-C", "licence", "MA"),
        ("License: MP281300", "licence", "MA"),
        ("License # : M00001CULPROMiami002", "licence", "FL"),
        ("UBI #: 603350698", "licence", "WA"),
        ("Sample Matrix: CANNABIS (MMTC's) Flower & Plants (Inhalation - Heated)", "cannabis", "FL"),
        ("Test Reg State: Cannabis FL", "cannabis", "FL"),
        ("Test Reg State: Florida", "state", "FL"),
        ("Regulatory State: Nevada", "state", "NV"),
        ("ADULT-USE - CULTIVATOR LICENSE", "cannabis", None),
        ("Cultivation Facility: Alachua", "cannabis", None),
        ("Test Reg State: Hemp FL", "hemp", None),
        ("Sample Matrix: CBD/HEMP Derivative Products (Ingestion)", "hemp", None),
        ("Hemp Regulatory Compliance Testing", "hemp", None),
    ],
)
def test_a_mark_and_its_state(text: str, kind: str, state: str | None) -> None:
    assert [(m.kind, m.state) for m in marks(text)] == [(kind, state)]


@pytest.mark.parametrize(
    "text",
    [
        "METRC Batch: ; METRC Sample:", "Metrc Package Label:", "Seed to Sale #:", "UBI #: N/A",
        "Test Reg State:", "Test Reg State: N/A", "Regulatory Statement: Florida",
        "Cultivation Facility:",        "Cultivation Facility: N/A",
        "Seed to Sale # Cannabis",
        "Lic# C8-0000104-LIC", "Lic #CMTL-2023-00012", "License # 22ESTC6478", "Lic# LAAA-8SPC-5FH4",  # laboratories
        "Sample MP281300", "Batch 1A40603", "Order 402-55512", "Lic. #", "SHA 51A4060300004EEF000000001F",
        "Action levels for hemp flower and for cannabis of MMTCs are those of the states, as labs know them.",
        "Recommended for cannabis and hemp",
    ],
)  # fmt: skip
def test_what_says_nothing_of_the_product(text: str) -> None:
    assert marks(text) == []


def test_a_mark_is_told_once_where_it_stands_first() -> None:
    (mark,) = marks("Batch 1A4060300004EEF000000001", "Batch 1A4060300004EEF000000001")
    assert (mark.page, mark.bbox[1], mark.text) == (1, 40.0, "1A4060300004EEF000000001")


def test_every_state_is_there_once_with_its_source() -> None:
    codes = [state.code for state in programs().state]
    assert len(codes) == len(set(codes))
    assert all(state.source for state in programs().state)
