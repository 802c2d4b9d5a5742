"""The accreditation on a seal, which no text of the page says."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coacheck.model import Lab
from coacheck.pdf import badges_of, open_pdf
from coacheck.pdf.ocr.pages import installed
from coacheck.reading.fields.seals import with_seals

pytestmark = pytest.mark.skipif(not installed(), reason="reads words in pictures; needs the extra ocr")


def sealed(*lines: str) -> bytes:
    picture = Image.new("RGB", (400, 60 * len(lines) + 20), "white")
    for row, text in enumerate(lines):
        ImageDraw.Draw(picture).text((20, 10 + 60 * row), text, fill=(30, 50, 110), font=ImageFont.load_default(34))
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
