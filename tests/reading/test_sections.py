"""When and how each panel was tested, read from reports of invented labs and from single lines."""

from __future__ import annotations

from pathlib import Path

import pytest

import coacheck
from coacheck.reading.fields.dates import DateOrder
from coacheck.reading.tables.sections import Said, sections_of
from coacheck.reading.vocabulary import vocabulary
from reading.lines import line

SAMPLES = Path(__file__).parents[2] / "sample_coas"


@pytest.mark.parametrize(
    ("report", "panel", "tested_on", "method"),
    [
        ("two-column", "pesticides", "2026-10-12", "LC-MS/MS"),
        ("qc-pages", "microbials", "2026-10-19", "OV-SOP-31 (plating, qPCR)"),
        ("transposed", "cannabinoids", "2026-10-15", "SOP.40.11 (HPLC-UV)"),
        ("wrong-totals", "heavy_metals", "2026-10-05", "ICP-MS"),
        ("european", "heavy_metals", None, "ICP-MS, DIN EN 15763"),
    ],
)
def test_a_panel_says_when_and_how(report: str, panel: str, tested_on: str | None, method: str) -> None:
    found = coacheck.read(SAMPLES / f"{report}.pdf").panels[panel]  # type: ignore[index]

    assert (found.tested_on, found.method) == (tested_on, method)


def test_the_rows_of_a_summary_say_when() -> None:
    page = [
        line("Test", 300, 100), line("Date Tested", 420, 100), line("Result", 550, 100),
        line("Pesticides", 300, 112), line("03/30/2026", 420, 112), line("Pass", 550, 112),
        line("Heavy Metals", 300, 122), line("03/27/2026", 420, 122), line("Pass", 550, 122),
    ]  # fmt: skip

    found = sections_of([page], [[]], [], vocabulary(), DateOrder())

    assert {name: said.tested_on for name, said in found.panels.items()} == {
        "pesticides": "2026-03-30",
        "heavy_metals": "2026-03-27",
    }
    assert len(found.dated) == 2


def test_dates_that_disagree_say_nothing() -> None:
    assert Said(dates=["2026-03-30", "2026-03-31"]).tested_on is None


def test_units_and_remarks_are_no_method() -> None:
    said = Said()
    for text in ("LC-MS/MS (ppm)", "LC-MS/MS", "TNTC = Too Numerous to Count", "Results generated using a machine"):
        said.add(text)

    assert said.method == "LC-MS/MS"
