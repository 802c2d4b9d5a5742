"""Below each line of headings: columns parted at the gutters, rows read name by name."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from statistics import median

from coacheck.layout.bands import Ask, Band, HeaderCell
from coacheck.layout.headers import bands_of
from coacheck.layout.phrases import PHRASE_GAP, Phrase, lines_of, overlap, phrases_of, text_of
from coacheck.layout.rows import Row, Segment, rows_of
from coacheck.page import Page, Word

FAR = 10_000.0
OVER = 3.0
"""How far a name may reach under the heading of the next column, in points."""
Line = Sequence[Phrase]
_SENTENCE = 10
"""A phrase of so many words is running text, no cell."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and the strip of the page from `x0` to `x1`."""

    heading: str
    kind: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Table:
    """Rows of cells under headings. `transposed`: the headings are row names, the first cells are headings."""

    page: int
    columns: list[Column]
    rows: list[Row]
    top: float
    bottom: float
    band: Band = field(repr=False)
    transposed: bool = False
    inherited: bool = False
    name_column: int = 0

    @property
    def x0(self) -> float:
        return min((r.x0 for r in self.rows), default=self.columns[0].x0)

    @property
    def x1(self) -> float:
        return max(max((r.x1 for r in self.rows), default=0.0), self.band.x1)


def tables_of(page: Page, phrases: Sequence[Phrase], ask: Ask, before: Sequence[Table] = ()) -> list[Table]:
    """The tables of a page with these phrases, top to bottom. `before`: those of the page before, which may go on."""
    bands = bands_of(phrases, ask)
    tables = [_table_under(band, bands, page, phrases, ask) for band in bands]
    if before:
        tables = _continued(before, tables, page, phrases, ask) + tables
    return tables


def _table_under(
    band: Band, bands: Sequence[Band], page: Page, phrases: Sequence[Phrase], ask: Ask, start: float | None = None
) -> Table:
    floor = _floor(band, bands, page) - 1
    ceiling = band.bottom - 1 if start is None else start
    near = [w for w in page.words if ceiling < w.middle < floor]
    cells = _with_name_column(band, near)
    lines = lines_of(p for p in phrases if ceiling < p.middle < floor)[:30]
    left, right = _sides(band, cells, bands, near, lines, page)
    body = [w for w in near if left <= w.centre <= right]
    walls = [
        s.x0 for s in page.strokes if s.vertical and s.top < band.bottom + band.size and s.bottom > band.bottom + 2
    ]
    own = _of_table(lines_of(phrases_of(body, gap=PHRASE_GAP)))[:30]
    edges = _edges(cells, _rows_first(own, ask), left, right, walls)
    columns = [Column(c.text, c.kind, edges[i], edges[i + 1]) for i, c in enumerate(cells)]
    rules = [s for s in page.strokes if s.horizontal]
    segment = Segment(body, edges, ceiling, band.size, rules, band.transposed)
    segment.unit_columns = tuple(i for i, c in enumerate(columns) if c.kind == "unit")
    segment.name_column = 0 if band.transposed else _name_column(columns, segment, ask)
    rows = rows_of(segment, ask)
    bottom = rows[-1].bottom if rows else band.bottom
    inherited = start is not None
    return Table(page.number, columns, rows, band.top, bottom, band, band.transposed, inherited, segment.name_column)


def _name_column(part: Sequence[Column], segment: Segment, ask: Ask) -> int:
    """Of several columns headed as names, the one that holds the names of what is measured."""
    names = [i for i, c in enumerate(part) if c.kind == "name"]
    if len(names) < 2:
        return 0
    rows = lines_of(phrases_of(segment.words))

    def known(i: int) -> int:
        cells = [[w for p in line for w in p.words if part[i].x0 <= w.centre < part[i].x1] for line in rows]
        return sum(bool(cell) and ask.measured(text_of(cell)) for cell in cells)

    return max(names, key=known)


