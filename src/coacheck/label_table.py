"""The labels of many products, as CSV or a workbook: a row for each, found by file or batch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from coacheck.errors import UsageError
from coacheck.label_cells import Row, heading, rows_of
from coacheck.label_file import label_of
from coacheck.model import Label
from coacheck.rules import parse_claim

COLUMNS = ("file", "batch", "product", "net_content", "density", "servings", "form", "category", "claims")
_BETWEEN_CLAIMS = re.compile(r"[;\r\n\v]")
"""Also a new line in the cell, as Alt+Enter makes it."""
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
"""What spreadsheets make of a batch of many digits: 8.50135E+15."""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """`line` is its line in the CSV; `file` and `batch` are what it is found by, one of them may be empty."""

    line: int
    file: str
    batch: str
    label: Label


@dataclass(frozen=True)
class LabelTable:
    """`unused`: columns of one's own, of which nothing was made."""

    rows: tuple[LabelRow, ...]
    unused: tuple[str, ...] = ()
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
    lines, between = rows_of(path, COLUMNS)
    try:
        _, first = next(lines, (1, []))
        header = [heading(cell) for cell in first]
        _check(header)
        rows = tuple(_unique(_rows(lines, header, between)))
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error
    return LabelTable(rows, tuple(name for name in header if name and name not in COLUMNS))


def _rows(lines: Iterator[Row], header: Sequence[str], between: str) -> Iterator[LabelRow]:
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            try:
                yield _row(line, header, [cell.strip() for cell in cells], between)
            except UsageError as error:
                raise UsageError(f"line {line}: {error}") from error


def _check(header: Sequence[str]) -> None:
    """A column of one's own is left out, but what looks like one of ours is not."""
    for name in header:
        if name and name not in COLUMNS and (close := get_close_matches(name, COLUMNS, 1)):
            raise UsageError(f"{name!r} is no column of labels; did you mean {close[0]}?")
    known = [name for name in header if name in COLUMNS]
    if len(set(known)) < len(known):
        raise UsageError(f"a column stands twice in {', '.join(known)}; expected each once.")
    if not {"file", "batch"} & set(known):
        raise UsageError("no column file or batch; expected one of them, to know which report a row is for.")


def _row(line: int, header: Sequence[str], cells: Sequence[str], between: str) -> LabelRow:
    if any(cells[len(header) :]):
        told = f"{len(cells)} cells under {len(header)} columns"
        raise UsageError(f"{told}; expected quotes round a cell that holds a {between!r}.")
    given: dict[str, Any] = {name: cell for name, cell in zip(header, cells, strict=False) if cell and name in COLUMNS}
    file, batch = given.pop("file", ""), given.get("batch", "")
    if not file and not _bare(batch):
        raise UsageError("neither file nor batch; expected one of them, to know which report the row is for.")
    if _SCIENTIFIC.fullmatch(batch):
        raise UsageError(
            f"a spreadsheet program has turned the batch into the number {batch}, and its last digits are lost; "
            "format the column as text, type the batch as on the label, and save again."
        )
    if "claims" in given:
        pieces = [text.strip() for text in _BETWEEN_CLAIMS.split(given["claims"]) if text.strip()]
        given["claims"] = [claim for piece in pieces for claim in _by_commas(piece)]
    for name in ("servings", "density"):
        if name in given and re.fullmatch(r"\d+(?:[.,]\d+)?", given[name]):
            given[name] = float(given[name].replace(",", "."))
    return LabelRow(line, file, batch, label_of(given))


def _by_commas(text: str) -> list[str]:
    """ "CBD 25 mg/unit, THC-free" is two claims; a comma that stands in one ("CBD, 25 mg/unit") parts nothing."""
    parts = [part.strip() for part in re.split(r",(?!\d)", text) if part.strip()]
    return parts if not _is_claim(text) and any(map(_is_claim, parts)) else [text]


def _is_claim(text: str) -> bool:
    try:
        parse_claim(text)
    except UsageError:
        return False
    return True


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
