"""Streams that are closed or full, and options and files that no one should give: one line, and never exit code 1."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import coacheck
from coacheck.errors import UnreadableError
from coacheck.files import given
from coacheck.pdf import source
from conftest import PLAIN, PROGRAM, ROOT, Run

ON = "--on 2026-11-22"
GOOD, BAD = "sample_coas/tincture-good.pdf", "sample_coas/vape-cadmium.pdf"


def shell(command: str, **env: str) -> subprocess.CompletedProcess[str]:
    """In bash, which closes and redirects as a user's does."""
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=os.environ | PLAIN | {"PATH": path} | env, capture_output=True,
        text=True, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize("work", [f"check {GOOD} {ON}", f"read {GOOD}", f"scan {GOOD} -q {ON}", "rules", "--help"])
@pytest.mark.parametrize("where", [">&-", ">/dev/full", "<&- >&- 2>&-"])
def test_a_stdout_that_takes_nothing_is_wrong_usage(work: str, where: str) -> None:
    done = shell(f"coacheck {work} {where}")

    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == (0 if "2>&-" in where else 1)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full", "<&-"])
@pytest.mark.parametrize(("report", "codes"), [(GOOD, (0, 3)), (BAD, (1,)), ("none.pdf", (4,))])
def test_talk_that_nobody_hears_changes_nothing(report: str, codes: tuple[int, ...], where: str) -> None:
    assert shell(f"coacheck check {report} {ON} {where}").returncode in codes
    assert shell(f"coacheck scan {report} {ON} {where} >/dev/null").returncode in codes


