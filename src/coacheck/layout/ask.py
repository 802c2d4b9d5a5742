"""What the layout asks about the texts it arranges. It knows geometry; what a word means it asks."""

from __future__ import annotations

from typing import Literal, Protocol

CellKind = Literal["number", "pair", "word", "none", "status", "unit", "date", "blank", "text"]
"""What a text is, as the content of a cell.

"word": a word that stands instead of a number (ND, <LOQ); "none": one that says that there is none (N/A, NT)."""


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

    def title(self, text: str) -> bool:
        """Is the text the title of a section?"""

    def label(self, text: str) -> bool:
        """Is the text the label of a field of the report ("Batch:")?"""

    def cell(self, text: str) -> CellKind:
        """What the text is as the content of a cell."""
