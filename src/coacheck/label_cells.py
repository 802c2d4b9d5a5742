"""The cells of a table of labels, row by row with their lines: from CSV, or from the first sheet of a workbook."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from coacheck.errors import UsageError
from coacheck.extras import cure
from coacheck.given import MOST_LABELS, bytes_of, table_of

Row = tuple[int, list[str]]
"""The line on which a row ends, and its cells."""
_WHAT = "labels as CSV"
_SEPARATORS = (",", ";", "\t")
_SAYS = "sep="
"""A first line by which spreadsheets say what stands between the cells."""
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_DIGITS = 10**15
"""From here on a spreadsheet has lost the last digits."""


def rows_of(path: Path, columns: Sequence[str]) -> tuple[Iterator[Row], str]:
    """The rows, the heading first, and the sign between their cells. Raises UsageError, in one line."""
    start = bytes_of(path, _WHAT, MOST_LABELS)[:4]
    if start == _OLD_OFFICE:
        raise UsageError(f"{path}: an old or locked Excel file; expected labels as CSV (save as “CSV UTF-8”) or .xlsx.")
    if start == _ZIP:
        return _workbook(path), "\t"
    text = table_of(path, _WHAT)
    return _csv(path, text, columns)


def heading(cell: str) -> str:
    """ "Net Content" → net_content."""
    return "_".join(cell.strip(' \r"').lower().split())


def _csv(path: Path, text: str, columns: Sequence[str]) -> tuple[Iterator[Row], str]:
    try:
        between = _between(text, columns)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error
    lines = _cells(text, between)
    if text.lower().startswith(_SAYS):
        next(lines)
    return lines, between


def _cells(text: str, between: str) -> Iterator[Row]:
    """Raises UsageError for quotes that don't fit, with the line where the row begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UsageError(f"line {first}: {_quoted(str(error), between)}") from error
        if cells is None:
            return
        yield reader.line_num, cells


def _quoted(told: str, between: str) -> str:
    """What is wrong with the quotes of a row, by what Python's csv says of it."""
    inside = 'two of them ("") where a cell holds one.'
    if "unexpected end of data" in told:
        return f"a quote is opened and never closed; expected one at the end of its cell, and {inside}"
    if "expected after" in told:
        return f"a quote ends inside a cell; expected {between!r} behind it, and {inside}"
    if "field limit" in told:
        return "a cell is far too long; is a quote opened and never closed?"
    return told


def _between(text: str, columns: Sequence[str]) -> str:
    """The sign between the cells: what the first line says, else that by which most of the heading are columns."""
    first, _, _ = text.partition("\n")
    if first.lower().startswith(_SAYS):
        said = first[len(_SAYS) :].strip(" \r\"")
        if said not in _SEPARATORS:
            raise UsageError(f"line 1: {first.strip()!r}; expected one of {' '.join(map(repr, _SEPARATORS))} there.")
        return said
    return max(_SEPARATORS, key=lambda sign: sum(heading(cell) in columns for cell in first.split(sign)))


def _workbook(path: Path) -> Iterator[Row]:
    """The rows of the first sheet. Raises UsageError where it is none, or nothing here reads it."""
    if find_spec("openpyxl") is None:
        raise UsageError(f"{path}: an Excel workbook; save it as “CSV UTF-8”, or install the extra: {cure('xlsx')}")
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
            rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as error:  # the library raises whatever it stumbles over
        told = f"{path}: expected {_WHAT} or a workbook (.xlsx), but found neither; save it as CSV."
        raise UsageError(told) from error
    return iter(enumerate(rows, 1))


def _text(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.5E}" if abs(value) >= _MOST_DIGITS else f"{value:.15g}"
    if isinstance(value, datetime):
        value = value.date()
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
