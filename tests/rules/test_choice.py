"""--rules auto: whose rules a report is judged by, and what is said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coacheck.model import Label, Report, Verdict
from coacheck.programs import programs
from coacheck.rules import Options, parse_claim
from coacheck.rules.choice import choose
from coacheck.rules.law.sets import rule_set, rule_set_ids
from rules.builders import NOW, findings, report, row, verdict

FLOWER = {"name": "Sour Plum", "matrix": "Flower", "category": "inhalable"}
TAG, LICENCE, TRACKED = "1A4060300000000000000001", "C11-0000001-LIC", "Seed to Sale # 123456"


def mark(kind: str, state: str | None, text: str) -> dict[str, Any]:
    return {"kind": kind, "state": state, "page": 1, "bbox": [0, 0, 1, 1], "text": text}


def flower(*marks: dict[str, Any], thc: str = "0.9 %", **fields: Any) -> Report:
    known = {"product": FLOWER, "program_marks": list(marks)}
    return report([row("delta_9_thc", thc), row("thca", "24.0 %")], **known | fields)


def chosen(made: Report, **label: Any) -> tuple[str, str]:
    choice = choose(made, Label.model_validate(label), Options(on=NOW))
    return choice.rules, choice.reason or ""


@pytest.mark.parametrize(
    ("marks", "fields", "rules", "says"),
    [
        ([mark("track", "CA", TAG)], {}, "us-ca", f"licensed cannabis of California: METRC tag {TAG} on page 1"),
        ([mark("licence", "CA", LICENCE)], {}, "us-ca", f"licence {LICENCE}"),
        ([mark("cannabis", "FL", "CANNABIS (MMTC's)")], {}, "us-fl", "“CANNABIS (MMTC's)”"),
        ([mark("track", None, TRACKED)], {"client_address": "Quincy, FL 32351"}, "us-fl", "Seed to Sale"),
        ([mark("track", None, TRACKED)], {"lab": {"license": "CMTL-0002"}}, "us-fl", "Florida"),
        ([mark("licence", "CT", "X")], {}, "cannabis", "no rules of Connecticut's here, so California's limits"),
        ([mark("licence", "NY", "X")], {}, "us-ny-cannabis", "licensed cannabis of New York"),
        ([mark("cannabis", None, "Adult-Use Cultivator License")], {}, "cannabis", "its state was not found"),
        # the state that it was tested for stands before where the lab or the client has its address
        (
            [mark("track", None, TRACKED), mark("state", "FL", "Test Reg State Florida")],
            {"client_address": "Santa Cruz, CA 95060", "lab": {"license": "C8-0000001-LIC"}},
            "us-fl",
            "Seed to Sale # 123456 on page 1, “Test Reg State Florida” on page 1",
        ),
        ([mark("state", "FL", "Test Reg State Florida")], {"thc": "0.28 %"}, "hemp", "by default"),
        ([mark("state", "FL", "Test Reg State Florida")], {"thc": "1.8 %"}, "us-fl", "“Test Reg State Florida”"),
        ([], {}, "hemp", "by default"),
        # a laboratory's licence says little: many test hemp too
        ([], {"lab": {"license": "C8-0000001-LIC"}, "thc": "0.28 %"}, "hemp", "by default"),
    ],
)
def test_the_marks_of_a_program_choose_it(
    marks: list[dict[str, Any]], fields: dict[str, Any], rules: str, says: str
) -> None:
    found, reason = chosen(flower(*marks, **fields))
    assert (found, says in reason) == (rules, True), reason


@pytest.mark.parametrize(
    ("made", "label"),
    [
        (flower(mark("hemp", None, "Hemp Regulatory Compliance Testing"), mark("track", "CA", TAG)), {}),
        (flower(mark("track", "OR", TAG), product=FLOWER | {"matrix": "Hemp Flower"}), {}),
        (flower(mark("track", "CA", TAG)), {"product": "CBD Flower"}),
        (flower(mark("track", "CA", TAG)), {"claims": [parse_claim("delta-9-THC 0.3 %")]}),
        (flower(mark("track", "CA", TAG)), {"claims": [parse_claim("THC < 0.2 %")]}),
        (flower(thc="5.0 %", client_address="Tulsa, OK 74127", product=FLOWER | {"name": "CBD Flower"}), {}),
    ],
)
def test_what_is_called_hemp_is_judged_as_hemp(made: Report, label: dict[str, Any]) -> None:
    rules, reason = chosen(made, **label)
    assert (rules, reason[:6]) == ("hemp", "hemp: ")
    assert "fail" in {f.outcome for f in findings(made, "potent.thc-limit", options={"rules": rules})}


@pytest.mark.parametrize(
    ("thc", "address", "licence", "rules"),
    [
        ("1.8 %", "Gainesville, FL 32609", None, "us-fl"),
        ("1.8 %", "Gainesville, Florida 32609", None, "us-fl"),
        ("1.8 %", "Canton, GA 30115", None, "hemp"),  # no program there
        ("1.8 %", "Canton, GA 30115", "LAAA-0000-0000", "hemp"),
        ("0.7 %", "Tulsa, OK 74127", "LAAA-0000-0000", "us-ok"),
        ("0.7 %", "Tulsa, OK 74127", None, "hemp"),  # hot hemp must not become licensed cannabis
        ("0.4 %", "Tulsa, OK 74127", "LAAA-0000-0000", "hemp"),
        ("1.8 %", None, "LAAA-0000-0000", "us-ok"),
    ],
)
def test_thc_far_beyond_hemp_needs_a_program_near(
    thc: str, address: str | None, licence: str | None, rules: str
) -> None:
    found, reason = chosen(flower(thc=thc, client_address=address, lab={"license": licence}))
    assert found == rules, reason


@pytest.mark.parametrize(
    ("thc", "fields", "kind"),
    [("4.3 %", {}, "doubt"), ("4.3 %", {"client_address": "Canton, GA 30115"}, None), ("0.5 %", {}, None),
     ("4.3 %", {"program_marks": [mark("hemp", None, "Hemp Flower")]}, None)],
)  # fmt: skip
def test_thc_far_beyond_hemp_accuses_nobody_where_nothing_calls_it_hemp(
    thc: str, fields: dict[str, Any], kind: str | None
) -> None:
    (found,) = findings(flower(thc=thc, **fields), "potent.thc-limit", on=date(2025, 1, 1))
    assert (found.outcome, found.kind) == ("review" if kind else "fail", kind)
    assert ("licensed cannabis may have it" in found.message) == bool(kind)


@pytest.mark.parametrize("matrix", ["Hanfblüten, getrocknet", "Fleurs de chanvre", "Hemp Flower"])
def test_hemp_is_called_so_in_other_languages_too(matrix: str) -> None:
    assert chosen(flower(product=FLOWER | {"matrix": matrix}))[1] == f"hemp: the report calls it “{matrix}”"


def test_an_extract_of_hemp_or_delta_8_is_no_licensed_cannabis() -> None:
    for main in ("cbd", "delta_8_thc"):
        made = report([row(main, "80.0 %"), row("delta_9_thc", "2.0 %")], client_address="Denver, CO 80202")
        assert chosen(made)[0] == "hemp"


def test_a_weak_edible_of_a_program_is_not_hemp_for_its_claim() -> None:
    assert chosen(flower(mark("track", "CA", TAG)), claims=[parse_claim("THC 0.2 %")])[0] == "us-ca"


def judged(**options: Any) -> Verdict:
    return verdict(flower(mark("track", "CA", TAG)), options=options)


def test_the_verdict_says_what_was_chosen_and_why() -> None:
    auto, asked = judged(), judged(rules="hemp")
    assert (auto.rules.profile, auto.rules.sets) == ("us-ca", ["us-ca"])
    assert TAG in (auto.rules.reason or "")
    assert (asked.rules.profile, asked.rules.reason) == ("hemp", None)
    assert {f.outcome for f in auto.findings if f.check == "potent.thc-limit"} == {"skip"}
    assert {f.outcome for f in asked.findings if f.check == "potent.thc-limit"} == {"fail"}


def test_licensed_cannabis_of_a_state_without_rules_is_never_within_a_law_on_thc() -> None:
    made = verdict(flower(mark("licence", "CT", "X")))
    (thc,) = (f for f in made.findings if f.check == "potent.thc-limit")
    assert (thc.outcome, "was not judged" in thc.message) == ("skip", True)
    assert made.rules.sets == ["cannabis", "us-ca"]
    assert not any("Hemp law" in c for c in made.caveats)


def test_the_set_of_a_state_is_one_for_licensed_cannabis() -> None:
    """Where the set of a state is about hemp, programs.toml must say so."""
    for state in programs().state:
        if state.rule_set in rule_set_ids():
            title = rule_set(state.rule_set).title
            assert "hemp" not in title or "marijuana" in title, title
    assert {"us-ca", "us-fl", "us-ma"} <= {s.rule_set for s in programs().state}
