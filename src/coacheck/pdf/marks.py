"""What a page is made of: characters (as pdfplumber's own word extraction wants them), strokes, pictures, covers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from coacheck.pdf.strokes import Stroke

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cover:
    """A filled shape or a picture, with its place in the order of painting."""

    order: int
    box: Box
    light: bool
    """Filled with (nearly) white, or a picture."""


@dataclass
class Marks:
    """The marks of one page, in PDF points from its top left corner."""

    chars: list[dict[str, Any]] = field(default_factory=list)
    turned: list[dict[str, Any]] = field(default_factory=list)
    """Characters that are slanted or vertical."""
    strokes: list[Stroke] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    """Small filled shapes, which QR codes may be drawn of."""


@lru_cache(maxsize=1000)
def is_light(color: Any) -> bool:
    """Is a colour (grey, RGB or CMYK, 0 to 1) nearly white? Patterns and names count as not."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not parts or not all(isinstance(p, (int, float)) for p in parts):
        return False
    return all(p <= 0.03 for p in parts) if len(parts) == 4 else all(p >= 0.97 for p in parts)