def test_no_output_gets_the_number_of_a_closed_stream(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"

    assert shell(f"coacheck scan {GOOD} -o {output} {ON} <&- >&- 2>&-").returncode in (0, 3)
    assert output.read_text("utf-8").startswith('{"file": ')
    assert output.read_text("utf-8").count("\n") == 1


ABSURD = [
    "scan . --timeout nan", "scan . --timeout inf", "scan . --timeout 1e300", "scan . --timeout -1",
    "scan . --jobs 1000000000", "scan . --memory 1000000000000000000000", "scan . --max-age 99999999999",
    f"check {GOOD} --timeout nan", f"check {GOOD} --max-age 99999999999999999999", f"read {GOOD} --timeout inf",
]  # fmt: skip


@pytest.mark.parametrize("command", ABSURD)
def test_absurd_numbers_are_wrong_usage(command: str) -> None:
    done = shell(f"coacheck {command}")

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_any_day_can_be_judged(day: str) -> None:
    assert shell(f"coacheck check {GOOD} --on {day} --max-age 1200").returncode in (0, 1, 3)


DEEP = "x = " + "[" * 100_000 + "]" * 100_000
HUGE = "9" * 400
FILES = {
    "a deep label": ("check {report} --label {file}", DEEP),
    "deep limits": ("check {report} --limits {file}", DEEP),
    "many servings": ("check {report} --label {file}", f"servings = {HUGE}"),
    "a large package": ("check {report} --label {file}", f'net_content = "{HUGE} mL"'),
    "a large claim": ("check {report} --label {file}", f'claims = ["CBD {HUGE} mg/unit"]'),
    "a large limit": (
        "check {report} --limits {file}",
        f'citation = "x"\n[[group]]\npanel = "heavy_metals"\nunit = "ug/g"\n'
        f'limits = [{{analyte = "lead", max = {HUGE}}}]',
    ),
    "large servings in CSV": ("scan {report} --labels {file}", f"file,servings\na.pdf,{HUGE}\n"),
    "a large package in CSV": ("scan {report} --labels {file}", f"file,net_content\na.pdf,{HUGE} g\n"),
    "a large claim in CSV": ("scan {report} --labels {file}", f"file,claims\na.pdf,CBD {HUGE} mg/unit\n"),
}


@pytest.mark.parametrize("kind", FILES)
def test_what_no_file_should_say_is_one_line(tmp_path: Path, kind: str) -> None:
    command, text = FILES[kind]
    file = tmp_path / "file"
    file.write_text(text)

    done = shell("coacheck " + command.format(report=GOOD, file=file))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert "internal error" not in done.stderr


def test_a_report_may_come_through_a_pipe_and_has_its_time(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    waits = tmp_path / "waits.pdf"
    os.mkfifo(waits)

    through = shell(f"(cat {GOOD} > {tmp_path}/pipe.pdf &) ; coacheck check {tmp_path}/pipe.pdf {ON}")
    none = shell(f"coacheck check {waits} --timeout 1 {ON}")
    endless = shell(f"coacheck read /dev/zero {ON[:0]}")

    assert (through.returncode in (0, 3), through.stderr) == (True, "")
    assert (none.returncode, none.stderr.count("\n")) == (4, 1)
    assert f"{waits}: took longer than 1 s" in none.stderr
    assert (endless.returncode, "over 256 MB" in endless.stderr) == (4, True)


def test_what_nobody_writes_into_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "WAIT", 0.2)
    os.mkfifo(tmp_path / "pipe.pdf")
    _, terminal = os.openpty()

    with pytest.raises(UnreadableError, match=r"pipe\.pdf: a pipe into which nobody has written in 0\.2 s; expected"):
        coacheck.read(tmp_path / "pipe.pdf")
    with pytest.raises(UnreadableError, match="a terminal; expected a PDF report"):
        coacheck.read(os.ttyname(terminal))


def test_whoever_waits_at_a_terminal_is_told_what_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "WAIT", 1.0)
    monkeypatch.setattr(given, "_PATIENCE", 0.1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    os.mkfifo(tmp_path / "pipe.pdf")
    told: list[str] = []

    with pytest.raises(UnreadableError):
        given.source_of(str(tmp_path / "pipe.pdf"), told.append)

    assert told == [f"{tmp_path}/pipe.pdf is a pipe; waiting for somebody to write a report into it"]


def test_a_report_from_another_program_is_read(tmp_path: Path) -> None:
    done = shell(f"coacheck read <(sleep 0.5; cat {GOOD}) --format json")

    assert (done.returncode, json.loads(done.stdout)["lab"]["name"]) == (0, "Larkmeadow Analytical")


def test_a_folder_in_the_cache_is_left(run: Run, samples: Path, tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path)}
    inside = tmp_path / "coacheck" / "scans" / "ab" / "folder"
    inside.mkdir(parents=True)
    (inside / "mine.txt").touch()
    run("scan", samples / "expired.pdf", "-q", **cache)

    ran = run("cache", "clear", **cache)

    assert (ran.code, (inside / "mine.txt").exists()) == (0, True)
    assert "2 entries removed" in ran.err


def test_a_list_from_a_closed_stdin_is_an_empty_one() -> None:
    done = shell("coacheck scan - <&-")

    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    assert "no report in -" in done.stderr


@pytest.mark.parametrize("option", ["check REPORT --html", "check REPORT --ask", "scan REPORT --ask"])
def test_a_pipe_for_what_is_to_be_written_is_not_waited_for(tmp_path: Path, option: str) -> None:
    os.mkfifo(tmp_path / "pipe")

    done = shell(f"timeout 60 coacheck {option.replace('REPORT', GOOD)} {tmp_path}/pipe")

    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr


LARGE = "head -c 300000000 /dev/zero"


def test_a_report_has_its_memory_and_the_others_go_on(tmp_path: Path) -> None:
    """The picture is of few bytes, and of many when it is opened."""
    picture = tmp_path / "large.png"
    Image.new("RGB", (9_900, 9_900)).save(picture)

    done = shell(f"coacheck read {picture} {GOOD} --memory 512")
    endless = shell(f"{LARGE} | coacheck read - --memory 1024")

    assert done.returncode == 4
    assert f"{picture}: needs more than 512 MB; expected a report that is read with that (--memory)." in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Tincture" in done.stdout
    assert (endless.returncode, "over 256 MB" in endless.stderr) == (4, True)
