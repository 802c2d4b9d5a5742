"""Which value belongs to which label: beside it, in the same box, below or above it."""

from __future__ import annotations

from collections.abc import Sequence

from coacheck.layout.phrases import Phrase, overlap
from coacheck.page import Stroke

REACH = 540.0
"""How far to the right of a label its value may stand, in points: the width of a page."""


def pair_up(
    labels: Sequence[Phrase], values: Sequence[Phrase], strokes: Sequence[Stroke], blockers: Sequence[Phrase] = ()
) -> dict[int, Phrase]:
    """The value phrase of each label (by its position in `labels`).

    Labels of one kind are set alike, so the direction in which most of them find a value of their own is tried
    first. A drawn box around a label and one value decides by itself. No value is given to two labels.
    """
    found: dict[int, Phrase] = {}
    boxes = sorted((s for s in strokes if s.box), key=lambda s: (s.x1 - s.x0) * (s.bottom - s.top))
    for i, label in enumerate(labels):
        boxed = _in_same_box(label, labels, values, boxes)
        if boxed is not None:
            found[i] = boxed
    order = sorted(("right", "below", "above"), key=lambda d: -_count(d, labels, values, blockers))
    for direction in order:
        used = {id(p) for p in found.values()}
        for i, label in enumerate(labels):
            if i not in found:
                hit = nearest(direction, label, [v for v in values if id(v) not in used], [*labels, *blockers])
                if hit is not None:
                    found[i] = hit
                    used.add(id(hit))
    return found


def _count(direction: str, labels: Sequence[Phrase], values: Sequence[Phrase], blockers: Sequence[Phrase]) -> int:
    hits = [nearest(direction, label, values, [*labels, *blockers]) for label in labels]
    return len({id(h) for h in hits if h is not None})


def nearest(direction: str, label: Phrase, values: Sequence[Phrase], blockers: Sequence[Phrase]) -> Phrase | None:
    """The next value in one direction, where no other label stands between."""
    if direction == "right":
        return _next_right(label, values, blockers)
    return _next_in_column(1 if direction == "below" else -1, label, values, blockers)


def _next_right(label: Phrase, values: Sequence[Phrase], blockers: Sequence[Phrase]) -> Phrase | None:
    line = [v for v in values if _level(label, v) and -2 <= v.x0 - label.x1 < REACH]
    hit = min(line, key=lambda v: v.x0, default=None)
    between = [b for b in blockers if b is not label and b is not hit and _level(label, b) and b.x0 >= label.x1 - 1]
    return None if hit is None or any(b.x0 < hit.x0 for b in between) else hit


def _next_in_column(
    sign: int, label: Phrase, values: Sequence[Phrase], blockers: Sequence[Phrase]
) -> Phrase | None:
    """`sign`: 1 looks down, -1 up."""
    column = [v for v in values if _column(label, v) and sign * (v.middle - label.middle) > 0]
    column = [v for v in column if _gap(label, v) < 1.6 * max(label.size, v.size)]
    hit = min(column, key=lambda v: abs(v.middle - label.middle), default=None)
    if hit is None:
        return None
    low, high = sorted((label.middle, hit.middle))
    between = [b for b in blockers if b is not label and b is not hit and low < b.middle < high and _column(label, b)]
    return None if between else hit


def _level(a: Phrase, b: Phrase) -> bool:
    return overlap(a.top, a.bottom, b.top, b.bottom) > 0.4 * min(a.bottom - a.top, b.bottom - b.top)


def _column(a: Phrase, b: Phrase) -> bool:
    return overlap(a.x0, a.x1, b.x0, b.x1) > 0.3 * min(a.x1 - a.x0, b.x1 - b.x0)


def _gap(a: Phrase, b: Phrase) -> float:
    return max(a.top, b.top) - min(a.bottom, b.bottom)


def _in_same_box(
    label: Phrase, labels: Sequence[Phrase], values: Sequence[Phrase], boxes: Sequence[Stroke]
) -> Phrase | None:
    for box in boxes:
        if not _holds(box, label):
            continue
        if any(other is not label and _holds(box, other) for other in labels):
            return None
        inside = [v for v in values if _holds(box, v)]
        if inside:
            return min(inside, key=lambda v: abs(v.middle - label.middle) + abs(v.centre - label.centre) / 10)
    return None


def _holds(box: Stroke, phrase: Phrase) -> bool:
    return box.x0 - 1 <= phrase.centre <= box.x1 + 1 and box.top - 1 <= phrase.middle <= box.bottom + 1


def followed(value: Phrase, others: Sequence[Phrase], phrases: Sequence[Phrase]) -> bool:
    """Is the next phrase on its line one of the others, as in a row of several figures?"""
    behind = min((p for p in phrases if p.x0 > value.x1 and _level(p, value)), key=lambda p: p.x0, default=None)
    return any(behind is other for other in others)
