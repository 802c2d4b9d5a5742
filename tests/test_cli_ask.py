"""`--ask`: the questions alone on stdout, or in a file; never over a report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import Run

ON = ("--on", "2026-11-22")
BEGIN = "Subject: Questions about the laboratory report of"


@pytest.fixture
def gummy(samples: Path) -> Path:
    return samples / "gummy-underfilled.pdf"


def test_only_the_questions_are_printed_and_the_verdict_in_a_line_on_stderr(run: Run, gummy: Path) -> None:
    ran = run("check", gummy, "--ask", "--claim", "CBD 25 mg/unit", *ON)

    assert ran.code == 1
    assert ran.out.startswith(f"{BEGIN} Peach Ring CBD Gummies\nTo: Mallow Street Confections\n")
    assert "28.4 % below the label" in ran.out
    assert "for pesticides, microbials and mycotoxins?" in " ".join(ran.out.split())
    assert ran.err.startswith("coacheck: gummy-underfilled.pdf: FAIL: CBD: label says 25 mg/unit")
    assert ran.err.count("\n") == 1


def test_in_a_file_beside_the_verdict(run: Run, gummy: Path, tmp_path: Path) -> None:
    path = tmp_path / "questions.txt"
    plain = run("check", gummy, "--format", "json", *ON)
    both = [run("check", gummy, "--format", "json", "--ask", path, *ON) for _ in range(2)]

    assert [ran.out for ran in both] == [plain.out] * 2
    assert both[0].err == f"coacheck: the questions are in {path}\n"
    assert path.read_text("utf-8").startswith(BEGIN)


def test_questions_that_were_edited_are_kept_beside(run: Run, gummy: Path, tmp_path: Path) -> None:
    path = tmp_path / "questions.txt"
    run("check", gummy, "--ask", path, *ON)
    mine = path.read_text("utf-8") + "\nKind regards, A Buyer\n"
    path.write_text(mine, "utf-8")

    ran = run("check", gummy, "--ask", path, *ON)

    assert "Kind regards, A Buyer" not in path.read_text("utf-8")
    assert (tmp_path / "questions.old.txt").read_text("utf-8") == mine
    assert f"it is kept as {tmp_path}/questions.old.txt" in ran.err


def test_nothing_to_ask_writes_nothing(run: Run, samples: Path, tmp_path: Path) -> None:
    claim = ("--claim", "CBD 1000 mg/package", "--ignore", "legit.lab", *ON)
    ran = run("check", samples / "tincture-good.pdf", "--ask", tmp_path / "q.txt", *claim)

    assert (ran.code, list(tmp_path.iterdir())) == (0, [])
    assert "nothing to ask" in ran.err


@pytest.mark.parametrize("kind", ["a report", "a text", "a folder", "no folder"])
def test_a_report_is_never_taken_for_the_file(run: Run, gummy: Path, tmp_path: Path, kind: str) -> None:
    report, text = tmp_path / "report.pdf", tmp_path / "notes.txt"
    shutil.copy(gummy, report)
    text.write_text("mine")
    name = {"a report": report, "a text": text, "a folder": tmp_path, "no folder": tmp_path / "x" / "q.txt"}[kind]

    ran = run("check", "--ask", name, gummy, *ON)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert report.read_bytes() == gummy.read_bytes()
    assert text.read_text() == "mine"


def test_ask_before_the_only_report_says_what_to_do(run: Run, gummy: Path) -> None:
    ran = run("check", "--ask", gummy, *ON)

    assert ran.code == 2
    assert "put --ask after the reports" in ran.err


def test_json_and_questions_are_not_mixed(run: Run, gummy: Path) -> None:
    ran = run("check", gummy, "--ask", "--format", "json", *ON)

    assert (ran.code, ran.out) == (2, "")
    assert "expected --ask FILE" in ran.err


def test_several_reports_make_a_text_for_each_client(run: Run, samples: Path) -> None:
    ran = run("check", samples / "gummy-underfilled.pdf", samples / "potency-only.pdf", "--ask", *ON)

    assert ran.out.count(BEGIN) == 2
    assert ran.out.startswith(BEGIN)
    assert f"\n{'-' * 76}\n\n{BEGIN}" in ran.out
