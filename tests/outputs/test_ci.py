"""What CI systems read: SARIF, JUnit, GitHub's lines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from coacheck.outputs.ci import GitHub, JUnit, Sarif
from coacheck.scanning.ended import failed
from conftest import Run

ON = ("--on", "2026-11-22", "--ignore", "legit.lab")
HOSTILE = "a,b:c%\n\x00\ufffe<&\"'::error::.pdf"


@pytest.fixture
def asked(samples: Path, tmp_path: Path) -> list[str | Path]:
    (tmp_path / "empty.pdf").touch()
    return [samples / "gummy-underfilled.pdf", samples / "tincture-good.pdf", tmp_path / "empty.pdf"]


@pytest.mark.parametrize("command", ["check", "scan"])
def test_sarif(run: Run, asked: list[str | Path], command: str) -> None:
    ran = run(command, *asked, "--format", "sarif", "-q", *ON)
    log = json.loads(ran.out)
    (only,) = log["runs"]
    found = {(r["ruleId"], r["level"]) for r in only["results"]}

    assert (ran.code, log["version"]) == (1, "2.1.0")
    assert {("potent.label-claim", "error"), ("pure.panels", "note"), ("coacheck.unread", "error")} <= found
    known = {rule["id"] for rule in only["tool"]["driver"]["rules"]}
    assert {rule for rule, _ in found} - known == {"coacheck.unread"}
    assert all(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in only["results"])


@pytest.mark.parametrize("command", ["check", "scan"])
def test_junit(run: Run, asked: list[str | Path], command: str) -> None:
    suites = ElementTree.fromstring(run(command, *asked, "--format", "junit", "-q", *ON).out.encode())
    by_file = {Path(suite.get("name", "")).name: suite for suite in suites}

    assert set(by_file) == {"gummy-underfilled.pdf", "tincture-good.pdf", "empty.pdf"}
    gummy = by_file["gummy-underfilled.pdf"]
    assert gummy.get("failures") == str(len(gummy.findall("testcase/failure")))
    assert by_file["empty.pdf"].find("testcase/error[@type='unreadable']") is not None


def test_github(run: Run, asked: list[str | Path]) -> None:
    lines = run("check", *asked, "--format", "github", *ON).out.splitlines()

    assert any(re.match(r"::error file=\S*gummy-underfilled\.pdf,title=potent\.label-claim::CBD: ", e) for e in lines)
    assert all(re.match(r"::(error|warning|notice) file=[^:]+,title=[^:]+::", line) for line in lines)


def test_a_hostile_name_breaks_out_of_no_form() -> None:
    found = failed(HOSTILE, "unreadable", HOSTILE)
    sarif, junit = Sarif(), JUnit()

    assert GitHub().of(found).count("\n") == 1
    assert GitHub().of(found).startswith("::error file=a%2Cb%3Ac%25")
    assert json.loads(sarif.head + sarif.of(found) + sarif.tail)["runs"][0]["results"][0]["level"] == "error"
    assert len(ElementTree.fromstring((junit.head + junit.of(found) + junit.tail).encode())) == 1


def test_the_lines_for_github_are_no_file(run: Run, samples: Path, tmp_path: Path) -> None:
    ran = run("scan", samples, "--format", "github", "-o", tmp_path / "x")

    assert (ran.code, list(tmp_path.iterdir())) == (2, [])


def test_names_whose_bytes_are_no_text_stay_apart() -> None:
    one, other = (Sarif().of(failed(f"a{byte}.pdf", "unreadable", "x")) for byte in ("\udcfe", "\udcff"))

    assert json.loads(one)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%FE.pdf"
    assert json.loads(other)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%FF.pdf"
    assert Sarif().of(failed("a\ud800.pdf", "unreadable", "x"))
