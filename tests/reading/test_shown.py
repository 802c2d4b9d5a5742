"""Totals that stand outside tables, or whose name says too little: the place and the rows tell what they are."""

from __future__ import annotations

import pytest

from coacheck.layout import Phrase
from coacheck.model import Measurement, Place, Result, Total
from coacheck.page import Page
from coacheck.reading.document.panels import totals_of
from coacheck.reading.document.told import Beside, Told
from coacheck.reading.free.shown import shown_figures
from coacheck.reading.proof.by_rows import as_its_rows, named_by_rows
from coacheck.reading.tables.cells import Numbers
from coacheck.reading.vocabulary import vocabulary
from reading.lines import line

PLACE = Place(page=1, bbox=[0, 0, 1, 1])


def _shown(*phrases: Phrase) -> list[tuple[str, float | None, str | None]]:
    page = Page(number=1, width=612, height=792, words=[w for p in phrases for w in p.words], strokes=[])
    totals, _ = shown_figures(page, list(phrases), vocabulary(), Numbers())
    return [(t.name, r.value, r.unit) for t in totals for r in t.results]


def _result(value: float, unit: str = "%") -> Result:
    return Result(value=value, unit=unit, text=str(value))


def _row(analyte: str, value: float, panel: str = "cannabinoids") -> tuple[str, Measurement]:
    return panel, Measurement(name=analyte, analyte=analyte, results=[_result(value)], source=PLACE, text="")


def _total(printed: str, value: float, name: str = "") -> Total:
    return Total(name=name, printed=printed, results=[_result(value)], source=PLACE, text="")


ROWS = [_row("delta_9_thc", 3.899), _row("thca", 84.831), _row("cbda", 0.2819), _row("cbg", 0.526)]


def test_a_label_that_says_its_unit_has_a_bare_number_beside_it() -> None:
    shown = _shown(line("Total THC (%)", 40, 300), line("4.361", 160, 300))
    assert shown == [("total_thc", 4.361, "%")]


def test_a_label_over_the_middle_of_two_figures_has_both() -> None:
    label = line("Total CBD", 100, 300)
    left, right = line("0.856%", 70, 308), line("32.357 mg", 0, 308)
    right = line("32.357 mg", 2 * label.centre - left.x0 - (right.x1 - right.x0), 308)
    assert _shown(label, left, right) == [("total_cbd", 0.856, "%"), ("total_cbd", 32.357, "mg")]


@pytest.mark.parametrize(
    ("printed", "value", "name"), [("TOTAL TH", 78.295, "total_thc"), ("TOTAL CB", 0.247, "total_cbd")]
)
def test_a_cut_name_is_the_total_that_the_rows_make(printed: str, value: float, name: str) -> None:
    named = named_by_rows(_total(printed, value), ROWS, vocabulary())
    assert named
    assert named.name == name


def test_a_cut_name_that_no_rows_make_stays_unknown() -> None:
    assert named_by_rows(_total("TOTAL CB", 12.0), ROWS, vocabulary()) is None


def test_a_total_on_dry_weight_that_rows_as_received_make_is_as_received() -> None:
    mislabelled = _total("TOTAL THC (DRY)", 78.295, "total_thc_dry")
    dry = _total("Total THC", 86.1, "total_thc_dry")
    assert as_its_rows(mislabelled, ROWS, [mislabelled, dry]).name == "total_thc"
    assert as_its_rows(mislabelled, ROWS, [mislabelled]).name == "total_thc_dry"
    assert as_its_rows(dry, ROWS, [mislabelled, dry]).name == "total_thc_dry"


def test_an_amount_is_told_once_where_one_place_says_of_what_it_is() -> None:
    def total(value: float, unit: str) -> Total:
        return Total(name="total_thc", printed="Total THC", results=[_result(value, unit)], source=PLACE, text="")

    beside = [Beside([], [total(9.95, "mg"), total(9.95, "mg/serving"), total(99.5, "mg/package")], [], [], [], [], [])]

    page = Told(Page(number=1, width=612, height=792, words=[], strokes=[]), [], [], [])

    (told,) = totals_of([page], beside, vocabulary())
    assert [(r.value, r.unit) for r in told.results] == [(9.95, "mg/serving"), (99.5, "mg/package")]


def test_the_first_of_several_bare_figures_on_a_line_is_no_total() -> None:
    several = [line("Total THC (%)", 60, 100), *(line(text, x, 100) for x, text in ((140, "0.11"), (180, "0.12")))]

    assert _shown(*several) == []
    assert _shown(*several[:2]) == [("total_thc", 0.11, "%")]
