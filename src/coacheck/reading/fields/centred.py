"""Values of several lines, or beside labels of two, each set in the middle of its cell: their middles are level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from coacheck.layout.phrases import Lines, Phrase, overlap
from coacheck.layout.relations import alike
from coacheck.page import Stroke
from coacheck.reading.fields.inline import is_pair
from coacheck.reading.fields.labels import is_label
from coacheck.reading.fields.wording import FIRM

_TIGHT = 0.3
"""The lines of one cell are no further from each other than so many em …"""
_LOOSER = 0.1
"""… and by so many em closer than the cells above and below."""
_MIDDLE = 0.3
"""So many em aside two middles may be."""
_AWAY = 1.0
"""A line within so many em of a label's middle may be of its value."""
_FLUSH = 2.0
"""Points between what is set flush."""
_FAR = 160.0
"""Points between a label and its value."""
_SPACE = 0.2
"""Em between two words, at least."""
_LONGEST = 20
"""Letters of a line of a label of two."""
_STREET = re.compile(r"\d+\S*\s+\S+\s+\S")
""" "410 Foundry Road"."""
Cell = tuple[Phrase, Phrase, list[str]]
"""A label, the first line of its value, and all of its lines."""


def centred_cells(bare: Sequence[Phrase], phrases: Sequence[Phrase], strokes: Sequence[Stroke]) -> list[Cell]:
    """The labels, of one line or two, whose values stand so. What is part of a label of two lines is no label."""
    out: list[Cell] = []
    taken: set[int] = set()
    whole = list(wrapped_labels(phrases, strokes))
    alone = [b for b in bare if len({round(w.top) for w in b.words}) == 1]
    for label in [*whole, *alone]:
        words = {id(w) for w in label.words}
        lines = [] if words & taken else _beside(label, phrases, strokes)
        if lines and (len(lines) > 1 or label in whole):
            out.append((label, lines[0], _unwrapped(lines)))
            taken |= words
    return out


def wrapped_labels(phrases: Sequence[Phrase], strokes: Sequence[Stroke]) -> Iterator[Phrase]:
    """Labels of two lines that stand by themselves ("Sample / Description:")."""
    short = [p for p in phrases if len(p.text) <= _LONGEST]
    for upper in short:
        if ":" in upper.text:
            continue
        column = _column(upper, phrases)
        at = next(i for i, p in enumerate(column) if p is upper)
        lower = column[at + 1] if at + 1 < len(column) else None
        if lower is None or len(lower.text) > _LONGEST or not _closer(column, at, at + 1, strokes):
            continue
        text = f"{upper.text} {lower.text}"
        if is_label(text):
            yield Lines((*upper.words, *lower.words), text)


def _column(first: Phrase, phrases: Sequence[Phrase]) -> list[Phrase]:
    """What is set flush with a line, in its print, from the top."""
    flush = (p for p in phrases if abs(p.x0 - first.x0) < _FLUSH and alike(p, first) and p.bold == first.bold)
    return sorted(flush, key=lambda p: p.top)


def _closer(column: Sequence[Phrase], first: int, last: int, strokes: Sequence[Stroke]) -> bool:
    """Are these lines closer to each other than to what stands above and below them?"""
    inner = [_gap(a, b) for a, b in pairwise(column[first : last + 1])]
    outer = [(column[i], column[i + 1]) for i in (first - 1, last) if 0 <= i < len(column) - 1]
    wide = [_gap(a, b) for a, b in outer if not _ruled(a, b, strokes)]
    most = max(inner, default=0.0)
    return most < _TIGHT and min(wide, default=_TIGHT + 1) > most + _LOOSER


def _gap(upper: Phrase, lower: Phrase) -> float:
    """The gap between two lines, in em."""
    return (lower.top - upper.bottom) / upper.size


def _ruled(upper: Phrase, lower: Phrase, strokes: Sequence[Stroke]) -> bool:
    between = (s for s in strokes if s.horizontal and upper.bottom - 1 < s.top < lower.top + 1)
    return any(s.x0 - 1 < lower.x0 < s.x1 for s in between)


def _beside(label: Phrase, phrases: Sequence[Phrase], strokes: Sequence[Stroke]) -> list[Phrase]:
    """The lines of the value right of a label, where their middle is that of the label."""
    own = {id(w) for w in label.words}
    others = [p for p in phrases if not any(id(w) in own for w in p.words)]
    hit = _level_with(label, others)
    if hit is None:
        return []
    column = _column(hit, others)
    first, last = _around(next(i for i, p in enumerate(column) if p is hit), column, strokes)
    lines = column[first : last + 1]
    aside = (lines[0].top + lines[-1].bottom) / 2 - label.middle
    centred = abs(aside) < _MIDDLE * label.size and _closer(column, first, last, strokes)
    return lines if centred and not any(_labelled(p, label, others) or is_label(p.text) for p in lines) else []


def _level_with(label: Phrase, others: Sequence[Phrase]) -> Phrase | None:
    """The nearest line right of a label, about as high as it, where that may be a value."""
    near = [p for p in others if p.x0 > label.x1 - 1 and abs(p.middle - label.middle) < _AWAY * label.size]
    hit = min(near, key=lambda p: (round(p.x0), abs(p.middle - label.middle)), default=None)
    return hit if hit and hit.x0 - label.x1 <= _FAR and not (is_label(hit.text) or is_pair(hit)) else None


def _around(at: int, column: Sequence[Phrase], strokes: Sequence[Stroke]) -> tuple[int, int]:
    """The first and the last line of the stack that goes on over and under one."""
    first, last = at, at
    while first and _goes_on(column[first - 1], column[first], strokes):
        first -= 1
    while last + 1 < len(column) and _goes_on(column[last], column[last + 1], strokes):
        last += 1
    return first, last


def _goes_on(upper: Phrase, lower: Phrase, strokes: Sequence[Stroke]) -> bool:
    return _gap(upper, lower) < _TIGHT and not _ruled(upper, lower, strokes)


def _labelled(line: Phrase, label: Phrase, others: Sequence[Phrase]) -> bool:
    """Does something else stand before the line, where labels do?"""
    before = (p for p in others if overlap(p.x0, p.x1, label.x0, line.x0 - 1) > 0)
    return any(abs(p.middle - line.middle) < 0.6 * line.size for p in before)


def _unwrapped(lines: Sequence[Phrase]) -> list[str]:
    """The lines, as one where each was full: the next word would have made it longer than all; an address begins its
    own."""
    room = max(p.x1 - p.x0 for p in lines)
    out = [lines[0].text]
    for above, below in pairwise(lines):
        word = below.words[0]
        full = above.x1 - above.x0 + _SPACE * above.size + word.x1 - word.x0 > room
        named = FIRM.search(above.text) and not FIRM.fullmatch(below.text)
        if full and not (_STREET.match(below.text) or named):
            out[-1] += ("" if above.text.endswith(("-", "/")) else " ") + below.text
        else:
            out.append(below.text)
    return out
