"""Second stage: what the tables of each page say, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coacheck.layout import Phrase, Table
from coacheck.layout.phrases import box_around
from coacheck.model import Measurement, Place, Total, Unread
from coacheck.page import Page
from coacheck.reading.document.laid import Laid, headed
from coacheck.reading.fields.candidates import Candidate, Floor, candidates_of
from coacheck.reading.free.listed import listed_rows, loose_rows, stacked_rows
from coacheck.reading.free.shown import free_phrases, shown_figures, shown_rows
from coacheck.reading.free.statuses import PanelWord, panel_statuses
from coacheck.reading.tables.foreign import foreign_title, without_foreign
from coacheck.reading.tables.frame import TableReading
from coacheck.reading.tables.meaning import Meaning
from coacheck.reading.tables.results import read_table
from coacheck.reading.tables.stated import filled, stated, verdict_over
from coacheck.reading.tables.sums import sums_moved
from coacheck.reading.tables.titles import (
    QUALITY,
    goes_on,
    limits_in,
    panel_of_rows,
    title_of,
    unit_above,
    units_of_panels,
)
from coacheck.reading.vocabulary import Vocabulary

Rows = Sequence[tuple[str, Measurement]]
"""Measurements, each with its panel."""


@dataclass(frozen=True)
class Told:
    """A page, with one reading for each of its tables."""

    page: Page
    phrases: Sequence[Phrase]
    tables: Sequence[Table]
    readings: Sequence[TableReading]

    @property
    def measured(self) -> bool:
        return any(r.measurements for r in self.readings)


@dataclass(frozen=True)
class Beside:
    """What stands on a page outside of its tables."""

    statuses: Sequence[PanelWord]
    totals: Sequence[Total]
    amounts: Rows
    """What a unit or a package holds."""
    single: Rows
    """Figures of panels that have no table."""
    listed: Rows
    """Rows of lists, which stand in where no table says it."""
    loose: Sequence[tuple[str, Unread]]
    """Names of analytes with a figure that nobody has read."""
    candidates: Sequence[Candidate]


def tables_told(laid: Sequence[Laid], ask: Meaning) -> list[Told]:
    """What the tables say; those of quality control, once such a section began, say nothing."""
    out: list[Told] = []
    quality = False
    bodies = _without_letterhead(laid)
    for whole, page, units in zip(laid, bodies, _units(bodies, ask.words), strict=True):
        readings = [_read(t, page, u, ask) for t, u in zip(page.tables, units, strict=True)]
        quality = quality or any(QUALITY.search(p.text) and len(p.text) < 40 for p in page.phrases)
        if quality:
            readings = [TableReading(kind="qc") if _repeats(r, out) else r for r in readings]
        out.append(Told(page.page, whole.phrases, page.tables, readings))
    own = without_foreign([r for told in out for r in told.readings])
    moved = iter(sums_moved(own, ask.words))
    return [replace(told, readings=[next(moved) for _ in told.readings]) for told in out]


def _units(laid: Sequence[Laid], words: Vocabulary) -> Iterator[list[str | None]]:
    """The unit of each table, page by page: stated over it, going on over the page, or stated for its panel."""
    said = units_of_panels((p for page in laid for p in page.phrases), words)
    unit: str | None = None
    before: Sequence[Table] = ()
    for page in laid:
        units = [_unit(t, page, before, unit, words) for t in page.tables]
        unit, before = units[-1] if units else None, page.tables
        if said:
            units = [u or said.get(panel_of_rows(t, words) or "") for t, u in zip(page.tables, units, strict=True)]
        yield units


def _without_letterhead(laid: Sequence[Laid]) -> list[Laid]:
    """The pages without what stands over all tables of the first and sounds like quality control: a firm's name."""
    first = next(iter(laid), None)
    top = min((t.head_top for t in first.tables), default=0.0) if first else 0.0
    names = {p.text for p in first.phrases if p.bottom < top and QUALITY.search(p.text)} if first else set()
    return [replace(page, phrases=[p for p in page.phrases if p.text not in names]) for page in laid]


def _unit(table: Table, page: Laid, before: Sequence[Table], unit: str | None, words: Vocabulary) -> str | None:
    """The unit stated over a table; `unit`: that of the last one, which may go on over the page."""
    own = unit_above(table, page.tables, page.phrases, words)
    return own or (unit if goes_on(table, before, words) else None)


