"""Raised digits that are letters of their own, as fonts have them: ¹ ² ³."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

import layouts.paper  # noqa: F401  registers the font Vera
from coacheck.layout import phrases_of
from coacheck.pdf import open_pdf


def read(*parts: tuple[str, str]) -> str:
    """What is read of one line, set in parts, each in its font."""
    sheet = BytesIO()
    canvas, x = Canvas(sheet), 72.0
    for text, font in parts:
        canvas.setFont(font, 10)
        canvas.drawString(x, 700, text)
        x += canvas.stringWidth(text, font, 10)
    canvas.save()
    return " ".join(p.text for p in phrases_of(open_pdf(sheet.getvalue()).pages[0].words))


@pytest.mark.parametrize("font", ["Helvetica", "Vera"])
@pytest.mark.parametrize(
    ("figure", "mark", "told"),
    [("10", "³", "10^3"), ("2.0×10", "²", "2.0×10^2"), ("0.110", "²", "0.110"), ("<5", "¹", "<5")],
)
def test_a_raised_digit_is_none_of_the_number(figure: str, mark: str, told: str, font: str) -> None:
    assert read((figure, "Helvetica"), (mark, font)) == told
