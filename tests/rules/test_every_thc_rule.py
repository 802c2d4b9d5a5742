"""Every sentence on THC of every shipped set, on a day it holds: at its limit, just below, just above, and ND."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest

from coacheck.model import Category, Measurement, Panel
from coacheck.rules.law.sets import ThcRule, rule_set, rule_set_ids
from rules.builders import NOW, findings, report, row

FORMS = {"plant": "Flower", "intermediate": "Distillate", "final": "Gummy", "pre-harvest": "Pre-harvest Flower"}
PER = {"mg/container": "mg/package"}  # as reports print it
PART = {"total_thc": "delta_9_thc"}
SETS = [id for id in rule_set_ids() if any(x.limit is not None for x in rule_set(id).thc)]
ALL = [(id, x.id) for id in rule_set_ids() for x in rule_set(id).thc]


class Case(NamedTuple):
    rules: str
    rule: ThcRule
    category: Category
    form: str

    @property
    def day(self) -> date:
        return max(self.rule.effective_from, min(NOW, self.rule.effective_to))

    @property
    def code(self) -> str:
        return PART.get(self.rule.analytes[0], self.rule.analytes[0])

    def printed(self, times: str) -> str:
        amount = (self.rule.most * Decimal(times)).normalize()
        return f"{amount:f} {PER.get(self.rule.unit or '', self.rule.unit)}"


def cases(set_id: str) -> list[Case]:
    rules = [x for x in rule_set(set_id).thc if x.limit is not None and x.confidence != "low"]
    return [Case(set_id, x, *product) for x in rules for product in _products(x)]


def _products(rule: ThcRule) -> list[tuple[Category, str]]:
    """A product of each kind that the sentence is for."""
    if kinds := [k for k in FORMS if k in rule.applies_to]:
        own: dict[str, Category] = {"intermediate": "other", "final": "ingestible"}
        return [(own.get(k, "inhalable"), FORMS[k]) for k in kinds]
    form = rule.forms[0] if rule.forms else "Sample"
    return [(c, form) for c in rule.categories if c not in rule.except_categories]


def _breach(case: Case) -> str:
    """What it means to be above: another country's law is told for information; of crops it is doubtful."""
    if case.rule.jurisdiction != rule_set(case.rules).jurisdiction:
        return "skip"
    return {"fail": "fail", "doubt": "review", "gap": "review"}[case.rule.breach]


def outcomes(case: Case, measured: Measurement) -> set[str]:
    """What is found by this very sentence; the acid was tested and is not there."""
    unit = measured.results[0].unit
    rows = [measured, row("thca", f"0.0000 {unit}")]
    hemp = case.rule.applies_to == ("hemp",) and case.rules == "us-fl"
    made = report(
        panels={"cannabinoids": Panel(measurements=rows, method="Dry Weight Potency")},
        product={"name": case.form, "matrix": f"Hemp {case.form}" if hemp else case.form, "category": case.category},
    )
    found = findings(made, "potent.thc-limit", on=case.day, options={"rules": case.rules})
    mine = (float(case.rule.most), case.rule.unit, case.rule.analytes[0], case.rule.citation)
    return {f.outcome for f in found if f.expected and (f.expected.max, f.expected.unit, f.subject, f.citation) == mine}


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize(("times", "outcome"), [("1", "at"), ("0.999", "pass"), ("1.001", "fail")])
def test_an_amount_beside_the_limit(set_id: str, times: str, outcome: str) -> None:
    for case in cases(set_id):
        over = outcome == "fail" or (outcome == "at" and case.rule.comparison == "<")
        right = "skip" if _breach(case) == "skip" else _breach(case) if over else "pass"
        assert outcomes(case, row(case.code, case.printed(times))) == {right}, (case.rule.id, case.form)


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize(("times", "outcome"), [("1.001", "review"), ("0.999", "pass")])
def test_nd_passes_only_where_the_test_could_have_seen_the_limit(set_id: str, times: str, outcome: str) -> None:
    for case in cases(set_id):
        cell, lod = f"ND {case.printed('1').split()[1]}", case.printed(times)
        right = "skip" if _breach(case) == "skip" else outcome
        assert outcomes(case, row(case.code, cell, lod=lod)) == {right}, (case.rule.id, case.form)


