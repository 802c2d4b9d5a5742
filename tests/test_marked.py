"""A sound report that someone changed for the eye: another QR code, a watermark. Each is told with its place."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from conftest import Run

CODE = (504, 652, 574, 722)
"""Where the sample's own code stands, from the top left corner."""
HIGH = 792


def code_over(canvas: Canvas, text: str) -> None:
    x0, top, x1, bottom = CODE
    canvas.setFillGray(1)
    canvas.rect(x0 - 2, HIGH - bottom - 2, x1 - x0 + 4, bottom - top + 4, stroke=0, fill=1)
    widget = QrCodeWidget(text, barWidth=x1 - x0, barHeight=bottom - top)
    drawing = Drawing(x1 - x0, bottom - top)
    drawing.add(widget)
    renderPDF.draw(drawing, canvas, x0, HIGH - bottom)


def changed(original: Path, to: Path, url: str | None = None, watermark: str | None = None) -> Path:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, HIGH))
    if url:
        code_over(canvas, url)
    if watermark:
        canvas.translate(150, 250)
        canvas.rotate(45)
        canvas.setFont("Helvetica-Bold", 70)
        canvas.setFillGray(0.85)
        canvas.drawString(0, 0, watermark)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(original) as pdf, pikepdf.open(buffer) as over:
        pdf.pages[0].add_overlay(over.pages[0])
        pdf.save(to)
    return to


@pytest.fixture
def findings(run: Run, samples: Path, tmp_path: Path) -> Any:
    def judge(check: str, **change: str) -> list[dict[str, Any]]:
        file = changed(samples / "gummy-underfilled.pdf", tmp_path / "changed.pdf", **change)
        ran = run("check", file, "--on", "2026-11-22", "--format", "json")
        return [f for f in json.loads(ran.out)["findings"] if f["check"] == check]

    return judge


def test_a_code_that_was_replaced(findings: Any) -> None:
    found = findings("legit.link", url="https://coas.mallowstreet.example/peach.pdf")

    assert [f["outcome"] for f in found] == ["review"]
    assert "coas.mallowstreet.example" in found[0]["message"]
    place = found[0]["evidence"][0]
    assert place["page"] == 1
    assert all(abs(a - b) < 12 for a, b in zip(place["bbox"], CODE, strict=True))


def test_a_watermark(findings: Any) -> None:
    found = findings("legit.purpose", watermark="SAMPLE")

    assert [(f["outcome"], f["subject"]) for f in found] == [("review", "specimen")]
    assert found[0]["evidence"][0]["text"] == "SAMPLE"


def test_an_overlay_of_nothing_changes_nothing(findings: Any) -> None:
    assert [f["outcome"] for c in ("legit.link", "legit.purpose") for f in findings(c)] == ["pass", "pass"]
