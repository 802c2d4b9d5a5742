"""Whatever the libraries below say, a report is read, a page of it is unread, or it is one error that we declare."""

from __future__ import annotations

import ctypes
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from lxml import etree
from pdfminer.pdfdocument import PDFDocument, PDFXRef
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSSyntaxError
from pdfplumber.page import Page as PlumberPage
from PIL import Image, ImageOps
from reportlab.pdfgen.canvas import Canvas

import coacheck
from coacheck.errors import UnreadableError
from coacheck.pdf import open_pdf, pictures
from files.made import as_docx, as_html

CALLS: dict[str, tuple[Any, str]] = {
    "open (pdfminer)": (pdfplumber, "open"),
    "pages (pdfminer)": (pdfplumber.pdf.PDF, "pages"),
    "content (pdfminer)": (PDFPageInterpreter, "process_page"),
    "annotations (pdfminer)": (PlumberPage, "annots"),
    "objects (pdfminer)": (PDFDocument, "getobj"),
    "streams (pdfminer)": (PDFStream, "get_data"),
    "tables (pdfminer)": (PDFXRef, "get_trailer"),
    "open (pdfium)": (pypdfium2, "PdfDocument"),
    "page (pdfium)": (pypdfium2.PdfDocument, "__getitem__"),
    "size (pdfium)": (pypdfium2.PdfPage, "get_size"),
    "height (pdfium)": (pypdfium2.PdfPage, "get_height"),
    "number of pages (pdfium)": (pypdfium2.PdfDocument, "__len__"),
    "bounds (pdfium)": (pypdfium2.PdfObject, "get_bounds"),
    "pixels (pdfium)": (pypdfium2.PdfImage, "get_px_size"),
    "render (pdfium)": (pypdfium2.PdfPage, "render"),
    "objects (pdfium)": (pypdfium2.PdfPage, "get_objects"),
    "bitmap (pdfium)": (pypdfium2.PdfImage, "get_bitmap"),
    "to Pillow (pdfium)": (pypdfium2.PdfBitmap, "to_pil"),
    "convert (Pillow)": (Image.Image, "convert"),
    "codes (zxing)": (zxingcpp, "read_barcodes"),
    "words (recogniser)": ("coacheck.pdf.ocr.engine", "lines_of_picture"),
    "a word (recogniser)": ("coacheck.pdf.ocr.engine", "line_of_picture"),
}
ERRORS = [
    pypdfium2.PdfiumError("Failed to load page."), ValueError("Crop exceeds page dimensions"), MemoryError(),
    KeyError("x"), RecursionError(), ctypes.ArgumentError("x"), Image.DecompressionBombError("x"),
]  # fmt: skip


PROPERTIES = ("pages", "annots")


@pytest.mark.parametrize("call", CALLS)
def test_an_error_of_a_library_is_no_internal_one(call: str, monkeypatch: pytest.MonkeyPatch, samples: Path) -> None:
    data = (samples / "vape-cadmium.pdf").read_bytes()
    place, name = CALLS[call]
    for error in [*ERRORS, PSSyntaxError("x")] if "pdfminer" in call else ERRORS:
        with monkeypatch.context() as patch:
            if isinstance(place, str):
                pytest.importorskip("rapidocr")
                patch.setattr(f"{place}.{name}", _raising(error))
            else:
                patch.setattr(place, name, property(_raising(error)) if name in PROPERTIES else _raising(error))
            told = _told(data, seals=isinstance(place, str))
        assert told.startswith("x.pdf: ") or not told
        assert "\n" not in told


OF_PICTURES: dict[str, tuple[Any, str]] = {
    "open": (Image, "open"), "turn": (ImageOps, "exif_transpose"), "convert": (Image.Image, "convert"),
    "save": (Image.Image, "save"),
}  # fmt: skip


@pytest.mark.parametrize("call", OF_PICTURES)
def test_an_error_at_a_picture_is_one_that_is_declared(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (800, 1000)).save(out, "PNG")
    for error in (*ERRORS, struct.error("x"), zlib.error("x"), SyntaxError("x"), OSError("x")):
        with monkeypatch.context() as patch:
            patch.setattr(*OF_PICTURES[call], _raising(error))
            with pytest.raises(MemoryError if isinstance(error, MemoryError) else UnreadableError):
                open_pdf(out.getvalue(), "x.png")


