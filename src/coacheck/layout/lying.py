"""Tables that lie on their side: the names of what is measured stand across the page, values under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement, pairwise, takewhile
from statistics import median

from coacheck.layout.ask import Ask
from coacheck.layout.phrases import Phrase, lines_of
from coacheck.layout.relations import level, shared, stacked
from coacheck.layout.row import Row

FEWEST = 4
"""So many names across the page are the head of a table."""
NEXT_LINE = 2.5
"""A line of values stands at most so many em under the one above it."""
SHARE = 0.75
"""On the line of the names, so large a share is names."""
NEXT_PART = 1.6
"""The lines of a name stand at most so many em apart."""
LABEL = 30.0
"""The label of a line of values stands at most so many em left of them."""
LABEL_LINE = 1.6
"""The lines of a label stand at most so many em over or under the values."""
MOST_LABELS = 14
"""More lines beside a table are no labels."""
UNIT_ALONE = 0.5
"""A unit says so much less than a heading …"""
NOTHING = 0.5
"""… and a line without a label so much less than one with words that nobody knows."""
_AT_MOST = re.compile(r"(?:≤|NMT|max\.?)\s?\d", re.IGNORECASE)
"""A limit, which is a value of its line as figures are."""
FILLED = 0.5
"""A line of values has one for this share of the names."""


@dataclass(frozen=True)
class Lying:
    """The names, each with the cell of every line of values; the labels of these lines with their units."""

    names: list[list[Phrase]]
    labels: list[str]
    lines: list[dict[int, Phrase]]
    heads: tuple[Phrase, ...]
    corner: str = ""
    """The unit that stands before the names, for all lines without one."""

    @property
    def cells(self) -> list[Phrase]:
        return [*self.heads, *(c for line in self.lines for c in line.values())]

    def rows(self) -> Iterator[Row]:
        """A row for each name, as if the table stood upright."""
        for at, name in enumerate(self.names):
            cells = {i: list(line[at].words) for i, line in enumerate(self.lines, 1) if at in line}
            if cells:
                yield Row({0: [w for p in name for w in p.words], **cells})


def lying_tables(cells: Sequence[Phrase], ask: Ask) -> list[Lying]:
    """All tables of a page that lie on their side."""
    names = [c for c in cells if ask.measured(c.text) and ask.heading(c.text) != "name"]  # "Mycotoxin" heads the names
    found = (_below(line, cells, ask) for line in lines_of(names) if len(line) >= FEWEST)
    return [table for table in found if table]


def _below(line: list[Phrase], cells: Sequence[Phrase], ask: Ask) -> Lying | None:
    if not _mostly_names(line, cells):
        return None
    names = _names(line, cells, ask)
    heads = [p for name in names for p in name]
    size, left, right = line[0].size, names[0][0].x0, max(p.x1 for p in heads)
    edge = max(p.bottom for p in line) - 0.3 * size
    under = [c for c in cells if c.top > edge and c.x0 < right + 2 * size]
    lined = lines_of(c for c in under if c.centre > left - 0.5 * size)
    found = _value_lines(list(takewhile(lambda line: not _named(line, ask), lined)), names, size, ask)
    beside = [c for c in under if c.x1 <= left and left - c.x1 < LABEL * size]
    table = _labelled(names, found, _labels(found, beside, size, ask), ask)
    return _with_unit(table, [c for c in cells if c.x1 <= left and level(c, line[0])], ask) if table else None


def _with_unit(table: Lying, before: Sequence[Phrase], ask: Ask) -> Lying:
    """The table with the unit that stands before its names."""
    units = [c for c in before if ask.unit(c.text)]
    return replace(table, corner=units[0].text, heads=(*table.heads, *units)) if len(units) == 1 else table


def _mostly_names(line: Sequence[Phrase], cells: Sequence[Phrase]) -> bool:
    level_ones = [c for c in cells if level(c, line[0]) and line[0].x0 <= c.x0 <= line[-1].x1]
    return len(line) >= SHARE * len(level_ones)


def _labelled(
    names: list[list[Phrase]], found: Sequence[dict[int, Phrase]], told: Sequence[Sequence[Phrase]], ask: Ask
) -> Lying | None:
    """The table of these lines of values and what is told beside each; a line of units belongs to the one above."""
    heads = [p for name in names for p in name]
    labels: list[str] = []
    lines: list[dict[int, Phrase]] = []
    for values, label in zip(found, told, strict=True):
        units = {ask.unit(c.text) for c in values.values()}
        if not label and len(units) == 1 and None not in units and labels:
            labels[-1] = f"{labels[-1]} ({next(iter(values.values())).text})"  # a unit under each figure above
            heads += values.values()
        else:
            labels.append(" ".join(c.text for c in label))
            lines.append(values)
            heads += label
    return Lying(names, labels, lines, tuple(heads)) if lines else None


def _named(line: Sequence[Phrase], ask: Ask) -> bool:
    """Do names stand before values on the line, as the rows of an upright table?"""
    return any(ask.measured(a.text) and ask.cell(b.text) in ("number", "word") for a, b in pairwise(line))


def _value_lines(
    lines: Sequence[Sequence[Phrase]], names: Sequence[Sequence[Phrase]], size: float, ask: Ask
) -> list[dict[int, Phrase]]:
    """The lines of values under the names, down to the first that is none, or a wide gap."""
    out: list[dict[int, Phrase]] = []
    edge = max(p.bottom for name in names for p in name)
    for line in lines:
        values = _values(line, names, ask)
        if len(values) < FILLED * len(names) or min(c.top for c in line) - edge > NEXT_LINE * size:
            break
        edge = max(edge, max(c.bottom for c in values.values()))
        out.append(values)
    return out


def _labels(
    lines: Sequence[dict[int, Phrase]], beside: Sequence[Phrase], size: float, ask: Ask
) -> list[list[Phrase]]:
    """The label of each line of values, of one line or several: of all ways to share them out in order, the one
    with the most headings, and of such the one with each part nearest to its line."""
    middles = [median(c.middle for c in line.values()) for line in lines]
    near = (p for p in beside if any(abs(m - p.middle) < LABEL_LINE * size for m in middles))
    parts = sorted(near, key=lambda c: c.middle)
    if len(parts) > MOST_LABELS or not lines:
        return [[] for _ in lines]

    def oddity(shares: Sequence[Sequence[Phrase]]) -> tuple[int, float, float]:
        far = [abs(m - p.middle) for m, share in zip(middles, shares, strict=True) for p in share]
        headings = sum(_told(" ".join(p.text for p in share), ask) for share in shares)
        return sum(f >= LABEL_LINE * size for f in far), -headings, sum(far)

    ways = combinations_with_replacement(range(len(parts) + 1), len(lines) - 1)
    shared_out = ([parts[a:b] for a, b in pairwise([0, *cuts, len(parts)])] for cuts in ways)
    return min(shared_out, key=oddity)


def _told(label: str, ask: Ask) -> float:
    """How much a label says: a heading, a unit alone, or less than nothing."""
    if not label:
        return -NOTHING
    return UNIT_ALONE if ask.unit(label) else float(ask.heading(label) is not None)


def _names(line: Sequence[Phrase], cells: Sequence[Phrase], ask: Ask) -> list[list[Phrase]]:
    """The names with the parts of them that stand on a line above or below, and those in parts that nobody knows."""
    size = max(p.size for p in line)
    pitch = median(b.centre - a.centre for a, b in pairwise(line))
    end = line[-1].x1 + 4 * pitch
    behind = (c for c in cells if level(c, line[0]) and line[-1].x1 < c.x0 < end)
    beside = [c for c in behind if not any(letter.isdigit() for letter in c.text)]
    columns = [[p] for p in (*line, *_chain(line[-1], beside, pitch))]
    for column in columns:
        part = column[0].text.startswith("(")  # "(DRY)" is the end of a name
        while over := _over(column[0], cells, size):
            if not part and len(column) > 1:
                break
            column.insert(0, over)
        while under := _under(column[-1], cells, size, ask):
            column.append(under)
    return columns


def _under(part: Phrase, cells: Sequence[Phrase], size: float, ask: Ask) -> Phrase | None:
    """The part of a name right under this one: what is no value, and no name of its own."""
    below = [c for c in cells if 0.3 * size < c.middle - part.middle < NEXT_PART * size and stacked(c, part)]
    alone = len(below) == 1 and ask.cell(below[0].text) == "text" and not ask.heading(below[0].text)
    return below[0] if alone and abs(below[0].size - part.size) < 0.3 * size else None


def _over(part: Phrase, cells: Sequence[Phrase], size: float) -> Phrase | None:
    """The part of a name right over this one."""
    above = [c for c in cells if 0.3 * size < part.middle - c.middle < NEXT_PART * size and stacked(c, part)]
    return above[0] if len(above) == 1 and abs(above[0].size - part.size) < 0.3 * size else None


def _chain(last: Phrase, beside: Sequence[Phrase], pitch: float) -> list[Phrase]:
    """The cells that go on at the pitch of the names."""
    out: list[Phrase] = []
    for cell in sorted(beside, key=lambda c: c.x0):
        if cell.centre - (out[-1] if out else last).centre < 1.4 * pitch:
            out.append(cell)
    return out


def _values(line: Sequence[Phrase], names: Sequence[Sequence[Phrase]], ask: Ask) -> dict[int, Phrase]:
    """The value of each name on a line."""
    spans = [(min(p.x0 for p in n), max(p.x1 for p in n)) for n in names]
    out: dict[int, Phrase] = {}
    for cell in line:
        value = ask.cell(cell.text) in ("number", "word", "none", "unit", "blank", "status")
        if value or _AT_MOST.match(cell.text):
            at = max(range(len(spans)), key=lambda i: shared(cell.x0, cell.x1, *spans[i]))
            if shared(cell.x0, cell.x1, *spans[at]) > 0:
                if at in out:
                    return {}  # two figures under one name: which is which the line does not say
                out[at] = cell
    return out
