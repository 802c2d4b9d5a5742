"""What a scan tells of its labels at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from coacheck.label_table import LabelTable
from coacheck.scanning.ledger import Ledger

SHOWN = 10
_MOST = 100_000
"""Names of reports without a label that are looked at."""


def labels_told(labels: LabelTable | None, ledger: Ledger) -> Iterator[str]:
    """The rows that fit no report, once every report was looked at, and the reports that no row fits."""
    if not labels:
        return
    used = ledger.rows()
    rows = [r for r in labels.rows if r.line not in used]
    if rows and not ledger.left():
        others = [name for name, _ in ledger.counts("no label", _MOST)]
        named = [f"line {r.line} ({r.file or 'batch ' + r.batch}){_meant(r.file, others)}" for r in rows[:SHOWN]]
        yield f"labels that fit no report: {listed(named, len(rows))}"
    if missing := ledger.counts("label"):
        named = [name for name, _ in ledger.counts("no label", SHOWN)]
        yield f"reports without a label: {listed(named, sum(missing[0][1].values()))}"


def _meant(file: str, others: Sequence[str]) -> str:
    """The report that has the name but for its ending, or for its capitals."""
    wanted = _bare(file)
    close = next((name for name in others if wanted and wanted in (_bare(name), _bare(PurePath(name).stem))), None)
    return f" – did you mean {close}?" if close else ""


def _bare(file: str) -> str:
    return PurePath(file.replace("\\", "/")).name.casefold()


def listed(named: Sequence[str], count: int) -> str:
    """ "a, b and 3 more": `named` are the first of so many."""
    more = f" and {count - len(named):,} more" if count > len(named) else ""
    return f"{', '.join(named)}{more}"
