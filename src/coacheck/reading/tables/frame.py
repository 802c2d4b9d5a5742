"""What one table says, and what holds for all of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coacheck.layout import Row
from coacheck.model import Evidence, Measurement, Total, Unread
from coacheck.reading.tables.cells import Numbers
from coacheck.reading.vocabulary import Vocabulary


@dataclass
class TableReading:
    """What one table says."""

    panel: str | None = None
    measurements: list[tuple[str, Measurement]] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    boxed: list[Total] = field(default_factory=list)
    """Totals of a box of key figures, which has no headings."""
    nameless: list[Total] = field(default_factory=list)
    """Totals whose name is cut or not known."""
    statuses: list[tuple[str, str, Row]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    overall: list[tuple[str, Evidence]] = field(default_factory=list)
    kind: Literal["results", "summary", "qc", "other", "none"] = "results"
    """Of this sample, of several panels, of quality control, of another sample, or no table of results."""
    foreign: str | None = None
    """The title by which it may be of something else than this sample."""
    claimed: bool = False
    """Does it hold results against what the label claims?"""

    @property
    def tells(self) -> bool:
        """Is it a table of results, be they of quality control or of another sample?"""
        rows = self.measurements or self.statuses or self.totals
        return self.kind in ("qc", "other") or (self.kind != "none" and bool(rows))

    def unread_as(self, reason: str) -> TableReading:
        """The reading of a table that is of something else: its rows are told as unread."""
        rows = list(self.unread)
        told: list[Measurement | Total] = [*(m for _, m in self.measurements), *self.totals, *self.boxed]
        places = ((row, row.source) for row in told if row.source)
        rows += [Unread(page=at.page, text=row.text or row.name, reason=reason, bbox=at.bbox) for row, at in places]
        return TableReading(kind="other", unread=rows)


@dataclass(frozen=True)
class Frame:
    """What holds for all rows of a table."""

    panel: str | None
    units: dict[int, str | None]
    table_unit: str | None
    vocabulary: Vocabulary
    numbers: Numbers
    headed: Mapping[int, str] = field(default_factory=dict)
    """The units that headings of its own print, by column."""
    mixed: bool = False
    """Do rows of its own title the parts of several panels?"""
