"""QR codes that lie in the file however they are drawn, and what is painted over them."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coacheck.page import Code
from coacheck.pdf import open_pdf

LINK = "https://results.example/r/88213"


def as_picture(canvas: Canvas) -> None:
    code = zxingcpp.create_barcode(LINK, zxingcpp.BarcodeFormat.QRCode)
    image = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=6)).convert("L")
    canvas.drawImage(ImageReader(image), 450, 60, 80, 80)


def as_squares(canvas: Canvas) -> None:
    code = Drawing(80, 80)
    code.add(QrCodeWidget(LINK, barWidth=80, barHeight=80))
    renderPDF.draw(code, canvas, 450, 60)


def as_nothing(_: Canvas) -> None:
    """No code."""


DRAWN = {"picture": as_picture, "squares": as_squares, "nothing": as_nothing}


def codes(drawn: str, forms: int, covered: bool) -> list[Code]:
    """Of a page with a code inside so many forms, one in the other."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    for row in range(12):
        canvas.drawString(60, 600 - 12 * row, f"Analyte {row} ND 0.1 %")
    canvas.beginForm("f0")
    DRAWN[drawn](canvas)
    canvas.endForm()
    for n in range(1, forms):
        canvas.beginForm(f"f{n}")
        canvas.doForm(f"f{n - 1}")
        canvas.endForm()
    if forms:
        canvas.doForm(f"f{forms - 1}")
    else:
        DRAWN[drawn](canvas)
    if covered:
        canvas.setFillGray(1)
        canvas.rect(446, 56, 88, 88, stroke=0, fill=1)
    canvas.save()
    return open_pdf(out.getvalue()).codes


@pytest.mark.parametrize("covered", [False, True])
@pytest.mark.parametrize("forms", [0, 1, 2])
@pytest.mark.parametrize("drawn", ["picture", "squares"])
def test_a_code_is_found_also_under_what_is_painted_over_it(drawn: str, forms: int, covered: bool) -> None:
    found = codes(drawn, forms, covered)

    assert [(c.text, c.covered) for c in found] == [(LINK, covered)]
    assert 450 < found[0].box[0] < 470
    assert 650 < found[0].box[1] < 670


def test_a_white_box_over_nothing_hides_no_code() -> None:
    assert codes("nothing", 0, covered=True) == []
