"""Tables written with bars between their columns, for tests of what they mean: no layout, no PDF."""

from __future__ import annotations

from dataclasses import replace

from coacheck.layout import Column, Phrase, Row, Table
from coacheck.model import Measurement, Result
from coacheck.reading.tables.frame import TableReading
from coacheck.reading.tables.results import read_table
from coacheck.reading.tables.sums import sums_moved
from coacheck.reading.tables.titles import title_of, unit_above
from coacheck.reading.tables.weigh import Weighed, weigh
from coacheck.reading.vocabulary import vocabulary
from layout.drawn import ASK, LEFT, SIZE, TOP, copied, tables_in, word

WIDTH = 80.0


def made(art: str) -> Table:
    """A table; its first line is its headings."""
    heads, *lines = copied(art)
    columns = [Column(text, "", LEFT + i * WIDTH, LEFT + (i + 1) * WIDTH) for i, text in enumerate(heads)]
    return Table(1, columns, [_row(line, TOP + 12 * at) for at, line in enumerate(lines)])


def _row(line: list[str], top: float) -> Row:
    return Row({i: list(_words(text, LEFT + i * WIDTH, top).words) for i, text in enumerate(line) if text})


def _words(text: str, x: float, top: float) -> Phrase:
    words = []
    for part in text.split():
        words.append(word(part, x, top))
        x = words[-1].x1 + SIZE / 4
    return Phrase(tuple(words))


def weighed(art: str) -> Weighed:
    return weigh(made(art), ASK)


def told(art: str) -> list[str]:
    """The headings of the columns that are told as results (those that nobody is sure of are not)."""
    table = made(art)
    found = weigh(table, ASK)
    return [c.heading for c, kind in zip(table.columns, found.kinds, strict=True) if kind == "result" and found.sure]


def kinds(art: str) -> list[str]:
    """What each column of values holds."""
    return list(weighed(art).kinds[1:])


def assigned(table: Table) -> Table:
    """The table with the kinds of its columns, as the report takes them."""
    found = weigh(table, ASK)
    said = ["unsure" if kind == "result" and not found.sure else kind for kind in found.kinds]
    return replace(table, columns=[replace(c, kind=k) for c, k in zip(table.columns, said, strict=True)])


def read(art: str, title: str | None = None, unit: str | None = None) -> TableReading:
    """What a table says, under the title of a panel and a unit stated over it."""
    reading = read_table(assigned(made(art)), ASK.words, ASK.numbers, title, unit)
    return sums_moved([reading], ASK.words)[0]


def read_page(phrases: list[Phrase]) -> list[TableReading]:
    """What the tables of a page say."""
    tables = [assigned(t) for t in tables_in(phrases)]
    words = vocabulary()
    return [
        read_table(t, words, ASK.numbers, title_of(t, phrases, words), unit_above(t, tables, phrases, words))
        for t in tables
    ]


def rows(reading: TableReading) -> dict[str, Measurement]:
    """The measurements of a table by the names that it prints."""
    return {m.name: m for _, m in reading.measurements}


def said(results: list[Result]) -> list[str]:
    """Results as a person would say them: "1.25 %", "ND mg/g", "<LOQ"."""
    return [" ".join(filter(None, (r.text, r.unit if r.unit and r.unit not in r.text else None))) for r in results]
