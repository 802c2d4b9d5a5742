"""The columns of a table: cells of one column stand under each other, cells of one row never do."""

from __future__ import annotations

from coacheck.layout.columns import strips_of
from coacheck.layout.phrases import lines_of
from layout.drawn import drawn, texts


def columns_in(art: str) -> list[list[str]]:
    """The texts of each column, top to bottom, left to right."""
    lines = lines_of(drawn(art))
    return [texts(strip.cells[i] for i in sorted(strip.cells)) for strip in strips_of(lines)]


def test_cells_under_each_other_are_a_column() -> None:
    found = columns_in("""
        0.01    0.03    0.35
        0.01    0.03    ND
        0.01    0.03    <LOQ
    """)

    assert found == [["0.01", "0.01", "0.01"], ["0.03", "0.03", "0.03"], ["0.35", "ND", "<LOQ"]]


def test_figures_set_to_the_right_are_a_column() -> None:
    found = columns_in("""
          0.01       12.345
           0.1        3.450
        123.45           ND
    """)

    assert found == [["0.01", "0.1", "123.45"], ["12.345", "3.450", "ND"]]


def test_cells_of_one_row_are_never_in_one_column() -> None:
    found = columns_in("""
        0.0001  0.0002
        0.01    ND
           0.5     0.2
            ND      ND
    """)

    assert found == [["0.0001", "0.01", "0.5", "ND"], ["0.0002", "ND", "0.2", "ND"]]


def test_a_wide_cell_over_two_columns_says_nothing() -> None:
    found = columns_in("""
        0.01    0.35
        not tested here
        0.01    0.02
        0.01    ND
    """)

    assert found == [["0.01", "0.01", "0.01"], ["0.35", "0.02", "ND"]]


def test_running_text_is_in_no_column() -> None:
    found = columns_in("""
        0.01    0.35
        0.01    0.02
        values below the limit are told as ND here and so on
    """)

    assert found == [["0.01", "0.01"], ["0.35", "0.02"]]


def test_an_empty_cell_moves_no_other_cell() -> None:
    found = columns_in("""
        0.01    0.03    0.35    Pass
                        ND      Pass
        0.01            ND
    """)

    assert found == [["0.01", "0.01"], ["0.03"], ["0.35", "ND", "ND"], ["Pass", "Pass"]]


def test_a_column_of_one_cell_is_a_column() -> None:
    found = columns_in("""
        0.35
        ND           see remark
        0.02
    """)

    assert found == [["0.35", "ND", "0.02"], ["see remark"]]
