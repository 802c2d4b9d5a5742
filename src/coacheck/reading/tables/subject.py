"""What a row is about."""

from __future__ import annotations

from dataclasses import dataclass

from coacheck.layout import Table
from coacheck.model import Result
from coacheck.reading.tables.frame import Frame
from coacheck.reading.tables.row_cells import Parsed, in_own_unit, parse_row, unit_in_name
from coacheck.reading.tables.row_names import per_unit, total_of, unit_said
from coacheck.reading.vocabulary import Analyte

FOREIGN_MATTER = "foreign_matter"
"""Its rows are named as it is itself."""
_OWN = {"moisture": "%", "water_activity": "aw"}
"""The one unit in which the figures of a panel are told."""


@dataclass(frozen=True)
class Subject:
    """What a row is about: an analyte or a total, and the unit that its name says."""

    analyte: Analyte | None
    total: str | None
    unit: str | None = None


def subject_of(name: str, frame: Frame) -> Subject:
    total = total_of(name, frame)
    analyte = frame.vocabulary.analyte(name)
    counted = frame.panel == "microbials" and not frame.vocabulary.panel(name)
    if analyte and analyte.panel == FOREIGN_MATTER and counted:  # "Mold" is no foreign matter there
        return Subject(None, total)
    per = per_unit(name) if not total else None
    if per:
        return Subject(frame.vocabulary.analyte(per[0]), total_of(per[0], frame), per[1])
    return Subject(analyte, total, unit_said(name, frame.vocabulary) if analyte or total else None)


def parsed_about(subject: Subject, name: str, cells: dict[int, str], table: Table, frame: Frame) -> Parsed:
    """The cells of a row, in the unit that its name says, or in the one that its panel alone has."""
    parsed = parse_row(cells, table, frame, name)
    if own := _OWN.get(subject.analyte.panel if subject.analyte else ""):
        in_own_unit(parsed, own, own == "aw" or unit_in_name(name, frame) == own)
    if subject.unit:
        parsed.results = [_in_unit(r, subject.unit) for r in parsed.results]
    return parsed


def _in_unit(result: Result, unit: str) -> Result:
    bare = result.unit in (None, "mg", unit) or result.value is None
    return result.model_copy(update={"unit": unit}) if bare else result