def test_opencv_may_fail_at_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    cv2, out = pytest.importorskip("cv2"), io.BytesIO()
    Image.new("RGB", (800, 1000), "white").save(out, "PNG")
    for call in ("cvtColor", "resize"):
        with monkeypatch.context() as patch:
            patch.setattr(cv2, call, _raising(cv2.error("assertion failed")))
            assert open_pdf(out.getvalue(), "x.png").pages


@pytest.mark.parametrize("size", [(20_000, 3), (3, 20_000), (1, 900)])
def test_a_picture_too_thin_for_a_line_of_text_is_refused(size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "PNG")

    with pytest.raises(UnreadableError, match=f"a picture of {size[0]} × {size[1]} pixels; expected a page"):
        open_pdf(out.getvalue(), "x.png")


def _told(data: bytes, seals: bool) -> str:
    """The error that is declared, or nothing where the report is read."""
    try:
        document = open_pdf(data, "x.pdf")
    except UnreadableError as error:
        return str(error)
    assert coacheck.read(document, seals=seals).panels
    assert all(picture.data or picture.why_not for picture in pictures(document))
    return ""


def _raising(error: BaseException) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        raise type(error)(*error.args)

    return call


def test_a_broken_page_leaves_the_others_and_is_told(monkeypatch: pytest.MonkeyPatch, samples: Path) -> None:
    whole = coacheck.read(samples / "qc-pages.pdf")
    real = PDFPageInterpreter.process_page
    calls: list[object] = []

    def second_fails(self: PDFPageInterpreter, page: Any) -> None:
        calls.append(page)
        if len(calls) == whole.source.pages:
            raise KeyError("Font")
        real(self, page)

    monkeypatch.setattr(PDFPageInterpreter, "process_page", second_fails)
    found = coacheck.read(samples / "qc-pages.pdf")

    assert whole.source.pages > 1
    assert found.panels["cannabinoids"] == whole.panels["cannabinoids"]
    (unread,) = [u for u in found.unread if "broken page" in u.reason]
    assert unread.page == whole.source.pages


def test_where_every_page_is_broken_the_first_is_named(monkeypatch: pytest.MonkeyPatch, samples: Path) -> None:
    monkeypatch.setattr(PDFPageInterpreter, "process_page", _raising(KeyError("Font")))

    with pytest.raises(UnreadableError, match=r"tincture-good.pdf: broken page \(KeyError\), page 1"):
        open_pdf(samples / "tincture-good.pdf")


def test_a_page_of_an_absurd_size_is_not_drawn(tmp_path: Path) -> None:
    """Nothing that a computer has could hold its picture."""
    path = tmp_path / "large.pdf"
    canvas = Canvas(str(path), pagesize=(2_000_000, 2_000_000))
    canvas.drawString(10, 10, "CBD")
    canvas.save()

    (page,) = open_pdf(path).pages
    (picture,) = pictures(open_pdf(path))

    assert page.text in ("digital", "unread")
    assert picture.data or picture.why_not


@pytest.mark.parametrize("call", ["set_rotation", "save"])
def test_an_error_at_turning_a_page_is_one_that_is_declared(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.rotate(90)
    for line in range(30):
        canvas.drawString(40, -40 - 14 * line, "Certificate of Analysis, CBD 12.5 mg/g")
    canvas.save()
    place = pypdfium2.PdfDocument if call == "save" else pypdfium2.PdfPage
    assert open_pdf(out.getvalue(), "x.pdf").pages[0].width == 792  # it was turned
    for error in ERRORS:
        with monkeypatch.context() as patch:
            patch.setattr(place, call, _raising(error))
            with pytest.raises(UnreadableError):
                open_pdf(out.getvalue(), "x.pdf")


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_an_error_of_the_reader_of_texts_is_one_that_is_declared(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data, parser = {
        "html": (as_html(), "lxml.html.document_fromstring"), "docx": (as_docx(), "lxml.etree.fromstring"),
    }[kind]  # fmt: skip
    for error in (etree.XMLSyntaxError("x", 1, 1, 1), etree.ParserError("x"), ValueError("x"), RecursionError()):
        with monkeypatch.context() as patch:
            patch.setattr(parser, lambda *_, found=error, **__: (_ for _ in ()).throw(found))
            with pytest.raises(UnreadableError, match="a broken"):
                coacheck.read(data)
