"""The pipes and the Python that the docs show for scans do what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PROGRAM, ROOT, Run

DATA, SCAN, LIBRARY = ((ROOT / "docs" / name).read_text("utf-8") for name in ("data.md", "scan.md", "library.md"))
PIPES = re.findall(r"^coacheck scan .*\| jq .*$", DATA, re.MULTILINE)
NEEDS = {0: ["vape-cadmium.pdf"], 1: ["Larkmeadow Analytical\t"], 2: ["pure.limits", "potent.thc-limit"]}


@pytest.mark.skipif(shutil.which("jq") is None, reason="no jq on this machine (apt-get install jq)")
@pytest.mark.parametrize("number", range(3))
def test_a_pipe_with_jq(number: int) -> None:
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", PIPES[number]], cwd=ROOT, env=os.environ | {"PATH": path}, capture_output=True,
        text=True, timeout=300,
    )  # fmt: skip

    assert done.stderr == ""
    for words in NEEDS[number]:
        assert words in done.stdout


def test_there_are_three_pipes() -> None:
    assert len(PIPES) == 3


def test_the_labels_of_the_docs(run: Run, tmp_path: Path) -> None:
    labels = re.search(r"```csv\n(.*?)```", SCAN, re.DOTALL)
    assert labels
    (tmp_path / "labels.csv").write_text(labels[1], "utf-8")

    ran = run("scan", "sample_coas", "--labels", tmp_path / "labels.csv")

    assert re.search(r"^FAIL +\S*gummy-underfilled.pdf ", ran.err, re.MULTILINE)
    assert "labels that fit no report" not in ran.err


def test_the_scan_in_python(tmp_path: Path) -> None:
    (code,) = (c for c in re.findall(r"```python\n(.*?)```", LIBRARY, re.DOTALL) if "coacheck.scan" in c)
    (tmp_path / "program.py").write_text(code, "utf-8")

    done = subprocess.run(
        [sys.executable, tmp_path / "program.py"], cwd=ROOT, capture_output=True, text=True, timeout=300
    )

    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == len(list((ROOT / "sample_coas").glob("*.pdf")))
