"""What the parent of a scan holds does not grow with the number of results."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# Results that are there at once, each with a sample, a client and figures of its own; no report is read.
SCRIPT = """
import hashlib, sys
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
import coacheck
from coacheck.rules import Options
from coacheck.scanning.ended import judged

MODEL = judged("x.pdf", coacheck.check(sys.argv[1]))

class Ready(Executor):
    def submit(self, fn, settings, name, place):
        own = hashlib.sha256(name.encode()).digest()[:16]
        panels = tuple((panel, own) for panel, _ in MODEL.figures.panels)
        figures = replace(MODEL.figures, content=own, sample=own, panels=panels)
        future = Future()
        future.set_result(replace(MODEL, file=name, client=f"client {name}", figures=figures))
        return future

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20

names = (f"/nowhere/{number}.pdf" for number in range(10_000))
for count, result in enumerate(coacheck.scan(names, executor=Ready()), 1):
    if count in (100, 1000, 10_000):
        print(count, held())
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell")
def test_the_parent_of_ten_thousand_results_is_as_small_as_that_of_a_hundred(samples: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, samples / "tincture-good.pdf"]

    said = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout

    held = {int(count): float(mb) for count, mb in (line.split() for line in said.splitlines())}
    assert [*held] == [100, 1000, 10_000], said
    assert held[1000] - held[100] < 10, said
    assert held[10_000] - held[100] < 20, said
