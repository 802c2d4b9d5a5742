"""Put a report together from the pages of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coacheck.errors import NotACoaError, UnreadableError
from coacheck.layout import Column, Phrase, Row, Table, phrases_of, tables_of
from coacheck.layout.phrases import overlap
from coacheck.model import (
    Measurement,
    Panel,
    Place,
    Product,
    Report,
    Source,
    Total,
    Unread,
)
from coacheck.page import Document, Page, Printed
from coacheck.reading.clean.glyphs import deduce
from coacheck.reading.clean.respell import respelled
from coacheck.reading.clean.scale import as_paper, as_printed
from coacheck.reading.document.overall import overall_of, stamped
from coacheck.reading.document.refusal import is_scan, refusal, speaks_of_a_report
from coacheck.reading.document.spots import spots_of
from coacheck.reading.fields.accreditation import accreditation_place
from coacheck.reading.fields.addresses import address_at
from coacheck.reading.fields.candidates import Candidate, best, candidates_of
from coacheck.reading.fields.client import client_of
from coacheck.reading.fields.dates import DateOrder, dated_places, dates_of, order_of
from coacheck.reading.fields.ids import first_id, other_batches, other_ids, place_of, titled_batch
from coacheck.reading.fields.laboratory import lab_details
from coacheck.reading.fields.links import links_of
from coacheck.reading.fields.matrix import category_of, kinds_of, matrix_of
from coacheck.reading.fields.page_marks import page_mark
from coacheck.reading.fields.product import product_of
from coacheck.reading.fields.seals import with_seals
from coacheck.reading.fields.serving import serving_of
from coacheck.reading.fields.signatories import signatories_of
from coacheck.reading.fields.which_lab import lab_of
from coacheck.reading.free.claims import claims_of
from coacheck.reading.free.listed import listed_rows, loose_rows, stacked_rows
from coacheck.reading.free.notices import notices_of
from coacheck.reading.free.shown import free_phrases, shown_figures, shown_rows
from coacheck.reading.free.statuses import PanelWord, panel_statuses, worst
from coacheck.reading.proof.confirm import confirm
from coacheck.reading.proof.merge import agree, digits, merge
from coacheck.reading.tables.cells import Numbers
from coacheck.reading.tables.meaning import Meaning
from coacheck.reading.tables.results import TableReading, read_table
from coacheck.reading.tables.sections import Sections, sections_of
from coacheck.reading.tables.stated import filled, stated
from coacheck.reading.tables.titles import QUALITY, goes_on, title_of, unit_above
from coacheck.reading.tables.weigh import weigh
from coacheck.reading.vocabulary import PANELS, Vocabulary, key, vocabulary

Look = Callable[[Document], Iterable[Printed]]
"""Reads the print in pictures of the first page."""
FEWEST_ROWS = 3
"""So many rows without a heading are a table."""
SAME_COLUMN = 0.6
"""Columns of two tables that share so much of the narrower one are one column."""
_DECIMAL_COMMA = re.compile(r"(?<![\d,.])\d{1,3},\d{1,2}(?![\d,])|(?<![\d,.])0,\d+(?!\d)")
_DECIMAL_POINT = re.compile(r"(?<![\d,.])\d+\.\d+(?![\d.])")


@dataclass
class Seen:
    """What the pages held, before it is put together."""

    phrases: list[list[Phrase]] = field(default_factory=list)
    tables: list[list[Table]] = field(default_factory=list)
    readings: list[TableReading] = field(default_factory=list)
    words: list[PanelWord] = field(default_factory=list)
    shown: list[Total] = field(default_factory=list)
    amounts: list[tuple[str, Measurement]] = field(default_factory=list)
    single: list[tuple[str, Measurement]] = field(default_factory=list)
    listed: list[tuple[str, Measurement]] = field(default_factory=list)
    loose: list[tuple[str, Unread]] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    quality_control: bool = False
    unit: str | None = None
    """The unit stated over the last table, which may go on over the page."""

    @property
    def text(self) -> str:
        return "\n".join(p.text for phrases in self.phrases for p in phrases)


def read_report(document: Document, stamps: Look | None = None, seals: Look | None = None) -> Report:
    """What the document prints, as a record. Nothing is judged here.

    `stamps`, `seals`: how to read what pictures print of the verdict and of the accreditation; each is asked only where
    no text says it.

    Raises UnreadableError where there is no text to read, NotACoaError where it is no report on cannabinoids.
    """
    if not document.has_text:
        raise UnreadableError(
            f"{document.name}: no text to read, nor in the pictures of its pages; expected a report. "
            "Ask for the lab's own PDF."
        )
    words = vocabulary()
    document, factors = as_paper(document)
    seen, order, numbers = _see(document, words)
    lab, lab_place = lab_of(seen.phrases, seen.candidates)
    client, client_place = client_of(seen.candidates, seen.phrases, lab)
    matrix, matrix_place = matrix_of(seen.candidates, seen.phrases)
    batch, sample = first_id(seen.candidates, "batch"), first_id(seen.candidates, "sample_id")
    places = {"lab": lab_place, "client": client_place, "matrix": matrix_place}
    places |= {
        name: place_of(c) for name in ("batch", "sample_id") if (c := next(iter(best(seen.candidates, name)), None))
    }
    taken = (lab, client, matrix, sample)
    over = (matrix_place, places.get("sample_id"))
    product, places["product"] = product_of(seen.candidates, seen.phrases, taken, over, words)
    overall = overall_of(seen.candidates, seen.readings, seen.phrases, words)
    if overall is None and stamps:
        overall = stamped(stamps(document), words)
    places["overall_status"] = overall[1] if overall else None
    sections = sections_of(seen.phrases, seen.tables, seen.readings, words, order)
    found = confirm(_panels(seen, sections), _totals(seen), document.pages)
    category = category_of(matrix, *kinds_of(seen.candidates), product, _headings(seen))
    batch = batch or titled_batch(seen.phrases, product, sample)
    dates = dates_of(seen.candidates, order, sections.dated, seen.phrases)
    details = lab_details(lab, lab_place, client, seen.phrases)
    places["accreditation"] = accreditation_place(details, seen.phrases)
    if seals and details.accreditation_number is None:
        details, seal = with_seals(details, seals(document))
        places["accreditation"] = seal or places["accreditation"]
    places |= {name: place_of(c) for name, c in dated_places(dates, seen.candidates, order).items()}
    printed = list(zip(document.pages, seen.phrases, strict=True))
    report = Report(
        source=_source(document),
        lab=details,
        client=client,
        product=Product(name=product, matrix=matrix, category=category),
        sample_id=sample,
        other_sample_ids=other_ids(seen.candidates, sample),
        batch=batch,
        other_batches=other_batches(seen.candidates, batch),
        dates=dates,
        serving=serving_of(seen.candidates, seen.text, numbers),
        overall_status=overall[0] if overall else None,
        panels=found.panels,
        totals=found.totals,
        label_claims=claims_of(seen.candidates, seen.tables, seen.phrases, words, numbers),
        verification_urls=[code.text for code in document.codes],
        page_marks=[
            page_mark(page, phrases, seen.candidates, sample, batch)
            for page, phrases in printed
            if phrases or page.pictures  # an empty page is none of the certificate's
        ],
        links=links_of(document, seen.phrases),
        notices=[notice for page, phrases in printed for notice in notices_of(page, phrases)],
        signatories=signatories_of(seen.phrases),
        client_address=address_at(client_place, seen.phrases),
        fields={name: place for name, place in places.items() if place},
        unread=[*_unread(seen, found.panels), *found.unread, *_pictures(document)],
        unconfirmed=found.unconfirmed,
    )
    if reason := refusal(report, seen.text):
        if is_scan(document.pages) and speaks_of_a_report(seen.text):
            raise UnreadableError(
                f"{document.name}: the text behind the scanned pages is too faulty to be read; "
                "expected a PDF with text. Ask for the lab's own PDF."
            )
        raise NotACoaError(f"{document.name}: {reason}; expected a COA of a cannabis or hemp product.")
    spots = spots_of(document, seen.tables, report, words)
    return as_printed(report.model_copy(update={"history": document.history, "spots": spots}), factors)


def _source(document: Document) -> Source:
    kinds = {page.text for page in document.pages if page.words}
    text = "ocr" if kinds == {"ocr"} else "mixed" if kinds & {"ocr", "mixed"} else "digital"
    return Source(name=document.name, sha256=document.sha256, pages=len(document.pages), text=text,
                  ocr_pages=[p.number for p in document.pages if p.text in ("ocr", "mixed")])  # fmt: skip


def _pictures(document: Document) -> list[Unread]:
    reason = "text in a picture, and OCR is not installed: pip install 'coacheck[ocr]'"
    return [Unread(page=p.number, text="", reason=reason) for p in document.pages if p.text == "unread"]


def _see(document: Document, words: Vocabulary) -> tuple[Seen, DateOrder, Numbers]:
    """What all pages hold, and how the report writes dates and numbers."""
    seen = Seen()
    pages = respelled(deduce(document.pages, words), words)
    plain = " ".join(w.text for page in pages for w in page.words)
    numbers = Numbers(decimal_comma=len(_DECIMAL_COMMA.findall(plain)) > 2 * len(_DECIMAL_POINT.findall(plain)))
    for page in pages:
        _read_page(page, seen, words, numbers)
    return seen, order_of(plain, numbers.decimal_comma), numbers


def _read_page(page: Page, seen: Seen, words: Vocabulary, numbers: Numbers) -> None:
    phrases = phrases_of(page.words, page.strokes)
    ask = Meaning(words, numbers)
    found = [t for t in _sisters(tables_of(page, phrases, ask), seen, ask) if _proper(t, ask)]
    tables = [_assigned(t, ask, seen) for t in found]
    units = [unit_above(t, tables, phrases, words) or (seen.unit if goes_on(t, seen.tables) else None) for t in tables]
    seen.unit = units[-1] if units else None
    readings = [
        read_table(t, words, numbers, title_of(t, phrases, words), unit) for t, unit in zip(tables, units, strict=True)
    ]
    for table, reading in zip(tables, readings, strict=True):
        if not _headed(table, ask):  # a box of key figures: the rows of a table come before it
            seen.shown.extend(reading.totals)
            reading.totals = []
    lying = [t for t in tables if t.transposed]  # its rows are LOD and LOQ: nothing that is stated for another table
    for table, reading in zip(tables, readings, strict=True):
        if reading.measurements:
            own, limits = reading.panel, stated(table, free_phrases(phrases, lying), words, numbers)
            reading.measurements = [(p, filled(r, limits) if p == own else r) for p, r in reading.measurements]
    seen.quality_control |= any(QUALITY.search(p.text) and len(p.text) < 40 for p in phrases)
    if seen.quality_control:
        readings = [TableReading(kind="qc") if _repeats(r, seen) else r for r in readings]
    results = [
        t
        for t, r in zip(tables, readings, strict=True)
        if r.kind != "none" and (r.measurements or r.statuses or r.totals or r.kind == "qc")
    ]
    seen.phrases.append(phrases)
    seen.tables.append(tables)
    seen.readings.extend(readings)
    for reading in readings:
        for panel, status, row in reading.statuses:
            seen.words.append(PanelWord(panel, status, Place(page=page.number, bbox=row.box)))
    free = free_phrases(phrases, results)
    seen.words.extend(panel_statuses(page, free, words))
    totals, amounts = shown_figures(page, free, words, numbers)
    seen.shown.extend(totals)
    seen.amounts.extend(amounts)
    seen.single.extend(shown_rows(page, free, words, numbers))
    seen.listed.extend(listed_rows(page.number, free, words, numbers))
    stacked, unknown = stacked_rows(page.number, free, words, numbers)
    seen.listed.extend(stacked)
    seen.loose.extend(unknown)
    seen.loose.extend(loose_rows(page.number, free, words, numbers))
    floor = min(
        (t.head_top for t, r in zip(tables, readings, strict=True) if len(r.measurements) > 2), default=page.height
    )
    if any(r.measurements for r in seen.readings[: -len(readings) or None]):
        floor = 0.0  # results began on a page before
    seen.candidates.extend(candidates_of(_without_bands(free, results), page.strokes, page.number, floor))


def _without_bands(phrases: Sequence[Phrase], tables: Sequence[Table]) -> list[Phrase]:
    """The phrases that are no column headings: "Date Tested" over a column is no label of the report."""
    heads = {id(w) for t in tables for c in t.heads.cells for w in c.words}
    return [p for p in phrases if not any(id(w) in heads for w in p.words)]


def _assigned(table: Table, ask: Meaning, seen: Seen) -> Table:
    weighed = weigh(table, ask)
    kinds = weighed.kinds if weighed.sure else tuple("unsure" if k == "result" else k for k in weighed.kinds)
    columns = [replace(c, kind=k) for c, k in zip(table.columns, kinds, strict=True)]
    return replace(table, columns=columns)


def _proper(table: Table, ask: Meaning) -> bool:
    """Is it a table, with headings or enough rows to be one?"""
    measured = sum(_measures(row, ask) for row in table.rows)
    return measured >= (FEWEST_ROWS if not _headed(table, ask) else 1 if table.inherited else 0)


def _measures(row: Row, ask: Meaning) -> bool:
    """Does a row name something measured, with a figure or ND?"""
    told = (ask.cell(row.text(i)) for i in row.cells if i)
    return ask.measured(row.name) and any(kind in ("number", "pair", "word") for kind in told)


def _sisters(tables: Sequence[Table], seen: Seen, ask: Meaning) -> list[Table]:
    """Tables without headings of their own take those of a table above or on the page before, column for column."""
    before = seen.tables[-1] if seen.tables else []
    out: list[Table] = []
    for table in tables:
        if not _headed(table, ask):
            headed = (t for t in [*reversed(out), *reversed(before)] if _headed(t, ask))
            fits = (columns for t in headed if (columns := _columns_like(t, table)))
            if columns := next(fits, None):
                table = replace(table, columns=columns, inherited=True)
        out.append(table)
    return out


def _headed(table: Table, ask: Meaning) -> bool:
    return any(ask.heading(c.heading) for c in table.columns[1:] if c.heading)


def _columns_like(headed: Table, table: Table) -> list[Column] | None:
    """The columns of a table with the headings of another one, where each stands under one of its columns."""
    if headed.transposed or table.transposed:
        return None
    out, rest = [replace(table.columns[0], heading=headed.columns[0].heading)], list(headed.columns[1:])
    for column in table.columns[1:]:
        over = [c for c in rest if overlap(c.x0, c.x1, column.x0, column.x1) > SAME_COLUMN * min(c.x1 - c.x0, column.x1 - column.x0)]
        if len(over) != 1:
            return None
        out.append(replace(column, heading=over[0].heading))
        rest.remove(over[0])
    return out


def _repeats(reading: TableReading, seen: Seen) -> bool:
    """Does a table on or after a page of quality control list again what was measured before?"""
    known = {(panel, m.analyte) for r in seen.readings for panel, m in r.measurements if m.analyte}
    again = sum((panel, m.analyte) in known for panel, m in reading.measurements)
    return again * 2 > len(reading.measurements) > 0


def _panels(seen: Seen, sections: Sections) -> dict[str, Panel]:
    rows = merge([*(pair for reading in seen.readings for pair in reading.measurements), *seen.amounts])
    for panel, row in seen.single:
        rows.setdefault(panel, [row])
    rows = merge(seen.listed) | rows  # a list stands in where no table says it
    statuses: dict[str, list[PanelWord]] = {}
    for word in seen.words:
        statuses.setdefault(word.panel, []).append(word)
    out: dict[str, Panel] = {}
    for panel in PANELS:
        if panel in rows or panel in statuses:
            found = statuses.get(panel, [])
            place = found[0].place if found else None
            said = sections.of(panel)
            out[panel] = Panel(
                status=worst(w.status for w in found), tested_on=said.tested_on, method=said.method,
                measurements=rows.get(panel, []), source=place,
            )  # fmt: skip
    return out


def _totals(seen: Seen) -> list[Total]:
    """Each total once; the figure of the table before the one of a summary box, the more precise before the rounded."""
    found: dict[str, Total] = {}
    every = [*(t for r in seen.readings for t in r.totals), *seen.shown]
    for total in sorted(every, key=lambda t: key(t.printed) in ("total", "totals", "sum")):  # a bare "Total" comes last
        known = found.get(total.name)
        found[total.name] = total if known is None else _joined(known, total)
    if "total_cannabinoids" not in found:
        for stand_in in ("total_active_cannabinoids", "total_available_cannabinoids"):
            if stand_in in found:
                found["total_cannabinoids"] = found[stand_in].model_copy(update={"name": "total_cannabinoids"})
                break
    return list(found.values())


def _joined(a: Total, b: Total) -> Total:
    results = list(a.results)
    for new in b.results:
        same = next((i for i, r in enumerate(results) if r.unit == new.unit), None)
        if same is None:
            results.append(new)
        elif agree(results[same], new) and digits(new) > digits(results[same]):
            results[same] = new
    return a.model_copy(update={"results": results})


def _headings(seen: Seen) -> str:
    """The column headings, which may say what a unit is ("mg/gummy")."""
    return " ".join(c.heading for tables in seen.tables for t in tables for c in t.columns)


def _unread(seen: Seen, panels: Mapping[str, Panel]) -> list[Unread]:
    """The rows of tables that could not be read, and names with a figure outside of tables that no table has."""
    read = {m.analyte for panel in panels.values() for m in panel.measurements}
    loose = [row for analyte, row in seen.loose if analyte not in read]
    return [u for reading in seen.readings for u in reading.unread] + loose


__all__ = ["Measurement", "read_report"]
