"""The tables of a page: names under each other make one, its rows and columns come from its body, headings after."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from coacheck.layout.above import Place
from coacheck.layout.ask import Ask
from coacheck.layout.cards import cards_of
from coacheck.layout.cells import cells_of, is_value
from coacheck.layout.columns import Strip, edges_of, strips_of
from coacheck.layout.extent import extended, has_values, lines_beside, right_of, second_names, top_of
from coacheck.layout.head_lines import head_lines, in_heads
from coacheck.layout.heads import Heads, heads_of
from coacheck.layout.lying import Lying, lying_tables
from coacheck.layout.names import (
    Names,
    from_head,
    headed_names,
    names_of,
    parted_under,
    titles,
    under_other_head,
)
from coacheck.layout.phrases import PHRASE_GAP, Phrase
from coacheck.layout.pieces import pieces_of
from coacheck.layout.relations import middle
from coacheck.layout.rows import rows_of
from coacheck.layout.table import Column, Sheet, Table
from coacheck.page import Page, Stroke

BESIDE = 6.0
"""A heading may stand so many em right of the figures of the last column."""
FIRST = 3.2
"""The lowest line of headings stands at most so many em over the first row …"""
PITCHES = 1.7
"""… or so many times as high as rows are far apart."""
PART = 0.9
"""What is wider than this share of a table is drawn across all of it."""
EDGE = 0.8
"""The first and last row reach so many em over their names, up and down."""
TOGETHER = 4.0
"""Figures set left and right in one column are no further than so many em from each other."""


SECOND = 0.8
"""Where so large a share of the names, of so few at least, has figures in a line of their own under it …"""
FEWEST = 3
"""… the last one has such too."""


def tables_of(page: Page, phrases: Sequence[Phrase], ask: Ask) -> list[Table]:
    """The tables of a page with these phrases, top to bottom."""
    cells, pieces = cells_of(phrases, ask), pieces_of(phrases, ask)
    heads = head_lines(pieces, ask)
    cells = parted_under(heads, cells, ask)
    lying = cards_of(cells, page.strokes, ask)
    taken = {id(c) for table in lying for c in table.cells}
    lying += lying_tables([*(c for c in cells if id(c) not in taken), *_standing(page, ask)], ask)
    taken |= {id(c) for table in lying for c in table.cells}
    free = [c for c in cells if id(c) not in taken and not in_heads(c, heads)]
    sheet = Sheet(page.number, page.width, free, pieces, heads, list(page.strokes), ask)
    columns = _columns_of_names(sheet)
    tables = [t for n in columns if (t := _table(n, right_of(n, columns, sheet), sheet))]
    tables += [_upright(table, page.number) for table in lying]
    return sorted(tables, key=lambda t: (t.top, t.x0))


def _standing(page: Page, ask: Ask) -> list[Phrase]:
    """Names that are set upwards over their column, as if they were set along the foot of it."""
    names = (w for w in page.turned if ask.measured(w.text))
    return [Phrase((replace(w, top=w.bottom - (w.x1 - w.x0)),)) for w in names]


def _columns_of_names(sheet: Sheet) -> list[Names]:
    """The columns of names that have values beside them, known names and such as only their heading tells."""
    heads, cells, ask = sheet.heads, sheet.cells, sheet.ask
    known = [n for n in names_of(cells, heads, ask) if has_values(n, sheet)]
    known += [n for n in headed_names(heads, cells, known, ask) if has_values(n, sheet)]
    whole = [from_head(n, heads, cells, ask) for n in known if not under_other_head(n, heads, ask)]
    return [n for n in whole if not second_names(n, whole, sheet)]


def _upright(table: Lying, page: int) -> Table:
    """The table as if it stood upright."""
    rows = list(table.rows())
    x0, x1 = min(r.x0 for r in rows), max(r.x1 for r in rows)
    columns = [Column(table.corner, "", x0, x1), *(Column(label, "", x0, x1) for label in table.labels)]
    return Table(page, columns, rows, Heads(tuple(() for _ in columns), table.heads), transposed=True)


def _table(names: Names, right: float, sheet: Sheet) -> Table | None:
    """The table with these names, or None where no values stand beside them."""
    lines = lines_beside(names, sheet.cells, right)
    every = strips_of(lines)
    strips = _filled(every, names, right, sheet)
    dashes = {id(c) for s in every if not any(s is kept for kept in strips) for c in s.cells.values()}
    if not any(is_value(c, sheet.ask) for s in strips for c in s.cells.values()):
        return None
    strips = _whole(strips, names, right, sheet)
    strips = _without_stray(strips, len(lines), names, right, sheet)
    names = extended(names, strips, sheet, right)
    heads = _heads(strips, names, right, sheet)
    left, end = names.x0 - 0.5 * names.size, min(right, strips[-1].x1 + 2 * names.size)
    edges = edges_of([(names.x0, names.x1), *((s.x0, s.x1) for s in strips)], left, end)
    taken = {id(w) for c in heads.cells for w in c.words}
    bottom = _end(names, edges, sheet)
    body = [c for c in sheet.cells if _in_body(c, names, edges, bottom) and id(c.words[0]) not in taken]
    body = [c for c in body if id(c) not in dashes]
    rows = rows_of(body, edges, [s for s in sheet.strokes if s.horizontal], sheet.ask)
    columns = [Column(heads.text(i, sheet.ask), "", edges[i], edges[i + 1]) for i in range(len(strips) + 1)]
    return Table(sheet.number, columns, rows, heads) if rows else None


def _filled(strips: Sequence[Strip], names: Names, right: float, sheet: Sheet) -> list[Strip]:
    """The strips without those of nothing but dashes, where no heading says what these stand for."""
    empty = [i for i, s in enumerate(strips) if all(sheet.ask.cell(c.text) == "blank" for c in s.cells.values())]
    headed = _headed(strips, names, right, sheet) if empty else set()
    return [s for i, s in enumerate(strips) if i not in empty or i + 1 in headed]


def _heads(strips: Sequence[Strip], names: Names, right: float, sheet: Sheet) -> Heads:
    """The headings over the names and the strips."""
    size, end = names.size, strips[-1].x1
    place = Place(
        names.x0 - size, right - 1, end + size, min(right, end + BESIDE * size), top_of(names, strips, sheet) - 0.1,
        max(FIRST * size, PITCHES * names.pitch), size, _walls(names, sheet), _rules(names, end, right, sheet),
    )  # fmt: skip
    spans = [(names.x0, min(names.x1, strips[0].x0)), *((s.x0, s.x1) for s in strips)]
    return heads_of(spans, place, sheet.pieces, sheet.ask)


def _rules(names: Names, end: float, right: float, sheet: Sheet) -> tuple[Stroke, ...]:
    """The lines drawn across a part of the table, in one piece or cell by cell."""
    left = names.x0 - BESIDE * names.size
    drawn = [s for s in sheet.strokes if left < s.x0 and s.x1 < right + 1 and s.horizontal]
    whole: list[tuple[Stroke, float]] = []
    for stroke in sorted(drawn, key=lambda s: (round(s.top), s.x0)):
        first, x1 = whole[-1] if whole else (stroke, -inf)
        if abs(first.top - stroke.top) < 1 and stroke.x0 - x1 < 1:
            whole[-1] = first, max(x1, stroke.x1)
        else:
            whole.append((stroke, stroke.x1))
    joined = (replace(s, x1=x1) for s, x1 in whole)
    return tuple(s for s in [*joined, *drawn] if s.x1 - s.x0 < PART * (end - names.x0))


def _walls(names: Names, sheet: Sheet) -> tuple[float, ...]:
    """Where lines are drawn down the table, at its first row and over it too."""
    first, over = names.cells[0], names.top - 1.5 * names.size
    drawn = [s for s in sheet.strokes if s.vertical]
    rows = {round(s.x0) for s in drawn if s.top < middle(first) < s.bottom}
    heads = {round(s.x0) for s in drawn if s.top < over < s.bottom}
    return tuple(sorted(x for x in rows if heads & {x - 1, x, x + 1}))


def _whole(strips: Sequence[Strip], names: Names, right: float, sheet: Sheet) -> list[Strip]:
    """The strips, those put together that no row has both of and no two headings part: figures set left and right; and
    those under one heading that nothing but a space parts in any row: "1.05 - 1.15", "1 200.5"."""
    out = list(strips)
    i = 0
    while i + 1 < len(out):
        one = _could_be_one(out[i], out[i + 1], names.size, sheet) and not _parted(out, i, names, right, sheet)
        if one or (_a_space_apart(out[i], out[i + 1]) and _under_one(out, i, names, right, sheet)):
            out[i : i + 2] = [Strip(out[i].x0, out[i + 1].x1, out[i].cells | out[i + 1].cells)]
        else:
            i += 1
    return out


def _could_be_one(a: Strip, b: Strip, size: float, sheet: Sheet) -> bool:
    near = b.x0 - a.x1 < TOGETHER * size or (_statuses(a, sheet) and _statuses(b, sheet))
    return near and not set(a.cells) & set(b.cells)


def _a_space_apart(a: Strip, b: Strip) -> bool:
    """Is there nothing but a space between them in the rows that have both?"""
    both = set(a.cells) & set(b.cells)
    return bool(both) and all(b.cells[i].x0 - a.cells[i].x1 < PHRASE_GAP * a.cells[i].size for i in both)


def _under_one(strips: Sequence[Strip], i: int, names: Names, right: float, sheet: Sheet) -> bool:
    """Does one heading stand over a strip and the next one?"""
    left, other = _heads(strips, names, right, sheet).columns[i + 1 : i + 3]
    return bool(left) and [id(c) for c in left] == [id(c) for c in other]


def _parted(strips: Sequence[Strip], i: int, names: Names, right: float, sheet: Sheet) -> bool:
    """Do two different headings stand over a strip and the next one?"""
    heads = _heads(strips, names, right, sheet)
    left, other = heads.text(i + 1, sheet.ask), heads.text(i + 2, sheet.ask)
    return bool(left) and bool(other) and left != other


def _statuses(strip: Strip, sheet: Sheet) -> bool:
    return all(sheet.ask.cell(c.text) == "status" for c in strip.cells.values())


def _without_stray(strips: list[Strip], rows: int, names: Names, right: float, sheet: Sheet) -> list[Strip]:
    """The strips without what stands right of the table: an axis of a chart, another text. Headings tell."""
    kept = [i for i, s in enumerate(strips, 1) if 3 * len(s.cells) >= rows or _statuses(s, sheet)]
    dense = kept[-1] if kept else len(strips)
    told = _headed(strips, names, right, sheet)
    if dense == len(strips) == len(told):
        return strips
    headed = {k: _headed(strips[:k], names, right, sheet) for k in range(max(1, dense - 1), len(strips))}
    headed[len(strips)] = told
    best = max(headed, key=lambda k: (len(headed[k]), k == dense))
    bare = dense not in headed[dense] and len(headed[dense]) > 1
    figures = all(sheet.ask.cell(c.text) in ("number", "text") for c in strips[dense - 1].cells.values())
    return strips[: dense - 1] if best == dense and bare and figures else strips[:best]


def _headed(strips: Sequence[Strip], names: Names, right: float, sheet: Sheet) -> set[int]:
    """Which of the strips, from 1, have headings."""
    heads = _heads(strips, names, right, sheet)
    return {i for i in range(1, len(strips) + 1) if sheet.ask.heading(heads.text(i, sheet.ask))}


def _end(names: Names, edges: Sequence[float], sheet: Sheet) -> float:
    """Where the last row ends: under its name, or under the line that follows each name, where all but one have one.

    Right under the last row may be the title of what follows.
    """
    values = [c for c in sheet.cells if edges[1] <= c.centre <= edges[-1] and is_value(c, sheet.ask)]
    lines = [(a, b.top) for a, b in itertools.pairwise(names.cells)]
    second = [any(a.bottom < v.middle < top for v in values) for a, top in lines]
    reach, last = EDGE * names.size, names.cells[-1]
    under = (c for c in sheet.cells if last.bottom - 1 < c.top < last.bottom + reach)
    if any(titles(c, last, sheet.cells, sheet.ask) for c in under):
        return names.bottom
    if len(second) < FEWEST or sum(second) < SECOND * len(second):
        return names.bottom + reach
    return names.bottom + max(reach, 0.9 * names.pitch - names.size)


def _in_body(cell: Phrase, names: Names, edges: Sequence[float], end: float) -> bool:
    tall = names.top - EDGE * names.size < middle(cell) < end
    return tall and edges[0] <= cell.x0 + 1 and cell.centre <= edges[-1] and cell.x0 < edges[-1]


__all__ = ["tables_of"]
