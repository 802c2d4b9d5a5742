"""Figures that were put into a table after it was made: by a second font, by their spacing, by when they were painted,
or because what stands in their place is no text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median, median_low
from typing import Literal

from coacheck.layout.fonts import unlike
from coacheck.layout.row import Row
from coacheck.layout.table import Table
from coacheck.page import Box, Page, Word

Later = Literal["subset", "order"]
Pair = tuple[str, str, str]
"""A font, and two characters that follow each other in it."""
_FEWEST = 4
"""In fewer figures than this none is odd."""
_NUMBER = re.compile(r"^[<>]?\d+(?:\.\d+)?%?$")
_UNEVEN = 0.11
"""Shares of the size by which two digits may stand nearer or farther apart than the same two do elsewhere."""
_SEEN = 3
"""So often a pair of digits is seen before it is known how far apart they stand."""
_MANY, _EVEN = 20, 0.02
"""… or so many pairs of any two digits, all of them equally far apart but for this share of the size."""
_APART = 40
"""So many marks are painted between a figure and whatever else is in its table, and ten times as many as is usual."""
_ODD = 2
"""More figures than this that are set in some way are the table's own way."""
_SUBSET = re.compile(r"^([A-Z]{6})\+(.+)$")


def later_figures(rows: Sequence[Row], columns: Sequence[int]) -> Iterator[tuple[Later, Word, str]]:
    """The figures in these columns that stand out, each with why."""
    cells = [w for row in rows for i in columns for w in row.cells.get(i, ()) if w.font]
    figures = [w for w in cells if _figure(w)]
    if len(cells) < _FEWEST:
        return
    yield from (("subset", w, unlike(w, "the others", other)) for w, other in _of_another_subset(figures))
    for word in _painted_apart(rows, cells):
        if _figure(word):
            yield "order", word, f"“{word.text}” is painted {_apart_from(rows, word)} the rest of its table"


def _apart_from(rows: Sequence[Row], word: Word) -> str:
    others = [w.order for row in rows for w in row.words if w is not word]
    return "before" if word.order < median(others) else "after"


def _of_another_subset(cells: Sequence[Word]) -> list[tuple[Word, str]]:
    """Those in a second copy of the very face that sets the others, with the first: whoever adds digits brings their
    shapes along.
    """
    parted = [(w, m[1], m[2]) for w in cells if (m := _SUBSET.match(w.font))]
    used = Counter((face, copy) for _, copy, face in parted)
    out = [w for w, copy, face in parted
           if used[face, copy] <= _ODD and _others(used, face, copy) >= _FEWEST]  # fmt: skip
    if len(out) > _ODD:
        return []
    usual = Counter(w.font for w, *_ in parted if w not in out).most_common()
    return [(w, next(f for f, _ in usual if _face(f) == _face(w.font))) for w in out]


def _face(font: str) -> str:
    return _SUBSET.sub(r"\2", font)


def _others(used: Counter[tuple[str, str]], face: str, copy: str) -> int:
    return sum(count for (f, c), count in used.items() if f == face and c != copy)


def _painted_apart(rows: Sequence[Row], cells: Sequence[Word]) -> list[Word]:
    """Those that were painted long before or after all other words of the table."""
    orders = sorted(w.order for row in rows for w in row.words)
    if len(orders) < 3 * _FEWEST:
        return []
    gaps = {id(w): _distance(orders, w.order) for w in cells}
    usual = median(gaps.values())
    odd = [w for w in cells if gaps[id(w)] > max(_APART, 10 * usual)]
    return odd if len(odd) <= _ODD else []


def _distance(orders: Sequence[int], order: int) -> int:
    at = bisect_left(orders, order)
    near = [abs(orders[i] - order) for i in (at - 1, at + 1) if 0 <= i < len(orders)]
    return min(near, default=0)


