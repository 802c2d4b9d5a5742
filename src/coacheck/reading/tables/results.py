"""A table of the page becomes readings: measurements, totals, statuses of panels, and rows that stay unread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coacheck.layout import Row, Table
from coacheck.model import Evidence, Measurement, Place, Result, Total, Unread
from coacheck.reading.tables.cells import Numbers, parse_cell, shared_cell
from coacheck.reading.tables.columns import headed_units, panel_of, units_of
from coacheck.reading.tables.frame import Frame, TableReading
from coacheck.reading.tables.row_cells import Parsed, parse_row, replace_unit
from coacheck.reading.tables.row_names import (
    large_name,
    named_panel,
    plain_name,
    plausible,
    row_name,
)
from coacheck.reading.tables.stated import without_verdict
from coacheck.reading.tables.subject import FOREIGN_MATTER, Subject, parsed_about, subject_of
from coacheck.reading.vocabulary import Analyte, Vocabulary, key, sign_key
from coacheck.reading.vocabulary.labels import label_of

_SUM = re.compile(r"total|(?:zwischen)?summe\b|\bsum(?:a|me)?\b|\bsom(?:a|ma|me)\b", re.IGNORECASE)
_COUNTS = ("CFU/g", "CFU", "CFU/mL", "MPN/g", "aw")
_AMOUNTS = ("g", "mL")
NEVER: dict[str, tuple[str, ...]] = {
    "cannabinoids": (*_COUNTS, "g"),
    "terpenes": (*_COUNTS, "g"),
    "heavy_metals": (*_COUNTS, "%", *_AMOUNTS),
    "pesticides": (*_COUNTS, "%", *_AMOUNTS),
    "mycotoxins": (*_COUNTS, "%", *_AMOUNTS),
    "residual_solvents": (*_COUNTS, *_AMOUNTS),
    "foreign_matter": ("g", *_COUNTS),
    "water_activity": ("%", "mg/g", "mg/kg", "ppm"),
    "microbials": ("mg/kg", "ug/kg", "ppm", "ppb", "ug/g", "ng/g", "%", "mg/g", "aw"),
}
"""The units in which no figure of a panel is told."""
_ONE = ("moisture", "water_activity")
"""Panels that measure one thing."""


def read_table(
    table: Table, vocabulary: Vocabulary, numbers: Numbers, title: str | None, unit: str | None
) -> TableReading:
    """Read the rows of a table. `title`: the panel of the heading above it; `unit`: the unit printed above it."""
    if (title or "").startswith("qc"):
        return TableReading(kind="qc")
    kinds = [c.kind for c in table.columns]
    panel = panel_of(table, vocabulary, title)
    if panel is None and "result" not in kinds and "status" not in kinds:
        return TableReading(kind="none")
    stated = None if unit == "aw" and panel != "water_activity" else unit
    headed = {} if table.inherited else headed_units(table, vocabulary)
    units = units_of(table, vocabulary, numbers, stated)
    frame = Frame(panel, units, stated, vocabulary, numbers, headed, _mixed(table, vocabulary))
    reading = TableReading(panel, claimed="claim" in kinds)
    table, verdict = without_verdict(table, vocabulary)
    if verdict and panel:
        reading.statuses.append((panel, *verdict))
    named: Row | None = None
    for row in table.rows:
        frame = _section(row, table, frame)
        if row_name(row, table):
            named = row
            _read_row(row, table, frame, reading)
        elif named:
            _goes_on(row, named, table, frame, reading)
    if len(reading.statuses) >= 3:
        reading.statuses.extend(_not_tested(table, vocabulary))
    return reading


def _mixed(table: Table, vocabulary: Vocabulary) -> bool:
    """Do rows of their own title the parts of several panels?"""
    return len({vocabulary.panel(row.name) for row in table.rows if set(row.cells) == {0}} - {None}) > 1


def _not_tested(table: Table, vocabulary: Vocabulary) -> Iterator[tuple[str, str, Row]]:
    """In a summary of panels, a name without a word beside it was not tested."""
    blank = ((vocabulary.panel(row_name(row, table)), row) for row in table.rows if len(row.cells) == 1)
    return ((panel, "not_tested", row) for panel, row in blank if panel)


def _read_row(row: Row, table: Table, frame: Frame, reading: TableReading) -> None:
    name = plain_name(large_name(row, table, frame), frame)
    cells = {i: row.text(i) for i in row.cells if i > 0 and table.columns[i].kind != "name"}
    if not name or not cells or _tells_of_the_batch(name, cells, table, frame, reading, row):
        return
    subject = subject_of(name, frame)
    if _tells_of_a_panel(name, cells, table, frame, reading, row, subject):
        return
    parsed = parsed_about(subject, name, cells, table, frame)
    if not parsed.results and parsed.status in (None, "tested"):
        _unread(row, table, reading, _should_tell(name, subject, cells, frame))
    elif (parsed.odd and not parsed.results) or _several_in_one_unit(parsed.results):
        _unread(row, table, reading, True)
    elif subject.total and parsed.results:
        place = Place(page=table.page, bbox=row.box)
        reading.totals.append(
            Total(name=subject.total, printed=name, results=parsed.results, source=place, text=row.line)
        )
        dry = f"{subject.total}_dry"
        if parsed.dry and dry in frame.vocabulary.totals:
            reading.totals.append(Total(name=dry, printed=name, results=parsed.dry, source=place, text=row.line))
    elif not subject.total:
        _measured(name, subject.analyte, cells, parsed, table, frame, reading, row)


def _several_in_one_unit(results: Sequence[Result]) -> bool:
    """Are there two answers where one can be: "1.5 3%", which lost a digit, or ND beside a figure?"""
    told = {(r.unit, r.value, r.qualifier) for r in results if r.qualifier not in ("NT", "NR")}
    return len(told) > len({unit for unit, _, _ in told})


def _section(row: Row, table: Table, frame: Frame) -> Frame:
    """What holds from a row on that titles the next rows: their panel, and the unit behind the title.

    Among the titles of several panels another ("Physical", "Identification") begins what is of none of them.
    """
    name, words = row_name(row, table), frame.vocabulary
    others = [row.text(i) for i in row.cells if i > 0]
    figures = any(shared_cell(t, words, frame.numbers).results for t in others)
    if not name or figures or (others and words.measured(name)):  # "Aflatoxins" may be either
        return frame
    panel = words.panel(name)
    if panel is None:
        return replace(frame, panel=None) if frame.mixed and not others and not words.measured(name) else frame
    return replace(frame, panel=panel, table_unit=words.find_unit(name)[0] or frame.table_unit)


def _goes_on(row: Row, named: Row, table: Table, frame: Frame, reading: TableReading) -> None:
    """A row without a name, below one whose result it tells in another unit."""
    panel, last = reading.measurements[-1] if reading.measurements else (None, None)
    if panel is None or last is None or last.text != named.line:
        return
    cells = {i: row.text(i) for i in row.cells if i > 0 and table.columns[i].kind != "name"}
    more = parse_row(cells, table, frame, last.name).results
    units = [r.unit for r in (*last.results, *more)]
    if more and last.results and None not in units and len(set(units)) == len(units):
        place = Place(page=table.page, bbox=Row({0: [*named.words, *row.words]}).box)
        both = {"results": [*last.results, *more], "source": place, "text": f"{last.text} {row.line}"}
        reading.measurements[-1] = (panel, last.model_copy(update=both))


def _should_tell(name: str, subject: Subject, cells: dict[int, str], frame: Frame) -> bool:
    """Is it a row of something measured, and not of names whose figures are printed below them?"""
    known = bool(subject.analyte or subject.total) and not frame.vocabulary.panel(name) and "=" not in name
    return known and not any(key(text).startswith("total") for text in cells.values())


def _tells_of_the_batch(
    name: str, cells: dict[int, str], table: Table, frame: Frame, reading: TableReading, row: Row
) -> bool:
    """A row "Batch … Pass": the verdict on the whole batch."""
    label = label_of(name)
    if label is None or not (label[0] == "overall" or key(name) == "batch"):
        return False
    whole = Evidence(page=table.page, bbox=row.box, text=row.line)
    reading.overall.extend((s, whole) for t in cells.values() if (s := _status(t, frame.vocabulary)))
    return True


def _tells_of_a_panel(
    name: str, cells: dict[int, str], table: Table, frame: Frame, reading: TableReading, row: Row, subject: Subject
) -> bool:
    """A row of a summary of panels, or one whose name holds the status ("Pesticides: Pass")."""
    panel = frame.vocabulary.panel(name)
    if not panel:
        return False
    known = subject.analyte is not None
    if not subject.total and _summary_row(name, cells, table, frame, reading, row, known=known):
        return True
    if said := _status(name.partition(":")[2], frame.vocabulary):
        reading.statuses.append((panel, said, row))
    return bool(said)


def _measured(
    name: str, analyte: Analyte | None, cells: dict[int, str], parsed: Parsed, table: Table, frame: Frame,
    reading: TableReading, row: Row,
) -> None:  # fmt: skip
    """A row of one analyte, known or not."""
    vocabulary, place = frame.vocabulary, Place(page=table.page, bbox=row.box)
    matter = analyte is None and vocabulary.panel(name) == FOREIGN_MATTER
    if analyte is None and not matter and not _may_be_named(name, frame):
        below = sign_key(name) in vocabulary.qualifiers  # a word below a name, with a figure
        _unread(row, table, reading, below or (plausible(name, vocabulary) and frame.panel in _ONE))
        return
    if analyte is None and frame.panel in ("cannabinoids", "terpenes", "mycotoxins") and _SUM.search(name):
        reading.nameless.append(Total(name="", printed=name, results=parsed.results, source=place, text=row.line))
        return
    panel = analyte.panel if analyte else named_panel(cells, vocabulary) or (FOREIGN_MATTER if matter else frame.panel)
    if panel is None:
        return
    results = _in_units_of(panel, parsed.results)
    if "(cid:" in name or _of_another(results, panel):
        _unread(row, table, reading, True)  # a letter that could not be deduced: it may be another analyte
        return
    reading.measurements.append((
        panel,
        Measurement(
            name=vocabulary.repaired(name), analyte=analyte.code if analyte else None, results=results,
            lod=parsed.lod, loq=parsed.loq, limit=parsed.limit, limit_text=parsed.limit_text, status=parsed.status,
            source=place, text=row.line,
        ),
    ))  # fmt: skip


def _in_units_of(panel: str, results: list[Result]) -> list[Result]:
    """The results in the unit that is its panel's alone; what is present or absent has none."""
    if panel == "water_activity":
        return [replace_unit(r, "aw") for r in results]
    if panel != "microbials":
        return results
    return [
        r.model_copy(update={"unit": None}) if r.value is r.bound is None and _of_another([r], panel) else r
        for r in results
    ]


