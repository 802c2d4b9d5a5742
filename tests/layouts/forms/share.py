"""python tests/layouts/forms/share.py [N] [--from S] [--show]: of N heads of certificates, how much of each field is
right, wrong and missing."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from layouts.forms.compare import outcomes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=300)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print what is wrong or missing")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.count)
    fields: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for seed, found in zip(seeds, pool.map(outcomes, seeds, chunksize=4), strict=True):
            for name, kind, text in found:
                fields[name][kind] += 1
                if options.show and kind != "right":
                    print(f"{seed:5} {kind:8} {name:10} {text}")
    fields["in all"] = sum(fields.values(), Counter())
    for name, counts in fields.items():
        share = 100 * counts["right"] / counts.total()
        print(f"{name:10} {share:6.1f} % right, {counts['wrong']:4} wrong, {counts['missing']:4} missing")


if __name__ == "__main__":
    main()
