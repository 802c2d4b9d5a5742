"""Small print of a fine scan is read from all the pixels that the scan has; ordinary print is not drawn so large."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image

import coacheck
from coacheck.page import Page
from coacheck.pdf.ocr.pages import picture_of
from conftest import ROOT
from scans.photos import page_of
from scans.tally import cells_of, false, right, tally

pytest.importorskip("rapidocr", reason="scans need the extra: pip install -e '.[ocr]'")
SAMPLES = ROOT / "sample_coas"
NAME = "gummy-underfilled"
DPI = 300


def _scan(share: float, dpi: int = DPI) -> bytes:
    """A sheet scanned at `dpi` on which the report is printed at `share` of its size."""
    page = page_of(SAMPLES / f"{NAME}.pdf", dpi * share)
    sheet = Image.new("RGB", (round(page.width / share), round(page.height / share)), "white")
    sheet.paste(page, (60, 60) if share < 1 else (0, 0))
    out = io.BytesIO()
    sheet.save(out, "PDF", resolution=dpi, quality=85)
    return out.getvalue()


@pytest.mark.parametrize(("share", "dpi", "long"), [(1.0, 300, 2200), (0.4, 300, 3300), (0.4, 150, 2200)])
def test_a_page_is_drawn_finer_where_print_is_small_and_the_scan_is_fine(share: float, dpi: int, long: int) -> None:
    picture = picture_of(_scan(share, dpi), Page(1, 612, 792, [], []))

    assert max(picture.shape) == pytest.approx(long, abs=3)


def test_small_print_loses_no_row(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--all-scans"):
        pytest.skip("a large page: with --all-scans")
    truth = cells_of(json.loads((SAMPLES / f"{NAME}.json").read_text("utf-8")))

    counts = tally(cells_of(coacheck.read(_scan(0.4)).model_dump(mode="json")), truth)

    assert (right(counts), false(counts)) == (1.0, 0.0), counts
