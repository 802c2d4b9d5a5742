"""What the charts of the page show: positions in percent of their width, and the finding of each in words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coacheck.model import Amount, Claim, Expected, Finding, LabelClaim, Measurement, Result, Verdict
from coacheck.outputs.words import plain, result
from coacheck.view import Share

LOW, HIGH = -4, 1
"""Powers of ten of the limit at both ends of the logarithmic scale: 0.01 % to 1000 %."""
_BELOW = re.compile(r"<\s*(?:LOQ|\d|[.,]\d)|\bB(?:LO|L|Q)Q?L?\b|\btrace", re.IGNORECASE)
"""A result that says that little was found, or nothing."""
TICKS = [(power, f"{100 * 10.0**power:g} %") for power in range(LOW, HIGH + 1)]


@dataclass(frozen=True)
class LabelBar:
    """A claim of the label, its tolerance and what was measured; `low` to `measured` are places along one line."""

    finding: Finding
    name: str
    claim: float
    value: float
    unit: str
    low: float
    high: float
    label: float
    measured: float
    told: str


@dataclass(frozen=True)
class ShareBar:
    """`end` is where the bar ends, None where there is no figure. `told` is the result in words."""

    share: Share
    end: float | None
    told: str

    @property
    def notable(self) -> bool:
        """Found, over, or not shown to be far below the limit."""
        s = self.share
        return bool(s.over) or not s.at_most or (s.share is not None and s.share >= 0.5)


@dataclass(frozen=True)
class Panel:
    """The contaminants of one panel, the worst first. `rest` are far below; `bare` have words only."""

    name: str
    told: str
    notable: list[ShareBar]
    rest: list[ShareBar]
    bare: dict[str, list[str]]


@dataclass(frozen=True)
class ProfileBar:
    name: str
    text: str
    end: float


@dataclass(frozen=True)
class Profile:
    unit: str
    bars: list[ProfileBar]
    absent: list[str]
    told: str


def label_bars(verdict: Verdict) -> Iterator[LabelBar]:
    """The claims that could be compared."""
    for finding in verdict.findings:
        if finding.check == "potent.label-claim" and finding.measured and finding.expected:
            every: list[Claim | LabelClaim] = [*verdict.label.claims, *verdict.report.label_claims]
            claims = [c for c in every if c.analyte == finding.subject and c.value is not None]
            claim = next((c for c in claims if f" {c.value:g} {c.unit}" in finding.message), None)
            if claim is not None and claim.value is not None:
                yield _label_bar(finding, claim.value, finding.measured, finding.expected)


def _label_bar(finding: Finding, claim: float, measured: Amount, expected: Expected) -> LabelBar:
    low, high, unit, value = expected.min or 0.0, expected.max, measured.unit or "", measured.value
    full = 1.15 * max(claim, value, high or 0.0, 1e-12)
    band = f"allowed {low:g} to {high:g}" if high is not None else f"allowed from {low:g}"
    where = "below" if value < low else "above" if high is not None and value > high else "within"
    name = plain(finding.subject or "")
    told = f"{name}: label {claim:g} {unit}, {band}, measured {value:.4g}: {where} what is allowed"
    start, end, label, at = (100 * x / full for x in (low, full if high is None else high, claim, value))
    return LabelBar(finding, name, claim, value, unit, start, end, label, at, told)


def panels(shares: Sequence[Share]) -> list[Panel]:
    found = []
    for name in dict.fromkeys(s.panel for s in shares):
        bars = sorted((_bar(s) for s in shares if s.panel == name), key=_badness, reverse=True)
        drawn = [b for b in bars if b.end is not None]
        bare = _bare([b for b in bars if b.end is None])
        notable, rest = [b for b in drawn if b.notable], [b for b in drawn if not b.notable]
        found.append(Panel(name, _finding(bars), notable, rest, bare))
    return found


def _bare(bars: Sequence[ShareBar]) -> dict[str, list[str]]:
    """ "None allowed (us-ca), not found" → each with its result."""
    found: dict[str, list[str]] = {}
    for b in bars:
        limit = b.share.limit if b.share.limit == "none allowed" else f"limit {b.share.limit}"
        head = f"{limit} ({b.share.rules or 'printed'}), {b.told}"
        found.setdefault(head[0].upper() + head[1:], []).append(f"{b.share.name} ({b.share.result})")
    return found


def on_log_scale(share: float) -> float:
    """Percent of the width for a share of the limit (1 is the limit)."""
    power = math.log10(share) if share > 0 else LOW
    return 100 * (min(max(power, LOW), HIGH) - LOW) / (HIGH - LOW)


def _bar(share: Share) -> ShareBar:
    s = share
    if s.share is None:
        told = f"over: {s.limit}" if s.over else _nothing(s) if s.at_most or s.over is False else "can't be compared"
        return ShareBar(s, 100.0 if s.over else None, told)
    if s.at_most:
        told = f"{_nothing(s)}; {'seen only' if s.share > 1 else 'seen'} from {percent_of(s.share)} of the limit"
    else:
        told = f"{percent_of(s.share)} of the limit{', over' if s.over else ''}"
    return ShareBar(s, on_log_scale(s.share), told + ("" if s.judges else " (for information only)"))


def _nothing(share: Share) -> str:
    """What is below a LOQ, or below a figure, may be there all the same."""
    return "not quantified" if _BELOW.search(share.result) else "not found"


def percent_of(share: float) -> str:
    """ "310 %", "0.4 %", "under 0.01 %"."""
    percent = 100 * share
    if 0 < percent < 0.01:
        return "under 0.01 %"
    return f"{percent:,.0f} %".replace(",", " ") if percent >= 100 else f"{percent:.2g} %"


def _badness(bar: ShareBar) -> tuple[bool, bool, float]:
    s = bar.share
    return bool(s.over), not s.at_most, -1.0 if s.share is None else s.share


def _finding(bars: Sequence[ShareBar]) -> str:
    """The panel in a sentence: what is over, how near the nearest comes, how many were not found."""
    over = [b for b in bars if b.share.over]
    found = [b for b in bars if not b.share.at_most and not b.share.over]
    nothing = Counter(_nothing(b.share) for b in bars if b.share.at_most and not b.share.over)
    parts = [f"{b.share.name} is over its limit ({b.told.removesuffix(', over')})" for b in over[:5]]
    parts += [f"{len(over) - 5} more are over"] if len(over) > 5 else []
    if nearest := next((b for b in found if b.share.share is not None), None):
        parts.append(f"{len(found)} found below the limit, the nearest {nearest.share.name} at {nearest.told}")
    elif found:
        parts.append(f"{len(found)} found that can't be compared with a limit")
    parts += [f"{count} {word}" for word, count in sorted(nothing.items())]
    return "; ".join(parts)


def profile(rows: Sequence[Measurement]) -> Profile | None:
    """The cannabinoids in the unit that most rows are printed in, largest first. None where nothing was measured."""
    if not any(r.value is not None for m in rows for r in m.results):
        return None
    unit = _usual_unit(rows)
    own = {m.name: r for m in reversed(rows) if (r := _first_in(unit, m))}  # of two rows with one name the first
    ranked = sorted(own.items(), key=lambda each: each[1].value or 0.0, reverse=True)
    top = ranked[0][1].value if ranked else None
    bars = [ProfileBar(name, result(r), 100 * (r.value or 0.0) / (top or 1.0)) for name, r in ranked]
    absent = [m.name for m in rows if m.name not in own and not any(r.value for r in m.results)]
    return Profile(unit or "", bars, absent, _profile_told(bars, absent, unit))


def _usual_unit(rows: Sequence[Measurement]) -> str | None:
    """The unit of most rows; % before others."""
    units = Counter(r.unit for m in rows for r in m.results if r.value is not None)
    return max(units, key=lambda unit: (units[unit], unit == "%"))


def _first_in(unit: str | None, row: Measurement) -> Result | None:
    """The first column of a unit is the result."""
    return next((r for r in row.results if r.unit == unit and r.value), None)


def _profile_told(bars: Sequence[ProfileBar], absent: Sequence[str], unit: str | None) -> str:
    if not bars:
        return "no cannabinoid was found"
    largest = ", ".join(f"{b.name} {b.text} {unit or ''}".strip() for b in bars[:3])
    return f"mostly {largest}" + (f"; {len(absent)} not found" if absent else "")
