"""The labels of many products as CSV: a row for each, found by file or batch; columns as the keys of a label file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from coacheck.errors import UsageError
from coacheck.given import table_of
from coacheck.label_file import label_of
from coacheck.model import Label

COLUMNS = ("file", "batch", "product", "net_content", "density", "servings", "form", "category", "claims")
BETWEEN_CLAIMS = ";"
_SEPARATORS = (",", ";", "\t")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
"""What spreadsheets make of a batch of many digits: 8.50135E+15."""
_SAYS = "sep="
"""A first line by which spreadsheets say what stands between the cells."""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """`line` is its line in the CSV; `file` and `batch` are what it is found by, one of them may be empty."""

    line: int
    file: str
    batch: str
    label: Label


@dataclass(frozen=True)
class LabelTable:
    rows: tuple[LabelRow, ...]
    _by_file: dict[str, list[LabelRow]] = field(init=False, default_factory=dict, repr=False)
    _by_batch: dict[str, LabelRow] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for row in self.rows:
            if row.file:
                self._by_file.setdefault(_parts(row.file)[-1], []).append(row)
            else:
                self._by_batch[_bare(row.batch)] = row

    def match(self, file: str, batch: str | None) -> LabelRow | None:
        """The row whose file is the end of this name, else the row that names this batch and no file."""
        parts = _parts(file)
        named = [r for r in self._by_file.get(parts[-1], []) if parts[-len(_parts(r.file)) :] == _parts(r.file)]
        if named:
            return max(named, key=lambda row: len(_parts(row.file)))
        return self._by_batch.get(_bare(batch)) if batch else None


def load_labels(path: Path) -> LabelTable:
    """Raises UsageError, in one line that names the row, for what can't be understood."""
    text = table_of(path, "labels as CSV")
    try:
        return LabelTable(tuple(_unique(_rows(text))))
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def _rows(text: str) -> Iterator[LabelRow]:
    between = _between(text)
    lines = _cells(text, between)
    if text.lower().startswith(_SAYS):
        next(lines)
    _, heading = next(lines, (1, []))
    header = [cell.strip().lower() for cell in heading]
    _check(header)
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            try:
                yield _row(line, header, [cell.strip() for cell in cells], between)
            except UsageError as error:
                raise UsageError(f"line {line}: {error}") from error


def _cells(text: str, between: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its last line. Raises UsageError for quotes that don't fit, with the line where the row begins."""
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


def _between(text: str) -> str:
    """The sign between the cells: what the first line says, else that by which most of the heading are columns."""
    first, _, _ = text.partition("\n")
    if first.lower().startswith(_SAYS):
        said = first[len(_SAYS) :].strip(" \r\"")
        if said not in _SEPARATORS:
            raise UsageError(f"line 1: {first.strip()!r}; expected one of {' '.join(map(repr, _SEPARATORS))} there.")
        return said
    heading = first.lower()
    return max(_SEPARATORS, key=lambda sign: sum(cell.strip(' \r"') in COLUMNS for cell in heading.split(sign)))


def _check(header: Sequence[str]) -> None:
    for name in header:
        if name not in COLUMNS:
            close = get_close_matches(name, COLUMNS, 1)
            hint = f"did you mean {close[0]}?" if close else f"expected {', '.join(COLUMNS)}."
            raise UsageError(f"{name!r} is no column of labels; {hint}")
    if len(set(header)) < len(header):
        raise UsageError(f"a column stands twice in {', '.join(header)}; expected each once.")
    if not {"file", "batch"} & set(header):
        raise UsageError("no column file or batch; expected one of them, to know which report a row is for.")


def _row(line: int, header: Sequence[str], cells: Sequence[str], between: str) -> LabelRow:
    if len(cells) > len(header):
        told = f"{len(cells)} cells under {len(header)} columns"
        raise UsageError(f"{told}; expected quotes round a cell that holds a {between!r}.")
    given: dict[str, Any] = {name: cell for name, cell in zip(header, cells, strict=False) if cell}
    file, batch = given.pop("file", ""), given.get("batch", "")
    if not file and not _bare(batch):
        raise UsageError("neither file nor batch; expected one of them, to know which report the row is for.")
    if _SCIENTIFIC.fullmatch(batch):
        raise UsageError(
            f"a spreadsheet program has turned the batch into the number {batch}, and its last digits are lost; "
            "format the column as text, type the batch as on the label, and save again."
        )
    if "claims" in given:
        given["claims"] = [text.strip() for text in given["claims"].split(BETWEEN_CLAIMS) if text.strip()]
    for name in ("servings", "density"):
        if name in given and re.fullmatch(r"\d+(?:[.,]\d+)?", given[name]):
            given[name] = float(given[name].replace(",", "."))
    return LabelRow(line, file, batch, label_of(given))


def _unique(rows: Iterator[LabelRow]) -> Iterator[LabelRow]:
    lines: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = ("file", *_parts(row.file)) if row.file else ("batch", _bare(row.batch))
        if key in lines:
            what = f"file {row.file!r}" if row.file else f"batch {row.batch!r}"
            raise UsageError(f"line {row.line}: {what} has a row already, line {lines[key]}; expected one.")
        lines[key] = row.line
        yield row


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[/\\]", name) if part not in ("", ".")] or [""]


def _bare(batch: str) -> str:
    return re.sub(r"[\W_]+", "", batch).casefold()
