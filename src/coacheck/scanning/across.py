"""What only shows beside other reports: the same file or sample twice, other figures for it, figures used again, and
what the lab does otherwise in all its reports.

Each report is compared with those done before it; the finding stands at the later one and names the earlier.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from coacheck.model import Evidence, Finding, Report
from coacheck.outputs.safe import visible
from coacheck.outputs.words import joined, plain
from coacheck.result import Figures, Scanned
from coacheck.rules.amounts.printed import contradict
from coacheck.scanning.ended import judged
from coacheck.scanning.figures import unpacked
from coacheck.scanning.habits import deviations
from coacheck.scanning.ledger import Ledger

DUPLICATE, CONTRADICTION, COPIED = "scan.duplicate", "scan.contradiction", "scan.copied-results"
UNLIKE = "scan.unlike-the-lab"
_ASK = "look it up on the lab's own site, or ask the lab for its file"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Hit:
    """`rows` are the (panel, "analyte unit") that it is about."""

    check: str
    message: str
    subject: str | None = None
    rows: tuple[tuple[str, str], ...] = ()


def compared(scanned: Scanned, ledger: Ledger, ignore: frozenset[str]) -> Scanned:
    """`scanned`, with what the reports before it make of it. Remembers it for those that follow."""
    if scanned.figures is None:
        return scanned
    hits = [hit for hit in _hits(scanned.file, scanned.figures, ledger) if hit.check not in ignore]
    verdict = scanned.verdict if hits else None
    if verdict is None:
        return scanned
    from coacheck.rules.judge import with_findings

    return judged(scanned.file, with_findings(verdict, [_finding(h, verdict.report) for h in hits]))


def _hits(file: str, marks: Figures, ledger: Ledger) -> Iterator[_Hit]:
    if same := ledger.seen("content", marks.content):
        yield _Hit(DUPLICATE, f"the same file as {visible(same[0][0])}")
        return
    yield from _of_the_sample(marks, ledger)
    yield from _copied(marks, ledger)
    yield from (_Hit(UNLIKE, f"{told}; {_ASK}", "lab") for told in deviations(marks.habits, ledger))
    ledger.see("content", marks.content, file)
    if marks.sample:
        ledger.see("sample", marks.sample, file, marks.who, marks.packed)
    for panel, mark in marks.panels:
        ledger.see(panel, mark, file, marks.who)


def _of_the_sample(marks: Figures, ledger: Ledger) -> Iterator[_Hit]:
    """Reports of the same lab on the same sample: figures that can't both be right, else the sample twice."""
    earlier = ledger.seen("sample", marks.sample) if marks.sample else []
    found = False
    for file, _, packed in earlier:
        mine, other = unpacked(marks.packed), unpacked(packed)
        rows = [
            (panel, key)
            for panel, values in mine.items()
            for key, text in values.items()
            if (said := other.get(panel, {}).get(key)) and contradict(text, said)
        ]
        if rows:
            found = True
            told = [f"{plain(k)} {mine[p][k]} here, {other[p][k]} there" for p, k in rows[:_SHOWN]]
            more = f"; {len(rows) - _SHOWN} more differ" if len(rows) > _SHOWN else ""
            message = f"sample {marks.sample_id} has other results in {visible(file)}: {'; '.join(told)}{more}"
            yield _Hit(CONTRADICTION, message, rows[0][1].partition(" ")[0], tuple(rows[:_SHOWN]))
    if earlier and not found:
        yield _Hit(DUPLICATE, f"sample {marks.sample_id} is also reported in {visible(earlier[0][0])}", "sample_id")


def _copied(marks: Figures, ledger: Ledger) -> Iterator[_Hit]:
    """Panels whose figures stand, digit for digit, in the report of another sample or batch."""
    panels: dict[str, list[str]] = {}
    for panel, mark in marks.panels:
        for file, who, _ in ledger.seen(panel, mark):
            if who != marks.who or not json.loads(who)[0]:
                panels.setdefault(file, []).append(panel)
                break
    values = unpacked(marks.packed)
    for file, same in panels.items():
        rows = tuple((panel, key) for panel in same for key in values[panel])
        what = joined((plain(panel) for panel in same), ", ")
        message = f"{what}: every figure is that of {visible(file)}, a report of another sample or batch"
        yield _Hit(COPIED, message, same[0], rows[:_SHOWN])


def _finding(hit: _Hit, report: Report) -> Finding:
    return Finding(
        check=hit.check, pillar="legitimate", outcome="review", kind="doubt", subject=hit.subject, message=hit.message,
        evidence=list(_places(hit, report)),
    )  # fmt: skip


def _places(hit: _Hit, report: Report) -> Iterator[Evidence]:
    if hit.subject in report.fields:
        yield report.fields[hit.subject]
    analytes = dict.fromkeys((panel, key.partition(" ")[0]) for panel, key in hit.rows)
    for panel, analyte in analytes:
        found = (row for name, p in report.panels.items() if name == panel for row in p.measurements)
        row = next((row for row in found if row.source and row.analyte == analyte), None)
        if row and row.source:
            yield Evidence(page=row.source.page, bbox=row.source.bbox, text=row.text)
