"""Words with a line drawn through them."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from reading.drawn import read, rows


@pytest.mark.parametrize(
    ("high", "ends", "batch"),
    [(2.5, 0.0, "B-0611"), (-1.0, 0.0, "B-0610 B-0611"), (2.5, 300.0, "B-0610 B-0611")],
    ids=["through", "under", "longer than the word"],
)
def test_what_is_struck_out_does_not_hold(high: float, ends: float, batch: str) -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Analyte", "Result (%)"), ("CBD", "3.12"), ("CBG", "0.31"), ("Δ9-THC", "0.12"))
        page.drawString(60, 690, "Batch: B-0610 B-0611")
        begin = 60 + page.stringWidth("Batch: ", "Helvetica", 9)
        page.line(begin, 690 + high, begin + page.stringWidth("B-0610", "Helvetica", 9) + ends, 690 + high)

    assert read(draw).batch == batch
