"""Which column holds what: headings, units, ND and the figures themselves are weighed together."""

from __future__ import annotations

import pytest

from reading.tables.made import kinds, told


def test_headings_say_what_columns_hold() -> None:
    found = kinds("""
        Analyte | LOD   | LOQ   | Limit | Result | Status
        Lead    | 0.005 | 0.015 | 0.5   | ND     | Pass
        Cadmium | 0.005 | 0.015 | 0.2   | 0.31   | Fail
        Mercury | 0.002 | 0.006 | 0.1   | 0.02   | Pass
    """)

    assert found == ["lod", "loq", "limit", "result", "status"]


def test_a_percentage_and_a_tenfold_in_mg_per_g_are_both_results() -> None:
    found = told("""
        Analyte | LOQ  | %     | mg/g
        CBD     | 0.01 | 1.253 | 12.53
        CBDA    | 0.01 | 0.104 | 1.04
        CBG     | 0.01 | 0.052 | 0.52
        CBN     | 0.01 | ND    | ND
    """)

    assert found == ["%", "mg/g"]


def test_without_any_heading_the_tenfold_tells_the_results() -> None:
    found = kinds("""
             |      |       |
        CBD  | 0.01 | 1.253 | 12.53
        CBDA | 0.01 | 0.104 | 1.04
        CBG  | 0.01 | 0.052 | 0.52
        CBN  | 0.01 | ND    | ND
    """)

    assert found[1:] == ["result", "result"]
    assert found[0] != "result"


def test_without_any_heading_a_lone_column_of_figures_and_nd_is_the_result() -> None:
    found = told("""
             |
        CBD  | 1.253
        CBDA | 0.104
        CBG  | ND
    """)

    assert found == [""]


def test_without_any_heading_two_columns_that_could_both_be_it_are_not_told() -> None:
    found = told("""
             |       |
        CBD  | 1.253 | 0.77
        CBDA | 0.104 | 2.31
        CBG  | 0.052 | 0.18
    """)

    assert found == []


def test_a_unit_over_a_column_that_never_changes_heads_no_results() -> None:
    found = kinds("""
        Analyte | mg/g  | mg/g
        CBD     | 0.025 | 12.53
        CBDA    | 0.025 | 1.04
        CBG     | 0.025 | 0.52
        CBN     | 0.025 | ND
        CBC     | 0.025 | 0.31
    """)

    assert found[0] != "result"


def test_nd_stands_in_no_lod() -> None:
    found = told("""
        Analyte | Result | LOD
        Lead    | 0.005  | ND
        Cadmium | 0.005  | 0.31
        Mercury | 0.005  | <LOQ
        Arsenic | 0.005  | ND
        Nickel  | 0.005  | 0.02
    """)

    assert "Result" not in found


def test_results_that_do_not_fit_their_units_are_not_told() -> None:
    """The % column can't be the tenth of what stands under mg/g: one of the headings is another column's."""
    found = told("""
        Analyte | %     | mg/g
        CBD     | 12.53 | 1.253
        CBDA    | 1.04  | 0.104
        CBG     | 0.52  | 0.052
    """)

    assert found == []


def test_results_under_words_that_do_not_fit_their_units_are_not_told() -> None:
    found = told("""
        Analyte | Result (%) | Result (mg/g)
        CBD     | 12.53      | 1.253
        CBDA    | 1.04       | 0.104
        CBG     | 0.52       | 0.052
    """)

    assert found == []


def test_no_product_holds_more_than_all_of_anything() -> None:
    found = told("""
        Analyte | LOQ (%) | Result (%)
        CBD     | 0.05    | 714.2
        CBDA    | 0.05    | 18.3
        CBG     | 0.05    | ND
    """)

    assert found == []


def test_a_status_column_is_known_by_its_words() -> None:
    found = kinds("""
        Analyte | Limit | Result |
        Lead    | 0.5   | ND     | Pass
        Cadmium | 0.2   | 0.31   | Fail
    """)

    assert found == ["limit", "result", "status"]


def test_figures_under_status_are_no_status() -> None:
    found = kinds("""
        Analyte | Limit | Status
        Lead    | 0.5   | 0.01
        Cadmium | 0.2   | 0.31
        Mercury | 0.1   | ND
    """)

    assert found[1] != "status"


@pytest.mark.parametrize("heading", ["Uncertainty", "Label Claim", "% Recovery", "Dilution"])
def test_figures_of_another_kind_are_never_results(heading: str) -> None:
    found = told(f"""
        Analyte | {heading} | Result
        CBD     | 1.31      | 1.253
        CBDA    | 0.12      | 0.104
        CBG     | 0.06      | 0.052
    """)

    assert found == ["Result"]


def test_lod_and_loq_in_one_column() -> None:
    found = kinds("""
        Analyte | LOD/LOQ     | Result
        CBD     | 0.01 / 0.03 | 1.253
        CBDA    | 0.01 / 0.03 | ND
    """)

    assert found == ["lod_loq", "result"]


def test_a_column_without_a_heading_beside_headed_ones_is_not_told() -> None:
    found = told("""
        Analyte | LOQ  | Result |
        CBD     | 0.01 | 1.253  | 7.1
        CBDA    | 0.01 | 0.104  | 3.3
        CBG     | 0.01 | ND     | 2.6
    """)

    assert found == ["Result"]


def test_a_column_under_a_word_that_nobody_knows_is_not_told_for_the_result() -> None:
    found = told("""
        Analyte | Wibble | Result
        CBD     | 7.1    | 1.253
        CBDA    | 3.3    | 0.104
        CBG     | 2.6    | ND
    """)

    assert found == ["Result"]


def test_one_row_is_enough_where_the_headings_say_all() -> None:
    found = told("""
        Analyte  | Limit | Result
        Moisture | 13.0  | 9.1
    """)

    assert found == ["Result"]


def test_the_class_of_a_solvent_and_the_plan_of_sampling_are_no_results() -> None:
    solvents = told("""
        Solvent | Class | USP limit (ppm) | Result (ppm)
        Acetone | 3     | 5000            | 12.4
        Benzene | 1     | 2               | ND
        Hexane  | 2     | 290             | <20
    """)
    microbes = told("""
        Parameter  | n | c | m    | M     | Result (CFU/g)
        Yeasts     | 5 | 2 | 100  | 1000  | 20
        Moulds     | 5 | 2 | 100  | 1000  | 40
        E. coli    | 5 | 0 | 10   | 10    | <10
    """)

    assert solvents == ["Result (ppm)"]
    assert microbes == ["Result (CFU/g)"]


@pytest.mark.parametrize("heads", ["Rep 1 | Rep 2 | Mean", "Prep A | Prep B | Mean", "Messung 1 | Messung 2 | Mean"])
def test_of_replicates_the_mean_is_the_result(heads: str) -> None:
    found = told(f"""
        Analyte | {heads} | RPD (%)
        CBD     | 39.90 | 41.52 | 40.71 | 4.0
        CBG     | 1.22  | 1.26  | 1.24  | 3.2
        CBN     | ND    | ND    | ND    | 0
    """)

    assert found == ["Mean"]
