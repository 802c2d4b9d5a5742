"""Lines and boxes drawn on a page, as strokes: what a reader sees as rulings between cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page as PlumberPage

THIN = 2.5


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line (thin) or box, in PDF points. `filled` boxes have a colour of their own."""

    x0: float
    top: float
    x1: float
    bottom: float
    filled: bool = False

    @property
    def horizontal(self) -> bool:
        return self.bottom - self.top <= THIN and self.x1 - self.x0 > 2 * THIN

    @property
    def vertical(self) -> bool:
        return self.x1 - self.x0 <= THIN and self.bottom - self.top > 2 * THIN

    @property
    def box(self) -> bool:
        return self.x1 - self.x0 > 4 * THIN and self.bottom - self.top > 4 * THIN


def strokes_of(page: PlumberPage) -> list[Stroke]:
    raw: list[dict[str, Any]] = [*page.rects, *page.lines, *(c for c in page.curves if c.get("pts"))]
    strokes = [Stroke(o["x0"], o["top"], o["x1"], o["bottom"], bool(o.get("fill"))) for o in raw]
    return [s for s in strokes if s.horizontal or s.vertical or s.box]
