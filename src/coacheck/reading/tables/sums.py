"""Rows that sum other rows are totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coacheck.model import Measurement, Total
from coacheck.reading.tables.frame import TableReading
from coacheck.reading.vocabulary import Vocabulary, key


def sums_moved(readings: Sequence[TableReading], vocabulary: Vocabulary) -> list[TableReading]:
    """Rows that sum other rows of the report ("Total Aflatoxins") are totals, not measurements."""
    every = [m for reading in readings for _, m in reading.measurements]
    out = []
    for reading in readings:
        sums = {id(m): code for _, m in reading.measurements if (code := _sum(m, every, vocabulary))}
        totals = [
            Total(name=sums[id(m)], printed=m.name, results=m.results, source=m.source, text=m.text)
            for _, m in reading.measurements if id(m) in sums
        ]  # fmt: skip
        rows = [(panel, m) for panel, m in reading.measurements if id(m) not in sums]
        out.append(replace(reading, measurements=rows, totals=[*reading.totals, *totals]) if sums else reading)
    return out


def _sum(row: Measurement, rows: Sequence[Measurement], vocabulary: Vocabulary) -> str | None:
    """The code of the total that a row is: two other rows at least are what it sums."""
    codes = {m.analyte for m in rows}
    total = vocabulary.totals.get(row.analyte or "")
    if total:
        return total.code if len(codes & set(total.parts)) > 1 else None
    analyte = vocabulary.analyte(row.name) if key(row.name).startswith("total") else None
    return f"total_{analyte.code}" if analyte and len(codes & set(analyte.parts)) > 1 else None