def _sides(
    band: Band, cells: Sequence[HeaderCell], bands: Sequence[Band], near: Sequence[Word], lines: Sequence[Line],
    page: Page,
) -> tuple[float, float]:  # fmt: skip
    """How far left and right the table may reach: up to the tables and the text that stand beside it."""
    floor = max((w.bottom for w in near), default=band.bottom)
    beside = [b for b in bands if b is not band and b.top < floor and _floor(b, bands, page) > band.bottom + band.size]
    level = [b for b in beside if b.top < band.bottom + 3 * band.size and b.x1 <= band.x0]
    left_band = max(level, key=lambda b: b.x1, default=None)
    right_band = min((b for b in beside if b.x0 >= band.x1), key=lambda b: b.x0, default=None)
    left = _gutter(left_band.cells[-1], cells[0], lines, 0.0) if left_band else 0.0
    right = _gutter(cells[-1], _first_cell(right_band, band, near), lines, 0.0) if right_band else page.width
    if not band.transposed:
        left = max(left, _start_of_names(cells, lines, band.size, left))
    return left, min(right, band.x1 + (60 if not band.transposed else 5))


def _floor(band: Band, bands: Sequence[Band], page: Page) -> float:
    """Where the next headings below a band begin."""
    below = [b.top for b in bands if b.top > band.bottom and overlap(band.x0, band.x1, *b.span) > 0]
    return min(below, default=page.height)


def _start_of_names(cells: Sequence[HeaderCell], lines: Sequence[Sequence[Phrase]], size: float, left: float) -> float:
    """The left edge of the names: the stretch of text that stands under their heading, or next to its left."""
    reach = cells[1].x0 if len(cells) > 1 else cells[0].x1
    spans = sorted((p.x0, p.x1) for line in lines[:8] for p in line if left <= p.x0 and p.x1 < reach + 2 * size)
    blocks: list[list[float]] = []
    for x0, x1 in spans:
        if blocks and x0 - blocks[-1][1] < 1.5 * size:
            blocks[-1][1] = max(blocks[-1][1], x1)
        else:
            blocks.append([x0, x1])
    under = [b for b in blocks if overlap(b[0], b[1], cells[0].x0, cells[0].x1) > 0]
    near = under or [b for b in blocks if b[1] <= cells[0].x0][-1:]
    if not near:
        return left
    x0, x1 = min(b[0] for b in near), max(b[1] for b in near)
    wider = [
        p.x0
        for line in lines
        for p in line
        if max(left, x0 - 4 * size) <= p.x0 < x0 < p.x1 <= max(x1 + size, reach) and p.x1 - p.x0 < 2 * (x1 - x0)
    ]
    return min([x0, *wider]) - 1


def _first_cell(right: Band, band: Band, near: Sequence[Word]) -> HeaderCell:
    """Where the table on the right begins: its names, which may have no heading."""
    names = None if right.cells[0].kind == "name" else _strip_between(near, band.x1, right.x0, right)
    return names or right.cells[0]


def _with_name_column(band: Band, body: Sequence[Word]) -> list[HeaderCell]:
    """Add a column for the names where the headings have none for them."""
    if band.cells[0].kind == "name":
        return band.cells
    left = max((c.x1 for c in band.line if c.x1 < band.x0), default=0.0)
    names = _strip_between(body, left, band.x0, band)
    return [names, *band.cells] if names else band.cells


def _strip_between(body: Sequence[Word], left: float, right: float, band: Band) -> HeaderCell | None:
    near = [w for w in body if w.x0 >= left and w.x1 <= right + 2 and w.middle < band.bottom + 150]
    if 2 * sum(w.text[:1].isalpha() or not any(c.isdigit() for c in w.text) for w in near) < len(near):
        return None
    starts = [line[0] for line in lines_of(phrases_of(near))]
    if not starts:
        return None
    x0 = max(left, min(p.x0 for p in starts))
    return HeaderCell("", "name", x0, max(x0 + 1, median(p.x1 for p in starts)))


