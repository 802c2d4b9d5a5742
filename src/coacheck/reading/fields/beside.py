"""The value that stands beside a label of its own: right of it, or below it, in as many lines as its cell needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coacheck.layout.pairs import nearest
from coacheck.layout.phrases import Phrase, overlap
from coacheck.page import Stroke
from coacheck.reading.fields.label_columns import LabelColumn
from coacheck.reading.fields.labels import field_of

BLOCKS = {"client", "distributor", "producer", "laboratory"}
"""Fields whose values are blocks of lines under their label."""
_DATES = {"harvested", "produced", "collected", "received", "tested", "completed", "reported", "revised", "expires"}
_FAR, _FAR_UNSIGNED, _FAR_ALONE = 220.0, 120.0, 320.0
"""How far right of a label its value may begin, in points: after a sign, without one, and alone on its line."""
_NEAR = 40.0
"""So near on its right, in points, a label's value is looked for before what hangs under it."""
_ADJOINS = 0.8
"""What begins within so many em behind a label goes on with it, as words of one line do."""
_OWN = 150.0
"""A label within so many points on the left of a line has the line for its value."""
_MOST_LINES = 5
"""Lines that follow the first of a value."""
NAMED = re.compile(r"^(business|company|client|trade)?\s*(?:name|company|dba)\s*:\s*(.*)$", re.IGNORECASE)
""" "Business Name: X" in the block of a client."""
_DATE = re.compile(r"\d{1,4}[/.\-]\s?\d{1,2}|\d{1,2}\D{0,6}[^\W\d]{3}|[^\W\d]{3}\D{0,6}\d{1,2}")


@dataclass(frozen=True)
class Surroundings:
    """What stands on a page around its labels."""

    labels: Sequence[Phrase]
    """Labels with nothing behind them on their line of print, known or not."""
    values: Sequence[Phrase]
    pairs: Sequence[Phrase]
    """What looks like a label and its value in one."""
    strokes: Sequence[Stroke]
    named: Sequence[Phrase] = ()
    """ "Name: X", in the block of a party."""
    columns: Sequence[LabelColumn] = ()
    """Labels that have their values in a column right of them."""


def value_of(label: Phrase, around: Surroundings) -> Phrase | None:
    """The value beside the label, else below it. Blocks (client …) are read downwards, as labels over a row are."""
    name = (field_of(label.text) or ("", 0))[0]
    if beside := _in_its_column(label, around):
        return beside
    values = [*around.values, *around.named] if name in BLOCKS else around.values
    below = nearest("below", label, values, around.labels)
    right, below = _fitting(name, _right(label, name, below, around)), _fitting(name, below)
    signed = _signed(label)
    if right is not None and right.x0 - label.x1 < _ADJOINS * label.size:
        return right
    first = name in BLOCKS or right is None or (not signed and _over_a_row(label, around))
    if below is not None and first and (name not in BLOCKS or right is None or _aligned(label, below)):
        return below
    return below if below and right and _hangs_under(label, below) and right.x0 - label.x1 > _NEAR else right


def _in_its_column(label: Phrase, around: Surroundings) -> Phrase | None:
    """What the column of values holds for the label, in a form of labels and values."""
    beside = next((value for column in around.columns if (value := column.value_of(label))), None)
    return beside if any(beside is value for value in around.values) else None


def _aligned(label: Phrase, below: Phrase) -> bool:
    """Is it set under the label, left, in the middle or right?"""
    return abs(below.x0 - label.x0) < 3 or abs(below.centre - label.centre) < 6 or abs(below.x1 - label.x1) < 3


def _hangs_under(label: Phrase, below: Phrase) -> bool:
    close = abs(below.x0 - label.x0) < 2 and below.top - label.bottom < 0.6 * label.size
    return close and (_signed(label) or (label.bold and not below.bold))


def _signed(label: Phrase) -> bool:
    return label.text.rstrip().endswith((":", "#"))


