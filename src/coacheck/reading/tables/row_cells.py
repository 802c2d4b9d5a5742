"""The cells of a row: results, LOD, LOQ, limit and status, each in its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from coacheck.layout import Column, Table
from coacheck.model import Quantity, Result
from coacheck.reading.tables.cells import Cell, parse_cell, parse_pair, parse_quantity, shared_cell
from coacheck.reading.tables.columns import FIGURES, MULTIPLIED, UNKNOWN, unit_said
from coacheck.reading.tables.frame import Frame
from coacheck.reading.vocabulary import key

MOST = {"%": 110.0, "mg/g": 1100.0}
"""More than all there is, and what a laboratory's uncertainty may add."""
_NOT = {"not", "none", "non", "no", "nicht", "niet", "não"}
_FLAGS = ("q", "qual", "qualifier", "qualifiers", "flag", "flags")
_NO = ("U", "UJ", "ND", "<")
"""Flags that say of the figure beside them that so much was not found."""
_SIGNS = ("<", ">", "≤")
_CLOSED = re.compile(r"<[^<>]+>$")
""" "USP <232>" """
_WORDS = re.compile(r"[a-zß-ÿ]+")
_RUN_TOGETHER = re.compile(r"[\d.,]+")
"""Two figures that touch each other make none."""
_PERCENT = re.compile(r"(?:%|percent)\s+\w", re.IGNORECASE)
""" "Percent Moisture" """

_LAST_BRACKETS = re.compile(r"\(([^()]+)\)$")
_SYMBOL = re.compile(r"[A-Z][a-z]")


@dataclass
class Parsed:
    results: list[Result] = field(default_factory=list)
    dry: list[Result] = field(default_factory=list)
    """What is printed on dry weight beside the results."""
    lod: Quantity | None = None
    loq: Quantity | None = None
    limit: Quantity | None = None
    limit_text: str | None = None
    status: str | None = None
    odd: list[str] = field(default_factory=list)


def parse_row(cells: dict[int, str], table: Table, frame: Frame, name: str) -> Parsed:
    out = Parsed()
    units = _units_of_cells(cells, table, frame, name)
    for i, text in _with_signs(sorted(cells.items())):
        if units[i] == MULTIPLIED:
            out.odd.append(text)
        else:
            _parse_cell(text, i, table.columns, units[i], out, frame)
    shared_unit = _shared_unit(out)
    out.results = [replace_unit(r, shared_unit) for r in out.results]
    _without_unknown(out)
    if _flagged(cells, table):
        out.odd += [r.text for r in out.results]
        out.results = []
    _without_false(out, _negated(name, cells))
    return out


def _units_of_cells(cells: dict[int, str], table: Table, frame: Frame, name: str) -> dict[int, str | None]:
    """The unit of each cell that prints none: its heading's, its row's, its name's, that of the whole table."""
    beside, row_unit = _units_printed(cells, table, frame)
    named = unit_in_name(name, frame)
    own_of_row = row_unit or (named if table.inherited else None)  # headings of another table say less than the name
    results = [i for i in cells if table.columns[i].kind == "result"]
    several = len({frame.units.get(i) for i in results}) > 1  # each has its own
    out: dict[int, str | None] = {}
    headed = _headed(cells, results, named, frame)
    for i in cells:
        own = None if several and i in results else beside.get(i) or own_of_row
        out[i] = headed[i] or own or frame.units.get(i)
    other, water = named or frame.table_unit, frame.panel == "water_activity"
    return {i: ("aw" if unit == "aw" else other or "aw") if water else unit or other for i, unit in out.items()}


def _headed(
    cells: Iterable[int], results: Sequence[int], named: str | None, frame: Frame
) -> dict[int, str | None]:
    """The units of the headings; "Mercury (ppb)" under "Result (ppm)" is in its own."""
    over = {frame.headed.get(i) for i in results}
    return {i: named if named and over == {frame.headed.get(i)} else frame.headed.get(i) for i in cells}


