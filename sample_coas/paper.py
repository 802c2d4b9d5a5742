"""Drawing helpers: words, tables, boxes, QR codes. They know paper, not chemistry."""

from dataclasses import dataclass

from record import Col, Row, Table, is_total
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

for vera in ("Vera", "VeraBd", "VeraIt"):
    pdfmetrics.registerFont(TTFont(vera, f"{vera}.ttf"))

BLACK, GREY, GREEN, RED, WHITE = "#1a1a1a", "#7a7a7a", "#2e8b57", "#c62828", "#ffffff"
STATUS_INK = {"pass": GREEN, "passed": GREEN, "fail": RED, "failed": RED, "not tested": GREY}


@dataclass(frozen=True)
class Look:
    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 7.5
    row: float = 11.5
    head_fill: str | None = None
    head_ink: str = BLACK
    lines: str = "none"  # none, rows, grid
    zebra: str | None = None
    align: str = "center"
    status_ink: bool = True


def words(c: Canvas, x: float, y: float, text: str, font: str, size: float, ink: str = BLACK,
          align: str = "left") -> None:
    if "Vera" in font:
        text = text.replace("Δ", "∆")  # Vera has the increment sign, not the Greek letter
    c.setFont(font, size)
    c.setFillColor(HexColor(ink))
    {"left": c.drawString, "center": c.drawCentredString, "right": c.drawRightString}[align](x, y, text)


def lines(c: Canvas, x: float, y: float, texts: list[str], font: str, size: float, ink: str = BLACK,
          align: str = "left", lead: float = 1.3) -> float:
    for text in texts:
        words(c, x, y, text, font, size, ink, align)
        y -= size * lead
    return y


def note(c: Canvas, x: float, y: float, width: float, text: str, font: str, size: float, ink: str = GREY) -> float:
    return lines(c, x, y, simpleSplit(text, font, size, width), font, size, ink)


def pairs(c: Canvas, x: float, y: float, items: list[tuple[str, str]], look: Look, gap: float | None = None) -> float:
    """Label and value on one line; the value after the label, or `gap` to the right of its start."""
    for label, value in items:
        words(c, x, y, label, look.bold, look.size)
        at = gap or pdfmetrics.stringWidth(label + " ", look.bold, look.size)
        words(c, x + at, y, value, look.font, look.size)
        y -= look.row
    return y


def band(c: Canvas, x: float, y: float, width: float, height: float, fill: str | None, edge: str | None = None) -> None:
    c.setLineWidth(0.7)
    if fill:
        c.setFillColor(HexColor(fill))
    if edge:
        c.setStrokeColor(HexColor(edge))
    c.rect(x, y, width, height, fill=int(bool(fill)), stroke=int(bool(edge)))


def rule(c: Canvas, x: float, y: float, width: float, ink: str = BLACK, thick: float = 0.6) -> None:
    c.setStrokeColor(HexColor(ink))
    c.setLineWidth(thick)
    c.line(x, y, x + width, y)


def qr(c: Canvas, x: float, y: float, size: float, url: str) -> None:
    code = QrCodeWidget(url, barLevel="M", barBorder=2)
    left, bottom, right, top = code.getBounds()
    drawing = Drawing(size, size, transform=[size / (right - left), 0, 0, size / (top - bottom), 0, 0])
    drawing.add(code)
    renderPDF.draw(drawing, c, x, y)


def signature(c: Canvas, x: float, y: float, name: str, role: str, look: Look, when: str = "") -> None:
    c.setStrokeColor(HexColor("#22336b"))
    c.setLineWidth(1)
    c.bezier(x + 5, y + 4, x + 30, y + 34, x + 40, y - 16, x + 62, y + 12)
    c.bezier(x + 62, y + 12, x + 80, y + 26, x + 74, y - 8, x + 118, y + 8)
    rule(c, x, y, 130)
    lines(c, x, y - look.size - 3, [name, role, *([when] if when else [])], look.font, look.size)


def cell(c: Canvas, col: Col, x: float, y: float, text: str, font: str, look: Look, ink: str = BLACK) -> None:
    align = "left" if col.key == "name" else look.align
    at = {"left": x + 3, "center": x + col.width / 2, "right": x + col.width - 4}[align]
    words(c, at, y, text, font, look.size, ink, align)


def heading(c: Canvas, cols: list[Col], x: float, y: float, look: Look) -> float:
    """The heading row with its top at y; the new top is what it returns."""
    deep = max(col.head.count("\n") for col in cols) + 1
    height = look.row + (deep - 1) * look.size * 1.2
    if look.head_fill:
        band(c, x, y - height, sum(col.width for col in cols), height, look.head_fill)
    for col in cols:
        for i, text in enumerate(col.head.split("\n")):
            cell(c, col, x, y - look.row + 3.5 - i * look.size * 1.2, text, look.bold, look, look.head_ink)
        x += col.width
    return y - height


def grid(c: Canvas, table: Table, x: float, y: float, look: Look, rows: list[Row] | None = None) -> float:
    """A table with its top left corner at (x, y); returns where it ends."""
    width, top = sum(col.width for col in table.cols), y
    y = heading(c, table.cols, x, y, look)
    rule(c, x, y, width)
    for i, row in enumerate(table.rows if rows is None else rows):
        if look.zebra and i % 2:
            band(c, x, y - look.row, width, look.row, look.zebra)
        at = x
        for col in table.cols:
            text = row.get(col.key, "")
            ink = STATUS_INK.get(text.lower(), BLACK) if look.status_ink else BLACK
            cell(c, col, at, y - look.row + 3.5, text, look.bold if is_total(row) else look.font, look, ink)
            at += col.width
        y -= look.row
        if look.lines != "none":
            rule(c, x, y, width, "#c8c8c8" if look.lines == "rows" else BLACK, 0.4)
    if look.lines == "grid":
        uprights(c, table.cols, x, top, y)
    return y


def uprights(c: Canvas, cols: list[Col], x: float, top: float, bottom: float) -> None:
    rule(c, x, top, sum(col.width for col in cols), BLACK, 0.4)
    for width in [0.0, *(col.width for col in cols)]:
        x += width
        c.line(x, top, x, bottom)
