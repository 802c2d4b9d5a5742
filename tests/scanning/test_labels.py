"""Labels as CSV: which row is for which report, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from coacheck.errors import UsageError
from coacheck.label_table import load_labels
from conftest import Run

GOOD = """file,batch,product,net_content,servings,form,category,claims
gummy-underfilled.pdf,,Peach Ring CBD Gummies,20 gummies (80 g),10,gummy,ingestible,CBD 25 mg/unit; THC-free
,fh t1000 0826,,30 mL,,,,CBD 1000 mg/package
below/none.pdf,,,,,,,
,NO-SUCH-BATCH,,,,,,
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "labels.csv"
    path.write_text(text, "utf-8")
    return path


def test_rows_have_the_fields_of_a_label_file(tmp_path: Path) -> None:
    first, second, *_ = load_labels(write(tmp_path, GOOD)).rows

    assert (first.line, first.file, first.label.product) == (2, "gummy-underfilled.pdf", "Peach Ring CBD Gummies")
    assert (first.label.units_per_package, first.label.serving.servings_per_package) == (20, 10)
    assert [c.analyte for c in first.label.claims] == ["cbd", "total_thc"]
    assert (second.label.batch, second.label.net_volume_ml) == ("fh t1000 0826", 30)


@pytest.mark.parametrize(
    ("file", "batch", "line"),
    [
        ("reports/gummy-underfilled.pdf", None, 2),
        ("s3://bucket/x/gummy-underfilled.pdf", "FH-T1000-0826", 2),
        ("C:\\reports\\gummy-underfilled.pdf", None, 2),
        ("reports/other.pdf", "FH-T1000-0826", 3),
        ("reports/not-gummy-underfilled.pdf", None, None),
        ("none.pdf", None, None),
        ("reports/below/none.pdf", None, 4),
    ],
)
def test_the_row_of_a_report(tmp_path: Path, file: str, batch: str | None, line: int | None) -> None:
    row = load_labels(write(tmp_path, GOOD)).match(file, batch)

    assert (row.line if row else None) == line


AS_SAVED = {
    "empty columns behind": "file;claims;;\nreport.pdf;CBD 25 mg/unit; ;\n",
    "columns of one's own": "file;note;Price;claims\nreport.pdf;ask Jo;3,50;CBD 25 mg/unit\n",
    "a heading in words": "File;Net Content;Claims\nreport.pdf;30 mL;CBD 25 mg/unit\n",
    "an empty column between": "file;;claims\nreport.pdf;;CBD 25 mg/unit\n",
}


@pytest.mark.parametrize("kind", AS_SAVED)
def test_a_table_as_spreadsheets_save_it(tmp_path: Path, kind: str) -> None:
    table = load_labels(write(tmp_path, AS_SAVED[kind]))

    assert [(r.file, [c.text for c in r.label.claims]) for r in table.rows] == [("report.pdf", ["CBD 25 mg/unit"])]
    assert table.unused == (("note", "price") if "own" in kind else ())


@pytest.mark.parametrize("between", ["; ", "\n", "\r\n", ", "])
def test_what_may_stand_between_claims(tmp_path: Path, between: str) -> None:
    (row,) = load_labels(write(tmp_path, f'file,claims\na.pdf,"CBD 1,000 mg/package{between}THC-free"\n')).rows

    assert [(c.analyte, c.value) for c in row.label.claims] == [("cbd", 1000), ("total_thc", None)]


def test_a_workbook_is_a_table_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (["file", "batch", "servings", "claims"], ["a.pdf", 85013, 30, "CBD 25 mg/unit\nTHC-free"], [None]):
        book.active.append(cells)
    book.save(tmp_path / "labels.xlsx")
    (row,) = load_labels(tmp_path / "labels.xlsx").rows

    assert (row.line, row.file, row.label.batch, row.label.serving.servings_per_package) == (2, "a.pdf", "85013", 30)
    assert [c.analyte for c in row.label.claims] == ["cbd", "total_thc"]


