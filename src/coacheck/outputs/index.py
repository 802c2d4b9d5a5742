"""Many verdicts as one page: a table to sort and filter, the label claims of all, what was handed in twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import quote

from coacheck import __version__
from coacheck.model import Outcome, Pillar, Verdict
from coacheck.outputs.asking import Word, brief, weight
from coacheck.outputs.charts import label_bars
from coacheck.outputs.facts import facts
from coacheck.outputs.safe import clean, shorten
from coacheck.outputs.site import SIGNS, in_page, render
from coacheck.outputs.words import check_words

Listed = Literal["pass", "fail", "review", "unreadable"]
_ORDER: tuple[Listed, ...] = ("fail", "review", "unreadable", "pass")
_EDGES = (50, 60, 70, 80, 90, 110, 120, 130, 140, 150)
"""Percent of the label; 90 to 110 is what most rules allow."""


@dataclass(frozen=True)
class Reason:
    """Why a verdict is no pass: the check, what it found, and whether that failed, is a doubt or a gap."""

    check: str
    message: str
    word: Word | None = None


@dataclass(frozen=True)
class ClaimSeen:
    """A label claim that could be compared: `measured` in the label's own unit."""

    analyte: str
    label: float
    measured: float
    unit: str
    outcome: Outcome

    @property
    def percent(self) -> float:
        """Of the label."""
        return 100 * self.measured / self.label if self.label else 0.0


@dataclass(frozen=True)
class Entry:
    """A report of a scan. `page` is the name of its page in the folder; `same_as` tells of duplicates and copies."""

    file: str
    verdict: Listed
    page: str | None = None
    product: str = ""
    lab: str = ""
    vendor: str = ""
    reported: str = ""
    reasons: Sequence[Reason] = ()
    claims: Sequence[ClaimSeen] = ()
    same_as: Sequence[str] = ()
    batch: str = ""
    pillars: Mapping[Pillar, Listed] = field(default_factory=dict)

    @property
    def href(self) -> str | None:
        """Always a path below the index, whatever the name is."""
        return f"./{quote(self.page, errors='replace')}" if self.page else None

    @property
    def off(self) -> float | None:
        """The percent of the label that is farthest from it."""
        return max((c.percent for c in self.claims), key=lambda p: abs(p - 100), default=None)


@dataclass(frozen=True)
class Bin:
    """Label claims between two percentages of the label; `width` is the length of their bar in percent."""

    told: str
    count: int
    width: float
    allowed: bool


def entry_of(verdict: Verdict, page: str | None, same_as: Sequence[str] = ()) -> Entry:
    """The line of a verdict."""
    report, found = verdict.report, sorted(facts(verdict), key=lambda fact: weight(fact.finding))
    claims = [ClaimSeen(b.name, b.claim, b.value, b.unit, b.finding.outcome) for b in label_bars(verdict)]
    return Entry(
        report.source.name, verdict.verdict, page, report.product.name or "", report.lab.name or "",
        report.client or "", report.dates.reported or "",
        [Reason(f.finding.check, brief(f.finding), f.word) for f in found], claims, same_as,
        report.batch or "", verdict.pillars,
    )  # fmt: skip


def write_index(entries: Sequence[Entry], folder: Path) -> Path:
    """Write `index.html` into the folder, where the pages are. Raises OSError where it can't be written."""
    path, part = folder / "index.html", folder / ".index.html.part"
    try:
        part.write_text(index(entries), encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def index(entries: Sequence[Entry]) -> str:
    ranked = sorted(entries, key=lambda e: (_ORDER.index(e.verdict), e.product.casefold(), e.file))
    counts = Counter(e.verdict for e in ranked)
    checks = dict.fromkeys(r.check for e in ranked for r in e.reasons)
    claims = [c for e in ranked for c in e.claims]
    return render(
        "index.html", script="index.js", version=__version__, entries=ranked, signs=json.dumps(SIGNS),
        claimed=bool(claims), columns=list(_columns(ranked, bool(claims))), data=in_page([_row(e) for e in ranked]),
        counts=[(o, counts[o]) for o in _ORDER if counts[o]],
        labs=_known(shorten(e.lab, 80) for e in ranked), vendors=_known(shorten(e.vendor, 80) for e in ranked),
        reasons=sorted((c, check_words(c)) for c in checks), bins=bins(claims), told=_told(claims),
        repeated=[e for e in ranked if e.same_as],
    )  # fmt: skip


def _columns(entries: Sequence[Entry], claimed: bool) -> Iterator[tuple[str, str]]:
    """Their names, and what stands over them; none that would be empty in every row."""
    yield "verdict", "Verdict"
    yield from ((pillar, pillar.capitalize()) for pillar in get_args(Pillar))
    yield from (("product", "Product"), ("batch", "Batch"), ("lab", "Laboratory"), ("vendor", "Vendor"))
    yield "reported", "Reported"
    if claimed:
        yield "label", "Label"
    yield "why", "Why"
    if any(e.same_as for e in entries):
        yield "same", "Same as"


def _row(entry: Entry) -> dict[str, Any]:
    """What the script draws a row of."""
    judged: dict[str, Any] = {str(pillar): outcome for pillar, outcome in entry.pillars.items()}
    return judged | {
        "verdict": entry.verdict, "file": shorten(entry.file, 120), "href": entry.href,
        "product": shorten(entry.product, 120), "batch": shorten(entry.batch, 60), "lab": shorten(entry.lab, 80),
        "vendor": shorten(entry.vendor, 80), "reported": shorten(entry.reported, 20), "off": entry.off,
        "claims": [_compared(c) for c in entry.claims], "same": [shorten(s, 160) for s in entry.same_as],
        "reasons": [{"check": r.check, "word": r.word, "message": shorten(r.message, 600)} for r in entry.reasons],
    }  # fmt: skip


def _compared(claim: ClaimSeen) -> str:
    sign = SIGNS[claim.outcome].partition(" ")[0]
    told = f"{claim.measured:.4g} of {claim.label:.4g} {claim.unit} ({claim.percent:.0f} %)"
    return f"{sign} {shorten(claim.analyte, 40)} {clean(told)}"


def bins(claims: Sequence[ClaimSeen]) -> list[Bin]:
    """How many claims lie where, from far below the label to far above it."""
    counts = Counter(_place(c.percent) for c in claims)
    most = max(counts.values(), default=1)
    between = [f"{a} to {b} %" for a, b in pairwise(_EDGES)]
    names = [f"under {_EDGES[0]} %", *between, f"over {_EDGES[-1]} %"]
    return [Bin(name, counts[i], 100 * counts[i] / most, name == "90 to 110 %") for i, name in enumerate(names)]


def _place(percent: float) -> int:
    """Both ends of what is usually allowed belong to it."""
    near = round(percent, 6)
    return sum(near >= edge if edge < 100 else near > edge for edge in _EDGES)


def _known(names: Iterable[str]) -> list[str]:
    return sorted({n for n in names if n}, key=str.casefold)


def _told(claims: Sequence[ClaimSeen]) -> str:
    """The finding of the chart in a sentence."""
    outcomes = Counter(c.outcome for c in claims)
    below = sum(c.outcome == "fail" and c.percent < 100 for c in claims)
    many = f"Of {len(claims)} label claim{'' if len(claims) == 1 else 's'}"
    return (
        f"{many} {outcomes['pass']} hold, {outcomes['fail']} fail "
        f"({below} below the label, {outcomes['fail'] - below} above), {outcomes['review']} need a person's eye"
    )
