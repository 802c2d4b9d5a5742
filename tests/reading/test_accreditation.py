"""Claims of accreditation, and what takes them back."""

from __future__ import annotations

import pytest

from coacheck.reading.fields.accreditation import accreditation_beside, claims_iso
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
