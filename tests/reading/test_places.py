"""A figure is shown where it is printed, also where its row was put together from several prints."""

from __future__ import annotations

from coacheck.model import Measurement, Place, Result, Total
from coacheck.reading.document.panels import _joined, _the_more_precise
from coacheck.reading.proof.merge import merge


def printed(page: int, text: str, *cells: tuple[float, str, str]) -> dict[str, object]:
    results = [Result(value=value, text=own, unit=unit) for value, own, unit in cells]
    return {"results": results, "source": Place(page=page, bbox=[0, page, 9, 9]), "text": text}


def thc(page: int, figure: str) -> tuple[str, Measurement]:
    row = printed(page, f"THC 0.002 {figure}", (0.002, "0.002", "%"), (float(figure), figure, "mg/unit"))
    return "cannabinoids", Measurement.model_validate({"name": "THC", "analyte": "delta_9_thc", **row})


def test_every_print_of_a_row_that_contradicts_itself_is_a_place() -> None:
    row = merge([thc(1, "9.763"), thc(2, "10.185"), thc(3, "10.386")])["cannabinoids"][0]
    pages = {row.source.page if row.source else 0, *(place.page for place in row.places)}
    assert (row.contradiction is not None, pages) == (True, {1, 2, 3})


def test_what_is_printed_again_alike_is_shown_once() -> None:
    assert merge([thc(1, "9.763"), thc(2, "9.763")])["cannabinoids"][0].places == []


def test_a_total_is_shown_in_each_unit_where_that_is_printed() -> None:
    named = {"name": "total_thc", "printed": "Total THC"}
    table = Total.model_validate(named | printed(2, "Total THC 0.213", (0.213, "0.213", "%")))
    box = Total.model_validate(named | printed(1, "Total THC 99.5 mg", (99.5, "99.5 mg", "mg/package")))
    assert [place.text for place in _joined(table, box).places] == ["Total THC 99.5 mg"]


def test_the_more_precise_figure_is_shown_where_it_stands() -> None:
    named = {"name": "Water Activity", "analyte": "water_activity"}
    rounded = Measurement.model_validate(named | printed(1, "Water Activity 0.48", (0.48, "0.48", "aw")))
    finer = Measurement.model_validate(named | printed(6, "Water Activity 0.4815", (0.4815, "0.4815", "aw")))
    row = _the_more_precise([rounded], finer)[0]
    assert (row.text, row.source) == (finer.text, finer.source)
