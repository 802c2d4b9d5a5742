"""Scans whose parent and workers are killed at any moment, and resumed: nothing lost, nothing twice, nothing left over.
Their workers are renewed every few reports, so that this meets the kills, too.

pytest tests/scanning/test_kills.py --kills 25        (100 in all)
"""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from conftest import PLAIN, ROOT, Run
from scanning.test_resume import ON, of_session

FORMS = {
    "jsonl": ("o.jsonl", ()), "csv": ("o.csv", ()), "wide": ("o.csv", ("--wide",)), "pages": ("o.jsonl", ("--html",)),
}  # fmt: skip
_RENEWING = """
from coacheck.scanning import workers
workers._REPORTS_OF_A_WORKER = 3
from coacheck.cli import main
main()
"""
_PER_KILL = 8
"""Reports, so that there is always something left to be killed at."""


@pytest.fixture
def many(request: pytest.FixtureRequest, samples: Path, tmp_path: Path) -> Path:
    """Reports that are all different files."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(_PER_KILL * request.config.getoption("--kills")):
        report = sorted(samples.glob("*.pdf"))[number % 8].read_bytes()
        (folder / f"{number:03}.pdf").write_bytes(report + b"\n%% %d" % number)
    return folder


def _start(*args: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _RENEWING, "scan", *map(str, args), *ON]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | PLAIN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


@pytest.mark.parametrize("form", FORMS)
def test_killed_at_any_moment_and_resumed(
    request: pytest.FixtureRequest, run: Run, many: Path, tmp_path: Path, form: str
) -> None:
    chance, kills = random.Random(form), request.config.getoption("--kills")
    name, options = FORMS[form]
    output, pages = tmp_path / name, tmp_path / "pages"
    args = [many, "-o", output, "-q", *options, *([pages] if form == "pages" else []), "--resume"]

    for number in range(kills):
        scan = _start(*args)
        if number % 3:
            _wait_for_more(output, scan)
        time.sleep(chance.uniform(0, 1))
        if number % 2:
            _kill_a_worker(scan.pid, chance)
            time.sleep(chance.uniform(0, 0.5))
        scan.kill()
        scan.communicate(timeout=60)
    ran = run("scan", *args, *ON)
    again = run("scan", *args, *ON)

    assert (ran.code, again.code) == (1, 1)
    assert _times(output, form) == Counter(dict.fromkeys(sorted(p.name for p in many.iterdir()), 1))
    assert {p.name for p in tmp_path.iterdir()} == {"many", name, *(["pages"] if form == "pages" else [])}
    if form == "pages":
        assert sorted(p.suffix for p in pages.iterdir()) == [".html"] * (len(list(many.iterdir())) + 1)


def _wait_for_more(output: Path, scan: subprocess.Popen[bytes]) -> None:
    """Until something more is written: a machine may be too busy to come so far in any given time."""
    end, before = time.monotonic() + 60, _size(output)
    while scan.poll() is None and _size(output) == before and time.monotonic() < end:
        time.sleep(0.01)


def _size(output: Path) -> int:
    return output.stat().st_size if output.exists() else 0


def _kill_a_worker(session: int, chance: random.Random) -> None:
    found = [pid for pid in of_session(session) if pid != session]
    if found:
        try:
            os.kill(chance.choice(found), signal.SIGKILL)
        except ProcessLookupError:
            return


def _times(output: Path, form: str) -> Counter[str]:
    """How often each report stands there as a result, none of which is to be done again."""
    text = output.read_text("utf-8").splitlines()
    if form in ("jsonl", "pages"):
        found = [json.loads(line) for line in text]
        assert all("verdict" in result for result in found)
        return Counter(Path(result["file"]).name for result in found)
    rows = list(csv.DictReader(text))
    assert all(row["verdict"] != "error" for row in rows)
    if form == "wide":
        keys = Counter((row["file"], row["check"], row["subject"], row["message"], row["page"]) for row in rows)
        assert max(keys.values()) == 1
        return Counter(Path(file).name for file in {row["file"] for row in rows})
    return Counter(Path(row["file"]).name for row in rows)
