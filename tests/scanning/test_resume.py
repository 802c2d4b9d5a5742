"""A scan that is stopped or killed loses nothing that was done, and goes on from there."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import PLAIN, PROGRAM, ROOT, Run
from scanning.conftest import Results

ON = ("--on", "2026-11-22", "--ignore", "legit.lab")  # the samples' laboratories are invented


@pytest.fixture
def many(samples: Path, tmp_path: Path) -> Path:
    """Two dozen reports that are all different files."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(24):
        report = sorted(samples.glob("*.pdf"))[number % 8].read_bytes()
        (folder / f"{number:02}.pdf").write_bytes(report + b"\n%% %d" % number)
    return folder


def start(*args: str | Path) -> subprocess.Popen[bytes]:
    command = [PROGRAM, "scan", *map(str, args), *ON]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | PLAIN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def wait_for_lines(output: Path, count: int) -> None:
    end = time.monotonic() + 120
    while not output.exists() or output.read_bytes().count(b"\n") < count:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_ctrl_c_writes_what_is_done_and_resume_goes_on(run: Run, many: Path, tmp_path: Path, results: Results) -> None:
    output, labels = tmp_path / "out.jsonl", tmp_path / "labels.csv"
    labels.write_text("file,claims\n23.pdf,CBD 1 mg/unit\nno-report.pdf,CBD 1 mg/unit\n")
    scan = start(many, "-o", output, "--no-cache", "--labels", labels)
    wait_for_lines(output, 3)
    os.killpg(scan.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, said = scan.communicate(timeout=60)

    done = results(output)
    assert scan.returncode == 130
    assert 3 <= len(done) < 24
    assert f"interrupted with {24 - len(done)} of 24 not done; --resume goes on" in said.decode()
    assert "Traceback" not in said.decode()
    assert "labels that fit no report" not in said.decode()  # most were not looked at

    ran = run("scan", many, "-o", output, "--resume", "--labels", labels, *ON)
    assert ran.code == 1
    assert "labels that fit no report: line 3 (no-report.pdf)" in ran.err
    assert (
        f"24 reports in {ran.err.partition('reports in ')[2].partition(',')[0]}, {len(done)} of them before" in ran.err
    )
    assert set(results(output)) == {f"{n:02}.pdf" for n in range(24)}
    assert {name: results(output)[name] for name in done} == done


def test_no_worker_outlives_a_scan_that_is_killed(many: Path, tmp_path: Path) -> None:
    scan = start(many, "-o", tmp_path / "out.jsonl", "--no-cache")
    wait_for_lines(tmp_path / "out.jsonl", 1)
    workers = list(of_session(scan.pid))
    scan.kill()
    scan.communicate(timeout=60)

    end = time.monotonic() + 60
    while left := list(of_session(scan.pid)):
        assert time.monotonic() < end, left
        time.sleep(0.05)
    assert len(workers) > 1


def of_session(session: int) -> Iterator[int]:
    """The processes of a session, by /proc."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            yield int(path.parent.name)


@pytest.mark.parametrize(("name", "options"), [("o.jsonl", []), ("o.csv", []), ("o.csv", ["--wide"])])
def test_a_torn_end_is_mended(run: Run, folder: Path, tmp_path: Path, name: str, options: list[str]) -> None:
    """Wherever the file was cut, going on gives what a whole scan gives."""
    whole, torn = tmp_path / name, tmp_path / f"torn-{name}"
    args = (*options, *ON, "-q")
    assert run("scan", folder, "-o", whole, *args).code == 1
    content = whole.read_bytes()

    for cut in random.Random(2).sample(range(len(content)), 6):
        torn.write_bytes(content[:cut])
        assert run("scan", folder, "-o", torn, "--resume", *args).code == 1
        assert sorted(torn.read_bytes().splitlines()) == sorted(content.splitlines())


def test_resume_compares_with_what_was_done_before(run: Run, folder: Path, tmp_path: Path, results: Results) -> None:
    output = tmp_path / "out.jsonl"
    run("scan", folder, "-o", output, "-q", *ON)
    shutil.copy(folder / "tincture-good.pdf", folder / "zz-copy.pdf")

    run("scan", folder, "-o", output, "-q", "--resume", *ON)

    checks = {f["check"]: f["message"] for f in results(output)["zz-copy.pdf"]["findings"]}
    assert checks["scan.duplicate"] == f"the same file as {folder}/tincture-good.pdf"


def test_resume_when_all_is_done_changes_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    first = run("scan", folder, "-o", output, "-q", *ON)
    content = output.read_bytes()

    again = run("scan", folder, "-o", output, "--resume", *ON)

    assert (again.code, output.read_bytes()) == (first.code, content)
    assert "5 reports in" in again.err


BAD = {"a CSV": b"file,verdict\na.pdf,pass\n", "other JSON": b'{"a": 1}\n', "a text": b"Dear reader\n"}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_of_something_else_is_refused(run: Run, samples: Path, tmp_path: Path, kind: str) -> None:
    output: Any = tmp_path / "out.jsonl"
    output.write_bytes(BAD[kind])

    ran = run("scan", samples / "tincture-good.pdf", "-o", output, "--resume")

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "expected" in ran.err
    assert output.read_bytes() == BAD[kind]


def test_without_resume_the_file_is_written_anew(run: Run, samples: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text('{"file": "something else"}\n')

    run("scan", samples / "tincture-good.pdf", "-o", output, "-q", *ON)

    assert "something else" not in output.read_text("utf-8")
    assert len(output.read_text("utf-8").splitlines()) == 1


def test_a_reader_that_goes_away_ends_the_scan_quietly(many: Path) -> None:
    scan = start(many, "-q", "--format", "jsonl")
    assert scan.stdout
    assert scan.stderr
    scan.stdout.readline()
    scan.stdout.close()

    assert scan.wait(120) == 141
    assert scan.stderr.read() == b""
    scan.stderr.close()


LABELS = "file,claims\ntincture-good.pdf,CBD 1 mg/package\n"
LIMITS = """citation = "our specification"
confidence = "high"
[[group]]
panel = "heavy_metals"
unit = "ug/g"
comparison = "<="
limits = [{analyte = "cadmium", limit = 0.001}]
"""
OTHERWISE = {
    "labels": ("--labels", LABELS), "limits": ("--limits", LIMITS), "rules": ("--rules", "us-ca"),
    "an age": ("--max-age", "1"), "a check left out": ("--ignore", "legit.age"), "a day": ("--on", "2026-11-23"),
}  # fmt: skip


@pytest.mark.parametrize("name", ["o.jsonl", "o.csv"])
def test_what_was_judged_otherwise_is_not_gone_on_with(run: Run, samples: Path, tmp_path: Path, name: str) -> None:
    output, given = tmp_path / name, tmp_path / "given"
    scan = ("scan", samples / "tincture-good.pdf", "-o", output, "-q", *ON)
    assert run(*scan).code == 0
    content = output.read_bytes()

    for what, (option, value) in OTHERWISE.items():
        given.write_text(value)
        ran = run(*scan, "--resume", option, str(given) if what in ("labels", "limits") else value)

        assert (ran.code, ran.err.count("\n")) == (2, 1), what
        assert ("judged as of 2026-11-22" if what == "a day" else "judged by other labels, rules") in ran.err, what
        assert output.read_bytes() == content, what
    assert run(*scan, "--resume").code == 0


def test_without_a_day_it_goes_on_as_of_that_of_the_earlier_scan(run: Run, samples: Path, tmp_path: Path) -> None:
    output, (one, two) = tmp_path / "o.jsonl", sorted(samples.glob("*.pdf"))[:2]
    run("scan", one, "-o", output, "-q", *ON)

    ran = run("scan", one, two, "-o", output, "--resume", "--ignore", "legit.lab")

    days = [json.loads(line)["rules"]["on"] for line in output.read_text("utf-8").splitlines()]
    assert days == ["2026-11-22", "2026-11-22"]
    assert "judged as of 2026-11-22, as the results before" in ran.err


def test_that_an_older_output_is_replaced_is_told(run: Run, samples: Path, tmp_path: Path) -> None:
    scan = ("scan", samples / "tincture-good.pdf", "-o", tmp_path / "o.jsonl", *ON)

    first, second = run(*scan), run(*scan)

    assert "earlier scan" not in first.err
    assert f"{tmp_path}/o.jsonl holds an earlier scan" in second.err


def test_an_output_that_was_edited_is_said_to_be_so_and_in_no_words_of_programmers(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    report = tmp_path / "a.pdf"
    shutil.copy(sorted((ROOT / "sample_coas").glob("*.pdf"))[0], report)
    run("scan", report, "-o", output, "--no-cache", *ON)
    head, row, *_ = output.read_text().splitlines()
    output.write_text(f"{head}\n{row.replace('review', 'okay').replace('pass', 'okay').replace('fail', 'okay')}\n")

    again = run("scan", report, "-o", output, "--resume", "--no-cache", *ON)

    assert again.code == 2
    assert "not what a scan has written" in again.err
    assert "KeyError" not in again.err


@pytest.mark.parametrize("between", [";", "\t", ","])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_csv_that_a_spreadsheet_has_saved_again_is_kept_and_told(
    run: Run, tmp_path: Path, between: str, mark: str
) -> None:
    """Where a comma is in numbers, another sign is put between the cells."""
    output, report = tmp_path / "out.csv", tmp_path / "a.pdf"
    shutil.copy(sorted((ROOT / "sample_coas").glob("*.pdf"))[0], report)
    run("scan", report, "-o", output, "-q", *ON)
    with output.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    with output.open("w", newline="", encoding="utf-8") as file:
        file.write(mark)
        csv.writer(file, delimiter=between, lineterminator="\r\n").writerows(rows)
    saved = output.read_bytes()

    again = run("scan", report, "-o", output, "--resume", *ON)

    assert (again.code, output.read_bytes()) == (2, saved)
    assert f"a spreadsheet program has saved it again, with {between!r} between the cells" in again.err
    assert "A scan without --resume writes it anew, and keeps what you edited beside it." in again.err

    anew = run("scan", report, "-o", output, *ON)

    assert f"kept as {tmp_path}/out.old.csv" in anew.err
    assert (tmp_path / "out.old.csv").read_bytes() == saved
    assert output.read_text("utf-8").startswith("file,verdict,")
