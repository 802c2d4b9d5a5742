"""Where pdfium, Pillow and zxing are called: whatever they say of what can't be drawn is one error here."""

from __future__ import annotations

import ctypes
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
from PIL import Image

from coacheck.pdf.history.revisions import BROKEN

MOST_PIXELS = 60_000_000
"""A page that has more when drawn says a size that no page has."""


UNDRAWN = (
    RuntimeError, ctypes.ArgumentError, Image.DecompressionBombError, struct.error, zlib.error, SyntaxError,
)  # fmt: skip


class UndrawnError(Exception):
    """It can't be drawn, and so not be seen."""


@contextmanager
def drawing() -> Iterator[None]:
    """What it holds raises UndrawnError for what can't be drawn, and MemoryError."""
    try:
        yield
    except (*UNDRAWN, *BROKEN) as error:
        raise UndrawnError(f"{type(error).__name__}: {error}") from error


def image_of(page: pypdfium2.PdfPage, scale: float, **how: Any) -> Image.Image:
    """The page, or the part of it that `crop` leaves, with `scale` pixels for a point."""
    with drawing():
        width, height = page.get_size()
        left, low, right, high = how.get("crop", (0, 0, 0, 0))
        must_fit(width - left - right, height - low - high, scale)
        image: Image.Image = page.render(scale=scale, **how).to_pil()
        return image


def must_fit(width: float, height: float, scale: float) -> None:
    """Raises UndrawnError for more pixels than a page may have."""
    if not 0 < width * height * scale * scale < MOST_PIXELS:
        raise UndrawnError(f"a page of {width:.0f} × {height:.0f} points")
