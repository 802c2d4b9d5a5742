"""A verdict that the lab prints as a picture: a green PASSED, a red FAILED; a letterhead or a black word is none."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coacheck.pdf import open_pdf
from coacheck.pdf.ocr.pages import installed
from coacheck.pdf.ocr.stamps import stamps_of

pytestmark = pytest.mark.skipif(not installed(), reason="reads words in pictures; needs the extra ocr")
GREEN, RED, BLACK = (10, 130, 30), (190, 20, 20), (20, 20, 20)


def stamp(word: str, colour: tuple[int, int, int]) -> ImageReader:
    picture = Image.new("RGB", (360, 100), "white")
    ImageDraw.Draw(picture).text((20, 15), word, fill=colour, font=ImageFont.load_default(64))
    return ImageReader(picture)


def page(picture: ImageReader, top: float, title: float = 20) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.drawString(200, 792 - title, "Certificate of Analysis")
    for row in range(10):
        canvas.drawString(60, 792 - 300 - 12 * row, f"Analyte {row} ND 0.1 %")
    canvas.drawImage(picture, 450, 792 - top - 30, 108, 30)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(("word", "colour"), [("PASSED", GREEN), ("FAILED", RED), ("PASS", GREEN)])
def test_the_word_is_read_with_its_place(word: str, colour: tuple[int, int, int]) -> None:
    found = list(stamps_of(open_pdf(page(stamp(word, colour), top=60))))

    assert [(s.text, [round(v) for v in s.box]) for s in found] == [(word, [450, 60, 558, 90])]


@pytest.mark.parametrize(
    ("colour", "top", "title"), [(BLACK, 60, 20), (GREEN, 10, 100), (GREEN, 600, 20)],
    ids=["black", "a letterhead", "at the foot"],
)  # fmt: skip
def test_no_other_picture_is_a_stamp(colour: tuple[int, int, int], top: float, title: float) -> None:
    assert list(stamps_of(open_pdf(page(stamp("PASSED", colour), top, title)))) == []
