"""pure.sensitivity: could the test have seen a breach? ND proves nothing where the LOD is above the limit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from coacheck.model import Measurement, PanelName, Result
from coacheck.rules.amounts.numbers import plain, printed
from coacheck.rules.amounts.quantities import Converted, convert, known
from coacheck.rules.amounts.stated import NOT_QUANTIFIED
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.law.sets import Limit
from coacheck.rules.pure.limited import PANELS, bound, limited, part_rows
from coacheck.rules.pure.tested import tests_in
from coacheck.rules.pure.together import together, unseen
from coacheck.rules.wording import counted, listed, spaced

LOQ_OF_LOD = 10  # an LOQ is about 3.3 times its LOD (ICH Q2: 10 and 3.3 standard deviations); 10 times is far off
_PRESENCE = re.compile(r"absen|negative|\bin\s*[\d.]+\s*g", re.IGNORECASE)

_PRINTED = "printed beside"
_COUNT = "CFU/g"
SEEN_BY_ANY_COUNT = 100
"""CFU/g. A plate or film of a 1 to 10 dilution shows 10 colonies a gram; nobody prints an LOD for limits far above."""


@dataclass(frozen=True)
class Unquantified:
    """A row that is ND or <LOQ, beside a limit. `missed` is how much the test may have missed, in the limit's unit.

    Where that can't be told `reason` says why.
    """

    panel: PanelName
    row: Measurement
    result: Result
    limit: Decimal
    unit: str
    whose: str
    missed: Decimal | None
    reason: str = ""
    beside: str = ""
    """The larger limit that the laboratory prints ("750 ug/kg"), which its test may well reach."""
    demanded: bool = False
    """Nothing may be found, and `limit` is how little the law demands that the test sees."""

    @property
    def blind(self) -> bool:
        return self.missed is not None and self.missed > self.limit

    def __str__(self) -> str:
        seen = plain(self.missed or self.limit)
        law = f"{plain(self.limit)} is asked for" if self.demanded else f"the limit is {plain(self.limit)}"
        own = f"; {self.beside} is printed beside" if self.beside else ""
        return f"{self.row.name}: seen from {seen} {self.unit} on, {law} ({self.whose}{own})"


def sensitivity(case: Case) -> Iterator[Found]:
    """A finding for each panel with results that prove nothing, one for each reason not to know, else a pass."""
    every = [*_by_printed_limit(case), *_by_rule_sets(case)]
    blind = [each for each in every if each.blind]
    unknown = {each.row.name: each for each in every if each.missed is None}
    for panel in dict.fromkeys(each.panel for each in blind):
        yield _of_blind(case, panel, [each for each in blind if each.panel == panel])
    low = [*_below_a_stand_in(case), *together(case)]
    yield from low
    for reason in dict.fromkeys(each.reason for each in unknown.values()):
        yield _of_unknown(reason, [each for each in unknown.values() if each.reason == reason])
    if every and not blind and not unknown and not low:
        rows = counted(len({each.row.name for each in every}), "result")
        yield Found("pass", f"{rows} not quantified, by tests that could have shown a breach")
    if not every and not low:
        yield Found("skip", "no result below an LOD or LOQ stands beside a limit")


def unseen_limits(case: Case) -> set[int]:
    """Which rows (by `id`) are not quantified, by a test that could not have seen the limit printed beside them."""
    beside = ((m, u) for panel in PANELS for m in case.panel(panel).measurements for u in _beside(case, panel, m))
    return {id(row) for row, each in beside if each.blind}


def _beside(case: Case, panel: PanelName, row: Measurement) -> Iterator[Unquantified]:
    """Against the limit that is printed beside the row."""
    if row.limit is not None and row.limit.unit is not None and row.limit.value > 0:
        yield from _one(case, panel, row, row.limit.value, row.limit.unit, _PRINTED)


def _of_blind(case: Case, panel: PanelName, blind: Sequence[Unquantified]) -> Found:
    rows = {each.row.name: each for each in blind}
    first = "; ".join(map(str, list(rows.values())[:3])) + (" …" if len(rows) > 3 else "")
    many = f"{len(rows)} of {counted(len(tests_in(case, panel)), 'result')}"
    message = f"{spaced(panel)}: {many} not found, but the test could not have seen a breach ({first})"
    return Found("gap", message, panel, evidence=evidence(*(each.row for each in rows.values())))


def _of_unknown(reason: str, those: Sequence[Unquantified]) -> Found:
    names = listed(each.row.name for each in those)
    message = f"{counted(len(those), 'result')} {reason}: {names}"
    return Found("gap", message, evidence=evidence(*(each.row for each in those)))


def _by_printed_limit(case: Case) -> Iterator[Unquantified]:
    """Forms print a small figure where the law allows none at all; that is no level to see."""
    none = {(x.panel, x.analyte) for x in case.profile.contaminants[-1].limits if x.seen is not None}
    for panel in PANELS:
        for row in case.panel(panel).measurements:
            if (panel, row.analyte) not in none:
                yield from _beside(case, panel, row)


def _below_a_stand_in(case: Case) -> Iterator[Found]:
    """The small level that is printed where the law allows none, and that the test does not reach."""
    rules = case.profile.contaminants[-1]
    none = {(x.panel, x.analyte): x for x in rules.limits if x.seen is not None}
    for panel in PANELS:
        rows = [m for m in case.panel(panel).measurements if (panel, m.analyte) in none]
        every = [u for m in rows for u in _beside(case, panel, m) if u.blind]
        if every:
            first, law = every[0], none[panel, every[0].row.analyte or ""]
            level = f"the level printed beside {counted(len(every), 'result')} ({plain(first.limit)} {first.unit})"
            told = f"{level} is below what the test sees ({plain(first.missed or first.limit)})"
            asks = f"{rules.id} has no such level: it allows none, by a test that sees {law.seen:g} {law.unit}"
            yield Found("gap", f"{told}; {asks}", panel, evidence=evidence(*(u.row for u in every)))


def _by_rule_sets(case: Case) -> Iterator[Unquantified]:
    """Against the strictest limit that may be meant, or what the law demands that the test sees where nothing may be
    found; figures of low confidence say nothing.
    """
    for each in (x for rules in case.profile.contaminants for x in limited(case, rules)):
        sure = [x for x in each.limits if (x.limit or x.seen) and x.confidence != "low" and known(x.unit)]
        if sure:
            strict = min(sure, key=_least)
            for row in (r for r in each.rows if isinstance(r, Measurement)):
                every = _one(case, strict.panel, row, _least(strict), strict.unit, each.rules.id)
                beside = _larger(case, row, strict)
                yield from (replace(one, demanded=strict.limit is None, beside=beside) for one in every)


def _larger(case: Case, row: Measurement, law: Limit) -> str:
    if row.limit is None or not row.limit.unit:
        return ""
    own = convert(printed(row.limit), row.limit.unit, law.unit, case.facts)
    more = isinstance(own, Converted) and own.number.low > Decimal(str(_least(law)))
    return f"{plain(printed(row.limit).point)} {row.limit.unit}" if more else ""


def _least(limit: Limit) -> float:
    """What the test must see."""
    return limit.limit or limit.seen or 0.0


def _one(case: Case, panel: PanelName, row: Measurement, limit: float, unit: str, whose: str) -> Iterator[Unquantified]:
    """What is looked for by eye has no LOD, nor has a test for presence in a gram ("absent in 1 g")."""
    result = next((r for r in row.results if r.qualifier in NOT_QUANTIFIED), None)
    if result is None:
        return
    missed = _missed(case, panel, row, unit) or _below_unprinted_loq(case, row, result, Decimal(str(limit)), unit)
    present = panel == "microbials" and (bool(_PRESENCE.search(result.text)) or _one_at_most(result, limit, unit))
    count = unit == _COUNT and limit >= SEEN_BY_ANY_COUNT
    if missed is not None or not (panel == "foreign_matter" or present or count):
        reason = _reason(row, result) if missed is None else ""
        yield Unquantified(panel, row, result, Decimal(str(limit)), unit, whose, missed, reason)


def _one_at_most(result: Result, limit: float, unit: str) -> bool:
    """None found, where one germ in a gram is too many: that is a test for presence, for which nobody prints an LOD."""
    return result.qualifier == "ND" and unit == _COUNT and limit <= 1


def _below_unprinted_loq(case: Case, row: Measurement, result: Result, limit: Decimal, unit: str) -> Decimal | None:
    """<LOQ where only the LOD is printed: enough where even ten times the LOD is within the limit."""
    if result.qualifier != "<LOQ" or result.bound is not None or row.lod is None:
        return None
    lod = bound(case, row, result.model_copy(update={"qualifier": "<LOD"}), unit)
    most = lod.point * LOQ_OF_LOD if lod else None
    return most if most is not None and most <= limit else None


def _reason(row: Measurement, result: Result) -> str:
    """Why what the test may have missed can't be told, after "3 results"."""
    edges = [q for q in (row.lod, row.loq) if q is not None]
    if result.bound is not None or any(q.value > 0 for q in edges if result.qualifier != "<LOQ" or q is row.loq):
        return "not quantified, by an LOD or LOQ whose unit does not compare with the limit's"
    if result.qualifier == "<LOQ":
        return "below an LOQ that was not found, so it can't be compared with the limit"
    if edges:
        return "not detected, with 0 printed as LOD or LOQ, which no test reaches"
    return "not detected, but no LOD or LOQ was found to compare with the limit"


def _missed(case: Case, panel: PanelName, row: Measurement, unit: str) -> Decimal | None:
    """What the test can have missed of it; of a sum without an LOD of its own, what it can have missed of the parts."""
    own = [bound(case, row, r, unit) for r in row.results if r.qualifier in NOT_QUANTIFIED]
    if own and own[0]:
        return own[0].point
    of_parts = unseen(case, part_rows(case, panel, row.analyte or ""), unit)
    return sum(of_parts, Decimal(0)) if of_parts else None
