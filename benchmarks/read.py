"""Time of `read` against plain pdfplumber, over the text-layer reports of a folder, in one run.

    python benchmarks/read.py ../shared/corpus [--profile]

Prints the ratio of reading to `[page.chars for page in pdf.pages]` of plain pdfplumber, pages per second, and the
peak memory of the process that read the most, one process for each report. Files with a page without text are left
out: a recogniser reads it. Times are of the processor, the better of two for each, so that what else a machine does,
and what is loaded once, counts less.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from pathlib import Path

import pdfplumber

import coacheck
from coacheck.errors import CoacheckError


def plain(path: Path) -> int:
    """Characters of all pages, by plain pdfplumber; the number of pages, 0 where one has no text."""
    with pdfplumber.open(path) as pdf:
        characters = [page.chars for page in pdf.pages]
        return len(characters) if all(characters) else 0


def best(function: object, path: Path) -> tuple[float, object]:
    return min((timed(function, path) for _ in range(2)), key=lambda pair: pair[0])


def timed(function: object, path: Path) -> tuple[float, object]:
    start = time.process_time()
    try:
        result = function(path)  # type: ignore[operator]
    except CoacheckError as error:
        result = error
    return time.process_time() - start, result


def memory_of(path: Path) -> float:
    """The peak memory of a process that reads one report, in MB."""
    timed(coacheck.read, path)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memories(paths: list[Path]) -> list[float]:
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        return pool.map(memory_of, paths, chunksize=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--profile", action="store_true", help="print where the reader spends its time")
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.pdf"))
    timed(coacheck.read, paths[0])  # the vocabulary is loaded once
    if options.profile:
        return profile(paths)
    rows = []
    for path in paths:
        base, pages = best(plain, path)
        if pages:
            own, _ = best(coacheck.read, path)
            rows.append((path.stem, base, own, pages))
            print(f"{path.stem:34} {own / base:5.2f}  {own:6.2f} s")
    total_base, total_own = sum(r[1] for r in rows), sum(r[2] for r in rows)
    pages = sum(int(str(r[3])) for r in rows)
    print(f"\nratio {total_own / total_base:.2f}   {pages / total_own:.1f} pages/s")
    memory, path = max(zip(memories(paths), paths, strict=True))
    print(f"peak memory {memory:.0f} MB ({path.stem})")
    return None


def profile(paths: list[Path]) -> None:
    import cProfile
    import pstats

    profiler = cProfile.Profile()
    profiler.enable()
    for path in paths:
        timed(coacheck.read, path)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)


if __name__ == "__main__":
    main()
