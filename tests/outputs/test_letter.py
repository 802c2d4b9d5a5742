"""The questions as a text that can be sent: whose they are, what they are about, and that they accuse nobody."""

from __future__ import annotations

import re

import pytest

from coacheck.model import Finding, Panel, Verdict
from coacheck.outputs.headline import headline
from coacheck.outputs.letter import BEGIN, Inquiry, inquiry, letter, letters
from coacheck.rules import CHECKS
from rules.builders import CONTAMINANTS, good, report, with_rows
from rules.builders import row as made_row
from rules.builders import verdict as judged_of

ACCUSING = re.compile(r"\b(fake|fraud|forged?|cheat|lie|false|illegal|tamper\w*|manipulat\w*|wrong)\b", re.IGNORECASE)


def about(verdict: Verdict, *findings: Finding, **report: object) -> Inquiry:
    changed = verdict.report.model_copy(update=report)
    return inquiry(verdict.model_copy(update={"findings": list(findings), "report": changed}))


@pytest.fixture
def no_batch() -> Finding:
    return Finding(check="legit.batch", pillar="legitimate", outcome="review", kind="gap", subject="batch",
                   message="no batch was found")  # fmt: skip


@pytest.fixture
def edited() -> Finding:
    return Finding(check="legit.file-history", pillar="legitimate", outcome="review", kind="doubt", subject="editor",
                   message="opened in Scribus since it was made; ask the lab for the file")  # fmt: skip


def test_it_says_what_it_is_about_and_asks_the_seller_first(
    verdict: Verdict, no_batch: Finding, edited: Finding
) -> None:
    text = letter([about(verdict, edited, no_batch, client="Mallow Street")])
    flat = " ".join(text.split())

    assert text.startswith(f"{BEGIN}the laboratory report of Peach [31mRings\nTo: Mallow Street\n\nHello,\n")
    for row in ("Product  Peach", "Batch    not found", "Sample   2609QBT0073-004", "Lab      Quillback Testing Labs",
                "Date     2026-09-29", "File     gummy.pdf"):  # fmt: skip
        assert f"\n  {row}" in text
    assert "\n\n1. We found no batch or lot in the report. Which batch was tested?\n\nFor the laboratory" in text
    assert "2. In our copy of the file we noticed: opened in Scribus since it was made. Could you send us" in flat
    assert text.endswith("kind regards\n")
    assert max(map(len, text.splitlines())) <= 90


def test_findings_that_lead_to_one_question_are_asked_once(verdict: Verdict, edited: Finding) -> None:
    stamp = edited.model_copy(update={"subject": "annotation", "message": "a stamp laid over the text of page 1"})
    [question] = about(verdict, edited, stamp).questions

    assert "opened in Scribus since it was made; a stamp laid over the text of page 1. Could" in question.text


def test_one_text_for_each_client_with_the_reports_named(verdict: Verdict, no_batch: Finding, edited: Finding) -> None:
    mallow = [
        about(verdict, no_batch, edited, client="Mallow Street, Inc."),
        about(verdict, no_batch, client="MALLOW STREET INC", sample_id="S-2"),
    ]
    nobody = [about(verdict, no_batch, source=verdict.report.source.model_copy(update={"name": n})) for n in ("a", "b")]
    found = list(letters([*mallow, *nobody]))

    assert len(found) == 3
    assert found[0].startswith(f"{BEGIN}2 laboratory reports\nTo: Mallow Street, Inc.\n")
    assert "Report A\n" in found[0]
    assert "1. (all reports) We found no batch" in found[0]
    assert "2. (report A) In our copy" in found[0]
    assert "To: the seller of Peach" in found[1]


def test_nothing_to_ask_is_no_letter(verdict: Verdict) -> None:
    claim = Finding(check="potent.label-claim", pillar="potent", outcome="review", kind="gap", message="no label")

    assert letter([about(verdict, claim)]) == ""
    assert list(letters([about(verdict)])) == []


def test_other_clients_are_not_named(verdict: Verdict) -> None:
    copied = Finding(check="scan.copied-results", pillar="legitimate", outcome="review", kind="doubt",
                     subject="pesticides", message="pesticides: every figure is that of rival/report.pdf")  # fmt: skip
    other = copied.model_copy(update={"check": "scan.contradiction", "message": "S-1 has others in rival/report.pdf"})

    text = letter([about(verdict, copied, other)])
    assert "rival" not in text
    assert "2. " in text


def test_a_client_can_not_write_the_head_of_the_letter(verdict: Verdict, no_batch: Finding) -> None:
    text = letter([about(verdict, no_batch, client="X\nBcc: all@example.com\x1b[2J")])

    assert "\nTo: X Bcc: all@example.com" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("outcome", ["fail", "doubt", "gap"])
def test_no_question_accuses(verdict: Verdict, outcome: str) -> None:
    from coacheck.rules.registry import CHECKS

    found = [
        Finding.model_validate({
            "check": c.name, "pillar": c.pillar, "outcome": "fail" if outcome == "fail" else "review",
            "kind": None if outcome == "fail" else outcome, "message": "this is printed",
        })
        for c in CHECKS
    ]  # fmt: skip
    text = letter([about(verdict, *found)])

    assert text.count("?") > 15
    assert not ACCUSING.search(text)


def all_but(check: str) -> frozenset[str]:
    return frozenset(c.name for c in CHECKS) - {check}


@pytest.mark.parametrize(
    ("claim", "do", "asked"),
    [
        (
            "CBD 500 mg/package",
            'see on the pack what the report does not say, and tell it: --net-content "20 units"',
            0,
        ),
        ("CBD 400 mg", "see on the pack of how much its label says that", 0),
        ("CBD 5 mg/mL", "tell the density where you know it: --density", 1),
    ],
)
def test_what_stands_on_ones_own_pack_is_asked_of_nobody(claim: str, do: str, asked: int) -> None:
    made = report([made_row("cbd", "0.5 %" if "mL" in claim else "25 mg/unit")])
    judged = judged_of(made, claim, options={"ignore": all_but("potent.label-claim")})
    assert headline(judged).do.startswith(do)
    assert len(inquiry(judged).questions) == asked


@pytest.mark.parametrize(
    ("status", "want"),
    [
        ("pass", "the full report of batch B-7, with the results for"),
        ("not_tested", "a full contaminant test of batch B-7"),
    ],
)
def test_where_only_the_labs_word_is_printed_the_full_report_is_asked_for(status: str, want: str) -> None:
    panels = dict.fromkeys(CONTAMINANTS, Panel.model_validate({"status": status}))
    made = report(panels=panels, batch="B-7", product={"name": "Gummies", "matrix": "Gummy", "category": "ingestible"})
    judged = judged_of(made, options={"ignore": all_but("pure.panels")})
    assert want in headline(judged).do


@pytest.mark.parametrize(("lod", "want"), [("9 ug/g", "a more sensitive test"), (None, "the detection limits")])
def test_an_lod_that_is_printed_is_not_asked_for(lod: str | None, want: str) -> None:
    panels = with_rows("heavy_metals", made_row("cadmium", "ND ug/g", lod=lod, limit="0.5 ug/g"))
    judged = judged_of(good(panels=panels), options={"ignore": all_but("pure.sensitivity")})
    assert want in headline(judged).do
