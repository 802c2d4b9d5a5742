"""Phrases parted into cells: what stands close together may be a name and its value, or two values."""

from __future__ import annotations

import pytest

from coacheck.layout.phrases import Phrase
from layout.drawn import LEFT, TOP, cells_in, drawn, glued, word


@pytest.mark.parametrize(
    ("phrase", "cells"),
    [
        ("0.17 Eucalyptol", ["0.17", "Eucalyptol"]),
        ("<LOQ Lead (Pb)", ["<LOQ", "Lead (Pb)"]),
        ("Δ9-THC ND", ["Δ9-THC", "ND"]),
        ("Arsenic 0.2 ppm", ["Arsenic", "0.2 ppm"]),
        ("ND Aflatoxin B1 0.02", ["ND", "Aflatoxin B1", "0.02"]),
        ("0.01 0.03 ND", ["0.01", "0.03", "ND"]),
    ],
)
def test_names_and_values_side_by_side_are_parted(phrase: str, cells: list[str]) -> None:
    assert cells_in(drawn(phrase)) == cells


@pytest.mark.parametrize(
    ("word", "cells"),
    [
        ("0.002<0.002", ["0.002", "<0.002"]),
        ("0.35ND", ["0.35", "ND"]),
        ("NDND", ["ND", "ND"]),
        ("0.005<LOQ", ["0.005", "<LOQ"]),
        ("0.05Pass", ["0.05", "Pass"]),
    ],
)
def test_values_without_a_gap_are_parted(word: str, cells: list[str]) -> None:
    assert cells_in(drawn(word)) == cells


def test_a_wider_step_between_two_digits_parts_figures() -> None:
    assert cells_in([glued("0.002", "0.349", gap=0.08)]) == ["0.002", "0.349"]


def test_a_narrower_step_between_two_digits_parts_figures() -> None:
    assert cells_in([glued("0.002", "0.349", gap=-0.08)]) == ["0.002", "0.349"]


def test_even_steps_do_not_say_where_figures_part() -> None:
    assert cells_in([glued("0.0020.349", gap=0)]) == ["0.0020.349"]


@pytest.mark.parametrize(
    "phrase",
    [
        "Total THC = THCA x 0.877 + Δ9-THC",
        "CBD + 0.877 x CBDA",
        "CBD was 0.35 and THC was ND in this sample",
        "Pesticides, metals and CBD were tested by the laboratory in 2 grams of this sample as received today",
        "Total CBD = CBD + 0.877 * CBDA",
        "Date Tested: 10/12/2026",
    ],
)
def test_formulas_and_sentences_stay_whole(phrase: str) -> None:
    assert cells_in(drawn(phrase)) == [phrase]


@pytest.mark.parametrize(
    "phrase",
    ["1.25 mg/g", "0.04 / 0.24", "Not Detected", "< 0.02", "Absent in 1 g", "2,3-Butanedione", "Total Aflatoxins",
     "Shiga toxin-producing E. coli", "1,2-Dichloroethane", "10/12/2026", "Aspergillus flavus"],
)  # fmt: skip
def test_a_name_or_a_value_of_several_words_stays_whole(phrase: str) -> None:
    assert cells_in(drawn(phrase)) == [phrase]


def test_numbers_that_count_the_rows_are_left_out() -> None:
    page = drawn("""
        1   CBD     0.35
        2   CBDA    ND
        3   CBG     0.02
        4   CBN     ND
    """)

    assert cells_in(page) == ["CBD", "0.35", "CBDA", "ND", "CBG", "0.02", "CBN", "ND"]


def test_a_row_number_close_before_its_name_is_left_out() -> None:
    page = drawn("""
        9 CBD     0.35
       10 CBDA    ND
       11 CBG     0.02
    """)

    assert cells_in(page) == ["CBD", "0.35", "CBDA", "ND", "CBG", "0.02"]


def test_the_number_at_the_start_of_a_name_is_no_row_number() -> None:
    page = drawn("""
        1,2-Dichloroethane     ND
        2-Propanol             12
        3-Carene               ND
    """)

    assert [c for c in cells_in(page) if c != "ND"] == ["1,2-Dichloroethane", "2-Propanol", "12", "3-Carene"]


def test_limits_that_do_not_count_stay() -> None:
    page = drawn("""
        Lead         10
        Cadmium       5
        Arsenic      10
        Mercury       3
    """)

    assert cells_in(page) == ["Lead", "10", "Cadmium", "5", "Arsenic", "10", "Mercury", "3"]


def test_limits_that_count_on_here_and_there_stay() -> None:
    page = drawn("""
        Lead         11
        Cadmium       5
        Arsenic      12
        Mercury      13
    """)

    assert [c for c in cells_in(page) if c.isdigit()] == ["11", "5", "12", "13"]


def test_three_limits_that_count_among_others_stay() -> None:
    page = drawn("""
        Lead         10
        Cadmium       1
        Arsenic       2
        Mercury       3
        Nickel       10
        Cobalt        1
    """)

    assert [c for c in cells_in(page) if c.isdigit()] == ["10", "1", "2", "3", "10", "1"]


@pytest.mark.xfail(strict=True, reason="figures that count 1, 2, 3 down a column are taken for row numbers and lost")
def test_values_that_happen_to_count_stay() -> None:
    page = drawn("""
        Lead        ND      1
        Cadmium     ND      2
        Arsenic     ND      3
    """)

    assert [c for c in cells_in(page) if c.isdigit()] == ["1", "2", "3"]


def test_a_small_raised_number_behind_a_name_is_no_cell() -> None:
    name, mark = Phrase((word("CBD", LEFT, TOP),)), Phrase((word("2", LEFT + 12.5, TOP - 0.5, size=5),))

    assert cells_in([name, mark]) == ["CBD"]


def test_a_number_of_full_size_behind_a_name_is_its_value() -> None:
    name, value = Phrase((word("CBD", LEFT, TOP),)), Phrase((word("2", LEFT + 18, TOP),))

    assert cells_in([name, value]) == ["CBD", "2"]
