"""Charts beside or under a table: names of analytes and numbers of an axis, none of which is a row."""

from __future__ import annotations

from layouts.content import Content
from layouts.paper import HEIGHT, Paper

TALL = 96.0
WIDE = 170.0


def draw_chart(kind: str, paper: Paper, content: Content, x: float, y: float) -> float:
    """A chart of the largest analytes; its bottom."""
    return (_pie if kind == "pie" else _bars)(paper, content, x, y)


def _pie(paper: Paper, content: Content, x: float, y: float) -> float:
    """A pie with its legend beside it."""
    rows, angle = content.found[:5], 90.0
    whole = sum(r.amount or 0 for r in rows) or 1
    for n, row in enumerate(rows):
        extent = 360 * (row.amount or 0) / whole
        paper.canvas.setFillGray(0.35 + 0.12 * n)
        paper.canvas.wedge(x, HEIGHT - y - 80, x + 70, HEIGHT - y - 10, angle, extent, stroke=1, fill=1)
        paper.box(x + 80, y + 16 + 13 * n, x + 86, y + 22 + 13 * n, 0.35 + 0.12 * n)
        paper.text(x + 90, y + 22 + 13 * n, row.name, _fitting(paper, row.name, WIDE - 90))
        angle += extent
    paper.canvas.setFillGray(0)
    return y + TALL


def _bars(paper: Paper, content: Content, x: float, y: float) -> float:
    """Lying bars over an axis with numbers."""
    rows, axis = content.found[:5], x + 78
    top = max((r.amount or 0 for r in rows), default=1)
    step = _step(top)
    for n, row in enumerate(rows):
        size = _fitting(paper, row.name, 72)
        paper.text(axis - 4, y + 17 + 13 * n, row.name, size, align="right")
        paper.box(axis, y + 10 + 13 * n, axis + 80 * (row.amount or 0) / (4 * step), y + 19 + 13 * n, 0.5)
    bottom = y + 12 + 13 * len(rows)
    paper.line(axis, y + 6, axis, bottom)
    paper.line(axis, bottom, axis + 84, bottom)
    for mark in range(5):
        paper.text(axis + 20 * mark, bottom + 7, f"{mark * content.scale.value(step):g}", 4.5, align="center")
    return y + TALL


def _step(top: int) -> int:
    """A round quarter of the axis."""
    size = 10 ** max(0, len(str(top)) - 2)
    return int(-(-top / 4 // size) * size) or 1


def _fitting(paper: Paper, text: str, room: float) -> float:
    size = 6.5
    while size > 3.5 and paper.width(text, size) > room:
        size -= 0.25
    return size
