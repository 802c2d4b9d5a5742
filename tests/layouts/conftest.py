"""How many random layouts are read: `--layouts N` (300), or one alone: `--layout-seed S`."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--layouts", type=int, default=300, help="how many random layouts to read")
    parser.addoption("--layout-seed", type=int, default=None, help="read this one random layout, and show its faults")


@pytest.fixture(scope="session")
def layout_seeds(request: pytest.FixtureRequest) -> range:
    one: int | None = request.config.getoption("--layout-seed", default=None)
    count: int = request.config.getoption("--layouts", default=300)
    return range(count) if one is None else range(one, one + 1)
