"""How little of a cannabinoid a test says that it can see, and whether a potency test can see so little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coacheck.model import Measurement, Quantity
from coacheck.rules.amounts.numbers import exact, plain, printed
from coacheck.rules.amounts.quantities import Converted, convert
from coacheck.rules.amounts.stated import NOT_QUANTIFIED, below_loq
from coacheck.rules.case import Case, Found, Said, evidence
from coacheck.rules.law.sets import RuleSet, ThcRule
from coacheck.rules.wording import listed

# %. The finest published method for cannabis and hemp that was found, LC-MS/MS, quantifies from 0.002 mg/g on, 0.0002 %
# (McRae and Melanson, below); what reports print is HPLC with UV, and coarser. An LOD is about a third of an LOQ (ICH
# Q2). What is forty times finer than that LOQ was told of the diluted extract, or is in another unit than it says.
FINEST = exact("0.000005").point
SOURCE = "McRae and Melanson, Anal Bioanal Chem 2020;412:7381, 10.1007/s00216-020-02862-8"
_ROWS, _TIMES = 6, 100
"""Cannabinoids measured together have LOQs within some ten times of each other, also after other dilutions."""
_PROMISED = re.compile(r"\bfree\b|\bisolate\b|\bbroad\b|\b(?:no|zero|0\s*%) thc\b", re.IGNORECASE)
_THC = ("delta_9_thc", "thca", "delta_8_thc")


def too_fine(case: Case, rows: Sequence[Measurement]) -> list[tuple[Measurement, str]]:
    """The rows whose LOQ (else LOD) is below what a potency test can see, with it in words: "LOQ 0.00002 mg/g"."""
    return [(row, told) for row in rows if (told := _too_fine(case, row))]


def unbelievable(case: Case) -> Iterator[Found]:
    """THC that was not found, by a test that is said to see more than any does."""
    rows = [m for code in _THC for m in case.rows(code) if any(r.qualifier in NOT_QUANTIFIED for r in m.results)]
    if fine := too_fine(case, rows):
        names = ", ".join(f"{row.name} ({told})" for row, told in fine)
        message = f"not found, but by an LOQ or LOD that no potency test has, so a trace may be there: {names}"
        outcome: Said = "doubt" if _matters(case) else "skip"
        message = f"{message}{_of_column(case)}"
        yield Found(outcome, message, fine[0][0].analyte, citation=SOURCE, evidence=evidence(*(row for row, _ in fine)))


def _matters(case: Case) -> bool:
    """Does a law limit THC in it, or is it promised that there is none?"""
    names = " ".join(t for t in (case.label.product, case.report.product.name, case.form) if t)
    if _PROMISED.search(names) or any(claim.comparison in ("absent", "<=") for claim in case.label.claims):
        return True
    return any(_limits(case, law, rule) for law in case.profile.laws for rule in law.thc)


def _limits(case: Case, law: RuleSet, rule: ThcRule) -> bool:
    mine = case.profile.targets(law, case.goods) & set(rule.applies_to)
    return bool(mine) and rule.in_force(case.options.on) and rule.covers(case.category or "other", case.form)


def _of_column(case: Case) -> str:
    """Where most of the column is as fine, its unit is wrong, and no row is worse than another."""
    rows = [m for m in case.panel("cannabinoids").measurements if m.lod or m.loq]
    many = len(too_fine(case, rows))
    return f"; so are those of {many} of {len(rows)} cannabinoids: in another unit than is printed?" if many > 1 else ""


def below_own_loq(case: Case) -> Iterator[Found]:
    """Figures that the lab prints all the same: estimates, which alarm nobody."""
    rows = [m for m in case.panel("cannabinoids").measurements if below_loq(m) is not None]
    if rows:
        many = "1 figure is" if len(rows) == 1 else f"{len(rows)} figures are"
        message = f"{many} below the row's own LOQ, and so no more than estimates: {listed(m.name for m in rows)}"
        yield Found("skip", message, "loq", evidence=evidence(*rows))


def odd_limits(case: Case) -> Iterator[Found]:
    """One LOQ or LOD far above those of all other cannabinoids: a slip of the point, or what hides a finding."""
    rows = case.panel("cannabinoids").measurements
    loqs, lods = ([(limit, m) for m, limit in told if limit and limit.value > 0]
                  for told in ([(m, m.loq) for m in rows], [(m, m.lod) for m in rows]))  # fmt: skip
    for kind, limits in (("LOQ", loqs), ("LOD", lods)):
        for unit in dict.fromkeys(limit.unit for limit, _ in limits):
            yield from _odd(kind, sorted((x for x in limits if x[0].unit == unit), key=lambda x: x[0].value))


def _odd(kind: str, limits: Sequence[tuple[Quantity, Measurement]]) -> Iterator[Found]:
    """`limits`: of one unit, rising."""
    if len(limits) < _ROWS:
        return
    (usual, other), (limit, row) = limits[-2:]
    if limit.value >= _TIMES * usual.value:
        told = f"the {kind} of {row.name} is {_said(limit)}, of every other cannabinoid at most {_said(usual)}"
        message = f"{told}: {limit.value / usual.value:.0f} times as much"
        yield Found("doubt", message, row.analyte, evidence=evidence(row, other))


def _said(limit: Quantity) -> str:
    return f"{limit.text or plain(limit.value)} {limit.unit or ''}".strip()


def _too_fine(case: Case, row: Measurement) -> str:
    kind, limit = ("LOQ", row.loq) if row.loq and row.loq.value > 0 else ("LOD", row.lod)
    if limit is None or limit.value <= 0:
        return ""
    way = convert(printed(limit), limit.unit, "%", case.facts)
    finer = isinstance(way, Converted) and way.number.point < FINEST
    return f"{kind} {_said(limit)}" if finer else ""
