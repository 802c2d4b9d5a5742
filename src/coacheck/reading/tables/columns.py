"""The panel of a table, and the unit of each of its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from math import inf

from coacheck.layout import Row, Table
from coacheck.reading.tables.cells import Numbers, parse_cell
from coacheck.reading.tables.row_names import BASES, UNIT_OF, row_name
from coacheck.reading.vocabulary import Vocabulary

FIGURES = ("result", "lod", "loq", "lod_loq", "loq_lod", "limit", "range")
"""Columns of figures: where one unit alone stands over them, it is that of all."""
UNKNOWN, MULTIPLIED = "?", "x"
"""A unit that is printed and not understood; one of which figures are multiples or logarithms."""
_MULTIPLIED = re.compile(r"\blog(?:10)?\b|[x×*]\s?10{1,6}\b|\b10\^|\b(?:thousand|million)s?\b", re.IGNORECASE)
_MASSES = ("g", "mg", "mL")
_SIZE = re.compile(r"\d\s?(?:mg|g|ml)\b", re.IGNORECASE)
""" "Per serving (1 mL)" """
_CUT = re.compile(r"(?:/|·|\bper|\bCFU)\s*\d*$", re.IGNORECASE)
"""What is left of a unit of which only the end was found."""
_LIKE_A_UNIT = re.compile(
    r"\([^()\s/]{1,4}\s?/\s?[^()\s/]{1,4}\)|\bpp[a-z]\b|(?-i:\b[pnµu]g\b)|‰", re.IGNORECASE
)
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


def units_of(
    table: Table, vocabulary: Vocabulary, numbers: Numbers, stated: str | None = None
) -> dict[int, str | None]:
    """The unit of each column: from its heading, else from the name heading, else the one all its cells print.

    `stated`: the unit that stands over the table: if it is another, results, LOD and LOQ without one are in that.
    """
    units = headed_units(table, vocabulary)
    printed = {u for i, c in enumerate(table.columns) if c.kind in FIGURES and (u := units.get(i))}
    one = len(printed) == 1 and sum(c.kind == "result" for c in table.columns) == 1
    common = units.get(0) or (printed.pop() if one and _lent(table, units, vocabulary, numbers) else None)
    out: dict[int, str | None] = dict(units)
    for i, column in enumerate(table.columns):
        if i not in units and column.kind in FIGURES:
            out[i] = None if column.kind not in ("limit", "range") and stated not in (None, common) else common
        if out.get(i) is None and column.kind == "result":
            out[i] = _in_all_cells(table, i, vocabulary, numbers)
    return out


def _lent(table: Table, units: Mapping[int, str], vocabulary: Vocabulary, numbers: Numbers) -> bool:
    """May the one unit that is printed be the result's, too? Not where a result then passes over its limit, or was
    measured below its LOQ."""
    at = {c.kind: i for i, c in enumerate(table.columns)}
    if at["result"] in units:
        return True

    def value(row: Row, kind: str) -> float | None:
        found = parse_cell(row.text(at[kind]), vocabulary, numbers).results if at.get(kind) in row.cells else []
        return found[0].value if len(found) == 1 else None

    rows = [row for row in table.rows if value(row, "result")]
    over = any((value(r, "limit") or inf) < (value(r, "result") or 0) for r in rows if _passes(r, at, vocabulary))
    under = any((value(r, kind) or 0) > (value(r, "result") or 0) for r in rows for kind in ("lod", "loq"))
    return not (over or under)


def _passes(row: Row, at: Mapping[str, int], vocabulary: Vocabulary) -> bool:
    return at.get("status") in row.cells and vocabulary.status(row.text(at["status"])) == "pass"


def _in_all_cells(table: Table, at: int, vocabulary: Vocabulary, numbers: Numbers) -> str | None:
    """The unit that all figures of a column print."""
    cells = [parse_cell(row.text(at), vocabulary, numbers) for row in table.rows if at in row.cells]
    own = {r.unit for cell in cells for r in cell.results if r.value is not None}
    return own.pop() if len(own) == 1 else None


def headed_units(table: Table, vocabulary: Vocabulary) -> dict[int, str]:
    """The units that the headings print, by column."""
    units = {i: unit_said(c.heading, vocabulary) for i, c in enumerate(table.columns)}
    return {i: unit for i, unit in units.items() if unit}


def unit_said(text: str, vocabulary: Vocabulary) -> str | None:
    """The unit in a heading or a column of units; "mg" under "Per Serving" is mg/serving."""
    if _MULTIPLIED.search(text):
        return MULTIPLIED
    unit, rest = vocabulary.find_unit(text)
    basis = _BASIS.search(text)
    if basis and unit == "mg":
        return UNIT_OF[basis[1].casefold()]
    if unit in _MASSES and (_SIZE.search(text) or _CUT.search(rest)):
        return UNKNOWN if _CUT.search(rest) else None
    if unit in ("g", "mL") and _LIKE_A_UNIT.search(text):  # "Result per gram (µg)"
        return UNKNOWN
    return unit or (UNKNOWN if _LIKE_A_UNIT.search(text) else None)
