"""Ways to change a finished report, as forgers have them: over the page, in its content, in the file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import zxingcpp
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the bottom left corner, as PDFs have it."""


def saved(pdf: Pdf, **how: object) -> bytes:
    out = BytesIO()
    pdf.save(out, static_id=True, **how)  # type: ignore[arg-type]
    return out.getvalue()


def overlaid(path: Path | BytesIO, draw: Callable[[Canvas], None], page: int = 0) -> bytes:
    """Something drawn over a page."""
    sheet = BytesIO()
    canvas = Canvas(sheet, pagesize=(612, 792))
    draw(canvas)
    canvas.save()
    with pikepdf.open(path) as pdf, pikepdf.open(sheet) as over:
        pdf.pages[page].add_overlay(over.pages[0], pikepdf.Rectangle(0, 0, 612, 792))
        return saved(pdf)


def drawn(*steps: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    """One after the other."""

    def draw(canvas: Canvas) -> None:
        for step in steps:
            step(canvas)

    return draw


def grey(share: float) -> Callable[[Canvas], None]:
    """What follows is painted in grey (0 black, 1 white)."""
    return lambda canvas: canvas.setFillGray(share)


def white_box(box: Box, text: str = "", font: str = "Helvetica", size: float = 7.5) -> Callable[[Canvas], None]:
    """A white box, and other text on it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(white)
        canvas.rect(box[0], box[1], box[2] - box[0], box[3] - box[1], fill=1, stroke=0)
        canvas.setFillColor(black)
        canvas.setFont(font, size)
        canvas.drawCentredString((box[0] + box[2]) / 2, box[1] + 2, text)

    return draw


def text_at(x: float, y: float, text: str, font: str = "Helvetica", size: float = 7.5) -> Callable[[Canvas], None]:
    """Text without a ground."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)

    return draw


def unpainted(x: float, y: float, text: str) -> Callable[[Canvas], None]:
    """Text that is there and is not painted."""

    def draw(canvas: Canvas) -> None:
        words = canvas.beginText(x, y)
        words.setFont("Helvetica", 7.5)
        words.setTextRenderMode(3)
        words.textOut(text)
        canvas.drawText(words)

    return draw


def picture(box: Box, noise: bool = True) -> Callable[[Canvas], None]:
    """A picture that can't be seen through: the photograph of another number."""
    image = Image.effect_noise((90, 30), 120 if noise else 0).convert("RGB")

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(image), box[0], box[1], box[2] - box[0], box[3] - box[1])

    return draw


def qr_code(box: Box, link: str = "https://pages.example/coa") -> Callable[[Canvas], None]:
    """Another QR code."""
    code = QrCodeWidget(link, barLevel="M")
    x0, y0, x1, y1 = code.getBounds()
    drawing = Drawing(transform=[(box[2] - box[0]) / (x1 - x0), 0, 0, (box[3] - box[1]) / (y1 - y0), 0, 0])
    drawing.add(code)

    def draw(canvas: Canvas) -> None:
        white_box(box)(canvas)
        renderPDF.draw(drawing, canvas, box[0], box[1])

    return draw


def rewritten(path: Path, old: bytes, new: bytes, page: int = 0, font: str | None = None) -> bytes:
    """The content of a page with one text in it replaced; `font` becomes /FX of the page."""
    with pikepdf.open(path) as pdf:
        rewrite(pdf, old, new, page, font)
        return saved(pdf)


def rewrite(pdf: Pdf, old: bytes, new: bytes, page: int = 0, font: str | None = None) -> None:
    content = pdf.pages[page].Contents.read_bytes()
    assert content.count(old) >= 1, f"{old!r} is not in the page"
    pdf.pages[page].Contents = pdf.make_stream(content.replace(old, new, 1))
    if font:
        fonts = pdf.pages[page].Resources.Font
        fonts["/FX"] = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{font}"), Encoding=Name.WinAnsiEncoding)
        )


