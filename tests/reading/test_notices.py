"""Words that take a report back, and the same words where they are innocent."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from coacheck.page import Page
from coacheck.pdf import open_pdf
from coacheck.reading.free.notices import notices_of
from reading.lines import line

EMPTY = Page(1, 612, 792, [], [])


def kinds(*texts: str, size: float = 8.0) -> list[tuple[str, bool]]:
    """The kinds found in lines set apart, and whether they are about a part only."""
    phrases = [line(text, 40, 40 + 40 * i, size) for i, text in enumerate(texts)]
    return [(n.kind, n.part) for n in notices_of(EMPTY, phrases)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("For R&D Use Only", "r&d"),
        ("R & D", "r&d"),
        ("Test type: R&D", "r&d"),
        ("This report is for research and development (R&D) use only.", "r&d"),
        ("NOT FOR COMPLIANCE", "no compliance"),
        ("Non-Compliance Testing", "no compliance"),
        ("INFORMATIONAL ONLY", "information"),
        ("This certificate is provided for informational purposes only", "information"),
        ("QA SAMPLE", "quality control"),
        ("This report is for quality assurance only.", "quality control"),
        ("For QC use only", "quality control"),
        ("PREVIEW", "preview"),
        ("Status: Draft", "preview"),
        ("Preliminary results", "preview"),
        ("VOID", "void"),
        ("This report has been superseded by report 77-2", "void"),
        ("SAMPLE COA", "specimen"),
        ("Specimen", "specimen"),
        ("This is a retest", "retest"),
        ("AMENDED", "amended"),
    ],
)
def test_the_whole_report_is_marked(text: str, kind: str) -> None:
    assert kinds(text) == [(kind, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Sample ID: S-1", "Sample", "Sample Report No. 7", "QC Sample", "Quality Assurance Manager", "Compliance",
        "Void after 1 year from test end date.", "renders the report and its results void.", "Draft Horse Kush",
        "Compliance for Retail", "Research Scientist", "Specimen Weight: 51.8 mg", "R&D Manager", "Informational",
        "Results are not valid without the signature", "This is no draft report", "void.", "Example Farms LLC",
    ],
)  # fmt: skip
def test_innocent_words(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    ["Terpene results are provided for informational purposes only.",
     "Values reported below quantitation limits are for informational purposes."],
)  # fmt: skip
def test_words_about_some_results_are_told_as_such(text: str) -> None:
    assert kinds(text) == [("information", True)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Amendment to Certificate of Analysis 26-0017-001", "amended"),
        ("Revision: #1 This revision supersedes any and all previous versions of this document.", "amended"),
        ("Toluene, Xylene, Hexane outside of ISO scope.", "scope"),
        ("Viruses are analyzed per SOP-013, and not ISO accredited.", "scope"),
        ("* BEYOND SCOPE OF ACCREDITATION", "scope"),
        ("Accredited (No. 1234), except those analytes denoted by (*)", "scope"),
        ("Sampling Procedure : Client Sampled", "client sampled"),
        ("Sample was tested as received from client.", "client sampled"),
        ("We did not observe or participate in the sample selection process.", "client sampled"),
        ("Heavy metals: skip lot testing", "skip tested"),
        ("Potency results are reported on a dry weight basis.", "dry weight"),
        ("Dry Weight Potency", "dry weight"),
        ("DRY-WEIGHT AMOUNTS SHOWN", "dry weight"),
        ("Total THC, CBD value(s) are corrected for moisture, and the acids decarboxylated", "dry weight"),
        ("Cannabinoid values are corrected for moisture content", "dry weight"),
        ("Enterobacteriaceae is the family also known as Bile-Tolerant Gram-Negative bacteria.", "bile-tolerant"),
    ],
)
def test_notes_are_found_in_what_they_say(text: str, kind: str) -> None:
    assert [found for found, _ in kinds(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    ["Total Terpene value(s) are corrected for moisture content", "Our QA testing is done daily by the chemists",
     "Retest Date: 09/29/2027", "Retest: No", "Revision: 3/28/19 DC", "Results are of the sample as received."],
)  # fmt: skip
def test_what_is_no_note(text: str) -> None:
    assert kinds(text) == []


def test_a_note_over_two_lines_is_about_what_it_begins_with() -> None:
    first, second = line("Method: Results of a method not validated.", 40, 40), line("For informational only.", 40, 50)

    assert [n.part for n in notices_of(EMPTY, [first, second])] == [True]


def test_a_note_on_the_results_right_under_the_heading_notes_is_about_all_of_them() -> None:
    heading, first = line("NOTES", 100, 90), line("Results generated using a non-validated method.", 100, 100)
    second = line("For informational purposes only.", 100, 110)
    kinds = [("no compliance", False), ("information", False)]
    assert [(n.kind, n.part) for n in notices_of(EMPTY, [heading, first, second])] == kinds
    assert [n.part for n in notices_of(EMPTY, [first, second])] == [True, True]
    terpenes = line("Terpene results are for informational purposes only.", 100, 100)
    assert [n.part for n in notices_of(EMPTY, [heading, terpenes])] == [True]


@pytest.mark.parametrize(("text", "part"), [("1. Exclusions: Not accredited by the board and not for official", False),
                                            ("Terpenes: terpene results are not for official use.", True)])  # fmt: skip
def test_what_is_not_for_official_purposes_is_told_of_the_whole(text: str, part: bool) -> None:
    assert ("unofficial", part) in kinds(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("Method: ICP-MS - Performed by Fern Testing", True), ("Analysis performed by: Fern Labs, LLC", False),
     ("Tests were subcontracted to Fern", True), ("Some tests may be sub-contracted to partner labs", False),
     ("Performed by: J. Fern", False), ("The sampling was performed by Fern Labs", False)],
)  # fmt: skip
def test_a_test_that_another_laboratory_did(text: str, found: bool) -> None:
    assert [kind for kind, _ in kinds(text)] == (["subcontracted"] if found else [])


@pytest.mark.parametrize("text", ["QA Testing", "Quality Assurance Testing"])
def test_the_purpose_of_a_test_as_its_title(text: str) -> None:
    """Of forms that print "Regulatory Compliance Testing" in its place."""
    assert kinds(text) == [("quality control", False)]
    assert kinds("Regulatory Compliance Testing") == []


def test_two_marks_in_one_line() -> None:
    assert kinds("QA SAMPLE - INFORMATIONAL ONLY") == [("quality control", False), ("information", False)]


def test_sample_is_a_mark_only_as_a_watermark() -> None:
    body = [line(f"CBD {i}.31 mg/g", 40, 200 + 10 * i) for i in range(20)]
    large = line("SAMPLE", 100, 90, size=60)

    assert [n.kind for n in notices_of(EMPTY, [*body, large])] == ["specimen"]
    assert [n.kind for n in notices_of(EMPTY, [*body, line("SAMPLE", 100, 90, size=12)])] == []


def page_with(text: str, turn: float, size: float = 60, grey: float = 0.8) -> Page:
    """Twenty lines of results under a slanted word."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792))
    for i in range(20):
        canvas.drawString(60, 740 - 20 * i, f"CBD {i}.31 mg/g and more")
    canvas.translate(200, 250)
    canvas.rotate(turn)
    canvas.setFont("Helvetica-Bold", size)
    canvas.setFillGray(grey)
    canvas.drawString(0, 0, text)
    canvas.save()
    return open_pdf(buffer.getvalue()).pages[0]


