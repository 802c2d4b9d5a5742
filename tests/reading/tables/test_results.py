"""A table becomes measurements, totals, statuses, and rows that stay unread."""

from __future__ import annotations

from layout.drawn import drawn
from reading.tables.made import read, read_page, rows, said


def test_a_row_says_all_its_columns() -> None:
    reading = read(
        """
        Analyte | LOD (ppm) | LOQ (ppm) | Limit (ppm) | Result (ppm) | Status
        Lead    | 0.005     | 0.015     | 0.5         | ND           | Pass
        Cadmium | 0.005     | 0.015     | 0.2         | 0.310        | Fail
        Mercury | 0.002     | 0.006     | 0.1         | 0.020        | Pass
        """
    )

    cadmium = rows(reading)["Cadmium"]
    assert said(cadmium.results) == ["0.310 ppm"]
    assert (cadmium.lod.value, cadmium.loq.value, cadmium.limit.value) == (0.005, 0.015, 0.2)  # type: ignore[union-attr]
    assert cadmium.status == "fail"
    assert {panel for panel, _ in reading.measurements} == {"heavy_metals"}


def test_cbd_per_unit_is_in_mg_per_unit() -> None:
    reading = read(
        """
        Analyte      | Result
        CBD per Unit | 25.1 mg
        CBG per Unit | 1.2 mg
        """,
        title="cannabinoids",
    )

    assert [(r.value, r.unit) for _, m in reading.measurements for r in m.results] == [
        (25.1, "mg/unit"),
        (1.2, "mg/unit"),
    ]


def test_a_total_is_no_measurement() -> None:
    reading = read(
        """
        Analyte   | LOQ  | %
        CBD       | 0.01 | 1.253
        CBDA      | 0.01 | 0.104
        Total CBD |      | 1.344
        """
    )

    assert list(rows(reading)) == ["CBD", "CBDA"]
    assert [(t.name, said(t.results)) for t in reading.totals] == [("total_cbd", ["1.344 %"])]


def test_a_bare_total_is_that_of_its_panel() -> None:
    reading = read(
        """
        Analyte  | %
        Limonene | 0.12
        Linalool | 0.03
        Total    | 0.15
        """
    )

    assert [(t.name, said(t.results)) for t in reading.totals] == [("total_terpenes", ["0.15 %"])]


def test_a_sum_of_other_rows_is_a_total() -> None:
    reading = read(
        """
        Analyte          | LOQ (ppb) | Result (ppb)
        Aflatoxin B1     | 1         | 2
        Aflatoxin B2     | 1         | 3
        Aflatoxin G1     | 1         | ND
        Aflatoxin G2     | 1         | ND
        Total Aflatoxins | 4         | 5
        """
    )

    assert "Total Aflatoxins" not in rows(reading)
    assert [said(t.results) for t in reading.totals] == [["5 ppb"]]


def test_a_cell_names_the_panel_of_an_analyte_that_nobody_knows() -> None:
    reading = read(
        """
        Analyte  | Method    | Result (%)
        Limonene | Terpenes  | 0.12
        Quxaline | Terpenes  | 0.03
        """
    )

    assert [panel for panel, _ in reading.measurements] == ["terpenes", "terpenes"]


def test_a_result_without_a_unit_is_in_that_of_its_loq_and_limit() -> None:
    reading = read(
        """
        Analyte | LOQ       | Limit   | Result
        Lead    | 0.015 ppm | 0.5 ppm | 0.12
        Cadmium | 0.015 ppm | 0.2 ppm | ND
        """
    )

    assert [r.unit for m in rows(reading).values() for r in m.results] == ["ppm", "ppm"]


def test_a_sign_alone_in_the_cell_before_is_that_of_the_figure() -> None:
    """Without it "< 0.01" would be 0.01."""
    reading = read(
        """
        Analyte | Result | Result (ppm) | Limit
        Cadmium | <      | 0.01         | 1.0
        Lead    |        | 0.03         | 1.0
        Arsenic |        | 0.02         | 1.0
        """
    )

    assert [(r.value, r.bound) for m in rows(reading).values() for r in m.results] == [
        (None, 0.01), (0.03, None), (0.02, None),
    ]  # fmt: skip


def test_a_figure_of_water_activity_is_no_figure_of_the_moisture_before_it() -> None:
    reading = read(
        """
        Test           | Result (%) | Result (aw)
        Moisture       | 10.8       | 0.56
        Water activity |            | 0.56
        """
    )

    assert [(panel, [r.text for r in m.results]) for panel, m in reading.measurements] == [("water_activity", ["0.56"])]
    assert [u.text.split()[0] for u in reading.unread] == ["Moisture"]


