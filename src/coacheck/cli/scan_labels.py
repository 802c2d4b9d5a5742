"""What a scan tells of its labels at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coacheck.label_table import LabelTable
from coacheck.scanning.ledger import Ledger

SHOWN = 10


def labels_told(labels: LabelTable | None, ledger: Ledger) -> Iterator[str]:
    """The rows that fit no report, once every report was looked at, and the reports that no row fits."""
    if not labels:
        return
    used = ledger.rows()
    rows = [r for r in labels.rows if r.line not in used]
    if rows and not ledger.left():
        named = [f"line {r.line} ({r.file or 'batch ' + r.batch})" for r in rows[:SHOWN]]
        yield f"labels that fit no report: {listed(named, len(rows))}"
    if missing := ledger.counts("label"):
        named = [name for name, _ in ledger.counts("no label", SHOWN)]
        yield f"reports without a label: {listed(named, sum(missing[0][1].values()))}"


def listed(named: Sequence[str], count: int) -> str:
    """ "a, b and 3 more": `named` are the first of so many."""
    more = f" and {count - len(named):,} more" if count > len(named) else ""
    return f"{', '.join(named)}{more}"
