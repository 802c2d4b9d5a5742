"""Lines of print for tests, without a PDF."""

from __future__ import annotations

from coacheck.layout.phrases import Phrase
from coacheck.page import Word


def line(text: str, x0: float, top: float, size: float = 8.0, bold: bool = False) -> Phrase:
    """One line of words, each character half as wide as it is high."""
    words, x = [], x0
    for part in text.split():
        x1 = x + len(part) * size / 2
        words.append(Word(part, x, top, x1, top + size, size, bold))
        x = x1 + size / 4
    return Phrase(tuple(words))
