"""The headings of columns that are known already: which stands over which, on however many lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coacheck.layout.above import Place, lines_above, stands_over
from coacheck.layout.ask import Ask
from coacheck.layout.head_groups import over_groups, over_the_gap, untouched
from coacheck.layout.phrases import PHRASE_GAP, Phrase
from coacheck.layout.relations import alike, level, shared
from coacheck.page import Stroke, Word

ALONE = 3.0
"""A heading further from every column than so many em is none of theirs."""
OUTSIDE = 2.0
"""The same for what stands right of all columns, where another table may begin."""
ASIDE = 0.2
"""What it costs to be over a column, but not flush with it, for each em …"""
BESIDE = 1.0
"""… and to be beside it."""
TOUCHING = 0.6
"""What stands within so many em of a heading, and over no column, belongs to it."""
JOINED = 1.2
"""A unit within so many em of a heading belongs to it ("WEIGHT  %")."""
OVER = 0.2
"""A heading is over a column too where they share so much of the narrower one."""
RULED = 0.7
"""A line that close under a heading, in em, is drawn for it."""
WALL = 1.5
"""Drawn lines are no exacter than so many points."""
Span = tuple[float, float]


@dataclass(frozen=True)
class Heads:
    """The headings of a table: the cells over each column, top to bottom, and all of them."""

    columns: tuple[tuple[Phrase, ...], ...]
    cells: tuple[Phrase, ...] = ()

    def text(self, column: int, ask: Ask) -> str:
        """The heading of a column: all of its lines that make a heading, but no lower ones that others run into."""
        lines = self.columns[column]
        plain = " ".join(c.text for c in _untranslated(lines, ask))
        if plain and ask.heading(plain) and not ask.heading(" ".join(c.text for c in lines)):
            return plain
        for i in range(len(lines)):
            text = " ".join(c.text for c in lines[i:])
            whole = i and (self._runs_on(lines[i - 1], lines[i]) or _goes_on(lines[i - 1], lines[i]))
            if ask.heading(text) and not whole:
                return text
        return " ".join(c.text for c in lines)

    def _runs_on(self, upper: Phrase, lower: Phrase) -> bool:
        """Does a line plainly go on in the next one: close above it in the same print, over this column alone?"""
        alone = sum(upper is c for column in self.columns for c in column) == 1
        return alone and stands_over(upper, lower) and upper.bold == lower.bold


def _untranslated(lines: Sequence[Phrase], ask: Ask) -> Sequence[Phrase]:
    """The first line and the unit of a heading that has its translation, in other print, between them."""
    if len(lines) != 3 or not ask.unit(lines[2].text):
        return ()
    first, between, unit = lines
    other = not alike(first, between) or first.bold != between.bold
    return (first, unit) if other and alike(first, unit) and first.bold == unit.bold else ()


def _goes_on(piece: Phrase, behind: Phrase) -> bool:
    """Does a heading go on behind a space: "Theoretical max"?"""
    return level(piece, behind) and 0 < behind.x0 - piece.x1 < PHRASE_GAP * piece.size


def heads_of(spans: Sequence[Span], place: Place, pieces: Sequence[Phrase], ask: Ask) -> Heads:
    """The headings over columns that take these stretches of the page."""
    lines = [_over_columns(line, spans, ask) for line in lines_above(place, pieces, ask)][::-1]
    whole = _blocks([piece for line in lines for piece in line])
    columns: list[list[Phrase]] = [[] for _ in spans]
    for line in lines:
        for column, piece in _placed(sorted(line, key=lambda p: p.x0), whole, spans, place, ask):
            columns[column].append(piece)
    parted = untouched(over_the_gap([tuple(column) for column in columns], lines, ask), ask)
    return Heads(tuple(over_groups(parted, lines)), tuple(p for line in lines for p in line))


def _blocks(pieces: Sequence[Phrase]) -> dict[int, Span]:
    """How far each piece reaches with those close over and under it, which make one heading with it."""
    above = {id(p): [q for q in pieces if stands_over(q, p)] for p in pieces}
    under = {id(p): [q for q in pieces if stands_over(p, q)] for p in pieces}
    out: dict[int, Span] = {}
    for piece in sorted(pieces, key=lambda p: p.top):
        if id(piece) in out:
            continue
        block = [piece]
        while len(under[id(block[-1])]) == 1 == len(above[id(under[id(block[-1])][0])]):
            block.append(under[id(block[-1])][0])
        span = min(p.x0 for p in block), max(p.x1 for p in block)
        out |= {id(p): span for p in block}
    return out


def walled(spans: Sequence[Span], walls: Sequence[float]) -> list[Span]:
    """The columns as wide as the cells that are drawn around them, where a cell holds one column."""
    out = []
    for x0, x1 in spans:
        left = max((w for w in walls if w <= x0 + WALL), default=x0)
        right = min((w for w in walls if w >= x1 - WALL), default=x1)
        alone = sum(shared(left, right, *span) > WALL for span in spans) == 1
        out.append((min(left, x0), max(right, x1)) if alone else (x0, x1))
    return out


def _placed(
    line: Sequence[Phrase], whole: Mapping[int, Span], spans: Sequence[Span], place: Place, ask: Ask
) -> Iterator[tuple[int, Phrase]]:
    """Each piece of a line with its column; one that reaches over several belongs to each of them."""
    size = place.size
    if boxed := _by_box(line, spans, place.boxes):
        yield from ((column, piece) for piece, columns in zip(line, boxed, strict=True) for column in columns)
        return
    matched = _matched(line, whole, walled(spans, place.walls), size, ask)
    taken = {column for column in matched if column is not None}
    for i, (piece, column) in enumerate(zip(line, matched, strict=True)):
        own = column if column is not None else _neighbour(i, line, matched, size, ask)
        if own is not None:
            yield own, piece
        ruled = _underlined(piece, place.rules)
        over = (k for k, span in enumerate(spans) if k not in taken and (_covers(piece, span) or _holds(ruled, span)))
        yield from ((k, piece) for k in over)


def _by_box(line: Sequence[Phrase], spans: Sequence[Span], boxes: Sequence[Stroke]) -> list[list[int]]:
    """The columns under the coloured cell around each heading of a line; none where one stands in no such cell, or the
    cell of several columns holds more than one text in its middle."""
    around = [_box_around(piece, boxes) for piece in line]
    found = [[k for k, span in enumerate(spans) if _holds(box, span)] for box in around]
    for box, columns in zip(around, found, strict=True):
        inside = [p for p, other in zip(line, around, strict=True) if other == box]
        off = (inside[0].x0 + inside[-1].x1 - box.x0 - box.x1) / 2 if box else 0.0
        one = abs(off) < inside[0].size and all(_goes_on(p, q) for p, q in pairwise(inside))
        numbers = box is not None and box.x1 < spans[0][1]  # over the numbers of the rows
        if not (columns or numbers) or (len(columns) > 1 and not one):
            return []
    return found


def _box_around(piece: Phrase, boxes: Sequence[Stroke]) -> Stroke | None:
    """The smallest box around a heading."""
    around = [
        b for b in boxes
        if b.x0 - WALL <= piece.x0 and piece.x1 <= b.x1 + WALL and b.top - WALL <= piece.top and piece.middle < b.bottom
    ]  # fmt: skip
    return min(around, key=lambda b: (b.x1 - b.x0) * (b.bottom - b.top), default=None)


def _underlined(piece: Phrase, rules: Sequence[Stroke]) -> Stroke | None:
    """The line right under a heading, which reaches over all columns that it heads."""
    under = (r for r in rules if -1 < r.top - piece.bottom < RULED * piece.size and r.x0 < piece.centre < r.x1)
    return max(under, key=lambda r: r.x1 - r.x0, default=None)


def _holds(rule: Stroke | None, span: Span) -> bool:
    return rule is not None and rule.x0 < (span[0] + span[1]) / 2 < rule.x1


def _neighbour(
    i: int, line: Sequence[Phrase], matched: Sequence[int | None], size: float, ask: Ask
) -> int | None:
    """The column of the heading right beside a piece, to which it belongs: "Limit (Max)", "WEIGHT  %"."""
    if i and line[i].x0 - line[i - 1].x1 < (JOINED if ask.unit(line[i].text) else TOUCHING) * size:
        return matched[i - 1]
    if i + 1 < len(line) and line[i + 1].x0 - line[i].x1 < TOUCHING * size:
        return matched[i + 1]
    return None


def _over_columns(line: Sequence[Phrase], spans: Sequence[Span], ask: Ask) -> list[Phrase]:
    """The line, a phrase parted that is a heading for each of several columns ("MDL PQL")."""
    return [part for piece in line for part in _by_column(piece, spans, ask)]


def _by_column(piece: Phrase, spans: Sequence[Span], ask: Ask) -> list[Phrase]:
    if len(piece.words) < 2:
        return [piece]
    if piece.x0 < spans[-1][1] < piece.x1 and (inside := _before(piece, spans[-1][1], ask)):
        return [inside]
    if sum(shared(piece.x0, piece.x1, *span) > 0 for span in spans) < 2:
        return [piece]
    parts: dict[int, list[Word]] = {}
    for word in piece.words:
        at = min(range(len(spans)), key=lambda i: abs(word.centre - (spans[i][0] + spans[i][1]) / 2))
        parts.setdefault(at, []).append(word)
    pieces = [Phrase(tuple(words)) for words in parts.values()]
    if any(p.text.startswith("(") and ask.unit(p.text) and not ask.unit(piece.text) for p in pieces[1:]):
        return [piece]  # "Result (ppm)" is one heading, over whatever columns
    return pieces if all(ask.heading(p.text) for p in pieces) else [piece]


def _before(piece: Phrase, end: float, ask: Ask) -> Phrase | None:
    """The unit over the last column, where the rest of a heading is over one that holds nothing ("mg/g Qualifier")."""
    inside = tuple(w for w in piece.words if w.x0 < end)
    if len(inside) == len(piece.words):
        return None
    unit, rest = Phrase(inside), Phrase(piece.words[len(inside) :])
    return unit if ask.unit(unit.text) and ask.heading(rest.text) == "ignore" else None


def _covers(piece: Phrase, span: Span) -> bool:
    return shared(piece.x0, piece.x1, *span) > OVER * min(piece.x1 - piece.x0, span[1] - span[0])


def _matched(
    line: Sequence[Phrase], whole: Mapping[int, Span], spans: Sequence[Span], size: float, ask: Ask
) -> list[int | None]:
    """The column of each piece, so that all together stand as near to their columns as they can, in order.

    A heading with nothing under it belongs to no column.
    """
    best: list[list[tuple[float, list[int | None]]]] = [[(0.0, [])] * (len(spans) + 1)]
    for piece in line:
        row: list[tuple[float, list[int | None]]] = []
        alone = OUTSIDE if piece.x0 >= spans[-1][1] else ALONE
        for k in range(len(spans) + 1):
            cost, way = best[-1][k]
            ways = [(cost + alone, [*way, None])]
            if k:
                before, path = best[-1][k - 1]
                astray = ALONE * (k == 1 and ask.unit(piece.text) is not None)  # names have no unit
                ways += [(before + _far(whole[id(piece)], spans[k - 1], size) + astray, [*path, k - 1]), row[k - 1]]
            row.append(min(ways, key=lambda w: w[0]))
        best.append(row)
    return best[-1][-1][1]


def _far(piece: Span, span: Span, size: float) -> float:
    """How far a heading is from a column, in em: the gap between them, and a little for not being over its middle."""
    gap = max(0.0, -shared(*piece, *span))
    left, right = piece[0] - span[0], piece[1] - span[1]
    edges = (abs(left), abs(right), abs(left + right) / 2)
    return (gap + ASIDE * min(edges)) / size + BESIDE * (gap > 0)
