"""Every shipped tolerance of a label claim: at both of its bounds, just inside, just outside, and ND."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from coacheck.model import Category, Finding
from coacheck.rules.law.sets import LABEL, Tolerance, rule_set
from rules.builders import finding, report, row

SURE = [t for t in rule_set(LABEL).tolerances if t.confidence != "low"]
USED = [t for t in SURE if t.sets]


class Case(NamedTuple):
    tolerance: Tolerance
    rules: str
    category: Category

    @property
    def promised(self) -> float:
        """mg that the tolerance is for."""
        t = self.tolerance
        return t.label_mg_up_to or (2 * t.label_mg_above if t.label_mg_above else 100.0)

    def judged(self, cell: str, **limits: str) -> Finding:
        t = self.tolerance
        product = {"matrix": t.forms[0] if t.forms else "Sample", "category": self.category}
        made = report([row("delta_9_thc", cell, **limits), row("thca", "0.0000 mg/unit")], product=product)
        rules = "hemp" if self.rules == "default" else self.rules
        return finding(made, "potent.label-claim", f"delta-9-THC {self.promised:g} mg/unit", options={"rules": rules})


CASES = [Case(t, s, c) for t in USED for s in t.sets for c in t.categories if c not in t.except_categories]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.tolerance.id}-{c.rules}-{c.category}")
def test_the_bounds_of_a_tolerance(case: Case) -> None:
    low, high = case.tolerance.low, case.tolerance.high
    assert low is not None
    assert high is not None
    for percent, outcome in [
        (0.0, "pass"), (low, "pass"), (low + 0.1, "pass"), (low - 0.1, "fail"),
        (high, "pass"), (high - 0.1, "pass"), (high + 0.1, "fail"),
    ]:  # fmt: skip
        found = case.judged(f"{case.promised * (100 + percent) / 100:.5f} mg/unit")
        assert found.outcome == outcome, (percent, found.message)
        assert found.citation == case.tolerance.citation


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.tolerance.id}-{c.rules}-{c.category}")
def test_nothing_found_fails_a_promise_unless_the_test_could_not_see_it(case: Case) -> None:
    assert case.judged("ND mg/unit", loq=f"{case.promised * 2:g} mg/unit").outcome == "review"
    assert case.judged("ND mg/unit", loq=f"{case.promised / 100:g} mg/unit").outcome == "fail"


def test_what_is_of_low_confidence_or_of_no_set_never_judges() -> None:
    for rules in ("us-or", "us-nv", "eu"):
        made = report([row("cbd", "112 mg/unit")], product={"category": "ingestible"})
        found = finding(made, "potent.label-claim", "CBD 100 mg/unit", options={"rules": rules})
        assert (found.outcome, found.citation) == ("fail", "Bonn-Miller et al., JAMA 2017;318(17):1708")