@pytest.mark.parametrize(("set_id", "rule_id"), ALL)
def test_a_report_reaches_every_sentence(set_id: str, rule_id: str) -> None:
    """A sentence that no report can reach lets everything pass."""
    rule = next(x for x in rule_set(set_id).thc if x.id == rule_id)
    if rule.confidence == "low":
        return  # only information
    if rule.limit is not None:
        assert rule in [c.rule for c in cases(set_id)]  # judged at its limit, above
        return
    form = "Hemp Seeds" if "seed" in rule.applies_to else "Gummy" if "final" in rule.applies_to else "Distillate"
    category = "ingestible" if form == "Gummy" else "other"
    made = report([row("delta_8_thc", "5.0 %"), row("thc_o", "1.0 %")],
                  product={"name": form, "matrix": form, "category": category})  # fmt: skip
    found = findings(made, "potent.thc-limit", on=max(rule.effective_from, NOW), options={"rules": set_id})
    assert "review" in {f.outcome for f in found if f.subject in (rule_id, "converted", "non_natural")
                        and f.citation == rule.citation}  # fmt: skip
    assert rule.known_on is None or any(f"as known on {rule.known_on}" in f.message for f in found)


def test_goods_with_far_too_much_thc_pass_by_no_law_of_hemp() -> None:
    made = report([row("delta_9_thc", "87.0 %"), row("thca", "0.1 %")],
                  product={"name": "Vape", "matrix": "Vape Cartridge", "category": "inhalable"})  # fmt: skip
    for rules in ("hemp", "eu"):
        outcomes = {f.outcome for f in findings(made, "potent.thc-limit", options={"rules": rules})}
        assert outcomes & {"fail", "review"}, rules


@pytest.mark.parametrize(
    ("on", "rules"),
    [
        (date(2018, 12, 20), {"hemp-2018"}),
        (date(2026, 12, 10), {"hemp-2018"}),
        (date(2026, 12, 11), {"s781-total-thc", "s781-container"}),
    ],
)
def test_hemp_is_judged_by_the_law_of_the_day(on: date, rules: set[str]) -> None:
    made = report([row("delta_9_thc", "0.01 %", "0.1 mg/package"), row("thca", "0.00 %", "0.0 mg/package")],
                  product={"name": "Drops", "matrix": "Tincture", "category": "ingestible"})  # fmt: skip
    limits = {x.id: (x.limit, x.unit, x.analytes[0]) for x in rule_set("us-hemp").thc if x.analytes}
    found = findings(made, "potent.thc-limit", on=on)
    judged = {(f.expected.max, f.expected.unit, f.subject) for f in found if f.expected}
    assert judged == {limits[name] for name in rules}


@pytest.mark.parametrize(
    ("rules", "cell", "outcome"),
    [("us-ma", "5.5", "pass"), ("us-ma", "5.6", "review"), ("us-fl", "11.5", "pass"), ("us-ca", "11.1", "fail"),
     ("us-co", "10.1", "review"), ("us-mi", "11.5", "pass"), ("us-il", "11.6", "fail"),
     ("us-ny-cannabis", "11.5", "pass"), ("us-ny-cannabis", "11.6", "fail"), ("us-ny", "1.1", "fail")],
)  # fmt: skip
def test_a_tolerance_of_the_law_counts(rules: str, cell: str, outcome: str) -> None:
    made = report([row("delta_9_thc", f"{cell} mg/serving"), row("thca", "0.0 mg/serving")],
                  product={"matrix": "Gummy", "category": "ingestible"})  # fmt: skip
    found = findings(made, "potent.thc-limit", options={"rules": rules})
    assert [f.outcome for f in found if f.expected and f.expected.unit == "mg/serving"] == [outcome]


def test_a_limit_for_edibles_is_not_for_a_syringe_of_oil() -> None:
    made = report([row("delta_9_thc", "92.0 %"), row("thca", "0.2 %")], serving={"serving_mass_g": 0.5},
                  product={"name": "Syringe 0.5 mL", "matrix": "Derivative", "category": "ingestible"})  # fmt: skip
    assert {f.outcome for f in findings(made, "potent.thc-limit", options={"rules": "us-fl"})} == {"skip"}


def test_beyond_a_limit_for_adult_use_it_is_open_which_program_the_goods_are_of() -> None:
    made = report([row("delta_9_thc", "33.0 mg/serving"), row("thca", "ND mg/serving", lod="0.03 mg/serving")],
                  product={"matrix": "Gummy", "category": "ingestible"})  # fmt: skip
    (found,) = findings(made, "potent.thc-limit", options={"rules": "us-ma"})
    assert found.kind == "gap"
    assert "total THC 33 mg/serving; at most 5" in found.message
    assert "for adult use; goods of the medical program may have more" in found.message
