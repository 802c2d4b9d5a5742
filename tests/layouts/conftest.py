"""How many random layouts are read: `--layouts N` (300), or one: `--layout-seed S`."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--layouts", type=int, default=300, help="how many random layouts to read")
    parser.addoption("--layout-seed", type=int, default=None, help="read this one random layout")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "layout_seed" in metafunc.fixturenames:
        one = metafunc.config.getoption("--layout-seed", default=None)
        seeds = [one] if one is not None else range(metafunc.config.getoption("--layouts", default=300))
        metafunc.parametrize("layout_seed", seeds)