def test_a_batch_that_the_workbook_has_as_a_large_number_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (["batch"], [8501350001234567]):
        book.active.append(cells)
    book.save(tmp_path / "labels.xlsx")

    with pytest.raises(UsageError, match="line 2: a spreadsheet program has turned the batch into"):
        load_labels(tmp_path / "labels.xlsx")


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"PK\x03\x04 no workbook", "expected labels as CSV or a workbook (.xlsx)"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or locked Excel file")],
)  # fmt: skip
def test_what_is_no_workbook_says_what_would_be(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "labels.xlsx"
    path.write_bytes(content)

    with pytest.raises(UsageError) as error:
        load_labels(path)

    assert str(error.value).startswith(f"{path}: ")
    assert says in str(error.value)


BAD = {
    "an unknown column": ("file,clams\na.pdf,x\n", "'clams' is no column of labels; did you mean claims?"),
    "no column to know the report by": ("product\nGummies\n", "no column file or batch"),
    "a row for no report": ("file,batch,product\n,,Gummies\n", "line 2: neither file nor batch"),
    "a claim that is none": ("file,claims\na.pdf,CBD lots\n", "line 2: 'CBD lots' is no claim"),
    "two rows for a file": ("file\na.pdf\nb.pdf\n./a.pdf\n", "line 4: file './a.pdf' has a row already, line 2"),
    "a comma without quotes": ("file,product\na.pdf,Gummies, sour\n", "line 2: 3 cells under 2 columns"),
    "a quote never closed": (
        'file,claims\na.pdf,THC-free\nb.pdf,"CBD 25 mg/unit\nc.pdf,\n', "line 3: a quote is opened and never closed"
    ),
    "a quote never closed in a long file": (
        'file,claims\nb.pdf,"CBD 25 mg/unit\n' + "c.pdf,\n" * 30_000, "line 2: a cell is far too long; is a quote"
    ),
    "a quote that ends too soon": ('file,product\na.pdf,"3" patch\n', "line 2: a quote ends inside a cell"),
    "servings in words": ("file,servings\na.pdf,ten\n", "line 2: servings is 'ten'; expected a number above 0"),
    "an empty file": ("", "no column file or batch"),
    "a batch of many digits that a spreadsheet has shortened": (
        "batch,product\n8.50135E+15,Gummies\n",
        "line 2: a spreadsheet program has turned the batch into the number 8.50135E+15, and its last digits are lost; "
        "format the column as text",
    ),
    "the same where a comma is the decimal": ("batch;product\n8,50135E+15;x\n", "into the number 8,50135E+15"),
    "a column twice": ("file,file\na,b\n", "a column stands twice"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_can_not_be_understood_is_one_line(tmp_path: Path, kind: str) -> None:
    text, says = BAD[kind]
    path = write(tmp_path, text)

    with pytest.raises(UsageError) as error:
        load_labels(path)

    assert str(error.value).startswith(f"{path}: ")
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_scan_judges_by_the_labels_and_tells_what_fits_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("scan", folder, "--labels", write(tmp_path, GOOD), "--on", "2026-11-22")

    found = {Path(r["file"]).name: r for r in map(json.loads, ran.out.splitlines())}
    claims = {f["subject"]: f["outcome"] for f in found["gummy-underfilled.pdf"]["findings"]
              if f["check"] == "potent.label-claim"}  # fmt: skip
    assert claims["cbd"] == "fail"
    assert found["tincture-good.pdf"]["label"]["net_volume_ml"] == 30
    assert found["expired.pdf"]["label"]["claims"] == []
    assert "labels that fit no report: line 4 (below/none.pdf), line 5 (batch NO-SUCH-BATCH)" in ran.err
    assert "reports without a label: " in ran.err
    assert "expired.pdf" in ran.err.partition("reports without a label: ")[2]


def test_a_scan_tells_which_columns_it_left_out_and_which_file_was_meant(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    labels = write(tmp_path, "file,price,claims\nGummy-Underfilled.PDF,3,CBD 25 mg/unit\ntincture-good,4,THC-free\n")
    ran = run("scan", folder, "--labels", labels, "--on", "2026-11-22")

    assert ran.err.count(f"coacheck: {labels}: columns that are none of labels, not used: price\n") == 1
    (fits_none,) = [line for line in ran.err.splitlines() if "labels that fit no report: " in line]
    assert "line 2 (Gummy-Underfilled.PDF) – did you mean " in fits_none
    assert "gummy-underfilled.pdf?, line 3 (tincture-good) – did you mean " in fits_none
    assert fits_none.endswith("tincture-good.pdf?")
