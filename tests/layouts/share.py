"""python tests/layouts/share.py [N] [--from S] [--trait NAME]… [--each]: how many of N reports are read back whole, how
many without a fault (every cell right or its row listed as unread), and in how many something false is told."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import coacheck
from coacheck.errors import CoacheckError
from layouts.compare import differences, faults
from layouts.layout import make_layout
from layouts.traits_of_pages import TRAITS


def outcome(seed: int, traits: Sequence[str] | None = None) -> str:
    """ "whole", "told" (nothing false or silent), "missing" (passed over in silence), "false" or "refused"."""
    pdf, truth = make_layout(seed, traits)
    try:
        read = coacheck.read(pdf).model_dump(mode="json")
    except CoacheckError:
        return "refused"
    found = differences(truth, read)
    if not found:
        return "whole"
    kinds = {d.kind for d in faults(found)}
    return "false" if "false" in kinds else "missing" if kinds else "told"


def line(name: str, outcomes: Iterable[str]) -> str:
    counts = Counter(outcomes)
    whole, fine = counts["whole"], counts["whole"] + counts["told"]
    of = counts.total() / 100
    refused = f"  refused {counts['refused']}" if counts["refused"] else ""
    return (
        f"{name:32} whole {whole / of:5.1f} %  without fault {fine / of:5.1f} %  something false "
        f"{counts['false'] / of:5.1f} %{refused}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=500)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--trait", action="append", choices=sorted(TRAITS), default=None)
    parser.add_argument("--each", action="store_true", help="each trait on its own")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.count)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        if not options.each:
            name = " ".join(options.trait or ["some traits at random"])
            print(line(name, pool.map(partial(outcome, traits=options.trait), seeds, chunksize=8)))
            return
        print(line("no trait", pool.map(partial(outcome, traits=()), seeds, chunksize=8)), flush=True)
        for trait in TRAITS:
            print(line(trait, pool.map(partial(outcome, traits=(trait,)), seeds, chunksize=8)), flush=True)


if __name__ == "__main__":
    main()
