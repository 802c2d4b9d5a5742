"""The scan through other executors: what a worker does, a dask cluster with a worker killed, reports by URL."""

from __future__ import annotations

import functools
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import coacheck
import misbehave
from coacheck.result import Scanned
from coacheck.rules import Options
from coacheck.scanning.settings import Limits
from coacheck.scanning.workers import Workers
from conftest import PLAIN, PROGRAM, ROOT, Run
from scanning.broken import bomb, page_with, pdf
from scanning.conftest import Results
from scanning.test_resume import wait_for_lines

OPTIONS = Options(on=date(2026, 11, 22), ignore=frozenset({"legit.lab"}))  # the samples' laboratories are invented
ON = ("--on", "2026-11-22", "--ignore", "legit.lab")  # the samples' laboratories are invented


class Sabotaged(Executor):
    """An executor whose calls do something besides."""

    def __init__(self, executor: Executor, sabotage: Callable[..., Any]) -> None:
        self._executor, self._sabotage = executor, sabotage

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self._executor.submit(self._sabotage, fn, *args, **kwargs)


def by_name(results: Iterator[Scanned]) -> dict[str, Scanned]:
    listed = list(results)
    named = {Path(r.file).name: r for r in listed}
    assert len(named) == len(listed)
    return named


def test_reports_that_hang_devour_or_kill_are_errors_with_their_names(folder: Path) -> None:
    for way in misbehave.WAYS:
        shutil.copy(folder / "tincture-good.pdf", folder / f"{way}.pdf")
    limits = Limits(jobs=2, timeout=15, memory=512, cpu=5)
    workers = Workers(limits.jobs, limits.timeout, limits.memory, limits.cpu)

    sabotaged = Sabotaged(workers, misbehave.work_unless_named)
    found = by_name(coacheck.scan(folder, options=OPTIONS, limits=limits, executor=sabotaged))
    workers.shutdown()

    told = {way: (found[f"{way}.pdf"].reasons, found[f"{way}.pdf"].error or "") for way in misbehave.WAYS}
    assert {way: reasons for way, (reasons, _) in told.items()} == {
        "hang": ("timeout",), "devour": ("memory",), "die": ("retry",), "leave": ("crash",), "burn": ("timeout",),
        "break_off": ("crash",),
    }  # fmt: skip
    assert "longer than 15 s" in told["hang"][1]
    assert "a core for more than 5 s" in told["burn"][1]
    assert "more than 512 MB" in told["devour"][1]
    assert "SIGKILL" in told["die"][1]
    others = {name: r.ended for name, r in found.items() if Path(name).stem not in misbehave.WAYS}
    assert others == {"expired.pdf": "review", "gummy-underfilled.pdf": "fail", "tincture-good.pdf": "pass",
                      "two-column.pdf": "review", "VAPE.PDF": "fail"}  # fmt: skip


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_gives_the_same_results(folder: Path, kind: Callable[..., Executor]) -> None:
    own = {name: r.line for name, r in by_name(coacheck.scan(folder, options=OPTIONS)).items()}
    with _spawning(kind) as executor:
        other = by_name(coacheck.scan([folder], options=OPTIONS, executor=executor))

    assert {name: r.line for name, r in other.items()} == own


def test_an_executor_that_breaks_still_gives_each_report_a_result(folder: Path) -> None:
    shutil.copy(folder / "tincture-good.pdf", folder / "die.pdf")
    with _spawning(ProcessPoolExecutor) as executor:
        sabotaged = Sabotaged(executor, misbehave.work_unless_named)
        found = by_name(coacheck.scan(folder, options=OPTIONS, executor=sabotaged))

    assert len(found) == 6
    assert found["die.pdf"].reasons == ("retry",)


def _spawning(kind: Callable[..., Executor]) -> Executor:
    import multiprocessing

    return kind(2, **({"mp_context": multiprocessing.get_context("spawn")} if kind is ProcessPoolExecutor else {}))


# --- dask


def _dask(*args: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "distributed.cli." + args[0], *args[1:]]
    return subprocess.Popen(command, env=os.environ | PLAIN, stderr=subprocess.PIPE, text=True, cwd=ROOT)


