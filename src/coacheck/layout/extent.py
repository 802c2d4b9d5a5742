"""How far a table reaches: right to the next one, down and up to the last name that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from coacheck.layout.above import is_head
from coacheck.layout.ask import Ask
from coacheck.layout.cells import is_value
from coacheck.layout.columns import Strip
from coacheck.layout.head_lines import headed_between
from coacheck.layout.names import Names, titles
from coacheck.layout.phrases import Phrase
from coacheck.layout.relations import LEVEL, alike, flush_with_any, level, middle, shared
from coacheck.layout.table import Sheet

TALL_ROWS = 2.2
"""Rows further apart than so many em are tall: their cells may stand on several lines."""
TALL = 0.45
"""There a cell belongs to a name that is no further than this share of the rows' distance."""
HEADED = 4.0
"""The heading of names stands at most so many em over the first of them."""
NEXT_ROW = 1.6
"""A further row is no further than so many times the usual distance."""
RUNS_ON = 0.5
"""A name goes on in the line that is no further than so many em below."""
_BRACKETS = re.compile(r"\(.*?\)")


def right_of(names: Names, columns: Sequence[Names], sheet: Sheet) -> float:
    """How far right a table may reach: to the names of the next one beside it, or to their heading."""
    return min((n.x0 for n in columns if n is not names and _beside(n, names, sheet)), default=sheet.width)


def _beside(other: Names, names: Names, sheet: Sheet) -> bool:
    if other.x0 <= max(names.x0 + names.size, min(c.x1 for c in names.cells)):
        return False
    headings = (h for line in sheet.heads for h in line if 0 < other.top - h.top < HEADED * other.size)
    top = min([other.top, *(h.top for h in headings if abs(h.x0 - other.x0) < other.size)])
    beside = shared(top, other.bottom, names.top, names.bottom) > 0
    return beside or 0 < names.top - other.bottom < names.size  # a single row, set a little higher


def lines_beside(names: Names, cells: Sequence[Phrase], right: float, ask: Ask) -> list[list[Phrase]]:
    """What stands right of each name on its line, left to right; in tall rows also a little higher or lower."""
    reach = TALL * names.pitch if names.pitch > TALL_ROWS * names.size else LEVEL * names.size
    lines: list[list[Phrase]] = [[] for _ in names.cells]
    left, middles = names.x0, [name.middle for name in names.cells]
    if len(middles) == 1 and not any(c.x0 > names.x1 and level(c, names.cells[0]) for c in cells if c.x0 < right):
        middles = [_middle_of_lines(names.cells[0], cells, ask)]
    for cell in (c for c in cells if left < c.x0 < right):
        height = cell.middle
        off = min(offs := [abs(m - height) for m in middles])
        at = offs.index(off)
        if off < reach and cell is not names.cells[at] and cell.x0 > names.cells[at].x1 - 2:
            lines[at].append(cell)
    return [sorted(line, key=lambda c: c.x0) for line in lines]


def _middle_of_lines(name: Phrase, cells: Sequence[Phrase], ask: Ask) -> float:
    """The middle of the one name of a table, which may go on in the next line: "Water" over "Activity"."""
    under = (c for c in cells if abs(c.x0 - name.x0) < 1 and c.middle > name.middle and alike(c, name))
    lower = min(under, key=middle, default=None)
    if lower is None or lower.top - name.bottom > RUNS_ON * name.size or ask.cell(lower.text) != "text":
        return name.middle
    whole = ask.measured(f"{name.text} {lower.text}") and not ask.measured(lower.text)
    return (name.top + lower.bottom) / 2 if whole else name.middle


def has_values(names: Names, sheet: Sheet) -> bool:
    """Do values stand beside the names?"""
    lines = lines_beside(names, sheet.cells, sheet.width, sheet.ask)
    return any(is_value(c, sheet.ask) for line in lines for c in line)


def second_names(names: Names, columns: Sequence[Names], sheet: Sheet) -> bool:
    """Are they another name for what the names right before them say ("Cannabidiol  CBD  0.35"), or a part of them?"""
    before = (o for o in columns if o.x0 < names.x0 or (o.x0 == names.x0 and len(o.cells) > len(names.cells)))
    return any(_same_rows(o, names, sheet) for o in before)


def _same_rows(first: Names, second: Names, sheet: Sheet) -> bool:
    pairs = [(a, b) for a in first.cells for b in second.cells if level(a, b)]
    if len(pairs) * 2 <= len(second.cells):
        return False
    between = (c for a, b in pairs for c in sheet.cells if a.x1 - 1 < c.x0 and c.x1 < b.x0 + 1 and level(a, c))
    return not any(is_value(c, sheet.ask) for c in between)


def top_of(names: Names, strips: Sequence[Strip], sheet: Sheet) -> float:
    """Where the first row begins: its figures may stand a little higher than its name."""
    left, right = strips[0].x0 - 1, strips[-1].x1 + 1
    higher = [
        c.top for c in sheet.cells
        if c.top < names.top < c.bottom - 0.1 * c.size and left <= c.x0 and c.x1 <= right and is_value(c, sheet.ask)
    ]  # fmt: skip
    return min([names.top, *higher])