@pytest.mark.parametrize(("text", "turn", "kind"), [("SAMPLE", 45, "specimen"), ("DRAFT", 30, "preview"),
                                                    ("VOID", 90, "void"), ("For R&D only", 60, "r&d")])  # fmt: skip
def test_a_watermark_is_read_and_is_no_part_of_the_lines(text: str, turn: float, kind: str) -> None:
    page = page_with(text, turn)

    found = list(notices_of(page, []))

    assert [(n.kind, n.part, n.text) for n in found] == [(kind, False, text)]
    assert found[0].bbox[2] > found[0].bbox[0] > 100
    assert {w.text for w in page.words} >= {"CBD", "0.31", "mg/g"}
    assert all(len(w.text) > 1 for w in page.words)


def test_a_watermark_that_nobody_can_see_is_not_told() -> None:
    assert page_with("VOID", 45, grey=1).turned == []


def test_a_page_scanned_askew_keeps_its_lines() -> None:
    assert page_with("Total CBD", 3, size=9, grey=0).turned == []


def test_what_stands_on_a_following_page_is_told() -> None:
    texts = ["Detailed Terpenes Analysis is on the following page", "Top 10, full analysis on the following page."]
    texts.append("Continued on next page")
    assert [kind for kind, _ in kinds(*texts)] == ["following page"] * 3
