"""Titles over the tables, the running text around them, and the tables of the quality control."""

from __future__ import annotations

from layouts.columns import Column
from layouts.content import Content
from layouts.grid import Grid
from layouts.paper import BOTTOM, MARGIN
from layouts.sheet import SPAN, Sheet
from layouts.style import Style
from layouts.summary import plain

_TEXTS = {
    "sentence": "Results are reported on an as received basis and relate only to the sample that was tested by the "
    "laboratory.",
    "notes": "Sample Prepared By: 1208  Date: 2026-03-06 10:11   Sample Analyzed By: 1013  Date: 2026-03-07 08:30",
    "legend": "ND = Not Detected, NT = Not Tested, LOD = Limit of Detection, LOQ = Limit of Quantitation.",
    "disclaimer": "This product has been tested by the laboratory using valid testing methodologies. Values reported "
    "relate only to the product tested and shall not be used for a claim of 100 % safety. Uncertainty of measurement "
    "is available upon request; k = 2 at a level of confidence of 95 %.",
    "formula": "Total THC = 0.877 × THCA + Δ9-THC; Total CBD = 0.877 × CBDA + CBD.",
}
_MARKS = {"1": "not in the scope of accreditation", "2": "tested by a partner laboratory", "3": "estimated value"}


def lead(style: Style) -> float:
    """The room that a title takes, in points."""
    return 26 + (14 if style.units == "above" else 0) + (12 if "text" in style.light else 0)


def title(sheet: Sheet, content: Content, x0: float, x1: float, y: float) -> float:
    """The panel's title, with its status at the right where the style has it so; where the table begins."""
    style, paper = sheet.style, sheet.paper
    text, base = content.title, y + 14
    if style.units == "title":
        text += f" ({content.printed[content.units[0]]})"
    word = sheet.words[content.status] if style.title_status and content.status else ""
    size = 10.0
    while paper.width(f"{text}   {word}", size, True) > x1 - x0 and size > 6:
        size -= 0.5
    paper.text(x0, base, text, size, True)
    if word and content.status:
        sheet.note(content.panel, content.status)
        paper.text(x1, base, word, size, True, align="right")
    if "text" in style.light:
        base += 11
        paper.text(x0, base, "Tested by SOP-14 within 72 hours; the sample was kept at 4 °C.", 6, gray=0.6)
    if style.units == "above":
        paper.text(x0, base + 13, f"{style.unit_words}{content.printed[content.units[0]]}", 7)
    return y + lead(style)


def under(sheet: Sheet, content: Content, y: float, x0: float, width: float) -> float:
    """What laboratories print right under a table."""
    style, paper = sheet.style, sheet.paper
    size = max(5.0, 0.8 * style.size)
    texts = [_TEXTS[kind] for kind in style.under_table]
    if style.formulas and content.panel == "cannabinoids":
        text = _TEXTS["formula"]
        texts.insert(0, text.replace("0.", "0,") if style.decimal_comma else text)
    marks = sorted({row.mark for row in content.rows if row.mark})
    if marks:
        texts.append("   ".join(f"↑{m} {_MARKS[m]}" for m in marks))
    y += (0.1 if style.close_text else 0.5) * size
    for text in texts:
        for line in paper.wrapped(text, size, width):
            y += 1.25 * size
            if y > BOTTOM + 14:
                paper.next_page()
                y = paper.y + 10
            paper.text(x0, y, line, size, gray=0.6 if "text" in style.light else 0.0)
    return y + 14


def controls(sheet: Sheet) -> None:
    """What is printed and is no result: recoveries, blanks, methods."""
    kind = sheet.style.quality_control
    if kind == "none":
        return
    columns = [
        Column("name" if i == 0 else "extra", [h], [[row[i]] for row in _body(sheet, kind)], "left", "left")
        for i, h in enumerate(_HEADS[kind])
    ]
    grid = Grid(sheet.paper, plain(sheet, 7.0, 16.0), columns, MARGIN, SPAN)
    if sheet.paper.y + grid.height + 40 > BOTTOM:
        sheet.paper.next_page()
    heading = "Methods" if kind == "methods" else "Quality Control"
    sheet.paper.text(MARGIN, sheet.paper.y + 20, heading, 10, True)
    grid.draw(sheet.paper.y + 28)


_HEADS = {
    "recovery": ["Analyte", "Expected", "Measured Conc.", "% Recovery"],
    "blank": ["Analyte", "Blank Result", "LCS Recovery", "Limits"],
    "methods": ["Test", "Method", "Instrument"],
}


def _body(sheet: Sheet, kind: str) -> list[list[str]]:
    if kind == "methods":
        return [[c.title, f"SOP-{n}1", "HPLC 1260"] for n, c in enumerate(sheet.contents, 1)]
    names = [r.name for r in sheet.contents[0].rows if not r.total][:4]
    figures = {"recovery": ["0.50", "0.49", "98.0"], "blank": ["ND", "97.5", "80-120"]}[kind]
    return [[name, *(f.replace(".", ",") if sheet.style.decimal_comma else f for f in figures)] for name in names]