def extended(names: Names, strips: Sequence[Strip], sheet: Sheet, right: float) -> Names:
    """The names with those above, between and below them that nobody knows."""
    aligned = sorted((c for c in sheet.cells if _aligned(c, names, strips, sheet)), key=middle)
    inside = [c for c in aligned if names.top < middle(c) < names.bottom]
    whole = Names(sorted([*names.cells, *inside], key=lambda c: c.top))
    reach = NEXT_ROW * (whole.pitch or 2 * names.size)

    def values(cell: Phrase) -> list[Phrase]:
        beside = (c for c in sheet.cells if c is not cell and cell.x1 - 2 < c.x0 < right and level(cell, c))
        return [c for c in beside if is_value(c, sheet.ask)]

    below = _below((c for c in aligned if middle(c) >= names.bottom), whole, strips, reach, values, sheet)
    above = _above((c for c in reversed(aligned) if middle(c) <= names.top), whole, reach, values, sheet)
    return Names([*reversed(above), *whole.cells, *below])


def _aligned(cell: Phrase, names: Names, strips: Sequence[Strip], sheet: Sheet) -> bool:
    """Is it set as the names are, and could be one? With figures in two columns it may be indented ("Total")."""
    placed = cell.centre < strips[0].x0 and alike(cell, names.cells[0])
    if not placed or any(cell is n for n in names.cells):
        return False
    if sheet.ask.cell(cell.text) not in ("text", "status", "word", "none") or ":" in cell.text[:-1]:
        return False
    return flush_with_any(cell, names.cells) or _indented(cell, names, strips, sheet)


def _indented(cell: Phrase, names: Names, strips: Sequence[Strip], sheet: Sheet) -> bool:
    """Does it stand further in than the names, with figures of its row in two of their columns?"""
    if cell.x0 <= names.x0:
        return False
    figures = [c for c in sheet.cells if c.x0 > cell.x1 and level(c, cell) and sheet.ask.cell(c.text) == "number"]
    return sum(any(shared(c.x0, c.x1, s.x0, s.x1) > 0 for c in figures) for s in strips) > 1


def _below(
    aligned: Iterable[Phrase], names: Names, strips: Sequence[Strip], reach: float,
    values: Callable[[Phrase], list[Phrase]], sheet: Sheet,
) -> list[Phrase]:  # fmt: skip
    """The rows under the last known one, down to the first line that is none."""
    out: list[Phrase] = []
    last = max(names.cells, key=middle)
    lines = list(aligned)
    for i, cell in enumerate(lines):
        beside = values(cell)
        figures = [v for v in beside if sheet.ask.cell(v.text) != "status"]  # a title may have a verdict beside it
        ends = is_head(cell, sheet.ask) and not figures and not _begins(last, cell, sheet)
        apart = middle(cell) - middle(last) >= reach or headed_between(last, cell, sheet.heads, sheet.cells)
        if apart or ends or titles(cell, last, sheet.cells, sheet.ask):
            break
        if _over_strips(beside, strips):
            out.append(cell)
            last = cell
        elif cell.top - last.bottom < RUNS_ON * cell.size and cell.size > 0.9 * last.size:
            out.append(cell)  # the next line of a name, it may be
        elif i + 1 < len(lines) and _begins(cell, lines[i + 1], sheet) and _over_strips(
            [*values(lines[i + 1]), *_between(cell, lines[i + 1], sheet)], strips
        ):
            out.append(cell)
            last = cell
        else:
            break
    return out


def _over_strips(values: Iterable[Phrase], strips: Sequence[Strip]) -> bool:
    return any(shared(v.x0, v.x1, s.x0, s.x1) > 0 for v in values for s in strips)


def _between(upper: Phrase, lower: Phrase, sheet: Sheet) -> list[Phrase]:
    """The values that stand half a line under the first of two lines, and over the second."""
    right = min(upper.x1, lower.x1) - 2
    beside = (c for c in sheet.cells if middle(upper) < middle(c) < middle(lower) and c.x0 > right)
    return [c for c in beside if is_value(c, sheet.ask)]


def _begins(upper: Phrase, lower: Phrase, sheet: Sheet) -> bool:
    """Do two lines make one name, which a hyphen may part?"""
    names = (f"{upper.text} {lower.text}", f"{upper.text.removesuffix('-')}{lower.text}")
    return lower.top - upper.bottom < RUNS_ON * upper.size and any(map(sheet.ask.measured, names))


def _above(
    aligned: Iterable[Phrase], names: Names, reach: float, values: Callable[[Phrase], list[Phrase]], sheet: Sheet
) -> list[Phrase]:
    """The rows over the first known one, and the first lines of its name, from the lowest up."""
    out: list[Phrase] = []
    waiting: list[Phrase] = []
    first = names.cells[0]
    text = first.text
    for cell in aligned:
        text = f"{cell.text} {text}"
        close = first.top - cell.bottom < RUNS_ON * first.size
        begins = close and sheet.ask.measured(_BRACKETS.sub("", text))
        apart = middle(first) - middle(cell) >= reach or headed_between(cell, first, sheet.heads, sheet.cells)
        titled = titles(cell, names.cells[0], sheet.cells, sheet.ask)
        if apart or is_head(cell, sheet.ask) or titled or len(waiting) > 1:
            break
        waiting.append(cell)
        if begins or values(cell):
            out += waiting
            waiting, text = [], text if begins else cell.text
        elif not close:
            break
        first = cell
    return out
