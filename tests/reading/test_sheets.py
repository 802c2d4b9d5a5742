"""Tables of a spreadsheet: numbered rows, headings in the middle of wide cells, figures at their right."""

from __future__ import annotations

from reportlab.lib.colors import lightgrey
from reportlab.pdfgen.canvas import Canvas

from reading.drawn import read, results_of

CELLS = ((50, 72), (72, 190), (190, 270), (270, 350), (350, 430), (430, 562))
HEADS = (("#",), ("Compound",), ("LOQ (mg/g)",), ("mg/g",), ("Wt. %",), ("Total mg per", "container"))
ROWS = (("CBDA", "0.05", "0.05", "0.005", "2.8"), ("CBG", "0.05", "0.21", "0.021", "11.9"),
        ("CBN", "0.05", "nd", "nd", "nd"), ("CBD", "0.05", "9.1", "0.91", "516"),
        ("d9-THC", "0.05", "0.3", "0.03", "17"))  # fmt: skip


def sheet(page: Canvas) -> None:
    page.setFillColor(lightgrey)
    for left, right in CELLS:
        page.rect(left, 634, right - left, 26, stroke=1, fill=1)
    page.setFillColorRGB(0, 0, 0)
    for (left, right), lines in zip(CELLS, HEADS, strict=True):
        for i, line in enumerate(reversed(lines)):
            page.drawCentredString((left + right) / 2, 638 + 11 * i, line)
    for n, row in enumerate(ROWS, 1):
        y = 636 - 15 * n
        page.drawString(58, y, str(n))
        page.drawString(75, y, row[0])
        for (_, right), text in zip(CELLS[2:], row[1:], strict=True):
            page.drawRightString(right - 3, y, text)


def test_a_sheet_with_numbered_rows_is_read_by_its_coloured_headings() -> None:
    found = results_of(read(sheet))

    assert found["cbd"] == [(9.1, "mg/g"), (0.91, "%"), (516.0, "mg/package")]
    assert found["cbn"] == [("ND", "mg/g"), ("ND", "%"), ("ND", "mg/package")]
    assert list(found) == ["cbda", "cbg", "cbn", "cbd", "delta_9_thc"]
