"""A report as tables: what the page prints, before anyone judges it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coacheck.model import Measurement, Panel, Report, Result, Total, Unread
from coacheck.outputs.safe import clean, shorten
from coacheck.outputs.terminal import Row, print_rows
from coacheck.outputs.words import (
    colour,
    dates_line,
    joined,
    lab_line,
    plain,
    quantity,
    result,
    sample_line,
    serving_line,
)

_UNREAD_WIDTH = 160


def print_report(report: Report, console: Console, verbose: bool = False) -> None:
    """What the page says; where `verbose`, also where each field of its head stands."""
    console.print(Text(clean(report.product.name or "") or "a product without a name in the report", "bold"))
    print_rows(_identity(report), console, width=9)
    if verbose and report.fields:
        console.print()
        console.print(Text("where it stands", "bold"))
        print_rows(_places(report), console, width=14, indent=2)
    for name, panel in report.panels.items():
        console.print()
        console.print(_title(name, panel))
        if panel.measurements:
            console.print(_panel_table(panel.measurements))
    if report.totals:
        console.print()
        console.print(Text("totals", "bold"))
        console.print(_totals_table(report.totals))
    if report.unread:
        console.print()
        console.print(Text("unread", "bold yellow"))
        print_rows(map(_unread, report.unread), console, width=8, indent=2)


def _identity(report: Report) -> Iterator[Row]:
    yield "tested by", lab_line(report.lab), "dim"
    yield "for", clean(report.client or "") or "client not found in the report", "dim"
    yield "what", sample_line(report), "dim"
    yield "dates", dates_line(report), "dim"
    if serving := serving_line(report.serving):
        yield "serving", serving, "dim"
    if report.overall_status:
        yield "lab says", report.overall_status, "dim"
    for claim in report.label_claims:
        yield "label", f"{plain(claim.analyte)} {claim.value:g} {claim.unit or ''} {claim.status or ''}".strip(), "dim"
    for url in report.verification_urls:
        yield "link", clean(url), "dim"


def _places(report: Report) -> Iterator[Row]:
    for field, place in report.fields.items():
        yield plain(field), f"page {place.page}: “{shorten(place.text, _UNREAD_WIDTH)}”", "dim"


def _title(name: str, panel: Panel) -> Text:
    status = plain(panel.status or "no status printed")
    more = joined([panel.tested_on, panel.method])
    return Text.assemble((plain(name), "bold"), ": ", (status, colour(panel.status)), f" ({more})" if more else "")


def _panel_table(rows: Sequence[Measurement]) -> Table:
    """The usual columns, each only where a row has something in it."""
    after = {
        "LOD": [Text(quantity(m.lod)) for m in rows],
        "LOQ": [Text(quantity(m.loq)) for m in rows],
        "limit": [Text(quantity(m.limit) or clean(m.limit_text or "")) for m in rows],
        "status": [Text(plain(m.status or ""), colour(m.status)) for m in rows],
    }
    return _table("analyte", [(m.name, m.results) for m in rows], {k: v for k, v in after.items() if any(v)})


def _totals_table(totals: Sequence[Total]) -> Table:
    return _table("total", [(t.printed, t.results) for t in totals], {})


def _table(head: str, rows: Sequence[tuple[str, list[Result]]], after: Mapping[str, list[Text]]) -> Table:
    """Names, one column for each printed unit, and the columns `after` them."""
    units = list(dict.fromkeys(r.unit for _, results in rows for r in results))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(head, overflow="fold")
    for name in [*(clean(unit or "") or "result" for unit in units), *after]:
        table.add_column(name, justify="right", overflow="fold")
    for i, (name, results) in enumerate(rows):
        cells = (Text(joined(result(r) for r in results if r.unit == unit)) for unit in units)
        table.add_row(Text(clean(name)), *cells, *(column[i] for column in after.values()))
    return table


def _unread(row: Unread) -> Row:
    return f"page {row.page}", f"{shorten(row.text, _UNREAD_WIDTH)} ({clean(row.reason)})", ""
