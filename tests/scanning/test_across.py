"""What only shows beside other reports: duplicates, contradictions, figures used again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import coacheck
from coacheck.model import Finding, Label, Measurement, Report, Result
from coacheck.result import Scanned
from coacheck.rules import Options, judge
from coacheck.rules.amounts.printed import contradict
from coacheck.scanning.across import compared
from coacheck.scanning.ended import judged
from coacheck.scanning.ledger import Ledger
from coacheck.scanning.summary import summary_of, tally
from conftest import ROOT

OPTIONS = Options(on=date(2026, 11, 22), ignore=frozenset({"legit.lab"}))  # the samples' laboratories are invented


@pytest.fixture(scope="module")
def report() -> Report:
    return coacheck.read(ROOT / "sample_coas" / "tincture-good.pdf")


def changed(report: Report, content: str, **changes: Any) -> Report:
    return report.model_copy(update={"source": report.source.model_copy(update={"sha256": content * 64})} | changes)


def with_figure(report: Report, analyte: str, text: str) -> dict[str, Any]:
    def row(each: Measurement) -> Measurement:
        if each.analyte != analyte:
            return each
        first = Result(value=float(text), unit=each.results[0].unit, text=text)
        return each.model_copy(update={"results": [first, *each.results[1:]]})

    panel = report.panels["cannabinoids"]
    panel = panel.model_copy(update={"measurements": [row(m) for m in panel.measurements]})
    return {"panels": {**report.panels, "cannabinoids": panel}}


def scanned(reports: Iterable[Report], ignore: frozenset[str] = frozenset()) -> list[Scanned]:
    ledger = Ledger()
    results = [judged(f"{i}.pdf", judge(each, Label(), OPTIONS)) for i, each in enumerate(reports)]
    return [compared(each, ledger, ignore) for each in results]


def across(result: Scanned) -> list[Finding]:
    assert result.verdict
    return [f for f in result.verdict.findings if f.check.startswith("scan.")]


def test_the_same_file_twice(report: Report) -> None:
    first, second = scanned([report, report])

    assert (across(first), first.ended) == ([], "pass")
    (finding,) = across(second)
    assert (finding.check, finding.outcome, finding.pillar) == ("scan.duplicate", "review", "legitimate")
    assert finding.message == "the same file as 0.pdf"
    assert second.ended == "review"
    assert second.verdict
    assert second.verdict.pillars["legitimate"] == "review"


def test_the_same_sample_twice(report: Report) -> None:
    again = changed(report, "a", sample_id=f" {(report.sample_id or '').lower()}")

    (finding,) = across(scanned([report, again])[1])

    assert (finding.check, finding.subject) == ("scan.duplicate", "sample_id")
    assert "is also reported in 0.pdf" in finding.message
    assert finding.evidence


def test_other_results_for_the_same_sample(report: Report) -> None:
    printed = next(m for m in report.panels["cannabinoids"].measurements if m.analyte == "cbd").results[0]
    other = changed(report, "a", **with_figure(report, "cbd", "9.99"))

    (finding,) = across(scanned([report, other])[1])

    assert (finding.check, finding.subject, finding.outcome) == ("scan.contradiction", "cbd", "review")
    assert f"CBD {printed.unit} 9.99 here, {printed.text} there" in finding.message
    assert "CBD" in finding.evidence[0].text


def test_the_figures_of_another_sample(report: Report) -> None:
    other = changed(report, "a", sample_id="X-1", batch="B-9")

    findings = across(scanned([report, other])[1])

    assert {f.check for f in findings} == {"scan.copied-results"}
    assert "of another sample or batch" in findings[0].message
    assert findings[0].message.startswith("cannabinoids")
    assert findings[0].evidence


def of_one_lab(report: Report, count: int) -> list[Report]:
    """Reports of as many samples, each with other figures."""
    return [
        changed(report, hex(i)[2], sample_id=f"X-{i}", batch=f"B-{i}", **with_figure(report, "cbd", f"{i}.5{i}7"))
        for i in range(1, count + 1)
    ]


def unlike(result: Scanned) -> list[str]:
    return [f.message for f in across(result) if f.check == "scan.unlike-the-lab"]


WITHOUT_CODE: dict[str, Any] = {"links": [], "verification_urls": []}


@pytest.mark.parametrize(("before", "told"), [(3, 0), (4, 1)])
def test_a_code_that_the_labs_other_reports_have(report: Report, before: int, told: int) -> None:
    *_, last = of_one_lab(report, before + 1)
    without = last.model_copy(update=WITHOUT_CODE)

    found = unlike(scanned([*of_one_lab(report, before), without])[-1])

    assert len(found) == told
    assert all("no code is on it, and the lab's 4 earlier reports in this scan all have one" in m for m in found)


def test_another_program_than_that_of_the_labs_other_reports(report: Report) -> None:
    history = report.history.model_copy(update={"producer": "PDF Patcher 3.1"})
    *before, last = of_one_lab(report, 6)

    results = scanned([*before, last.model_copy(update={"history": history})])

    assert [len(unlike(r)) for r in results] == [0, 0, 0, 0, 0, 1]
    assert "the file was made by “pdf patcher”, the lab's 5 earlier reports" in unlike(results[-1])[0]


def test_labs_that_do_it_one_way_and_another_have_no_habit(report: Report) -> None:
    first, second, *rest, last = of_one_lab(report, 9)

    without = [r.model_copy(update=WITHOUT_CODE) for r in (second, last)]
    results = scanned([first, without[0], *rest, without[1]])

    assert [m for r in results for m in unlike(r)] == []


def test_a_new_version_of_a_program_is_the_same_program(report: Report) -> None:
    history = report.history.model_copy(update={"producer": f"{report.history.producer} 9.81"})
    *before, last = of_one_lab(report, 6)

    assert unlike(scanned([*before, last.model_copy(update={"history": history})])[-1]) == []


def test_one_figure_makes_another_certificate(report: Report) -> None:
    other = changed(report, "a", sample_id="X-1", batch="B-9", **with_figure(report, "cbd", "9.99"))

    messages = [f.message for f in across(scanned([report, other])[1])]

    assert not [m for m in messages if m.startswith("cannabinoids")]


def test_reports_without_figures_are_not_copies(report: Report) -> None:
    """All reports on which nothing was found are alike."""
    nothing = {name: p.model_copy(update={"measurements": [
        m.model_copy(update={"results": [Result(qualifier="ND", unit="%")]}) for m in p.measurements
    ]}) for name, p in report.panels.items()}  # fmt: skip
    reports = [changed(report, c, sample_id=c, batch=c, panels=nothing) for c in "ab"]

    assert across(scanned(reports)[1]) == []


def test_another_lab_may_have_the_same_numbering(report: Report) -> None:
    other = changed(
        report, "a", lab=report.lab.model_copy(update={"name": "Another Lab"}), **with_figure(report, "cbd", "9.99")
    )

    assert "scan.contradiction" not in {f.check for f in across(scanned([report, other])[1])}


def test_ignored_checks_are_left_out(report: Report) -> None:
    result = scanned([report, report], frozenset({"scan.duplicate"}))[1]

    assert (across(result), result.ended) == ([], "pass")


@pytest.mark.parametrize(
    ("one", "other", "contradicts"),
    [
        ("0.45", "0.45", False),
        ("0.45", "0.450", False),
        ("0.45", "0.4523", False),
        ("0.45", "0.47", True),
        ("34.9", "50.0", True),
        ("ND", "0.5", True),
        ("ND", "<LOQ", False),
        ("<LOQ", "0.01", False),
        ("NT", "0.5", False),
    ],
)
def test_what_can_not_both_be_right(one: str, other: str, contradicts: bool) -> None:
    assert contradict(one, other) is contradicts
    assert contradict(other, one) is contradicts


def test_the_samples_are_all_different(samples: Path) -> None:
    results = coacheck.scan(samples, options=OPTIONS)

    assert [f.message for result in results for f in across(result)] == []


def test_a_client_in_two_spellings_is_one(report: Report) -> None:
    ledger = Ledger()
    for name, client in (("a.pdf", "Fernhollow Botanicals"), ("b.pdf", "FERNHOLLOW BOTANICALS")):
        tally(judged(name, judge(report.model_copy(update={"client": client}), Label(), OPTIONS)), ledger)

    assert summary_of(ledger, 0, 0).clients == [("Fernhollow Botanicals", {"pass": 2})]
