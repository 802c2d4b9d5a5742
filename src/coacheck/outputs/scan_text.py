"""A scan for a person: a line for each report, and a summary at the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from rich.console import Console
from rich.table import Table
from rich.text import Text

from coacheck.outputs.safe import clean, shorten, visible
from coacheck.outputs.words import colour, reason_words
from coacheck.result import ENDS, Count, Scanned, Summary

_WIDTH, _NAME_WIDTH = 600, 44
_VERDICT_WIDTH, _NARROWEST = 7, 20
_STYLES = {"error": "magenta"}


def line_of(scanned: Scanned, verbose: bool = False) -> Text:
    """`FAIL   vendor/report.pdf  CBD: label says 25 mg/unit, the report 17.89 mg/unit: 28.4 % below the label`.

    Where `verbose`, with every check that decided.
    """
    told = shorten(scanned.told.removeprefix(f"{PurePath(clean(scanned.file)).name}: "), _WIDTH)
    checks = f" [{clean('; '.join(scanned.reasons))}]" if verbose and scanned.reasons else ""
    return Text.assemble(
        (scanned.ended.upper().ljust(_VERDICT_WIDTH), _style(scanned.ended)), (visible(scanned.file), "bold"), "  ",
        told, checks,
    )  # fmt: skip


def print_line(scanned: Scanned, console: Console, verbose: bool = False) -> None:
    """The same on a terminal: what is wider than it goes on beside its verdict, in whole words."""
    line = line_of(scanned, verbose)
    verdict, rest = line.divide([_VERDICT_WIDTH])
    for number, part in enumerate(rest.wrap(console, max(_NARROWEST, console.width - _VERDICT_WIDTH))):
        part.rstrip()
        console.print(Text.assemble(" " * _VERDICT_WIDTH if number else verdict, part))


def print_summary(summary: Summary, console: Console) -> None:
    told = f"{summary.reports:,} {'report' if summary.reports == 1 else 'reports'} in {duration(summary.seconds)}"
    console.print()
    console.print(Text(f"{told}{_before(summary)}", "bold"))
    ends = Text("  ").join(Text(f"{end} {summary.ended.get(end, 0):,}", _style(end)) for end in ENDS)
    console.print(ends)
    for title, counts in (("laboratory", summary.labs), ("client", summary.clients)):
        if counts:
            console.print()
            console.print(_by(title, counts))
    if summary.reasons:
        console.print()
        console.print(_reasons(summary.reasons))


def duration(seconds: float) -> str:
    """ "8 s", "4 min 10 s", "3 h 12 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600:,} h {whole % 3600 // 60} min"


def _before(summary: Summary) -> str:
    return f", {summary.before:,} of them before" if summary.before else ""


def _by(title: str, counts: Sequence[Count]) -> Table:
    table = _table(title, *ENDS)
    for name, ended in counts:
        cells = [Text(f"{ended[end]:,}", _style(end)) if end in ended else Text("") for end in ENDS]
        table.add_row(Text(shorten(name, _NAME_WIDTH)), *cells)
    return table


def _reasons(counts: Sequence[Count]) -> Table:
    table = _table("commonest reasons", "reports")
    for reason, ended in counts:
        table.add_row(Text(reason_words(reason)), Text(f"{sum(ended.values()):,}"))
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(first, no_wrap=True, overflow="ellipsis")
    for name in others:
        table.add_column(name, justify="right")
    return table


def _style(end: str) -> str:
    return _STYLES.get(end) or colour(end)
