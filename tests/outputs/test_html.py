"""What stands on the page of a verdict; how a browser takes it is tested in pages/."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from markupsafe import Markup
from reportlab.pdfgen.canvas import Canvas

import coacheck
from coacheck.model import Finding, Label, Report, Verdict
from coacheck.outputs.html import page
from coacheck.outputs.index import Entry, entry_of
from coacheck.outputs.site import link
from coacheck.rules import Options, parse_claim
from coacheck.view import Figures, PagePicture

ON = Options(on=date(2026, 11, 22))


def words(text: str) -> str:
    """The page without its tags, style and pictures."""
    body = re.sub(r"<style>.*?</style>|<svg.*?</svg>", " ", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", Markup(body).striptags())


def of(verdict: Verdict, **report: object) -> str:
    changed = Report.model_validate(verdict.report.model_dump() | report)
    return page(verdict.model_copy(update={"report": changed}), Figures(), [PagePicture(1, (0, 0, 612, 792))])


def test_the_verdict_the_pillars_and_what_decided_come_first(samples: Path) -> None:
    label = Label(claims=[parse_claim("CBD 25 mg/unit")])
    shown = words(coacheck.show(samples / "gummy-underfilled.pdf", label, ON)[1])
    top = shown.partition("What was tested, and by whom")[0]

    assert "✕ Fail Peach Ring CBD Gummies Why" in top
    assert "28.4 % below the label What to do" in top
    assert "1 fail, 1 gap; failed: potent; needs a person's eye: pure; passed: legitimate" in top
    assert "○ Gap No. 1: pesticides, microbials, mycotoxins: not found in the report" in top
    assert "28.4 % below the label (allowed ±10 %) Bonn-Miller et al., JAMA 2017" in top
    assert "batch PR25-0903, tested by Quillback Testing Labs, reported 2026-09-29" in top


def test_the_card_of_a_pillar_folds_no_doubt_behind_a_number(verdict: Verdict) -> None:
    def found(number: int, outcome: str, kind: str | None = None) -> Finding:
        said = f"{kind or outcome} {number} was seen"
        return Finding.model_validate({"check": "potent.totals", "pillar": "potent", "outcome": outcome, "kind": kind,
                                       "subject": f"row_{number}", "message": said})  # fmt: skip

    doubts = [found(n, "review", "doubt") for n in range(6)]
    mixed = [*(found(n, "review", "gap") for n in range(6, 9)), *doubts, found(9, "fail")]
    judged = verdict.model_copy(update={"findings": mixed, "pillars": {"pure": "review", "potent": "fail",
                                                                       "legitimate": "pass"}})  # fmt: skip
    card = words(of(judged)).partition("Potent ✕ Fail")[2].partition("What was tested")[0]

    assert all(message in card for message in (mixed[-1].message, *(f.message for f in doubts)))
    assert "and 3 gaps" in card
    assert "gap 6" not in card


def test_what_is_folded_is_told_in_words(verdict: Verdict) -> None:
    many = [Finding.model_validate({"check": "potent.totals", "pillar": "potent", "outcome": "review", "kind": "gap",
                                    "subject": f"row_{n}", "message": f"{n} {'not seen ' * 60}{n * 'x'}"})
            for n in range(7)]  # fmt: skip
    shown = words(of(verdict.model_copy(update={"findings": many, "pillars": verdict.pillars | {"potent": "review"}})))

    assert "and 3 more gaps" in shown
    assert "show all of it" in shown
    assert " characters" not in shown


def test_all_that_was_said_of_the_label_stands_there(verdict: Verdict) -> None:
    label = Label(claims=[parse_claim("CBD 25 mg/unit")], net_volume_ml=30, units_per_package=20, form="gummy")

    shown = words(of(verdict.model_copy(update={"label": label})))

    assert "CBD 25 mg/unit; gummy; net content 30 mL, 20 units" in shown


def test_what_is_not_there_is_told_as_clearly(verdict: Verdict) -> None:
    shown = words(of(verdict)).partition("Tested or not, read or not")[2]

    assert "✕ not shown pesticides: not found in the report" in shown
    assert "1 row could not be understood for certain, and count for nothing above:" in shown
    assert "Page 2: “CBX 0,1,2 ?” no number" in shown
    assert "a batch" in shown.partition("Not found in the report")[2].partition("Not read")[0]
    assert "batch: no batch given" in shown.partition("Not judged")[2]
    assert "The lab still stands by it." in shown.partition("Not provable from a file")[2]


def test_every_finding_is_there_with_its_citation_and_text(verdict: Verdict) -> None:
    shown = words(of(verdict)).partition("Findings, with the place in the report")[2]

    for finding in verdict.findings:
        assert finding.message in shown
    assert "Source: JAMA 2017" in shown


def test_a_coming_law_and_what_was_not_compared_stand_first(verdict: Verdict) -> None:
    lawful = Finding(check="potent.thc-limit", pillar="potent", outcome="pass", message="delta-9-THC 0.1 %")
    bare = Finding(check="potent.label-claim", pillar="potent", outcome="review", kind="gap", message="no claim")
    changed = verdict.model_copy(update={
        "findings": [lawful, bare], "pillars": verdict.pillars | {"potent": "review"}, "coming": "until 2026-12-10",
        "rules": verdict.rules.model_copy(update={"reason": "the report prints MMTC"}),
    })  # fmt: skip
    top = words(of(changed)).partition("What was tested, and by whom")[0]

    assert "Soonuntil 2026-12-10" in top
    assert "Judged asthe report prints MMTC" in top
    assert "Potent ? Lawful; label not compared" in top


def test_a_finding_without_a_picture_names_its_page(verdict: Verdict) -> None:
    assert "Its places are on page 1" in words(of(verdict))


def test_hidden_text_is_never_printed(samples: Path) -> None:
    layer = io.BytesIO()
    canvas = Canvas(layer, pagesize=(612, 792))
    canvas.setFillGray(1)
    canvas.drawString(100, 300, "WHISPERED 99.9")
    canvas.save()
    out = io.BytesIO()
    with pikepdf.open(samples / "tincture-good.pdf") as pdf, pikepdf.open(layer) as over:
        pdf.pages[0].add_overlay(over.pages[0])
        pdf.save(out)

    shown = coacheck.show(out.getvalue(), Label(), ON)[1]

    assert "Larkmeadow" in shown
    assert "WHISPERED" not in shown


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://lab.example/coa/1?x=1", "lab.example"),
        ("http://LAB.example", "lab.example"),
        ("https://lаb.example/", "xn--lb-7kc.example"),  # a Cyrillic а
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//lab.example", None),
        ("lab.example/coa", None),
        ("https://lab.example@evil.example/", None),
        ("https://", None),
        ("https://[::1", None),
        ("https://lab.example/a b", None),
        ("https://lab.example/\u202egnp", None),
        ("https://" + "a" * 300 + ".example", None),
    ],
)
def test_only_plain_web_addresses_become_links(url: str, host: str | None) -> None:
    found = link(url)

    assert (found[1] if found else None) == host


def test_a_link_is_told_with_its_host_and_without_referrer(verdict: Verdict) -> None:
    text = of(verdict, verification_urls=["https://lab.example/1", "javascript:alert(1)"])

    assert '<a href="https://lab.example/1" rel="noopener noreferrer" target="_blank">' in text
    assert "javascript:alert(1) no address that is safe to follow" in words(text)


def test_a_code_on_a_picture_is_not_told_as_none(verdict: Verdict) -> None:
    picture = verdict.report.source.model_copy(update={"text": "ocr"})
    printed = {"url": "https://lab.example", "kind": "printed", "page": 1, "bbox": [1, 2, 3, 4], "text": "lab.example"}

    assert "none could be read (a picture)" in words(of(verdict, source=picture))
    shown = words(of(verdict, source=picture, links=[printed]))
    assert "none of this very report; printed: lab.example" in shown
    assert "a link to the laboratory" not in shown.partition("Not found in the report")[2].partition("Not read")[0]


def test_ten_pages_stay_under_three_megabytes(verdict: Verdict) -> None:
    pages = [PagePicture(n, (0, 0, 612, 792), data=b"x" * 200_000) for n in range(1, 11)]  # what pdf/ allows itself

    assert len(page(verdict, Figures(), pages).encode()) < 3_000_000


# --- the line in an index


def test_a_verdict_as_a_line_of_the_index(samples: Path) -> None:
    label = Label(claims=[parse_claim("CBD 25 mg/unit")])
    verdict = coacheck.check(samples / "gummy-underfilled.pdf", label, ON)
    entry = entry_of(verdict, "gummy.html", ["the same file as b.pdf"])

    assert (entry.verdict, entry.lab, entry.vendor) == ("fail", "Quillback Testing Labs", "Mallow Street Confections")
    assert entry.reasons[0].check == "potent.label-claim"
    assert [(c.analyte, c.label, c.measured) for c in entry.claims] == [("CBD", 25, 17.89)]
    assert entry.off == pytest.approx(71.56)


def test_an_entry_never_leads_anywhere_but_below() -> None:
    assert Entry("x", "pass", "javascript:alert(1)").href == "./javascript%3Aalert%281%29"
