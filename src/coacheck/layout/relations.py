"""The relations of geometry that pages are read by, each with its tolerance in em (shares of the font size)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

LEVEL = 0.5
"""Middles nearer than this stand on one line."""
FLUSH = 0.4
"""Edges, or centres, nearer than this are in one line down the page."""
SIZES = 0.15
"""Print that differs by a smaller share is of one size."""
STACKED = 0.2
"""The share of the narrower one that two boxes above each other have in common."""
CELL_GAP = 0.25
"""A gap of more than this may part two cells."""


class Box(Protocol):
    """Anything with a place on the page, in PDF points."""

    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def size(self) -> float: ...


def shared(a0: float, a1: float, b0: float, b1: float) -> float:
    """How much two intervals share (negative: the gap between them)."""
    return min(a1, b1) - max(a0, b0)


def middle(a: Box) -> float:
    return (a.top + a.bottom) / 2


def centre(a: Box) -> float:
    return (a.x0 + a.x1) / 2


def level(a: Box, b: Box) -> bool:
    """Do they stand on one line?"""
    size, other = a.size, b.size
    near = LEVEL * (size if size < other else other)
    return -near < (a.top + a.bottom) / 2 - (b.top + b.bottom) / 2 < near


def flush(a: Box, b: Box) -> bool:
    """Are they aligned with each other, left, right or in the middle?"""
    slack = FLUSH * max(a.size, b.size)
    return abs(a.x0 - b.x0) < slack or abs(a.x1 - b.x1) < slack or abs(centre(a) - centre(b)) < slack


def flush_with_any(a: Box, others: Iterable[Box]) -> bool:
    """Is it aligned with one of the others?"""
    x0, x1, mid, size = a.x0, a.x1, centre(a), a.size
    for b in others:
        slack = FLUSH * (b.size if b.size > size else size)
        if -slack < x0 - b.x0 < slack or -slack < x1 - b.x1 < slack or -slack < mid - (b.x0 + b.x1) / 2 < slack:
            return True
    return False


def stacked(a: Box, b: Box) -> bool:
    """Does one stand over the other?"""
    return shared(a.x0, a.x1, b.x0, b.x1) > STACKED * max(0.1, min(a.x1 - a.x0, b.x1 - b.x0))


def alike(a: Box, b: Box) -> bool:
    """Are they set in one size?"""
    return abs(a.size - b.size) < SIZES * max(a.size, b.size)


def beside(a: Box, b: Box) -> bool:
    """Do they share some of their height?"""
    return shared(a.top, a.bottom, b.top, b.bottom) > 0
