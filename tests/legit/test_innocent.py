"""What looks odd in a file and is nothing: other programs' ways of packing, printing bold, and reading scans."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw
from PIL.ImageFont import load_default as size
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import layouts.paper  # noqa: F401  registers the font Vera
from coacheck.pdf import open_pdf
from legit import tamper
from legit.tamper import drawn, grey, text_at, white_box
from legit.test_tampering import alarms

SAMPLES = sorted(p.stem for p in (Path(__file__).parents[2] / "sample_coas").glob("*.pdf"))
PACKED = {
    "for the web": {"linearize": True},
    "in object streams": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    "unpacked": {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
    "packed again": {"recompress_flate": True, "object_stream_mode": pikepdf.ObjectStreamMode.disable},
}


@pytest.mark.parametrize("name", SAMPLES)
def test_untouched_reports_raise_no_alarm(samples: Path, name: str) -> None:
    assert alarms(samples / f"{name}.pdf") == []


@pytest.mark.parametrize("how", PACKED)
@pytest.mark.parametrize("name", SAMPLES)
def test_packing_is_no_change(samples: Path, name: str, how: str) -> None:
    with pikepdf.open(samples / f"{name}.pdf") as pdf:
        assert alarms(tamper.saved(pdf, **PACKED[how])) == []


def test_joined_reports_are_no_change(samples: Path) -> None:
    with pikepdf.open(samples / "tincture-good.pdf") as pdf, pikepdf.open(samples / "european.pdf") as other:
        pdf.pages.extend(other.pages)
        assert alarms(tamper.saved(pdf)) == []


DRAWN: dict[str, Callable[[Canvas], None]] = {
    "bold by printing twice": drawn(text_at(300, 250, "Result 12.345"), text_at(300.3, 250, "Result 12.345")),
    "the same text again on a white ground": drawn(
        text_at(300, 250, "12.345"), white_box((298, 247, 340, 260)), grey(0), text_at(300, 250, "12.345")
    ),
    "text on a white ground": white_box((298, 247, 360, 260), "12.345"),
    "a shadow": drawn(grey(0.8), text_at(301, 249, "LAB 17"), grey(0), text_at(300, 250, "LAB 17")),
    "a pale watermark": drawn(grey(0.93), text_at(200, 250, "COPY", size=60)),
    "white noughts of a spreadsheet": drawn(grey(1), text_at(300, 250, "0.00")),
    "white text on a dark ground": drawn(
        lambda canvas: canvas.rect(290, 245, 80, 15, fill=1), grey(1), text_at(300, 250, "PASSED")
    ),
    "a page number in a font of its own": text_at(560, 20, "Page 1 of 3", font="Times-Roman"),
    "a letterhead in a font of its own": text_at(300, 20, "Est. 1998, 12 Mill Lane", font="Courier"),
    "a power of ten": drawn(text_at(300, 250, "10"), text_at(308.5, 253, "4", size=5)),
    "a raised digit that only another font has": drawn(text_at(300, 250, "10"), text_at(308.3, 250, "³", font="Vera")),
    "the mark of a footnote that only another font has": drawn(
        text_at(300, 250, "Limit M=0.110"), text_at(347.7, 250, "²", font="Vera")
    ),
}


@pytest.mark.parametrize("how", DRAWN)
def test_ways_of_printing_are_no_alarm(samples: Path, how: str) -> None:
    assert alarms(tamper.overlaid(samples / "tincture-good.pdf", DRAWN[how])) == []


def test_text_recognised_in_a_scan_is_read() -> None:
    """A picture of a page with the text that a program recognised in it, unpainted."""
    sheet, photo = BytesIO(), Image.new("RGB", (1224, 1584), "white")
    for line in range(10):
        ImageDraw.Draw(photo).text((144, 164 + 40 * line), f"recognised line {line} of text", "black", size(24))
    canvas = Canvas(sheet, pagesize=(612, 792))
    canvas.drawImage(ImageReader(photo), 0, 0, 612, 792)
    for line in range(10):
        tamper.unpainted(72, 700 - 20 * line, f"recognised line {line} of text")(canvas)
    canvas.save()

    page = open_pdf(sheet.getvalue()).pages[0]

    assert [w.text for w in page.words[:2]] == ["recognised", "line"]
    assert page.hidden == []


def test_links_and_hidden_notes_are_no_alarm(samples: Path) -> None:
    with pikepdf.open(samples / "tincture-good.pdf") as pdf:
        box = Array([350, 480, 400, 500])
        notes = [
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box),
            Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=box, F=2),
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Rect=box, T=pikepdf.String("empty"), F=4),
        ]
        pdf.pages[0].Annots = Array([pdf.make_indirect(n) for n in notes])
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].Annots[2]]))
        assert alarms(tamper.saved(pdf)) == []


def test_a_signature_is_no_change(samples: Path) -> None:
    with pikepdf.open(samples / "tincture-good.pdf") as pdf:
        signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 100, 200, 100]))
        field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=pikepdf.String("signed"), V=signature))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
        assert alarms(tamper.saved(pdf)) == []
