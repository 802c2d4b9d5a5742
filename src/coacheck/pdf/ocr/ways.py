"""Which way the lines of a page run: a page on its side or upside down is turned before it is read."""

from __future__ import annotations

import numpy as np

from coacheck.pdf.ocr.engine import Found, Line, Pixels, found_in, high, lines_of, upside_down, wide

_LONG = 2.5
"""Lines that are so many times longer than high tell which way they run."""
_PIECE = 4
"""The model of angles sees pieces that are so many times wider than high."""
_FEW = 4
_LOOKED_AT = 32


def lines_of_page(picture: Pixels) -> tuple[list[Line], int]:
    """The lines of a picture once it is turned to the right by so many quarters that they read."""
    found = found_in(picture)
    if quarter := quarter_of(found):
        found = found_in(np.rot90(picture, -quarter))
    return lines_of(found), quarter


def quarter_of(found: Found) -> int:
    """How often a picture has to be turned to the right; 0 where too few of its lines tell."""
    sized = [(wide(quad), high(quad), crop) for quad, crop in zip(found.quads, found.crops, strict=True)]
    flat = [crop for across, down, crop in sized if across > _LONG * down]
    tall = [crop for across, down, crop in sized if down > _LONG * across]
    sideways = len(tall) > len(flat)
    lines = tall if sideways else flat
    if len(lines) < _FEW:
        return 0
    over = _mostly_over(lines)
    return (1 if over else 3) if sideways else (2 if over else 0)


def _mostly_over(lines: list[Pixels]) -> bool:
    """Are most lines upside down? The longest are looked at, of each its first letters."""
    longest = sorted(lines, key=lambda crop: crop.shape[1] / crop.shape[0], reverse=True)[:_LOOKED_AT]
    over = upside_down([np.ascontiguousarray(crop[:, : _PIECE * crop.shape[0]]) for crop in longest])
    return 2 * sum(over) > len(over)
