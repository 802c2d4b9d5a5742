"""The parts of a sum that is limited: not seen one by one, they may together be more than the sum may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from coacheck.model import Measurement, PanelName
from coacheck.rules.amounts.numbers import plain
from coacheck.rules.amounts.quantities import known
from coacheck.rules.amounts.stated import NOT_QUANTIFIED
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.law.sets import Limit
from coacheck.rules.law.vocabulary import name_of, parts
from coacheck.rules.pure.limited import Limited, Row, bound, detected, limited, part_rows


def together(case: Case) -> Iterator[Found]:
    """By the strictest limit that may be meant; figures of low confidence say nothing."""
    for each in (x for rules in case.profile.contaminants for x in limited(case, rules)):
        sure = [x for x in each.limits if x.limit and x.confidence != "low" and known(x.unit)]
        if sure and (found := _unseen(case, each, min(sure, key=lambda x: x.limit or 0))):
            yield found


def unseen(case: Case, rows: Sequence[Measurement], unit: str) -> list[Decimal] | None:
    """How much of each the test can have missed; None where that isn't known of one of them."""
    bounds = [bound(case, m, r, unit) for m in rows for r in m.results[:1] if r.qualifier in NOT_QUANTIFIED]
    amounts = [b.point for b in bounds if b]
    return amounts if rows and len(amounts) == len(rows) else None


def _unseen(case: Case, each: Limited, law: Limit) -> Found | None:
    """A sum that the laboratory added up of what it did not see shows no more than its parts."""
    rows, most = part_rows(case, law.panel, each.code), Decimal(str(law.limit))
    if _tested_as_such(each, rows) or any(map(detected, (*each.rows, *rows))):
        return None
    missed = unseen(case, rows, law.unit) or []
    if not missed or max(missed) > most or sum(missed) <= most:  # a part that is blind alone is told alone
        return None
    edge = "LOQ" if any(r.qualifier == "<LOQ" for m in rows for r in m.results[:1]) else "level that the test sees"
    told = f"{name_of(each.code)}: its {len(rows)} parts, each below the {edge}, can together be {plain(sum(missed))}"
    message = f"{told} {law.unit}; the limit of the sum is {plain(most)} ({each.rules.id})"
    if own := _sum_of_lab(case, law.panel, each, rows):
        message = f"{message}; “{own.text}” is the laboratory's word"
    return Found("gap", message, each.code, citation=law.citation, evidence=evidence(*rows, *([own] if own else [])))


def _tested_as_such(each: Limited, rows: Sequence[Measurement]) -> bool:
    """Has the sum an LOD or LOQ of its own?"""
    return any(isinstance(row, Measurement) and (row.lod or row.loq) for row in each.rows if row not in rows)


def _sum_of_lab(case: Case, panel: PanelName, each: Limited, rows: Sequence[Measurement]) -> Row | None:
    """What the laboratory prints of the sum, or of a larger one."""
    codes = {m.analyte for m in rows}
    larger: list[Row] = [t for t in case.report.totals if codes <= set(parts().get(t.name, ()))]
    larger += [m for m in case.panel(panel).measurements if codes <= set(parts().get(m.analyte or "", ()))]
    return next((row for row in (*each.rows, *larger) if row not in rows and row.text), None)
