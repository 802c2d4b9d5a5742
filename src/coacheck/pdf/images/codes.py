"""QR codes: read from square pictures as they lie in the file, else from a part of the page as it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from coacheck.page import Box, Code, Square
from coacheck.pdf.draw import UndrawnError, drawing, image_of

SCALE = 2.0
"""Pixels per point: enough for the small codes that reports print."""
_WHOLE_PAGE = 1.5
_LARGEST = 3000
_MARGIN = 6.0
_SMALLEST = 10.0
"""A code narrower than this, in points, is one on a photo of the product: nobody can scan it on the page."""
_BORDER = 0.1
"""Width of the white margin put around a bare picture, as a share of its width."""
_FINE = 2000
"""A picture with more pixels than this on a side is drawn smaller."""
_COARSE = 150
"""A picture with fewer pixels than this on a side is made larger."""
_FLAT, _DARK = 30, 0.2
"""Greys that differ by less are one; a place with a smaller share of dark pixels than this is no code."""
_LAYERS, _MOST = 4, 0.7
"""So many things painted over a place are taken off, of those that are as wide as this share of it."""
_PLACES = 60
"""No report has more square pictures; so many are looked at for what is painted over them."""
_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def codes_of(data: bytes, squares: Sequence[frozenset[Square]]) -> list[Code]:
    """The QR codes of a PDF, each text once.

    `squares` are the places of square pictures and drawings on each page. Those are looked at that stand in a place
    that was not looked at before; after a code was found, only those about as large as that. Where none is a code,
    the whole first page is looked at, and then what is painted over.
    """
    found: dict[str, Code] = {}
    seen: set[Square] = set()
    try:
        with drawing(), pypdfium2.PdfDocument(data) as pdf:
            for index, places in enumerate(squares[: len(pdf)]):
                new = [s for s in places - seen if not found or any(_alike(s, code) for code in found.values())]
                seen |= places
                if not new:
                    continue
                page = pdf[index]
                for text, box in _decode(page, new):
                    if text not in found or found[text].covered:
                        found[text] = Code(text, index + 1, box, _is_covered(page, box))
            if not found and len(pdf):
                width, height = pdf[0].get_size()
                for text, box in _drawn(pdf[0], (0, 0, width, height), _WHOLE_PAGE):
                    found.setdefault(text, Code(text, 1, box))
            if not found:
                found = {code.text: code for code in _painted_over(pdf, squares)}
    except UndrawnError:
        return list(found.values())  # what can't be drawn has no code that a person could scan
    return list(found.values())


def _is_covered(page: pypdfium2.PdfPage, box: Box) -> bool:
    """Is nothing like a code drawn where one lies? Half of every code is dark."""
    width, height = page.get_size()
    x0, top, x1, bottom = max(0.0, box[0]), max(0.0, box[1]), min(width, box[2]), min(height, box[3])
    if x1 - x0 < 1 or bottom - top < 1:
        return True
    picture = image_of(page, SCALE, grayscale=True, crop=(x0, height - bottom, width - x1, top))
    counts = picture.histogram()
    greys = [grey for grey, count in enumerate(counts) if count]
    if greys[-1] - greys[0] < _FLAT:
        return True
    return sum(counts[: (greys[0] + greys[-1]) // 2]) < _DARK * picture.width * picture.height


def _alike(square: Square, code: Code) -> bool:
    """Is the picture about as large as the code (which may have a margin)?"""
    return 0.9 < (square[2] - square[0]) / max(1.0, code.box[2] - code.box[0]) < 1.6


def _decode(page: pypdfium2.PdfPage, squares: Sequence[Square]) -> Iterator[tuple[str, Box]]:
    """The codes in some places of a page. The bare picture is looked at where there is one: drawing takes longer."""
    height, images = page.get_height(), {}
    for image in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=1):
        left, bottom, right, top = image.get_bounds()
        images[round(left), round(height - top), round(right), round(height - bottom)] = image
    for square in squares:
        picture = _bare(images[square]) if square in images else None
        if picture is None:
            yield from _drawn(page, _grown(square, _MARGIN), SCALE)
        else:
            yield from _read(picture, _grown(square, _BORDER * (square[2] - square[0])))


def _painted_over(pdf: pypdfium2.PdfDocument, squares: Sequence[frozenset[Square]]) -> Iterator[Code]:
    """Codes that are drawn or lie in a form, where they are not found as they lie in the file, and nobody sees them."""
    seen: set[Square] = set()
    for index, places in enumerate(squares[: len(pdf)]):
        for square in sorted(places - seen)[: max(0, _PLACES - len(seen))]:
            yield from (Code(text, index + 1, box, True) for text, box in _beneath(pdf, index, square))
        seen |= places


def _beneath(pdf: pypdfium2.PdfDocument, index: int, square: Square) -> list[tuple[str, Box]]:
    """The codes in a place where nothing is seen, as it is drawn without what was painted over it last."""
    page = pdf[index]
    if not _is_covered(page, square):
        return []
    height = page.get_height()
    over = [each for each in page.get_objects(max_depth=1) if _covers(each.get_bounds(), square, height)]
    for each in over[: -_LAYERS - 1 : -1]:
        page.remove_obj(each)  # of this copy in memory
        if codes := _drawn(page, _grown(square, _MARGIN), SCALE):
            return codes
    return []


def _covers(bounds: Box, square: Square, height: float) -> bool:
    """Does what is painted lie over the middle of the place, and over most of its width?"""
    left, bottom, right, top = bounds
    x, y = (square[0] + square[2]) / 2, height - (square[1] + square[3]) / 2
    return left < x < right and bottom < y < top and right - left > _MOST * (square[2] - square[0])


def _grown(square: Square, by: float) -> Box:
    return (square[0] - by, square[1] - by, square[2] + by, square[3] + by)


def _bare(image: pypdfium2.PdfImage) -> Image.Image | None:
    """A picture as it lies in the file, with a white margin; None where it is huge, or its mask holds what is seen."""
    if max(image.get_px_size()) > _FINE:
        return None
    try:
        with drawing():
            picture: Image.Image = image.get_bitmap().to_pil().convert("L")
    except UndrawnError:
        return None  # a format that is only drawn
    low, high = picture.getextrema()
    if low == high:
        return None
    larger = _COARSE // max(picture.size) + 1
    picture = picture.resize((picture.width * larger, picture.height * larger), Image.Resampling.NEAREST)
    return ImageOps.expand(picture, border=round(_BORDER * picture.width), fill=255)


def _drawn(page: pypdfium2.PdfPage, box: Box, scale: float) -> list[tuple[str, Box]]:
    """The codes in a part of a page, as it is drawn."""
    width, height = page.get_size()
    x0, top, x1, bottom = max(0.0, box[0]), max(0.0, box[1]), min(width, box[2]), min(height, box[3])
    if x1 - x0 < 1 or bottom - top < 1:
        return []
    scale = min(scale, _LARGEST / max(x1 - x0, bottom - top))
    picture = image_of(page, scale, grayscale=True, crop=(x0, height - bottom, width - x1, top))
    return _read(picture, (x0, top, x1, bottom))


def _read(picture: Image.Image, box: Box) -> list[tuple[str, Box]]:
    """The codes in the picture of a part of a page, each with its own box."""
    x0, top, x1, bottom = box
    out = []
    for code in zxingcpp.read_barcodes(picture, formats=_FORMATS):
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
        xs = [x0 + c.x * (x1 - x0) / picture.width for c in corners]
        ys = [top + c.y * (bottom - top) / picture.height for c in corners]
        if max(xs) - min(xs) > _SMALLEST:
            out.append((code.text, (min(xs), min(ys), max(xs), max(ys))))
    return out
