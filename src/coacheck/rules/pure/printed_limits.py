"""pure.printed-limits: is each result within the limit printed beside it, and does the printed Pass or Fail agree?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coacheck.model import Amount, Expected, Measurement, PanelName, Quantity, Result
from coacheck.rules.amounts.numbers import printed
from coacheck.rules.amounts.quantities import UNITLESS, Converted, Facts, convert
from coacheck.rules.amounts.stated import number_of
from coacheck.rules.case import Case, Found, Said, evidence
from coacheck.rules.pure.looser import looser
from coacheck.rules.pure.sensitivity import unseen_limits
from coacheck.rules.wording import counted, listed

Judged = Literal["within", "over", "unclear", "not judged"]
_PANELS: tuple[PanelName, ...] = (
    "pesticides", "heavy_metals", "residual_solvents", "microbials", "mycotoxins", "foreign_matter", "water_activity",
    "moisture", "other",
)  # fmt: skip
# "≥ LOD", "Any amt", "Not Detected in 1 g", "Absent in 1 g", "Present", "Detection in 1.0 g": nothing may be found.
_NOTHING = re.compile(
    r"(?:≥|>=?)\s*lod|any\s+am|not?\s+detect|absen|present|negative|zero"
    r"|detection\s+in|^(?:detected|nd|none|0+(?:\.0+)?)$",
    re.IGNORECASE,
)
_NONE = re.compile(r"none", re.IGNORECASE)  # "none allowed" of germs and filth; of anything else there may be no limit
_LOST_POWER = re.compile(r"10[2-7]$")  # 10⁵ CFU/g that lost its superscript


@dataclass(frozen=True)
class Row:
    """A row that has a limit, and how its result stands to it; `told` is the comparison in words."""

    row: Measurement
    judged: Judged
    told: str
    measured: Amount | None = None
    expected: Expected | None = None


def printed_limits(case: Case) -> Iterator[Found]:
    """One finding for each problem, one that sums up the rest, one for looser limits, one for those of no use."""
    every = [(name, m) for name in _PANELS for m in case.panel(name).measurements]
    rows = [judged for name, m in every if (judged := _judge(m, name, case.facts))]
    problems = [found for row in rows if (found := _problem(row))]
    yield from problems
    if not rows:
        yield Found("skip", "no limits are printed beside the results")
    yield from _within(case, [r for r in rows if r.judged == "within"])
    yield from looser(case)
    if unused := [r for r in rows if r.judged == "not judged"]:
        names = listed(r.row.name for r in unused)
        yield Found("skip", f"{counted(len(unused), 'limit')} of no use, for want of a unit or a number: {names}")


def _within(case: Case, rows: list[Row]) -> Iterator[Found]:
    """Those that are within their limits, and apart what was not found by a test that sees no such limit, or none."""
    blind = unseen_limits(case)
    unseen = [r for r in rows if id(r.row) in blind]
    seen = [r for r in rows if id(r.row) not in blind]
    nought = [r for r in seen if r.row.limit is not None and r.row.limit.value == 0]
    told = []
    if len(nought) < len(seen):
        told.append(f"{counted(len(seen) - len(nought), 'result')} within the limit printed beside")
    if nought:
        names = listed(r.row.name for r in nought)
        told.append(f"{counted(len(nought), 'result')} not found, beside a printed limit of 0 ({names})")
    if told:
        yield Found("pass", "; ".join(told))
    if unseen:
        lab = ", and the lab prints Pass beside" if any(r.row.status == "pass" for r in unseen) else ""
        what = f"{counted(len(unseen), 'result')} not found, by tests that could not have seen the limit printed beside"
        yield Found("skip", f"{what}{lab} ({listed(r.row.name for r in unseen)}): see pure.sensitivity")


def _problem(row: Row) -> Found | None:
    status = row.row.status
    if row.judged == "over":
        return _found("fail", row, f"{row.told}{', and the lab prints Pass beside it' if status == 'pass' else ''}")
    if row.judged == "unclear":
        return _found("gap", row, row.told)
    if row.judged == "within" and status == "fail":
        return _found("doubt", row, f"the lab prints Fail, but {row.told}")
    return None


def _found(outcome: Said, row: Row, told: str) -> Found:
    own = row.row
    return Found(
        outcome, f"{own.name}: {told}", own.analyte or own.name, row.measured, row.expected, evidence=evidence(own)
    )  # fmt: skip


def _judge(row: Measurement, panel: PanelName, facts: Facts) -> Row | None:
    """None where there is no limit or nothing was measured."""
    results = [r for r in row.results if r.qualifier not in ("NT", "NR")]
    if not results or (row.limit is None and not row.limit_text):
        return None
    text = row.limit_text or ""
    if _NONE.fullmatch(text) and panel not in ("microbials", "foreign_matter"):
        return Row(row, "not judged", "no limit, or nothing allowed")
    if (row.limit is not None and row.limit.value == 0) or (row.limit is None and _NOTHING.search(text)):
        return _zero_tolerance(row, results, text or "0")
    if row.limit is None or (panel == "microbials" and _LOST_POWER.match(f"{row.limit.value:g}") and not text):
        return Row(row, "not judged", "no number")
    return _compared(row, results, row.limit, facts)


def _zero_tolerance(row: Measurement, results: list[Result], limit: str) -> Row:
    for result in results:
        if result.value or result.qualifier in ("detected", "TNTC"):
            found = f"{result.value:g} {result.unit or ''}".strip() if result.value else "detected"
            measured = Amount(value=result.value, unit=result.unit) if result.value else None
            return Row(
                row, "over", f"{found}, beside a limit of {limit!r}", measured, Expected(max=0, unit=result.unit)
            )
    if any(r.qualifier == "<LOQ" and r.bound is None for r in results) and row.status != "pass":
        return Row(row, "unclear", f"below the LOQ, beside a limit of {limit!r}: that may be a detection")
    return Row(row, "within", f"nothing was found, beside a limit of {limit!r}")


def _compared(row: Measurement, results: list[Result], limit: Quantity, facts: Facts) -> Row:
    """Against the limit as a number. Nothing found is within any limit; what the test could see is another check."""
    most, beside = printed(limit).point, f"beside a limit of {limit.value:g} {limit.unit or ''}".strip()
    expected = Expected(max=limit.value, unit=limit.unit)
    if all(r.qualifier in ("ND", "<LOD") for r in results):
        return Row(row, "within", f"nothing was found, {beside}", None, expected)
    for result in results:
        if result.value is None and result.bound is None:
            judged: Judged = "unclear" if result.qualifier != "<LOQ" else "within" if limit.unit else "not judged"
            return Row(row, judged, f"{result.text or result.qualifier}, {beside}", None, expected)
        number = number_of(result, row, facts)
        unit = result.unit or UNITLESS.get(limit.unit or "")
        way = convert(number, unit, limit.unit, facts) if number and limit.unit else None
        if isinstance(way, Converted):
            measured = Amount(value=float(way.number.point), unit=limit.unit) if result.value is not None else None
            told = f"{result.text if measured is None else way.number} {limit.unit}, {beside}"
            if measured is None:
                return Row(row, "within" if way.number.high <= most else "unclear", told, None, expected)
            return Row(row, "over" if way.number.point > most else "within", told, measured, expected)
    return Row(row, "not judged", "the units of result and limit don't compare")
