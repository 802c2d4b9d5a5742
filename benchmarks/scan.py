"""What a scan costs, as ratios within one run, over the reports of a folder.

    python benchmarks/scan.py ../shared/corpus [jobs] [cache] [memory] [dask] [kill] [--reports N] [--times N]

jobs    two workers against one, on the folder repeated (--times)
cache   a second scan of --reports unchanged reports against the first
memory  how much the peak memory of the parent grows from 100 results to 1,000 and 10,000
dask    a local dask cluster against worker processes, on the folder
kill    a scan killed at 20 random moments and resumed: is a report lost, is one there twice?

Seconds are of the wall; CPU is that of the parent and of all its processes together.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("coacheck")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    seconds: float
    parent_cpu: float
    all_cpu: float
    parent_peak_mb: float
    results: int

    def __str__(self) -> str:
        return (
            f"{self.results:6,} results  {self.seconds:8.1f} s  CPU {self.all_cpu:7.1f} s, {self.parent_cpu:5.1f} s of "
            f"them the parent's  peak of the parent {self.parent_peak_mb:.0f} MB"
        )


def scan(folder: Path, *options: str | int, kill_after: float | None = None, output: Path | None = None) -> Cost:
    """What `coacheck scan` of the folder costs; `kill_after` seconds after its first result it is killed."""
    with tempfile.TemporaryDirectory() as scratch:
        target = output or Path(scratch, "out.jsonl")
        command = [PROGRAM, "scan", folder, "-q", "-o", target, *options]
        before = target.stat().st_size if target.exists() else 0
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], start_new_session=True)
        cpu: dict[int, float] = {}
        peak = 0.0
        while process.poll() is None:
            if kill_after is not None and target.exists() and target.stat().st_size > before:
                time.sleep(kill_after)
                process.kill()
            peak = max(peak, _peak(process.pid))
            cpu |= _cpu(process.pid)
            time.sleep(0.02 if kill_after else 0.1)
        seconds = time.perf_counter() - start
        results = target.read_bytes().count(b"\n") if target.exists() else 0
    return Cost(seconds, cpu.get(process.pid, 0), sum(cpu.values()), peak, results)


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return max((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), default=0)


def _cpu(session: int) -> dict[int, float]:
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            found[int(path.parent.name)] = (int(fields[11]) + int(fields[12])) / TICKS
    return found


def copies(folder: Path, target: Path, count: int) -> Path:
    """`count` reports of the folder in `target`, all of them different files."""
    target.mkdir()
    reports = sorted(folder.glob("*.pdf"))
    for number in range(count):
        report = reports[number % len(reports)]
        (target / f"{number:06}-{report.name}").write_bytes(report.read_bytes() + b"\n%% copy %d" % number)
    return target


def jobs(folder: Path, scratch: Path, options: argparse.Namespace) -> None:
    many = copies(folder, scratch / "many", len(list(folder.glob("*.pdf"))) * options.times)
    one, two = (scan(many, "--no-cache", "--jobs", n) for n in (1, 2))
    print(f"1 worker   {one}\n2 workers  {two}")
    print(f"2 workers are {one.seconds / two.seconds:.2f} × as fast (wanted: ≥ 1.8)")


def cache(folder: Path, scratch: Path, options: argparse.Namespace) -> None:
    many = copies(folder, scratch / "unchanged", options.reports)
    first, second = scan(many), scan(many)
    print(f"first      {first}\nsecond     {second}")
    print(f"the second is {first.seconds / second.seconds:.1f} × as fast (wanted: ≥ 30 with 1,000 reports)")


def memory(folder: Path, scratch: Path, _: argparse.Namespace) -> None:
    """Each report is judged once; its result is kept for many files, each with a sample id and figures of its own."""
    import coacheck
    from coacheck.rules import Options
    from coacheck.scanning import kept
    from coacheck.scanning.settings import Settings

    said = kept.said(Settings(Options(on=date.today())))
    known = [r for r in coacheck.scan(sorted(folder.glob("*.pdf"))[:30]) if r.figures]
    costs = []
    for count in (100, 1000, 10_000):
        target = scratch / f"{count}"
        target.mkdir()
        for number in range(count):
            path, content = target / f"{number}.pdf", b"%%PDF copy %d of %d" % (number, count)
            path.write_bytes(content)
            result = known[number % len(known)]
            own = hashlib.sha256(content).digest()[:16]
            panels = tuple((name, own) for name, _ in result.figures.panels)
            figures = replace(result.figures, content=own, sample=own, panels=panels)
            mark = kept.result_mark(content, str(path), said)
            kept.keep_result(mark, replace(result, file=str(path), client=f"client {number}", figures=figures))
        costs.append(scan(target))
        print(f"           {costs[-1]}", flush=True)
    grown = costs[-1].parent_peak_mb - costs[0].parent_peak_mb
    print(f"from 100 to 10,000 results the parent grows by {grown:.1f} MB (wanted: < 20)")


def dask(folder: Path, scratch: Path, options: argparse.Namespace) -> None:
    many = copies(folder, scratch / "once", len(list(folder.glob("*.pdf"))))
    own, cluster = scan(many, "--no-cache"), scan(many, "--no-cache", "--engine", "dask")
    print(f"processes  {own}\ndask       {cluster}")
    print(f"dask costs {cluster.seconds / own.seconds:.2f} × the time (wanted: ≤ 1.3)")


def kill(folder: Path, scratch: Path, options: argparse.Namespace) -> None:
    many, output, chance = copies(folder, scratch / "killed", 100), scratch / "out.jsonl", random.Random(20)
    for _ in range(20):
        scan(many, "--resume", kill_after=chance.uniform(0, 1), output=output)
        whole = output.read_bytes() if output.exists() else b""
        files = [json.loads(line)["file"] for line in whole.splitlines()]
        end = "torn" if whole.rpartition(b"\n")[2] else "whole"
        print(f"killed; {len(files)} results of {len(set(files))} reports, the last line is {end}")
    scan(many, "--resume", output=output)
    files = [json.loads(line)["file"] for line in output.read_text("utf-8").splitlines()]
    print(f"{len(files)} results for {len(set(files))} of 100 reports (wanted: none lost, none twice)")


MEASURES = {"jobs": jobs, "cache": cache, "memory": memory, "dask": dask, "kill": kill}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("measures", nargs="*", choices=[*MEASURES, []], metavar="measure")
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    for name in options.measures or MEASURES:
        with tempfile.TemporaryDirectory() as scratch:
            os.environ["XDG_CACHE_HOME"] = str(Path(scratch, "cache"))
            print(f"\n{name}: load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
            MEASURES[name](options.folder, Path(scratch), options)


if __name__ == "__main__":
    main()
