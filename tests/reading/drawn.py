"""Small reports drawn for a test, and what was read of them."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

import coacheck
from coacheck.model import Report

Draw = Callable[[Canvas], None]


def read(draw: Draw) -> Report:
    return coacheck.read(pdf_of(draw))


def pdf_of(draw: Draw) -> bytes:
    out = io.BytesIO()
    page = Canvas(out, pagesize=(612, 792))
    page.setFont("Helvetica", 9)
    for i, text in enumerate(("Certificate of Analysis", "Sample ID: OV-1207", "Matrix: Hemp flower, cannabis")):
        page.drawString(60, 750 - 14 * i, text)
    draw(page)
    page.drawString(
        60, 60, "The results relate only to the sample as received. Overlook Laboratories, 12 Summit Street."
    )
    page.save()
    return out.getvalue()


def rows(page: Canvas, top: float, *rows: tuple[str, ...], at: tuple[float, ...] = (60, 200, 280, 340, 420)) -> None:
    for i, row in enumerate(rows):
        for x, text in zip(at, row, strict=False):
            page.drawString(x, top - 14 * i, text)


def results_of(report: Report, panel: str = "cannabinoids") -> dict[str, list[tuple[float | str | None, str | None]]]:
    found = report.panels[panel].measurements
    return {m.analyte or m.name: [(r.value if r.value is not None else r.qualifier, r.unit) for r in m.results]
            for m in found}  # fmt: skip
