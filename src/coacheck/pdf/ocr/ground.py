"""Headings in white on a dark ground that a fax or a coarse scan has broken into grain, made dark on a light ground."""

from __future__ import annotations

import numpy as np

from coacheck.pdf.ocr.engine import Pixels

_DARK = 110
_WHITE, _BLACK = 245, 10
_TWO_TONED = 0.94
"""Share of the page that is black or white on a fax; only there a ground breaks into grain."""
_LEAST = (150, 16)
"""Pixels that a dark ground is wide and high, at least."""
_HIGHEST = 200
_BLOCK = 21
_LETTERS = (15, 81)
"""Pixels (high, wide) that letters may break a ground for."""
_SPECK = 12
"""Pixels of a bright speck that is no part of a letter, at most."""
_GRAIN = 0.002
"""Specks in a pixel of a ground that is grainy."""


def readable(picture: Pixels) -> Pixels:
    """The picture with its grainy dark grounds smoothed and turned light; any other ground is left as it is."""
    import cv2

    grey: Pixels = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    if ((grey >= _WHITE) | (grey <= _BLACK)).mean() < _TWO_TONED:
        return picture
    dark: Pixels = (cv2.blur(grey, (_BLOCK, _BLOCK)) < _DARK).astype(np.uint8)
    dark = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones(_LETTERS, np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    wide, high, area = (stats[:, c] for c in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    grounds = [i for i in range(1, len(stats)) if wide[i] > _LEAST[0] and _LEAST[1] < high[i] < _HIGHEST]
    grounds = [i for i in grounds if _specks(grey, labels == i) > _GRAIN * area[i]]
    if not grounds:
        return picture
    mask = cv2.dilate(np.isin(labels, grounds).astype(np.uint8), np.ones((_BLOCK // 2, _BLOCK // 2), np.uint8)) > 0
    out = picture.copy()
    out[mask] = 255 - cv2.GaussianBlur(picture, (0, 0), 1.5)[mask]
    return out


def _specks(grey: Pixels, ground: Pixels) -> int:
    import cv2

    bright = ((grey > _DARK) & ground).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(bright)
    return int((stats[1:, cv2.CC_STAT_AREA] <= _SPECK).sum())
