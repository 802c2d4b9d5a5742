"""When a page is read by OCR, and what is told where that can't be done. No recogniser is needed here."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import coacheck
from coacheck.errors import UnreadableError
from coacheck.model import Label, Report
from coacheck.page import Word
from coacheck.pdf.ocr import pages as ocr
from coacheck.rules import Options, judge

LINE = "Cannabinoids by HPLC of the sample that was received, in percent"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: False)


@pytest.fixture
def picture(samples: Path) -> Image.Image:
    with pypdfium2.PdfDocument(samples / "potency-only.pdf") as pdf:
        return pdf[0].render(scale=1).to_pil().convert("RGB")


def _pdf(picture: Image.Image, mode: int, over: bool, text: str = LINE) -> bytes:
    """A page of a picture and of text in a render mode, the text painted over or under the picture."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=picture.size, invariant=1)
    if over:
        canvas.drawImage(ImageReader(picture), 0, 0)
    for i in range(10):
        line = canvas.beginText(40, 700 - 20 * i)
        line.setTextRenderMode(mode)
        line.textLine(text)
        canvas.drawText(line)
    if not over:
        canvas.drawImage(ImageReader(picture), 0, 0)
    canvas.save()
    return out.getvalue()


@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(
    ("mode", "over", "text"), [(3, True, LINE), (0, False, LINE), (0, True, "0.5 (cid:12)3 (cid:45)6 CBD")],
    ids=["invisible", "under the picture", "glyphs without a letter"],
)  # fmt: skip
def test_the_text_layer_of_a_scan_is_not_trusted(picture: Image.Image, mode: int, over: bool, text: str) -> None:
    with pytest.raises(UnreadableError, match=r"-m pip install .*\"rapidocr") as caught:
        coacheck.read(_pdf(picture, mode, over, text))

    assert caught.value.exit_code == 4
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("without")
def test_text_that_is_seen_on_a_background_is_trusted(picture: Image.Image) -> None:
    with pytest.raises(UnreadableError, match="no laboratory report"):
        coacheck.read(_pdf(picture, 0, True))


@pytest.mark.usefixtures("without")
def test_a_page_that_is_a_picture_is_told_where_the_others_have_text(samples: Path, picture: Image.Image) -> None:
    out, page = io.BytesIO(), io.BytesIO()
    picture.save(page, "PDF")
    with pikepdf.open(samples / "tincture-good.pdf") as report, pikepdf.open(page) as scan:
        report.pages.append(scan.pages[0])
        report.save(out)

    report_read = coacheck.read(out.getvalue())

    assert [(u.page, "coacheck[ocr]" in u.reason) for u in report_read.unread] == [(4, True)]


def test_a_blank_page_needs_no_ocr(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_read", None)
    with pikepdf.open(samples / "tincture-good.pdf") as report:
        report.add_blank_page()
        out = io.BytesIO()
        report.save(out)

    assert coacheck.read(out.getvalue()).source.text == "digital"


@pytest.mark.parametrize(
    ("limit", "value", "says"), [("MAX_PAGES", 0, "at most 0"), ("MAX_SECONDS", -1.0, "took more")]
)
def test_too_many_pages_and_too_little_time_are_told(
    picture: Image.Image, monkeypatch: pytest.MonkeyPatch, limit: str, value: float, says: str
) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: True)
    monkeypatch.setattr(ocr, limit, value)
    out = io.BytesIO()
    picture.save(out, "PNG")

    with pytest.raises(UnreadableError, match=says):
        coacheck.read(out.getvalue())


@pytest.mark.parametrize("size", [(50, 50), (11_000, 10_000)])
def test_a_picture_too_small_or_too_large_is_refused(size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")

    with pytest.raises(UnreadableError, match=f"{size[0]} × {size[1]} pixels; expected"):
        coacheck.read(out.getvalue())


def _scan_of(lines: Sequence[str], monkeypatch: pytest.MonkeyPatch, picture: Image.Image) -> Report:
    """What is read of a scan on which a recogniser found these lines."""

    def words(_picture: object, _scale: float, turn: bool = False) -> tuple[list[Word], int]:
        found = []
        for row, line in enumerate(lines):
            x, base = 40.0, 60.0 + 20 * row
            for text in line.split():
                found.append(Word(text, x, base - 8, x + 6 * len(text), base + 2, 10, base=base))
                x += 6 * len(text) + 3
        return found, 0

    monkeypatch.setattr(ocr, "installed", lambda: True)
    monkeypatch.setattr(ocr, "words_of_picture", words)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return coacheck.read(out.getvalue())


def test_a_scan_whose_results_are_lost_is_told_as_far_as_it_is_read(
    picture: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = [
        "Larkmeadow Analytical Laboratory", "Certificate of Analysis", "Matrix: hemp oil, cannabinoids",
        "Batch: FH-771", "Sample ID: LM-2609-118", "Received: 2026-09-02", "Reported: 2026-09-08",
    ]  # fmt: skip

    report = _scan_of([*head, "l0rem 1psum d0l0r s1t", "am3t c0ns 3ctetur"], monkeypatch, picture)

    assert (report.batch, report.dates.reported, dict(report.panels)) == ("FH-771", "2026-09-08", {})
    assert [(u.page, "no results could be made out" in u.reason) for u in report.unread] == [(1, True)]
    verdict = judge(report, Label(), Options(on=date(2026, 11, 22)))
    assert verdict.verdict == "review"


def test_a_scan_that_names_no_sample_is_refused(picture: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["Lab tested hemp and cannabinoids", "laboratory news of today", *["l0rem 1psum d0l0r s1t am3t"] * 8]

    with pytest.raises(UnreadableError, match="too faulty"):
        _scan_of(lines, monkeypatch, picture)


def test_chinese_letters_beside_english_names_change_no_figure(
    picture: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = [
        ("Larkmeadow Analytical Laboratory 測試實驗室",), ("Certificate of Analysis 檢測報告",),
        ("Batch 批號: FH-771",), ("Sample ID 樣品編號: LM-2609-118",), ("Cannabinoids by HPLC 大麻素",),
        ("Analyte 分析物", "LOQ 定量限 (%)", "Result 結果 (%)"), ("CBD 大麻二酚", "0.03", "12.34"),
        ("CBG 大麻萜酚", "0.03", "0.31"), ("Δ9-THC 四氫大麻酚", "0.03", "0.05"), ("大麻酚", "0.03", "0.77"),
    ]  # fmt: skip

    def words(_picture: object, _scale: float, turn: bool = False) -> tuple[list[Word], int]:
        found = []
        for row, line in enumerate(cells):
            base = 60.0 + 20 * row
            for x, cell in zip((40.0, 250.0, 400.0), line, strict=False):
                for text in cell.split():
                    wide = 6 * len(text)
                    found.append(Word(text, x, base - 8, x + wide, base + 2, 10, base=base, sure=0.99))
                    x += wide + 3
        return found, 0

    monkeypatch.setattr(ocr, "installed", lambda: True)
    monkeypatch.setattr(ocr, "words_of_picture", words)
    out = io.BytesIO()
    picture.save(out, "PNG")

    report = coacheck.read(out.getvalue())

    rows = {m.analyte: [r.value for r in m.results] for m in report.panels["cannabinoids"].measurements if m.analyte}
    assert rows == {"cbd": [12.34], "cbg": [0.31], "delta_9_thc": [0.05]}
    assert (report.batch, report.sample_id) == ("FH-771", "LM-2609-118")
