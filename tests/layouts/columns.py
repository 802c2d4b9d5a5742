"""A plan becomes columns of printed cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from coacheck.reading.vocabulary import vocabulary
from layouts.content import Content, Row
from layouts.figures import ANY, Cell
from layouts.plan import Plan
from layouts.style import Style


@dataclass
class Column:
    """Heading lines, and of each row the lines of its cell. `left`, `right`: its insets in em, where it has its own."""

    kind: str
    heading: list[str]
    cells: list[list[str]]
    align: str
    heading_align: str
    unit: str = ""
    span: str = ""
    left: float | None = None
    right: float | None = None
    light: bool = False
    x0: float = 0.0
    x1: float = 0.0


def columns_of(plan: list[Plan], rows: list[Row], content: Content, style: Style, first: int = 0) -> list[Column]:
    columns = [
        Column(
            p.kind, p.heading, [[_text(p, r, n, content, style)] for n, r in enumerate(rows, first + 1)], p.align,
            p.heading_align, p.unit, p.span, light=p.kind in ("lod", "loq", "lod_loq") and "limits" in style.light,
        )
        for p in plan
    ]  # fmt: skip
    return _touched(columns, style.borders == "full") if style.touching else columns


def _touched(columns: list[Column], ruled: bool) -> list[Column]:
    """No gap between two columns, where a line parts them or where a person sees by the decimals what ends where."""
    for a, b in pairwise(columns):
        near = (a.kind, b.kind) in (("lod", "loq"), ("result", "result"))
        if near and a.left is None and (ruled or _alike(a, b)):
            a.align, a.right, b.align, b.left = "right", 0.04 * ruled, "left", 0.04
            a.heading_align, b.heading_align = "right", "left"
    return columns


def _alike(a: Column, b: Column) -> bool:
    """Have all cells of both columns as many decimals, and nothing but figures?"""
    texts = [t for column in (a, b) for cell in column.cells for t in cell if t]
    decimals = {len(t.replace(",", ".").partition(".")[2]) for t in texts}
    return len(decimals) == 1 and decimals != {0} and all(t.replace(",", ".").replace(".", "").isdigit() for t in texts)


def _text(plan: Plan, row: Row, n: int, content: Content, style: Style) -> str:
    if plan.kind == "name":
        return row.name + (f"↑{row.mark}" if row.mark else "")
    if plan.kind == "result":
        return _with_unit(row.results[plan.index], content, style)
    if plan.kind == "unit":
        return content.printed[content.units[0]]
    if plan.kind in ("status", "status2"):
        return {"pass": content.words["pass"], "fail": content.words["fail"], None: ""}[row.status]
    if plan.kind == "bar":
        return "" if row.total or not row.amount else f"{row.amount / content.found[0].amount:.2f}"  # type: ignore[operator]
    if row.total:
        return ""
    return _beside(plan, row, n, content, style)


def _beside(plan: Plan, row: Row, n: int, content: Content, style: Style) -> str:
    """What only analytes have, not sums."""
    if plan.kind in ("number", "empty"):
        return str(n) if plan.kind == "number" else ""
    if plan.kind == "id":
        ids = {"test id": f"{4100 + 7 * n}", "method": "HPLC-UV" if n % 4 else "LC-MS", "cas": row.cas}
        return ids[style.id_column]
    if plan.kind == "extra":
        comma = style.decimal_comma
        dilution, uncertainty = ("1,000", "± 0,05") if comma else ("1.000", "± 0.05")
        return {"dilution": dilution, "cas": row.cas, "uncertainty": uncertainty}[style.extra_column]
    if plan.kind == "lod_loq" and row.lod and row.loq:
        return f"{row.lod.text} / {row.loq.text}"
    cell: Cell | None = getattr(row, plan.kind)
    return _with_unit(cell, content, style) if cell else ""


def _with_unit(cell: Cell, content: Content, style: Style) -> str:
    if style.units != "cell" or "text" in cell.truth:
        return cell.text
    if "value" not in cell.truth and "bound" not in cell.truth:
        cell.truth["unit"] = ANY
        return cell.text
    return f"{cell.text} {content.printed[cell.truth['unit']]}"


def lying(plan: list[Plan], rows: list[Row], content: Content, style: Style) -> list[Column]:
    """The table on its side: a column for each analyte, a row for each kind of value."""
    labels = Column("name", [""], [[_label(p, content)] for p in plan], "left", "left")
    return [
        labels,
        *(
            Column("value", [r.name], [[_text(p, r, 0, content, style)] for p in plan], "center", "center")
            for r in rows
        ),
    ]


def _label(plan: Plan, content: Content) -> str:
    text = plan.span or " ".join(plan.heading)
    unit = content.printed[content.units[plan.index]]
    return text if vocabulary().find_unit(text)[0] else f"{text} ({unit})"


def abreast(parts: list[list[Column]], style: Style) -> list[Column]:
    """Further parts of the rows beside the first, under one line of headings."""
    rows = len(parts[0][0].cells)
    out: list[Column] = []
    for n, columns in enumerate(parts):
        for column in columns:
            column.cells += [[""] for _ in range(rows - len(column.cells))]
        if out and style.tight:
            out[-1].heading_align, out[-1].right = "right", 0.2
            columns[0].align = columns[0].heading_align = "left"
            columns[0].left = 0.2
        bare = n and not style.second_name_heading
        out += [replace(c, heading=[""]) if bare and c.kind == "name" else c for c in columns]
    return out
