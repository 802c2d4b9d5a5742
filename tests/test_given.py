"""Files that say what is wanted, as spreadsheets save them; and what is no such file: one line, at once."""

from __future__ import annotations

import os
import resource
import subprocess
from pathlib import Path

import pytest

from coacheck.errors import UsageError
from coacheck.label_table import load_labels
from conftest import PLAIN, PROGRAM, ROOT

ROWS = [
    ["file", "product", "density", "claims"],
    ["größe.pdf", "Öl “1000 mg”", "0,95", "CBD 1000 mg/package; THC-free"],
]


def table(between: str, first: str = "") -> str:
    return first + "\n".join(between.join(f'"{cell}"' for cell in row) for row in ROWS) + "\n"


SAVED = {
    "commas, UTF-8": table(",").encode(),
    "commas, UTF-8 with its mark": table(",").encode("utf-8-sig"),
    "semicolons, UTF-8": table(";").encode(),
    "semicolons, cp1252": table(";").encode("cp1252"),
    "commas, cp1252, Windows line ends": table(",").replace("\n", "\r\n").encode("cp1252"),
    "tabs, UTF-16": table("\t").encode("utf-16"),
    "tabs, UTF-16 big-endian": b"\xfe\xff" + table("\t").encode("utf-16-be"),
    "semicolons that a first line says": table(";", "sep=;\r\n").encode(),
    "semicolons without quotes": "file;product;density\ngröße.pdf;Öl “1000 mg”;0,95\n".encode("cp1252"),
}


@pytest.mark.parametrize("kind", SAVED)
def test_labels_are_read_as_a_spreadsheet_saves_them(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes(SAVED[kind])

    (row,) = load_labels(path).rows

    assert (row.file, row.label.product) == ("größe.pdf", "Öl “1000 mg”")
    assert row.label.serving.density_g_ml == 0.95
    assert [c.analyte for c in row.label.claims] in (["cbd", "total_thc"], [])


NONE = {
    "UTF-16 without its mark": (table(",").encode("utf-16-le"), "expected labels as CSV in UTF-8, UTF-16"),
    "no text": (b"PK\x03\x04\x00\x81\x8d", "expected labels as CSV or a workbook (.xlsx)"),
    "half of UTF-16": (b"\xff\xfea", "expected labels as CSV in UTF-8, UTF-16"),
    "a separator of its own": (b"sep=|\nfile|batch\n", "line 1: 'sep=|'; expected one of"),
    "bars": (b"file|batch\na.pdf|x\n", "'file|batch' is no column"),
}


@pytest.mark.parametrize("kind", NONE)
def test_what_is_no_table_is_one_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes(NONE[kind][0])

    with pytest.raises(UsageError) as error:
        load_labels(path)

    assert str(error.value).startswith(f"{path}: {NONE[kind][1]}")
    assert "\n" not in str(error.value)


OPTIONS = ["check REPORT --label", "check REPORT --limits", "scan REPORT --labels", "scan REPORT --limits"]


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("kind", ["/dev/zero", "a pipe", "a large file", "a folder"])
def test_what_never_ends_or_is_too_large_is_refused_at_once(tmp_path: Path, option: str, kind: str) -> None:
    path = tmp_path / "given"
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a large file":
        path.touch()
        os.truncate(path, 2**33)
    elif kind == "a folder":
        path.mkdir()
    else:
        path = Path(kind)

    ran = with_little_memory(*option.replace("REPORT", "sample_coas/tincture-good.pdf").split(), str(path))

    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1), ran.stderr
    assert str(path) in ran.stderr
    assert "expected" in ran.stderr
    assert "internal error" not in ran.stderr


def with_little_memory(*args: str) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))

    return subprocess.run(
        [PROGRAM, *args], cwd=ROOT, env=os.environ | PLAIN, capture_output=True, text=True, timeout=60, preexec_fn=limit
    )
