"""Headings of tables that lie on their side: the names of what is measured stand across the page."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from coacheck.layout.bands import Ask, Band, HeaderCell
from coacheck.layout.phrases import Phrase, overlap


def names_over(pieces: Sequence[Phrase], top: float, reach: float, ask: Ask) -> list[HeaderCell]:
    """The names of what is measured right above `top`, of one line or two."""
    near = [p for p in pieces if 0 <= top - p.bottom + 2 < max(reach, 1.5 * p.size)]
    names = [HeaderCell(p.text, "row", p.x0, p.x1) for p in near if ask.measured(p.text) and not ask.heading(p.text)]
    for lower in near:
        for upper in pieces:
            text = f"{upper.text} {lower.text}"
            close = 0 < lower.middle - upper.middle < 1.5 * lower.size and abs(upper.centre - lower.centre) < lower.size
            if close and ask.measured(text) and not ask.measured(lower.text):
                names.append(HeaderCell(text, "row", min(upper.x0, lower.x0), max(upper.x1, lower.x1)))
    return names


def figures_under_names(
    cells: list[HeaderCell], members: list[Phrase], pieces: Sequence[Phrase], ask: Ask, size: float
) -> Band | None:
    """A line of bare units with names over it ("Total THC  Total CBD" over "%  mg  %  mg") heads figures below."""
    top, bottom = min(p.top for p in members), max(p.bottom for p in members)
    names = names_over(pieces, top, 1.5 * size, ask)
    named = []
    for cell in cells:
        over = [n for n in names if n.x0 - 3 * size < cell.centre < n.x1 + 3 * size]
        if over:
            name = min(over, key=lambda n: abs(n.centre - cell.centre))
            named.append(HeaderCell(f"{name.text.strip(' :')} ({cell.text})", "row", cell.x0, cell.x1))
    return Band(named, top, bottom, size, transposed=True) if len(named) >= 3 and len(named) == len(cells) else None


def stacked(piece: Phrase, column: list[Phrase]) -> bool:
    x0, x1 = min(p.x0 for p in column), max(p.x1 for p in column)
    return overlap(piece.x0, piece.x1, x0, x1) > 0.2 * min(piece.x1 - piece.x0, x1 - x0)


def transposed(line: Sequence[Phrase], pieces: Sequence[Phrase], ask: Ask) -> list[Band]:
    """A line of row names across the page ("D9-THC  THCA  CBD …") heads a table that lies on its side."""
    names = [p for p in line if ask.measured(p.text) and not (ask.title(p.text) or ask.heading(p.text))]
    names = [p for p in names if len(p.text) < 45]
    inside = [p for p in line if names and names[0].x0 <= p.x0 <= names[-1].x1]
    if len(names) < 4 or len(names) < 0.75 * len(inside):
        return []
    size = max(p.size for p in names)
    top, bottom = min(p.top for p in names), max(p.bottom for p in names)
    pitch = median(b.centre - a.centre for a, b in itertools.pairwise(names))
    level = sorted((p for p in pieces if abs(p.middle - names[0].middle) < 0.5 * size), key=lambda p: p.centre)
    end = names[-1].centre
    for piece in level:  # the lower line of a name, "(DRY)", goes on at the same pitch
        if end < piece.centre < end + 1.3 * pitch and not any(c.isdigit() for c in piece.text):
            end = piece.centre
    span = (names[0].x0 - 1, end + 0.3 * pitch)
    near = [p for p in pieces if span[0] <= p.x0 and p.centre <= span[1] and top - 4 * size < p.bottom <= bottom + 1]
    columns: list[list[Phrase]] = [[p] for p in names]
    for piece in sorted(near, key=lambda p: -p.middle):
        if piece in names:
            continue
        under = [c for c in columns if stacked(piece, c) and min(p.top for p in c) - piece.bottom < 0.5 * size]
        if len(under) == 1:
            under[0].append(piece)
        elif not under and abs(piece.middle - names[0].middle) < 0.5 * size:
            columns.append([piece])
    cells = []
    for column in columns:
        text = " ".join(p.text for p in sorted(column, key=lambda p: (round(p.middle), p.x0)))
        cells.append(HeaderCell(text, "row", min(p.x0 for p in column), max(p.x1 for p in column)))
    cells.sort(key=lambda c: c.centre)
    top = min(p.top for column in columns for p in column)
    return [Band(cells, top, bottom, size, transposed=True)]
