"""Words that several checks use."""

from __future__ import annotations

from collections.abc import Iterable


def counted(number: int, thing: str) -> str:
    """ "1 result", "3 results"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def listed(names: Iterable[str], most: int = 5) -> str:
    """The first names, and that there are more."""
    every = list(dict.fromkeys(names))
    return ", ".join(every[:most]) + (" …" if len(every) > most else "")


def spaced(code: str) -> str:
    """ "heavy_metals" as a person writes it."""
    return code.replace("_", " ")