def _right(label: Phrase, name: str, below: Phrase | None, around: Surroundings) -> Phrase | None:
    values = [*around.values, *around.pairs] if name in ("matrix", "claim") else around.values
    hit = nearest("right", label, values, [*around.labels, *around.pairs])
    if hit is None or any(column.lacks(label, hit) for column in around.columns):
        return None
    if hit.x0 - label.x1 > _reach(label, hit, below, around):
        return None
    walls = [s.x0 for s in around.strokes if s.vertical and s.top < label.middle < s.bottom]
    walled = any(label.x1 - 1 < x < hit.x0 + 1 for x in walls)
    over_a_line = below is not None and any(below.x0 < x < below.x1 for x in walls)  # it stands in no cell of its own
    return None if walled and not over_a_line and not _signed(label) else hit


def _reach(label: Phrase, hit: Phrase, below: Phrase | None, around: Surroundings) -> float:
    others = (p for p in (*around.values, *around.labels, *around.pairs) if p is not hit and p is not label)
    if below is None and not any(abs(p.middle - label.middle) < 0.5 * label.size for p in others):
        return _FAR_ALONE
    return _FAR if _signed(label) else _FAR_UNSIGNED


def _fitting(name: str, hit: Phrase | None) -> Phrase | None:
    """What could be a value of the field: a date has a day or a month in it."""
    return hit if hit and (name not in _DATES or _DATE.search(hit.text)) else None


def _over_a_row(label: Phrase, around: Surroundings) -> bool:
    """Does another label stand right beside it on its line, as over a row of values?"""
    level = [v for v in around.values if abs(v.middle - label.middle) < 0.5 * label.size]
    others = (b for b in around.labels if b is not label and abs(b.middle - label.middle) < 0.8 * label.size)
    return any(not any(min(b.x1, label.x1) < v.centre < max(b.x0, label.x0) for v in level) for b in others)


def cell_lines(hit: Phrase, label: Phrase, around: Surroundings) -> list[str]:
    """The lines of the value: what follows closely below it, up to a drawn line, with no label before it."""
    lines, current = [hit.text], hit
    for _ in range(_MOST_LINES):
        below = [v for v in around.values if _follows(v, current, hit) and not _has_label(v, label, around.labels)]
        if hit.x0 > label.x1:
            below = [v for v in below if not _beside_unknown(v, label, around.values)]
        below = [v for v in below if not _ruled_off(current, v, around.strokes) and not _set_like(v, label, hit)]
        if not below:
            break
        current = min(below, key=lambda v: (v.top, abs(v.centre - hit.centre)))
        lines.append(current.text)
    return lines


def _follows(value: Phrase, above: Phrase, first: Phrase) -> bool:
    close = -1 < value.top - above.bottom < 0.75 * above.size
    alike = abs(value.size - first.size) < 0.25 * first.size
    return close and alike and overlap(value.x0, value.x1, above.x0, above.x1) > 0


def _set_like(value: Phrase, label: Phrase, first: Phrase) -> bool:
    """Is it in the print of the labels, which is another than that of the values?"""
    if label.bold and value.bold and not first.bold and abs(value.size - label.size) < 0.1:
        return True
    return abs(label.size - first.size) > 1 and abs(value.size - label.size) < 0.1


def _ruled_off(above: Phrase, below: Phrase, strokes: Sequence[Stroke]) -> bool:
    between = (s for s in strokes if s.horizontal and above.bottom - 1 < s.top < below.top + 2)
    return any(s.x0 < below.centre < s.x1 for s in between)


def _has_label(value: Phrase, label: Phrase, labels: Sequence[Phrase]) -> bool:
    """Does a label stand on the left of the value, on its line: near, or where the first line's label stands?"""
    level = [p for p in labels if p.x1 <= value.x0 + 1 and abs(p.middle - value.middle) < 0.6 * value.size]
    return any(value.x0 - p.x1 < _OWN or abs(p.x0 - label.x0) < 2 for p in level)


def _beside_unknown(value: Phrase, label: Phrase, values: Sequence[Phrase]) -> bool:
    """Does something stand before the value where labels stand, though its meaning is not known?"""
    return any(
        abs(v.x0 - label.x0) < 2 and v.x1 < value.x0 and abs(v.middle - value.middle) < 0.6 * value.size for v in values
    )
