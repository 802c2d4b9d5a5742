"""The DuckDB and pandas lines that docs/data.md shows do what it says; so does the hook for pre-commit."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, Run

DATA = (ROOT / "docs" / "data.md").read_text("utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", DATA, re.DOTALL)
SQL = re.findall(r'^duckdb -c "(.*)"$', DATA, re.MULTILINE)
HOOK = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With what a scan of the samples wrote, an error among it."""
    found = tmp_path_factory.mktemp("data")
    (found / "empty.pdf").touch()
    run("scan", samples, found / "empty.pdf", "-q", "-o", found / "verdicts.jsonl")
    return found


@pytest.mark.parametrize(("number", "says"), [(0, "potent.label-claim"), (1, "17.89")])
def test_the_python_of_the_page(folder: Path, number: int, says: str) -> None:
    show = "import pandas; pandas.set_option('display.width', 500, 'display.max_columns', 9)\n"
    code = (show if "pandas" in PYTHON[number] else "") + PYTHON[number]
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=120)

    assert (done.returncode, done.stderr) == (0, "")
    assert says in done.stdout


def test_the_sql_of_the_page(folder: Path) -> None:
    code = f"import duckdb; print(duckdb.sql({SQL[0]!r}).fetchall())"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, done.stderr
    assert "('Larkmeadow Analytical', 'pass'," in done.stdout or "('Larkmeadow Analytical', 'review'," in done.stdout


def test_the_hook_is_a_command_that_takes_files(run: Run, samples: Path) -> None:
    entry = re.search(r"^  entry: coacheck (.*)$", HOOK, re.MULTILINE)
    assert entry
    ran = run(*shlex.split(entry[1]), samples / "gummy-underfilled.pdf", samples / "tincture-good.pdf")

    assert ran.out.startswith("FAIL: ") or ran.out.startswith("REVIEW: ")
    assert ran.code in (1, 3)
