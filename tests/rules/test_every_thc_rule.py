"""Every sentence on THC of every shipped set, on a day it holds: at its limit, just below, just above, and ND."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest

from coacheck.model import Category, Measurement, Panel
from coacheck.rules.law.sets import ThcRule, rule_set, rule_set_ids
from rules.builders import NOW, findings, report, row

FORMS = {"plant": "Flower", "intermediate": "Distillate", "final": "Gummy"}
PER = {"mg/container": "mg/package"}  # as reports print it
PART = {"total_thc": "delta_9_thc"}
NOT_SOLD = {"pre-harvest", "seed"}  # of crops; no report of a product is judged by them
OTHER_MARKET = {"us-fl-hemp-extract"}  # --rules us-fl is for its licensed cannabis
SETS = [id for id in rule_set_ids() if any(x.limit is not None for x in rule_set(id).thc)]


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
    rules = [x for x in rule_set(set_id).thc if x.limit is not None and not _unused(x)]
    return [Case(set_id, x, *product) for x in rules for product in _products(x)]


def _unused(rule: ThcRule) -> bool:
    """Crops and other markets; and what is of low confidence or advice, which only informs."""
    return set(rule.applies_to) <= NOT_SOLD or rule.id in OTHER_MARKET or rule.confidence == "low"


def _products(rule: ThcRule) -> list[tuple[Category, str]]:
    """A product of each kind that the sentence is for."""
    if kinds := [k for k in FORMS if k in rule.applies_to]:
        own: dict[str, Category] = {"plant": "inhalable", "intermediate": "other", "final": "ingestible"}
        return [(own[k], FORMS[k]) for k in kinds]
    form = rule.forms[0] if rule.forms else "Sample"
    return [(c, form) for c in rule.categories if c not in rule.except_categories]


def outcomes(case: Case, measured: Measurement) -> set[str]:
    """What is found by this very sentence; the acid was tested and is not there."""
    unit = measured.results[0].unit
    rows = [measured, row("thca", f"0.0000 {unit}")]
    made = report(
        panels={"cannabinoids": Panel(measurements=rows, method="Dry Weight Potency")},
        product={"name": case.form, "matrix": case.form, "category": case.category},
    )
    found = findings(made, "potent.thc-limit", on=case.day, options={"rules": case.rules})
    mine = (float(case.rule.most), case.rule.unit, case.rule.analytes[0], case.rule.citation)
    return {f.outcome for f in found if f.expected and (f.expected.max, f.expected.unit, f.subject, f.citation) == mine}


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize(("times", "outcome"), [("1", "at"), ("0.999", "pass"), ("1.001", "fail")])
def test_an_amount_beside_the_limit(set_id: str, times: str, outcome: str) -> None:
    for case in cases(set_id):
        right = outcome if outcome != "at" else "pass" if case.rule.comparison == "<=" else "fail"
        assert outcomes(case, row(case.code, case.printed(times))) == {right}, (case.rule.id, case.form)


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize(("times", "outcome"), [("1.001", "review"), ("0.999", "pass")])
def test_nd_passes_only_where_the_test_could_have_seen_the_limit(set_id: str, times: str, outcome: str) -> None:
    for case in cases(set_id):
        cell, lod = f"ND {case.printed('1').split()[1]}", case.printed(times)
        assert outcomes(case, row(case.code, cell, lod=lod)) == {outcome}, (case.rule.id, case.form)


def test_every_sentence_with_a_figure_is_asked() -> None:
    asked = {(c.rules, c.rule.id) for id in SETS for c in cases(id)}
    every = {(id, x.id) for id in rule_set_ids() for x in rule_set(id).thc if x.limit is not None and not _unused(x)}
    assert asked == every


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
    [("us-ma", "5.5", "pass"), ("us-ma", "5.6", "fail"), ("us-fl", "11.5", "pass"), ("us-ca", "11.1", "fail"),
     ("us-co", "10.1", "fail"), ("us-mi", "11.5", "pass"), ("us-il", "11.6", "fail"),
     ("us-ny-cannabis", "11.5", "pass"), ("us-ny-cannabis", "11.6", "fail"), ("us-ny", "1.1", "fail")],
)  # fmt: skip
def test_a_tolerance_of_the_law_counts(rules: str, cell: str, outcome: str) -> None:
    made = report([row("delta_9_thc", f"{cell} mg/serving"), row("thca", "0.0 mg/serving")],
                  product={"matrix": "Gummy", "category": "ingestible"})  # fmt: skip
    found = findings(made, "potent.thc-limit", options={"rules": rules})
    assert [f.outcome for f in found if f.expected and f.expected.unit == "mg/serving"] == [outcome]
