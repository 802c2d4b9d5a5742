"""Reports of invented laboratories are read back, whatever their layout: every cell, or the test of its seed fails."""

from __future__ import annotations

import pytest

import coacheck
from layouts.layout import make_layout
from layouts.truth import differences


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each seed: `--layouts N` of them, or the one of `--layout-seed S`."""
    if "seed" in metafunc.fixturenames:
        one: int | None = metafunc.config.getoption("--layout-seed", default=None)
        first: int = metafunc.config.getoption("--layouts-from", default=0)
        count: int = metafunc.config.getoption("--layouts", default=300)
        metafunc.parametrize("seed", range(first, first + count) if one is None else [one])


def test_a_random_layout_is_read_back_exactly(seed: int) -> None:
    pdf, truth = make_layout(seed)
    found = differences(truth, coacheck.read(pdf).model_dump(mode="json"))
    assert not found, f"python tests/layouts/show.py {seed} shows it:\n  " + "\n  ".join(found[:8])


def test_the_same_seed_makes_the_same_report() -> None:
    assert make_layout(7) == make_layout(7)