def _edges(
    cells: Sequence[HeaderCell], lines: Sequence[Line], left: float, right: float, walls: Sequence[float]
) -> list[float]:
    """Where the columns part: at a drawn line, else in the widest gutter between the middles of two headings."""
    edges = [left]
    for a, b in itertools.pairwise(cells):
        drawn = [x for x in walls if max(a.centre, edges[-1]) < x < b.centre]
        edges.append(min(drawn, key=lambda x: abs(x - (a.x1 + b.x0) / 2)) if drawn else _gutter(a, b, lines, edges[-1]))
    return [*edges, right]


def _of_table(lines: Sequence[Line]) -> list[Line]:
    """The lines down to the first wide gap or larger print, without running text."""
    kept: list[Line] = []
    pitches: list[float] = []
    for line in lines:
        size = max(p.size for p in line)
        if kept:
            gap = min(p.top for p in line) - max(p.bottom for p in kept[-1])
            usual = median(p.size for above in kept for p in above)
            if gap > max(2.5 * size, 2.2 * (median(pitches) if pitches else 2 * size)) or size > 1.3 * usual:
                break
        if len(line) > 1 or not _running(line[0]):
            pitches.extend([max(0.0, gap)] if kept else [])
            kept.append(line)
    return kept


def _running(phrase: Phrase) -> bool:
    """Is it running text, which keeps to no column?"""
    return len(phrase.words) > 7 and sum(w.text[:1].isalpha() for w in phrase.words) > 5


def _rows_first(lines: Sequence[Line], ask: Ask) -> list[Line]:
    """The lines that name what is measured, then those between them: they say best where the columns part."""
    lines = [line for line in lines if all(len(p.words) < _SENTENCE for p in line)] or lines
    named = [i for i, line in enumerate(lines) if any(ask.measured(p.text) for p in line)]
    if not named:
        return list(lines)
    return sorted(lines[: named[-1] + 1], key=lambda line: not any(ask.measured(p.text) for p in line))


def _gutter(a: HeaderCell, b: HeaderCell, lines: Sequence[Sequence[Phrase]], floor: float) -> float:
    start, end = max(a.centre, floor), max(b.centre, floor + 1)
    if b.kind == "name":  # names may be much wider than their heading
        start = max(start, a.centre)
    spans: list[tuple[float, float, float]] = [(a.centre, a.x1 - OVER, 0.6), (b.x0 + OVER, b.centre, 0.6)]
    for index, line in enumerate(lines):
        weight = 1.0 / (1 + index / 8)
        for phrase in line:
            spans.extend((w.x0, w.x1, weight) for w in phrase.words if w.x1 > start and w.x0 < end)
            gaps = zip(phrase.words, phrase.words[1:], strict=False)
            spans.extend((u.x1, v.x0, 0.3 * weight) for u, v in gaps if v.x0 > u.x1 and v.x0 > start and u.x1 < end)
    between = sorted(
        (w for line in lines for p in line for w in p.words if start < w.centre < end), key=lambda w: w.centre
    )
    points = sorted({start, end, *(p for s in spans for p in s[:2] if start < p < end)})
    crossed = _crossed(points, spans)
    astray = _astray(points, between, a, b)
    pairs = _pairs_between(lines, a, b, floor)
    scores = [
        (round(c + 0.02 * n + 0.05 * sum(not u <= (x0 + x1) / 2 <= v for u, v in pairs), 3), x0 - x1, (x0 + x1) / 2)
        for (x0, x1), c, n in zip(pairwise(points), crossed, astray, strict=True)
    ]
    return min(scores)[2] if scores else (start + end) / 2


