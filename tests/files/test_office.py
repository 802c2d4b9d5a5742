"""Reports as DOCX and HTML: read as the tables they are; what is not shown is not read."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

import coacheck
from coacheck.errors import UnreadableError
from coacheck.files import office
from coacheck.files.html import blocks_of_html
from coacheck.files.opened import open_report
from coacheck.files.typeset import pages_of
from coacheck.model import Report
from coacheck.rules import Options
from files.made import VALUES, as_docx, as_html

ON = Options(on=date(2026, 11, 22))


def _values(report: Report) -> dict[str, float]:
    rows = report.panels["cannabinoids"].measurements
    return {m.name: r.value for m in rows for r in m.results if r.value is not None and r.unit == "%"}


@pytest.mark.parametrize("data", [as_html(), as_docx()], ids=["html", "docx"])
def test_every_row_is_read(data: bytes) -> None:
    report = coacheck.read(data)

    assert sorted(_values(report).values()) == sorted(VALUES.values())
    assert len(report.panels["cannabinoids"].measurements) == 6
    assert [m.status for m in report.panels["heavy_metals"].measurements] == ["pass"] * 4
    assert (report.batch, report.sample_id, report.lab.name) == ("FH-771", "LM-2609-118", "Larkmeadow Analytical")
    assert report.unread == []


@pytest.mark.parametrize("data", [as_html(), as_docx()], ids=["html", "docx"])
def test_it_is_told_that_the_file_does_not_say_what_made_it(data: bytes) -> None:
    verdict, page = coacheck.show(data, options=ON)

    assert any(f.check == "legit.file-history" and f.outcome == "review" for f in verdict.findings)
    assert "data:image/png" in page


def test_the_evidence_shows_the_words_where_they_were_read() -> None:
    document = open_report(as_html(), "x")
    with pypdfium2.PdfDocument(document.data) as pdf:
        drawn = pdf[0].get_textpage()
        for word in document.pages[0].words:
            if word.text.isascii():
                box = (word.x0 - 1, 792 - word.bottom - 1, word.x1 + 1, 792 - word.top + 1)
                assert word.text in drawn.get_text_bounded(*box), word


@pytest.mark.parametrize("style", ["display:none", "visibility: hidden", "font-size:0"])
def test_what_a_browser_does_not_show_is_not_read(style: str) -> None:
    report = coacheck.read(as_html(hidden=f'<p style="{style}">Batch: OTHER-1</p><script>Batch: OTHER-2</script>'))

    assert "OTHER" not in report.model_dump_json()


def test_a_cell_over_several_columns_and_rows_keeps_the_others_in_place() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>0.1</td><td>{value}</td></tr>" for name, value in
                   (("CBD", "12.5"), ("CBDA", "1.25"), ("CBG", "0.75")))  # fmt: skip
    table = ("<table><tr><th rowspan=2>Cannabinoid</th><th colspan=2>mg/g</th></tr>"
             f"<tr><th>LOQ</th><th>Result</th></tr>{rows}</table>")  # fmt: skip
    page = f"<html><body><p>Certificate of Analysis</p><p>Batch: A-1</p><p>Laboratory: hemp</p>{table}</body></html>"

    measured = coacheck.read(page.encode()).panels["cannabinoids"].measurements

    assert [(m.results[0].value, m.results[0].unit, m.loq and m.loq.value) for m in measured] == [
        (12.5, "mg/g", 0.1), (1.25, "mg/g", 0.1), (0.75, "mg/g", 0.1),
    ]  # fmt: skip


def test_hidden_and_deleted_text_of_word_is_not_read() -> None:
    changed = {
        "FH-771": '</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>HID-1</w:t></w:r>'
        '<w:del w:id="1"><w:r><w:delText>DEL-1</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>INS-1</w:t></w:r></w:ins><w:r><w:t>'
    }

    assert coacheck.read(_with(as_docx(), changed)).batch == "INS-1"


def _with(data: bytes, changes: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for info in before.infolist():
            content = before.read(info)
            if info.filename == "word/document.xml":
                for old, new in changes.items():
                    content = content.replace(old.encode(), new.encode())
            after.writestr(info.filename, content)
    return out.getvalue()


def test_entities_of_a_hostile_docx_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    head = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document'
    hostile = _with(as_docx(), {"<w:document": head, "FH-771": "&x;"})

    assert "SECRET" not in coacheck.read(hostile).model_dump_json()


@pytest.mark.parametrize(
    "data", [b"<html><body><p>Hello, this is a shop.</p></body></html>", b"<html>", b"<!doctype html><html></html>"]
)  # fmt: skip
def test_another_page_is_no_report(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"no text to read|no laboratory report"):
        coacheck.read(data)


def test_broken_and_missing_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError, match="a broken DOCX"):
        coacheck.read(_with(as_docx(), {"</w:document>": ""}))
    monkeypatch.setattr(office, "find_spec", lambda _: None)
    with pytest.raises(UnreadableError, match=r"pip install 'coacheck\[office\]'"):
        coacheck.read(as_html())


_ROW = "<tr><td>THC<td>1.5<td>2"
BOMBS = {
    "rows": ("<table>" + _ROW * 20_000, "over 200 pages"),
    "cells that reach far": ("<table>" + ("<tr>" + "<td colspan=50 rowspan=50>1" * 4) * 500, "over 300,000 cells"),
    "columns": ("<table><tr>" + "<td>1" * 5000, "over 200 columns"),
    "paragraphs": ("<p>x" * 50_000, "over 200 pages"),
    "text": ("<p>word 1.5</p>" * 600_000, "over 4,000,000 characters"),
    "depth": ("<div>" * 1000 + "x", "nested too deeply"),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_what_is_larger_than_any_report_is_refused_at_once(kind: str) -> None:
    inside, told = BOMBS[kind]
    before = time.process_time()

    with pytest.raises(UnreadableError, match=told):
        coacheck.read(f"<html><body>{inside}".encode())

    assert time.process_time() - before < 20


def test_a_table_of_many_rows_costs_no_more_for_each() -> None:
    rows = "".join(f"<tr><td>line {number}</td><td>{number}</td></tr>" for number in range(6000))
    before = time.process_time()

    pages = pages_of(blocks_of_html(f"<html><body><table>{rows}</table>".encode()))

    assert sum(len(page.words) for page in pages) == 18_000
    assert time.process_time() - before < 10
