"""Totals whose name says too little ("TOTAL TH") or another basis than their rows: the rows decide."""

from __future__ import annotations

from collections.abc import Sequence

from coacheck.model import Measurement, Total
from coacheck.reading.proof.figures import Figure, summed
from coacheck.reading.proof.merge import agree
from coacheck.reading.vocabulary import Vocabulary

Rows = Sequence[tuple[str, Measurement]]
"""Measurements, each with its panel."""
_DRY = "_dry"
_SLACK = 0.01
"""Forms cut digits off between two steps; which total it is, they still tell."""


def named_by_rows(total: Total, rows: Rows, words: Vocabulary) -> Total | None:
    """The total with a cut name as the only one that begins so and that the rows of its table make."""
    codes = [code for code in words.totals_that_begin(total.printed) if _made(code, total, rows)]
    return total.model_copy(update={"name": codes[0]}) if len(codes) == 1 else None


def as_its_rows(total: Total, rows: Rows, others: Sequence[Total]) -> Total:
    """A total "(dry)" that rows not on dry weight make, where the report prints another figure on dry weight, is one
    of the product as received."""
    plain = total.name.removesuffix(_DRY)
    if plain == total.name or not _made(plain, total, rows):
        return total
    dry = [r for other in others if other.name == total.name for r in other.results]
    belied = any(r.unit == mine.unit and not agree(r, mine) for r in dry for mine in total.results)
    return total.model_copy(update={"name": plain}) if belied else total


def _made(code: str, total: Total, rows: Rows) -> bool:
    """Do the rows make each figure of a total, if it is the one of this code?"""
    figures = [Figure(panel, row, i) for panel, row in rows for i in range(len(row.results))]
    mine = [Figure(None, total, i) for i, r in enumerate(total.results) if r.value]
    return bool(mine) and all(summed(code, figure, figures, _SLACK) for figure in mine)
