"""Whole pages: how many tables they hold, and what stands in which row and column."""

from __future__ import annotations

import pytest

from coacheck.page import Stroke
from layout.drawn import LEFT, drawn, pages_tables, printed, tables_in


def test_a_table_is_read_as_it_is_printed() -> None:
    found = pages_tables("""
        # Heavy Metals

        Analyte     LOD      LOQ      Limit    Result    Status
        Lead        0.005    0.015    0.5      ND        Pass
        Cadmium     0.005    0.015    0.2      0.310     Fail
        Mercury     0.002    0.006    0.1      <LOQ      Pass
    """)

    assert found == [
        [
            ["Analyte", "LOD", "LOQ", "Limit", "Result", "Status"],
            ["Lead", "0.005", "0.015", "0.5", "ND", "Pass"],
            ["Cadmium", "0.005", "0.015", "0.2", "0.310", "Fail"],
            ["Mercury", "0.002", "0.006", "0.1", "<LOQ", "Pass"],
        ]
    ]


def test_two_tables_abreast_whose_rows_are_not_level() -> None:
    left = drawn("Analyte     Result\nCBD         1.25\nCBDA        ND\nCBG         0.10\nCBN         ND", step=1.5)
    right = drawn(
        "Analyte     Limit    Result\nLead        0.5      ND\nCadmium     0.2      0.31\nMercury     0.1      <LOQ",
        step=2.2,
        left=300,
    )

    found = {table[0][1]: table for table in map(printed, tables_in(left, right))}

    assert found == {
        "Result": [["Analyte", "Result"], ["CBD", "1.25"], ["CBDA", "ND"], ["CBG", "0.10"], ["CBN", "ND"]],
        "Limit": [
            ["Analyte", "Limit", "Result"],
            ["Lead", "0.5", "ND"],
            ["Cadmium", "0.2", "0.31"],
            ["Mercury", "0.1", "<LOQ"],
        ],
    }


def test_an_indented_sum_is_a_row() -> None:
    found = pages_tables("""
        Compound    mg/g     %
        CBD         2.50     0.25
        CBG         1.10     0.11
        CBN         0.40     0.04
           Sum       4.00     0.40
    """)

    assert [row[0] for row in found[0]] == ["Compound", "CBD", "CBG", "CBN", "Sum"]


def test_a_table_without_headings_is_none_of_the_one_above() -> None:
    """What the columns of a continued table hold, only its first part says."""
    found = pages_tables("""
        Aldicarb         0.01    ND
        Bifenthrin       0.01    0.02
        Captan           0.01    ND
    """)

    assert found == [
        [["", "", ""], ["Aldicarb", "0.01", "ND"], ["Bifenthrin", "0.01", "0.02"], ["Captan", "0.01", "ND"]]
    ]


def test_the_axis_of_a_chart_on_the_right_is_no_column() -> None:
    found = pages_tables("""
        Analyte     LOQ      Result
        Limonene    0.01     0.35         3.0
        Linalool    0.01     0.12
        Myrcene     0.01     ND           2.0
        Ocimene     0.01     0.20
        Terpineol   0.01     ND           1.0
        Camphene    0.01     0.02
        Borneol     0.01     ND           0.0
    """)

    [table] = found

    assert table[0] == ["Analyte", "LOQ", "Result"]
    assert table[1] == ["Limonene", "0.01", "0.35"]


def test_a_chart_far_to_the_right_is_no_column() -> None:
    table = drawn("Analyte     Result\nCBD         1.25\nCBDA        ND\nCBG         0.10")
    axis = drawn("2.0\n1.5\n1.0\n0.5\n0.0", left=400, step=1.1)

    [found] = tables_in(table, axis)

    assert printed(found) == [["Analyte", "Result"], ["CBD", "1.25"], ["CBDA", "ND"], ["CBG", "0.10"]]


def test_figures_and_words_set_apart_in_one_column_are_one_column() -> None:
    found = pages_tables("""
        Analyte     LOQ      Result
        Limonene    0.01       0.35
        Linalool    0.01     ND
        Myrcene     0.01       0.40
        Ocimene     0.01     ND
    """)

    assert [row[2] for row in found[0]] == ["Result", "0.35", "ND", "0.40", "ND"]


def test_a_status_close_behind_the_result_is_a_column_of_its_own() -> None:
    found = pages_tables("""
        Analyte     Limit    Result  Status
        Lead        0.5      ND      Pass
        Cadmium     0.2      0.310   Fail
        Mercury     0.1      ND      Pass
    """)

    assert [row[2:] for row in found[0]] == [["Result", "Status"], ["ND", "Pass"], ["0.310", "Fail"], ["ND", "Pass"]]


def test_a_name_in_two_columns_is_one_table() -> None:
    found = pages_tables("""
        Analyte          Abbreviation    Result
        Cannabidiol      CBD             1.25
        Cannabigerol     CBG             ND
        Cannabinol       CBN             0.10
    """)

    [table] = found

    assert [row[-1] for row in table[1:]] == ["1.25", "ND", "0.10"]


def test_the_last_row_that_nobody_knows_belongs_to_the_table() -> None:
    found = pages_tables("""
        Analyte     Result
        CBD         1.25
        CBG         ND
        Quxaline    0.10
    """)

    assert found[0][-1] == ["Quxaline", "0.10"]


def test_a_remark_below_is_no_row() -> None:
    found = pages_tables("""
        Analyte     Result
        CBD         1.25
        CBG         ND

        Moisture was not taken into account for the 2 values above
    """)

    assert [row[0] for row in found[0]] == ["Analyte", "CBD", "CBG"]


@pytest.mark.xfail(strict=True, reason="a title with a status right of it is taken for the last row of the table above")
def test_the_title_of_the_next_section_is_no_row() -> None:
    found = pages_tables("""
        Analyte     Limit    Result   Status
        Acetone     5000     ND       Pass
        Benzene     1        ND       Pass
        Toluene     890      ND       Pass
        Mycotoxins (LC-MS/MS)         Pass
        Analyte     Limit    Result   Status
        Aflatoxin B1   20    ND       Pass
        Aflatoxin B2   20    ND       Pass
    """)

    assert [row[0] for table in found for row in table] == [
        "Analyte", "Acetone", "Benzene", "Toluene", "Analyte", "Aflatoxin B1", "Aflatoxin B2"
    ]  # fmt: skip


def test_a_drawn_line_under_the_headings_changes_nothing() -> None:
    art = drawn("Analyte     Limit    Result\nLead        0.5      ND\nCadmium     0.2      0.31")
    rule = Stroke(LEFT, 110.5, LEFT + 120, 111)

    assert [printed(t) for t in tables_in(art, rules=[rule])] == [printed(t) for t in tables_in(art)]


def test_a_page_without_results_has_no_table() -> None:
    found = pages_tables("""
        # Certificate of Analysis

        Client:    Thistle & Tallow        Batch:    TT0915B
        Sample:    BC-2610-0458            Tested:   10/14/2026
    """)

    assert found == []


def test_tables_are_told_top_to_bottom() -> None:
    found = pages_tables("""
        Analyte     Result
        CBD         1.25
        CBG         ND

        Analyte     Limit    Result
        Lead        0.5      ND
        Cadmium     0.2      0.31
    """)

    assert [table[1][0] for table in found] == ["CBD", "Lead"]