def uneven_figures(pages: Sequence[Page]) -> Iterator[tuple[int, Word, str]]:
    """The figures, with their page numbers and why, of which two digits stand otherwise than the same two elsewhere."""
    steps: dict[Pair, list[float]] = defaultdict(list)
    figures = [(p.number, w) for p in pages for w in p.words if w.font and len(w.starts) > 2 and _NUMBER.match(w.text)]
    for _, word in figures:
        for pair, step in _steps(word):
            steps[pair].append(step)
    usual = {pair: median(found) for pair, found in steps.items() if len(found) > _SEEN} | _of_digits(steps)
    odd = [(page, word, said) for page, word in figures if (said := _uneven(word, usual))]
    yield from odd if len(odd) <= _ODD else ()


def _of_digits(steps: Mapping[Pair, Sequence[float]]) -> dict[Pair, float]:
    """How far apart pairs stand that are seen too seldom, in fonts whose digits are all equally wide."""
    alike: dict[Pair, list[float]] = defaultdict(list)
    for pair, found in steps.items():
        alike[_kind(pair)] += found
    even = {kind: median(found) for kind, found in alike.items() if len(found) >= _MANY and _spread(found) < _EVEN}
    return {pair: even[_kind(pair)] for pair, found in steps.items() if len(found) <= _SEEN and _kind(pair) in even}


def _kind(pair: Pair) -> Pair:
    font, a, b = pair
    return font, "0" if a.isdigit() else a, "0" if b.isdigit() else b


def _spread(values: Sequence[float]) -> float:
    """Of all but the tenth at either end."""
    ordered, cut = sorted(values), len(values) // 10
    return ordered[-1 - cut] - ordered[cut]


def _steps(word: Word) -> Iterator[tuple[Pair, float]]:
    """How far each character stands from the next, in shares of the size."""
    for i in range(len(word.starts) - 1):
        yield (word.font, word.text[i], word.text[i + 1]), (word.starts[i + 1] - word.starts[i]) / max(word.size, 0.1)


def _uneven(word: Word, usual: Mapping[Pair, float]) -> str:
    """Which digits stand unevenly; none where all its characters stand farther apart, as in a line that is spread."""
    off = [(step - usual[pair], pair) for pair, step in _steps(word) if pair in usual]
    middle = median_low(o for o, _ in off) if len(off) > 1 else 0.0
    far, (_, a, b) = max(((o - middle, pair) for o, pair in off), key=lambda o: abs(o[0]), default=(0.0, ("", "", "")))
    if len(off) < 2 or abs(far) <= _UNEVEN:
        return ""
    way = "farther apart" if far > 0 else "closer"
    return f"“{a}{b}” in “{word.text}” stand {abs(far) * word.size:.1f} points {way} than elsewhere"


def drawn_cells(table: Table, rows: Sequence[Row], column: int, drawn: Sequence[Box]) -> Iterator[Box]:
    """The cells of a column of figures that hold no text, but something that is drawn."""
    filled = [w for row in rows for w in row.cells.get(column, ())]
    if len(filled) < _FEWEST - 1:
        return
    empty = [row for row in rows if not row.cells.get(column)]
    found = [place for row in empty if (place := _drawn_in(_cell(table, row, filled), drawn)) is not None]
    yield from found if len(found) <= _ODD else ()


def _cell(table: Table, row: Row, filled: Sequence[Word]) -> Box:
    """Where the row crosses the column that these words fill."""
    own, across = _around(row.words), _around(filled)
    if table.transposed:
        return own[0] - 2, across[1] - 3, own[2] + 2, across[3] + 3
    return across[0] - 3, own[1] - 2, across[2] + 3, own[3] + 2


def _drawn_in(cell: Box, drawn: Sequence[Box]) -> Box | None:
    own = [b for b in drawn if cell[0] < (b[0] + b[2]) / 2 < cell[2] and cell[1] < (b[1] + b[3]) / 2 < cell[3]]
    if not own:
        return None
    return min(b[0] for b in own), min(b[1] for b in own), max(b[2] for b in own), max(b[3] for b in own)


def _around(words: Sequence[Word]) -> Box:
    return min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words), max(w.bottom for w in words)


def _figure(word: Word) -> bool:
    return any(c.isdigit() for c in word.text)
