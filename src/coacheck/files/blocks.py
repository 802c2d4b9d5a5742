"""What texts without pages (HTML, DOCX) are made of: lines and tables, one below the other."""

from __future__ import annotations

from dataclasses import dataclass

MOST_PLACES = 300_000
"""Cells of a table, each counted as often as it reaches over columns and rows; 200 full pages have fewer."""
MOST_COLUMNS = 200
RAISED = "\ue000"
"""Stands before a part of a word that is raised: an exponent or a footnote mark."""


class TooLargeTextError(ValueError):
    """More than any report has; the message says of what."""


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; a line feed ends a line of it."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """`wide` and `high` say over how many columns and rows it reaches."""

    text: str
    bold: bool = False
    wide: int = 1
    high: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]


Block = Text | Table


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and the first row and column that it lies in."""

    cell: Cell
    row: int
    column: int


def placed(table: Table) -> list[Placed]:
    """Each cell of a table in its place: what reaches down from above pushes others to the right.

    Raises TooLargeTextError.
    """
    if sum(cell.wide * cell.high for cells in table.rows for cell in cells) > MOST_PLACES:
        raise TooLargeTextError(f"a table of over {MOST_PLACES:,} cells")
    if any(sum(cell.wide for cell in cells) > MOST_COLUMNS for cells in table.rows):
        raise TooLargeTextError(f"a table of over {MOST_COLUMNS} columns")
    taken: set[tuple[int, int]] = set()
    out = []
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            high = min(cell.high, len(table.rows) - row)
            taken.update((row + i, column + k) for i in range(high) for k in range(cell.wide))
            out.append(Placed(cell, row, column))
            column += cell.wide
    return out


def said(blocks: list[Block]) -> list[str]:
    """What each of them says."""
    return [b.text if isinstance(b, Text) else " ".join(c.text for row in b.rows for c in row) for b in blocks]
