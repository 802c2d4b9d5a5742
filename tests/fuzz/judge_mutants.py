"""What became of damaged reports: each has one result, in time, and says no figure that the whole report does not say,
unless it says that something is wrong with it.

python -m fuzz.judge_mutants FOLDER... [--count N] [--seed N] [--jobs N]     (in tests/)
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import coacheck
from coacheck.result import Scanned
from coacheck.rules import Options
from coacheck.scanning.settings import Limits
from fuzz.mutate import mutant

OPTIONS = Options(on=date(2026, 11, 22))
SECONDS = 60
"""Of a core, for any damaged report."""
_AT_ONCE = 200


class Figure(NamedTuple):
    panel: str
    analyte: str
    unit: str | None
    value: float


@dataclass
class Tally:
    """How many of each kind ended how, and what must not be."""

    ended: dict[str, Counter[str]] = field(default_factory=dict)
    undeclared: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    lost_or_doubled: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        return [*self.undeclared, *self.slow, *self.lost_or_doubled, *self.false]

    def __str__(self) -> str:
        ends = ("pass", "review", "fail", "unreadable", "not-a-coa", "memory", "timeout", "crash", "retry")
        rows = [f"{'damage':<9}" + "".join(f"{end:>11}" for end in ends)]
        rows += [f"{kind:<9}" + "".join(f"{n[end]:>11,}" for end in ends) for kind, n in sorted(self.ended.items())]
        for name in ("undeclared", "slow", "lost_or_doubled", "false"):
            found: list[str] = getattr(self, name)
            rows += [f"{name.replace('_', ' ')}: {len(found):,}", *(f"  {each}" for each in found)]
        return "\n".join(rows)


def judged(reports: Sequence[Path], seeds: Sequence[int], jobs: int = 2) -> Tally:
    tally = Tally()
    with tempfile.TemporaryDirectory() as scratch:
        whole = {Path(r.file).name: r for r in _scanned(sorted(reports), jobs)}
        for start in range(0, len(seeds), _AT_ONCE):
            _some(sorted(reports), seeds[start : start + _AT_ONCE], Path(scratch), jobs, whole, tally)
    return tally


def _scanned(paths: Sequence[Path], jobs: int) -> Iterator[Scanned]:
    limits = Limits(jobs=jobs, timeout=20 * SECONDS, memory=4096, cpu=SECONDS)
    return coacheck.scan(paths, options=OPTIONS, limits=limits, cache=False)


def _some(
    reports: list[Path], seeds: Sequence[int], scratch: Path, jobs: int, whole: dict[str, Scanned], tally: Tally
) -> None:
    made: dict[str, tuple[Path, str, int]] = {}
    for seed in seeds:
        report, kind, data = mutant(reports, seed)
        path = scratch / f"{seed}.pdf"
        path.write_bytes(data)
        made[str(path)] = report, kind, seed
    times = Counter(made.keys())
    for result in _scanned([Path(path) for path in made], jobs):
        times[result.file] -= 1
        report, kind, seed = made[result.file]
        _add(result, whole[report.name], f"seed {seed} ({kind} of {report.stem})", kind, tally)
    tally.lost_or_doubled += [f"{path}: {1 - left} results" for path, left in times.items() if left]
    for path in made:
        Path(path).unlink()


def _add(result: Scanned, whole: Scanned, name: str, kind: str, tally: Tally) -> None:
    end = result.reasons[0] if result.ended == "error" else result.ended
    tally.ended.setdefault(kind, Counter())[end] += 1
    if end in ("crash", "retry"):
        tally.undeclared.append(f"{name}: {result.told}")
    elif end == "timeout":
        tally.slow.append(f"{name}: {result.told}")
    elif result.ended != "error" and whole.ended != "error":
        found, before = json.loads(result.body), json.loads(whole.body)
        if (more := invented(figures(found), figures(before))) and not says_damaged(found, before):
            tally.false.append(f"{name}: {sorted(more, key=str)[:3]}")


def invented(found: set[Figure], whole: set[Figure]) -> set[Figure]:
    """What the whole report does not say. A number whose unit is lost, and that says none, is still the one printed."""
    bare = {figure._replace(unit=None) for figure in whole}
    return {figure for figure in found - whole if figure not in bare}


def figures(verdict: dict[str, Any]) -> set[Figure]:
    """Every number that a report says."""
    return {
        Figure(panel, row["analyte"] or row["name"], result["unit"], result["value"])
        for panel, found in verdict["report"]["panels"].items()
        for row in found["measurements"]
        for result in row["results"]
        if result.get("value") is not None
    }


def says_damaged(found: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Does the report say of itself, more than the whole one does, that something is wrong?"""
    report, before = found["report"], whole["report"]
    if len(report["unread"]) > len(before["unread"]) or len(report["unconfirmed"]) > len(before["unconfirmed"]):
        return True
    return bool(_alarms(found) - _alarms(whole))


def _alarms(verdict: dict[str, Any]) -> set[tuple[str, str | None]]:
    return {(f["check"], f["subject"]) for f in verdict["findings"] if f["outcome"] in ("review", "fail")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    said = parser.parse_args()
    reports = [path for folder in said.folders for path in sorted(folder.glob("*.pdf"))]
    tally = judged(reports, range(said.seed, said.seed + said.count), said.jobs)
    print(tally)
    raise SystemExit(bool(tally.faults))


if __name__ == "__main__":
    main()
