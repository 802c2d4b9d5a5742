"""The figures that a phrase outside of tables holds, whatever they are of."""

from __future__ import annotations

import re
from functools import lru_cache

from coacheck.model import Result
from coacheck.reading.tables.cells import Numbers, shared_cell
from coacheck.reading.vocabulary import Vocabulary

_AT = re.compile(r"\s+at\s+\d+\s*°.*$")


def results_in(text: str, vocabulary: Vocabulary, numbers: Numbers) -> list[Result]:
    """The figures of a phrase: numbers with a unit, or words such as ND. They are its own, as those of `parse_cell`."""
    return [r.model_copy() for r in shared_results(text, vocabulary, numbers)]


@lru_cache(maxsize=10_000)
def shared_results(text: str, vocabulary: Vocabulary, numbers: Numbers) -> tuple[Result, ...]:
    """The same for every text that reads the same: to look at, not to tell in a report."""
    cell = shared_cell(_AT.sub("", text), vocabulary, numbers)
    if not cell.results:
        head, dash, tail = text.partition(" - ")
        sides = [s for s in (head, tail) if dash and vocabulary.status(s) is None]
        cell = shared_cell(sides[0], vocabulary, numbers) if len(sides) == 1 else cell
    parts = text.replace(" | ", ", ").split(", ")
    if not cell.results and len(parts) > 1:  # one amount in several units: "20%, 200 mg/g"
        cells = [shared_cell(part, vocabulary, numbers) for part in parts]
        units = {c.results[0].unit for c in cells if len(c.results) == 1 and c.results[0].unit}
        return tuple(c.results[0] for c in cells) if len(units) == len(parts) else ()
    return tuple(r for r in cell.results if r.unit or (r.qualifier and r.qualifier not in ("detected", "NT", "NR")))
