"""One fact for one thing, the weightiest reason first, and a question for each that someone can answer."""

from __future__ import annotations

from typing import Any

import pytest

from coacheck.model import Evidence, Finding, Measurement, Panel, Report, Result, Verdict
from coacheck.outputs.asking import asking, brief, entries, filled
from coacheck.outputs.facts import counted, facts
from coacheck.outputs.headline import headline
from coacheck.rules.registry import CHECKS

PANELS = ("pesticides", "heavy_metals", "microbials", "mycotoxins")


def gap(check: str, message: str, subject: str | None = None, **more: Any) -> Finding:
    area = check.partition(".")[0]
    pillar = area if area in ("pure", "potent") else "legitimate"
    return Finding.model_validate(
        {"check": check, "pillar": pillar, "outcome": "review", "kind": "gap", "message": message, "subject": subject}
        | more
    )


def of(verdict: Verdict, *findings: Finding, report: Report | None = None) -> Verdict:
    return verdict.model_copy(update={"findings": list(findings), "report": report or verdict.report})


def untested() -> list[Finding]:
    told = [gap("pure.panels", f"{p.replace('_', ' ')}: not in the report", p) for p in PANELS]
    return [*told, gap("pure.lab-verdict", "no Pass or Fail"), gap("pure.limits", "no figure")]


def test_a_report_on_potency_alone_is_told_once(verdict: Verdict) -> None:
    [fact] = facts(of(verdict, *untested()))

    assert fact.finding.message == (
        "no test for contaminants was found in the report: pesticides, heavy metals, microbials, mycotoxins"
    )
    assert len(fact.said) == 6


def test_what_failed_or_is_doubtful_is_never_folded_away(verdict: Verdict) -> None:
    doubt = gap("pure.limits", "odd", kind="doubt")
    fail = gap("pure.lab-verdict", "the lab prints Fail for lead", outcome="fail", kind=None)

    assert [f.word for f in facts(of(verdict, *untested(), doubt, fail))] == ["fail", "doubt", "gap"]


@pytest.mark.parametrize(("kind", "folded"), [("gap", True), ("doubt", False)])
def test_only_gaps_are_folded_into_a_number(verdict: Verdict, kind: str, folded: bool) -> None:
    many = [gap("pure.printed-limits", f"analyte {n}: odd", f"analyte_{n}", kind=kind) for n in range(10)]

    [fact] = facts(of(verdict, *many))

    assert ("2 more" in fact.finding.message, "analyte 9" in fact.finding.message) == (folded, not folded)


def test_one_contaminant_that_was_tested_keeps_the_panels_apart(verdict: Verdict) -> None:
    lead = Measurement(name="Lead", analyte="lead", results=[Result(value=0.1, unit="ug/g")])
    report = verdict.report.model_copy(update={"panels": {"heavy_metals": Panel(measurements=[lead])}})
    found = facts(of(verdict, *untested(), report=report))

    assert len(found) == 3
    assert "pesticides, heavy metals, microbials, mycotoxins: not in the report" in {f.finding.message for f in found}


def test_findings_with_one_reason_are_named_in_one_sentence(verdict: Verdict) -> None:
    rows = [
        gap("potent.totals", f"Total {n} can't be recomputed: its rows are missing", f"total_{n.lower()}")
        for n in ("THC", "CBD")
    ]
    place = [Evidence(page=1, bbox=[1, 2, 3, 4])]
    purpose = [
        gap("legit.purpose", f"marked “R&D” (page 1): {what}", what, kind="doubt", evidence=place)
        for what in ("for research", "not for compliance")
    ]
    failed = [
        gap("pure.lab-verdict", f"the lab prints Fail for {what}", what, outcome="fail", kind=None)
        for what in ("Cadmium (heavy metals)", "heavy metals", "the whole report")
    ]

    assert [f.finding.message for f in facts(of(verdict, *rows, *purpose, *failed))] == [
        "the lab prints Fail for Cadmium (heavy metals), heavy metals, the whole report",
        "marked “R&D” (page 1): for research",
        "Total THC, Total CBD can't be recomputed: its rows are missing",
    ]


def test_facts_are_counted(verdict: Verdict) -> None:
    assert counted(facts(of(verdict, *untested(), gap("legit.dates", "odd", kind="doubt")))) == "1 doubt, 1 gap"


# --- the claim of who asks stands in the first lines


LACKS = "label says 'CBD 3 mg', but not of how much: of one unit (mg/unit)? It states 5"
BARE = gap("potent.label-claim", LACKS, "cbd")


def test_a_claim_that_could_not_be_compared_goes_before_what_only_others_can_mend(verdict: Verdict) -> None:
    told = headline(of(verdict, *untested(), BARE))

    assert told.why == LACKS
    assert told.do.startswith("see on the pack of how much its label says that (--claim with mg/unit, mg/serving")


def test_a_claim_that_could_not_be_compared_is_not_forgotten_beside_a_fail(verdict: Verdict) -> None:
    fail = gap("legit.batch", "the label says batch 1, the report is for batch 2", outcome="fail", kind=None)
    told = headline(of(verdict, BARE, fail))

    assert told.why == fail.message
    assert "; for the claim of CBD, see on the pack of how much its label says that (--claim" in told.do


# --- the last words may decide


