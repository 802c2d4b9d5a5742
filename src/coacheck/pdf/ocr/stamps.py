"""The word in a small picture at the head of a report, in the green of a pass or the red of a failure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pypdfium2

from coacheck.page import Box, Document, Page, Printed
from coacheck.pdf.draw import UndrawnError, drawing, image_of
from coacheck.pdf.ocr.pages import UnheardError, installed, recognising

if TYPE_CHECKING:
    from PIL import Image

_HEAD = 0.45
"""Share of the page from its top in which a stamp stands."""
_WIDE, _HIGH = (40, 220), (10, 80)
"""Points."""
_SCALE = 4.0
_LOOK = 1.0
_COLOURED = 0.5
"""Share of the ink that is green or red."""
_SURE = 0.9


def stamps_of(document: Document) -> Iterator[Printed]:
    """The words of such pictures on the first page, where the recogniser is installed and sure of every character."""
    if not document.pages or not installed():
        return
    page = document.pages[0]
    places = [box for box in page.pictures if _may_be(box, page)]
    try:
        yield from _found(document, places) if places else ()
    except (UndrawnError, UnheardError, MemoryError):
        return  # what can't be drawn can't be seen; a report is read with the memory of one without a stamp


def _found(document: Document, places: Sequence[Box]) -> Iterator[Printed]:
    with drawing(), pypdfium2.PdfDocument(document.data) as pdf:
        page = pdf[0]
        for box in places:
            if _coloured(_drawn(page, box, _LOOK)) and (word := _word(_drawn(page, box, _SCALE))):
                yield Printed(word, box)


def _may_be(box: Box, page: Page) -> bool:
    x0, top, x1, bottom = box
    wide, high = x1 - x0, bottom - top
    sized = _WIDE[0] < wide < _WIDE[1] and _HIGH[0] < high < _HIGH[1] and wide > 1.5 * high
    inside = x0 >= 0 <= top and x1 <= page.width and bottom <= page.height
    if not sized or not inside or top >= _HEAD * page.height:
        return False
    letterhead = not any(w.bottom < top for w in page.words)
    return not letterhead and not any(x0 < w.centre < x1 and top < w.middle < bottom for w in page.words)


def _drawn(page: pypdfium2.PdfPage, box: Box, scale: float) -> Image.Image:
    width, height = page.get_size()
    crop = (box[0], height - box[3], width - box[2], box[1])
    return image_of(page, scale, crop=crop).convert("RGB")


@recognising()
def _coloured(picture: Image.Image) -> bool:
    """Is most of the ink green, or most of it red?"""
    import numpy as np

    hue, depth, light = (np.asarray(channel, dtype=float) for channel in picture.convert("HSV").split())
    ink = (light < 200) | (depth > 80)
    green = ink & (depth > 80) & (hue > 60) & (hue < 120)
    red = ink & (depth > 80) & ((hue < 12) | (hue > 240))
    return max(int(green.sum()), int(red.sum())) > _COLOURED * max(1, int(ink.sum()))


@recognising()
def _word(picture: Image.Image) -> str | None:
    import numpy as np

    from coacheck.pdf.ocr.engine import line_of_picture

    text, sure = line_of_picture(np.asarray(picture))
    return text if sure >= _SURE else None
