"""Which rows of terpenes their printed total leaves out: no rule says which of them belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from coacheck.model import Measurement, Result
from coacheck.rules.amounts.numbers import printed, total
from coacheck.rules.case import Case
from coacheck.rules.potent.sums import amount

_FEWEST = 3
_KIN = re.compile(r"[^\W\d_]{5,}")


def terpenes_apart(case: Case, rows: Sequence[Measurement], result: Result) -> str | None:
    """The one row, or the two forms of one terpene, without which the rows come nearest to the printed total.

    None where none of them makes it.
    """
    amounts = {id(m): n for m in rows if (n := amount(m, result.unit or "", case)) is not None and n.point > 0}
    found = [m for m in rows if id(m) in amounts]
    if result.value is None or len(found) < _FEWEST:
        return None
    own = printed(result)
    ways = [(out, total(amounts[id(m)] for m in found if m not in out)) for out in _selections(found)]
    nearest, made = min(ways, key=lambda way: abs(way[1].point - own.point))
    return " and ".join(m.name for m in nearest) if made.agrees(own) else None


def _selections(rows: Sequence[Measurement]) -> Iterator[tuple[Measurement, ...]]:
    yield from ((m,) for m in rows)
    yield from ((a, b) for a, b in combinations(rows, 2) if _words(a.name) & _words(b.name))


def _words(name: str) -> set[str]:
    """ "Ocimene isomer I" and "β-Ocimene" are of one terpene."""
    return {word.casefold() for word in _KIN.findall(name)} - {"isomer", "alpha", "gamma", "delta", "oxide", "total"}
