"""What one process still holds after many reports: its memory after 200 against that after 20, and what grew.

    python benchmarks/held.py ../shared/corpus/unlabelled [--reports 200] [--after 20] [--trace]

Reads the reports of the folder that have text on every page, round and round, in an order by seed, as if no recogniser
were installed: its models are loaded once, by the first page that needs them (300 MB), and would hide all else. Prints
what the process holds (RSS, after a collection) as it goes; --ocr does with the recogniser, --trace also says where
what grew was asked for (slower).
"""

from __future__ import annotations

import argparse
import gc
import logging
import random
import time
import tracemalloc
from collections import Counter
from itertools import cycle, islice
from pathlib import Path

import pdfplumber

import coacheck
from coacheck.errors import CoacheckError
from coacheck.pdf.ocr import pages

_PAGE = 4096
_SHOWN = 12
WANTED = 1.2


def is_digital(path: Path) -> bool:
    try:
        with pdfplumber.open(path) as pdf:
            return all(page.chars for page in pdf.pages)
    except Exception:  # noqa: BLE001  whatever is wrong with it, it is none of those to be read
        return False


def held() -> float:
    """MB of this process, now."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 2**20


def kinds() -> Counter[str]:
    return Counter(type(each).__name__ for each in gc.get_objects())


def read(path: Path) -> None:
    try:
        coacheck.read(path)
    except CoacheckError as error:
        print(f"           {path.name}: {error}")


def main() -> None:
    logging.disable(logging.ERROR)  # pdfminer warns of fonts before coacheck is there to silence it
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--after", type=int, default=20)
    parser.add_argument("--ocr", action="store_true")
    parser.add_argument("--trace", action="store_true")
    options = parser.parse_args()
    paths = [path for path in sorted(options.folder.glob("*.pdf")) if is_digital(path)]
    random.Random(0).shuffle(paths)
    print(f"{len(paths)} digital reports; {held():.0f} MB before the first")
    if not options.ocr:
        pages.installed = lambda: False
    if options.trace:
        tracemalloc.start(8)
    start, first = time.perf_counter(), 0.0
    for number, path in enumerate(islice(cycle(paths), options.reports), 1):
        read(path)
        if number == options.after:
            first, known = held(), kinds()
            before = tracemalloc.take_snapshot() if options.trace else None
        if number % options.after == 0:
            print(f"{number:6} read  {held():6.0f} MB  {time.perf_counter() - start:6.0f} s", flush=True)
    last = held()
    print(f"after {options.reports}: {last / first:.2f} × that after {options.after} (wanted: ≤ {WANTED})")
    grown = (kinds() - known).most_common(_SHOWN)
    print("more objects: " + ", ".join(f"{count:,} {kind}" for kind, count in grown))
    if before:
        for line in tracemalloc.take_snapshot().compare_to(before, "lineno")[:_SHOWN]:
            print(f"  {line}")


if __name__ == "__main__":
    main()
