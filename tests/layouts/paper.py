"""Pages to write on: text by its baseline from the top, Greek in a font that has it, header and footer."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = letter
MARGIN, BOTTOM = 40.0, HEIGHT - 62
_FONTS = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Courier": ("Courier", "Courier-Bold"),
    "Vera": ("Vera", "VeraBd"),
}
for _name in ("Vera", "VeraBd"):
    registerFont(TTFont(_name, str(Path(reportlab.__file__).parent / "fonts" / f"{_name}.ttf")))


class Paper:
    """A PDF in the making. `y` is the distance from the top down to which the page is written on."""

    def __init__(self, font: str, header: str, footer: str, pages: int | None = None) -> None:
        self._buffer = BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=letter, invariant=1)
        self.fonts, self.header, self.footer, self.pages = _FONTS[font], header, footer, pages
        self.number, self.y = 0, MARGIN
        self._begin()

    def _begin(self) -> None:
        self.number += 1
        self.y = MARGIN
        if self.number > 1:
            self.text(MARGIN, 30, self.header, 8)
        self.text(MARGIN, HEIGHT - 36, self.footer, 6)
        of = f" of {self.pages}" if self.pages else ""
        self.text(WIDTH - MARGIN, HEIGHT - 24, f"Page {self.number}{of}", 7, align="right")

    def next_page(self) -> None:
        self.canvas.showPage()
        self._begin()

    def finish(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()

    def width(self, text: str, size: float, bold: bool = False) -> float:
        return sum(stringWidth(part, font, size) for part, font in self._runs(text, bold))

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool = False, align: str = "left") -> None:
        x -= {"left": 0.0, "center": 0.5, "right": 1.0}[align] * self.width(text, size, bold)
        for part, font in self._runs(text, bold):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, HEIGHT - baseline, part)
            x += stringWidth(part, font, size)

    def _runs(self, text: str, bold: bool) -> Iterator[tuple[str, str]]:
        plain, run = self.fonts[bold], ""
        for char in text:
            if char in "Δαβγδ":
                if run:
                    yield run, plain
                yield char, "Symbol"
                run = ""
            else:
                run += char
        if run:
            yield run, plain

    def box(self, x0: float, top: float, x1: float, bottom: float, fill: float | None = None) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.setFillGray(1.0 if fill is None else fill)
        self.canvas.rect(
            x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=int(fill is None), fill=int(fill is not None)
        )
        self.canvas.setFillGray(0)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def wrapped(self, text: str, size: float, width: float, bold: bool = False) -> list[str]:
        """The text broken at spaces into lines that fit."""
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer, size, bold) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines
