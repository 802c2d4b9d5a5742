"""A table as the layout hands it on: rows of cells under headings; column 0 holds the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from coacheck.layout.ask import Ask
from coacheck.layout.heads import Heads
from coacheck.layout.phrases import Phrase
from coacheck.layout.row import Row
from coacheck.page import Stroke


@dataclass(frozen=True)
class Sheet:
    """What is known of a page while its tables are found."""

    number: int
    width: float
    cells: Sequence[Phrase]
    """Its phrases parted into cells, without those that are headings or stand in tables found already."""
    pieces: Sequence[Phrase]
    """Its phrases parted into headings and parts of such."""
    heads: Sequence[Sequence[Phrase]]
    """Its lines of headings."""
    strokes: Sequence[Stroke]
    """The lines that are drawn on it."""
    ask: Ask


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and the strip of the page from `x0` to `x1`. `kind`: what stands in it."""

    heading: str
    kind: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Table:
    """Rows of cells under headings. `transposed`: it lies on its side on the page, and is turned upright here."""

    page: int
    columns: list[Column]
    rows: list[Row]
    heads: Heads = field(repr=False, default=Heads(()))
    transposed: bool = False
    inherited: bool = False
    """Its headings are those of a table like it."""
    name_column: int = 0

    @cached_property
    def x0(self) -> float:
        return min(r.x0 for r in self.rows)

    @cached_property
    def x1(self) -> float:
        heads = (c.x1 for column in self.heads.columns for c in column)
        return max([*(r.x1 for r in self.rows), *heads])

    @cached_property
    def head_top(self) -> float:
        return min([c.top for c in self.heads.cells] + [r.top for r in self.rows])

    @cached_property
    def top(self) -> float:
        return min(r.top for r in self.rows)

    @cached_property
    def bottom(self) -> float:
        return max(r.bottom for r in self.rows)

    @cached_property
    def figures_end(self) -> float:
        """Where the last row ends that has more than a name."""
        return max((round(r.bottom, 1) for r in self.rows if len(r.cells) > 1), default=self.bottom)
