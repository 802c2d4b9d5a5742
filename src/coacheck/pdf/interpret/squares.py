"""Where on a page a QR code may be: square pictures, and squares made of many small filled shapes."""

from __future__ import annotations

from collections.abc import Sequence

from coacheck.page import Box, Square

_SMALLEST = 20.0
_CELL = 10.0
"""Shapes of a drawn code are no farther apart than this, in points."""
_FEWEST = 30
"""A drawn code has at least so many shapes."""


def squares_of(images: Sequence[Box], dots: Sequence[Box]) -> frozenset[Square]:
    """The places that are about as wide as high; `dots` are the small filled shapes."""
    boxes = [*images, *(_around(group) for group in _groups(dots) if len(group) >= _FEWEST)]
    return frozenset(
        (round(x0), round(top), round(x1), round(bottom))
        for x0, top, x1, bottom in boxes
        if x1 - x0 > _SMALLEST and 0.8 < (x1 - x0) / max(1.0, bottom - top) < 1.25
    )


def _groups(dots: Sequence[Box]) -> list[list[Box]]:
    """The shapes that stand close together."""
    cells: dict[tuple[int, int], list[Box]] = {}
    for dot in dots:
        cells.setdefault((int(dot[0] // _CELL), int(dot[1] // _CELL)), []).append(dot)
    groups = []
    while cells:
        cell, group = cells.popitem()
        edge = [cell]
        while edge:
            x, y = edge.pop()
            for near in [(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]:
                if near in cells:
                    group += cells.pop(near)
                    edge.append(near)
        groups.append(group)
    return groups


def _around(dots: Sequence[Box]) -> Box:
    return (min(d[0] for d in dots), min(d[1] for d in dots), max(d[2] for d in dots), max(d[3] for d in dots))
