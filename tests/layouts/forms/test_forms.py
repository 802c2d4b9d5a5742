"""Heads of certificates of invented laboratories, laid out at random: what is told of them is what they print.

`python tests/layouts/forms/share.py N --show` lists what is wrong or missing, by seed."""

from __future__ import annotations

from collections import Counter

from layouts.forms.compare import outcomes

SEEDS = range(80)
MOST_WRONG = 0.01
"""The share of fields that are told otherwise than printed. A missing one is no fault as grave."""
LEAST_RIGHT = 0.98


def test_what_a_head_prints_is_told() -> None:
    found = Counter(kind for seed in SEEDS for _, kind, _ in outcomes(seed))
    assert found["wrong"] <= MOST_WRONG * found.total(), found
    assert found["right"] >= LEAST_RIGHT * found.total(), found
