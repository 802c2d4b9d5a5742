"""First stage: the phrases and the tables of each page, and what stands in each column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coacheck.layout import Column, Phrase, Row, Table, phrases_of, tables_of
from coacheck.layout.phrases import overlap
from coacheck.page import Page
from coacheck.reading.tables.cells import parse_cell
from coacheck.reading.tables.meaning import Meaning
from coacheck.reading.tables.titles import unit_above
from coacheck.reading.tables.weigh import weigh

FEWEST_ROWS = 3
"""So many rows without a heading are a table."""
SAME_COLUMN = 0.6
"""Columns of two tables that share so much of the narrower one are one column."""


LEVEL = 3.0
"""Tables of one list begin within so many points of each other."""
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
        found = [t for t in _apart(_sisters(tables_of(page, phrases, ask), before, phrases, ask)) if _proper(t, ask)]
        out.append(Laid(page, phrases, _like_their_sisters([_assigned(t, ask) for t in found])))
    return out


def _like_their_sisters(tables: Sequence[Table]) -> list[Table]:
    """The tables, those without headings as sure of their columns as one beside them that goes on the same list."""
    return [next((told for other in tables if (told := _as_in(other, t))), t) for t in tables]


def _as_in(sister: Table, table: Table) -> Table | None:
    """The table with the kinds of its sister's columns, where its own are the same but for being sure."""
    own, kinds = [c.kind for c in table.columns], [c.kind for c in sister.columns]
    beside = abs(sister.top - table.top) < LEVEL and len(own) == len(kinds) and "unsure" in own
    bare = "unsure" not in kinds and not any(c.heading for t in (table, sister) for c in t.columns)
    if not (beside and bare and all(a == b or (a, b) == ("unsure", "result") for a, b in zip(own, kinds, strict=True))):
        return None
    return replace(table, columns=[replace(c, kind=k) for c, k in zip(table.columns, kinds, strict=True)])


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


def _sisters(
    tables: Sequence[Table], before: Sequence[Table], phrases: Sequence[Phrase], ask: Meaning
) -> list[Table]:
    """Tables without headings of their own take those of a table above or on the page before, column for column.

    One with a heading over its names alone has others somewhere, and takes none.
    """
    out: list[Table] = []
    for table in tables:
        if not headed(table, ask) and not table.columns[0].heading:
            others = (t for t in [*reversed(out), *reversed(before)] if headed(t, ask) and _of_one_kind(t, table, ask))
            unit = unit_above(table, tables, phrases, ask.words)
            others = (t for t in others if unit is None or _in_unit(t, unit, ask))
            if columns := next((found for t in others if (found := _columns_like(t, table, ask))), None):
                table = replace(table, columns=columns, inherited=True)
        out.append(table)
    return out


def _of_one_kind(model: Table, table: Table, ask: Meaning) -> bool:
    """Do both list one kind of analytes, or has the table no more columns? Totals may be of any.

    What is wanted in a product and what is not are never given in the same columns and units, unless each row has a
    unit of its own.
    """
    own, others = _panels(table, ask), _panels(model, ask)
    if not own or own & others:
        return True
    alike = not others or (own & WANTED and others & WANTED) or (own - WANTED and others - WANTED)
    if any(ask.heading(c.heading) == "unit" for c in model.columns) or all(_own_units(t, ask) for t in (model, table)):
        return True
    return len(model.columns) >= len(table.columns) and bool(alike)


def _own_units(table: Table, ask: Meaning) -> bool:
    """Does a unit stand at each of its figures, and none in a heading?"""
    told = [row.text(i) for row in table.rows for i in row.cells if i and ask.cell(row.text(i)) == "number"]
    units = [ask.words.find_unit(text)[0] for text in told]
    return bool(told) and None not in units and not any(ask.words.find_unit(c.heading)[0] for c in table.columns)


def _in_unit(model: Table, unit: str, ask: Meaning) -> bool:
    """May figures under its headings be in this unit, which is stated over a table of its own?"""
    units = {u for c in model.columns if (u := ask.words.find_unit(c.heading)[0])}
    return not units or unit in units


def _panels(table: Table, ask: Meaning) -> set[str]:
    found = (ask.words.analyte(row.name) for row in table.rows)
    return {analyte.panel for analyte in found if analyte}


def _columns_like(model: Table, table: Table, ask: Meaning) -> list[Column] | None:
    """The columns of a table with the headings of another, where each stands under one of its own, that of names too
    unless its figures print their units ("Total Terpenes: 3.846%").

    What only one row in many has, a mark of a footnote, may stand in a column of its own.
    """
    if model.transposed or table.transposed or not (_stands_in(model.columns[0], table, 0) or _with_units(table, ask)):
        return None
    often = _often_filled(table)
    out, rest = [replace(table.columns[0], heading=model.columns[0].heading)], list(model.columns[1:])
    for i, column in enumerate(table.columns[1:], 1):
        over = [c for c in rest if _stands_in(c, table, i)]
        if i not in often and all(any(_stands_in(c, table, k) for k in often) for c in over):
            out.append(column)
            continue
        over = [c for c in over if ask.heading(c.heading) != "ignore"] if len(over) > 1 else over  # "0.06 J"
        if len(over) != 1:
            return None
        out.append(replace(column, heading=over[0].heading))
        rest.remove(over[0])
    return out


def _with_units(table: Table, ask: Meaning) -> bool:
    """Does every value print its unit?"""
    cells = (parse_cell(row.text(i), ask.words, ask.numbers).results for row in table.rows for i in row.cells if i)
    return all(r.unit for results in cells for r in results)


def _often_filled(table: Table) -> list[int]:
    """The columns of values that more rows fill than one in many."""
    filled = {k: sum(k in row.cells for row in table.rows) for k in range(1, len(table.columns))}
    return [k for k, cells in filled.items() if _SELDOM * cells > len(table.rows)]


_DASHES = ("-", "–", "—")


def _stands_in(column: Column, table: Table, at: int) -> bool:
    """Does what stands in a column of a table stand in this one of another table?"""
    words = [w for row in table.rows for w in row.cells.get(at, ()) if w.text not in _DASHES]
    x0, x1 = min((w.x0 for w in words), default=column.x1), max((w.x1 for w in words), default=column.x1)
    return overlap(column.x0, column.x1, x0, x1) > SAME_COLUMN * min(column.x1 - column.x0, x1 - x0)
