"""What the reader made of every number that stands in the tables of results: a measure that needs no gold record.

    python benchmarks/explained.py FOLDER [--show N]

For each report: the share of numbers in the regions of results tables that ended as something (result, LOD, LOQ,
limit, unit, part of a name, a column whose heading says that it is something else, or a row listed as unread), the
share of result figures that the page proves besides by their heading, and what contradicts itself: totals that the rows
do not make, units that do not agree, figures printed twice and not alike. `--show` lists the unexplained numbers.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table as Shown

from coacheck.errors import CoacheckError
from coacheck.layout import Table
from coacheck.model import Label, Report
from coacheck.page import Document, Word
from coacheck.pdf import open_pdf
from coacheck.reading import read_report
from coacheck.reading.clean.glyphs import deduce
from coacheck.reading.clean.respell import respelled
from coacheck.reading.clean.scale import as_paper
from coacheck.reading.document.seen import Seen, seen_on
from coacheck.reading.document.told import Told
from coacheck.reading.vocabulary import vocabulary
from coacheck.rules import Options, judge

NUMBER = re.compile(r"^[<>≤≥±~]*\d[\d.,]*%?$")
TOLD = ("result", "lod", "loq", "lod_loq", "loq_lod", "limit", "range", "status", "unit", "name", "date", "ignore")


@dataclass
class Explained:
    """The numbers in the results tables of one report."""

    numbers: int = 0
    left: list[str] = field(default_factory=list)


def explained(document: Document) -> Explained:
    words = vocabulary()
    seen = seen_on(respelled(deduce(as_paper(document)[0].pages, words), words), words)
    out = Explained()
    for told in seen.told:
        for number, said in _numbers(told, seen):
            out.numbers += 1
            if not said:
                out.left.append(f"p{told.page.number} {number.text} at {number.x0:.0f},{number.top:.0f}")
    return out


def _numbers(told: Told, seen: Seen) -> Iterator[tuple[Word, bool]]:
    """The numbers between the first and the last row of the tables with results, and whether each is explained."""
    tables = [t for t, r in zip(told.tables, told.readings, strict=True) if r.measurements]
    known = _known(told, seen)
    for table in tables:
        said = dict(_cells(table, known))
        for word in told.page.words:
            inside = table.x0 <= word.centre <= table.x1 and table.top <= word.middle <= table.bottom
            if inside and NUMBER.match(word.text):
                elsewhere = any(id(word) in dict(_cells(t, known)) for t in told.tables if t is not table)
                yield word, said.get(id(word), elsewhere)


def _known(told: Told, seen: Seen) -> set[tuple[float, ...]]:
    """The boxes of rows that ended as something."""
    boxes = [m.source.bbox for r in told.readings for _, m in r.measurements if m.source]
    boxes += [t.source.bbox for r in told.readings for t in (*r.totals, *r.boxed) if t.source]
    boxes += [row.box for r in told.readings for _, _, row in r.statuses]
    boxes += [u.bbox for r in told.readings for u in r.unread if u.bbox]
    return {tuple(box) for box in boxes}


def _cells(table: Table, known: set[tuple[float, ...]]) -> Iterator[tuple[int, bool]]:
    for row in table.rows:
        for i, words in row.cells.items():
            column = table.columns[i]
            said = i == 0 or column.kind in TOLD or bool(column.heading)
            for word in words:
                yield id(word), said and tuple(row.box) in known


def proved(report: Report) -> tuple[int, int]:
    """Rows with a figure, and those that more than a heading speaks for."""
    rows = [m for p in report.panels.values() for m in p.measurements if any(r.value is not None for r in m.results)]
    return len(rows), sum(bool(m.proof) for m in rows)


def contradictions(report: Report) -> list[str]:
    out = [f"{m.name}: {m.contradiction}" for p in report.panels.values() for m in p.measurements if m.contradiction]
    return out + [
        f.message
        for f in judge(report, Label(), Options(on=date.today())).findings
        if f.check == "potent.totals" and f.outcome in ("review", "fail")
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, help="so many unexplained numbers of each report")
    options = parser.parse_args()
    shown = Shown("report", "numbers", "explained", "proved", "contradicts itself")
    numbers = left = 0
    for path in sorted(p for p in options.folder.iterdir() if p.suffix in (".pdf", ".jpg", ".png", ".jpeg")):
        try:
            document = open_pdf(path.read_bytes(), path.name)
            report, found = read_report(document), explained(document)
        except CoacheckError as error:
            shown.add_row(path.stem, "", "", "", f"refused: {error}"[:90])
            continue
        numbers, left = numbers + found.numbers, left + len(found.left)
        rows, sure = proved(report)
        share = f"{1 - len(found.left) / found.numbers:.1%}" if found.numbers else "-"
        shown.add_row(
            path.stem[:50], str(found.numbers), share, f"{sure}/{rows}", "; ".join(contradictions(report))[:120]
        )
        for text in found.left[: options.show]:
            shown.add_row("", "", "", "", f"[dim]{text}")
    Console(width=200).print(shown)
    print(f"{numbers} numbers in tables of results, {1 - left / max(numbers, 1):.2%} explained")


if __name__ == "__main__":
    main()
