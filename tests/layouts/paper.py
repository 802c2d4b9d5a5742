"""Pages to write on: text by its baseline from the top, Greek in a font that has it, header and footer."""

from __future__ import annotations

import re
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


_GREEK = re.compile("([Δαβγδ])")


class Paper:
    """A PDF in the making. `y` is the distance from the top down to which the page is written on."""

    def __init__(self, font: str, header: str, footer: str, pages: int | None = None) -> None:
        self._buffer = BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=letter, invariant=1)
        self.fonts, self.header, self.footer, self.pages = _FONTS[font], header, footer, pages
        self.number, self.y = 0, MARGIN
        self.placed: list[tuple[int, float, float, float, float, str]] = []
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
        return sum(stringWidth(part, font, size * small) for part, font, small in self._runs(text, bold))

    def text(
        self, x: float, baseline: float, text: str, size: float, bold: bool = False, align: str = "left",
        gray: float = 0.0,
    ) -> None:  # fmt: skip
        """Text by its baseline. What follows a "↑" is small and raised, as exponents and footnote marks are."""
        width = self.width(text, size, bold)
        x -= {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width
        if text.strip():
            self.placed.append((self.number, x, baseline - 0.7 * size, x + width, baseline + 0.15 * size, text))
        self.canvas.setFillGray(gray)
        for part, font, small in self._runs(text, bold):
            self.canvas.setFont(font, size * small)
            self.canvas.drawString(x, HEIGHT - baseline + (0.35 * size if small < 1 else 0), part)
            x += stringWidth(part, font, size * small)
        self.canvas.setFillGray(0)

    def _runs(self, text: str, bold: bool) -> Iterator[tuple[str, str, float]]:
        plain = self.fonts[bold]
        for i, piece in enumerate(text.split("↑")):
            raised, rest = (piece[:1], piece[1:]) if i else ("", piece)
            if raised:
                yield raised, plain, 0.62
            for part in _GREEK.split(rest):
                if part:
                    yield part, "Symbol" if part in "Δαβγδ" else plain, 1.0

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
