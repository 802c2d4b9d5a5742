"""The results of a scan as data: JSON Lines, a JSON list, CSV with a row for each report or each finding."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from coacheck.model import Finding, Verdict
from coacheck.outputs.charts import label_bars
from coacheck.outputs.ci import GitHub, JUnit, Sarif
from coacheck.outputs.facts import facts
from coacheck.outputs.safe import clean, visible
from coacheck.outputs.words import strength_line
from coacheck.result import Scanned

REPORT_COLUMNS = (
    "file", "verdict", "pure", "potent", "legitimate", "fails", "doubts", "gaps", "reasons", "message", "claims",
    "measured", "percent_of_label", "strength", "product", "category", "lab", "client", "batch", "sample_id", "tested",
    "reported", "sha256", "judged_by",
)  # fmt: skip
FINDING_COLUMNS = (
    "file", "verdict", "check", "pillar", "outcome", "kind", "subject", "message", "measured", "measured_unit",
    "expected_min", "expected_max", "expected_unit", "page", "printed", "citation", "product", "lab", "client", "batch",
    "sample_id", "judged_by",
)  # fmt: skip
BETWEEN_REASONS = "; "
MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "−")
"""What a spreadsheet takes for the start of a formula; some read the full-width signs as the plain ones."""
_TEXT = "'"
"""Before a cell: what follows is text."""


class Form(Protocol):
    """A way to write results: `head` before the first, `tail` after the last."""

    @property
    def head(self) -> str: ...

    @property
    def tail(self) -> str | bytes: ...

    def of(self, scanned: Scanned) -> str: ...


class JsonLines:
    """One result in each line."""

    head = tail = ""

    def of(self, scanned: Scanned) -> str:
        return f"{scanned.line}\n"


class JsonList:
    """The list that `check` prints for several files."""

    head, tail = "[\n", "\n]\n"
    _between = ""

    def of(self, scanned: Scanned) -> str:
        before, self._between = self._between, ",\n"
        return before + scanned.line


class CsvReports:
    """One row for each report."""

    head, tail = ",".join(REPORT_COLUMNS) + "\n", ""

    def of(self, scanned: Scanned) -> str:
        return _csv(scanned.file, REPORT_COLUMNS, [report_row(scanned)])


class CsvFindings:
    """One row for each finding."""

    head, tail = ",".join(FINDING_COLUMNS) + "\n", ""

    def of(self, scanned: Scanned) -> str:
        return _csv(scanned.file, FINDING_COLUMNS, finding_rows(scanned))


def report_row(scanned: Scanned) -> dict[str, Any]:
    """What stands under REPORT_COLUMNS, without the file."""
    row: dict[str, Any] = {"verdict": scanned.ended, "message": scanned.told, "judged_by": scanned.judged_by}
    row["reasons"] = BETWEEN_REASONS.join(scanned.reasons)
    if verdict := scanned.verdict:
        report = verdict.report
        row |= verdict.pillars | _who(verdict) | _counts(verdict) | _compared(verdict)
        row |= {"category": report.product.category, "sha256": report.source.sha256}
        row |= {"tested": report.dates.tested, "reported": report.dates.reported}
    return row


def _counts(verdict: Verdict) -> dict[str, int]:
    """How many facts there are of each kind, to sort by: most reports are `review`."""
    words = [fact.word for fact in facts(verdict)]
    return {f"{word}s": words.count(word) for word in ("fail", "doubt", "gap")}


def _compared(verdict: Verdict) -> dict[str, Any]:
    """What the label promises beside what was measured; of several claims the percentage farthest from the label."""
    bars = list(label_bars(verdict))
    percents = [round(100 * bar.value / bar.claim, 1) for bar in bars if bar.claim]
    dry = any(n.kind == "dry weight" and not n.part for n in verdict.report.notices)
    return {
        "claims": "; ".join(claim.text for claim in verdict.label.claims),
        "measured": "; ".join(f"{bar.name} {bar.value:.4g} of {bar.claim:.4g} {bar.unit}" for bar in bars),
        "percent_of_label": max(percents, key=lambda percent: abs(percent - 100), default=None),
        "strength": strength_line(verdict.strength, dry),
    }


def finding_rows(scanned: Scanned) -> Iterator[dict[str, Any]]:
    """What stands under FINDING_COLUMNS, without the file; an error is one row."""
    same: dict[str, Any] = {"verdict": scanned.ended, "judged_by": scanned.judged_by}
    verdict = scanned.verdict
    if verdict is None:
        yield same | {"outcome": "error", "subject": "; ".join(scanned.reasons), "message": scanned.told}
        return
    same |= _who(verdict)
    yield from (same | _finding(finding) for finding in verdict.findings)


def _who(verdict: Verdict) -> dict[str, Any]:
    report = verdict.report
    return {
        "product": report.product.name, "lab": report.lab.name, "client": report.client, "batch": report.batch,
        "sample_id": report.sample_id,
    }  # fmt: skip


def _finding(finding: Finding) -> dict[str, Any]:
    plainly = {"check", "pillar", "outcome", "kind", "subject", "message", "citation"}
    row: dict[str, Any] = finding.model_dump(include=plainly)
    if finding.measured:
        row |= {"measured": finding.measured.value, "measured_unit": finding.measured.unit}
    if finding.expected:
        row |= {f"expected_{key}": value for key, value in finding.expected.model_dump().items()}
    if finding.evidence:
        row |= {"page": finding.evidence[0].page, "printed": finding.evidence[0].text}
    return row


def _csv(file: str, columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> str:
    text, first = io.StringIO(), _name(visible(file))
    lines = ([first, *(_cell(row.get(column)) for column in columns[1:])] for row in rows)
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def _cell(value: Any) -> str:
    """One line, and no formula for the spreadsheet that opens it."""
    if isinstance(value, str):
        text = clean(value)
        return f"{_TEXT}{text}" if text.startswith(_FORMULA) else text
    return "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


def _name(shown: str) -> str:
    """The cell of a file's name: no formula either, and no two names become one."""
    return f"{_TEXT}{shown}" if shown.lstrip().startswith((*_FORMULA, _TEXT)) else shown


def as_shown(cell: str) -> str:
    """The name in the cell of a file, as `visible` shows it."""
    return cell.removeprefix(_TEXT)


class WithMark:
    """The same with a byte order mark, by which Excel knows UTF-8."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.head, self.tail, self.of = f"{MARK}{form.head}", form.tail, form.of


def _workbook() -> Form:
    from coacheck.outputs.xlsx import Workbook

    return Workbook()


FORMS: dict[str, Callable[[], Form]] = {
    "jsonl": JsonLines, "json": JsonList, "csv": CsvReports, "wide": CsvFindings, "xlsx": _workbook, "sarif": Sarif,
    "junit": JUnit, "github": GitHub,
}  # fmt: skip
WHOLE = frozenset({"json", "xlsx", "sarif", "junit"})
"""Forms of which nobody could make use of a part; no scan goes on with one."""
