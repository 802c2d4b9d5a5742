"""Labels in small print right under their values, as captions are."""

from __future__ import annotations

from collections.abc import Sequence

from coacheck.layout.phrases import Phrase
from coacheck.layout.relations import level
from coacheck.reading.fields.labels import is_label

Cell = tuple[Phrase, Phrase, list[str]]
"""A label, its value, and the lines of that."""
_ROW = 3
"""So many captions stand side by side …"""
_SMALLER = 0.9
"""… in print that is smaller than that of their values by such a factor …"""
_CLOSE = 0.35
"""… so many em under them at most …"""
_FARTHER = 0.25
"""… and by so many em farther from what stands below."""
_FLUSH = 2.0
"""Points between what is set flush."""


def captioned(bare: Sequence[Phrase], phrases: Sequence[Phrase]) -> list[Cell]:
    """The labels that stand so, each with its value: in a row of several, all of them alike."""
    found = [(label, value) for label in bare if (value := _value_over(label, phrases))]
    rows = [[(label, value) for label, value in found if level(label, first)] for first, _ in found]
    alike = [row for row in rows if len(row) >= _ROW and not _others(row[0][0], bare, row)]
    return [(label, value, [value.text]) for label, value in dict.fromkeys(cell for row in alike for cell in row)]


def _others(first: Phrase, bare: Sequence[Phrase], row: Sequence[tuple[Phrase, Phrase]]) -> bool:
    """Is there a label in the row that is no caption?"""
    return any(level(b, first) and not any(b is label for label, _ in row) for b in bare)


def _value_over(label: Phrase, phrases: Sequence[Phrase]) -> Phrase | None:
    """What a caption stands right under, unless something stands as close below it."""
    column = [p for p in phrases if abs(p.x0 - label.x0) < _FLUSH and p is not label]
    over = max((p for p in column if p.middle < label.middle), key=lambda p: p.bottom, default=None)
    if over is None or label.size > _SMALLER * over.size or is_label(over.text) or ":" in label.text:
        return None
    above = (label.top - over.bottom) / label.size
    below = min(((p.top - label.bottom) / label.size for p in column if p.middle > label.middle), default=_CLOSE * 4)
    return over if above < _CLOSE and below > above + _FARTHER else None
