"""Label claims that the report itself prints: in a column, in a box of its own, or behind "Label Claim:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coacheck.layout import Phrase, Table
from coacheck.layout.phrases import overlap
from coacheck.model import LabelClaim
from coacheck.reading.fields.candidates import Candidate, whole
from coacheck.reading.tables.cells import Numbers, parse_cell
from coacheck.reading.vocabulary import Vocabulary, key

_CLAIM = re.compile(r"^(.*?)\s*(?:label\s+claims?|claimed on label)$", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|;]\s*|,\s+(?=[A-Za-z])")


def claims_of(
    candidates: Sequence[Candidate],
    tables: Sequence[Sequence[Table]],
    pages: Sequence[Sequence[Phrase]],
    words: Vocabulary,
    numbers: Numbers,
) -> list[LabelClaim]:
    """Each claim once: what stands in a column of the results before what stands at the head of the report."""
    found: dict[str, LabelClaim] = {}
    for claim in (
        *(c for page in tables for t in page for c in _in_column(t, words, numbers)),
        *(
            c
            for candidate in candidates
            if candidate.field == "claim"
            for c in _stated(whole(candidate), words, numbers)
        ),
        *(c for phrases in pages for c in _in_boxes(phrases, words, numbers)),
    ):
        found.setdefault(claim.analyte, claim)
    verdict = next((s for c in candidates if c.field == "claim" and (s := words.verdict(c.text))), None)
    if verdict in ("pass", "fail") and len(found) == 1:
        return [c if c.status else c.model_copy(update={"status": verdict}) for c in found.values()]
    return list(found.values())


def _analyte(text: str, words: Vocabulary, whole_product: bool) -> str | None:
    """The code of what is claimed. "THC" on a label means all of it."""
    if key(text) == "thc":
        return "total_thc"
    if total := words.total(text):
        return total
    analyte = words.analyte(text)
    return analyte.code if analyte and (whole_product or analyte.panel == "cannabinoids") else None


def _in_column(table: Table, words: Vocabulary, numbers: Numbers) -> Iterator[LabelClaim]:
    """A column "Label Claim" of a table of results."""
    for i, column in enumerate(table.columns):
        if column.kind != "claim" or i == 0 or not _amounts(table, i, words, numbers):
            continue
        unit = words.find_unit(column.heading)[0]
        for row in table.rows:
            analyte = _analyte(row.text(table.name_column), words, True)
            if analyte and (claim := _claim(analyte, row.text(i), unit, words, numbers)):
                yield claim


def _amounts(table: Table, at: int, words: Vocabulary, numbers: Numbers) -> bool:
    """Do only amounts stand in a column? "THC, found", "-0.6 %" and "PASS" are of a box beside the table."""
    cells = [parse_cell(row.text(at), words, numbers) for row in table.rows if at in row.cells]
    amounts = (cell.blank or (cell.results and not any((r.value or 0) < 0 for r in cell.results)) for cell in cells)
    return all(amounts)


def _stated(text: str, words: Vocabulary, numbers: Numbers) -> Iterator[LabelClaim]:
    """ "THC: 100 mg | CBD: -- mg", "CBD 1000 mg/package", "25 mg CBD"."""
    for part in _PARTS.split(text):
        before = re.match(r"^(.*?[A-Za-z)])\s*:?\s+([\d.,]+\s*[\w%/ ]+)$", part)
        behind = re.match(r"^([\d.,]+\s*(?:mg|g|%)(?:/\w+)?)\s+(?:of\s+)?(.+)$", part)
        name, amount = (before[1], before[2]) if before else (behind[2], behind[1]) if behind else ("", "")
        analyte = _analyte(name, words, False) if name else None
        if analyte and (claim := _claim(analyte, amount, None, words, numbers)):
            yield claim


def _in_boxes(phrases: Sequence[Phrase], words: Vocabulary, numbers: Numbers) -> Iterator[LabelClaim]:
    """ "THC Label Claim" with one figure right under or over it."""
    for label in phrases:
        match = _CLAIM.match(label.text)
        analyte = _analyte(match[1], words, False) if match and match[1] else None
        if not analyte:
            continue
        near = [
            p for p in phrases
            if p is not label and overlap(p.x0, p.x1, label.x0, label.x1) > 0
            and max(p.top, label.top) - min(p.bottom, label.bottom) < 1.5 * max(p.size, label.size)
        ]  # fmt: skip
        found = [claim for p in near if (claim := _claim(analyte, p.text, None, words, numbers))]
        if len(found) == 1:
            yield found[0]


def _claim(analyte: str, text: str, unit: str | None, words: Vocabulary, numbers: Numbers) -> LabelClaim | None:
    """One amount with its unit, and the verdict where the cell has one."""
    cell = parse_cell(text, words, numbers)
    values = [r for r in cell.results if r.value is not None]
    if len(values) != 1 or values[0].value is None or not (values[0].unit or unit):
        return None
    return LabelClaim(analyte=analyte, value=values[0].value, unit=values[0].unit or unit)


__all__ = ["claims_of"]
