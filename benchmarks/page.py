"""Time of `show` (verdict and page) against `check` alone, over the reports of a folder, in one run.

    python benchmarks/page.py ../shared/corpus [--pages 6]

Prints for each report of that many pages the ratio of the two (the best of three each), and the size of the page;
without --pages for all reports. Files that can't be read are left out.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

import coacheck
from coacheck.errors import CoacheckError


def best(work: Callable[[], object]) -> float:
    """Seconds of processor time, the least of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, help="only reports of so many pages")
    options = parser.parse_args()
    alone = whole = 0.0
    for path in sorted(options.folder.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            pages = len(pdf)
        if options.pages not in (None, pages):
            continue
        try:
            size = len(coacheck.show(path)[1].encode()) / 1e6
        except CoacheckError:
            continue
        base, own = best(lambda path=path: coacheck.check(path)), best(lambda path=path: coacheck.show(path))
        alone, whole = alone + base, whole + own
        print(f"{path.stem:34} {pages:3} pages  {base:5.2f} s → {own:5.2f} s = {own / base:4.2f}   {size:.2f} MB")
    print(f"\nratio {whole / alone:.2f}" if alone else "no such report")


if __name__ == "__main__":
    main()
