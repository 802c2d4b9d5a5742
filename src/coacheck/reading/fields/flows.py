"""Pairs set one after the other like running text ("Lot: 7 | Client: Front / Range Farms | PO: 8"): a value goes on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coacheck.layout.phrases import Lines, Phrase, lines_of
from coacheck.layout.relations import alike
from coacheck.reading.fields.inline import is_pair
from coacheck.reading.fields.labels import is_label

_FEWEST = 2
"""A line of running text has so many pairs, or more."""
_TIGHT = 0.35
"""Em between its lines."""
_SPACE = 0.2
"""Em between two words, at least."""
_FLUSH = 2.0
"""Points between what is set flush."""


def flowing(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases, each pair that goes on in the next line with its rest."""
    lines = lines_of(phrases)
    right = max((p.x1 for p in phrases), default=0.0)
    ends: dict[int, Phrase] = {}
    rests: set[int] = set()
    for upper, lower in pairwise(lines):
        if _goes_on(upper, lower, right):
            ends[id(upper[-1])] = _joined(upper[-1], lower[0])
            rests.add(id(lower[0]))
    return [ends.get(id(p), p) for p in phrases if id(p) not in rests] if ends else list(phrases)


def _goes_on(upper: Sequence[Phrase], lower: Sequence[Phrase], right: float) -> bool:
    """Is the upper line full of pairs, and has the lower one first the rest of the last, then pairs under none?"""
    last, rest = upper[-1], lower[0]
    pairs = sum(":" in p.text and is_pair(p) for p in upper)
    if pairs < _FEWEST or len(lower) < 2 or ":" in rest.text or is_label(rest.text) or not is_pair(last):
        return False
    close = -1 < rest.top - last.bottom < _TIGHT * last.size and alike(rest, last) and rest.bold == last.bold
    word = rest.words[0]
    full = last.x1 + _SPACE * last.size + word.x1 - word.x0 > right - 1
    grid = any(abs(a.x0 - b.x0) < _FLUSH for a in upper[1:] for b in lower[1:])
    return close and full and not grid and rest.x0 < upper[0].x0 + _FLUSH and all(":" in p.text for p in lower[1:])


def _joined(part: Phrase, rest: Phrase) -> Phrase:
    space = "" if part.text.endswith(("-", "/")) else " "
    return Lines((*part.words, *rest.words), f"{part.text}{space}{rest.text}")
