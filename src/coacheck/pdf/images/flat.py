"""A photo of a sheet on a table made flat: its edges are found, and what lies between them is stretched to a page."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    from coacheck.pdf.ocr.engine import Pixels

_LOOK = 800
"""Pixels of the longer side that edges are looked for at."""
_LEAST, _MOST = 0.3, 0.97
"""Shares of the picture that a sheet on a table covers."""
_STRAIGHT = 0.02
"""How far corners may be simplified, as a share of the way round the sheet."""
_LIGHTER = 40
"""Shades by which a sheet is lighter than what it lies on."""
_RATIOS = (1.15, 1.8)
"""Of the longer to the shorter side of a sheet."""
_GAP = 0.008
"""Share of a side of the picture by which the ground shows beside a sheet."""
_SIDES = 3
"""On so many sides at least it shows: else the head of a printed page may be what is dark."""
_SHARP, _PRINTED = 35, 0.005
"""Shades from pixel to pixel that print makes, and the share of a ground that may have them: a printed frame has
more."""


def flattened(picture: Image.Image) -> Image.Image:
    """The sheet of a photo alone, flat; the picture itself where no sheet on a darker ground is seen, or OpenCV fails
    at it."""
    if not find_spec("cv2"):
        return picture
    import cv2
    import numpy as np

    pixels = np.asarray(picture.convert("RGB"))
    try:
        corners = _corners(pixels)
        return picture if corners is None else Image.fromarray(_stretched(pixels, corners))
    except cv2.error:
        return picture


def _corners(pixels: Pixels) -> Pixels | None:
    """The corners of the sheet, clockwise from the upper left."""
    import cv2
    import numpy as np

    scale = _LOOK / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    scale = min(1.0, scale)
    grey: Pixels = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (5, 5), 0)
    _, light = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    largest = max(outlines, key=cv2.contourArea)
    quad = cv2.approxPolyDP(largest, _STRAIGHT * cv2.arcLength(largest, closed=True), closed=True).reshape(-1, 2)
    if len(quad) != 4 or not cv2.isContourConvex(quad) or not _is_sheet(quad, grey):
        return None
    found: Pixels = _clockwise(quad.astype(np.float32)) / scale
    return found


def _is_sheet(quad: Pixels, grey: Pixels) -> bool:
    """Is it as large and as long as a sheet in a photo, on a ground that is darker?"""
    import cv2
    import numpy as np

    share = cv2.contourArea(quad) / grey.size
    wide, high = _size(_clockwise(quad.astype(np.float32)))
    if not _LEAST < share < _MOST or not _RATIOS[0] < max(wide, high) / max(1.0, min(wide, high)) < _RATIOS[1]:
        return False
    inside = np.zeros(grey.shape, np.uint8)
    cv2.fillConvexPoly(inside, quad, 255)
    around = cv2.dilate(inside, np.ones((9, 9), np.uint8)) == 0
    if _sides_shown(quad, grey) < _SIDES or not around.any():
        return False
    steps = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))[around]
    lighter = np.median(grey[inside > 0]) - np.percentile(grey[around], 75)
    return bool(lighter > _LIGHTER and (steps > _SHARP).mean() < _PRINTED)


def _sides_shown(quad: Pixels, grey: Pixels) -> int:
    """On how many sides of the sheet its ground is seen."""
    high, wide = grey.shape
    left, top = quad.min(axis=0)
    right, low = quad.max(axis=0)
    gaps = (left / wide, top / high, 1 - (right + 1) / wide, 1 - (low + 1) / high)
    return sum(bool(gap > _GAP) for gap in gaps)


def _clockwise(quad: Pixels) -> Pixels:
    import numpy as np

    sums, steps = quad.sum(axis=1), quad[:, 1] - quad[:, 0]
    return np.stack([quad[sums.argmin()], quad[steps.argmin()], quad[sums.argmax()], quad[steps.argmax()]])


def _size(corners: Pixels) -> tuple[float, float]:
    import numpy as np

    sides: list[Any] = [np.linalg.norm(corners[i] - corners[(i + 1) % 4]) for i in range(4)]
    return float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))


def _stretched(pixels: Pixels, corners: Pixels) -> Pixels:
    import cv2
    import numpy as np

    wide, high = (round(side) for side in _size(corners))
    flat = np.array([[0, 0], [wide - 1, 0], [wide - 1, high - 1], [0, high - 1]], np.float32)
    turn = cv2.getPerspectiveTransform(corners.astype(np.float32), flat)
    result: Pixels = cv2.warpPerspective(pixels, turn, (wide, high), flags=cv2.INTER_CUBIC)
    return result
