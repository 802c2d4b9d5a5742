"""Claims of accreditation, and what takes them back."""

from __future__ import annotations

import pytest

from coacheck.reading.fields.accreditation import (
    accreditation_beside,
    accreditation_of_body,
    accreditation_on_page,
    accreditation_said,
    claims_iso,
)
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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Akkreditiert nach DIN EN ISO/IEC 17025:2018 · D-PL-21987-01-00", "D-PL-21987-01-00"),
        ("Weavers Court HX7 8AB | 01422 555 018 | UKAS testing laboratory no. 10877", "10877"),
        ("Accréditation Cofrac Essais n° 1-7214 (NF EN ISO/IEC 17025), portée", "1-7214"),
        ("Laboratorium badawcze akredytowane przez PCA, nr akredytacji AB 1893 (PN-EN ISO/IEC 17025)", "AB 1893"),
        ("IANZ accredited laboratory 1388 (NZS ISO/IEC 17025)", "1388"),
        ("ISO/IEC 17025:2017 — CCN / SCC no 1196", "1196"),
        ("LAB N° 1902 L", "1902 L"),
        ("ISO/IEC 17025:2017 accredited. Report no. 23-00412", None),
        ("ISO/IEC 17025 accreditation pending, application no. 4471", None),
        ("ISO/IEC 17025:2017 accredited since 2019", None),
        ("ISO/IEC 17025 accredited laboratory - Los Angeles, CA 90210", None),
        ("Akkreditiert nach DIN EN ISO/IEC 17025 · D-80331 München", None),
        ("Not ISO/IEC 17025 accredited · AP-10422", None),
        ("accredited to ISO/IEC 17025 by A2LA for HPLC-2019-04 only", None),
        ("ISO/IEC 17025 testing lab 2019-2026", None),
        ("Subcontracted to an accredited laboratory (AB-10422)", None),
        ("Accredited testing · SOP-1234", None),
        ("ISO/IEC 17025 · Document QF-710", None),
        ("ISO Accreditation # 17025:2017", None),
    ],
)
def test_the_number_that_a_line_gives_for_an_accreditation(text: str, number: str | None) -> None:
    assert accreditation_said([[line(text, 30, 40)]]) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4021 Tidal Flats Ave · Marijuana Testing Facility License 10189", "10189"),
        ("14 Novaculite Dr, Hot Springs, AR 71901 | License AR-TL-0003", "AR-TL-0003"),
        ("Independent Testing Laboratory ITL-22-00006", "ITL-22-00006"),
        ("Health Canada licence / licence de Santé Canada : LIC-7Q2MXK9A4T-2021", "LIC-7Q2MXK9A4T-2021"),
        ("Cannabis testing laboratory license CTL 0004", "CTL 0004"),
        ("State Certified Lab #0042 | ISO/IEC 17025:2017", "0042"),
        ("State Certified Lab No. 0042", "0042"),
        ("Establishment ID: L-0307", "L-0307"),
        ("Oregon OLCC 010-1002233C5", "010-1002233C5"),
        ("CDPHE Hemp Testing Certification 405R-00077", "405R-00077"),
        ("Colorado CDPHE Hemp Testing Laboratory Certification 405R-00077", "405R-00077"),
        ("Certification 405R-00077", None),
        ("Licensed producer", None),
        ("Cannabis Testing Laboratory 1200 Main Street", None),
        ("Certified Laboratory 2021", None),
        ("Testing Facility B-101", None),
        ("No laboratory license number A12345", None),
        ("Client license C11-0000123-LIC", None),
    ],
)
def test_a_licence_in_the_letterhead_is_the_labs(text: str, number: str | None) -> None:
    head = [line("Ptarmigan Labs", 30, 25, 14), line("2 Glacier Road, Anchorage", 30, 41, 8), line(text, 30, 51, 8)]
    client = [line("Client", 30, 90), line("Knik Growers, License 4A-10021", 30, 100)]

    assert lab_details("Ptarmigan Labs", None, None, [[*head, *client]]).license == number


def test_the_number_in_the_box_of_a_body() -> None:
    page = [line("No 1387/LE2611", 300, 40), line("Acreditación ENAC", 297, 51)]

    assert accreditation_of_body([page]) == "1387/LE2611"


@pytest.mark.parametrize(
    ("body", "number", "found"),
    [("A2LA ACCREDITED", "CERT NO. 4876.01", "4876.01"), ("A2LA ACCREDITED", "Cert. #48760", None),
     ("ACCREDITED", "CERT NO. 4876.01", None), ("A2LA ACCREDITED", "SAMPLE NO. 4876.01", None)],
)  # fmt: skip
def test_a_certificate_on_a_line_of_its_own_far_from_the_body_that_has_such_numbers(
    body: str, number: str, found: str | None
) -> None:
    between = [line(f"{i}: a method that is covered, by its name", 110, 440 + 12 * i) for i in range(1, 6)]
    assert accreditation_on_page([[line(body, 110, 430), *between, line(number, 20, 520)]]) == found
