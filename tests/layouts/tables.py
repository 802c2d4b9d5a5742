"""The tables of results: alone, beside each other, in blocks, or lying on their side."""

from __future__ import annotations

from dataclasses import replace

from layouts.charts import TALL, WIDE, draw_chart
from layouts.columns import abreast, columns_of, lying
from layouts.content import Content, Row
from layouts.grid import Grid
from layouts.notes import lead, title, under
from layouts.paper import BOTTOM, MARGIN
from layouts.plan import Plan, keep_printed, plan_of, without
from layouts.sheet import SPAN, Sheet
from layouts.style import Style

_SPARED = ("bar", "extra", "id", "lod", "lod_loq", "empty", "loq", "limit", "limit2", "status2", "status", "unit")
"""What a table does without where there is no room for it, first what is missed least."""
_NEEDED = {"column": ("unit",)}


def tables(sheet: Sheet) -> None:
    """All panels of the report, from where the page is written on."""
    left = list(sheet.contents)
    count = {"beside": 2, "beside 3": 3}.get(sheet.style.arrangement, 0)
    if count and len(left) > 1 and _beside(sheet, left[:count]):
        left = left[count:]
    for i, content in enumerate(left):
        _panel(sheet, content, breaks=i == 0)


def _panel(sheet: Sheet, content: Content, breaks: bool) -> None:
    paper, style = sheet.paper, sheet.style
    charted = style.chart if len(content.found) > 2 and content.panel in ("cannabinoids", "terpenes") else ""
    width = SPAN - WIDE - 10 if charted else SPAN
    grid = _grid(sheet, content, MARGIN, width)
    continued = (
        breaks and style.page_break != "none" and style.arrangement == "single" and grid.rows > 5 and not charted
    )
    if not (continued and _push_down(sheet, grid)) and paper.y + lead(style) + max(grid.height, TALL) > BOTTOM:
        paper.next_page()
        paper.y += 8
    number = paper.number
    y = title(sheet, content, grid.columns[0].x0, max(grid.columns[-1].x1, MARGIN + SPAN / 2), paper.y)
    bottom = y
    if charted:
        bottom = draw_chart(charted, paper, content, MARGIN + width + 10, y)
    end = under(sheet, content, grid.draw(y), MARGIN, width)
    paper.y = max(bottom, end) if paper.number == number else end


def _push_down(sheet: Sheet, grid: Grid) -> bool:
    """A picture of the product above, so that the page ends in the middle of the table."""
    keep = grid.heading_height + sum(grid.row_height(i) for i in range(grid.rows // 2)) + 2
    start, paper = BOTTOM - keep - lead(sheet.style), sheet.paper
    if start <= paper.y + 20:
        return False
    paper.box(MARGIN + 150, paper.y + 8, MARGIN + 350, start - 6, 0.8)
    paper.y = start
    return True


def _beside(sheet: Sheet, contents: list[Content]) -> bool:
    """Panels side by side, each with its own headings, pitch and start; False where they don't fit."""
    style, paper, rng = sheet.style, sheet.paper, sheet.rng
    gap = 20.0 if style.blocks == 2 else rng.uniform(1.0, 1.8) * style.size
    wide = (SPAN - gap * (len(contents) - 1)) / len(contents)
    grids = []
    for n, content in enumerate(contents):
        pitch = style.padding * rng.uniform(0.9, 1.6) if n else style.padding
        own = replace(style, padding=pitch, gutter=min(style.gutter, 1.4 * style.size))
        grids.append(_fitted(sheet, content, MARGIN + n * (wide + gap), wide, own))
    if not all(grid.fits for grid in grids):
        return False
    if paper.y + max(g.height for g in grids) + lead(style) + 80 > BOTTOM:
        paper.next_page()
    top, ends = paper.y, []
    for n, (content, grid) in enumerate(zip(contents, grids, strict=True)):
        x0 = MARGIN + n * (wide + gap)
        y = title(sheet, content, x0, x0 + wide, top + (rng.choice([0, 0, 3.5, 17]) if n else 0))
        ends.append(under(sheet, content, grid.draw(y), x0, wide) if n == 0 else grid.draw(y) + 12)
    paper.y = max(ends)
    return True


def _grid(sheet: Sheet, content: Content, x0: float, width: float) -> Grid:
    style = sheet.style
    lies = style.arrangement == "transposed" and content.panel in ("cannabinoids", "terpenes", "heavy_metals")
    if lies and (grid := _lying(sheet, content, x0, width)):
        return grid
    if style.arrangement == "pairs" and len(content.rows) > 5 and (grid := _blocks(sheet, content, x0, width)):
        return grid
    return _fitted(sheet, content, x0, width, style)


def _fitted(sheet: Sheet, content: Content, x0: float, width: float, style: Style) -> Grid:
    """The table with as many of its columns as there is room for."""
    whole = plan_of(content, style, sheet.rng)
    for plan in _shorter(whole, style):
        keep = list(plan)
        grid = Grid(sheet.paper, style, columns_of(keep, content.rows, content, style), x0, width)
        if grid.fits:
            break
    keep_printed(keep, content)
    return grid


def _shorter(plan: list[Plan], style: Style) -> list[list[Plan]]:
    """The plan, and then with ever fewer columns."""
    spared = [k for k in _SPARED if k not in _NEEDED.get(style.units, ())]
    return [plan, *(without(plan, *spared[: n + 1]) for n in range(len(spared)))]


def _blocks(sheet: Sheet, content: Content, x0: float, width: float) -> Grid | None:
    """The rows in two or three blocks beside each other, under one line of headings."""
    style, count = sheet.style, sheet.style.blocks
    plan = plan_of(content, style, sheet.rng)
    for keep in _shorter(plan, style):
        if len(keep) * count > 10:
            continue
        parts = _parted(content.rows, count)
        starts = [sum(map(len, parts[:n])) for n in range(count)]
        columns = [columns_of(keep, p, content, style, first) for p, first in zip(parts, starts, strict=True)]
        grid = Grid(sheet.paper, style, abreast(columns, style), x0, width)
        if grid.fits:
            keep_printed(keep, content)
            return grid
    return None


def _parted(rows: list[Row], count: int) -> list[list[Row]]:
    cut = -(-len(rows) // count)
    return [rows[n * cut : (n + 1) * cut] for n in range(count)]


def _lying(sheet: Sheet, content: Content, x0: float, width: float) -> Grid | None:
    """Analytes across the page. Those that have no room are not printed; sums and their parts stay."""
    style, rows = sheet.style, list(content.rows)
    plan = [p for p in plan_of(content, style, sheet.rng) if p.kind in ("result", "lod", "loq")]
    summed = any(r.total for r in rows)
    while len(rows) > 3:
        grid = Grid(sheet.paper, style, lying(plan, rows, content, style), x0, width)
        if grid.fits and len(rows) < 11:
            content.rows, content.lying = rows, True
            keep_printed(plan, content)
            return grid
        spare = [r for r in rows if not r.total and not (summed and r.amount)]
        if not spare:
            return None
        rows.remove(spare[0])
    return None
