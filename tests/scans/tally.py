"""How much of a report was read: its cells (panel, analyte, unit) against the record of what is printed."""

from __future__ import annotations

from collections import Counter
from typing import Any

Cells = dict[tuple[str, str, str | None], Any]


def cells_of(report: dict[str, Any]) -> Cells:
    return {
        (panel, row["analyte"] or row["name"], result.get("unit")): result.get("qualifier") or result.get("value")
        for panel, found in report["panels"].items()
        for row in found["measurements"]
        for result in row["results"]
    }


def tally(found: Cells, truth: Cells) -> Counter[str]:
    """`right`, `wrong`, `missing` and `extra`; wrong and extra are false."""
    counts = Counter(_outcome(found.get(key), value) for key, value in truth.items())
    counts["extra"] += sum(key not in truth for key in found)
    return counts


def _outcome(found: Any, printed: Any) -> str:
    return "missing" if found is None else "right" if found == printed else "wrong"


def right(counts: Counter[str]) -> float:
    return counts["right"] / max(1, counts.total())


def false(counts: Counter[str]) -> float:
    told = counts["right"] + counts["wrong"] + counts["extra"]
    return (counts["wrong"] + counts["extra"]) / max(1, told)
