"""A scan summed up: how many ended how, by laboratory and client, and why."""

from __future__ import annotations

from dataclasses import dataclass

from coacheck.outputs.safe import shorten
from coacheck.scanning.ledger import Ledger
from coacheck.scanning.result import Scanned

ENDS = ("pass", "review", "fail", "error")
Count = tuple[str, dict[str, int]]
"""A name, and how many reports with it ended how."""

_NAMES = 8
_REASONS = 10
_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Summary:
    """`before` of the `reports` were done by a scan that this one goes on with; `left` are not done."""

    reports: int
    ended: dict[str, int]
    labs: list[Count]
    clients: list[Count]
    reasons: list[Count]
    before: int
    left: int
    seconds: float


def tally(scanned: Scanned, ledger: Ledger) -> None:
    ledger.count("ended", "", scanned.ended)
    if scanned.ended != "error":
        ledger.count("lab", shorten(scanned.lab or "", _WIDTH) or "(no laboratory found)", scanned.ended)
        ledger.count("client", shorten(scanned.client or "", _WIDTH) or "(no client found)", scanned.ended)
    for reason in scanned.reasons:
        ledger.count("reason", shorten(reason, _WIDTH), scanned.ended)


def summary_of(ledger: Ledger, before: int, seconds: float) -> Summary:
    ended = next((counts for _, counts in ledger.counts("ended")), {})
    return Summary(
        reports=sum(ended.values()), ended=ended, labs=ledger.counts("lab", _NAMES),
        clients=ledger.counts("client", _NAMES), reasons=ledger.counts("reason", _REASONS), before=before,
        left=ledger.left(), seconds=seconds,
    )  # fmt: skip
