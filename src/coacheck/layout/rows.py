"""The body of a table: which cells stand in one row."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from statistics import median

from coacheck.layout.ask import Ask
from coacheck.layout.phrases import Phrase, lines_of
from coacheck.layout.row import Row
from coacheck.layout.wrapped import whole_rows
from coacheck.page import Stroke, Word, cut

DRIFT = 0.35
"""From one row to the next, values don't come nearer to their names by more than this share of the rows' distance."""
FEWEST = 3
"""So few rows say nothing of how they are set."""
REACH = 0.8
"""Values stand at most this share of it away from their name."""
SPACE = 0.36
"""A gap of more than this (em) may part two cells."""
SENTENCE = 6
"""A cell of so many words that crosses a column's edge is running text."""
_TOUCHING = re.compile(
    r"^(?:[<>]?\d*\.\d+\.\d+|(?:[<>]?\d*\.\d+|\S*[a-z])(?P<word>ND|<LL?O[QD]|Pass|PASS)"
    r"|\S*[a-z]{3}(?P<figure>\d*\.\d+))$"
)


def rows_of(cells: Sequence[Phrase], edges: Sequence[float], rules: Sequence[Stroke], ask: Ask) -> list[Row]:
    """The rows that the cells of a table make; `edges`: where its columns begin, and where the last one ends."""
    lines = [line for line in lines_of(cells) if not any(_running(cell, edges[1:-1]) for cell in line)]
    rows = [_row(line, edges) for line in lines]
    if all(0 in row.cells and len(row.cells) > 1 for row in rows):
        return rows
    return _paired([c for line in lines for c in line], edges) or whole_rows(rows, rules, ask)


def _paired(cells: Sequence[Phrase], edges: Sequence[float]) -> list[Row] | None:
    """The rows of a table whose values all stand a little higher or lower than their names, as many of both."""
    parts = [(cell, _row([cell], edges)) for cell in cells]
    tops = [_row(line, edges) for line in lines_of(c for c, row in parts if set(row.cells) == {0})]
    drops = [_row(line, edges) for line in lines_of(c for c, row in parts if set(row.cells) != {0})]
    if len(tops) != len(drops) or len(tops) < FEWEST or any(0 in row.cells for row in drops):
        return None
    offsets = [b.middle - a.middle for a, b in zip(tops, drops, strict=True)]
    pitch = median(b.middle - a.middle for a, b in itertools.pairwise(tops))
    smooth = all(abs(b - a) < DRIFT * pitch for a, b in itertools.pairwise(offsets))
    if not smooth or max(map(abs, offsets)) > REACH * pitch:
        return None
    return [Row({**a.cells, **b.cells}) for a, b in zip(tops, drops, strict=True)]


def _row(line: Sequence[Phrase], edges: Sequence[float]) -> Row:
    row = Row()
    for cell in line:
        for part in _parts(_unglued(cell, edges), edges):
            row.cells.setdefault(_column(part, edges), []).extend(part.words)
    return row


def _parts(cell: Phrase, edges: Sequence[float]) -> list[Phrase]:
    """Part a cell where it crosses an edge between columns: at a gap, or before a value."""
    words = cell.words
    cuts = [0]
    for i, (left, right) in enumerate(itertools.pairwise(words), 1):
        start = left.x0 if _value(right) else left.centre
        crossed = any(start < e < right.centre for e in edges[1:-1])
        if crossed and (right.x0 - left.x1 > SPACE * left.size or _value(right)):
            cuts.append(i)
    return [Phrase(words[a:b]) for a, b in itertools.pairwise([*cuts, len(words)])]


def _unglued(cell: Phrase, edges: Sequence[float]) -> Phrase:
    """Part figures and words that touch where the columns part ("farneseneND", "benzene0.0039")."""
    words: list[Word] = []
    for word in cell.words:
        inside = [e for e in edges[1:-1] if word.x0 + 1 < e < word.x1 - 1]
        touching = _TOUCHING.match(word.text) if inside and word.starts else None
        part = touching and next((name for name in ("word", "figure") if touching[name]), None)
        words.extend(cut(word, touching.start(part)) if touching and part else [word])
    return Phrase(tuple(words))


def _value(word: Word) -> bool:
    """Does the word look like a value rather than like a part of a name?"""
    text = word.text
    return text[:1] in "<>.±" or text[:1].isdigit() or (text.isupper() and len(text) < 4) or text in "-–"


def _column(part: Phrase, edges: Sequence[float]) -> int:
    """The column of a part: where it begins, for a name that runs over the edge; else where its middle is."""
    names = part.words[0].centre < edges[1] and not any(_value(w) for w in part.words)
    return max(0, bisect_right(edges[:-1], part.words[0].centre if names else part.centre) - 1)


def _running(cell: Phrase, inner: Sequence[float]) -> bool:
    """Does running text cross the columns here?"""
    crossed = [e for e in inner if cell.x0 + 2 < e < cell.x1 - 2 and not _gap_at(cell, e)]
    return (len(crossed) >= 2 and len(cell.words) > 3) or (bool(crossed) and len(cell.words) >= SENTENCE)


def _gap_at(cell: Phrase, edge: float) -> bool:
    """Is there a gap at the edge that is wider than a usual space?"""
    pairs = itertools.pairwise(cell.words)
    return any(a.x1 - 1 <= edge <= b.x0 + 1 and b.x0 - a.x1 > SPACE * max(a.size, b.size) for a, b in pairs)
