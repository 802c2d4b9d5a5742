"""Real reports judged: what a careful person would say of each. Reports are named by their SHA-256, not by product."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import coacheck
from coacheck.model import Label, Report
from coacheck.rules import Options, judge, parse_claim
from conftest import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
WORST = ("fail", "review", "pass", "skip")


class Case(NamedTuple):
    report: str
    check: str
    subject: str | None
    outcome: str
    claims: tuple[str, ...] = ()
    rules: str = "hemp"
    on: str = "2026-11-22"
    label: dict[str, Any] | None = None


GUMMY, FLOWER, DELTA_8, EDIBLE, ISOLATE = "bdd3e4aa52b4", "bd0741e124b9", "17b5d3bb23e8", "94cbf3a37c92", "b4b710a554b9"
OIL, SODA, BUD, CLEAN, CREAM = "705625e63d3a", "ea8b3e88d9de", "3ee29e822773", "841f3d4a462e", "eb7ba931d810"
BAG, DISTILLATE, DRINK, OLD = "ccb5ffa001c4", "fb8844da7680", "b976d28fc0e9", "bb5ac9b47823"
CLAIM, THC, ABSENT = "potent.label-claim", "potent.thc-limit", "potent.absent-claim"
CASES = {
    "mg without saying of how much": Case(GUMMY, CLAIM, "cbd", "review", ("CBD 35 mg",)),
    "20 gummies": Case(GUMMY, CLAIM, "cbd", "pass", ("CBD 700 mg/package",), label={"units_per_package": 20}),
    "a maximum has no tolerance": Case(GUMMY, CLAIM, "total_thc", "fail", ("total THC <= 0.25 %",)),
    "metals by the day, ND": Case(GUMMY, "pure.limits", None, "review", rules="usp"),
    "last day of the old law": Case(FLOWER, THC, None, "pass", on="2026-12-10"),
    "first day of the new law": Case(FLOWER, THC, None, "fail", on="2026-12-11"),
    "delta-8 is THC too": Case(DELTA_8, ABSENT, "total_thc", "fail", ("THC-free",)),
    "9.56 mg a serving, 10 allowed": Case(EDIBLE, THC, None, "pass", rules="us-fl"),
    "9.56 mg a serving, 5 allowed for adult use": Case(EDIBLE, THC, None, "review", rules="us-ma"),
    "ND without an LOQ": Case(ISOLATE, ABSENT, "total_thc", "review", ("THC-free",)),
    "no volume is known": Case(OIL, CLAIM, "cbd", "review", ("CBD 25 mg/mL",)),
    "837 mg in 30 mL": Case(OIL, CLAIM, "cbd", "fail", ("CBD 25 mg/mL",), label={"net_volume_ml": 30}),
    "one can is the package": Case(SODA, CLAIM, "delta_9_thc", "pass", ("delta-9-THC 10 mg/package",)),
    "a total per unit beside one of an isomer": Case(BUD, "potent.totals", "total_thc", "pass", rules="us-ca"),
    "the printed total that its rows bear out": Case(BUD, CLAIM, "total_thc", "pass", ("THC 19 %",), rules="us-ca"),
    "every test could have seen a breach": Case(CLEAN, "pure.sensitivity", None, "pass", rules="us-ca"),
    "ND of an unknown mass": Case(CREAM, THC, "total_thc", "review", on="2026-12-11"),
    "0 printed as LOD": Case(CREAM, "pure.sensitivity", None, "review"),
    "licensed flower is no hemp": Case(BAG, THC, "delta_9_thc", "fail"),
    "a distillate that may hold 1 %": Case(DISTILLATE, THC, "total_thc", "review", on="2026-12-20"),
    "the servings are not known": Case(DRINK, CLAIM, "total_thc", "review", ("THC 5 mg/package",), rules="us-ma"),
    "a table that has ended": Case(OLD, "pure.limits", None, "review", rules="us-ok"),
}  # fmt: skip


@lru_cache(maxsize=1)
def _paths() -> dict[str, Path]:
    return {hashlib.sha256(p.read_bytes()).hexdigest()[:12]: p for p in CORPUS.glob("*.pdf")}


@lru_cache(maxsize=32)
def _report(sha: str) -> Report:
    if sha not in _paths():
        pytest.skip(f"no report {sha} in the corpus")
    return coacheck.read(_paths()[sha])


@pytest.mark.parametrize("name", CASES)
def test_what_a_careful_person_would_say(shared: Path, name: str) -> None:
    case = CASES[name]
    label = Label(claims=[parse_claim(c) for c in case.claims], **(case.label or {}))
    verdict = judge(_report(case.report), label, Options(on=date.fromisoformat(case.on), rules=case.rules))
    mine = [f for f in verdict.findings if f.check == case.check and case.subject in (None, f.subject)]

    assert min((f.outcome for f in mine), key=WORST.index) == case.outcome, [f.message for f in mine]


@pytest.mark.parametrize(
    ("report", "rules"),
    [
        (GUMMY, "hemp"), (FLOWER, "hemp"), (DELTA_8, "hemp"), (ISOLATE, "hemp"), (OIL, "hemp"), (SODA, "hemp"),
        (CREAM, "hemp"), (DISTILLATE, "hemp"), (EDIBLE, "us-fl"), (BAG, "us-fl"), (BUD, "us-ca"), (CLEAN, "us-ca"),
        (DRINK, "us-ma"), (OLD, "us-ok"),
    ],
)  # fmt: skip
def test_the_page_decides_whose_rules_judge_it(shared: Path, report: str, rules: str) -> None:
    used = judge(_report(report), Label(), Options(on=date(2026, 11, 22))).rules
    assert (used.profile, bool(used.reason)) == (rules, True), used.reason


@pytest.mark.parametrize("report", sorted({case.report for case in CASES.values()}))
def test_no_amount_is_told_that_the_report_does_not_state_or_its_conversion_give(shared: Path, report: str) -> None:
    """The strength comes from a figure of the report: its own, or one whose conversion is shown."""
    read = _report(report)
    verdict = judge(read, Label(), Options(on=date(2026, 11, 22)))
    figures = {
        (round(r.value, 4), r.unit) for p in read.panels.values() for m in p.measurements for r in m.results if r.value
    }
    figures |= {(round(r.value, 4), r.unit) for t in read.totals for r in t.results if r.value}

    bare = [s for s in verdict.strength if not s.path and "×" not in s.of and "+" not in s.of]
    for told in bare:
        near = [v for v, unit in figures if abs(v - told.value) <= told.value * 0.001]
        assert near, told
