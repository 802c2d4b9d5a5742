"""The shared corpus of real reports: what is no COA is refused, what is one is read. Figures are score.py's work."""

from __future__ import annotations

import csv
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conftest import ROOT, Ran, Run

CORPUS = ROOT.parent / "shared" / "corpus"
COAS = sorted(p.name.removesuffix(".gold.json") for p in CORPUS.glob("*.gold.json"))
PICTURES = [name for name in COAS if name.startswith("scan-")]  # no text layer: they need OCR
NEGATIVES = sorted(p.name for p in CORPUS.glob("negatives/*.pdf"))


@pytest.fixture(scope="module")
def outcomes(shared: Path, run: Run) -> dict[str, Ran]:
    """Every report read once, two at a time."""
    names = [name for name in COAS if (CORPUS / f"{name}.pdf").is_file()]
    with ThreadPoolExecutor(2) as pool:
        ran = pool.map(lambda name: run("read", CORPUS / f"{name}.pdf", "--format", "json"), names)
        return dict(zip(names, ran, strict=True))


def test_no_report_is_refused(outcomes: dict[str, Ran]) -> None:
    refused = {name: ran.err for name, ran in outcomes.items() if ran.code != 0 and name not in PICTURES}

    assert refused == {}


def test_no_report_ends_in_an_internal_error(outcomes: dict[str, Ran]) -> None:
    assert {name: ran.err for name, ran in outcomes.items() if "internal error" in ran.err} == {}


def test_every_report_says_something(outcomes: dict[str, Ran]) -> None:
    empty = [name for name, ran in outcomes.items() if ran.out and not json.loads(ran.out)["panels"]]

    assert empty == []


@pytest.mark.parametrize("name", NEGATIVES)
def test_what_is_no_report_is_refused(shared: Path, run: Run, name: str) -> None:
    ran = run("check", CORPUS / "negatives" / name)

    assert ran.code == 4
    assert ran.out == ""
    assert ran.err.count("\n") == 1


def test_hidden_text_is_never_told(shared: Path, run: Run) -> None:
    rows = csv.DictReader((shared / "scenarios.tsv").read_text("utf-8").splitlines(), delimiter="\t")
    told = []
    for row in (r for r in rows if r["expect"] == "silent"):
        for more in (["--format", "json"], ["--verbose"]):
            ran = run("check", CORPUS / f"{row['report']}.pdf", *row["options"].split(), *more)
            assert ran.code in (0, 1, 3), ran.err
            if row["subject"].casefold() in (ran.out + ran.err).casefold():
                told.append((row["report"], row["subject"]))

    assert told == []
