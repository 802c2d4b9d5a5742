"""Scans, photos and faxes of the sample reports, made from a seed, are read; what is not sure is not told."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import coacheck
from conftest import ROOT, Run
from scans.maker import SAMPLES, Scan, half_scanned, made, scan_of
from scans.tally import cells_of, false, right, tally

pytest.importorskip("rapidocr", reason="scans need the extra: pip install -e '.[ocr]'")
FEW = (1, 3, 5, 13, 27, 28)
"""A fax, a scan, a photo, JPEGs and a PNG; all 60 with --all-scans."""
ALL = range(60)


def _counts(scan: Scan) -> Counter[str]:
    truth = json.loads((SAMPLES / f"{scan.report}.json").read_text("utf-8"))
    return tally(cells_of(coacheck.read(made(scan)).model_dump(mode="json")), cells_of(truth))


def test_made_scans_are_read(request: pytest.FixtureRequest) -> None:
    every = request.config.getoption("--all-scans")

    counts = sum((_counts(scan_of(seed)) for seed in (ALL if every else FEW)), Counter[str]())

    assert right(counts) >= 0.97, counts
    assert false(counts) <= 0.005, counts


def test_the_verdict_says_what_rests_on_ocr(run: Run, tmp_path: Path) -> None:
    scan = scan_of(3)  # its claim of 25 mg is not met
    (tmp_path / "scan.pdf").write_bytes(made(scan))

    ran = run("check", tmp_path / "scan.pdf", "--claim", "CBD 25 mg/unit", "--on", "2026-11-22", "--format", "json")

    verdict = json.loads(ran.out)
    assert ran.code == 1
    assert verdict["report"]["source"]["text"] == "ocr"
    claim = next(f for f in verdict["findings"] if f["check"] == "potent.label-claim")
    assert claim["message"].endswith("(read by OCR)")
    assert any("OCR" in caveat for caveat in verdict["caveats"])


@pytest.mark.parametrize("name", sorted(p.stem for p in (ROOT / "sample_coas").glob("*.pdf")))
def test_a_report_with_text_is_not_read_again(name: str) -> None:
    source = coacheck.read(SAMPLES / f"{name}.pdf").source

    assert (source.text, source.ocr_pages) == ("digital", [])


def test_a_table_pasted_as_a_picture_is_read_beside_the_text() -> None:
    report = coacheck.read(half_scanned("gummy-underfilled"))

    truth = json.loads((SAMPLES / "gummy-underfilled.json").read_text("utf-8"))
    counts = tally(cells_of(report.model_dump(mode="json")), cells_of(truth))
    assert (report.source.text, report.source.ocr_pages) == ("mixed", [1])
    assert (report.batch, report.lab.name) == (truth["batch"], truth["lab"]["name"])
    assert right(counts) >= 0.97, counts
    assert false(counts) == 0, counts


def test_a_scan_with_a_point_for_each_pixel_is_read_as_well() -> None:
    scan = next(s for s in map(scan_of, ALL) if not (s.as_picture or s.fax or s.lean))
    truth = json.loads((SAMPLES / f"{scan.report}.json").read_text("utf-8"))

    usual, large = coacheck.read(made(scan)), coacheck.read(made(scan, resolution=72))

    counts = tally(cells_of(large.model_dump(mode="json")), cells_of(truth))
    assert right(counts) >= 0.97, counts
    assert false(counts) == 0, counts
    assert (large.batch, large.dates) == (usual.batch, usual.dates)
    places = [report.panels["cannabinoids"].measurements[0].source for report in (usual, large)]
    assert [round(v * scan.dpi / 72) for v in places[0].bbox] == [pytest.approx(v, abs=3) for v in places[1].bbox]
