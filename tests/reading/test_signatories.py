"""Who signed: names beside, over, below and within their roles."""

from __future__ import annotations

import pytest

from coacheck.layout.phrases import Phrase
from coacheck.reading.fields.signatories import signatories_of
from reading.lines import line


def signed(*phrases: Phrase) -> list[tuple[str | None, str | None]]:
    return [(s.name, s.role) for s in signatories_of([list(phrases)])]


@pytest.mark.parametrize(
    "phrases",
    [
        [line("Marguerite Osei", 40, 700), line("Laboratory Director", 40, 709)],
        [line("Marguerite Osei, Ph.D., MBA", 40, 700), line("Laboratory Director", 40, 709)],
        [line("Marguerite Osei - Laboratory Director", 40, 700)],
        [line("Approved by: Marguerite Osei, Laboratory Director", 40, 700)],
        [line("Approved by: Marguerite Osei", 40, 700), line("Laboratory Director", 40, 709)],
        [line("Marguerite Osei", 40, 700), line("Laboratory Director - 9/29/2026", 40, 709)],
        [line("Marguerite Osei", 40, 700), line("Laboratory Director", 120, 701)],
        [line("Marguerite", 40, 691), line("Osei", 40, 700), line("Laboratory Director", 40, 709)],
        [line("Marguerite Osei, PhD", 40, 700), line("Laboratory Director", 40, 706)],
        [line("RESULTS CERTIFIED BY: Marguerite Osei, B.SC.", 40, 700), line("Laboratory Director", 40, 709)],
        [line("RESULTS CERTIFIED BY : Laboratory Director", 40, 700), line("Marguerite Osei, Quillback Inc", 40, 709)],
    ],
)
def test_a_name_and_its_role(phrases: list[Phrase]) -> None:
    assert signed(*phrases) == [("Marguerite Osei", "Laboratory Director")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Autorizado por: Marta Ibarra Responsable Técnico Ing. Químico Ced. Prof 4410027", "Responsable Técnico"),
        ("Approved by: Marta Ibarra Laboratory Director", "Laboratory Director"),
        ("Autorisé par Marta Ibarra, Directrice", "Directrice"),
        ("Autorizzato da: Marta Ibarra", None),
    ],
)
def test_who_authorised_it_in_one_line_and_in_other_languages(text: str, role: str | None) -> None:
    assert signed(line(text, 40, 700)) == [("Marta Ibarra", role)]


def test_words_before_a_role_without_an_approval_are_no_name() -> None:
    assert signed(line("Second Floor Laboratory Director", 40, 700)) == []


def test_a_name_after_approved_by_needs_no_role() -> None:
    assert signed(line("Authorized by", 40, 700), line("Sam Fenwick", 110, 700)) == [("Sam Fenwick", None)]
    assert signed(line("Sam Fenwick", 60, 670), line("APPROVED BY / DATE", 40, 700)) == [("Sam Fenwick", None)]


def test_a_role_that_ocr_ran_together() -> None:
    found = signed(line("Sam Fenwick", 40, 701), line("LabDirector/PrincipalScientist", 110, 700))

    assert found == [("Sam Fenwick", "Lab Director/Principal Scientist")]


def test_a_role_with_its_article() -> None:
    assert signed(line("IL DIRETTORE", 40, 700), line("Dott. Ugo Fenice", 40, 711)) == [
        ("Dott. Ugo Fenice", "IL DIRETTORE")
    ]


def test_a_lead_analyst_who_signs() -> None:
    assert signed(line("Sam Fenwick - Lead Analyst", 40, 700)) == [("Sam Fenwick", "Lead Analyst")]
    assert signed(line("COA approved by: Sam Fenwick", 40, 700)) == [("Sam Fenwick", None)]


def test_a_name_in_larger_print_at_the_end_of_small_print() -> None:
    small = line("ND=Not Detected, ppb=Parts Per Billion", 40, 700, size=6)
    name = line("Sam Fenwick", 300, 697, size=10)
    both = Phrase((*small.words, *name.words))

    assert signed(both, line("Laboratory Director", 300, 708, size=6)) == [("Sam Fenwick", "Laboratory Director")]


def test_a_role_without_a_name() -> None:
    found = signed(line("Laboratory Director", 40, 700), line("Page 1 of 2", 300, 700))

    assert found == [(None, "Laboratory Director")]


@pytest.mark.parametrize(
    "text",
    ["Lead", "Chief Kush", "Analyst: JD/TM", "Laboratory", "Reviewed on 09/29/2026",
     "without the written approval of the director", "Sample Approved: 09/29/2026",
     "Director of Operations called on 9 March"],
)  # fmt: skip
def test_what_names_nobody(text: str) -> None:
    assert signed(line(text, 40, 700)) == []


@pytest.mark.parametrize("over", ["Quillback Laboratories LLC", "12 Pier Street", "Date: 09/29/2026", "Signature"])
def test_what_stands_over_a_role_is_no_name(over: str) -> None:
    assert signed(line(over, 40, 700), line("Laboratory Director", 40, 709)) == [(None, "Laboratory Director")]


def test_one_who_signs_every_page_is_told_once_with_the_first_place() -> None:
    page = [line("Marguerite Osei", 40, 700), line("Laboratory Director", 40, 709)]

    found = signatories_of([page, page])

    assert [(s.name, s.page) for s in found] == [("Marguerite Osei", 1)]
    assert found[0].bbox[1] == 700


def test_a_role_that_begins_in_the_line_above() -> None:
    two = [line("Sam Fenwick", 40, 704), line("Laboratory", 110, 700), line("Supervisor", 110, 709)]
    assert signed(*two) == [("Sam Fenwick", "Laboratory Supervisor")]
    name_over = [line("Sam Fenwick", 40, 700), line("Laboratory Director", 40, 709), line("Analytical", 300, 700)]
    assert signed(*name_over) == [("Sam Fenwick", "Laboratory Director")]
