"""A row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from coacheck.layout.phrases import lines_of, phrases_of, text_of
from coacheck.page import Word


@dataclass
class Row:
    """A row: the words of each column, by column number (0 is the name)."""

    cells: dict[int, list[Word]] = field(default_factory=dict)
    _texts: dict[tuple[int, int], str] = field(default_factory=dict, repr=False)

    @property
    def words(self) -> list[Word]:
        return [w for words in self.cells.values() for w in words]

    def text(self, column: int) -> str:
        words = self.cells.get(column, [])
        place = (column, len(words))
        if place not in self._texts:
            self._texts[place] = text_of_cell(words)
        return self._texts[place]

    @property
    def name(self) -> str:
        return self.text(0)

    @property
    def line(self) -> str:
        return " ".join(filter(None, (self.text(c) for c in sorted(self.cells))))

    @property
    def x0(self) -> float:
        return min(w.x0 for w in self.words)

    @property
    def x1(self) -> float:
        return max(w.x1 for w in self.words)

    @property
    def top(self) -> float:
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        return max(w.bottom for w in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return median(w.size for w in self.words)

    @property
    def box(self) -> list[float]:
        return [round(v, 1) for v in (self.x0, self.top, self.x1, self.bottom)]


def text_of_cell(words: Sequence[Word]) -> str:
    """The text of a cell, its lines top to bottom; a name broken at a hyphen is put together."""
    if len(words) < 2:
        return words[0].text if words else ""
    out = ""
    for line in lines_of(phrases_of(words, gap=3)):
        text = text_of([w for phrase in line for w in phrase.words])
        out = out + text if out.endswith("-") else f"{out} {text}".strip()
    return out
