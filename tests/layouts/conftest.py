"""How many random layouts are read: `--layouts N` (500), from another seed with `--layouts-from S`, or one alone;
`--trait NAME` makes each of them with that habit of real reports and no other."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--layouts", type=int, default=500, help="how many random layouts to read")
    parser.addoption("--layouts-from", type=int, default=0, help="the seed of the first of them")
    parser.addoption("--layout-seed", type=int, default=None, help="read this one random layout")
    parser.addoption("--trait", action="append", default=None, help="make them with this trait (several: repeat it)")
