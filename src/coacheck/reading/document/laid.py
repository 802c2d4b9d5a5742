"""First stage: the phrases and the tables of each page, and what stands in each column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coacheck.layout import Column, Phrase, Row, Table, phrases_of, tables_of
from coacheck.layout.phrases import overlap
from coacheck.page import Page
from coacheck.reading.tables.meaning import Meaning
from coacheck.reading.tables.weigh import weigh

FEWEST_ROWS = 3
"""So many rows without a heading are a table."""
SAME_COLUMN = 0.6
"""Columns of two tables that share so much of the narrower one are one column."""


_SELDOM = 10
WANTED = {"cannabinoids", "terpenes"}


@dataclass(frozen=True)
class Laid:
    """A page as it is laid out."""

    page: Page
    phrases: Sequence[Phrase]
    tables: Sequence[Table]


def laid_out(pages: Iterable[Page], ask: Meaning) -> list[Laid]:
    """Each page with its tables; one that goes on over the page takes its headings along."""
    out: list[Laid] = []
    for page in pages:
        phrases = phrases_of(page.words, page.strokes)
        before = out[-1].tables if out else ()
        found = [t for t in _apart(_sisters(tables_of(page, phrases, ask), before, ask)) if _proper(t, ask)]
        out.append(Laid(page, phrases, [_assigned(t, ask) for t in found]))
    return out


def headed(table: Table, ask: Meaning) -> bool:
    """Does a heading of it say what its column holds?"""
    return any(ask.heading(c.heading) for c in table.columns[1:] if c.heading)


def _apart(tables: Sequence[Table]) -> list[Table]:
    """The tables without those that are part of a larger one and took their headings from elsewhere."""
    words = [{id(w) for row in t.rows for w in row.words} for t in tables]
    parts = [any(own < other for other in words) for own in words]
    return [t for t, part in zip(tables, parts, strict=True) if not (part and t.inherited)]


def _assigned(table: Table, ask: Meaning) -> Table:
    weighed = weigh(table, ask)
    kinds = weighed.kinds if weighed.sure else tuple("unsure" if k == "result" else k for k in weighed.kinds)
    return replace(table, columns=[replace(c, kind=k) for c, k in zip(table.columns, kinds, strict=True)])


def _proper(table: Table, ask: Meaning) -> bool:
    """Is it a table, with headings or enough rows to be one?"""
    fewest = FEWEST_ROWS if not headed(table, ask) else 1 if table.inherited else 0
    return sum(_measures(row, ask) for row in table.rows) >= fewest


def _measures(row: Row, ask: Meaning) -> bool:
    """Does a row name something measured, with a figure or ND?"""
    told = (ask.cell(row.text(i)) for i in row.cells if i)
    return ask.measured(row.name) and any(kind in ("number", "pair", "word") for kind in told)


def _sisters(tables: Sequence[Table], before: Sequence[Table], ask: Meaning) -> list[Table]:
    """Tables without headings of their own take those of a table above or on the page before, column for column."""
    out: list[Table] = []
    for table in tables:
        if not headed(table, ask):
            others = (t for t in [*reversed(out), *reversed(before)] if headed(t, ask) and _of_one_kind(t, table, ask))
            if columns := next((found for t in others if (found := _columns_like(t, table))), None):
                table = replace(table, columns=columns, inherited=True)
        out.append(table)
    return out


def _of_one_kind(model: Table, table: Table, ask: Meaning) -> bool:
    """Do both list the same kind of analytes, or have as many columns? Totals may be of any.

    What is wanted in a product and what is not are never given in the same columns and units.
    """
    own, others = _panels(table, ask), _panels(model, ask)
    if not own or own & others:
        return True
    return len(model.columns) == len(table.columns) and not (others and bool(own & WANTED) != bool(others & WANTED))


def _panels(table: Table, ask: Meaning) -> set[str]:
    found = (ask.words.analyte(row.name) for row in table.rows)
    return {analyte.panel for analyte in found if analyte}


def _columns_like(model: Table, table: Table) -> list[Column] | None:
    """The columns of a table with the headings of another one, where each stands under one of its columns.

    What only one row in many has, a mark of a footnote, may stand in a column of its own.
    """
    if model.transposed or table.transposed:
        return None
    out, rest = [replace(table.columns[0], heading=model.columns[0].heading)], list(model.columns[1:])
    for i, column in enumerate(table.columns[1:], 1):
        over = [c for c in rest if _same(c, column)]
        if not over and _SELDOM * sum(i in row.cells for row in table.rows) <= len(table.rows):
            out.append(column)
            continue
        if len(over) != 1:
            return None
        out.append(replace(column, heading=over[0].heading))
        rest.remove(over[0])
    return out


def _same(a: Column, b: Column) -> bool:
    return overlap(a.x0, a.x1, b.x0, b.x1) > SAME_COLUMN * min(a.x1 - a.x0, b.x1 - b.x0)