def test_a_reason_is_cut_in_a_list_of_names_and_nowhere_else(verdict: Verdict) -> None:
    said = "label says 33.65 %, the report 33.65 %: as the label says; the report's figures are on dry weight, and with"
    dry = gap("potent.label-claim", f"{said} the printed moisture that is 9.99 %", "thca", kind="doubt")
    names = ", ".join(f"Pesticide {n}" for n in range(30))
    many = gap("pure.panels", f"pesticides: no result was found for 30 of 66 that us-ca lists: {names}", "pesticides")

    assert headline(of(verdict, dry)).why == f"THCA: {said} the printed moisture that is 9.99 %"
    assert (brief(many).endswith(" …"), len(brief(many)) < 140) == (True, True)


# --- the reason that decided


@pytest.mark.parametrize(
    ("findings", "why", "do"),
    [
        (untested(), "no test for contaminants was found in the report", "a full contaminant test of batch PR25"),
        (
            [gap("legit.accreditation", "no ISO"), gap("potent.thc-limit", "CBN: not hemp if made", "converted")],
            "CBN: lawful only if it was not made from another cannabinoid",
            "ask the seller for: how its CBN was made; the ISO/IEC 17025 certificate of the lab",
        ),
        (
            [gap("pure.panels", "heavy metals: no result was found for 3 of 4 that X lists: A, B, C", "heavy_metals")],
            "heavy metals: no result was found for 3 of 4 that X lists: A, B, C",
            "a test of batch PR25 for the rest of the heavy metals (A, B …)",
        ),
        (
            [gap("legit.accreditation", "no claim of ISO/IEC 17025 was found; ask the lab for it", "iso17025")],
            "no claim of ISO/IEC 17025 was found",
            "ask the lab for: the ISO/IEC 17025 certificate of the lab",
        ),
        (
            [
                gap("legit.purpose", "marked “R&D” (page 1): for research; ask for more", "r&d", kind="doubt"),
                gap("potent.thc-limit", "delta-9-THC 0.5 %; at most 0.3 % allowed since 2018-12-20 (us-hemp)",
                    "delta_9_thc", outcome="fail", kind=None),
            ],
            "delta-9-THC 0.5 %; at most 0.3 % allowed",
            "do not sell it as hemp; ask the seller for: the licence or programme",
        ),
        (
            [gap("potent.label-claim", "not compared with a label: say what it promises, such as --claim X")],
            "nothing wrong was found in the report; no label was given to compare it with",
            "say what it promises, such as --claim X",
        ),
        (
            [gap("potent.label-claim", "not compared with a label: say"), gap("legit.authorised", "no name was found")],
            "no name was found",
            "ask the lab for: who signed for the report",
        ),
        ([gap("new.check", "something new", kind="doubt"), *untested()], "something new", "what explains it"),
    ],
)  # fmt: skip
def test_the_weightiest_reason_and_what_to_do(verdict: Verdict, findings: list[Finding], why: str, do: str) -> None:
    found = headline(of(verdict, *findings))

    assert found.why.startswith(why)
    assert do in found.do


def test_what_passed_is_still_to_be_looked_up(verdict: Verdict) -> None:
    passed = of(verdict, gap("legit.lab", "named", outcome="pass", kind=None)).model_copy(update={"verdict": "pass"})
    found = headline(passed)

    assert found.why == "nothing was found against it; checks that passed: 1"
    assert found.do == "see that the pack says batch PR25, and that the lab's own site shows the same report"


@pytest.mark.parametrize(("led", "scan"), [("pass", True), ("review", False)])
def test_what_the_file_alone_leaves_open_the_code_on_the_report_decides(verdict: Verdict, led: str, scan: bool) -> None:
    code = gap("legit.link", "the QR code leads to the lab", "qr", outcome=led, kind="gap" if led == "review" else None)
    told = headline(of(verdict, gap("legit.file-history", "nothing says what made it", "metadata"), code)).do
    assert told.startswith("scan the code on the report and compare; ask the lab for") == scan
    assert "scan the code" not in headline(of(verdict, gap("legit.batch", "no batch was found"), code)).do


def test_only_what_was_not_found_is_asked_for(verdict: Verdict) -> None:
    client = gap("legit.third-party", "who ordered the test was not found; ask the seller", "client")
    assert headline(of(verdict, client)).do == "ask the seller for: who had it tested"


def test_what_could_not_be_judged_is_no_praise(verdict: Verdict) -> None:
    nothing = of(verdict).model_copy(update={"verdict": "review", "pillars": verdict.pillars | {"potent": "review"}})

    assert headline(nothing).why == "nothing could be judged of what makes it pure and potent"


# --- the data


def test_entries_are_for_checks_that_are_there() -> None:
    assert {e.check for e in entries()} <= {c.name for c in CHECKS}


@pytest.mark.parametrize("check", [c.name for c in CHECKS if c.name != "scan.duplicate"])
def test_a_gap_or_a_failure_of_each_check_says_what_to_do(check: str) -> None:
    found = [gap(check, "something", "lead"), gap(check, "something", "lead", outcome="fail", kind=None)]

    for finding in found:
        entry = asking(finding)
        assert entry.want
        assert entry.ask


@pytest.mark.parametrize("number", range(len(entries())))
def test_every_template_can_be_filled(number: int) -> None:
    entry = entries()[number]
    finding = gap(entry.check, "something was found: here; ask the lab")

    for template in (entry.why, entry.stop, entry.want, entry.ask):
        assert "{" not in filled(template or "", [finding], ["lead"], None)
    assert entry.ask is None or entry.ask.endswith("?")
