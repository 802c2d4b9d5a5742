"""Claims of accreditation, and what takes them back."""

from __future__ import annotations

import pytest

from coacheck.reading.fields.accreditation import accreditation_beside, claims_iso
from coacheck.reading.fields.laboratory import lab_details
from reading.lines import line


@pytest.mark.parametrize(
    "text",
    [
        "ISO/IEC 17025:2017 accredited",
        "This report shall not be reproduced without approval of the ISO 17025 accredited laboratory",
        "Akkreditiert nach ISO 17025",
    ],
)
def test_a_claim(text: str) -> None:
    assert claims_iso([[line(text, 30, 700)]])


@pytest.mark.parametrize(
    "text",
    [
        "Fern Lab is in the process of obtaining ISO 17025 accreditation",
        "ISO/IEC 17025 accreditation pending",
        "Analytes marked * are not included in our ISO 17025 scope",
        "Laboratorio non accreditato ISO 17025",
        "Quality system as the law requires",
    ],
)
def test_no_claim(text: str) -> None:
    assert not claims_iso([[line(text, 30, 700)]])


def test_a_denial_may_begin_on_the_line_above() -> None:
    page = [line("The laboratory is in the process of obtaining", 30, 700), line("ISO 17025 accreditation.", 30, 709)]

    assert not claims_iso([page])


def test_one_claim_is_enough() -> None:
    page = [line("ISO/IEC 17025:2017 accredited", 30, 40), line("* not included in the ISO 17025 scope", 30, 700)]

    assert claims_iso([page])


def test_a_number_on_the_next_line() -> None:
    page = [line("Ministero del Lavoro. Accreditamento n°", 30, 700), line("7800 27/07/2017", 30, 709)]

    assert accreditation_beside([page]) == "7800"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A2LA Accredited Cert. No. 7048.01", "7048.01"),
        ("Accredited by A2LA to ISO/IEC 17025:2017, No. 7048.01", "7048.01"),
        ("ANAB ISO/IEC 17025 AT-7853", "AT-7853"),
        ("IAS Accredited Testing Laboratory TL-723", "TL-723"),
        ("DAkkS D-PL-72345-01-00", "D-PL-72345-01-00"),
        ("NVLAP Lab Code 700123-0", "700123-0"),
        ("A2LA assessment of 2017.05.12", None),
        ("PJLA Testing, page 100200 of", None),
        ("UKAS Testing, room 8765", None),
    ],
)
def test_a_number_in_the_form_of_the_body_that_its_line_names(text: str, number: str | None) -> None:
    assert lab_details("Quillback", None, None, [[line(text, 30, 700)]]).accreditation_number == number
