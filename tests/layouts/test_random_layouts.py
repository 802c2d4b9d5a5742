"""Reports of invented laboratories must be read back exactly, whatever their layout."""

from __future__ import annotations

from dataclasses import asdict
from random import Random

import coacheck
from layouts.layout import make_layout
from layouts.style import style_of
from layouts.truth import differences


def test_a_random_layout_is_read_back_exactly(layout_seed: int) -> None:
    pdf, truth = make_layout(layout_seed)
    found = differences(truth, coacheck.read(pdf).model_dump(mode="json"))
    assert not found, f"layout {layout_seed} ({asdict(style_of(Random(layout_seed)))})\n" + "\n".join(found)


def test_the_same_seed_makes_the_same_report() -> None:
    assert make_layout(7) == make_layout(7)
