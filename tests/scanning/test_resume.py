"""A scan that is stopped or killed loses nothing that was done, and goes on from there."""

from __future__ import annotations

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
    output = tmp_path / "out.jsonl"
    scan = start(many, "-o", output, "--no-cache")
    wait_for_lines(output, 3)
    os.killpg(scan.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, said = scan.communicate(timeout=60)

    done = results(output)
    assert scan.returncode == 130
    assert 3 <= len(done) < 24
    assert f"interrupted with {24 - len(done)} of 24 not done; --resume goes on" in said.decode()
    assert "Traceback" not in said.decode()

    ran = run("scan", many, "-o", output, "--resume", *ON)
    assert ran.code == 1
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
