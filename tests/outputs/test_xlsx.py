"""A workbook holds numbers as numbers, days as days, and never a formula, whatever a report says."""

from __future__ import annotations

import zipfile
from contextlib import nullcontext
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import pytest

import coacheck
from coacheck.cli import app, scan_run
from coacheck.model import Label
from coacheck.outputs.scan_data import CsvFindings
from coacheck.outputs.xlsx import RESULT_COLUMNS, Workbook
from coacheck.rules import Options, parse_claim
from coacheck.scanning.ended import failed, judged
from conftest import Run

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "＝1", "'=1"]


@pytest.fixture(scope="module")
def verdict(samples: Path) -> Any:
    label = Label(claims=[parse_claim("CBD 25 mg/unit")])
    return coacheck.check(samples / "gummy-underfilled.pdf", label, Options(on=date(2026, 11, 22)))


def written(*results: Any) -> tuple[bytes, dict[str, list[dict[str, Any]]]]:
    made = Workbook()
    assert "".join(map(made.of, results)) == ""
    content = made.tail
    book = openpyxl.load_workbook(BytesIO(content))
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    return content, {name: [dict(zip(all_[0], row, strict=True)) for row in all_[1:]] for name, all_ in rows.items()}


def test_a_sheet_of_verdicts_of_findings_and_of_results(verdict: Any) -> None:
    _, sheets = written(judged("a/gummy.pdf", verdict), failed("b.pdf", "unreadable", "b.pdf: empty"))

    assert [(r["file"], r["verdict"], r["potent"]) for r in sheets["verdicts"]] == [
        ("a/gummy.pdf", "fail", "fail"), ("b.pdf", "error", None),
    ]  # fmt: skip
    assert sheets["verdicts"][0]["reasons"].startswith("label claim: CBD (potent.label-claim); ")
    assert sheets["verdicts"][1]["reasons"] == "can't be read (unreadable)"
    assert sheets["verdicts"][0]["reported"] == datetime(2026, 9, 29)
    (claim,) = (r for r in sheets["findings"] if r["check"] == "potent.label-claim" and r["outcome"] == "fail")
    assert (claim["measured"], claim["expected_min"]) == (17.89, 22.5)
    (cbd,) = (r for r in sheets["results"] if r["analyte"] == "cbd" and r["unit"] == "mg/unit")
    assert (cbd["value"], cbd["text"], cbd["panel"], cbd["page"]) == (17.89, "17.89", "cannabinoids", 1)
    assert set(cbd) == set(RESULT_COLUMNS)
    (total,) = (r for r in sheets["results"] if r["analyte"] == "total_cbd" and r["unit"] == "mg/unit")
    assert total["panel"] == "totals"


def test_rows_stand_by_name_in_whatever_order_the_reports_were_done(verdict: Any) -> None:
    """Two workbooks of one folder can be laid beside each other."""
    done = [judged("b.pdf", verdict), failed("c.pdf", "unreadable", "c.pdf: empty"), judged("a.pdf", verdict)]
    _, sheets = written(*done)

    assert [r["file"] for r in sheets["verdicts"]] == ["a.pdf", "b.pdf", "c.pdf"]
    assert [*dict.fromkeys(r["file"] for r in sheets["findings"])] == ["a.pdf", "b.pdf", "c.pdf"]
    assert [*dict.fromkeys(r["file"] for r in sheets["results"])] == ["a.pdf", "b.pdf"]


def test_what_the_buyer_compares_and_sorts_by_has_columns(verdict: Any) -> None:
    _, sheets = written(judged("a.pdf", verdict))
    (row,) = sheets["verdicts"]

    assert (row["fails"], row["doubts"], row["gaps"]) == (1, 0, 1)
    assert (row["claims"], row["measured"]) == ("CBD 25 mg/unit", "CBD 17.89 of 25 mg/unit")
    assert (row["percent_of_label"], row["strength"]) == (71.6, "CBD 17.89 mg per unit; THC 0.44 mg per unit")


def test_a_finding_says_whether_it_is_a_doubt_or_a_gap(verdict: Any) -> None:
    _, sheets = written(judged("a.pdf", verdict))

    assert {r["kind"] for r in sheets["findings"] if r["outcome"] == "review"} == {"gap"}
    assert {r["kind"] for r in sheets["findings"] if r["outcome"] != "review"} == {None}
    assert "review,gap," in CsvFindings().of(judged("a.pdf", verdict))


def test_nothing_is_written_where_nothing_was_done(
    samples: Path, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    """An empty workbook of an interrupted scan would be taken for its result."""
    stop = Event()
    stop.set()
    monkeypatch.setattr(scan_run, "interruptible", lambda: nullcontext(stop))
    asked = [str(samples / "gummy-underfilled.pdf"), "-o", str(tmp_path / "k.xlsx")]

    assert app(["scan", *asked], standalone_mode=False) == 130
    assert list(tmp_path.iterdir()) == []
    assert "interrupted with 1 of 1 not done; nothing is written; what was read is kept" in capsys.readouterr().err


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_never_a_formula(verdict: Any, text: str) -> None:
    product = verdict.report.product.model_copy(update={"name": text})
    report = verdict.report.model_copy(update={"product": product, "client": text, "batch": text})
    content, sheets = written(judged(text, verdict.model_copy(update={"report": report})))

    assert sheets["verdicts"][0]["product"] == text.strip()
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert not [n for n in parts.namelist() if n.startswith("xl/worksheets/") and b"<f>" in parts.read(n)]


def test_what_no_workbook_can_hold_is_left_out(verdict: Any) -> None:
    product = verdict.report.product.model_copy(update={"name": "a\x00\x1b\ufffe" + "b" * 40_000})
    report = verdict.report.model_copy(update={"product": product})
    _, sheets = written(judged("x.pdf", verdict.model_copy(update={"report": report})))

    name = sheets["verdicts"][0]["product"]
    assert (name[:2], len(name)) == ("ab", 32_767)


def test_a_scan_writes_one_and_nothing_over_another(run: Run, samples: Path, tmp_path: Path) -> None:
    ours, foreign = tmp_path / "verdicts.xlsx", tmp_path / "mine.xlsx"
    openpyxl.Workbook().save(foreign)
    before = foreign.read_bytes()
    codes = [run("scan", samples / "gummy-underfilled.pdf", "-q", "-o", path).code for path in (ours, ours, foreign)]

    assert codes == [1, 1, 2]
    assert foreign.read_bytes() == before
    assert openpyxl.load_workbook(ours).sheetnames == ["verdicts", "findings", "results"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine.xlsx", "verdicts.xlsx"]


def test_csv_for_excel(run: Run, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    asked = ("scan", samples / "gummy-underfilled.pdf", "-q", "--bom", "-o", path)
    ran = [run(*asked, *more) for more in ([], ["--resume"])]
    text = path.read_bytes()

    assert [each.code for each in ran] == [1, 1], ran[1].err
    assert text.startswith("\ufefffile,verdict,".encode())
    assert text.count(b"\n") == 2
    assert run("scan", samples, "--bom", "--format", "json").code == 2
