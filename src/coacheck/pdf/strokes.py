"""Lines and boxes drawn on a page: what a reader sees as rulings between cells."""

from __future__ import annotations

from dataclasses import dataclass

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