def test_a_result_beside_units_that_differ_has_none() -> None:
    reading = read(
        """
        Analyte | LOQ     | Limit   | Result
        Lead    | 15 ppb  | 0.5 ppm | 0.12
        Cadmium | 15 ppb  | 0.2 ppm | ND
        """
    )

    assert [r.unit for r in rows(reading)["Lead"].results] == [None]


def test_the_unit_of_a_row_goes_before_that_of_its_column() -> None:
    reading = read(
        """
        Analyte | Unit | Result
        Lead    | ppm  | 0.12
        Cadmium | ppb  | 31
        """
    )

    assert [said(m.results) for m in rows(reading).values()] == [["0.12 ppm"], ["31 ppb"]]


def test_the_unit_over_a_table_holds_where_no_column_has_one() -> None:
    reading = read("Analyte | LOQ  | Result\nLead | 0.01 | 0.12\nCadmium | 0.01 | ND", unit="ppm")

    assert [r.unit for m in rows(reading).values() for r in m.results] == ["ppm", "ppm"]


def test_a_known_name_with_a_cell_that_nobody_understands_is_unread() -> None:
    reading = read(
        """
        Analyte | Limit (ppm) | Result (ppm)
        Lead    | 0.5         | ND
        Cadmium | 0.2         | 0.3?1
        Mercury | 0.1         | 0.02
        """
    )

    assert list(rows(reading)) == ["Lead", "Mercury"]
    assert [u.text for u in reading.unread] == ["Cadmium 0.2 0.3?1"]


def test_an_unsure_result_is_unread() -> None:
    reading = read(
        """
                 |       |
        CBD      | 1.253 | 0.77
        CBDA     | 0.104 | 2.31
        CBG      | 0.052 | 0.18
        """,
        title="cannabinoids",
    )

    assert rows(reading) == {}


def test_figures_without_a_heading_do_not_take_the_unit_beside_them() -> None:
    reading = read(
        """
        Analyte | LOQ (%) | Weight (%) |
        CBD     | 0.005   | 0.842      | 505.2
        CBG     | 0.005   | 0.012      | 7.2
        CBC     | 0.005   | 0.031      | 18.6
        CBN     | 0.005   | ND         | ND
        """
    )

    assert [r.value for r in rows(reading)["CBD"].results if r.unit == "%"] == [0.842]


def test_a_limit_in_words_is_kept_as_words() -> None:
    reading = read(
        """
        Analyte         | Limit         | Result       | Status
        Salmonella spp. | Absent in 1 g | Not Detected | Pass
        STEC E. coli    | Absent in 1 g | Not Detected | Pass
        """
    )

    row = rows(reading)["Salmonella spp."]
    assert (row.limit, row.limit_text) == (None, "Absent in 1 g")
    assert row.results[0].qualifier == "ND"


def test_a_table_under_quality_control_says_nothing_of_the_sample() -> None:
    reading = read("Analyte | Result\nLead | 0.12\nCadmium | 0.31", title="qc")

    assert (reading.kind, reading.measurements, reading.totals) == ("qc", [], [])


def test_the_summary_says_the_status_of_panels() -> None:
    reading = read(
        """
        Test         | Date Tested | Status
        Pesticides   | 10/12/2026  | Pass
        Heavy Metals | 10/12/2026  | Fail
        Microbials   | 10/13/2026  | Pass
        """
    )

    assert {panel: status for panel, status, _ in reading.statuses} == {
        "pesticides": "pass",
        "heavy_metals": "fail",
        "microbials": "pass",
    }
    assert reading.measurements == []


def test_nd_and_pass_that_nearly_touch_are_a_result_and_a_status() -> None:
    page = drawn("""
        Analyte     Limit    Result   Status
        Lead        0.5          ND Pass
        Cadmium     0.2       0.310   Fail
        Mercury     0.1          ND   Pass
    """)

    [reading] = read_page(page)

    lead = rows(reading)["Lead"]
    assert [r.qualifier for r in lead.results] == ["ND"]
    assert lead.status == "pass"


def test_a_drawn_page_is_read_with_its_title_and_unit() -> None:
    page = drawn("""
        # Heavy Metals

        Unit of measurement: ppm
        Analyte     Limit    Result   Status
        Lead        0.5      ND       Pass
        Cadmium     0.2      0.310    Fail
    """)

    [reading] = read_page(page)

    assert reading.panel == "heavy_metals"
    assert [said(m.results) for m in rows(reading).values()] == [["ND ppm"], ["0.310 ppm"]]
