"""Time of `read` against plain pdfplumber, over the text-layer reports of a folder, in one run.

    python benchmarks/read.py ../shared/corpus [--profile]

Prints the ratio of reading to `[page.chars for page in pdf.pages]` of plain pdfplumber, pages per second, and the
peak memory of this process. Files without text are left out.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

import pdfplumber

import coacheck
from coacheck.errors import CoacheckError


def plain(path: Path) -> int:
    """Characters of all pages, by plain pdfplumber; the number of pages."""
    with pdfplumber.open(path) as pdf:
        characters = [page.chars for page in pdf.pages]
        return len(characters) if any(characters) else 0


def timed(function: object, path: Path) -> tuple[float, object]:
    start = time.perf_counter()
    try:
        result = function(path)  # type: ignore[operator]
    except CoacheckError as error:
        result = error
    return time.perf_counter() - start, result


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
        base, pages = timed(plain, path)
        if pages:
            own, _ = timed(coacheck.read, path)
            rows.append((path.stem, base, own, pages))
            print(f"{path.stem:34} {own / base:5.2f}  {own:6.2f} s")
    total_base, total_own = sum(r[1] for r in rows), sum(r[2] for r in rows)
    pages = sum(int(str(r[3])) for r in rows)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nratio {total_own / total_base:.2f}   {pages / total_own:.1f} pages/s   peak memory {memory:.0f} MB")
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
