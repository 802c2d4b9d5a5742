"""The headings of a table, and what is asked of the vocabulary to find them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


class Ask(Protocol):
    """What the layout asks of a vocabulary."""

    def heading(self, text: str) -> str | None:
        """The kind of a column heading ("name", "result", "limit", …), or None where it is none."""

    def fragment(self, text: str) -> bool:
        """Is the text made of nothing but words that headings are made of?"""

    def known(self, text: str) -> bool:
        """Is the text the name of a row (an analyte, a total, a panel)?"""

    def measured(self, text: str) -> bool:
        """Is the text the name of something that is measured (an analyte, a total)?"""

    def means(self, text: str) -> str | None:
        """What the name of a row stands for, the same for all spellings of it; None where nobody knows it."""

    def unit(self, text: str) -> str | None:
        """The unit that the text is, where it is nothing else."""

    def said(self, text: str) -> bool:
        """Is the text a word that stands in cells ("ND", "Pass")?"""

    def plain(self, text: str) -> str:
        """The text without the units in it."""

    def title(self, text: str) -> bool:
        """Is the text the title of a section?"""


@dataclass
class HeaderCell:
    """One column heading, its lines joined top to bottom."""

    text: str
    kind: str
    x0: float
    x1: float
    top: float = 0.0
    bottom: float = 0.0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass
class Band:
    """The headings of one table: a name column (or none) and value columns."""

    cells: list[HeaderCell]
    top: float
    bottom: float
    size: float
    transposed: bool = False
    line: list[HeaderCell] = field(default_factory=list)
    """All headings of the line, those of the tables beside this one too."""

    @property
    def x0(self) -> float:
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        return self.cells[-1].x1

    @property
    def span(self) -> tuple[float, float]:
        """From the first to the last heading of the line."""
        cells = self.line or self.cells
        return min(c.x0 for c in cells), max(c.x1 for c in cells)
