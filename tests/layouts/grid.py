"""Columns find their places on the page, and are drawn."""

from __future__ import annotations

from layouts.columns import Column
from layouts.heading import LINE, draw_heading, heading_height, heading_widths, spans_of
from layouts.paper import BOTTOM, Paper
from layouts.style import Style

SMALLEST = 5.0


class Grid:
    """Columns with their places on the page, ready to be drawn."""

    def __init__(self, paper: Paper, style: Style, columns: list[Column], x0: float, width: float) -> None:
        self.paper, self.style, self.columns = paper, style, columns
        self.size = style.size
        self.place(x0, width)

    def place(self, x0: float, width: float) -> None:
        """Wrap the names, make the print smaller until the columns fit, and spread them."""
        for _ in range(12):
            self._wrap()
            needed = [self._needed(c) for c in self.columns]
            self._widen_spans(needed)
            if sum(needed) <= width or self.size <= SMALLEST:
                break
            self.size = max(SMALLEST, self.size - 0.5)
        spare = max(0.0, width - sum(needed)) if self.style.stretch else 0.0
        for column, room in zip(self.columns, needed, strict=True):
            column.x0, column.x1 = x0, x0 + room + spare / len(needed)
            x0 = column.x1
        self.fits = sum(needed) <= width + 0.01

    def _wrap(self) -> None:
        room = self.style.name_room * self.size if self.style.wrap_names else 26 * self.size
        for column in self.columns:
            if column.kind == "name":
                column.cells = [self.paper.wrapped(" ".join(c), self.size, room) for c in column.cells]

    def _needed(self, column: Column) -> float:
        cells = [self.paper.width(t, self.size) for c in column.cells for t in c] if column.kind != "bar" else [40.0]
        left, right = self.insets(column)
        inner = max([*cells, self.size]) + left + right
        heads = heading_widths(self, column)
        return max([inner, *(h + sum(self.insets(column, heading=True)) for h in heads)])

    def _widen_spans(self, needed: list[float]) -> None:
        for first, last, text in spans_of(self.columns):
            wide = self.paper.width(text, self.size, self.style.heading_bold) + self.size
            short = wide - sum(needed[first : last + 1])
            for i in range(first, last + 1):
                needed[i] += max(0.0, short) / (last - first + 1)

    def insets(self, column: Column, heading: bool = False) -> tuple[float, float]:
        """The room left and right of a column's text, in points."""
        usual = 0.45 * self.style.gutter * self.size / self.style.size
        least = 0.2 * self.size if heading else 0.0
        left = usual if column.left is None else max(least, column.left * self.size)
        return left, usual if column.right is None else max(least, column.right * self.size)

    @property
    def heading_height(self) -> float:
        return heading_height(self)

    def row_height(self, i: int) -> float:
        lines = max(len(c.cells[i]) for c in self.columns)
        apart = 0.55 * self.size if lines > 1 or any(len(t) > 1 for c in self.columns for t in c.cells) else 0.0
        return lines * LINE * self.size + max(self.style.padding * self.size / self.style.size, apart)

    @property
    def rows(self) -> int:
        return len(self.columns[0].cells)

    @property
    def height(self) -> float:
        return self.heading_height + sum(self.row_height(i) for i in range(self.rows))

    def draw(self, y: float) -> float:
        """Draw from `y` down, on to the next page where it must be; the bottom of the last row."""
        y = draw_heading(self, y)
        for i in range(self.rows):
            if y + self.row_height(i) > BOTTOM:
                self.paper.next_page()
                y = self.paper.y + 10
                y = draw_heading(self, y) if self.style.page_break != "no header" else self._top_rule(y)
            y = self._draw_row(i, y)
        return y

    def _top_rule(self, y: float) -> float:
        if self.style.borders == "full":
            self.paper.line(self.columns[0].x0, y, self.columns[-1].x1, y)
        return y

    def _draw_row(self, i: int, y: float) -> float:
        height, lines = self.row_height(i), max(len(c.cells[i]) for c in self.columns)
        if self.style.zebra and i % 2:
            self.paper.box(self.columns[0].x0, y, self.columns[-1].x1, y + height, 0.93)
        start = y + (height - lines * LINE * self.size) / 2 + 0.85 * self.size
        for column in self.columns:
            if column.kind == "bar":
                self._bar(column, i, y, height)
                continue
            base = start + self._lowered(column, lines - len(column.cells[i]))
            for n, text in enumerate(column.cells[i]):
                self.put(column, base + n * LINE * self.size, text, False, column.align)
        self.rule(y, y + height)
        return y + height

    def _lowered(self, column: Column, spare: int) -> float:
        """How far under the row's first baseline the cell begins, in points."""
        name = column.kind in ("name", "number")
        free = {"top": 0.0, "middle": spare / 2, "bottom": spare}["middle" if name else self.style.values]
        shift = 0.0 if name else self.style.shift * self.size / self.style.size
        return free * LINE * self.size + shift

    def put(self, column: Column, baseline: float, text: str, bold: bool, align: str, heading: bool = False) -> None:
        left, right = self.insets(column, heading)
        x = {"left": column.x0 + left, "center": (column.x0 + left + column.x1 - right) / 2, "right": column.x1 - right}
        gray = 0.55 if column.light and not heading else 0.0
        self.paper.text(x[align], baseline, text, self.size, bold, align, gray)

    def _bar(self, column: Column, i: int, y: float, height: float) -> None:
        share = float(column.cells[i][0] or 0)
        if share:
            self.paper.box(column.x0 + 4, y + 0.2 * height, column.x0 + 4 + 36 * share, y + 0.8 * height, 0.4)

    def rule(self, top: float, bottom: float, heading: bool = False) -> None:
        x0, x1 = self.columns[0].x0, self.columns[-1].x1
        if self.style.borders in ("full", "rows") or (heading and self.style.borders == "heading"):
            self.paper.line(x0, bottom, x1, bottom)
        if self.style.borders != "full":
            return
        inside = {i for first, last, _ in spans_of(self.columns) for i in range(first, last)} if heading else set()
        self.paper.line(x0, top, x0, bottom)
        for i, column in enumerate(self.columns):
            self.paper.line(column.x1, (top + bottom) / 2 if i in inside else top, column.x1, bottom)
        if heading:
            self.paper.line(x0, top, x1, top)
