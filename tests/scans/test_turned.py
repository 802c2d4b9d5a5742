"""Pages on their side and upside down are read as if they lay upright, and shown so."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

import coacheck
from coacheck.files.opened import open_report
from conftest import ROOT
from scans.tally import cells_of, false, right, tally

SAMPLES = ROOT / "sample_coas"
NAME = "gummy-underfilled"


def _counts(data: bytes, name: str = NAME) -> Counter[str]:
    truth = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    return tally(cells_of(coacheck.read(data).model_dump(mode="json")), cells_of(truth))


def _drawn_turned(name: str, quarter: int) -> bytes:
    """A report whose text is drawn on its side: no entry of the page says how it lies."""
    out = io.BytesIO()
    with pikepdf.open(SAMPLES / f"{name}.pdf") as pdf:
        for page in pdf.pages:
            wide, high = float(page.mediabox[2]), float(page.mediabox[3])
            turn = {1: f"0 1 -1 0 {high} 0 cm", 2: f"-1 0 0 -1 {wide} {high} cm", 3: f"0 -1 1 0 0 {wide} cm"}[quarter]
            page.contents_add(f"q {turn}\n".encode(), prepend=True)
            page.contents_add(b"\nQ")
            if quarter % 2:
                page.mediabox = [0, 0, high, wide]
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_text_drawn_on_its_side_is_read_without_ocr(quarter: int) -> None:
    data = _drawn_turned(NAME, quarter)

    document = open_report(data, "x.pdf")

    counts = _counts(data)
    assert (right(counts), false(counts)) == (1.0, 0.0), counts
    assert coacheck.read(document).source.text == "digital"
    assert (document.pages[0].width, document.pages[0].height) == (612, 792)
    with pypdfium2.PdfDocument(document.data) as pdf:
        assert pdf[0].get_size() == (612, 792)


@pytest.mark.parametrize("quarter", [1, 2])
def test_a_scan_on_its_side_is_turned(quarter: int) -> None:
    pytest.importorskip("rapidocr", reason="scans need the extra: pip install -e '.[ocr]'")
    picture = _picture(NAME).rotate(90 * quarter, expand=True)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=85)

    document = open_report(out.getvalue(), "x.jpg")

    found = coacheck.read(document)
    truth = json.loads((SAMPLES / f"{NAME}.json").read_text("utf-8"))
    counts = tally(cells_of(found.model_dump(mode="json")), cells_of(truth))
    assert right(counts) >= 0.97, counts
    assert false(counts) == 0, counts
    assert document.pages[0].width == pytest.approx(612, abs=1)


def _picture(name: str) -> Image.Image:
    with pypdfium2.PdfDocument(Path(SAMPLES / f"{name}.pdf")) as pdf:
        picture: Image.Image = pdf[0].render(scale=150 / 72).to_pil().convert("RGB")
        return picture