def in_own_unit(parsed: Parsed, own: str, named: bool) -> None:
    """Puts a row of what is told in one unit only, as water activity is, into that; the table's other unit is not its.

    `named`: the row says that unit, or it has no other; else figures without it have none.
    """
    unit = own if named else None
    kept = (own, "aw")  # the figure of a water activity is no moisture in another unit
    parsed.results = [r if r.unit in kept else r.model_copy(update={"unit": unit}) for r in parsed.results]
    for name in ("lod", "loq", "limit"):
        quantity = getattr(parsed, name)
        if quantity and quantity.unit != own:
            setattr(parsed, name, quantity.model_copy(update={"unit": unit}))


def _flagged(cells: dict[int, str], table: Table) -> bool:
    """Says a flag beside the figure that so much was not found?"""
    flags = (i for i in cells if table.columns[i].kind == "ignore" and key(table.columns[i].heading) in _FLAGS)
    return any(cells[i] in _NO for i in flags)


def _units_printed(cells: dict[int, str], table: Table, frame: Frame) -> tuple[dict[int, str | None], str | None]:
    """What the columns of units say: of the figures beside each, or of the whole row."""
    printed = {i: unit_said(t, frame.vocabulary) for i, t in cells.items() if table.columns[i].kind == "unit"}
    beside = _units_beside(printed, table)
    return beside, None if beside else next(filter(None, printed.values()), None)


def _units_beside(printed: dict[int, str | None], table: Table) -> dict[int, str | None]:
    """Where several columns of figures have a column of units each, right behind or before: "12.5 mg/g  1.25 %"."""
    kinds = {i: c.kind for i, c in enumerate(table.columns)}
    units = [i for i, kind in kinds.items() if kind == "unit"]
    for step in (-1, 1):
        if len(units) > 1 and all(kinds.get(u + step) in FIGURES for u in units):
            return {u + step: printed.get(u) for u in units}
    return {}


def _without_unknown(out: Parsed) -> None:
    """Results in a unit that nobody understands are told without one; LOD, LOQ and limit say nothing then."""
    out.results = [r.model_copy(update={"unit": None}) if r.unit == UNKNOWN else r for r in out.results]
    for name in ("lod", "loq", "limit"):
        quantity = getattr(out, name)
        if quantity and quantity.unit == UNKNOWN:
            setattr(out, name, None)


def unit_in_name(name: str, frame: Frame) -> str | None:
    """ "Moisture (%)", "Percent Moisture"; "Magnesium (Mg)" says no mg."""
    inside = _LAST_BRACKETS.search(name)
    if inside and not _SYMBOL.fullmatch(inside[1]):
        return frame.vocabulary.unit(inside[1])
    return "%" if _PERCENT.match(name) else None


