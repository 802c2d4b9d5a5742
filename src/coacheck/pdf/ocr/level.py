"""A page that lies askew is put level: how lines of text slope, and how that changes over the page (perspective)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coacheck.pdf.ocr.engine import Pixels

_LONG = 4.0
"""Lines that are so many times longer than high tell a slope."""
_ENOUGH = 12


@dataclass(frozen=True)
class Level:
    """The slope of a line at (x, y), measured from `centre`: `slope` + `over_y` · y + `over_x` · x."""

    centre: tuple[float, float]
    slope: float = 0.0
    over_y: float = 0.0
    over_x: float = 0.0

    def put(self, points: Pixels) -> Pixels:
        """Points (n × 2) of the page where they would lie if the page lay level."""
        x, y = points[:, 0] - self.centre[0], points[:, 1] - self.centre[1]
        up = y - x * (self.slope + self.over_y * y + self.over_x * x / 2)
        along = x + y * self.slope
        result: Pixels = np.stack([along + self.centre[0], up + self.centre[1]], axis=1)
        return result


def level_of(quads: Sequence[Pixels], width: float, height: float) -> Level:
    """How the lines of a page slope; lines that disagree with the others are left out."""
    centre = (width / 2, height / 2)
    long = [q for q in quads if q[1][0] - q[0][0] > _LONG * abs(q[3][1] - q[0][1])]
    if not long:
        return Level(centre)
    first = _fitted(centre, [(_slope(q), q[1][0] - q[0][0], q.mean(axis=0)) for q in long])
    steps = _steps([first.put(q) for q in quads])
    if len(steps) < _ENOUGH:
        return first
    more = _fitted(centre, steps)
    return Level(centre, first.slope + more.slope, first.over_y + more.over_y, first.over_x + more.over_x)


Slope = tuple[float, float, Pixels]
"""A slope, how far it was measured over, and where."""


def _steps(quads: Sequence[Pixels]) -> list[Slope]:
    """From each line to the next on its right in the same row: what is left of the slope."""
    corners = np.asarray(quads)
    starts, ends, highs = corners[:, 0, 0], corners[:, 1, 0], corners[:, 3, 1] - corners[:, 0, 1]
    middles, found = corners.mean(axis=1), []
    for own, end, high in zip(middles, ends, highs, strict=True):
        beside = np.abs(middles[:, 1] - own[1]) < 0.4 * high
        right = np.flatnonzero((starts > end) & beside & (highs > 0.8 * high) & (highs < 1.25 * high))
        if len(right):
            other = middles[right[np.argmin(starts[right])]]
            step = other - own
            found.append((float(step[1] / step[0]), float(step[0]), (other + own) / 2))
    return found


def _fitted(centre: tuple[float, float], known: Sequence[Slope]) -> Level:
    slopes, weights = np.array([k[0] for k in known]), np.array([k[1] for k in known])
    middles = np.array([k[2] for k in known]) - centre
    usual = float(np.median(np.repeat(slopes, np.maximum(1, weights // 20).astype(int))))
    near = np.abs(slopes - usual) < 0.03
    if near.sum() < _ENOUGH:
        return Level(centre, usual)
    terms = np.column_stack([np.ones(near.sum()), middles[near, 1], middles[near, 0]]) * weights[near, None]
    slope, over_y, over_x = np.linalg.lstsq(terms, slopes[near] * weights[near], rcond=None)[0]
    return Level(centre, float(slope), float(over_y), float(over_x))


def _slope(quad: Pixels) -> float:
    upper, lower = quad[1] - quad[0], quad[2] - quad[3]
    return float((upper[1] + lower[1]) / max(1.0, upper[0] + lower[0]))
