"""`coacheck scan --ask`: a text for each client, on stdout or in a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import Run

ON = ("--on", "2026-11-22")


def test_a_file_for_each_client(run: Run, folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "expired.pdf", folder / "again.pdf")
    ran = run("scan", folder, "--ask", tmp_path / "asked", *ON, "-o", tmp_path / "out.jsonl")

    files = {p.name.rpartition("-")[0]: p.read_text("utf-8") for p in (tmp_path / "asked").iterdir()}
    assert ran.code == 1
    assert files["Mallow-Street-Confections"].startswith("Subject: Questions about the laboratory report of Peach")
    assert sum("Subject: Questions about 2 laboratory reports" in text for text in files.values()) == 1
    assert all(text.count("Subject: ") == 1 for text in files.values())
    assert f"questions to {len(files)} clients are in" in ran.err
    assert (tmp_path / "out.jsonl").read_text("utf-8").count("\n") == 6


def test_on_stdout_they_stand_in_place_of_the_data(run: Run, folder: Path) -> None:
    ran = run("scan", folder, "--ask", *ON, "-q")

    assert ran.out.startswith("Subject: Questions about")
    assert '"schema_version"' not in ran.out
    assert ran.err == ""


def test_what_was_done_before_is_asked_too(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run("scan", folder / "gummy-underfilled.pdf", "-o", out, *ON, "-q")
    ran = run("scan", folder, "-o", out, "--resume", "--ask", *ON, "-q")

    assert "To: Mallow Street Confections" in ran.out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--ask", "--format", "csv"], "expected --ask FOLDER"),
        (["--ask", "x", "-o", "out.csv", "--resume"], "expected JSON Lines"),
        (["--ask", "sample_coas"], "holds reports"),
        (["--ask", "sample_coas/expired.pdf"], "put --ask after the reports"),
        (["--ask", "s3://bucket/reports"], "expected a folder"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(
    run: Run, samples: Path, options: list[str], says: str
) -> None:
    ran = run("scan", samples, *options)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err