def _may_be_named(name: str, frame: Frame) -> bool:
    """May it be the name of an analyte that nobody knows? "11.2 %" is none, and moisture is one thing."""
    figure = shared_cell(name, frame.vocabulary, frame.numbers).results
    return not figure and plausible(name, frame.vocabulary) and frame.panel not in _ONE


def _of_another(results: Sequence[Result], panel: str) -> bool:
    """Are they figures of another table, of a column misread, or of a water activity whose name is lost?"""
    never = (*NEVER.get(panel, ()), *(("aw",) if panel != "water_activity" else ()))
    return any(r.unit in never for r in results)


def _summary_row(
    name: str, cells: dict[int, str], table: Table, frame: Frame, reading: TableReading, row: Row, known: bool
) -> bool:
    """A row that names a panel and its status ("Pesticides  06/21/2022  Pass")."""
    kinds = {table.columns[i].kind for i, t in cells.items() if shared_cell(t, frame.vocabulary, frame.numbers).results}
    statuses = [s for text in cells.values() if (s := _status(text, frame.vocabulary))]
    others = [
        t for i, t in cells.items()
        if not _status(t, frame.vocabulary) and table.columns[i].kind not in ("date", "ignore")
        and not re.search(r"\d{1,4}[/.-]\d{1,2}[/.-]\d", t) and not frame.vocabulary.method(t)
    ]  # fmt: skip
    if len(set(statuses)) != 1 or kinds & {"limit", "lod", "loq", "unit"} or (known and others):
        return False
    if any(shared_cell(t, frame.vocabulary, frame.numbers).results for t in others) and known:
        return False
    panel = frame.vocabulary.panel(name)
    if panel == frame.panel == FOREIGN_MATTER and "result" in kinds:
        return False
    if panel:
        reading.statuses.append((panel, statuses[0], row))
        _single_figure(panel, name, statuses[0], cells, table, frame, reading, row)
    return True