def appended(path: Path, old: bytes, new: bytes, day: str = "") -> bytes:
    """The same change of the first page, but appended to the file: the old content stays in it.

    `day` (20261220): the program writes down when it saved the file.
    """
    data = path.read_bytes()
    with pikepdf.open(path) as pdf:
        stream = pdf.pages[0].Contents
        number, content = stream.objgen[0], stream.read_bytes().replace(old, new, 1)
        size, root, info = int(pdf.trailer.Size), pdf.Root.objgen[0], pdf.docinfo.objgen[0]
        if day:
            pdf.docinfo[Name.ModDate] = pikepdf.String(f"D:{day}120000Z")
        record = b"%d 0 obj\n%b\nendobj\n" % (info, pdf.docinfo.unparse(resolved=True)) if day else b""
    start = int(data.rpartition(b"startxref")[2].split()[0])
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (number, len(content), content)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(data) + 1)
    if day:
        table += b"%d 1\n%010d 00000 n \n" % (info, len(data) + 1 + len(body))
        body += record
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d >>\n" % (size, root, info, start)
    return data + b"\n" + body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(data) + 1 + len(body))


def annotated(path: Path, box: Box, kind: str, painted: bool = True, **more: object) -> bytes:
    """An annotation over the first page; `painted`: white, with a number on it."""
    with pikepdf.open(path) as pdf:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(box), F=4, **more)
        if painted:
            note.AP = Dictionary(N=_look(pdf, box))
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
        return saved(pdf)


def _look(pdf: Pdf, box: Box) -> pikepdf.Stream:
    wide, high = box[2] - box[0], box[3] - box[1]
    drawn = f"1 1 1 rg 0 0 {wide} {high} re f 0 0 0 rg BT /F1 7 Tf 2 2 Td (9.999) Tj ET"
    look = pdf.make_stream(drawn.encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, wide, high])
    look.Resources = Dictionary(Font=Dictionary(F1=pdf.pages[0].Resources.Font["/F1"]))
    return look


def emptied_and_filled(path: Path, old: bytes, box: Box, value: str) -> bytes:
    """A text taken out of the first page, and a field in its place; the value stands in the field's parent."""
    with pikepdf.open(path) as pdf:
        rewrite(pdf, old, b"() Tj")
        parent = pdf.make_indirect(Dictionary(FT=Name.Tx, T=pikepdf.String("cell"), V=pikepdf.String(value)))
        field = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array(box), F=4, Parent=parent, P=pdf.pages[0].obj)
        )
        parent.Kids = Array([field])
        pdf.pages[0].Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([parent]))
        return saved(pdf)


def code_pasted(path: Path, box: Box, link: str, erased: bool) -> bytes:
    """A QR code as a picture of the first page; `erased`: a white box painted over it."""
    code = zxingcpp.create_barcode(link, zxingcpp.BarcodeFormat.QRCode)
    image = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=6)).convert("L")
    x0, y0, x1, y1 = box
    with pikepdf.open(path) as pdf:
        look = pdf.make_stream(image.tobytes())
        look.Type, look.Subtype, look.Width, look.Height = Name.XObject, Name.Image, image.width, image.height
        look.ColorSpace, look.BitsPerComponent = Name.DeviceGray, 8
        pdf.pages[0].resources["/XObject"] = Dictionary(QR=look)
        pdf.pages[0].contents_add(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm /QR Do Q\n".encode())
        if erased:
            cover = f"q 1 g {x0 - 4} {y0 - 4} {x1 - x0 + 8} {y1 - y0 + 8} re f Q\n"
            pdf.pages[0].contents_add(cover.encode())
        return saved(pdf)


def filled_field(path: Path, box: Box, value: str) -> bytes:
    """A form field with a value, over the first page."""
    with pikepdf.open(path) as pdf:
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=pikepdf.String("cell"),
                V=pikepdf.String(value),
                Rect=Array(box),
                F=4,
                MK=Dictionary(BG=Array([1, 1, 1])),
                P=pdf.pages[0].obj,
            )
        )
        pdf.pages[0].Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        return saved(pdf)
