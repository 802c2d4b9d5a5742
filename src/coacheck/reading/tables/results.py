"""A table of the page becomes readings: measurements, totals, statuses of panels, and rows that stay unread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from coacheck.layout import Column, Row, Table
from coacheck.model import Evidence, Measurement, Place, Quantity, Result, Total, Unread
from coacheck.reading.tables.cells import Cell, Numbers, parse_cell, parse_pair, parse_quantity
from coacheck.reading.vocabulary import Vocabulary, key, sign_key, squeeze

_TRAIL = re.compile(r"[\s*†‡§:=]+$")
_LEAD = re.compile(r"^[\s*†‡§•]+")


@dataclass
class TableReading:
    """What one table says."""

    panel: str | None = None
    measurements: list[tuple[str, Measurement]] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    boxed: list[Total] = field(default_factory=list)
    """Totals of a box of key figures, which has no headings."""
    statuses: list[tuple[str, str, Row]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    overall: list[tuple[str, Evidence]] = field(default_factory=list)
    kind: Literal["results", "summary", "qc", "none"] = "results"

    @property
    def tells(self) -> bool:
        """Is it a table of results, be they of quality control?"""
        rows = self.measurements or self.statuses or self.totals
        return self.kind == "qc" or (self.kind != "none" and bool(rows))


@dataclass(frozen=True)
class Frame:
    """What holds for all rows of a table."""

    panel: str | None
    units: dict[int, str | None]
    table_unit: str | None
    vocabulary: Vocabulary
    numbers: Numbers


def read_table(
    table: Table, vocabulary: Vocabulary, numbers: Numbers, title: str | None, unit: str | None
) -> TableReading:
    """Read the rows of a table. `title`: the panel of the heading above it; `unit`: the unit printed above it."""
    if (title or "").startswith("qc"):
        return TableReading(kind="qc")
    kinds = [c.kind for c in table.columns]
    panel = _panel(table, vocabulary, title)
    if panel is None and "result" not in kinds and "status" not in kinds:
        return TableReading(kind="none")
    stated = None if unit == "aw" and panel != "water_activity" else unit
    frame = Frame(panel, _units(table, vocabulary, numbers), stated, vocabulary, numbers)
    reading = TableReading(panel)
    for row in table.rows:
        _read_row(row, table, frame, reading)
    if len(reading.statuses) >= 3:  # in a summary of panels, a name without a word beside it was not tested
        blank = [(p, row) for row in table.rows if len(row.cells) == 1 and (p := vocabulary.panel(_name(row, table)))]
        reading.statuses.extend((panel, "not_tested", row) for panel, row in blank)
    return reading


def sums_moved(readings: Sequence[TableReading], vocabulary: Vocabulary) -> list[TableReading]:
    """Rows that sum other rows of the report ("Total Aflatoxins") are totals, not measurements."""
    every = [m for reading in readings for _, m in reading.measurements]
    out = []
    for reading in readings:
        sums = {id(m): code for _, m in reading.measurements if (code := _sum(m, every, vocabulary))}
        totals = [
            Total(name=sums[id(m)], printed=m.name, results=m.results, source=m.source, text=m.text)
            for _, m in reading.measurements if id(m) in sums
        ]  # fmt: skip
        rows = [(panel, m) for panel, m in reading.measurements if id(m) not in sums]
        out.append(replace(reading, measurements=rows, totals=[*reading.totals, *totals]) if sums else reading)
    return out


def _sum(row: Measurement, rows: Sequence[Measurement], vocabulary: Vocabulary) -> str | None:
    """The code of the total that a row is: two other rows at least are what it sums."""
    codes = {m.analyte for m in rows}
    total = vocabulary.totals.get(row.analyte or "")
    if total:
        return total.code if len(codes & set(total.parts)) > 1 else None
    analyte = vocabulary.analyte(row.name) if key(row.name).startswith("total") else None
    return f"total_{analyte.code}" if analyte and len(codes & set(analyte.parts)) > 1 else None


def _panel(table: Table, vocabulary: Vocabulary, title: str | None) -> str | None:
    """The panel of most of its analytes, else the title's, else the name heading's."""
    found = [a.panel for row in table.rows if (a := vocabulary.analyte(_name(row, table))) is not None]
    votes = Counter(found)
    if votes and (sum(votes.values()) >= 0.3 * len(table.rows) or title):
        top = votes.most_common(1)[0]
        if title and votes[title] * 2 >= top[1]:
            return title
        return top[0]
    return title or vocabulary.panel(table.columns[0].heading)


def _units(table: Table, vocabulary: Vocabulary, numbers: Numbers) -> dict[int, str | None]:
    """The unit of each column: from its heading, else from the name heading, else the one all its cells print."""
    units = {i: _unit_of(c.heading, vocabulary) for i, c in enumerate(table.columns)}
    printed = {u for i, c in enumerate(table.columns) if c.kind in _UNITED and (u := units[i])}
    one = len(printed) == 1 and sum(c.kind == "result" for c in table.columns) == 1
    common = units.get(0) or (printed.pop() if one else None)
    for i, column in enumerate(table.columns):
        if units[i] is None and column.kind in _UNITED:
            units[i] = common
        if units[i] is None and column.kind == "result":
            cells = [parse_cell(row.text(i), vocabulary, numbers) for row in table.rows if i in row.cells]
            own = {r.unit for cell in cells for r in cell.results if r.value is not None}
            units[i] = own.pop() if len(own) == 1 else None
    return units


_UNITED = ("result", "lod", "loq", "lod_loq", "loq_lod", "limit", "range")
"""Columns of figures: where one unit alone stands over them, it is that of all."""
_BASIS = re.compile(r"\bper\s+(container|package|pkg|unit|serving|bottle|gummy|piece)\b", re.IGNORECASE)


def _unit_of(heading: str, vocabulary: Vocabulary) -> str | None:
    """The unit in a heading; "mg" under "Per Serving" is mg/serving."""
    unit, basis = vocabulary.find_unit(heading)[0], _BASIS.search(heading)
    return UNIT_OF[basis[1].casefold()] if basis and unit == "mg" else unit


def _name(row: Row, table: Table) -> str:
    names = [row.text(table.name_column), *(row.text(i) for i, c in enumerate(table.columns) if c.kind == "name")]
    return squeeze(_LEAD.sub("", _TRAIL.sub("", next((n for n in names if n), ""))))


_BRACKET = re.compile(r"\s*\(([^()]+)\)$")


def _plain(name: str, frame: Frame) -> str:
    """A name without what is no part of it: "(Present/Absent)", a word or a limit that stands right behind it."""
    words = frame.vocabulary
    bracket = _BRACKET.search(name)
    if bracket and "/" in bracket[1] and all(words.said(part) for part in bracket[1].split("/")):
        return name[: bracket.start()]
    parts = name.split(" ")
    for cut in range(1, min(3, len(parts))):
        head, tail = " ".join(parts[:-cut]), " ".join(parts[-cut:])
        cell = parse_cell(tail, words, frame.numbers)
        if words.analyte(head) and not words.analyte(name) and any(r.unit or r.qualifier for r in cell.results):
            return head
    return name


def _read_row(row: Row, table: Table, frame: Frame, reading: TableReading) -> None:
    vocabulary = frame.vocabulary
    name = _plain(_name(row, table), frame)
    cells = {i: row.text(i) for i in row.cells if i > 0 and table.columns[i].kind != "name"}
    if not name or not cells:
        return
    status_of = vocabulary.panel(name)
    if key(name) in ("batch", "overall", "batchresult"):
        whole = Evidence(page=table.page, bbox=row.box, text=row.line)
        reading.overall.extend((s, whole) for t in cells.values() if (s := _status(t, vocabulary)))
        return
    analyte, total = vocabulary.analyte(name), _total(name, frame)
    per = per_unit(name) if not total else None
    if per:
        analyte, total = vocabulary.analyte(per[0]), _total(per[0], frame)
    if status_of and not total and _summary_row(name, cells, table, frame, reading, row, known=analyte is not None):
        return
    if status_of and (said := _status(name.partition(":")[2], vocabulary)):
        reading.statuses.append((status_of, said, row))
        return
    parsed = _parse(cells, table, frame, name)
    if per:
        parsed.results = [
            r.model_copy(update={"unit": per[1]}) if r.unit in (None, "mg", per[1]) or r.value is None else r
            for r in parsed.results
        ]
    if not parsed.results and not parsed.status:
        heads = any(key(text).startswith("total") for text in cells.values())  # names of figures printed below them
        known = (analyte is not None or total is not None) and status_of is None and "=" not in name
        _unread(row, table, reading, known and not heads)
        return
    if parsed.odd and not parsed.results:
        _unread(row, table, reading, True)
        return
    place = Place(page=table.page, bbox=row.box)
    if total:
        if parsed.results:
            reading.totals.append(Total(name=total, printed=name, results=parsed.results, source=place, text=row.line))
        return
    figure = parse_cell(name, vocabulary, frame.numbers).results  # "11.2 %" is no name
    if analyte is None and (figure or not _plausible_name(name, vocabulary)):
        _unread(row, table, reading, sign_key(name) in vocabulary.qualifiers)  # a word below a name, with a figure
        return
    lost = "(cid:" in name  # a letter that could not be deduced: it may be another analyte
    if lost or (analyte is None and frame.panel == "cannabinoids" and "total" in key(name)):
        _unread(row, table, reading, True)
        return
    panel = analyte.panel if analyte else _named_panel(cells, vocabulary) or frame.panel
    if panel is None:
        return
    if panel == "water_activity":
        parsed.results = [replace_unit(r, "aw") for r in parsed.results]
    reading.measurements.append((
        panel,
        Measurement(
            name=vocabulary.repaired(name), analyte=analyte.code if analyte else None, results=parsed.results,
            lod=parsed.lod, loq=parsed.loq, limit=parsed.limit, limit_text=parsed.limit_text,
            status=parsed.status, source=place, text=row.line,
        ),
    ))  # fmt: skip


PER = re.compile(r"^(.*?)\s*(?:/|\bper\b)\s*(container|package|pkg|unit|serving|bottle|gummy|piece)$", re.IGNORECASE)
UNIT_OF = {"container": "mg/package", "package": "mg/package", "pkg": "mg/package", "bottle": "mg/package"}
UNIT_OF |= {"unit": "mg/unit", "gummy": "mg/unit", "piece": "mg/unit", "serving": "mg/serving"}


def per_unit(name: str) -> tuple[str, str] | None:
    """What a name says per unit, serving or package ("CBD per Unit"), and the unit that it means."""
    match = PER.match(name) if len(name) < 45 else None
    return (match[1], UNIT_OF[match[2].casefold()]) if match else None


def _named_panel(cells: dict[int, str], vocabulary: Vocabulary) -> str | None:
    """The panel that a cell of the row names ("Terpenes" in a column of methods)."""
    named = {panel for text in cells.values() if (panel := vocabulary.panel(text))}
    return named.pop() if len(named) == 1 else None


def _total(name: str, frame: Frame) -> str | None:
    code = frame.vocabulary.total(name)
    if code is None and key(name) in ("total", "totals", "sum", "totalresult") and frame.panel:
        short = {"residual_solvents": "solvents"}.get(frame.panel, frame.panel)
        return f"total_{short}"
    return code


def _summary_row(
    name: str, cells: dict[int, str], table: Table, frame: Frame, reading: TableReading, row: Row, known: bool
) -> bool:
    """A row that names a panel and its status ("Pesticides  06/21/2022  Pass")."""
    kinds = {table.columns[i].kind for i in cells}
    statuses = [s for text in cells.values() if (s := _status(text, frame.vocabulary))]
    others = [
        t for i, t in cells.items()
        if not _status(t, frame.vocabulary) and table.columns[i].kind not in ("date", "ignore")
        and not re.search(r"\d{1,4}[/.-]\d{1,2}[/.-]\d", t)
    ]  # fmt: skip
    if len(statuses) != 1 or kinds & {"limit", "lod", "loq", "unit"} or (known and others):
        return False
    if any(parse_cell(t, frame.vocabulary, frame.numbers).results for t in others) and known:
        return False
    panel = frame.vocabulary.panel(name)
    if panel:
        reading.statuses.append((panel, statuses[0], row))
        _single_figure(panel, name, statuses[0], cells, table, frame, reading, row)
    return True


def _single_figure(
    panel: str,
    name: str,
    status: str,
    cells: dict[int, str],
    table: Table,
    frame: Frame,
    reading: TableReading,
    row: Row,
) -> None:
    """Moisture and water activity may have their one figure in the summary ("0.51 aw - Pass")."""
    parts = (
        [p for text in cells.values() for p in re.split(r"\s[-–]\s", text)]
        if panel in ("moisture", "water_activity")
        else []
    )
    results = [
        r
        for p in parts
        for r in parse_cell(p, frame.vocabulary, frame.numbers).results
        if r.value is not None and r.unit
    ]
    if len(results) == 1:
        said = status if status in ("pass", "fail") else None
        place = Place(page=table.page, bbox=row.box)
        measurement = Measurement(name=name, analyte=panel, results=results, status=said, source=place, text=row.line)
        reading.measurements.append((panel, measurement))


def _status(text: str, vocabulary: Vocabulary) -> str | None:
    """The status that a cell is, or holds before or after a dash ("0.51 aw - Pass")."""
    parts = text.split(" - ")
    found = (vocabulary.statuses.get(key(part) if key(part) else part) for part in (parts[-1], parts[0]))
    return next((status for status in found if status), None)


@dataclass
class Parsed:
    results: list[Result] = field(default_factory=list)
    lod: Quantity | None = None
    loq: Quantity | None = None
    limit: Quantity | None = None
    limit_text: str | None = None
    status: str | None = None
    odd: list[str] = field(default_factory=list)


def _parse(cells: dict[int, str], table: Table, frame: Frame, name: str) -> Parsed:
    out = Parsed()
    row_unit = next(
        (u for i, t in cells.items() if table.columns[i].kind == "unit" and (u := frame.vocabulary.find_unit(t)[0])),
        None,
    )
    inside = re.search(r"\(([^()]+)\)$", name)
    symbol = inside and re.fullmatch(r"[A-Z][a-z]", inside[1])  # "Magnesium (Mg)" says no mg
    name_unit = frame.vocabulary.unit(inside[1]) if inside and not symbol else None
    only = "aw" if frame.panel == "water_activity" else None
    for i, text in sorted(cells.items()):
        unit = row_unit or frame.units.get(i)
        if frame.panel == "water_activity":
            unit = unit if unit == "aw" else None
        _parse_cell(text, i, table.columns, unit or name_unit or frame.table_unit or only, out, frame)
    shared_unit = _shared_unit(out)
    out.results = [replace_unit(r, shared_unit) for r in out.results]
    return out


def _shared_unit(parsed: Parsed) -> str | None:
    """The unit in which two or more of LOD, LOQ and limit are printed: a bare result beside them is in it too."""
    units = [q.unit for q in (parsed.lod, parsed.loq, parsed.limit) if q]
    return units[0] if len(units) > 1 and len(set(units)) == 1 else None


def _parse_cell(text: str, at: int, columns: Sequence[Column], unit: str | None, out: Parsed, frame: Frame) -> None:
    vocabulary, numbers, column = frame.vocabulary, frame.numbers, columns[at]
    if column.kind == "result":
        cell = parse_cell(text, vocabulary, numbers)
        out.results.extend(replace_unit(r, unit) for r in cell.results)
        _take_status(cell, out)
        if not cell.understood:
            out.odd.append(text)
    elif column.kind == "status":
        cell = parse_cell(text, vocabulary, numbers)
        _take_status(cell, out)
        if cell.results and not cell.status and cell.results[0].qualifier in ("NT",):
            out.status = "not_tested"
        if cell.results and cell.status and not any(c.kind == "result" for c in columns):  # "ND Pass" in one column
            out.results.extend(replace_unit(r, unit) for r in cell.results)
    elif column.kind == "lod":
        out.lod = out.lod or parse_quantity(text, unit, vocabulary, numbers)
    elif column.kind == "loq":
        if out.loq is None or key(column.heading).startswith(("loq", "limitofquant")):  # before a reporting limit
            out.loq = parse_quantity(text, unit, vocabulary, numbers) or out.loq
    elif column.kind == "lod_loq":
        out.lod, out.loq = parse_pair(text, unit, vocabulary, numbers)
    elif column.kind == "loq_lod":
        out.loq, out.lod = parse_pair(text, unit, vocabulary, numbers)
    elif column.kind == "range":
        out.loq = out.loq or parse_quantity(re.split(r"\s*[-–]\s*", text)[0], unit, vocabulary, numbers)
    elif column.kind == "limit" and out.limit is None and out.limit_text is None:
        _parse_limit(text, unit, out, frame)


def _take_status(cell: Cell, out: Parsed) -> None:
    if cell.status and out.status is None:
        out.status = cell.status


def _parse_limit(text: str, unit: str | None, out: Parsed, frame: Frame) -> None:
    head, _, tail = text.rpartition(" ")
    status = frame.vocabulary.statuses.get(key(tail)) if tail else None
    if status and head:
        out.status, text = status, head
    if not parse_cell(text, frame.vocabulary, frame.numbers).blank:
        out.limit = parse_quantity(text, unit, frame.vocabulary, frame.numbers)
        if out.limit is None:
            out.limit_text = text


def replace_unit(result: Result, unit: str | None) -> Result:
    return result if result.unit else result.model_copy(update={"unit": unit})


def _unread(row: Row, table: Table, reading: TableReading, sure: bool) -> None:
    if sure:
        reading.unread.append(
            Unread(page=table.page, text=row.line, reason="no cell of the results columns could be read", bbox=row.box)
        )


def _plausible_name(name: str, vocabulary: Vocabulary) -> bool:
    first = name.split()[0].rstrip("=:")
    if (
        vocabulary.heading(name)
        or vocabulary.fragment(name)
        or sign_key(first) in vocabulary.qualifiers
        or vocabulary.heading(first) in ("lod", "loq")
        or "=" in name
        or ": " in name
    ):
        return False
    letters = sum(c.isalpha() for c in name)
    return (
        letters >= 2 and len(name) < 70 and not name.endswith(":") and name.count(" ") < 8 and letters > len(name) / 3
    )
