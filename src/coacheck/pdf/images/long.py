"""A long screenshot of a whole document, cut into pages where nothing is printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PIL import Image, ImageChops

_LONG = 1.9
"""A picture so many times higher than wide is no page: a letter is 1.29, A4 1.41, legal 1.65."""
_PAGE = 1.42
_SEARCHED = 0.35
"""The last part of a page's height that is searched for a place to cut."""
_EDGE = 24
"""Shades between two pixels beside each other where something is printed."""
_QUIET = 2
"""Of 255; a row with so many more edges than the quietest one is quiet too: rulings that run down are in all rows."""


def parts_of(picture: Image.Image) -> list[Image.Image]:
    """The pages of a long picture from top to bottom; none where it is no longer than a page."""
    if picture.height < _LONG * picture.width:
        return []
    return [picture.crop((0, top, picture.width, low)) for top, low in pairwise(_cuts(picture))]


def _cuts(picture: Image.Image) -> list[int]:
    high = round(_PAGE * picture.width)
    edges, cuts = _edges(picture), [0]
    while picture.height - cuts[-1] > high:
        last = cuts[-1] + high
        first = last - round(_SEARCHED * high)
        cuts.append(first + _quietest(edges[first:last]))
    return [*cuts, picture.height]


def _edges(picture: Image.Image) -> bytes:
    """How much is printed in each row of pixels, 0 to 255."""
    grey = picture.convert("L")
    right, left = (grey.crop((x, 0, grey.width - 1 + x, grey.height)) for x in (1, 0))
    edges = ImageChops.difference(right, left).point(lambda step: 255 if step > _EDGE else 0)
    return edges.resize((1, grey.height), Image.Resampling.BOX).tobytes()


def _quietest(edges: Sequence[int]) -> int:
    """The middle of the longest run of quiet rows."""
    least, best, start = min(edges) + _QUIET, (0, 0), 0
    for row, edge in enumerate([*edges, 255]):
        if edge > least:
            best, start = max(best, (row - start, (row + start) // 2)), row + 1
    return best[1]
