"""What `coacheck rules` and `coacheck explain` are told."""

from __future__ import annotations

import pytest

from coacheck.errors import UsageError
from coacheck.rules import CHECKS
from coacheck.rules.catalogue import CheckExplained, LimitsExplained, SetsExplained, catalogue, explain
from coacheck.rules.law.sets import rule_set, rule_set_ids


def test_every_set_and_every_check_is_listed() -> None:
    found = catalogue()
    assert [s.name for s in found.sets] == rule_set_ids()
    assert [c.name for c in found.checks] == [c.name for c in CHECKS]
    assert found.default == {"auto": ["us-hemp", "us-ca"], "hemp": ["us-hemp", "us-ca"], "cannabis": ["us-ca"]}


@pytest.mark.parametrize("check", [c.name for c in CHECKS])
def test_every_check_can_be_explained(check: str) -> None:
    found = explain(check)
    assert isinstance(found, CheckExplained)
    assert found.asks
    assert found.why


def test_checks_that_judge_by_figures_cite_their_sources() -> None:
    for check, rules in (("pure.limits", "us-ca"), ("potent.thc-limit", "us-hemp"), ("potent.label-claim", "us-co")):
        found = explain(check)
        assert isinstance(found, CheckExplained)
        assert rules in {c.rules for c in found.citations}


@pytest.mark.parametrize("set_id", rule_set_ids())
def test_every_limit_of_a_set_can_be_explained(set_id: str) -> None:
    rules = rule_set(set_id)
    for code in {x.analyte for x in rules.limits} | {code for x in rules.thc for code in x.analytes}:
        found = explain(set_id, code)
        assert isinstance(found, LimitsExplained)
        asked = [x for x in rules.limits if x.analyte == code] + [x for x in rules.thc if code in x.analytes]
        assert [(x.limit, x.unit, x.citation) for x in found.limits] == [(x.limit, x.unit, x.citation) for x in asked]
        assert [x.judges for x in found.limits] == [x.confidence != "low" for x in asked]


def test_an_analyte_may_be_written_as_on_a_report() -> None:
    assert explain("us-hemp", "Delta-9-THC") == explain("us-hemp", "delta_9_thc")


def test_the_default_is_hemp_law_and_californias_list() -> None:
    cadmium, thc = explain("hemp", "cadmium"), explain("hemp", "delta_9_thc")
    assert isinstance(cadmium, LimitsExplained)
    assert isinstance(thc, LimitsExplained)
    assert {x.rules for x in cadmium.limits} == {"us-ca"}
    assert {x.rules for x in thc.limits} == {"us-hemp"}


@pytest.mark.parametrize(
    ("name", "analyte", "says"),
    [
        ("pure.limit", None, "pure.limits"),
        ("us-cal", None, "us-ca"),
        ("us-ca", "cadmum", "cadmium"),
        ("us-ca", "cbd", "expected one such as"),
        ("us-ca", "", "expected one such as"),
        ("", None, "expected one such as"),
        ("pure.limits", "cadmium", "is a check"),
    ],
)
def test_a_name_that_is_none_is_told_with_the_nearest(name: str, analyte: str | None, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        explain(name, analyte)


@pytest.mark.parametrize("set_id", rule_set_ids())
def test_a_set_is_explained_by_what_it_covers(set_id: str) -> None:
    found, rules = explain(set_id), rule_set(set_id)
    assert isinstance(found, SetsExplained)
    (told,) = found.sets
    assert (told.name, told.source) == (set_id, rules.citation)
    assert told.notes[: len(rules.notes)] == list(rules.notes)
    assert len(told.notes) == len(rules.notes) + len(rules.incomplete) + len(rules.not_required)
    assert sum(p.limits for p in told.panels) == told.limits == len(rules.limits)
    assert {a for p in told.panels for a in p.analytes} == {x.analyte for x in rules.limits}
    assert [x.text for x in told.thc] == [x.text for x in rules.thc]


def test_the_default_is_explained_as_both_of_its_sets() -> None:
    found = explain("hemp")
    assert isinstance(found, SetsExplained)
    assert [(s.name, s.judged_by) for s in found.sets] == [("us-hemp", "us-ca"), ("us-ca", "us-ca")]


def test_a_set_that_judges_by_anothers_list_says_so() -> None:
    cadmium, thc = explain("us-hemp", "cadmium"), explain("us-hemp", "total_thc")
    assert isinstance(cadmium, LimitsExplained)
    assert isinstance(thc, LimitsExplained)
    assert ({x.rules for x in cadmium.limits}, "judges by that of us-ca" in cadmium.note) == ({"us-ca"}, True)
    assert ({x.rules for x in thc.limits}, thc.note) == ({"us-hemp"}, "")
