"""Go on with the output of an earlier scan: what stands there whole is not done again, a torn end is cut off."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from coacheck.errors import UsageError
from coacheck.outputs.safe import visible
from coacheck.outputs.scan_data import BETWEEN_REASONS, FINDING_COLUMNS, MARK, REPORT_COLUMNS, WHOLE, as_shown
from coacheck.outputs.target import Stretch
from coacheck.result import Ended, Scanned
from coacheck.scanning.ended import from_line

_ENDS: dict[str, Ended] = {"pass": "pass", "review": "review", "fail": "fail", "error": "error"}
_LINE = b'{"file": '
_HEAD = 4096
_NOT_OURS = (ValueError, KeyError, IndexError, TypeError, csv.Error, ArithmeticError, RecursionError)
Placed = tuple[Scanned, Stretch]


@dataclass
class Earlier:
    """The results in `path`, which a scan wrote as jsonl, csv or wide; `again` are the outcomes that are no last word.

    Nothing is changed. When all are read, the whole results end at `end`, and those to be done again stand in `gaps`.
    """

    path: Path
    form: str
    again: frozenset[str]
    end: int = 0
    gaps: list[Stretch] = field(default_factory=list)

    def results(self) -> Iterator[Scanned]:
        """Those that stay. Of a CSV a result has only what stands in its row, and its name as `visible` shows it.

        Raises UsageError for a file that no scan has written in this form.
        """
        if self.form in WHOLE:
            raise UsageError(f"--resume can't go on with {self.form}; expected --format jsonl or csv.")
        told = 0
        try:
            read = {"jsonl": self._lines, "csv": self._reports, "wide": self._findings}[self.form]
            for scanned, (start, end) in read():
                self.end, told = end, told + 1
                if scanned.ended == "error" and self.again.intersection(scanned.reasons):
                    self._leave_out(start, end)
                else:
                    yield scanned
        except _NOT_OURS as error:
            after = f"after {told} result{'s'[: told != 1]}" if told else "from its first line on"
            raise UsageError(
                f"{self.path}: {after}, it is not what a scan has written as {self.form}"
                f"{_by_whom(self.path)}; expected its -o FILE, as it "
                "was. A scan without --resume writes it anew, and keeps what you edited beside it."
            ) from error

    def _leave_out(self, start: int, end: int) -> None:
        if self.gaps and self.gaps[-1][1] == start:
            start = self.gaps.pop()[0]
        self.gaps.append((start, end))

    def _lines(self) -> Iterator[Placed]:
        with self.path.open("rb") as file:
            at = 0
            for line in file:
                if not line.endswith(b"\n"):
                    _torn(line, _LINE)
                    return
                yield from_line(line.decode()), (at, at + len(line))
                at += len(line)

    def _reports(self) -> Iterator[Placed]:
        for row, place in self._rows(REPORT_COLUMNS):
            yield _scanned(row, tuple(filter(None, row["reasons"].split(BETWEEN_REASONS)))), place

    def _findings(self) -> Iterator[Placed]:
        """The rows of the last report may not be all of them: it is none of the whole ones."""
        last: Scanned | None = None
        start = 0
        for row, (at, _) in self._rows(FINDING_COLUMNS):
            if last is None or as_shown(row["file"]) != last.file:
                if last is not None:
                    yield last, (start, at)
                last, start = _scanned(row, (row["subject"],) if row["outcome"] == "error" else ()), at

    def _rows(self, columns: tuple[str, ...]) -> Iterator[tuple[dict[str, str], Stretch]]:
        """Each whole row with its place in the file. A row is one line: no cell has a line end."""
        head = ",".join(columns).encode() + b"\n"
        with self.path.open("rb") as file:
            if (mark := MARK.encode()) == file.read(len(mark)):
                head = mark + head
            file.seek(0)
            if (found := file.readline(len(head))) != head:
                _torn(found, head)
                return
            self.end = at = len(head)
            for line in file:
                if not line.endswith(b"\n"):
                    return
                cells = next(csv.reader([line.decode()], strict=True))
                yield dict(zip(columns, cells, strict=True)), (at, at + len(line))
                at += len(line)


def _by_whom(path: Path) -> str:
    """Who has written a CSV otherwise: a spreadsheet program, by its line ends or what stands between its cells."""
    with path.open("rb") as file:
        head = file.readline(_HEAD).removeprefix(MARK.encode())
    between = next((sign for sign in ",;\t" if head.startswith(f"file{sign}verdict{sign}".encode())), None)
    if between is None or (between == "," and not head.endswith(b"\r\n")):
        return ""
    return f" (a spreadsheet program has saved it again, with {between!r} between the cells)"


def _torn(found: bytes, expected: bytes) -> None:
    """Raises ValueError for what is not the torn beginning of what was expected."""
    if not (found.startswith(expected) or expected.startswith(found)):
        raise ValueError(f"found {found[:40]!r}")


def _scanned(row: dict[str, str], reasons: tuple[str, ...]) -> Scanned:
    return Scanned(
        as_shown(row["file"]), _ENDS[row["verdict"]], "{}", reasons, row["message"], row["lab"] or None,
        row["client"] or None, row["batch"] or None, judged_by=row["judged_by"],
    )  # fmt: skip


def name_in(form: str) -> Callable[[Scanned], str]:
    """How the ledger knows the file of an earlier result."""
    return (lambda scanned: visible(scanned.file)) if form == "jsonl" else (lambda scanned: scanned.file)