def _single_figure(
    panel: str, name: str, status: str, cells: dict[int, str], table: Table, frame: Frame, reading: TableReading,
    row: Row,
) -> None:  # fmt: skip
    """Moisture and water activity may have their one figure in the summary ("0.51 aw - Pass")."""
    if panel not in _ONE:
        return
    parts = [p for text in cells.values() for p in re.split(r"\s[-–]\s", text)]
    told = [r for p in parts for r in parse_cell(p, frame.vocabulary, frame.numbers).results]
    results = [r for r in told if r.value is not None and r.unit]
    if len(results) == 1:
        said = status if status in ("pass", "fail") else None
        place = Place(page=table.page, bbox=row.box)
        measurement = Measurement(name=name, analyte=panel, results=results, status=said, source=place, text=row.line)
        reading.measurements.append((panel, measurement))


def _status(text: str, vocabulary: Vocabulary) -> str | None:
    """The status that a cell is, or holds before or after a dash ("0.51 aw - Pass")."""
    parts = text.split(" - ")
    found = (vocabulary.status(part) for part in (parts[-1], parts[0]))
    return next((status for status in found if status), None)


def _unread(row: Row, table: Table, reading: TableReading, sure: bool) -> None:
    if sure:
        reading.unread.append(
            Unread(page=table.page, text=row.line, reason="no cell of the results columns could be read", bbox=row.box)
        )
