"""What became of damaged reports: each has one result, in time, and says no figure that the whole report does not say,
unless it says that something is wrong with it.

python -m fuzz.judge_mutants FOLDER... [--count N] [--seed N] [--jobs N] [--ocr-every N] [--log FILE]     (in tests/)

With --log what is done is written as it is done, and not done again by the next run with the same reports and file.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import coacheck
from coacheck.result import Scanned
from coacheck.rules import Options
from coacheck.scanning.across import CONTRADICTION, COPIED, DUPLICATE, UNLIKE
from coacheck.scanning.settings import Limits
from coacheck.scanning.workers import Workers
from fuzz.blind import BlindWorkers
from fuzz.mutate import mutant

OPTIONS = Options(on=date(2026, 11, 22), ignore=frozenset({CONTRADICTION, COPIED, DUPLICATE, UNLIKE}))
"""What a mutant has in common with other mutants of its report says nothing of its damage."""
SECONDS, CLOCK, MEMORY = 60, 7200, 4096
"""For any damaged report: of a core; by the clock, of a machine as busy as may be; MB."""
OCR_EVERY = 20
"""One in so many is read with the recogniser, which costs ten times as much."""
_AT_ONCE = 200
_GREEK = ("alpha_", "beta_", "gamma_", "delta_")
_OF_SUMS = ("potent.units", "potent.totals")
"""That figures contradict each other says that something is wrong with them."""
FAULTS = ("undeclared", "slow", "lost_or_doubled", "false")
ENDS = ("pass", "review", "fail", "unreadable", "not-a-coa", "memory", "timeout", "crash", "retry")


class Figure(NamedTuple):
    """`analyte` is None for a row whose name is not known: it says nothing of any analyte."""

    panel: str
    analyte: str | None
    unit: str | None
    value: float


@dataclass(frozen=True)
class Outcome:
    """How the mutant of a seed ended, and which of FAULTS that is, if any."""

    seed: int
    report: str
    kind: str
    end: str
    fault: str = ""
    told: str = ""


@dataclass
class Tally:
    """How many of each kind ended how, and what must not be."""

    ended: dict[str, Counter[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, each: Outcome) -> None:
        self.ended.setdefault(each.kind, Counter())[each.end] += 1
        if each.fault:
            self.faults.append(f"{each.fault}: seed {each.seed} ({each.kind} of {each.report}): {each.told}")

    def __str__(self) -> str:
        rows = [f"{'damage':<9}" + "".join(f"{end:>11}" for end in ENDS)]
        rows += [f"{kind:<9}" + "".join(f"{n[end]:>11,}" for end in ENDS) for kind, n in sorted(self.ended.items())]
        for name in FAULTS:
            rows.append(f"{name.replace('_', ' ')}: {sum(each.startswith(name) for each in self.faults):,}")
        return "\n".join([*rows, *(f"  {each}" for each in sorted(self.faults))])


def judged(
    reports: Sequence[Path], seeds: Iterable[int], jobs: int = 2, ocr_every: int = OCR_EVERY, log: Path | None = None
) -> Tally:
    """`ocr_every` 0: none is read with the recogniser."""
    tally, done = Tally(), set[int]()
    for each in _logged(log):
        tally.add(each)
        done.add(each.seed)
    left = [seed for seed in seeds if seed not in done]
    seeing = [seed for seed in left if ocr_every and seed % ocr_every == 0]
    for kind, some in ((BlindWorkers, sorted({*left} - {*seeing})), (Workers, seeing)):
        for each in _all(sorted(reports), some, _scan(kind, jobs)):
            tally.add(each)
            if log:
                with log.open("a", encoding="utf-8") as file:
                    print(json.dumps(asdict(each)), file=file)
    return tally


def _logged(log: Path | None) -> list[Outcome]:
    """What an earlier run has done; not that its workers were killed from outside."""
    if log is None or not log.exists():
        return []
    return [each for line in log.open(encoding="utf-8") if (each := Outcome(**json.loads(line))).end != "retry"]


Scan = Callable[[Sequence[Path]], Iterator[Scanned]]


def _scan(kind: type[Workers], jobs: int) -> Scan:
    def scan(paths: Sequence[Path]) -> Iterator[Scanned]:
        limits = Limits(jobs, CLOCK, MEMORY, SECONDS)
        workers = kind(jobs, CLOCK, MEMORY, SECONDS)
        try:
            yield from coacheck.scan(paths, options=OPTIONS, limits=limits, cache=False, executor=workers)
        finally:
            workers.shutdown(cancel_futures=True)

    return scan


def _all(reports: list[Path], seeds: Sequence[int], scan: Scan) -> Iterator[Outcome]:
    if not seeds:
        return
    whole = {Path(r.file).name: r for r in scan(reports)}
    with tempfile.TemporaryDirectory() as scratch:
        for start in range(0, len(seeds), _AT_ONCE):
            yield from _some(reports, seeds[start : start + _AT_ONCE], Path(scratch), scan, whole)


def _some(
    reports: list[Path], seeds: Sequence[int], scratch: Path, scan: Scan, whole: dict[str, Scanned]
) -> Iterator[Outcome]:
    made: dict[str, tuple[int, str, str]] = {}
    for seed in seeds:
        report, kind, data = mutant(reports, seed)
        path = scratch / f"{seed}.pdf"
        path.write_bytes(data)
        made[str(path)] = seed, report.name, kind
    times = Counter(made.keys())
    for result in scan([Path(path) for path in made]):
        times[result.file] -= 1
        seed, report, kind = made[result.file]
        end = result.reasons[0] if result.ended == "error" else result.ended
        fault, told = _fault(result, end, whole[report], kind)
        yield Outcome(seed, report, kind, end, fault, told)
    for path, left in times.items():
        if left:
            yield Outcome(*made[path], "none", "lost_or_doubled", f"{1 - left} results")
        Path(path).unlink()


def _fault(result: Scanned, end: str, whole: Scanned, kind: str) -> tuple[str, str]:
    if end in ("crash", "retry"):
        return "undeclared", result.told
    if end == "timeout":
        return "slow", result.told
    if result.ended == "error" or whole.ended == "error":
        return "", ""
    found, before = json.loads(result.body), json.loads(whole.body)
    more = invented(figures(found), figures(before))
    if kind == "tokens":
        more = {figure for figure in more if not any(_lost_a_digit(figure, other) for other in figures(before))}
    if more and not says_damaged(found, before):
        return "false", str(sorted(map(tuple, more), key=str)[:3])
    return "", ""


def invented(found: set[Figure], whole: set[Figure]) -> set[Figure]:
    """What the whole report does not say.

    A number whose unit or name is lost, and that says none, is still the one printed, as is one whose "mg/serving" lost
    what it is per; so is one that a summary prints rounded, where the table with all its digits is lost. "Pinene" is
    what α-pinene is called whose letter is lost.
    """
    known = {each for figure in whole for each in (figure, figure._replace(unit=None))}
    known |= {figure._replace(unit="mg") for figure in whole if (figure.unit or "").startswith("mg/")}
    known |= {f._replace(analyte=f.analyte.partition("_")[2]) for f in whole if (f.analyte or "").startswith(_GREEK)}
    nameless = {figure._replace(analyte=None) for figure in known}
    return {figure for figure in found - known - nameless if not any(_rounded(figure, other) for other in whole)}


def _rounded(figure: Figure, whole: Figure) -> bool:
    """Has it fewer decimals of the same number? The last ones may have lost what they mean, or how wide they are."""
    decimals = len(repr(figure.value).partition(".")[2])
    near = abs(figure.value - whole.value) <= 0.51 * 10**-decimals
    return figure[:3] == whole[:3] and near


def _lost_a_digit(figure: Figure, whole: Figure) -> bool:
    """Is it the same but for digits that a token drew alone, which is gone? The page prints it so."""
    left = iter(repr(whole.value))
    return figure[:3] == whole[:3] and all(sign in left for sign in repr(figure.value))


def figures(verdict: dict[str, Any]) -> set[Figure]:
    """Every number that a report says of its rows and totals."""
    report = verdict["report"]
    rows = [(panel, row["analyte"], row) for panel, found in report["panels"].items() for row in found["measurements"]]
    rows += [("terpenes" if "terpene" in t["name"] else "cannabinoids", t["name"], t) for t in report["totals"]]
    return {
        Figure(panel, name, result["unit"], result["value"])
        for panel, name, row in rows
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
    """That a product fails a limit, or that something is missing, says nothing of damage."""
    return {
        (f["check"], f["subject"])
        for f in verdict["findings"]
        if f.get("kind") == "doubt"
        or (f["outcome"] == "fail" and (f["pillar"] == "legitimate" or f["check"] in _OF_SUMS))
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--ocr-every", type=int, default=OCR_EVERY, help="with the recogniser; 0: none")
    parser.add_argument("--log", type=Path, help="write what is done to it, and go on from there")
    said = parser.parse_args()
    reports = [path for folder in said.folders for path in sorted(folder.glob("*.pdf"))]
    tally = judged(reports, range(said.seed, said.seed + said.count), said.jobs, said.ocr_every, said.log)
    print(tally)
    raise SystemExit(bool(tally.faults))


if __name__ == "__main__":
    main()
