"""How `legitimate` judges reports that nobody touched, each 30 days after its own date: doubts here are false alarms.

    python benchmarks/honest.py FOLDER … [--show doubt|gap|all] [--days 30]

For each folder: the share of reports with a doubt of `legitimate`, the share that pass, and how often each check says
gap or doubt. `--show` lists these findings, each with its report and page, to be compared with the pages themselves.
Some reports that look untouched were not: TOUCHED says which, and why that is certain; the shares are told without
them too.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

import coacheck
from coacheck.errors import CoacheckError
from coacheck.model import Finding, Label, Report
from coacheck.rules import Options, judge

KINDS = (".pdf", ".jpg", ".jpeg", ".png")
TOUCHED = {
    "fb8844da7680": "the file still holds another client and address under the ones that are shown",
    "27a8f6143078": "the file still holds another client and address under the ones that are shown",
    "7e022105b78c": "figures typed anew in another font, out of line; the totals do not add up",
    "f8e26bafa03e": "figures typed anew in another font; the total THC is of a larger THCA than the one printed",
    "e08c6e8d6a87": "saved from a drawing program months after its date; a total that the lab prints is gone",
    "90553f4c7337": "drawn in a program for posters; its second page is missing",
    "21d51d59af8d": "text put in and taken out in an editor on page 5; the first state is still in the file",
}
"""By the first signs of the SHA-256: reports that someone changed after the laboratory made them."""


@dataclass(frozen=True)
class Judged:
    """What `legitimate` says of one report; no outcome where the report was refused or prints no date."""

    name: str
    sha: str = ""
    outcome: str = ""
    findings: Sequence[Finding] = ()
    left: str = ""

    def said(self, kind: str) -> list[Finding]:
        return [f for f in self.findings if f.kind == kind]


def judged(path: Path, days: int) -> Judged:
    try:
        report = coacheck.read(path, seals=True)
    except CoacheckError as error:
        return Judged(path.stem, left=str(error))
    day = day_of(report)
    if day is None:
        return Judged(path.stem, left="neither the report nor the file has a date")
    verdict = judge(report, Label(), Options(on=day + timedelta(days=days)))
    own = [f for f in verdict.findings if f.pillar == "legitimate"]
    return Judged(path.stem, report.source.sha256, verdict.pillars["legitimate"], own)


def day_of(report: Report) -> date | None:
    """The day on which it was reported, else tested, received or made; a month counts by its last week."""
    dates, made = report.dates, (report.history.created or "")[:10]
    text = next((t for t in (dates.reported, dates.tested, dates.received, made) if t), None)
    return date.fromisoformat(text if len(text) > 7 else f"{text}-28") if text else None


def figures(reports: Sequence[Judged]) -> Table:
    """Gaps and doubts by check, in how many reports."""
    checks = Counter((f.check, f.kind) for r in reports for f in {(x.check, x.kind): x for x in r.findings}.values())
    table = Table("check", "gap", "doubt", title=f"{len(reports)} reports")
    for check in sorted({c for c, kind in checks if kind}):
        table.add_row(check, str(checks[check, "gap"]), str(checks[check, "doubt"]))
    return table


def shares(which: str, reports: Sequence[Judged]) -> str:
    doubted = sum(bool(r.said("doubt")) for r in reports)
    passed, failed = (sum(r.outcome == end for r in reports) for end in ("pass", "fail"))
    every = max(1, len(reports))
    return (f"{which}: with a doubt {doubted} of {len(reports)} ({doubted / every:.1%}), "
            f"legitimate passes {passed} ({passed / every:.1%}), fails {failed}")  # fmt: skip


def listed(reports: Sequence[Judged], kinds: Sequence[str]) -> Table:
    table = Table("report", "kind", "check", "page", "says")
    for report in reports:
        for found in (f for kind in kinds for f in report.said(kind)):
            pages = ", ".join(dict.fromkeys(str(e.page) for e in found.evidence))
            table.add_row(report.name[:44], found.kind, found.check, pages, found.message)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--days", type=int, default=30, help="judged so many days after the report's date")
    parser.add_argument("--show", choices=("doubt", "gap", "all"), help="list these findings")
    options = parser.parse_args()
    paths = [p for folder in options.folder for p in sorted(folder.iterdir()) if p.suffix.lower() in KINDS]
    with ProcessPoolExecutor(2) as pool:
        every = list(pool.map(partial(judged, days=options.days), paths))
    reports = [r for r in every if r.outcome]
    console = Console(width=200)
    if options.show:
        console.print(listed(reports, ("doubt", "gap") if options.show == "all" else (options.show,)))
    console.print(figures(reports))
    for left in (r for r in every if not r.outcome):
        console.print(f"left out: {left.name}: {left.left}"[:190], markup=False)
    print(shares("all", reports))
    print(shares("not known to be touched", [r for r in reports if r.sha[:12] not in TOUCHED]))
    for report in (r for r in reports if r.sha[:12] in TOUCHED):
        console.print(f"touched: {report.name}: {TOUCHED[report.sha[:12]]}"[:190], markup=False)


if __name__ == "__main__":
    main()
