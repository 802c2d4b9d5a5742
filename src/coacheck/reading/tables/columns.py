"""The panel of a table, and the unit of each of its columns."""

from __future__ import annotations

import re
from collections import Counter

from coacheck.layout import Table
from coacheck.reading.tables.cells import Numbers, parse_cell
from coacheck.reading.tables.row_names import BASES, UNIT_OF, row_name
from coacheck.reading.vocabulary import Vocabulary

_UNITED = ("result", "lod", "loq", "lod_loq", "loq_lod", "limit", "range")
"""Columns of figures: where one unit alone stands over them, it is that of all."""
_BASIS = re.compile(rf"\bper\s+({BASES})\b", re.IGNORECASE)


def panel_of(table: Table, vocabulary: Vocabulary, title: str | None) -> str | None:
    """The panel of most of its analytes, else the title's, else the name heading's."""
    found = [a.panel for row in table.rows if (a := vocabulary.analyte(row_name(row, table))) is not None]
    votes = Counter(found)
    if votes and (sum(votes.values()) >= 0.3 * len(table.rows) or title):
        top = votes.most_common(1)[0]
        if title and votes[title] * 2 >= top[1]:
            return title
        return top[0]
    return title or vocabulary.panel(table.columns[0].heading)


def units_of(table: Table, vocabulary: Vocabulary, numbers: Numbers) -> dict[int, str | None]:
    """The unit of each column: from its heading, else from the name heading, else the one all its cells print."""
    units = {i: _unit_of(c.heading, vocabulary) for i, c in enumerate(table.columns)}
    printed = {u for i, c in enumerate(table.columns) if c.kind in _UNITED and (u := units[i])}
    one = len(printed) == 1 and sum(c.kind == "result" for c in table.columns) == 1
    common = units.get(0) or (printed.pop() if one else None)
    for i, column in enumerate(table.columns):
        if units[i] is None and column.kind in _UNITED:
            units[i] = common
        if units[i] is None and column.kind == "result":
            cells = [parse_cell(row.text(i), vocabulary, numbers) for row in table.rows if i in row.cells]
            own = {r.unit for cell in cells for r in cell.results if r.value is not None}
            units[i] = own.pop() if len(own) == 1 else None
    return units


def _unit_of(heading: str, vocabulary: Vocabulary) -> str | None:
    """The unit in a heading; "mg" under "Per Serving" is mg/serving."""
    unit, basis = vocabulary.find_unit(heading)[0], _BASIS.search(heading)
    return UNIT_OF[basis[1].casefold()] if basis and unit == "mg" else unit
