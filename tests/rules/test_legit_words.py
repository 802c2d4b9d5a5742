"""What the findings on whether a report is genuine say: of how much, where, and what to ask for."""

from __future__ import annotations

import pytest

from coacheck.outputs.asking import asking
from coacheck.outputs.headline import headline
from rules.builders import finding, good, report, row, verdict

EXCLUDED = "1. Exclusions: Not accredited by the board and not for official"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (EXCLUDED, True),
        ("* For R&D use only", True),
        ("Results by a method that is for R&D use only", True),
        ("1. This report is for R&D use only", False),
        ("For R&D use only", False),
        ("This Certificate of Analysis is for R&D use only", False),
    ],
)
def test_a_footnote_or_a_word_on_a_method_is_about_part_of_the_tests(text: str, part: bool) -> None:
    mark = {"kind": "r&d", "page": 4, "bbox": [1, 2, 3, 4], "text": text}
    found = finding(report(notices=[mark]), "legit.purpose")
    assert (found.kind, "of part of the tests" in found.message) == ("gap", part)


def test_a_footnote_beside_words_on_the_whole_is_about_the_whole() -> None:
    mark = {"kind": "r&d", "page": 4, "bbox": [1, 2, 3, 4], "text": "For R&D use only"}
    marks = [mark, mark | {"text": "* For R&D use only"}]
    assert "part of the tests" not in finding(report(notices=marks), "legit.purpose").message


@pytest.mark.parametrize(
    ("kind", "text", "quote"),
    [
        ("unofficial", EXCLUDED, f"“{EXCLUDED} …”"),
        ("unofficial", "Not for official purposes", "“Not for official purposes”"),
        ("no compliance", "NOT FOR COMPLIANCE", "“NOT FOR COMPLIANCE”"),
        ("r&d", "For R&D use only " + "and what else there is to say of it " * 3,
         "“For R&D use only and what else there is to say of it and what else …”"),
    ],
)  # fmt: skip
def test_what_is_left_out_of_a_quote_is_shown_between_words(kind: str, text: str, quote: str) -> None:
    mark = {"kind": kind, "page": 4, "bbox": [1, 2, 3, 4], "text": text}
    assert quote in finding(report(notices=[mark]), "legit.purpose").message


def test_no_page_is_told_twice_and_no_name_of_a_field_is_quoted() -> None:
    spot = {"kind": "annotation", "page": 1, "bbox": [1, 2, 3, 4], "on": "text", "erased": True}
    spots = [spot | {"near": "REPORT PREPARED"}, spot, spot | {"page": 2}]
    hidden = finding(report([row("cbd", "1 %")], spots=spots), "legit.hidden-text")
    assert ": page 1, beside “REPORT PREPARED”, page 2; nothing" in hidden.message
    code = {"kind": "code", "page": 1, "bbox": [1, 2, 3, 4], "on": "field", "near": "sample id", "subject": "sample_id"}
    assert "beside the sample id;" in finding(report(spots=[code]), "legit.hidden-text").message


def test_without_a_date_nothing_shows_that_it_is_old() -> None:
    found = finding(report(dates={}), "legit.age")
    assert (found.kind, found.message) == ("gap", "no date of the report was found; ask for its date")
    assert asking(found).want == "the date of the report"


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("http://localhost:5173/coa/3d1a", "review"), ("http://127.0.0.1/coa", "review"),
        ("file:///C:/Users/ann/coa.html", "review"), ("https://portal.example.com/coa/3d1a", "pass"),
    ],
)  # fmt: skip
def test_the_print_of_a_page_from_a_private_machine_is_not_the_file_as_issued(url: str, outcome: str) -> None:
    foot = {"url": url, "kind": "printed", "page": 1, "bbox": [30, 770, 200, 780], "text": url}
    history = {"producer": "Skia/PDF m120", "software": ["Skia/PDF m120"], "created": "2026-09-05T10:00:00"}
    found = finding(good(links=[foot], history=history), "legit.file-history")
    assert found.outcome == outcome
    assert ("a print of a web page from a private machine" in found.message) == (outcome == "review")
    assert finding(good(links=[foot | {"kind": "clickable"}], history=history), "legit.file-history").outcome == "pass"


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"client": "Example Customer"}, "client “Example Customer”"),
     ({"product": {"name": "EXAMPLE Gummies"}}, "product “EXAMPLE Gummies”"), ({"client": "Test Client"}, "client"),
     ({"client": "Testa Rossa Farms"}, None)],
)  # fmt: skip
def test_a_specimen_is_known_by_the_names_it_is_made_out_for(fields: dict[str, object], told: str | None) -> None:
    found = finding(good(**fields), "legit.purpose")
    assert (found.subject == "specimen", found.kind == "doubt") == (told is not None, told is not None)
    assert (told or "nothing marks the report") in found.message


def test_that_it_is_a_specimen_comes_before_what_failed() -> None:
    made = verdict(good(client="Example Customer", batch="B-8"), batch="B-7")
    first = headline(made)
    assert made.verdict == "fail"
    assert first.why.startswith("the report is made out for an example (client “Example Customer”): a specimen")
    assert first.do.startswith("take nothing in it for a product's; ask the seller for: the report of the batch")
