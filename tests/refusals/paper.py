"""Plain documents: a title, lines of text, and tables whose cells are parted by " | "."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

COLUMN = 110.0


def drawn(text: str) -> bytes:
    """A PDF of one page. The first line is the title."""
    title, *lines = text.splitlines()
    canvas, buffer = _page()
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(50, 750, title)
    canvas.setFont("Helvetica", 9)
    for row, line in enumerate(lines):
        for i, cell in enumerate(line.split(" | ")):
            canvas.drawString(50 + i * COLUMN, 720 - 14 * row, cell.strip())
    canvas.save()
    return buffer.getvalue()


def scanned(lines: Sequence[str]) -> bytes:
    """A page that is one picture, with what a machine read in it as unseen text behind."""
    canvas, buffer = _page()
    text = canvas.beginText(50, 740)
    text.setTextRenderMode(3)
    for line in lines:
        text.textLine(line)
    canvas.drawImage(ImageReader(Image.new("L", (61, 79), 200)), 0, 0, 612, 792)
    canvas.drawText(text)
    canvas.save()
    return buffer.getvalue()


def _page() -> tuple[Canvas, io.BytesIO]:
    buffer = io.BytesIO()
    return Canvas(buffer, pagesize=(612, 792), invariant=True), buffer
