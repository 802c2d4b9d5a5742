"""A scan summed up: how many ended how, by laboratory and client, and why."""

from __future__ import annotations

from coacheck.outputs.safe import shorten
from coacheck.result import Scanned, Summary
from coacheck.scanning.ledger import Ledger

_NAMES = 8
_REASONS = 10
_WIDTH = 80
_NO_LABEL = "potent.label-claim"
"""Without a subject: no label was given. It says nothing of a report that has other reasons."""


def tally(scanned: Scanned, ledger: Ledger) -> None:
    ledger.count("ended", "", scanned.ended)
    if scanned.ended != "error":
        ledger.count("lab", shorten(scanned.lab or "", _WIDTH) or "(no laboratory found)", scanned.ended)
        ledger.count("client", shorten(scanned.client or "", _WIDTH) or "(no client found)", scanned.ended)
    for reason in [r for r in scanned.reasons if r != _NO_LABEL] or scanned.reasons:
        ledger.count("reason", shorten(reason, _WIDTH), scanned.ended)


def summary_of(ledger: Ledger, before: int, seconds: float) -> Summary:
    ended = next((counts for _, counts in ledger.counts("ended")), {})
    return Summary(
        reports=sum(ended.values()), ended=ended, labs=ledger.counts("lab", _NAMES),
        clients=ledger.counts("client", _NAMES), reasons=ledger.counts("reason", _REASONS), before=before,
        left=ledger.left(), seconds=seconds,
    )  # fmt: skip
