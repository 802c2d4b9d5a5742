"""The accreditation on a seal, which no text of the page says."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import coacheck
from coacheck.model import Lab
from coacheck.pdf import badges_of, open_pdf
from coacheck.pdf.ocr.pages import installed
from coacheck.reading.fields.seals import with_seals
from coacheck.reading.fields.signatories import signed_in_pictures

pytestmark = pytest.mark.skipif(not installed(), reason="reads words in pictures; needs the extra ocr")


def picture_of(*lines: str) -> Image.Image:
    picture = Image.new("RGB", (400, 60 * len(lines) + 20), "white")
    for row, text in enumerate(lines):
        ImageDraw.Draw(picture).text((20, 10 + 60 * row), text, fill=(30, 50, 110), font=ImageFont.load_default(34))
    return picture


def sealed(*lines: str) -> bytes:
    picture = picture_of(*lines)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    for row in range(12):
        canvas.drawString(60, 600 - 12 * row, f"Analyte {row} ND 0.1 %")
    canvas.drawImage(ImageReader(picture), 450, 30, 100, picture.height / 4)
    canvas.save()
    return out.getvalue()


def test_number_and_standard_are_read_with_their_place() -> None:
    printed = badges_of(open_pdf(sealed("ISO/IEC 17025:2017", "Accreditation #104417")))

    lab, place = with_seals(Lab(name="Quillback"), printed)

    assert (lab.name, lab.iso17025, lab.accreditation_number) == ("Quillback", True, "104417")
    assert place is not None
    assert (place.page, [round(v) for v in place.bbox]) == (1, [450, 727, 550, 762])
    assert "read by OCR" in place.text


def test_a_name_and_role_in_the_picture_of_a_signature_on_the_last_page() -> None:
    first, last = open_pdf(sealed("Quillback")), signature("Marguerite Osei", "Laboratory Director")

    (signed,) = coacheck.read(last, seals=True).signatories
    assert (signed.name, signed.role, signed.page) == ("Marguerite Osei", "Laboratory Director", 2)
    assert "read by OCR" in signed.text
    assert coacheck.read(last).signatories == []
    assert signed_in_pictures(1, badges_of(first)) == []


def signature(*lines: str) -> bytes:
    """Two pages; on the last one "Reported by" over a picture."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    for row, text in enumerate(("Certificate of Analysis", "Sample ID: QB-031", "Product: Peach Ring", "Cannabinoids")):
        canvas.drawString(60, 740 - 14 * row, text)
    for row, cells in enumerate((("Analyte", "%"), ("CBD", "1.25"), ("CBG", "0.31"), ("CBN", "ND"), ("THCA", "ND"))):
        for column, cell in enumerate(cells):
            canvas.drawString(60 + 120 * column, 660 - 14 * row, cell)
    canvas.showPage()
    for row in range(20):
        canvas.drawString(60, 740 - 14 * row, f"Sample ID: QB-031, page 2 of 2, remark {row} on the method of the test")
    canvas.drawString(60, 300, "Reported by")
    canvas.drawImage(ImageReader(picture_of(*lines)), 60, 240, 100, 35)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("lines", [("Quillback", "Testing Labs"), ("DEA REGISTERED", "#RA0104417"), ("104417",)])
def test_what_is_no_accreditation_is_left(lines: tuple[str, ...]) -> None:
    lab = Lab(name="Quillback")

    assert with_seals(lab, badges_of(open_pdf(sealed(*lines)))) == (lab, None)


def test_a_number_with_an_unsure_digit_is_read_again_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    """At first sight the last digit may be a bar; no other picture is read twice."""
    from coacheck.pdf.ocr import engine

    read, widths = engine.lines_of_picture, []

    def unsure_when_small(picture: engine.Pixels) -> list[engine.Line]:
        widths.append(picture.shape[1])
        sure = (0.99,) * 30 if len(widths) > 1 else (0.8,) * 30
        return [replace(line, sure=sure) for line in read(picture)]

    monkeypatch.setattr(engine, "lines_of_picture", unsure_when_small)

    assert [p.text for p in badges_of(open_pdf(sealed("CERT #6104417.01")))] == ["CERT #6104417.01"]
    assert len(widths) == 2
    widths.clear()
    assert badges_of(open_pdf(sealed("Quillback"))) == []
    assert len(widths) == 1
