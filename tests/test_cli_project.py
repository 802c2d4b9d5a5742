"""`coacheck.toml`: the defaults of a project; and what the shell is told of the commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import PLAIN, PROGRAM, ROOT, Ran

ON = ("--on", "2026-11-22")
FILE = """
rules = "us-ca"
label = "gummy.toml"
labels = "labels.csv"
max-age = 1

[ignore]
"legit.lab" = "our own laboratory"
"""


@pytest.fixture
def project(tmp_path: Path, samples: Path) -> Path:
    (tmp_path / "coacheck.toml").write_text(FILE, "utf-8")
    (tmp_path / "gummy.toml").write_text('claims = ["CBD 25 mg/unit"]', "utf-8")
    (tmp_path / "labels.csv").write_text("file,claims\nreport.pdf,CBD 18 mg/unit\n", "utf-8")
    (tmp_path / "report.pdf").write_bytes((samples / "gummy-underfilled.pdf").read_bytes())
    return tmp_path


def run_in(folder: Path, *args: str, **env: str) -> Ran:
    done = subprocess.run([PROGRAM, *args], cwd=folder, env=os.environ | PLAIN | env, capture_output=True, timeout=120)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def found(ran: Ran) -> Any:
    return json.loads(ran.out)


def test_its_defaults_hold_for_check_and_scan(project: Path) -> None:
    checked, scanned = run_in(project, "report.pdf", "--format", "json", *ON), run_in(project, "scan", ".", *ON)

    for ran, claim in ((checked, "CBD 25 mg/unit"), (scanned, "CBD 18 mg/unit")):
        verdict = found(ran)
        assert verdict["rules"]["profile"] == "us-ca"
        assert verdict["label"]["claims"][0]["text"] == claim
        assert "legit.lab" not in {f["check"] for f in verdict["findings"]}
        assert [f["outcome"] for f in verdict["findings"] if f["check"] == "legit.age"] != ["pass"]
        assert "coacheck: coacheck.toml leaves out legit.lab: our own laboratory\n" in ran.err


def test_options_win_over_it_and_another_file_may_be_named(project: Path, tmp_path: Path) -> None:
    args = ("check", "report.pdf", "--format", "json", *ON)
    ran = run_in(project, *args, "--rules", "hemp", "--ignore", "legit.age", "--claim", "CBD 18 mg/unit")
    (tmp_path / "none.toml").touch()
    without = run_in(project, "--config", "none.toml", *args)
    by_path = ("--config", str(project / "coacheck.toml"), "check", str(project / "report.pdf"))
    elsewhere = run_in(Path("/"), *by_path, "-q", *ON)

    assert found(ran)["rules"]["profile"] == "hemp"
    assert {"legit.lab"} <= {f["check"] for f in found(ran)["findings"]}
    assert ran.err == ""
    assert (found(without)["label"]["claims"], without.err) == ([], "")
    assert (elsewhere.out.splitlines()[1].split()[:2], elsewhere.err) == (["why", "CBD:"], "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ruls = 1", "did you mean rules?"),
        ("rules = 1", "expected text in quotes"),
        ("max-age = true", "expected months"),
        ("ignore = [\"legit.lab\"]", "a table of checks with reasons"),
        ("[ignore]\n\"legit.lab\" = \"\"", "a table of checks with reasons"),
        ("[ignore]\n\"legit.lb\" = \"x\"", "legit.lab"),
        ("x = [", "expected TOML"),
        ('limits = "a\\u0000b"', "expected text in quotes"),
        ("#" * 2**21, "over 1 MB"),
    ],
)
def test_what_can_not_be_understood_is_one_line_and_exit_2(project: Path, text: str, says: str) -> None:
    (project / "coacheck.toml").write_text(text, "utf-8")
    ran = run_in(project, "check", "report.pdf", "-q")

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err


def test_a_device_is_no_file_of_a_project(project: Path) -> None:
    ran = run_in(project, "--config", "/dev/zero", "check", "report.pdf", "-q")

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "it is a pipe or a device" in ran.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_told_how_to_complete(tmp_path: Path, shell: str) -> None:
    ran = run_in(tmp_path, _COACHECK_COMPLETE=f"{shell}_source")

    assert (ran.code, "COACHECK_COMPLETE" in ran.out) == (0, True)


def test_man_pages_are_made_of_the_help(tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "docs" / "man.py", tmp_path]
    made = subprocess.run(command, capture_output=True, text=True, timeout=60)

    assert made.returncode == 0, made.stderr
    assert "--net-content" in (tmp_path / "coacheck-check.1").read_text("utf-8")
