"""Lines of recognised characters → words, parted where the picture shows no ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np

from coacheck.page import Word
from coacheck.pdf.ocr.engine import Line, Pixels

SPACE = 0.25
"""A gap of more than this share of the height of a line parts words; between digits it takes twice as much."""
_MIDDLE = (0.15, 0.85)
"""The part of a line's height that is looked at: rulings above and below are no ink of it."""
_INK = 0.35
_MOST_ROWS = 75
"""Percentile of the rows: a black ruling under grey letters is in few, and must not hide them."""

Span = tuple[float, float]


def parted(line: Line) -> list[tuple[int, int, float, float]]:
    """The words of a line: first and last + 1 character, left and right end as shares of the line's width."""
    ink = _ink(line.crop)
    gaps = [_widest(ink, a, b) for a, b in pairwise(line.places)]
    starts = [i + 1 for i, gap in enumerate(gaps) if _parts(line, i, gap)]
    words = []
    for first, last in pairwise([0, *starts, len(line.text)]):
        while first < last and line.text[first].isspace():
            first += 1
        while first < last and line.text[last - 1].isspace():
            last -= 1
        if first < last:
            words.append((first, last, *_ends(line, ink, first, last)))
    return words


def _inked(crop: Pixels) -> Pixels:
    """The pixels of a line that differ from its ground, be they darker or lighter."""
    grey = crop.mean(axis=2)
    away = np.abs(grey - np.median(grey))
    rows: Pixels = away[_band(crop)].max(axis=1, initial=0.0)
    contrast = max(40.0, float(np.percentile(rows, _MOST_ROWS)) if len(rows) else 0.0)
    result: Pixels = away > _INK * contrast
    return result


def _band(crop: Pixels) -> slice:
    return slice(*(int(share * crop.shape[0]) for share in _MIDDLE))


def _ink(crop: Pixels) -> Pixels:
    """Which columns of a line hold ink."""
    return np.asarray(_inked(crop)[_band(crop)].any(axis=0))


_DESCENDS = set("gjpqyQ,;()[]{}|/@µ_$")
_SMALL = set("acemnorsuvwxz.,:;-–·*")
_CAPITAL, _X_HEIGHT, _DESCENT = 0.72, 0.53, 0.21
_SIZES = (0.5, 0.95)
_ODD = 1.2
ASCENT = 1 - _DESCENT
"""How far a word reaches above its baseline, in shares of its size."""
_BOX = 0.8


def print_of(line: Line) -> tuple[float, float]:
    """The baseline and the font size of a line as shares of the height of its box, from where its ink is."""
    ink = _inked(line.crop)
    high, wide = ink.shape
    rows = np.flatnonzero((ink.sum(axis=1) >= 2) & (ink.mean(axis=1) < 0.85))
    rows = rows[(rows > 0.03 * high) & (rows < 0.97 * high)]
    if len(rows) < 4 or wide < 4:
        return 0.5 + _BOX * (0.5 - _DESCENT), _BOX
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > max(1, high // 12)) + 1)
    run = max(runs, key=len)
    letters = [c for c in line.text if not c.isspace()]
    down = _DESCENT if any(c in _DESCENDS for c in letters) else 0.0
    up = _X_HEIGHT if all(c in _SMALL for c in letters) else _CAPITAL
    size = min(max((run[-1] + 1 - run[0]) / (up + down) / high, _SIZES[0]), _SIZES[1])
    return float((run[-1] + 1) / high - down * size), float(size)


def _widest(ink: Pixels, left: float, right: float) -> Span:
    """The widest run without ink between two places (all as shares of the width)."""
    width = len(ink)
    a, b = int(left * width), max(int(right * width), int(left * width) + 1)
    inked: list[int] = np.flatnonzero(ink[a:b]).tolist()
    start, end = max(pairwise([a - 1, *(a + i for i in inked), b]), key=lambda pair: pair[1] - pair[0])
    return (start + 1) / width, end / width


def _parts(line: Line, i: int, gap: Span) -> bool:
    """Does a word end after character `i`?"""
    left, right = line.text[i], line.text[i + 1]
    if left.isspace() or right.isspace():
        return True
    wide = (gap[1] - gap[0]) * line.crop.shape[1] / line.crop.shape[0]
    return bool(wide > SPACE * (2 if _figure(left) and _figure(right) else 1))


def _figure(char: str) -> bool:
    return char.isdigit() or char in ".,"


def _ends(line: Line, ink: Pixels, first: int, last: int) -> Span:
    """Where the ink of a word begins and ends."""
    before = next((line.places[i] for i in range(first - 1, -1, -1) if not line.text[i].isspace()), 0.0)
    after = next((line.places[i] for i in range(last, len(line.text)) if not line.text[i].isspace()), 1.0)
    left = _widest(ink, before, line.places[first])[1]
    right = _widest(ink, line.places[last - 1], after)[0]
    return (left, right) if left < right else (line.places[first], line.places[last - 1])


def edges_of(line: Line, first: int, last: int, left: float, right: float) -> Sequence[float]:
    """Where each character of a word begins: halfway between the middles of its neighbours."""
    places = line.places[first:last]
    inner = [min(max((a + b) / 2, left), right) for a, b in pairwise(places)]
    return [left, *inner]


def evened(words: Sequence[Word]) -> list[Word]:
    """The words, each that seems larger than the words beside it (a ruling or a stain) as large as they are."""
    bands: dict[int, list[Word]] = {}
    for word in words:
        bands.setdefault(round(word.base / 4), []).append(word)
    return [_evened(word, [w for k in (-1, 0, 1) for w in bands.get(round(word.base / 4) + k, ())]) for word in words]


def _evened(word: Word, near: Sequence[Word]) -> Word:
    beside = [w for w in near if abs(w.base - word.base) < 0.5 * word.size]
    usual = median(w.size for w in beside)
    if len(beside) < 4 or word.size < _ODD * usual:
        return word
    base = median(w.base for w in beside)
    return replace(word, size=usual, base=base, top=base - ASCENT * usual, bottom=base + (1 - ASCENT) * usual)



_EVEN = 0.17
_ADVANCE = 0.6
"""How far apart the letters of a font of equal widths stand, in shares of its size."""
_LOW_CAPITALS = 1.25
"""Its capitals are so much lower than those of other fonts."""


def is_fixed(lines: Sequence[Line]) -> bool:
    """Is the page set in a font whose characters are all equally wide, as of a typewriter?"""
    steps = [np.diff(line.places) for line in lines if len(line.text) >= 8]
    return bool(steps) and median(float(np.std(s) / np.mean(s)) for s in steps) < _EVEN


def as_fixed(word: Word) -> Word:
    """A word of such a page, as large as its letters are wide."""
    steps = len(word.starts) - 1
    size = (word.starts[-1] - word.starts[0]) / steps / _ADVANCE if steps > 1 else word.size * _LOW_CAPITALS
    top, bottom = word.base - ASCENT * size, word.base + (1 - ASCENT) * size
    return replace(word, size=size, fixed=True, top=top, bottom=bottom)
