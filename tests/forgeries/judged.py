"""Is a forgery caught, in the right place, and is no verdict better for it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import coacheck
from coacheck.errors import CoacheckError
from coacheck.model import Evidence, Finding, Label, Report, Verdict
from coacheck.rules import Options, judge, parse_claim
from forgeries import inside
from forgeries.forged import Forged
from forgeries.target import Target

_WORST = ("pass", "review", "fail")
INSIDE = ("seamless: figure", "seamless: headline", *inside.KINDS, "joined: row of another sample")
"""Nothing but what the page prints beside them tells these."""
_SLACK = 6.0
"""Points beside the changed place that still show it."""


@dataclass(frozen=True)
class Judged:
    """What became of one forgery. `better`: what the verdict says better of it than of the untouched report."""

    kind: str
    report: str
    caught: bool
    better: list[str]
    new: list[str]


def judged(kind: str, target: Target, forged: Forged) -> Judged:
    before, name = untouched(target), target.path.stem
    try:
        on = date.fromisoformat(before.rules.on) + timedelta(days=forged.days)
        after = _verdict(coacheck.read(forged.data, seals=True), before.label, on.isoformat())
    except CoacheckError as error:
        return Judged(kind, name, caught=True, better=[], new=[f"refused: {error}"])
    known = {(f.check, f.outcome, f.kind, f.subject, f.message) for f in before.findings}
    new = [f for f in after.findings if f.outcome in ("fail", "review")
           and (f.check, f.outcome, f.kind, f.subject, f.message) not in known]  # fmt: skip
    notes = [c for c in after.caveats if c not in before.caveats]
    mine = [f for f in new if f.pillar == "legitimate" or kind in INSIDE]
    told = any(_tells(f, forged) for f in mine) or (bool(forged.says) and any(forged.says in n for n in notes))
    return Judged(
        kind, name, told, _better(before, after), [f"{f.check} {f.outcome}: {f.message}" for f in new] + notes
    )


@lru_cache(maxsize=16)
def untouched(target: Target) -> Verdict:
    """Judged a month after its date, with the label that fits it."""
    report = target.report
    day = next(t for t in (report.dates.reported, report.dates.tested, report.dates.received) if t)
    on = date.fromisoformat(day if len(day) > 7 else f"{day}-28") + timedelta(days=30)
    return _verdict(report, _fitting(target), on.isoformat())


def _fitting(target: Target) -> Label:
    row = target.row
    result = next(r for r in row.results if r.value)
    try:
        claims = [parse_claim(f"{row.name} {result.value} {result.unit}")]
    except CoacheckError:  # an analyte that no label names
        claims = []
    return Label(claims=claims, batch=target.report.batch)


def _verdict(report: Report, label: Label, on: str) -> Verdict:
    return judge(report, label, Options(on=date.fromisoformat(on)))


def _tells(found: Finding, forged: Forged) -> bool:
    """A doubt or a failure that names the page, and marks the place."""
    if forged.page is None:
        return forged.says in found.message
    if forged.says and forged.says in found.message:
        return True
    return any(_marks(e, forged) for e in found.evidence)


def _marks(place: Evidence, forged: Forged) -> bool:
    if place.page != forged.page or forged.box is None:
        return place.page == forged.page
    a, b = place.bbox, forged.box
    level = a[1] - _SLACK < (b[1] + b[3]) / 2 < a[3] + _SLACK
    return level and a[0] - _SLACK < b[2] and b[0] < a[2] + _SLACK


def _better(before: Verdict, after: Verdict) -> list[str]:
    was, now = {"verdict": before.verdict, **before.pillars}, {"verdict": after.verdict, **after.pillars}
    return [f"{name}: {was[name]} → {now[name]}" for name in was if _WORST.index(now[name]) < _WORST.index(was[name])]
