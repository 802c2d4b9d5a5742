"""legit.accreditation and legit.lab: a number is one lab's, and words alone prove no lab."""

from __future__ import annotations

from typing import Any

import pytest

from rules.builders import finding, findings, good, report

CODE = {"url": "https://orders.confidentcannabis.com/r/1", "kind": "qr", "page": 1, "bbox": [1, 2, 3, 4]}


@pytest.mark.parametrize(
    ("lab", "kind", "says"),
    [
        ({"name": "Quillback", "accreditation_number": "108651", "iso17025": True}, "doubt", "KCA Laboratories's"),
        ({"name": "Quillback", "accreditation_number": "4356.01", "iso17025": True}, "doubt", "Steep Hill"),
        ({"name": "KCA Laboratories", "accreditation_number": "108651", "iso17025": True}, None, "certificate 108651"),
        ({"name": "MCR Labs", "accreditation_number": "6562.01"}, None, "6562.01 by A2LA; the words ISO/IEC 17025"),
        ({"name": "Modern Canna", "accreditation_number": "102020"}, None, "102020 by PJLA"),
        ({"name": "Quillback", "accreditation_number": "4876.07"}, "doubt", "BelCosta"),
        ({"name": "Quillback", "accreditation_number": "1234.01"}, None, "accreditation 1234.01 by A2LA"),
        ({"name": "Quillback", "accreditation_number": "7800"}, "gap", "7800 is printed, but not by whom"),
        ({"name": "Caligreen Laboratories", "accreditation_body": "PJLA"}, None, "known by certificate 106120"),
        ({"name": "Caligreen Laboratories", "accreditation_body": "A2LA"}, "gap", "A2LA is shown, but no"),
        ({"name": "Quillback", "accreditation_body": "PJLA"}, "gap", "but no certificate number was found"),
        ({"name": "Quillback", "license": "C8-0000099-LIC"}, None, "(4 CCR 15701(b))"),
        ({"name": "Quillback", "license": "IL281290"}, None, "(935 CMR 500.002)"),
        ({"name": "Quillback", "license": "CTF123"}, "gap", "no claim of ISO/IEC 17025 was found"),
        ({"name": "New Bloom Labs"}, "gap", "was found (New Bloom Labs has AT-2868)"),
    ],
)
def test_whose_the_accreditation_is(lab: dict[str, Any], kind: str | None, says: str) -> None:
    found = finding(report(lab=lab), "legit.accreditation")

    assert (found.kind, says in found.message) == (kind, True), found.message
    assert found.outcome == ("review" if kind else "pass")


@pytest.mark.parametrize(("reported", "outcome"), [("2020-06-30", "review"), ("2020-07-01", "pass")])
def test_a_licence_shows_accreditation_since_its_law_asks_for_it(reported: str, outcome: str) -> None:
    made = report(lab={"name": "Quillback", "license": "LAAA-0000-0000"}, dates={"reported": reported})
    assert finding(made, "legit.accreditation").outcome == outcome


def test_tests_outside_the_accreditation_are_told_beside_it() -> None:
    note = {"kind": "scope", "page": 3, "bbox": [1, 2, 3, 4], "text": "* outside of ISO scope", "part": True}
    made = report(lab={"name": "KCA Laboratories", "accreditation_number": "108651", "iso17025": True}, notices=[note])

    found = finding(made, "legit.accreditation")

    assert (found.outcome, found.evidence[-1].page) == ("pass", 3)
    assert "“* outside of ISO scope” (page 3)" in found.message


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"lab": {"name": "Quillback", "address": "1 Harbor Glen", "license": "QB-7"}}, "review"),
        ({"lab": {"name": "Quillback", "iso17025": True, "accreditation_number": "88214"}}, "review"),
        ({"lab": {"name": "Quillback", "accreditation_number": "88214", "accreditation_body": "PJLA"}}, "pass"),
        ({"lab": {"name": "Quillback", "accreditation_number": "7", "accreditation_body": "PJLA"}}, "review"),
        ({"lab": {"name": "Quillback", "license": "C8-0000099-LIC"}}, "pass"),
        ({"lab": {"name": "KCA Labs"}}, "pass"),
        ({"lab": {"name": "Quillback"}, "links": [CODE]}, "pass"),
        ({"lab": {"name": "Quillback"}, "links": [CODE | {"url": "https://quillback.example/1"}]}, "review"),
        ({"lab": {}}, "review"),
    ],
)
def test_a_lab_that_nobody_knows_is_not_vouched_for_by_its_own_words(fields: dict[str, Any], outcome: str) -> None:
    assert finding(report(**fields), "legit.lab").outcome == outcome


def test_a_test_that_another_laboratory_did_is_not_covered_by_what_the_report_says_of_its_own() -> None:
    def note(text: str) -> dict[str, object]:
        return {"kind": "subcontracted", "page": 1, "bbox": [0, 15, 1, 18], "text": text, "part": True}

    said = "Method: ICP-MS - Performed by Fern Testing"
    found = finding(good(notices=[note(said)]), "legit.accreditation", subject="subcontracted")
    assert found.kind == "gap"
    assert "performed by Fern Testing, whose accreditation was not found" in found.message
    assert found.evidence[0].text == said
    own = findings(good(notices=[note("Performed by Quillback Labs")]), "legit.accreditation")
    assert [f.subject for f in own] == ["iso17025"]
