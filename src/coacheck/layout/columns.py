"""The columns of a table, from its body: cells of one column stand under each other, cells of one row never do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from coacheck.layout.phrases import Phrase
from coacheck.layout.relations import STACKED, shared

SENTENCE = 8
"""A cell of so many words is running text, which keeps to no column."""
Line = Sequence[Phrase]


@dataclass
class Strip:
    """A column while it is found: its cells with the number of their line, and the stretch that they take."""

    x0: float
    x1: float
    cells: dict[int, Phrase] = field(default_factory=dict)

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


def strips_of(lines: Sequence[Line]) -> list[Strip]:
    """The columns that the cells of these lines make, left to right; the narrowest cells say first where they stand."""
    cells = [(i, c) for i, line in enumerate(lines) for c in line if len(c.words) < SENTENCE]
    strips: list[Strip] = []
    for at, cell in sorted(cells, key=lambda c: c[1].x1 - c[1].x0):
        over = [s for s in strips if _over(s, cell)]
        if any(at in s.cells for s in over) or _parted(over):
            continue  # it reaches over its neighbours: it says nothing about where columns part
        strips = [s for s in strips if s not in over] + [_joined(over, at, cell)]
    return sorted(strips, key=lambda s: s.centre)


def _over(strip: Strip, cell: Phrase) -> bool:
    width = max(0.1, min(strip.x1 - strip.x0, cell.x1 - cell.x0))
    return shared(strip.x0, strip.x1, cell.x0, cell.x1) > STACKED * width


def _parted(strips: Sequence[Strip]) -> bool:
    """Does a row hold a cell in more than one of them?"""
    return any(set(a.cells) & set(b.cells) for i, a in enumerate(strips) for b in strips[i + 1 :])


def _joined(strips: Sequence[Strip], at: int, cell: Phrase) -> Strip:
    cells = {at: cell}
    for strip in strips:
        cells |= strip.cells
    return Strip(min([cell.x0, *(s.x0 for s in strips)]), max([cell.x1, *(s.x1 for s in strips)]), cells)


def edges_of(spans: Sequence[tuple[float, float]], left: float, right: float) -> list[float]:
    """Where the columns part: half way between the stretches that they take, or where the next begins."""
    inner = [(min(a[1], b[0]) + b[0]) / 2 for a, b in pairwise(spans)]
    return [left, *inner, right]
