"""Every report of sample_coas is read as its .json says and judged as its .expect.toml says. No code for a new one."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import coacheck

SAMPLES = Path(__file__).parent.parent / "sample_coas"
REPORTS = sorted(p.stem for p in SAMPLES.glob("*.pdf"))
SHOWN = 40
WORST = ("fail", "review", "pass", "skip")


def as_truth_has_it(found: Any, truth: Any) -> Any:
    """`found` with only the keys that `truth` has; where things are listed by name, with all of them."""
    if not isinstance(truth, dict) or not isinstance(found, dict):
        return found
    extra = {k: v for k, v in found.items() if k not in truth} if _is_open(truth) else {}
    return {k: as_truth_has_it(found.get(k), v) for k, v in truth.items()} | extra


def _is_open(truth: dict[str, Any]) -> bool:
    """Panels, analytes and totals by name: there, what is found besides is an error."""
    return all(isinstance(v, dict) for v in truth.values())


def by_name(report: dict[str, Any]) -> dict[str, Any]:
    """Lists of rows as dictionaries, so that a difference names its row."""
    report = dict(report)
    report["panels"] = {
        name: {**panel, "measurements": {m["name"]: _row(m) for m in panel["measurements"]}}
        for name, panel in report["panels"].items()
    }
    report["totals"] = {t["name"]: _row(t) for t in report["totals"]}
    report["label_claims"] = {c["analyte"]: c for c in report["label_claims"]}
    return report


def _row(row: dict[str, Any]) -> dict[str, Any]:
    results = {str(r.get("unit")): r.get("qualifier") or r.get("value") for r in row["results"]}
    return {**row, "results": {unit: {"result": result} for unit, result in results.items()}}


def differences(found: Any, truth: Any, where: str = "") -> list[str]:
    if isinstance(truth, dict) and isinstance(found, dict):
        keys = [*truth, *(k for k in found if k not in truth)]
        return [d for k in keys for d in differences(found.get(k), truth.get(k), f"{where}/{k}")]
    if found == truth or not (found or truth):
        return []
    if isinstance(truth, dict):
        return [f"{where}: not read; printed {truth.get('results') or truth}"]
    if isinstance(found, dict):
        return [f"{where}: not printed; read {found.get('results') or found}"]
    return [f"{where}: read {found!r}, printed {truth!r}"]


@pytest.mark.parametrize("name", REPORTS)
def test_is_read_exactly(name: str) -> None:
    truth = by_name(json.loads((SAMPLES / f"{name}.json").read_text("utf-8")))
    found = by_name(coacheck.read(SAMPLES / f"{name}.pdf").model_dump(mode="json"))

    wrong = differences(as_truth_has_it(found, truth), truth)

    if wrong:
        pytest.fail("\n".join([f"{len(wrong)} differences in {name}", *wrong[:SHOWN]]), pytrace=False)


@pytest.mark.parametrize("name", REPORTS)
def test_leaves_no_row_unread(name: str) -> None:
    assert coacheck.read(SAMPLES / f"{name}.pdf").unread == []


@pytest.mark.parametrize("name", REPORTS)
def test_is_judged_as_expected(name: str, run: Any) -> None:
    expect = tomllib.loads((SAMPLES / f"{name}.expect.toml").read_text("utf-8"))
    path = SAMPLES / f"{name}.pdf"
    ran = run("check", path, "--format", "json", "--on", expect["on"], *expect["args"])
    assert ran.out, ran.err
    findings = json.loads(ran.out)["findings"]

    wrong = []
    for due in expect["finding"]:
        same = [f for f in findings if f["check"] == due["check"] and due.get("subject") in (None, f["subject"])]
        worst = min((f["outcome"] for f in same), key=WORST.index, default="no such finding")
        if worst != due["outcome"]:
            messages = [f["message"] for f in same if f["outcome"] == worst]
            wrong.append(f"{due['check']} {due.get('subject', '')}: {worst}, not {due['outcome']} {messages}")
    if "exit" in expect and ran.code != expect["exit"]:
        decisive = [f["message"] for f in findings if f["outcome"] in ("fail", "review")]
        wrong.append(f"exit code {ran.code}, not {expect['exit']}: {decisive}")

    if wrong:
        pytest.fail("\n".join([f"{name} is judged otherwise", *wrong]), pytrace=False)


def test_the_script_writes_the_same_bytes_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLES / "make.py", tmp_path], check=True, timeout=120)

    made = sorted(tmp_path.iterdir())

    assert {p.stem for p in made} == set(REPORTS)
    assert [p.name for p in made if p.read_bytes() != (SAMPLES / p.name).read_bytes()] == []