def _pairs_between(lines: Sequence[Line], a: HeaderCell, b: HeaderCell, floor: float) -> list[tuple[float, float]]:
    """The gaps of the lines that hold two cells between the two headings, one for each of them."""
    gaps = []
    for line in lines:
        inside = [p for p in line if max(a.x0, floor) <= p.centre <= b.x1]
        if len(inside) == 2:
            left, right = inside
            if overlap(left.x0, left.x1, b.x0, b.x1) <= 0 and overlap(right.x0, right.x1, a.x0, a.x1) <= 0:
                gaps.append((left.x1, right.x0))
    return gaps


def _crossed(points: Sequence[float], spans: Sequence[tuple[float, float, float]]) -> list[float]:
    """For each stretch between two points, the weight of the text that lies over it."""
    at = {p: i for i, p in enumerate(points)}
    change = [0.0] * (len(points) + 1)
    for x0, x1, weight in spans:
        change[at.get(x0, 0 if x0 < points[0] else len(points))] += weight
        change[at.get(x1, 0 if x1 < points[0] else len(points))] -= weight
    return list(accumulate(change))[: len(points) - 1]


def _astray(points: Sequence[float], words: Sequence[Word], a: HeaderCell, b: HeaderCell) -> list[int]:
    """For each stretch between two points, how many words a cut there would part from their nearer heading."""
    nearer_a = [_nearer(w, a, b) for w in words]
    centres = [w.centre for w in words]
    left_of = [0, *accumulate(not n for n in nearer_a)]  # words nearer to b, by how many come before
    right_of = [0, *accumulate(nearer_a)]
    out = []
    for x0, x1 in pairwise(points):
        i = bisect_left(centres, (x0 + x1) / 2)
        out.append(left_of[i] + right_of[-1] - right_of[i])
    return out


def _nearer(word: Word, a: HeaderCell, b: HeaderCell) -> bool:
    """Does the word stand nearer to heading `a` than to `b`?"""
    return -overlap(word.x0, word.x1, a.x0, a.x1) < -overlap(word.x0, word.x1, b.x0, b.x1)


def _continued(
    before: Sequence[Table], tables: Sequence[Table], page: Page, phrases: Sequence[Phrase], ask: Ask
) -> list[Table]:
    """Rows at the top of a page that go on under the headings of the page before."""
    last = max((t for t in before if t.rows and not t.transposed), key=lambda t: t.bottom, default=None)
    if last is None:
        return []
    beside = [t for t in before if t.band.line is last.band.line]
    ceiling = min((t.top for t in tables), default=page.height)
    over = [p for p in phrases if p.bottom < ceiling and ask.measured(p.text)]
    names = [p for p in over if any(_in_names(p, t) for t in beside)]
    values = [p for p in phrases if any(abs(p.middle - n.middle) < 0.4 * n.size and p.x0 > n.x1 for n in names)]
    if not names or not values:
        return []
    edge = _first_line(min(names, key=lambda p: p.top), phrases, last).top - 2
    bands = [replace(t.band, top=edge, bottom=edge + 1) for t in beside]
    every = [*bands, *(t.band for t in tables)]
    found = [_table_under(b, every, page, phrases, ask, start=edge + 1) for b in bands]
    rows = [r for t in found for r in t.rows]
    return found if sum(ask.measured(r.name) for r in rows) * 2 > len(rows) > 0 else []


def _first_line(name: Phrase, phrases: Sequence[Phrase], table: Table) -> Phrase:
    """The upper line of the name, where it is wrapped over several ("… methyl / ether")."""
    over = [p for p in phrases if _in_names(p, table) and 0 < name.middle - p.middle < 1.3 * name.size]
    alike = [p for p in over if abs(p.size - name.size) < 0.05 * name.size and p.bold == name.bold]
    return _first_line(alike[0], phrases, table) if alike else name


def _in_names(phrase: Phrase, table: Table) -> bool:
    return table.columns[0].x0 - 2 <= phrase.x0 and phrase.centre < table.columns[0].x1


__all__ = ["Column", "Row", "Table", "tables_of", "text_of"]
