"""Reports of invented laboratories are read back, whatever their layout: every cell is told as it is printed, or its
row is listed as unread. The share that is read back whole: `python tests/layouts/share.py`."""

from __future__ import annotations

import pytest

import coacheck
from layouts.compare import differences, faults
from layouts.layout import make_layout

LOST = {
    3, 41, 53, 70, 73, 79, 98, 104, 146, 162, 196, 213, 217, 220, 239, 307, 333, 339, 353, 387, 403, 413, 420, 435, 436,
    451, 469, 498,
}  # fmt: skip
"""Seeds of which something is not told as yet, a panel status, a row or a unit; nothing of them may be false."""

def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each seed: `--layouts N` of them, or the one of `--layout-seed S`."""
    if "seed" in metafunc.fixturenames:
        one: int | None = metafunc.config.getoption("--layout-seed", default=None)
        first: int = metafunc.config.getoption("--layouts-from", default=0)
        count: int = metafunc.config.getoption("--layouts", default=500)
        metafunc.parametrize("seed", range(first, first + count) if one is None else [one])


@pytest.fixture
def traits(request: pytest.FixtureRequest) -> list[str] | None:
    chosen: list[str] | None = request.config.getoption("--trait", default=None)
    return chosen


def test_a_random_layout_is_read_back_exactly(seed: int, traits: list[str] | None) -> None:
    pdf, truth = make_layout(seed, traits)
    every = faults(differences(truth, coacheck.read(pdf).model_dump(mode="json")))
    forced = "".join(f" --trait {t}" for t in traits or ())
    show = f"python tests/layouts/show.py {seed}{forced} shows it:"
    false = [str(d) for d in every if d.kind == "false"]
    assert not false, "\n  ".join([show, *false[:8]])
    if every and seed in LOST and not traits:
        pytest.xfail("something is not told")
    assert not every, "\n  ".join([show, *map(str, every[:8])])
