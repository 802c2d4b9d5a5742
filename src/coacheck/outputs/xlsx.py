"""The results of a scan as a workbook: a sheet of verdicts, one of findings, one of results.

Numbers are numbers and days are days, so that every country's Excel shows them in its own way; text is text, whatever
it begins with.
"""

from __future__ import annotations

import io
import pickle
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from coacheck.model import Measurement, Report, Result
from coacheck.outputs.safe import clean, visible
from coacheck.outputs.scan_data import BETWEEN_REASONS, FINDING_COLUMNS, REPORT_COLUMNS, finding_rows, report_row
from coacheck.outputs.words import reason_words
from coacheck.result import Scanned

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

RESULT_COLUMNS = (
    "file", "product", "batch", "panel", "analyte", "printed", "value", "qualifier", "below", "unit", "text", "lod",
    "lod_unit", "loq", "loq_unit", "limit", "limit_unit", "status", "page",
)  # fmt: skip
MADE_BY = "coacheck"
"""In the properties of the workbook: by this it is known again."""
_MOST_ROWS = 2**20
_MOST_TEXT = 32_767
_DAYS = ("tested", "reported")
_FULL = "more rows than a sheet can hold; expected --format csv"
_WIDTHS = {
    "message": 60, **dict.fromkeys(("printed", "reasons", "strength"), 40),
    **dict.fromkeys(("file", "product", "citation"), 34),
}  # fmt: skip


class Workbook:
    """Gathers the results on the disk; `tail` is the whole file, by the names of the reports."""

    head = ""

    def __init__(self) -> None:
        from openpyxl import Workbook

        self._book = Workbook(write_only=True)
        self._book.properties.creator = MADE_BY
        columns = {"verdicts": REPORT_COLUMNS, "findings": FINDING_COLUMNS, "results": RESULT_COLUMNS}
        self._sheets = {name: _Sheet(self._book.create_sheet(name), heads) for name, heads in columns.items()}
        self._results = sqlite3.connect("", isolation_level=None)  # a file of its own, gone with it
        self._results.execute("PRAGMA journal_mode = OFF")
        self._results.execute("CREATE TABLE result (file TEXT, content BLOB)")

    def of(self, scanned: Scanned) -> str:
        row = (visible(scanned.file), pickle.dumps(scanned))
        self._results.execute("INSERT INTO result VALUES (?, ?)", row)
        return ""

    def _add(self, scanned: Scanned) -> None:
        file = {"file": visible(scanned.file)}
        reasons = BETWEEN_REASONS.join(map(reason_words, scanned.reasons))
        self._sheets["verdicts"].add(file | report_row(scanned) | {"reasons": reasons})
        for row in finding_rows(scanned):
            self._sheets["findings"].add(file | row)
        if verdict := scanned.verdict:
            for row in _results(verdict.report):
                self._sheets["results"].add(file | row)

    @property
    def tail(self) -> bytes:
        for (content,) in self._results.execute("SELECT content FROM result ORDER BY file, rowid"):
            self._add(pickle.loads(content))
        self._results.close()
        for sheet in self._sheets.values():
            sheet.end()
        out = io.BytesIO()
        self._book.save(out)
        return out.getvalue()


class _Sheet:
    """A head that stays in sight, and rows to filter."""

    def __init__(self, sheet: WriteOnlyWorksheet, columns: Sequence[str]) -> None:
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self._sheet, self._columns, self._rows = sheet, columns, 1
        sheet.freeze_panes = "B2"
        for number, name in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 14)
        head = [self._cell("", name) for name in columns]
        for cell in head:
            cell.font = Font(bold=True)
        sheet.append(head)

    def add(self, row: dict[str, Any]) -> None:
        self._rows += 1
        if self._rows < _MOST_ROWS:
            self._sheet.append([self._cell(name, row.get(name)) for name in self._columns])
        elif self._rows == _MOST_ROWS:
            self._sheet.append([self._cell("", _FULL)])

    def end(self) -> None:
        from openpyxl.utils import get_column_letter

        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(self._columns))}{min(self._rows, _MOST_ROWS)}"

    def _cell(self, column: str, value: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if not isinstance(value, str):
            return WriteOnlyCell(self._sheet, value)
        if column in _DAYS and (day := _day(value)):
            cell = WriteOnlyCell(self._sheet, day)
            cell.number_format = "yyyy-mm-dd"
            return cell
        cell = WriteOnlyCell(self._sheet, "")
        cell.value, cell.data_type = _text(value), "s"
        cell.quotePrefix = cell.value[:1] in tuple("=+-@'")  # text also after somebody has edited it
        return cell


def _text(value: str) -> str:
    return clean(value).replace("\ufffe", "").replace("\uffff", "")[:_MOST_TEXT]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _results(report: Report) -> Iterator[dict[str, Any]]:
    """A row for each printed figure: those of the panels, then the totals."""
    same = {"product": report.product.name, "batch": report.batch}
    for name, panel in report.panels.items():
        for measured in panel.measurements:
            for result in measured.results:
                yield same | {"panel": name} | _measured(measured) | _figure(result)
    for total in report.totals:
        for result in total.results:
            yield same | {"panel": "totals", "analyte": total.name, "printed": total.printed} | _figure(result)


def _measured(row: Measurement) -> dict[str, Any]:
    found: dict[str, Any] = {"analyte": row.analyte, "printed": row.name, "status": row.status}
    for name, quantity in (("lod", row.lod), ("loq", row.loq), ("limit", row.limit)):
        if quantity:
            found |= {name: quantity.value, f"{name}_unit": quantity.unit}
    if row.limit_text and not row.limit:
        found["limit_unit"] = row.limit_text
    return found | ({"page": row.source.page} if row.source else {})


def _figure(result: Result) -> dict[str, Any]:
    return {
        "value": result.value, "qualifier": result.qualifier, "below": result.bound, "unit": result.unit,
        "text": result.text,
    }  # fmt: skip
