"""The body of a table: which cells stand in one row."""

from __future__ import annotations

from coacheck.page import Stroke
from layout.drawn import LEFT, SIZE, TOP, drawn, rows_in

EDGES = (0, 26, 34, 42)


def test_a_line_is_a_row() -> None:
    rows = rows_in(
        drawn(
            """
        CBD                       0.01    0.35

        CBDA                      0.01    ND

        CBG                       0.01
        """,
            step=0.75,
        ),
        EDGES,
    )

    assert rows == [["CBD", "0.01", "0.35"], ["CBDA", "0.01", "ND"], ["CBG", "0.01", ""]]


def test_values_between_the_two_lines_of_a_name() -> None:
    rows = rows_in(
        drawn(
            """
        CBD                       0.01    0.35


        Tetrahydrocannabivarinic
                                  0.02    ND
        Acid (THCVA)


        CBG                       0.01    0.12
        """,
            step=0.6,
        ),
        EDGES,
    )

    assert rows == [
        ["CBD", "0.01", "0.35"],
        ["Tetrahydrocannabivarinic Acid (THCVA)", "0.02", "ND"],
        ["CBG", "0.01", "0.12"],
    ]


def test_values_on_the_first_line_of_a_name() -> None:
    rows = rows_in(
        drawn(
            """
        CBD                       0.01    0.35

        Tetrahydrocannabivarinic  0.02    ND
        Acid (THCVA)

        CBG                       0.01    0.12
        """,
            step=1.2,
        ),
        EDGES,
    )

    assert [row[1:] for row in rows] == [["0.01", "0.35"], ["0.02", "ND"], ["0.01", "0.12"]]
    assert rows[1][0] == "Tetrahydrocannabivarinic Acid (THCVA)"


def test_values_on_the_last_line_of_a_name() -> None:
    rows = rows_in(
        drawn(
            """
        CBD                       0.01    0.35

        Tetrahydrocannabivarinic
        Acid (THCVA)              0.02    ND

        CBG                       0.01    0.12
        """,
            step=1.2,
        ),
        EDGES,
    )

    assert [row[1:] for row in rows] == [["0.01", "0.35"], ["0.02", "ND"], ["0.01", "0.12"]]
    assert rows[1][0] == "Tetrahydrocannabivarinic Acid (THCVA)"


def test_values_that_drift_against_their_names_belong_to_them_in_order() -> None:
    names = drawn("CBD\nCBDA\nCBG\nCBN\nCBC", step=2.0)
    figures = "0.01    0.35\n0.02    ND\n0.03    0.12\n0.04    0.50\n0.05    <LOQ"
    values = drawn(figures, step=2.3, left=LEFT + 26 * 4, top=TOP + 3)

    assert rows_in([*names, *values], EDGES) == [
        ["CBD", "0.01", "0.35"],
        ["CBDA", "0.02", "ND"],
        ["CBG", "0.03", "0.12"],
        ["CBN", "0.04", "0.50"],
        ["CBC", "0.05", "<LOQ"],
    ]


def test_values_that_stand_a_little_higher_than_all_their_names() -> None:
    names = drawn("CBD\nCBDA\nCBG", step=2.0)
    values = drawn("0.01    0.35\n0.02    ND\n0.03    0.12", step=2.0, left=LEFT + 26 * 4, top=TOP - 6)

    assert rows_in([*names, *values], EDGES) == [
        ["CBD", "0.01", "0.35"],
        ["CBDA", "0.02", "ND"],
        ["CBG", "0.03", "0.12"],
    ]


def test_names_without_values_take_none_from_their_neighbours() -> None:
    rows = rows_in(
        drawn(
            """
        CBD                       0.01    0.35

        CBDA

        CBG                       0.03    0.12
        """,
            step=0.75,
        ),
        EDGES,
    )

    assert rows == [["CBD", "0.01", "0.35"], ["CBDA", "", ""], ["CBG", "0.03", "0.12"]]


def test_a_figure_broken_at_its_exponent_is_one() -> None:
    rows = rows_in(
        drawn(
            """
        CBD                       2.76E-  0.35
                                  5


        CBDA                      2.76E-  ND
                                  5
        """,
            step=1.1,
        ),
        EDGES,
    )

    assert [[text.replace(" ", "") for text in row] for row in rows] == [
        ["CBD", "2.76E-5", "0.35"],
        ["CBDA", "2.76E-5", "ND"],
    ]


def test_absence_in_one_gram_on_two_lines_is_one_word() -> None:
    rows = rows_in(
        drawn(
            """
        Salmonella spp.           Absence
                                  in 1 g


        Listeria monocytogenes    Absence
                                  in 1 g
        """,
            step=1.1,
        ),
        (0, 26, 42),
    )

    assert rows == [["Salmonella spp.", "Absence in 1 g"], ["Listeria monocytogenes", "Absence in 1 g"]]


def test_drawn_lines_part_rows() -> None:
    """Without them "Pepper" could be the end of the name above or the start of the one below."""
    rows = rows_in(
        drawn(
            """
        Quxaline                  0.01    0.35
        Pepper
        Foobarol                  0.02    ND
        """,
            step=1.2,
        ),
        EDGES,
        rules=[_rule(0), _rule(2), _rule(3)],
    )

    assert rows == [["Quxaline Pepper", "0.01", "0.35"], ["Foobarol", "0.02", "ND"]]


def _rule(line: int) -> Stroke:
    y = TOP + line * 1.2 * SIZE - 1
    return Stroke(LEFT, y, LEFT + 42 * SIZE / 2, y + 0.5)


def test_running_text_in_a_table_is_no_row() -> None:
    rows = rows_in(
        drawn(
            """
        CBD                       0.01    0.35

        All values are stated on the dry basis

        CBG                       0.03    0.12
        """,
            step=0.75,
        ),
        EDGES,
    )

    assert rows == [["CBD", "0.01", "0.35"], ["CBG", "0.03", "0.12"]]


def test_a_name_that_reaches_into_the_next_column_keeps_its_words() -> None:
    rows = rows_in(
        drawn(
            """
        Tetrahydrocannabivarin THCV   0.35

        CBG                    0.03   0.12
        """,
            step=0.75,
        ),
        (0, 22, 29, 36),
    )

    assert rows == [["Tetrahydrocannabivarin THCV", "", "0.35"], ["CBG", "0.03", "0.12"]]
