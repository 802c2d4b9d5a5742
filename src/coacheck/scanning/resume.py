"""Go on with the output of an earlier scan: what stands there whole is not done again, a torn end is cut off."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from coacheck.errors import UsageError
from coacheck.outputs.safe import visible
from coacheck.outputs.scan_data import BETWEEN_REASONS, FINDING_COLUMNS, REPORT_COLUMNS
from coacheck.result import Ended, Scanned
from coacheck.scanning.ended import from_line

_ENDS: dict[str, Ended] = {"pass": "pass", "review": "review", "fail": "fail", "error": "error"}
_CHUNK = 65536


def earlier(path: Path, form: str) -> Iterator[Scanned]:
    """The whole results in `path`, which ends after the last of them then. Nothing where there is no file.

    Of a CSV a result has only what stands in its row, and its name as `visible` shows it.
    Raises UsageError for a file that no scan has written in this form.
    """
    if form == "json":
        raise UsageError("--resume can't go on with a JSON list; expected --format jsonl or csv.")
    if not path.exists():
        return
    _cut_torn_line(path)
    try:
        yield from {"jsonl": _lines, "csv": _reports, "wide": _findings}[form](path)
    except (ValueError, KeyError, csv.Error) as error:
        raise UsageError(f"{path}: not what a scan has written as {form} ({error}); expected its -o FILE.") from error


def _cut_torn_line(path: Path) -> None:
    with path.open("r+b") as file:
        end = file.seek(0, 2)
        while end > 0:
            start = max(0, end - _CHUNK)
            file.seek(start)
            found = file.read(end - start).rfind(b"\n")
            if found >= 0:
                file.truncate(start + found + 1)
                return
            end = start
        file.truncate(0)


def _lines(path: Path) -> Iterator[Scanned]:
    with path.open(encoding="utf-8") as file:
        yield from map(from_line, file)


def _reports(path: Path) -> Iterator[Scanned]:
    for _, row in _rows(path, REPORT_COLUMNS):
        reasons = tuple(filter(None, row["reasons"].split(BETWEEN_REASONS)))
        yield _scanned(row, reasons)


def _findings(path: Path) -> Iterator[Scanned]:
    """The rows of the last report may not be all of them: they are cut off."""
    last: Scanned | None = None
    start = 0
    for at, row in _rows(path, FINDING_COLUMNS):
        if last is None or row["file"] != last.file:
            if last is not None:
                yield last
            last, start = _scanned(row, ()), at
    if last is not None:
        with path.open("r+b") as file:
            file.truncate(start)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its place in the file. A row is one line: no cell has a line end."""
    with path.open("rb") as file:
        if (head := file.readline()) and head.decode() != ",".join(columns) + "\n":
            raise ValueError("other columns")
        at = len(head)
        for line in file:
            cells = next(csv.reader([line.decode()], strict=True))
            yield at, dict(zip(columns, cells, strict=True))
            at += len(line)


def _scanned(row: dict[str, str], reasons: tuple[str, ...]) -> Scanned:
    return Scanned(
        row["file"], _ENDS[row["verdict"]], "{}", reasons, row["message"], row["lab"] or None, row["client"] or None,
        row["batch"] or None,
    )  # fmt: skip


def name_in(form: str) -> Callable[[Scanned], str]:
    """How the ledger knows the file of an earlier result."""
    return (lambda scanned: visible(scanned.file)) if form == "jsonl" else (lambda scanned: scanned.file)