def _read(table: Table, page: Laid, unit: str | None, ask: Meaning) -> TableReading:
    reading = read_table(table, ask.words, ask.numbers, title_of(table, page.phrases, ask.words), unit)
    reading = replace(reading, foreign=foreign_title(table, page.tables, page.phrases, ask.words))
    if not headed(table, ask):  # a box of key figures: the rows of a table come before it
        reading = replace(reading, totals=[], boxed=reading.totals)
    if reading.measurements and (said := limits_in(table, page.tables, page.phrases, ask.words)):
        reading = replace(reading, measurements=[(p, _limit_in(m, said)) for p, m in reading.measurements])
    if reading.measurements:
        lying = [t for t in page.tables if t.transposed]  # its rows are LOD and LOQ: nothing stated for another table
        limits = stated(table, page.tables, free_phrases(page.phrases, lying), ask.words, ask.numbers)
        rows = [(p, filled(r, limits) if p == reading.panel else r) for p, r in reading.measurements]
        reading = replace(reading, measurements=rows)
    return reading


def _limit_in(row: Measurement, unit: str) -> Measurement:
    return row.model_copy(update={"limit": row.limit.model_copy(update={"unit": unit})}) if row.limit else row


def _repeats(reading: TableReading, before: Iterable[Told]) -> bool:
    """Does a table on or after a page of quality control list again what was measured before?"""
    known = {(panel, m.analyte) for told in before for r in told.readings for panel, m in r.measurements if m.analyte}
    again = sum((panel, m.analyte) in known for panel, m in reading.measurements)
    return again * 2 > len(reading.measurements) > 0


def told_beside(told: Sequence[Told], ask: Meaning) -> list[Beside]:
    """What stands beside the tables of each page."""
    return [_beside(page, any(p.measured for p in told[:i]), ask) for i, page in enumerate(told)]


def _beside(told: Told, begun: bool, ask: Meaning) -> Beside:
    """`begun`: results began on a page before."""
    words, numbers, page = ask.words, ask.numbers, told.page
    results = [t for t, r in zip(told.tables, told.readings, strict=True) if r.tells]
    free = free_phrases(told.phrases, results)
    totals, amounts = shown_figures(page, free, words, numbers)
    stacked, unknown = stacked_rows(page.number, free, words, numbers)
    statuses = [
        PanelWord(panel, status, Place(page=page.number, bbox=row.box))
        for r in told.readings for panel, status, row in r.statuses
    ]  # fmt: skip
    said = panel_statuses(page, _without_parts(free, results), words)
    return Beside(
        statuses=[*statuses, *said, *_verdicts(told, free, words)],
        totals=[*(t for r in told.readings for t in r.boxed), *totals],
        amounts=amounts,
        single=list(shown_rows(page, free, words, numbers)),
        listed=[*listed_rows(page.number, free, words, numbers), *stacked],
        loose=[*unknown, *loose_rows(page.number, free, words, numbers)],
        candidates=candidates_of(_without_heads(free, results), page.strokes, page.number, _floor(told, begun)),
    )


def _verdicts(told: Told, free: Sequence[Phrase], words: Vocabulary) -> Iterator[PanelWord]:
    """The verdicts that stand over the tables of their panels."""
    for table, reading in zip(told.tables, told.readings, strict=True):
        over = verdict_over(table, free, words) if reading.panel and reading.measurements else None
        if over and reading.panel:
            status, at = over
            yield PanelWord(reading.panel, status, Place(page=table.page, bbox=box_around([at])))


def _floor(told: Told, begun: bool) -> Floor:
    """Where the results begin on a page."""
    if begun:
        return Floor(0.0)
    tables = [t for t, r in zip(told.tables, told.readings, strict=True) if len(r.measurements) > 2]
    tables = [t for t in tables if not _key_figures(t)] or tables
    if not tables:
        return Floor(told.page.height)
    return Floor(min(t.head_top for t in tables), min(t.x0 for t in tables), max(t.x1 for t in tables))


def _key_figures(table: Table) -> bool:
    """Is it a row of boxes with one figure each, as it may stand over the fields of the sample?"""
    return table.transposed and len(table.columns) == 2


_DATED_HEAD = re.compile(r"\d{4}\s*\((?:%|[mµμ]g/k?g|pp[mb])\)$")
"""A column of results of another day: "Reported 03/12/2024 (%)"."""
_HEAD_LINES = 6.0
"""Headings stand within so many lines over the body of their table."""


def _without_parts(phrases: Sequence[Phrase], tables: Sequence[Table]) -> list[Phrase]:
    """The phrases that are no line of a column heading of several: "Pass" over "Limit" is no verdict."""
    parts = {
        id(w) for t in tables for lines, column in zip(t.heads.columns, t.columns, strict=False)
        for line in lines for w in line.words if line.text != column.heading and line.text in column.heading
    }  # fmt: skip
    return [p for p in phrases if not any(id(w) in parts for w in p.words)]


def _without_heads(phrases: Sequence[Phrase], tables: Sequence[Table]) -> list[Phrase]:
    """The phrases that are no column headings: "Date Tested" over a column is no label of the report."""
    heads = {
        id(w) for t in tables for c in t.heads.cells for w in c.words if t.top - w.bottom < _HEAD_LINES * w.size
    }
    return [p for p in phrases if not (any(id(w) in heads for w in p.words) or _DATED_HEAD.search(p.text))]
