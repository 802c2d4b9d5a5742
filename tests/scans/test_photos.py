"""What phones and browsers make of a report is read like a scan of it."""

from __future__ import annotations

import json

import pytest
from PIL import Image, ImageDraw

import coacheck
from conftest import ROOT
from scans.photos import CONDITIONS, page_of, perspective
from scans.tally import cells_of, false, right, tally

pytest.importorskip("rapidocr", reason="scans need the extra: pip install -e '.[ocr]'")
SAMPLES = ROOT / "sample_coas"
FEW = ("perspective", "exif", "long")
"""All ten, of three reports, with --all-scans."""


def test_photos_and_screenshots_are_read(request: pytest.FixtureRequest) -> None:
    every = request.config.getoption("--all-scans")
    for name in ("gummy-underfilled", "transposed", "potency-only") if every else ("gummy-underfilled",):
        truth = cells_of(json.loads((SAMPLES / f"{name}.json").read_text("utf-8")))
        for condition in CONDITIONS if every else FEW:
            data = CONDITIONS[condition](page_of(SAMPLES / f"{name}.pdf"))
            counts = tally(cells_of(coacheck.read(data).model_dump(mode="json")), truth)
            assert right(counts) >= 0.97, (name, condition, counts)
            assert false(counts) == 0, (name, condition, counts)


def test_only_a_sheet_on_a_darker_ground_is_cut_out() -> None:
    from coacheck.pdf.images.flat import flattened

    page = page_of(SAMPLES / "gummy-underfilled.pdf", 100)
    flat = flattened(perspective(page))
    assert flat.width / flat.height == pytest.approx(page.width / page.height, abs=0.03)
    assert flattened(page) is page

    banner = page.copy()
    ImageDraw.Draw(banner).rectangle((0, 0, page.width, 120), fill=(20, 60, 40))
    assert flattened(banner) is banner

    framed = Image.new("RGB", (page.width + 200, page.height + 200), (20, 60, 40))
    framed.paste(page, (100, 160))
    pen = ImageDraw.Draw(framed)
    for row in range(8):
        pen.text((120, 6 + 18 * row), "Certificate of Analysis, batch and laboratory " * 2, fill="white")
    assert flattened(framed) is framed, "what is printed on a dark frame must not be lost"
