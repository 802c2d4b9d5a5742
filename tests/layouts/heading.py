"""The headings over a grid: on one line or on several, with their units in them, beside them or on a line below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layouts.columns import Column

if TYPE_CHECKING:
    from layouts.grid import Grid

LINE = 1.15
"""Ems from one baseline to the next."""


def spans_of(columns: list[Column]) -> list[tuple[int, int, str]]:
    """First and last column under each common heading."""
    out: list[tuple[int, int, str]] = []
    for i, column in enumerate(columns):
        if not column.span:
            continue
        if out and out[-1][1] == i - 1 and out[-1][2] == column.span and columns[i - 1].kind == column.kind:
            out[-1] = (out[-1][0], i, column.span)
        else:
            out.append((i, i, column.span))
    return out


def heading_widths(grid: Grid, column: Column) -> list[float]:
    """The widths of the heading's lines, its unit among them."""
    bold = grid.style.heading_bold
    beside = grid.style.units == "drop" and column.unit
    lines = [*column.heading[:-1], f"{column.heading[-1]} {column.unit}"] if beside else [*column.heading, column.unit]
    return [grid.paper.width(t, grid.size, bold) for t in lines]


def _lines(grid: Grid) -> int:
    most = max(len(c.heading) for c in grid.columns)
    return max(most, 2) if spans_of(grid.columns) else most


def _units_below(grid: Grid) -> bool:
    return grid.style.units == "line" and any(c.unit for c in grid.columns)


def heading_height(grid: Grid) -> float:
    """In points; nothing where the table has no headings."""
    if not grid.style.headings:
        return 0.0
    below = LINE + grid.style.unit_gap if _units_below(grid) else 0.0
    drop = abs(grid.style.unit_drop) if grid.style.units == "drop" else 0.0
    return (_lines(grid) * LINE + 0.6 + below + drop) * grid.size


def draw_heading(grid: Grid, y: float) -> float:
    """The bottom of the headings."""
    height = heading_height(grid)
    if grid.style.headings:
        if grid.style.zebra:
            grid.paper.box(grid.columns[0].x0, y, grid.columns[-1].x1, y + height, 0.85)
        for column in grid.columns:
            _draw_column(grid, column, y)
        _draw_spans(grid, y)
    grid.rule(y, y + height, heading=True)
    return y + height


def _base(grid: Grid, y: float, line: float) -> float:
    drop = max(0.0, -grid.style.unit_drop) if grid.style.units == "drop" else 0.0
    return y + (0.3 + line * LINE + 0.85 + drop) * grid.size


def _draw_column(grid: Grid, column: Column, y: float) -> None:
    spare = _lines(grid) - len(column.heading)
    place = grid.style.name_heading if column.kind in ("name", "number") else grid.style.heading_place
    place = "bottom" if column.span else place
    free = {"top": 0.0, "middle": spare / 2, "bottom": spare}[place]
    if grid.style.units == "drop" and column.unit:
        _draw_beside(grid, column, y, free)
        return
    for n, text in enumerate(column.heading):
        grid.put(column, _base(grid, y, free + n), text, grid.style.heading_bold, column.heading_align, heading=True)
    if column.unit:
        base = _base(grid, y, _lines(grid)) + grid.style.unit_gap * grid.size
        grid.put(column, base, column.unit, grid.style.heading_bold, column.heading_align, heading=True)


def _draw_beside(grid: Grid, column: Column, y: float, free: float) -> None:
    """The last line with its unit behind it, a little higher or lower."""
    paper, bold, last = grid.paper, grid.style.heading_bold, len(column.heading) - 1
    for n, text in enumerate(column.heading[:-1]):
        grid.put(column, _base(grid, y, free + n), text, bold, column.heading_align, heading=True)
    left, right = grid.insets(column, heading=True)
    whole = paper.width(f"{column.heading[-1]} {column.unit}", grid.size, bold)
    room = column.x1 - column.x0 - left - right - whole
    x = column.x0 + left + room * {"left": 0.0, "center": 0.5, "right": 1.0}[column.heading_align]
    base = _base(grid, y, free + last)
    paper.text(x, base, column.heading[-1], grid.size, bold)
    paper.text(x + whole, base + grid.style.unit_drop * grid.size, column.unit, grid.size, bold, align="right")


def _draw_spans(grid: Grid, y: float) -> None:
    for first, last, text in spans_of(grid.columns):
        x0, x1 = grid.columns[first].x0, grid.columns[last].x1
        base = _base(grid, y, _lines(grid) - 2)
        grid.paper.text((x0 + x1) / 2, base, text, grid.size, grid.style.heading_bold, align="center")
        if grid.style.borders != "none" and last > first:
            grid.paper.line(x0 + 2, base + 0.25 * grid.size, x1 - 2, base + 0.25 * grid.size)
