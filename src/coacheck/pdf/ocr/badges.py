"""The print in the small pictures of a page: seals, logos and signatures, which carry what no text of the page says."""

from __future__ import annotations

import pypdfium2
from PIL import Image

from coacheck.page import Box, Document, Page, Printed
from coacheck.pdf.draw import UndrawnError, drawing, image_of
from coacheck.pdf.ocr.pages import UnheardError, installed, recognising

_WIDE, _HIGH = (20, 230), (12, 160)
"""Points."""
_MOST = 24
_SCALE, _CLOSER = 200 / 72, 300 / 72
_SHEET = 900
"""Pixels that the sheet is wide on which all pictures are laid, to be read at once."""
_GAP = 12
_SURE = 0.9
_NUMBER = 4
"""Digits that make a line worth a second look."""


def badges_of(document: Document) -> list[Printed]:
    """The lines in the pictures of the first of its pages; of each the recogniser, where it is installed, is sure."""
    if not document.pages or not installed():
        return []
    places = _places(document.pages[0])
    if not places:
        return []
    try:
        return _read(document, places)
    except (UndrawnError, UnheardError, MemoryError):
        return []  # what can't be drawn can't be seen; a report is read with the memory of one without seals


def _places(page: Page) -> list[Box]:
    """The pictures of the right size that no text stands on; larger ones first, as they fill a sheet best."""
    found = {box for box in page.pictures if _may_be(box, page)}
    return sorted(found, key=lambda box: (box[1] - box[3], box))[:_MOST]


def _may_be(box: Box, page: Page) -> bool:
    x0, top, x1, bottom = box
    sized = _WIDE[0] < x1 - x0 < _WIDE[1] and _HIGH[0] < bottom - top < _HIGH[1]
    inside = x0 >= 0 <= top and x1 <= page.width and bottom <= page.height
    return sized and inside and not any(x0 < w.centre < x1 and top < w.middle < bottom for w in page.words)


@recognising()
def _read(document: Document, places: list[Box]) -> list[Printed]:
    """What is read of them; a number with a digit that is not sure is looked at again, drawn larger."""
    lines = _lines(document, places, _SCALE)
    unsure = {box for box, text, sure in lines if sure < _SURE and sum(c.isdigit() for c in text) >= _NUMBER}
    if unsure:
        lines += _lines(document, [box for box in places if box in unsure], _CLOSER)
    return [Printed(*told) for told in dict.fromkeys((text, box) for box, text, sure in lines if sure >= _SURE)]


def _lines(document: Document, places: list[Box], scale: float) -> list[tuple[Box, str, float]]:
    """Each line in the pictures, with the picture, and how sure its least sure letter or digit is."""
    import numpy as np

    from coacheck.pdf.ocr.engine import lines_of_picture

    with drawing(), pypdfium2.PdfDocument(document.data) as pdf:
        drawn = image_of(pdf[document.pages[0].number - 1], scale).convert("RGB")
    sheet, spots = _laid(drawn, places, scale)
    out = []
    for line in lines_of_picture(np.asarray(sheet)):
        x, y = (float(v) for v in line.quad.mean(axis=0))
        own = next((box for box, spot in spots if spot[0] <= x <= spot[2] and spot[1] <= y <= spot[3]), None)
        letters = [sure for sign, sure in zip(line.text, line.sure, strict=False) if sign.isalnum()]
        if own:
            out.append((own, line.text.strip(), min(letters, default=0.0)))
    return out


def _laid(
    drawn: Image.Image, places: list[Box], scale: float
) -> tuple[Image.Image, list[tuple[Box, tuple[int, int, int, int]]]]:
    """The pictures in rows on a white sheet, and where each one lies there."""
    x = y = high = 0
    spots: list[tuple[Box, tuple[int, int, int, int]]] = []
    cuts = [drawn.crop((box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)) for box in places]
    wide = max(_SHEET, *(cut.width for cut in cuts))
    for box, cut in zip(places, cuts, strict=True):
        if x + cut.width > wide:
            x, y, high = 0, y + high + _GAP, 0
        spots.append((box, (x, y, x + cut.width, y + cut.height)))
        x, high = x + cut.width + _GAP, max(high, cut.height)
    sheet = Image.new("RGB", (wide, y + high), "white")
    for cut, (_, spot) in zip(cuts, spots, strict=True):
        sheet.paste(cut, spot[:2])
    return sheet, spots
