"""One figure out of several prints of it."""

from __future__ import annotations

from coacheck.model import Measurement, Place, Result
from coacheck.reading.proof.merge import merge
from coacheck.reading.tables.cells import parse_cell, parse_quantity
from layout.drawn import ASK
from reading.tables.made import said

PLACE = Place(page=1, bbox=[0, 0, 1, 1])


def row(name: str, analyte: str | None, *texts: str, unit: str = "%") -> tuple[str, Measurement]:
    found = [r for text in texts for r in parse_cell(text, ASK.words, ASK.numbers).results]
    results = [r if r.unit else r.model_copy(update={"unit": unit}) for r in found]
    return "cannabinoids", Measurement(name=name, analyte=analyte, results=results, source=PLACE)


def merged(*rows: tuple[str, Measurement]) -> list[Measurement]:
    return merge(rows)["cannabinoids"]


def test_more_digits_win() -> None:
    for order in ((0, 1), (1, 0)):
        prints = [row("CBD", "cbd", "1.25"), row("CBD", "cbd", "1.2534")]

        [found] = merged(*(prints[i] for i in order))

        assert said(found.results) == ["1.2534 %"]
        assert found.contradiction is None


def test_nd_goes_before_below_the_loq() -> None:
    for order in ((0, 1), (1, 0)):
        prints = [row("CBD", "cbd", "ND"), row("CBD", "cbd", "<LOQ")]

        [found] = merged(*(prints[i] for i in order))

        assert [r.qualifier for r in found.results] == ["ND"]


def test_a_word_without_a_unit_is_of_the_others_unit() -> None:
    """A summary says "<LOQ %", the table "ND" in a column without a unit."""
    first, bare = row("CBD", "cbd", "<LOQ% dry"), row("CBD", "cbd", "ND", unit="")
    bare = (bare[0], bare[1].model_copy(update={"results": [Result(qualifier="ND", unit=None, text="ND")]}))

    [found] = merged(first, bare)

    assert [(r.qualifier, r.unit) for r in found.results] == [("ND", "%")]


def test_figures_that_differ_are_a_contradiction() -> None:
    [found] = merged(row("CBD", "cbd", "1.25"), row("CBD", "cbd", "2.25"))

    assert found.contradiction is not None
    assert "1.25" in found.contradiction
    assert "2.25" in found.contradiction


def test_figures_in_two_units_are_both_kept() -> None:
    [found] = merged(row("CBD", "cbd", "1.25"), row("CBD", "cbd", "12.5 mg/g"))

    assert [(r.value, r.unit) for r in found.results] == [(1.25, "%"), (12.5, "mg/g")]


def test_two_isomers_with_one_code_stay_two() -> None:
    found = merged(row("9(R)-HHC", "hhc", "1.25"), row("9(S)-HHC", "hhc", "0.40"))

    assert [(m.name, said(m.results)) for m in found] == [("9(R)-HHC", ["1.25 %"]), ("9(S)-HHC", ["0.40 %"])]


def test_one_analyte_under_two_names_with_one_figure_is_one() -> None:
    found = merged(row("Δ9-THC", "delta_9_thc", "0.21"), row("Delta-9 THC", "delta_9_thc", "0.21"))

    assert len(found) == 1


def test_rows_that_nobody_knows_are_one_each_by_their_names() -> None:
    found = merged(row("Quxaline", None, "0.21"), row("Foobarol", None, "0.21"))

    assert [m.name for m in found] == ["Quxaline", "Foobarol"]


def test_a_panel_that_was_not_tested_has_no_rows() -> None:
    assert merged(row("CBD", "cbd", "NT"), row("CBG", "cbg", "NT")) == []


def test_a_limit_printed_once_holds_for_the_row() -> None:
    panel, other = row("CBD", "cbd", "1.2534")
    limited = other.model_copy(update={"results": [Result(value=1.25, unit="%", text="1.25")], "status": "pass"})

    [found] = merged((panel, other), (panel, limited))

    assert (said(found.results), found.status) == (["1.2534 %"], "pass")


def test_the_dash_of_an_empty_column_is_no_part_of_the_lod_beside_it() -> None:
    found = parse_quantity("0.50 -", "ug/g", ASK.words, ASK.numbers)
    assert found is not None
    assert (found.value, found.unit) == (0.5, "ug/g")
    assert parse_quantity("0.5 - 2", "ug/g", ASK.words, ASK.numbers) is None


def test_each_of_several_prints_that_differ_is_told() -> None:
    found = merged(*(row("CBD", "cbd", text) for text in ("0.021", "0.025", "0.030")))

    assert found[0].contradiction == "printed as '0.021' and as '0.025' and as '0.030'"


def test_two_rows_of_one_name_with_limits_of_their_own_are_two() -> None:
    both = (row("Matter (organic)", "m", "0.0"), "2"), (row("Matter (inorganic)", "m", "0.0"), "0")
    rows = [
        (panel, m.model_copy(update={"limit": parse_quantity(limit, "%", ASK.words, ASK.numbers)}))
        for (panel, m), limit in both
    ]

    assert [m.name for m in merged(*rows)] == ["Matter (organic)", "Matter (inorganic)"]


def test_a_figure_is_shown_where_it_is_printed() -> None:
    panel, summary = row("Water Activity", "water_activity", "0.35")
    _, told = row("Water Activity", "water_activity", "0.3494")
    there = Place(page=6, bbox=[5, 5, 9, 9])

    [found] = merged((panel, summary), (panel, told.model_copy(update={"source": there, "text": "0.3494 aw"})))

    assert (found.source, found.text) == (there, "0.3494 aw")


def test_of_two_figures_that_contradict_each_other_the_one_with_more_digits_is_no_better() -> None:
    [found] = merged(row("THCA", "thca", "712.6"), row("THCA", "thca", "9.984"))

    assert said(found.results) == ["712.6 %"]
    assert found.contradiction
