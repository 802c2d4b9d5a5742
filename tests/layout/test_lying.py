"""Tables that lie on their side: the names stand across the page, values under them."""

from __future__ import annotations

from layout.drawn import drawn, printed, tables_in


def lying_in(art: str) -> list[list[list[str]]]:
    return [printed(t) for t in tables_in(drawn(art)) if t.transposed]


def test_figures_under_names_belong_to_them() -> None:
    found = lying_in("""
                  CBD       CBDA      CBG       CBN       Δ9-THC
        %         1.25      0.10      ND        ND        0.21
        mg/g      12.5      1.00      ND        ND        2.10
    """)

    assert found == [
        [
            ["", "%", "mg/g"],
            ["CBD", "1.25", "12.5"],
            ["CBDA", "0.10", "1.00"],
            ["CBG", "ND", "ND"],
            ["CBN", "ND", "ND"],
            ["Δ9-THC", "0.21", "2.10"],
        ]
    ]


def test_the_line_of_the_lod_is_labelled_so() -> None:
    [table] = lying_in("""
                  CBD       CBDA      CBG       CBN       Δ9-THC
        LOD       0.01      0.01      0.02      0.01      0.01
        Result    1.25      0.10      ND        ND        0.21
    """)

    assert table[0] == ["", "LOD", "Result"]
    assert table[3] == ["CBG", "0.02", "ND"]


def test_a_unit_under_each_figure_belongs_to_the_line_above() -> None:
    [table] = lying_in("""
                  CBD       CBDA      CBG       CBN       Δ9-THC
        Result    1.25      0.10      ND        ND        0.21
                  %         %         %         %         %
    """)

    assert table == [
        ["", "Result (%)"],
        ["CBD", "1.25"],
        ["CBDA", "0.10"],
        ["CBG", "ND"],
        ["CBN", "ND"],
        ["Δ9-THC", "0.21"],
    ]


def test_a_name_without_a_figure_takes_none_of_its_neighbours() -> None:
    [table] = lying_in("""
                  CBD       CBDA      CBG       CBN       Δ9-THC
        %         1.25      0.10                ND        0.21
    """)

    assert {row[0]: row[1] for row in table[1:]} == {"CBD": "1.25", "CBDA": "0.10", "CBN": "ND", "Δ9-THC": "0.21"}


def test_two_figures_under_one_name_are_not_read() -> None:
    """Which of them is the result, the page does not say."""
    found = lying_in("""
        Cannabidiol   Cannabinol    Cannabigerol   Cannabichromene
        0.01  1.25    0.01  0.10    0.01  ND       0.01  ND
    """)

    assert found == []


def test_a_name_on_two_lines_is_one() -> None:
    [table] = lying_in("""
                                      Total
                  CBD       CBG       THC       CBN       CBDA
        %         1.25      0.10      ND        ND        0.21
    """)

    assert [row[0] for row in table[1:]] == ["CBD", "CBG", "Total THC", "CBN", "CBDA"]


def test_text_under_the_figures_is_no_line_of_values() -> None:
    [table] = lying_in("""
                  CBD       CBDA      CBG       CBN       Δ9-THC
        %         1.25      0.10      ND        ND        0.21
        ND means that nothing was found, 0.05 is the least amount
    """)

    assert table[0] == ["", "%"]


def test_names_in_a_sentence_are_no_table() -> None:
    assert lying_in("CBD   CBDA   CBG   CBN   Δ9-THC\nwere all tested for in this sample") == []


def test_a_table_that_stands_upright_does_not_lie() -> None:
    assert (
        lying_in("""
        Analyte     LOD     LOQ     %        mg/g
        CBD         0.01    0.03    1.25     12.5
        CBDA        0.01    0.03    0.10     1.0
        CBG         0.01    0.03    ND       ND
        """)
        == []
    )


def test_what_heads_the_names_is_none_of_them() -> None:
    [table] = lying_in("""
        Mycotoxin       Aflatoxin B1   Aflatoxin B2   Aflatoxin G1   Ochratoxin A
        Result (ppb)    ND             ND             ND             ND
        LOQ (ppb)       5              5              5              5
        Status          PASS           PASS           PASS           PASS
    """)

    assert table[0] == ["", "Result (ppb)", "LOQ (ppb)", "Status"]
    assert table[1] == ["Aflatoxin B1", "ND", "5", "PASS"]
