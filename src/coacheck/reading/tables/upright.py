"""Tables that lie on their side are turned: each heading becomes a row, each row a column."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coacheck.layout import Column, Row, Table
from coacheck.reading.vocabulary import Vocabulary


def upright(table: Table, vocabulary: Vocabulary) -> Table:
    """Turn a table that lies on its side: each heading becomes a row, each row a column."""
    if all(vocabulary.unit(c.heading.rpartition("(")[2]) for c in table.columns if c.kind == "row"):
        return _figures_by_name(table)
    columns = [Column("", "name", table.columns[0].x0, table.columns[0].x1)]
    rows = [Row({0: []}) for _ in table.columns[1:]]
    kept: list[Row] = []
    for source in table.rows:
        label = source.text(0)
        below = {source.text(i) for i in source.cells if i} or {label}
        unit = vocabulary.unit(below.pop()) if not label or len(source.cells) == 1 else None
        if unit and not below:  # "%" under every figure above, or under their heading
            columns[-1] = replace(columns[-1], heading=f"{columns[-1].heading} ({unit})")
        kind = vocabulary.heading(label)
        of_above = vocabulary.unit(label) and columns[-1].kind in ("lod", "loq")
        if unit or kind is None or (of_above and not vocabulary.find_unit(columns[-1].heading)[0]):
            continue
        columns.append(Column(label, kind, 0.0, 0.0))
        kept.append(source)
        for i in range(1, len(table.columns)):
            if i in source.cells:
                rows[i - 1].cells[len(columns) - 1] = source.cells[i]
    named = [Named.of(row, c.heading) for row, c in zip(rows, table.columns[1:], strict=True) if len(row.cells) > 1]
    return replace(table, columns=columns, rows=list(named), transposed=False)


def _figures_by_name(table: Table) -> Table:
    """One line of figures under headings that are a name and a unit each: every figure becomes a row."""
    rows: list[Row] = []
    names: list[str] = []
    units: list[str] = []
    for i, column in enumerate(table.columns):
        if column.kind == "row":
            name, _, unit = column.heading.rpartition(" (")
            names, units = [*names, name], [*units, unit.rstrip(")")]
            cell = next((r.cells[i] for r in table.rows if i in r.cells), [])
            rows.append(Named.of(Row({len(units): cell} if cell else {}), name))
    columns = [Column("", "name", 0.0, 0.0), *(Column(u, "result", 0.0, 0.0) for u in units)]
    return replace(table, columns=columns, rows=[r for r in rows if r.cells], transposed=False)


@dataclass
class Named(Row):
    """A row whose name was a column heading."""

    label: str = ""

    @classmethod
    def of(cls, row: Row, label: str) -> Named:
        return cls({k: v for k, v in row.cells.items() if v}, label=label)

    def text(self, column: int) -> str:
        return self.label if column == 0 else super().text(column)

    @property
    def name(self) -> str:
        return self.label
