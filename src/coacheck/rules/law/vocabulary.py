"""What rules need of the vocabulary: codes, units, parts of sums, names. Read from the data, not through reading."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

_UNITS_OF_LAW = ("mg/container", "ug/day", "per 10 g", "% area", "count/3 g")  # no report prints results in them


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    files = (resources.files("coacheck") / "data" / "vocabulary").iterdir()
    return {f.name: tomllib.loads(f.read_text("utf-8")) for f in files if f.name.endswith(".toml")}


@lru_cache(maxsize=1)
def _entries() -> dict[str, dict[str, Any]]:
    """By code. Some sums are totals and analytes too: the analyte has the name."""
    every = [e for t in _tables().values() for kind in ("total", "analyte") for e in t.get(kind, ())]
    told = sorted((e for e in every if isinstance(e, dict)), key=lambda e: "name" in e)
    return {e["code"]: e for e in told}


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Of all analytes and totals."""
    return frozenset(_entries())


@lru_cache(maxsize=1)
def units() -> tuple[str, ...]:
    return (*_tables()["units.toml"], *_UNITS_OF_LAW)


@lru_cache(maxsize=1)
def parts() -> dict[str, tuple[str, ...]]:
    """What sums are made of (butanes: n-butane and isobutane)."""
    return {code: tuple(e["parts"]) for code, e in _entries().items() if e.get("parts")}


def name_of(code: str) -> str:
    """ "1,2-Dichloroethane" for dichloroethane_1_2."""
    entry = _entries().get(code, {})
    return str(entry.get("name") or code.replace("_", " "))


def spellings(code: str) -> tuple[str, ...]:
    """The name and every way that reports are known to print it."""
    return (name_of(code), *_entries().get(code, {}).get("spellings", ()))