def _with_signs(cells: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The cells, a sign that slipped into the one before back where it belongs: "< 0.41<", "0.041", or "<", "0.041"."""
    sign = ""
    for (i, text), after in zip(rows := list(cells), [*(text for _, text in rows[1:]), ""], strict=True):
        slipped = text[-1:] in _SIGNS and not _CLOSED.search(text) and (len(text) > 1 or after[:1].isdigit())
        text, sign = f"{sign}{text}", text[-1:] if slipped else ""
        if left := text.removesuffix(sign):
            yield i, left


def _negated(name: str, cells: dict[int, str]) -> bool:
    """Did the "Not" of a "Not Detected" slip into the name, or into the cell before it?"""
    within = any(word in _NOT for word in _WORDS.findall(name.casefold()))
    return within or any(text.casefold().endswith(tuple(_NOT)) for text in cells.values())


def _without_false(out: Parsed, negated: bool) -> None:
    """Takes out what can't be: more than all there is, and what lost its "Not"."""
    false = [r for r in out.results if (r.value or 0) > MOST.get(r.unit or "", r.value or 0)
             or (negated and r.qualifier == "detected")]  # fmt: skip
    out.results = [r for r in out.results if r not in false]
    out.odd += [r.text for r in false]


def _shared_unit(parsed: Parsed) -> str | None:
    """The unit in which two or more of LOD, LOQ and limit are printed: a bare result beside them is in it too."""
    units = [q.unit for q in (parsed.lod, parsed.loq, parsed.limit) if q]
    return units[0] if len(units) > 1 and len(set(units)) == 1 else None


def _parse_cell(text: str, at: int, columns: Sequence[Column], unit: str | None, out: Parsed, frame: Frame) -> None:
    column = columns[at]
    if column.kind == "result":
        _parse_result(text, unit, out, frame)
    elif column.kind == "dry":
        cell = parse_cell(text, frame.vocabulary, frame.numbers)
        out.dry.extend(replace_unit(r, frame.units.get(at) or unit) for r in cell.results)
    elif column.kind == "status":
        _parse_status(text, unit, out, frame, alone=not any(c.kind == "result" for c in columns))
    elif column.kind == "limit":
        if out.limit is None and out.limit_text is None:
            _parse_limit(text, unit, out, frame)
    else:
        _parse_bound(text, column, unit, out, frame)


def _parse_result(text: str, unit: str | None, out: Parsed, frame: Frame) -> None:
    cell = parse_cell(text, frame.vocabulary, frame.numbers)
    out.results.extend(replace_unit(r, unit) for r in cell.results)
    _take_status(cell, out)
    if cell.limit and out.limit is None:
        out.limit = parse_quantity(cell.limit, unit, frame.vocabulary, frame.numbers)
    if not cell.understood:
        out.odd.append(text)


def _parse_status(text: str, unit: str | None, out: Parsed, frame: Frame, alone: bool) -> None:
    """`alone`: there is no column of results: "ND Pass" stands in one."""
    cell = parse_cell(text, frame.vocabulary, frame.numbers)
    _take_status(cell, out)
    if cell.results and not cell.status and cell.results[0].qualifier == "NT":
        out.status = "not_tested"
    if cell.results and cell.status and alone:
        out.results.extend(replace_unit(r, unit) for r in cell.results)


def _parse_bound(text: str, column: Column, unit: str | None, out: Parsed, frame: Frame) -> None:
    """LOD, LOQ or both; the lower end of a range is the LOQ."""
    vocabulary, numbers = frame.vocabulary, frame.numbers
    if column.kind == "lod":
        out.lod = out.lod or parse_quantity(text, unit, vocabulary, numbers)
    elif column.kind == "loq":
        if out.loq is None or key(column.heading).startswith(("loq", "limitofquant")):  # before a reporting limit
            out.loq = parse_quantity(text, unit, vocabulary, numbers) or out.loq
    elif column.kind == "lod_loq":
        out.lod, out.loq = parse_pair(text, unit, vocabulary, numbers)
    elif column.kind == "loq_lod":
        out.loq, out.lod = parse_pair(text, unit, vocabulary, numbers)
    elif column.kind == "range":
        out.loq = out.loq or parse_quantity(re.split(r"\s*[-–]\s*", text)[0], unit, vocabulary, numbers)


def _take_status(cell: Cell, out: Parsed) -> None:
    if cell.status and out.status is None:
        out.status = cell.status


def _parse_limit(text: str, unit: str | None, out: Parsed, frame: Frame) -> None:
    head, _, tail = text.rpartition(" ")
    status = frame.vocabulary.status(tail) if tail else None
    if status and head:
        out.status, text = status, head
    if not shared_cell(text, frame.vocabulary, frame.numbers).blank:
        out.limit = parse_quantity(text, unit, frame.vocabulary, frame.numbers)
        if out.limit is None and not _RUN_TOGETHER.fullmatch(text):
            out.limit_text = text


def replace_unit(result: Result, unit: str | None) -> Result:
    return result if result.unit else result.model_copy(update={"unit": unit})
