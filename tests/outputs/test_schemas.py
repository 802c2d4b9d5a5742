"""What the program prints is what its schemas say: each line of a scan, and all else."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from coacheck.outputs.schemas import KINDS, Kind, schema
from conftest import Run

LABEL = """
product = "Peach Ring CBD Gummies"
net_content = "20 gummies (80 g)"
servings = 20.0
claims = ["CBD 25 mg/unit", "THC-free"]
"""


def wrong(kind: Kind, content: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema(kind)).iter_errors(content)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_has_a_name(run: Run, kind: Kind) -> None:
    printed = json.loads(run("schema", kind).out)

    Draft202012Validator.check_schema(printed)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert printed["$id"] == f"urn:coacheck:schema:{kind}:1"


def test_each_line_of_a_scan_is_of_its_schema(run: Run, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "broken.pdf").write_bytes((samples / "tincture-good.pdf").read_bytes()[:300])

    lines = [json.loads(line) for line in run("scan", samples, tmp_path, "-q").out.splitlines()]

    assert {"error" in line for line in lines} == {True, False}
    assert [wrong("scan", line) for line in lines] == [[]] * len(lines)
    assert wrong("scan", lines[0] | {"error": "and more"})
    assert wrong("scan", {key: value for key, value in lines[0].items() if key != "file"})


def test_check_and_read_print_the_same_shapes(run: Run, samples: Path, tmp_path: Path) -> None:
    report, missing = samples / "gummy-underfilled.pdf", tmp_path / "missing.pdf"
    checked = json.loads(run("check", report, missing, "--format", "json").out)
    (line,) = run("scan", report, "-q").out.splitlines()

    assert [wrong("scan", each) for each in checked] == [[], []]
    assert json.loads(line).keys() - checked[0].keys() == {"judged_by"}
    assert not wrong("verdict", checked[0])
    assert not wrong("report", json.loads(run("read", report, "--format", "json").out))


def test_a_label_file_is_of_its_schema() -> None:
    assert not wrong("label", tomllib.loads(LABEL))
    assert wrong("label", {"prodct": "x"})
