"""Words with a line drawn through them: what was corrected doesn't hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from coacheck.page import Page, Stroke, Word

_LOWEST, _HIGHEST = 0.15, 0.5
"""Em above the line on which letters stand, between which a line goes through them."""
_ENDS = 2.0
"""The line begins and ends with its words, but for so many points."""


def without_struck(page: Page) -> Page:
    """The page without the words that are struck out."""
    based = sorted((w for w in page.words if w.base > 0), key=lambda w: w.base)
    largest = max((w.size for w in based), default=0.0)
    lines = ((line, _standing_under(line, based, largest)) for line in page.strokes if line.horizontal)
    struck = {id(w) for line, words in lines for w in _struck_by(line, words)}
    return replace(page, words=[w for w in page.words if id(w) not in struck]) if struck else page


def _standing_under(line: Stroke, words: Sequence[Word], largest: float) -> Sequence[Word]:
    """The words that stand on a line so close under this one that it may go through them. `words`: top to bottom."""
    middle = (line.top + line.bottom) / 2
    first = bisect_right(words, middle, key=lambda w: w.base)
    return words[first : bisect_left(words, middle + largest, lo=first, key=lambda w: w.base)]


def _struck_by(line: Stroke, words: Sequence[Word]) -> list[Word]:
    """The words that a line goes through, where it is just as long as they are."""
    through = [w for w in words if line.x0 - _ENDS < w.x0 and w.x1 < line.x1 + _ENDS and _goes_through(line, w)]
    if not through:
        return []
    begins, ends = min(w.x0 for w in through), max(w.x1 for w in through)
    return through if abs(begins - line.x0) < _ENDS and abs(ends - line.x1) < _ENDS else []


def _goes_through(line: Stroke, word: Word) -> bool:
    above = word.base - (line.top + line.bottom) / 2
    return _LOWEST * word.size < above < _HIGHEST * word.size
