"""Columns of names: where names of what is measured stand under each other, a table is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from statistics import median

from coacheck.layout.ask import Ask
from coacheck.layout.head_lines import headed_between, in_heads
from coacheck.layout.phrases import Phrase
from coacheck.layout.relations import FLUSH, alike, flush, level, middle, shared, stacked

REACH = 25.0
"""The next name of a column stands within so many em below the last, where nobody parts them."""
MOST_WORDS = 7
"""A name has no more words."""
LISTED = 3
"""So many names on a line without any value are no rows."""
APART = 2.6
"""Names more than so many times as far apart as usual belong to two tables."""

_LAST = ("number", "word", "none", "status")
"""What stands in the last column of a table."""


@dataclass(frozen=True, eq=False)
class Names:
    """A column of names, top to bottom."""

    cells: Sequence[Phrase]

    @cached_property
    def x0(self) -> float:
        return min(c.x0 for c in self.cells)

    @cached_property
    def x1(self) -> float:
        return max(c.x1 for c in self.cells)

    @cached_property
    def top(self) -> float:
        return self.cells[0].top

    @cached_property
    def bottom(self) -> float:
        return max(c.bottom for c in self.cells)

    @cached_property
    def size(self) -> float:
        return median(c.size for c in self.cells)

    @cached_property
    def pitch(self) -> float:
        """How far the names stand apart, from middle to middle."""
        steps = [middle(b) - middle(a) for a, b in pairwise(self.cells)]
        return median(steps) if steps else 0.0


def names_of(cells: Sequence[Phrase], heads: Sequence[Sequence[Phrase]], ask: Ask) -> list[Names]:
    """The columns of names on a page, left to right and top to bottom. `heads`: its lines of headings."""
    measured = [c for c in cells if ask.measured(c.text) and not in_heads(c, heads)]
    known = [c for c in measured if not _listed(c, measured, cells, ask) and not _one_of_pairs(c, cells)]
    parts = [part for column in _columns(known) for part in _parted(column, heads, cells, ask)]
    return sorted((Names(part) for part in _nested(parts, cells)), key=lambda n: (n.top, n.x0))


def _listed(name: Phrase, names: Sequence[Phrase], cells: Sequence[Phrase], ask: Ask) -> bool:
    """Does it stand on a line of nothing but names: the tops of cards, a list?"""
    if sum(level(name, n) for n in names) < LISTED:
        return False
    return all(ask.cell(c.text) == "text" for c in cells if level(name, c))


def _one_of_pairs(name: Phrase, cells: Sequence[Phrase]) -> bool:
    """Does it begin a line of labels with their values ("Total Cannabinoids: 0.00 mg; Total THC: 1.2 mg")?"""
    behind = (c for c in cells if c.x0 > name.x1 and level(name, c))
    return name.text.endswith(":") and any(c.text.endswith(":") for c in behind)


def _nested(parts: list[list[Phrase]], cells: Sequence[Phrase]) -> list[list[Phrase]]:
    """Columns of names; known names that are only the end of one belong to the column in which it begins."""
    out: list[list[Phrase]] = []
    for part in sorted(parts, key=len, reverse=True):
        home = next((whole for whole in out if all(_ends_name(c, whole, cells) for c in part)), None)
        if home is None:
            out.append(list(part))
        else:
            home[:] = sorted([*home, *part], key=lambda c: c.top)
    return out


def _ends_name(cell: Phrase, whole: Sequence[Phrase], cells: Sequence[Phrase]) -> bool:
    """Is it the end of a name that begins under the others ("trans-β", "-Farnesene")?"""
    return any(
        level(c, cell) and c is not cell and cell.x0 - c.x0 > 0 and abs(cell.x0 - c.x1) < 0.6 * cell.size
        and any(abs(c.x0 - w.x0) < 0.3 * c.size for w in whole)
        for c in cells
    )  # fmt: skip


def from_head(names: Names, heads: Sequence[Sequence[Phrase]], cells: Sequence[Phrase], ask: Ask) -> Names:
    """The names with those that nobody knows between their heading and the first of them."""
    first = names.cells[0]
    over = [h for line in heads for h in line if ask.heading(h.text) == "name" and _under(first, h, 12 * h.size)]
    if not over:
        return names
    head = max(over, key=lambda h: h.top)
    inside = (c for c in cells if head.bottom - 1 < c.top and c.bottom < first.top + 1)
    between = [c for c in inside if flush(c, first) and alike(c, first)]
    if not all(_nameable(c, ask) and not ask.means(c.text) and not _is_pair(c, cells) for c in between):
        return names
    steps = [head, *sorted(between, key=middle), first]
    close = all(b.top - a.bottom < 3 * first.size for a, b in pairwise(steps))
    return Names([*sorted(between, key=middle), *names.cells]) if close else names


def _is_pair(cell: Phrase, cells: Sequence[Phrase]) -> bool:
    """Is it a label with its value, alone on its line? "Identification A: macroscopic  Conforms" is a row."""
    return ":" in cell.text and not any(c.x0 > cell.x1 and level(c, cell) for c in cells)


def under_other_head(names: Names, heads: Sequence[Sequence[Phrase]], ask: Ask) -> bool:
    """Do they stand right under a heading that is none of names ("Analytes tested", "Method")?"""
    first = names.cells[0]
    over = [(h, line) for line in heads for h in line if _under(first, h, 6 * h.size)]
    kinds = {ask.heading(h.text) for h, line in over if any(ask.heading(o.text) == "name" for o in line)}
    return bool(kinds) and "name" not in kinds


def headed_names(
    heads: Sequence[Sequence[Phrase]], cells: Sequence[Phrase], found: Sequence[Names], ask: Ask
) -> list[Names]:
    """Names that nobody knows: what stands under the heading of the names, where no known name does."""
    out = []
    for line in heads:
        values = {ask.heading(h.text) for h in line} & {"result", "limit", "loq", "lod", "status", "unit"}
        for head in (h for h in line if values and ask.heading(h.text) == "name"):
            if not any(_under(c, head, 6 * head.size) for n in found for c in n.cells):
                texts = [c for c in cells if _nameable(c, ask) and not in_heads(c, heads)]
                names = _stack(head, texts)
                out += [Names(names)] if names else []
    return out


def parted_under(heads: Sequence[Sequence[Phrase]], cells: Sequence[Phrase], ask: Ask) -> list[Phrase]:
    """The cells, those parted that run on into the next table: under the second heading of names on a line."""
    every = [head for line in heads for head in line]
    named = [[h for h in line if ask.heading(h.text) == "name" and not _goes_on_below(h, every)] for line in heads]
    tops = [line[0].top for line in named if line]
    walls = [
        (head.x0, head.bottom, min([head.bottom + REACH * head.size, *(t for t in tops if t > head.bottom)]))
        for line in named for head in line[1:]
    ]  # fmt: skip
    return [part for cell in cells for part in _at_walls(cell, walls, ask)]


def _goes_on_below(head: Phrase, heads: Sequence[Phrase]) -> bool:
    """Is it the upper line of a heading: "Test" over "Result"?"""
    return any(stacked(head, h) and 0 < middle(h) - middle(head) < 2 * head.size for h in heads)


def _at_walls(cell: Phrase, walls: Sequence[tuple[float, float, float]], ask: Ask) -> list[Phrase]:
    """The last value of a table and the first name of the next one, where these stand close together."""
    for x0, top, bottom in walls:
        at = next((i for i, w in enumerate(cell.words) if abs(w.x0 - x0) < FLUSH * cell.size), 0)
        if at and top <= middle(cell) < bottom and ask.cell(Phrase(cell.words[:at]).text) in _LAST:
            return [Phrase(cell.words[:at]), Phrase(cell.words[at:])]
    return [cell]


def _nameable(cell: Phrase, ask: Ask) -> bool:
    kind = ask.cell(cell.text)
    return kind == "text" or (kind == "unit" and ask.means(cell.text) is not None)  # "AW" is both


def _under(cell: Phrase, head: Phrase, reach: float) -> bool:
    return 0 < cell.top - head.bottom + 0.5 * head.size < reach and (stacked(cell, head) or flush(cell, head))


def _stack(head: Phrase, cells: Sequence[Phrase]) -> list[Phrase]:
    """The cells under a heading, each aligned with it or with the one above, down to a wider gap or other print."""
    out: list[Phrase] = []
    last, reach = head, 4 * head.size
    for cell in sorted((c for c in cells if c.top > head.bottom - 1 and stacked(c, head)), key=lambda c: c.top):
        other = bool(out) and not alike(cell, out[0])
        if cell.top - last.bottom > reach or other or len(cell.words) > MOST_WORDS or cell.text.endswith(":"):
            break
        if len(out) == 1:
            reach = max(1.5 * cell.size, 1.8 * (cell.top - last.bottom))
        out.append(cell)
        last = cell
    return out


def _columns(known: Sequence[Phrase]) -> list[list[Phrase]]:
    """Names grouped: each with the next one below that is aligned with it."""
    above = sorted(known, key=lambda c: c.top)
    group = {id(c): [c] for c in above}
    for i, name in enumerate(above):
        below = (c for c in above[i + 1 :] if c.top > name.bottom - 0.5 * name.size and _one_column(name, c))
        following = next(below, None)
        if following is not None and group[id(name)] is not group[id(following)]:
            joined = sorted(group[id(name)] + group[id(following)], key=lambda c: c.top)
            for each in joined:
                group[id(each)] = joined
    return list({id(g): g for g in group.values()}.values())


def _one_column(a: Phrase, b: Phrase) -> bool:
    return b.top - a.bottom < REACH * max(a.size, b.size) and alike(a, b) and flush(a, b) and stacked(a, b)


def _parted(
    column: list[Phrase], heads: Sequence[Sequence[Phrase]], cells: Sequence[Phrase], ask: Ask
) -> list[list[Phrase]]:
    """A column of names parted where headings or a title stand between, or a wide gap."""
    pitch = Names(column).pitch
    parts = [[column[0]]]
    for a, b in pairwise(column):
        gap = middle(b) - middle(a)
        wide = gap > max(APART * pitch, 4 * a.size) and not _filled(a, b, cells)
        title = titles(b, a, cells, ask)
        if wide or title or headed_between(a, b, heads, cells) or _titled(a, b, cells, ask) or _named(a, b, cells, ask):
            parts.append([])
        if not title:
            parts[-1].append(b)
    return [part for part in parts if part]


def _filled(a: Phrase, b: Phrase, cells: Sequence[Phrase]) -> bool:
    """Do other names, which nobody knows, stand between two names at the usual distance?"""
    between = [c for c in cells if a.bottom - 1 < middle(c) < b.top + 1 and flush(a, c) and alike(a, c)]
    steps = [a, *sorted(between, key=middle), b]
    return all(middle(q) - middle(p) < 3 * a.size for p, q in pairwise(steps))


def _titled(a: Phrase, b: Phrase, cells: Sequence[Phrase], ask: Ask) -> bool:
    """Does the title of a section stand between two names, alone on its line or in larger print?"""
    top, bottom = a.bottom - 1, b.top + 1
    between = (c for c in cells if top < c.middle < bottom and _beside(c, b))
    return any(titles(_largest(c), a, cells, ask) for c in between)


def _named(a: Phrase, b: Phrase, cells: Sequence[Phrase], ask: Ask) -> bool:
    """Does the heading of other names stand between two names, with several beside it that nobody knows, or any word
    ("Total") with headings beside it, one of them of results?"""
    top, bottom = a.bottom - 1, b.top + 1
    between = (c for c in cells if top < c.middle < bottom and flush(c, b) and not ask.measured(c.text))
    for head in between:
        beside = [c.text for c in cells if c.x0 > head.x1 and level(c, head)]
        known = ask.heading(head.text) == "name" or any(ask.heading(text) == "result" for text in beside)
        if known and len(beside) > 1 and all(ask.cell(text) == "text" for text in beside):
            return True
    return False


def _beside(cell: Phrase, name: Phrase) -> bool:
    return shared(cell.x0, cell.x1, name.x0 - 4 * name.size, name.x1 + 4 * name.size) > 0


def _largest(cell: Phrase) -> Phrase:
    """The first words of a line, as far as they are set alike: a title, the method behind it in smaller print."""
    first = cell.words[0]
    words = tuple(takewhile(lambda w: w.size > 0.9 * first.size, cell.words))
    return Phrase(words) if len(words) < len(cell.words) else cell


def titles(cell: Phrase, name: Phrase, cells: Sequence[Phrase], ask: Ask) -> bool:
    """Is it a title, set otherwise than the names? What is an analyte too ("Moisture") has no figure beside it."""
    if not ask.title(cell.text) or not (cell.size > 1.1 * name.size or cell.bold != name.bold):
        return False
    beside = (c for c in cells if c.x0 > cell.x1 and level(c, cell))
    return not ask.measured(cell.text) or not any(ask.cell(c.text) in ("number", "word", "pair") for c in beside)
