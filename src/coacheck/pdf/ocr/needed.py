"""Which pages have no text that can be relied on? Decided by signs that no language and no laboratory changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import pypdfium2
import pypdfium2.raw as pdfium

from coacheck.page import Box, Page, Word
from coacheck.pdf.draw import drawing, image_of

if TYPE_CHECKING:
    from PIL import Image

Need = Literal["ocr", "mixed"]
"""Read the whole page from its picture, or only what has no text."""

WHOLE = 0.9
"""A picture over more than this share of a page may be a scan with a text layer."""
PART = 0.3
"""A picture over more than this share of a page may hold a table."""
_FEW = 8
_UNMAPPED = re.compile(r"\(cid:\d+\)|\ufffd")
_VOWEL = re.compile(r"[aeiouyàáâäæèéêëìíîïòóôöøùúûü]", re.IGNORECASE)
_LOOK = 0.7
_INK = 0.0005
_FAINT = 60
_PEN = 8
"""Pixels: as far over its edges a box may be drawn."""


def need_of(page: Page, data: bytes) -> Need | None:
    """What has to be read from the picture of a page, if anything. Raises UndrawnError."""
    if len(page.words) < _FEW and not _garbage(page.words):
        return ("mixed" if page.words else "ocr") if _drawn(page, data) else None
    if _garbage(page.words) or (any(_part(b, page) >= WHOLE for b in page.pictures) and _distrusted(page, data)):
        return "ocr"
    mute = [box for box in page.pictures if _mute(box, page)]
    return "mixed" if any(_drawn(page, data, box) for box in mute) else None


def _garbage(words: Sequence[Word]) -> bool:
    """Glyphs without a letter in every third word, or words without vowels: a font without a map of its characters."""
    unmapped = sum(bool(_UNMAPPED.search(w.text)) for w in words)
    long = [w.text for w in words if len(w.text) > 4 and w.text.isalpha() and not w.text.isupper()]
    mute = sum(not _VOWEL.search(text) for text in long)
    return unmapped * 3 > len(words) or (len(long) > 10 and mute * 3 > len(long))


def _distrusted(page: Page, data: bytes) -> bool:
    """Is the text over (or under) a picture of the page what some recogniser made of it?

    It is where it can't be seen itself, or where it has glyphs that no writer would have put there.
    """
    if any(_UNMAPPED.search(w.text) for w in page.words):
        return True
    with drawing(), pypdfium2.PdfDocument(data) as pdf:
        seen, unseen, waiting = 0, 0, 0
        for item in pdf[page.number - 1].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE]):
            if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                left, low, right, high = item.get_bounds()
                if (right - left) * (high - low) >= WHOLE * page.width * page.height:
                    unseen, waiting = unseen + waiting, 0  # what was painted before is under the picture
            elif pdfium.FPDFTextObj_GetTextRenderMode(item.raw) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                unseen += 1
            else:
                waiting += 1
        seen = waiting
    return unseen > seen


def _mute(box: tuple[float, float, float, float], page: Page) -> bool:
    """Is it a large picture that (nearly) no text stands on?"""
    x0, top, x1, bottom = box
    return _part(box, page) >= PART and sum(x0 < w.centre < x1 and top < w.middle < bottom for w in page.words) < _FEW


def _part(box: tuple[float, float, float, float], page: Page) -> float:
    """The share of the page that a picture covers; what lies beside the page doesn't count."""
    wide = min(page.width, box[2]) - max(0.0, box[0])
    high = min(page.height, box[3]) - max(0.0, box[1])
    area = page.width * page.height
    return max(0.0, wide) * max(0.0, high) / area if area else 0.0


def _drawn(page: Page, data: bytes, box: Box | None = None) -> bool:
    """Is there ink on a page (nearly) without text, beside the words that it has?

    `box`: only there, and beside the smaller pictures that lie on it; a pale letterhead under a page is no ink.
    """
    from PIL import ImageDraw

    with drawing(), pypdfium2.PdfDocument(data) as pdf:
        picture = image_of(pdf[page.number - 1], _LOOK, grayscale=True).convert("L")
    small = [b for b in page.pictures if box and _part(b, page) < PART]
    brush = ImageDraw.Draw(picture)
    for known in [*((w.x0, w.top, w.x1, w.bottom) for w in page.words), *small]:
        brush.rectangle(_on(picture, known), fill=255)
    for line in page.strokes:
        brush.rectangle(_on(picture, (line.x0, line.top, line.x1, line.bottom)), outline=255, width=5)
    if box:
        left, top, right, bottom = (max(0, round(v * _LOOK)) for v in box)
        picture = picture.crop((left, top, max(left + 1, right), max(top + 1, bottom)))
    shades = picture.histogram()
    return bool(sum(shades[: 256 - _FAINT]) > _INK * sum(shades))


def _on(picture: Image.Image, box: Box) -> Box:
    """A box on the picture of its page, no further over its edges than a pen is wide: a damaged file has boxes
    of millions of points, and each would be drawn."""
    x0, top, x1, bottom = (v * _LOOK for v in box)
    right, low = picture.width + _PEN, picture.height + _PEN
    left, upper = min(max(x0 - 2, -_PEN), right), min(max(top - 2, -_PEN), low)
    return left, upper, max(left, min(x1 + 2, right)), max(upper, min(bottom + 2, low))