@pytest.fixture
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """The address of a scheduler on loopback, and its two workers."""
    scheduler = _dask("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    address = _said(scheduler, r"Scheduler at:\s+(tcp://\S+)")
    work = ("dask_worker", address, "--nthreads", "1", "--no-dashboard")
    workers = [_dask(*work, "--no-nanny"), _dask(*work)]
    for worker in workers:
        _said(worker, "Registered to")
    yield address, [*workers, scheduler]
    for process in (*workers, scheduler):
        process.terminate()
        process.wait(60)
        assert process.stderr
        process.stderr.close()


def _said(process: subprocess.Popen[str], pattern: str) -> str:
    """The group of the first line of its log that fits; what follows is not looked at."""
    assert process.stderr
    for line in process.stderr:
        if match := re.search(pattern, line):
            threading.Thread(target=lambda: list(process.stderr or ()), daemon=True).start()
            return match[match.lastindex or 0]
    raise AssertionError(f"it ended without {pattern}")


def test_a_dask_cluster_with_a_worker_killed_half_way(
    cluster: tuple[str, list[subprocess.Popen[str]]], samples: Path, tmp_path: Path, results: Results
) -> None:
    address, workers = cluster
    output = tmp_path / "out.jsonl"
    for number in range(16):
        report = sorted(samples.glob("*.pdf"))[number % 4].read_bytes()
        (tmp_path / f"{number}.pdf").write_bytes(report + b"\n%% %d" % number)
    command = [PROGRAM, "scan", tmp_path, "-q", "-o", output, "--no-cache", "--engine", "dask", "--scheduler", address]

    scan = subprocess.Popen([*map(str, command), *ON], cwd=ROOT, env=os.environ | PLAIN)
    wait_for_lines(output, 3)
    workers[0].send_signal(signal.SIGKILL)

    assert scan.wait(120) in (1, 3)
    found = results(output)
    assert set(found) == {f"{n}.pdf" for n in range(16)}
    assert all("verdict" in result for result in found.values())


def test_a_scheduler_that_dies_costs_nothing_but_time(
    cluster: tuple[str, list[subprocess.Popen[str]]], samples: Path, tmp_path: Path, results: Results, run: Run
) -> None:
    address, (*_, scheduler) = cluster
    folder, output = tmp_path / "reports", tmp_path / "out.jsonl"
    folder.mkdir()
    for number in range(12):
        report = sorted(samples.glob("*.pdf"))[number % 4].read_bytes()
        (folder / f"{number}.pdf").write_bytes(report + b"\n%% %d" % number)
    command = [PROGRAM, "scan", folder, "-q", "-o", output, "--no-cache", "--engine", "dask", "--scheduler", address]

    scan = subprocess.Popen([*map(str, command), *ON], cwd=ROOT, env=os.environ | PLAIN, stderr=subprocess.PIPE)
    wait_for_lines(output, 2)
    scheduler.kill()
    _, said = scan.communicate(timeout=120)

    found = results(output)
    assert (scan.returncode in (1, 4), said) == (True, b"")
    assert {r.get("reason", "retry") for r in found.values()} == {"retry"}
    assert run("scan", folder, "-q", "-o", output, "--resume", *ON).code in (1, 3)
    assert len(results(output)) == 12
    assert all("verdict" in result for result in results(output).values())


def test_a_dask_cluster_of_its_own(run: Run, folder: Path, tmp_path: Path, results: Results) -> None:
    """It keeps the limits: what devours memory is an error there, too. Its workers' folders go."""
    (folder / "bomb.pdf").write_bytes(pdf(page_with(bomb(600))))
    dask = ("--engine", "dask", "--jobs", "2", "--no-cache", "--memory", "512", *ON)

    with TemporaryDirectory() as scratch:
        ran = run("scan", folder, "-o", tmp_path / "dask.jsonl", *dask, TMPDIR=scratch)
        own = ("dask-scratch-space", "purge.lock", "global.lock")
        left = [path for path in Path(scratch).rglob("*") if path.name not in own]
    local = run("scan", folder, "-o", tmp_path / "local.jsonl", "--no-cache", "--memory", "512", *ON)

    found = results(tmp_path / "dask.jsonl")
    assert (ran.code, local.code, left) == (1, 1, [])
    assert found == results(tmp_path / "local.jsonl")
    assert "error" in found["bomb.pdf"]
    assert "Traceback" not in ran.err


# --- reports by URL


@pytest.fixture
def site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The folder of reports on a web server, here."""
    monkeypatch.setenv("COACHECK_PRIVATE_HOSTS", "1")
    handler = functools.partial(_Silent, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


def test_reports_on_the_web(run: Run, site: str, samples: Path, tmp_path: Path, results: Results) -> None:
    output = tmp_path / "out.jsonl"

    ran = run("scan", f"{site}/tincture-good.pdf?from=here", f"{site}/none.pdf", "-o", output, *ON)

    found = results(output)
    assert ran.code == 4
    good = found["tincture-good.pdf?from=here"]
    assert good["verdict"] == "pass"
    assert good["report"]["source"]["sha256"] == coacheck.read(samples / "tincture-good.pdf").source.sha256
    assert "no such file" in found["none.pdf"]["error"]


@pytest.mark.parametrize(
    ("path", "count"), [("/", 5), ("", 5), ("/*.pdf", 4), ("/**/*.PDF", 1), ("/expired.pdf", 1), ("/none/", 1)]
)
def test_folders_and_patterns_by_url(run: Run, folder: Path, tmp_path: Path, path: str, count: int) -> None:
    ran = run("scan", f"file://{folder}{path}", "-q", "--format", "jsonl", *ON)

    assert len(ran.out.splitlines()) == count
