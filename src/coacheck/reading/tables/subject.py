"""What a row is about."""

from __future__ import annotations

from dataclasses import dataclass

from coacheck.reading.tables.frame import Frame
from coacheck.reading.tables.row_names import per_unit, total_of, unit_said
from coacheck.reading.vocabulary import Analyte

FOREIGN_MATTER = "foreign_matter"
"""Its rows are named as it is itself."""


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
