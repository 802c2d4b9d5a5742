"""The headings of columns: which stands over which, on however many lines."""

from __future__ import annotations

from layout.drawn import drawn, pages_tables, tables_in


def headings_in(art: str, step: float = 1.3) -> list[str]:
    """The headings of the one table of a page."""
    [table] = tables_in(drawn(art, step=step))
    return [c.heading for c in table.columns]


def test_each_heading_is_over_its_column() -> None:
    found = headings_in("""
        Analyte     LOD     LOQ     Result    Status
        Lead        0.01    0.03    ND        Pass
        Cadmium     0.01    0.03    0.12      Pass
    """)

    assert found == ["Analyte", "LOD", "LOQ", "Result", "Status"]


def test_a_heading_on_two_lines_is_one() -> None:
    found = headings_in("""
                    Action
        Analyte     Level     Result
        Lead        0.50      ND
        Cadmium     0.20      0.12
    """)

    assert found == ["Analyte", "Action Level", "Result"]


def test_a_heading_on_two_lines_beside_one_that_is_set_between_them() -> None:
    found = headings_in(
        """
                    Action
        Analyte               Result
                    Level

        Lead        0.50      ND

        Cadmium     0.20      0.12
        """,
        step=0.7,
    )

    assert found == ["Analyte", "Action Level", "Result"]


def test_units_on_their_own_line_belong_to_the_headings_over_them() -> None:
    found = headings_in("""
        Analyte     LOQ       Result    Result
                    (mg/g)    (%)       (mg/g)
        CBD         0.03      1.25      12.5
        CBG         0.03      ND        ND
    """)

    assert found == ["Analyte", "LOQ (mg/g)", "Result (%)", "Result (mg/g)"]


def test_a_unit_close_behind_its_heading_belongs_to_it() -> None:
    found = headings_in("""
        Analyte     LOQ (mg/g)    Result (%)
        CBD         0.03          1.25
        CBG         0.03          ND
    """)

    assert found == ["Analyte", "LOQ (mg/g)", "Result (%)"]


def test_a_heading_with_no_column_under_it_moves_no_other() -> None:
    found = headings_in("""
        Analyte     LOD     LOQ     Result    Status
        Lead        0.01            ND        Pass
        Cadmium     0.01            0.12      Pass
    """)

    assert found == ["Analyte", "LOD", "Result", "Status"]


def test_a_last_heading_with_no_column_under_it_is_nobodys() -> None:
    found = headings_in("""
        Analyte     Limit    Result    Status
        Lead        0.5      ND
        Cadmium     0.2      0.12
    """)

    assert found == ["Analyte", "Limit", "Result"]


def test_a_heading_over_two_columns_leaves_each_its_unit() -> None:
    found = headings_in("""
        Analyte       Concentration
                    %            mg/g
        CBD         1.25         12.5
        CBG         0.10          1.0
    """)

    assert [text.split()[-1] for text in found[1:]] == ["%", "mg/g"]


def test_two_headings_set_close_together_are_two() -> None:
    found = headings_in("""
        Analyte     LOD LOQ       Result
        Lead        1.0  3.0      ND
        Cadmium     1.0  3.0      0.12
    """)

    assert found == ["Analyte", "LOD", "LOQ", "Result"]


def test_headings_left_of_figures_that_are_set_to_the_right() -> None:
    found = headings_in("""
        Analyte     LOQ         Result      Limit
        Lead           0.010        ND         0.5
        Cadmium        0.010      0.12         0.2
        Arsenic        0.010      0.02         1.5
    """)

    assert found == ["Analyte", "LOQ", "Result", "Limit"]


def test_a_column_without_a_heading_takes_none_of_its_neighbours() -> None:
    found = headings_in("""
        Analyte     LOQ               Result
        Lead        0.01    0.771     ND
        Cadmium     0.01    0.345     0.12
        Arsenic     0.01    0.103     0.02
    """)

    assert found == ["Analyte", "LOQ", "", "Result"]


def test_the_title_of_a_section_is_no_heading() -> None:
    found = headings_in("""
        # Heavy Metals

        Analyte     Limit     Result
        Lead        0.50      ND
        Cadmium     0.20      0.12
    """)

    assert found == ["Analyte", "Limit", "Result"]


def test_a_title_in_plain_print_is_no_heading() -> None:
    found = headings_in("""
        Heavy Metals by ICP-MS
        Analyte     Limit     Result
        Lead        0.50      ND
        Cadmium     0.20      0.12
    """)

    assert found == ["Analyte", "Limit", "Result"]


def test_the_values_of_another_table_are_no_headings() -> None:
    found = pages_tables("""
        Analyte     Limit     Result
        Lead        0.50      ND
        Cadmium     0.20      0.12

        # Cannabinoids

        CBD         1.25
        CBG         0.10
        CBN         ND
    """)

    assert found[1] == [["", ""], ["CBD", "1.25"], ["CBG", "0.10"], ["CBN", "ND"]]


def test_the_headings_of_the_next_table_beside_are_not_taken() -> None:
    found = pages_tables("""
        Analyte    Result        Analyte     LOQ     Result
        CBD        1.25          Limonene    0.01    0.12
        CBG        0.10          Linalool    0.01    ND
        CBN        ND            Myrcene     0.01    0.30
    """)

    assert [table[0] for table in found] == [["Analyte", "Result"], ["Analyte", "LOQ", "Result"]]


def test_a_bare_column_before_the_next_table_does_not_take_its_heading() -> None:
    found = pages_tables("""
        Analyte    Result                Analyte     LOQ     Result
        CBD        1.25      Pass        Limonene    0.01    0.12
        CBG        0.10      Pass        Linalool    0.01    ND
        CBN        ND        Pass        Myrcene     0.01    0.30
    """)

    assert [table[0] for table in found] == [["Analyte", "Result", ""], ["Analyte", "LOQ", "Result"]]


def test_a_remark_over_the_headings_is_no_heading() -> None:
    found = headings_in("""
        Samples are tested as they were received by the laboratory
        Analyte     Limit     Result
        Lead        0.50      ND
        Cadmium     0.20      0.12
    """)

    assert found == ["Analyte", "Limit", "Result"]
