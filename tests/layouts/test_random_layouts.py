"""Reports of invented laboratories are read back, whatever their layout."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from random import Random

import coacheck
from layouts.layout import make_layout
from layouts.style import style_of
from layouts.truth import differences

EXACT = 0.93
"""The share of layouts read without one difference; it only ever rises, to 1."""


def _faults(seed: int) -> list[str]:
    pdf, truth = make_layout(seed)
    return differences(truth, coacheck.read(pdf).model_dump(mode="json"))


def test_random_layouts_are_read_back_exactly(layout_seeds: range) -> None:
    with ProcessPoolExecutor() as pool:
        faults = dict(zip(layout_seeds, pool.map(_faults, layout_seeds, chunksize=5), strict=True))
    wrong = {seed: found for seed, found in faults.items() if found}
    told = [f"layout {seed} ({asdict(style_of(Random(seed)))})\n  " + "\n  ".join(wrong[seed][:5]) for seed in wrong]
    floor = EXACT if len(layout_seeds) > 1 else 1.0
    assert 1 - len(wrong) / len(layout_seeds) >= floor, "\n".join(told)


def test_the_same_seed_makes_the_same_report() -> None:
    assert make_layout(7) == make_layout(7)
