from __future__ import annotations

from io import StringIO

from rich.console import Console

from coacheck.model import Measurement, Panel, Quantity, Report, Result, Total
from coacheck.outputs.report_text import print_report


def shown(report: Report) -> str:
    console = Console(file=StringIO(), width=80, markup=False, emoji=False, highlight=False)
    print_report(report, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_one_column_for_each_unit_and_the_digits_as_printed(report: Report) -> None:
    cbd = Measurement(
        name="CBD",
        results=[Result(value=0.44, unit="%", text="0.440"), Result(qualifier="<LOQ", bound=0.02, unit="mg/unit")],
        loq=Quantity(value=0.02, text="0.020"),
    )
    panel = Panel(status="tested", measurements=[cbd], method="HPLC")
    total = Total(name="total_cbd", printed="Total CBD", results=[Result(value=0.44, unit="%", text="0.440")])

    lines = [
        line.split()
        for line in shown(report.model_copy(update={"panels": {"cannabinoids": panel}, "totals": [total]})).splitlines()
    ]

    assert ["cannabinoids:", "tested", "(HPLC)"] in lines
    assert ["analyte", "%", "mg/unit", "LOQ"] in lines
    assert ["CBD", "0.440", "<", "0.02", "0.020"] in lines
    assert ["Total", "CBD", "0.440"] in lines


def test_rows_that_were_not_understood_are_listed(report: Report) -> None:
    assert "page 2   CBX 0,1,2 ? (no number)" in shown(report)
