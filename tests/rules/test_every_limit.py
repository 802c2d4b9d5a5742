"""Every limit of every shipped set: at it, just below, just above, and ND by a test that could not have seen it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

import pytest

from coacheck.model import Category, Measurement, Panel
from coacheck.rules import CHECKS
from coacheck.rules.law.sets import Limit, rule_set, rule_set_ids
from rules.builders import NOW, report, row, verdict

NOT_PRINTED = ("ug/day", "% area", "count/3 g", "per 10 g")  # units of the law that no report has results in
OTHERS = frozenset(c.name for c in CHECKS) - {"pure.limits", "pure.sensitivity"}
SETS = [id for id in rule_set_ids() if rule_set(id).limits]


class Case(NamedTuple):
    rules: str
    limit: Limit
    category: Category

    @property
    def sure(self) -> bool:
        return self.limit.confidence != "low"

    @property
    def least(self) -> Decimal:
        return Decimal(str(self.limit.limit))

    @property
    def beside(self) -> str | None:
        """Printed beside the row, where laboratories print several: which of them is meant."""
        return self.printed("1") if self.limit.or_limits else None

    def printed(self, times: str) -> str:
        """ "0.2002 ug/g" for 1.001 times the limit."""
        return f"{(self.least * Decimal(times)).normalize():f} {self.limit.unit}"


def cases(set_id: str, number: bool) -> list[Case]:
    """A case for each limit and category, of the limits that are a number or of those that allow nothing."""
    every = [Case(set_id, x, c) for x in rule_set(set_id).limits for c in x.categories if c not in x.except_categories]
    return [case for case in every if (case.limit.limit is not None) is number]


def outcomes(case: Case, measured: Measurement) -> tuple[set[str], set[str]]:
    """What pure.limits and what pure.sensitivity find in a report with this one row, on a day on which the limit holds.
    """
    x = case.limit
    made = report(
        panels={x.panel: Panel(measurements=[measured])},
        product={"matrix": x.forms[0] if x.forms else "Sample", "category": case.category},
    )
    day = max(x.effective_from, min(NOW, x.effective_to))
    judged = verdict(made, on=day, options={"rules": case.rules, "ignore": OTHERS})
    limits, sensitivity = (
        {f.outcome for f in judged.findings if f.check == check} for check in ("pure.limits", "pure.sensitivity")
    )
    return limits, sensitivity


def right(case: Case, found: set[str], outcome: str) -> bool:
    """A figure of low confidence fails and passes nothing: a breach is for review, the rest is information."""
    if case.sure:
        open_ = {"review"} if case.limit.panel in rule_set(case.rules).incomplete else set()
        return found | open_ == {outcome} | open_
    return found <= {"skip", "review"} and ("review" in found or outcome != "fail")


def at(case: Case) -> str:
    return "pass" if case.limit.comparison == "<=" else "fail"


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize(
    ("times", "outcome"), [("1", at), ("0.999", lambda _: "pass"), ("1.001", lambda _: "fail")],
    ids=["at", "below", "above"],
)  # fmt: skip
def test_a_number_beside_its_limit(set_id: str, times: str, outcome: Callable[[Case], str]) -> None:
    for case in cases(set_id, number=True):
        x = case.limit
        wanted = "review" if x.unit in NOT_PRINTED else outcome(case)
        found, _ = outcomes(case, row(x.analyte, case.printed(times), limit=case.beside))
        assert right(case, found, wanted), (x.panel, x.analyte, case.category, times)


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize(("times", "outcome"), [("1.001", "review"), ("1", "pass")], ids=["blind", "sees"])
def test_nd_passes_only_where_the_test_could_have_seen_the_limit(set_id: str, times: str, outcome: str) -> None:
    for case in cases(set_id, number=True):
        x = case.limit
        measured = row(x.analyte, f"ND {x.unit}", lod=case.printed(times), limit=case.beside)
        strange = x.unit in NOT_PRINTED
        within, seen = outcomes(case, measured)
        assert right(case, within, "review" if strange else "pass"), (x.analyte, case.category)
        assert seen == ({outcome} if case.sure and not strange else {"skip"}), (x.analyte, case.category)


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize(
    ("cell", "outcome"), [("ND", "pass"), ("<LOQ", "review"), ("detected", "fail"), ("0.001 ug/g", "fail")]
)
def test_nothing_is_allowed(set_id: str, cell: str, outcome: str) -> None:
    for case in cases(set_id, number=False):
        found, _ = outcomes(case, row(case.limit.analyte, cell, lod="1 ug/g"))
        assert right(case, found, outcome), (case.limit.panel, case.limit.analyte, case.category)


def test_every_limit_is_asked() -> None:
    asked = {(c.rules, c.limit) for id in SETS for number in (True, False) for c in cases(id, number)}
    assert asked == {(id, x) for id in rule_set_ids() for x in rule_set(id).limits}
