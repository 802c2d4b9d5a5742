"""QR codes, decoded from rendered pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL import Image

SCALE = 2.0
"""Pixels per point: enough for the small codes that reports print."""
_WHOLE_PAGE = 1.5
_LARGEST = 3000
_MARGIN = 6.0

Square = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Code:
    """A decoded QR code with its box in PDF points."""

    text: str
    page: int
    box: tuple[float, float, float, float]


def codes_of(data: bytes, squares: Sequence[frozenset[Square]]) -> list[Code]:
    """The QR codes of a PDF, each text once.

    `squares` are the places of square pictures on each page. A page is drawn where it has one in a place that was not
    looked at before; after a code was found, only where one is about as large as that. Where none is a code, the
    whole first page is looked at: codes may be drawn without a picture.
    """
    found: dict[str, Code] = {}
    seen: set[Square] = set()
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            for index, places in enumerate(squares[: len(pdf)]):
                new = [s for s in places - seen if not found or any(_alike(s, code) for code in found.values())]
                seen |= places
                for code in _decode(pdf[index], index + 1, SCALE, new) if new else ():
                    found.setdefault(code.text, code)
            if not found and len(pdf):
                for code in _decode(pdf[0], 1, _WHOLE_PAGE, None):
                    found.setdefault(code.text, code)
    except pypdfium2.PdfiumError:
        return list(found.values())  # what can't be drawn has no code that a person could scan
    return list(found.values())


def _alike(square: Square, code: Code) -> bool:
    """Is the picture about as large as the code (which may have a margin)?"""
    return 0.9 < (square[2] - square[0]) / max(1.0, code.box[2] - code.box[0]) < 1.6


def _decode(page: pypdfium2.PdfPage, number: int, scale: float, squares: Sequence[Square] | None) -> list[Code]:
    """The codes in some places of a page (with a margin, which a code needs), or on all of it."""
    scale = min(scale, _LARGEST / max(page.get_size()))
    picture = page.render(scale=scale, grayscale=True).to_pil()
    if squares is None:
        return _read(picture, 0.0, 0.0, scale, number)
    out = []
    for x0, top, x1, bottom in squares:
        edges = (x0 - _MARGIN, top - _MARGIN, x1 + _MARGIN, bottom + _MARGIN)
        out += _read(picture.crop(tuple(round(e * scale) for e in edges)), edges[0], edges[1], scale, number)
    return out


def _read(picture: Image.Image, left: float, top: float, scale: float, number: int) -> list[Code]:
    out = []
    for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
        xs, ys = [left + c.x / scale for c in corners], [top + c.y / scale for c in corners]
        out.append(Code(code.text, number, (min(xs), min(ys), max(xs), max(ys))))
    return out
