"""Columns of names: where names of what is measured stand under each other, a table is."""

from __future__ import annotations

import pytest

from layout.drawn import drawn, names_in, tables_in

LEFT_ALIGNED = """
    CBD           0.35
    Δ9-THC        ND
    CBDVA         0.02
"""
RIGHT_ALIGNED = """
       CBD        0.35
    Δ9-THC        ND
     CBDVA        0.02
"""
CENTRED = """
      CBD         0.35
    Δ9-THCA       ND
      CBG         0.02
     CBDVA        0.02
"""


@pytest.mark.parametrize("art", [LEFT_ALIGNED, RIGHT_ALIGNED, CENTRED])
def test_names_are_one_column_however_they_are_aligned(art: str) -> None:
    assert names_in(drawn(art)) == [[line.split()[0] for line in art.split("\n") if line.strip()]]


def test_names_beside_each_other_are_two_columns() -> None:
    page = drawn("""
        CBD       0.35         Limonene     0.12
        CBDA      ND           Linalool     0.03
        CBG       0.02         Myrcene      ND
    """)

    assert names_in(page) == [["CBD", "CBDA", "CBG"], ["Limonene", "Linalool", "Myrcene"]]


def test_two_columns_stay_two_though_their_rows_are_not_level() -> None:
    page = drawn(
        """
        CBD       0.35
                               Limonene     0.12
        CBDA      ND
        CBG       0.02         Linalool     0.03

        CBN       0.02         Myrcene      ND
        """,
        step=1,
    )

    assert names_in(page) == [["CBD", "CBDA", "CBG", "CBN"], ["Limonene", "Linalool", "Myrcene"]]


def test_a_line_of_headings_begins_another_table() -> None:
    page = drawn("""
        Analyte     Result
        CBD         0.35
        CBDA        ND
        Analyte     Limit     Result
        Lead        0.5       ND
        Cadmium     0.2       ND
    """)

    assert names_in(page) == [["CBD", "CBDA"], ["Lead", "Cadmium"]]


def test_a_title_begins_another_table() -> None:
    page = drawn("""
        CBD         0.35
        CBDA        ND
        # Heavy Metals
        Lead        ND
        Cadmium     ND
    """)

    assert names_in(page) == [["CBD", "CBDA"], ["Lead", "Cadmium"]]


def test_a_wide_gap_begins_another_table() -> None:
    page = drawn("""
        CBD         0.35
        CBDA        ND
        CBG         ND




        Lead        ND
        Cadmium     ND
        Mercury     ND
    """)

    assert names_in(page) == [["CBD", "CBDA", "CBG"], ["Lead", "Cadmium", "Mercury"]]


def test_a_blank_line_within_a_table_parts_nothing() -> None:
    page = drawn("""
        CBD         0.35
        CBDA        ND

        CBG         ND
        CBN         ND
    """)

    assert names_in(page) == [["CBD", "CBDA", "CBG", "CBN"]]


def test_names_that_nobody_knows_between_known_ones_part_nothing() -> None:
    page = drawn("""
        CBD         0.35
        Quxaline    ND
        Foobarol    ND
        Bazitol     ND
        Wibblene    ND
        CBN         ND
    """)

    [table] = tables_in(page)

    assert [row.name for row in table.rows] == ["CBD", "Quxaline", "Foobarol", "Bazitol", "Wibblene", "CBN"]


def test_names_that_nobody_knows_are_told_by_their_heading() -> None:
    page = drawn("""
        Analyte     Result
        Quxaline    0.35
        Foobarol    ND
    """)

    assert names_in(page) == [["Quxaline", "Foobarol"]]


def test_the_labels_of_a_chart_are_no_table() -> None:
    page = drawn("""
        CBD
        CBDA
        CBG
        Δ9-THC
    """)

    assert tables_in(page) == []


def test_a_list_of_what_is_tested_for_is_no_table() -> None:
    page = drawn("""
        This panel tests for
        Lead
        Cadmium
        in samples of 2 g
        and states ppm
    """)

    assert tables_in(page) == []


def test_a_heading_that_is_also_a_panel_is_no_name() -> None:
    page = drawn("""
        Mycotoxins        LOQ    Result
        Aflatoxin B1      5      ND
        Ochratoxin A      5      ND
    """)

    assert names_in(page) == [["Aflatoxin B1", "Ochratoxin A"]]
