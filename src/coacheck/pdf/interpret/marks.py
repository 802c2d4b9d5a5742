"""What a page is made of: characters (as pdfplumber's own word extraction wants them), strokes, pictures, covers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from coacheck.page import Box, Color, Stroke


@dataclass(frozen=True, slots=True)
class Cover:
    """A filled shape or a picture, with its place in the order of painting."""

    order: int
    box: Box
    light: bool
    """Filled with (nearly) white, or a picture."""
    ink: Color = None
    """What it is filled with; None for a picture."""
    picture: bool = False


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
    curves: list[Box] = field(default_factory=list)
    """Small filled shapes with curves, as letters have them."""
    unseen: list[dict[str, Any]] = field(default_factory=list)
    """Characters that are placed on the page, but not painted."""
    clipped: list[dict[str, Any]] = field(default_factory=list)
    """Characters that are cut off by the frame they stand in."""
    ways: Counter[int] = field(default_factory=Counter)
    """How many painted characters would read after how many quarter turns of the page to the right."""


_NUMBERS = {int, float, bool}


def color_of(color: Any) -> Color:
    """A colour as the page gives it; None for patterns and names."""
    parts = tuple(color) if isinstance(color, (tuple, list)) else (color,)
    return parts if parts and _NUMBERS.issuperset(map(type, parts)) else None


def is_light(color: Color) -> bool:
    """Is a colour nearly white?"""
    if color is None:
        return False
    return all(p <= 0.03 for p in color) if len(color) == 4 else all(p >= 0.97 for p in color)
