"""What a text means on this report: the vocabulary, and how the report writes numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coacheck.layout.ask import CellKind
from coacheck.reading.tables.cells import Numbers, shared_cell
from coacheck.reading.vocabulary import Vocabulary
from coacheck.reading.vocabulary.labels import label_of

_FIGURE = r"<?\s*(?:\d[\d.,]*|[.,]\d+)(?:[eE][+-]?\d+)?"
_PAIR = re.compile(rf"^\s*{_FIGURE}\s*/\s*{_FIGURE}\s*$")
_BROKEN = re.compile(r"^\d+(?:\.\d+)?E[+-]?$")
"""A figure that goes on in the next line."""
_SAID = re.compile(r":\s*\S")
_BRACKETS = re.compile(r"\([^()]*\)")
LONGEST = 70
"""A name has fewer characters."""
_DATE = re.compile(r"^(?:\d{1,4}(?P<sign>[/.-])\d{1,2}(?P=sign)\d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})\b")


@dataclass(frozen=True)
class Meaning:
    """Answers what the layout asks (`layout.ask.Ask`)."""

    words: Vocabulary
    numbers: Numbers
    _cells: dict[str, CellKind] = field(default_factory=dict, repr=False, compare=False)
    _measured: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def heading(self, text: str) -> str | None:
        return self.words.heading(text)

    def fragment(self, text: str) -> bool:
        return self.words.fragment(text)

    def known(self, text: str) -> bool:
        return self.words.known(text)

    def measured(self, text: str) -> bool:
        if text not in self._measured:
            self._measured[text] = self._is_measured(text)
        return self._measured[text]

    def _is_measured(self, text: str) -> bool:
        if len(text) >= LONGEST or _BRACKETS.sub("", text).count(", ") > 1:
            return False  # "Arsenic (As), Cadmium (Cd), Lead (Pb)" is a list
        if _SAID.search(text) and self.words.analyte(text) is None:
            return False  # "Moisture: 12 %" has its value in it
        alone = " " not in text.strip()
        return self.words.measured(text) and not (alone and self.words.unit(text))

    def means(self, text: str) -> str | None:
        return self.words.means(text)

    def unit(self, text: str) -> str | None:
        return self.words.unit(text)

    def title(self, text: str) -> bool:
        return self.words.title(text)

    def said(self, text: str) -> bool:
        return self.words.said(text)

    def plain(self, text: str) -> str:
        return self.words.plain(text)

    def label(self, text: str) -> bool:
        return ":" in text and label_of(text.partition(":")[0]) is not None

    def cell(self, text: str) -> CellKind:
        if text not in self._cells:
            self._cells[text] = self._kind(text)
        return self._cells[text]

    def _kind(self, text: str) -> CellKind:
        if self.words.unit(text):
            return "unit"
        if _DATE.match(text):
            return "date"
        if _BROKEN.match(text):
            return "number"
        if _PAIR.match(text):
            return "pair"
        cell = shared_cell(text, self.words, self.numbers)
        if cell.blank:
            return "blank"
        if not cell.results:
            return "status" if cell.status else "text"
        if any(r.value is not None or r.bound is not None for r in cell.results):
            return "number"
        return "none" if all(r.qualifier in ("NT", "NR") for r in cell.results) else "word"
