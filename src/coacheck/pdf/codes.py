"""QR codes, decoded from rendered pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import zxingcpp

SCALE = 2.0
"""Pixels per point: enough for the small codes that reports print."""
_LARGEST = 3000


@dataclass(frozen=True, slots=True)
class Code:
    """A decoded QR code with its box in PDF points."""

    text: str
    page: int
    box: tuple[float, float, float, float]


Square = tuple[int, int, int, int]


def codes_of(data: bytes, squares: Sequence[frozenset[Square]]) -> list[Code]:
    """The QR codes of a PDF, each text once.

    `squares` are the places of square pictures on each page. A page is rendered where it is the first, or where
    such a picture stands in a place that was not looked at before: headers repeat.
    """
    found: dict[str, Code] = {}
    seen: set[Square] = set()
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return []
    try:
        for index, places in enumerate(squares[: len(pdf)]):
            if index and places <= seen:
                continue
            seen |= places
            for code in _decode(pdf[index], index + 1):
                found.setdefault(code.text, code)
    except pypdfium2.PdfiumError:
        pass  # a page that can't be drawn has no code that a person could scan
    finally:
        pdf.close()
    return list(found.values())


def _decode(page: pypdfium2.PdfPage, number: int) -> list[Code]:
    scale = min(SCALE, _LARGEST / max(page.get_size()))
    picture = page.render(scale=scale, grayscale=True).to_pil()
    codes = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    out = []
    for code in codes:
        corners = (
            code.position.top_left,
            code.position.top_right,
            code.position.bottom_left,
            code.position.bottom_right,
        )
        xs, ys = [c.x / scale for c in corners], [c.y / scale for c in corners]
        out.append(Code(code.text, number, (min(xs), min(ys), max(xs), max(ys))))
    return out
