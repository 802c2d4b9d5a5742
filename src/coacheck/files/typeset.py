"""Lines and tables → pages of words and strokes, as a printer would set them. Tables get all the width they need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from coacheck.files.blocks import RAISED, Block, Cell, Placed, Table, Text, TooLargeTextError, placed
from coacheck.page import Page, Stroke, Word

_WIDTH, _HEIGHT = 612.0, 792.0
_WIDEST = 2400.0
_MARGIN = 36.0
_SIZE = 9.0
_LEADING = 1.35
_ABOVE = 3.0
"""Points above and beside the text of a cell, and between blocks."""
_LONGEST = 70
"""Characters of a line of a cell; a paragraph is as wide as the page."""
_ASCENT, _DESCENT = 0.793, 0.207
_SMALL = 0.65
_THIN = 0.5
MAX_PAGES = 200
_SUPERSCRIPT = re.compile(r"(?<![A-Za-zΔ∆⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻])[⁺⁻]?[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*")
_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")


@dataclass
class _Sheet:
    """The page that is being filled."""

    number: int
    top: float = _MARGIN
    words: list[Word] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)


def pages_of(blocks: Sequence[Block]) -> list[Page]:
    """The pages, all as wide as the widest table. Raises TooLargeTextError for more than a report may have."""
    width = max([_WIDTH, *(sum(_widths(b)) + 2 * _MARGIN for b in blocks if isinstance(b, Table))])
    width = min(width, _WIDEST)
    sheets = [_Sheet(1)]
    for block in blocks:
        if isinstance(block, Text):
            _paragraph(block, width, sheets)
        else:
            _table(block, sheets)
        sheets[-1].top += 2 * _ABOVE
    return [Page(s.number, width, _HEIGHT, s.words, s.strokes) for s in sheets]


def _paragraph(text: Text, width: float, sheets: list[_Sheet]) -> None:
    for line in _lines(text.text, text.bold, width - 2 * _MARGIN):
        sheet = _with_room(sheets, _SIZE * _LEADING)
        sheet.words += _words(line, _MARGIN, sheet.top, text.bold, len(sheet.words))
        sheet.top += _SIZE * _LEADING


def _table(table: Table, sheets: list[_Sheet]) -> None:
    cells, widths = placed(table), _widths(table)
    if not widths:
        return
    edges = [_MARGIN, *accumulate(widths, initial=_MARGIN)][1:]
    by_row: dict[int, list[Placed]] = {}
    for each in cells:
        by_row.setdefault(each.row, []).append(each)
    highs = [_high(by_row.get(row, ())) for row in range(len(table.rows))]
    for row, high in enumerate(highs):
        sheet = _with_room(sheets, high)
        for each in by_row.get(row, ()):
            last = min(each.column + each.cell.wide, len(edges) - 1)
            deep = min(sum(highs[row : row + each.cell.high]), _HEIGHT - _MARGIN - sheet.top)
            _draw(sheet, each.cell, (edges[each.column], sheet.top, edges[last], sheet.top + max(deep, high)))
        sheet.top += high


def _high(row: Sequence[Placed]) -> float:
    lines = max((len(_cell_lines(each.cell)) for each in row if each.cell.high == 1), default=1)
    return max(1, lines) * _SIZE * _LEADING + 2 * _ABOVE


def _draw(sheet: _Sheet, cell: Cell, box: tuple[float, float, float, float]) -> None:
    x0, top, x1, low = box
    for i, line in enumerate(_cell_lines(cell)):
        above = top + _ABOVE + i * _SIZE * _LEADING
        sheet.words += _words(line, x0 + _ABOVE, above, cell.bold, len(sheet.words))
    sheet.strokes += [Stroke(x0, y, x1, y + _THIN) for y in (top, low)]
    sheet.strokes += [Stroke(x, top, x + _THIN, low) for x in (x0, x1)]


def _with_room(sheets: list[_Sheet], high: float) -> _Sheet:
    """The sheet that something so high fits on: the last one, or a new one."""
    if sheets[-1].top + high > _HEIGHT - _MARGIN and sheets[-1].top > _MARGIN:
        if len(sheets) == MAX_PAGES:
            raise TooLargeTextError(f"over {MAX_PAGES} pages")
        sheets.append(_Sheet(sheets[-1].number + 1))
    return sheets[-1]


def _widths(table: Table) -> list[float]:
    """How wide each column is; a cell over several widens the last of them."""
    widths: dict[int, float] = {}
    for each in sorted(placed(table), key=lambda p: p.cell.wide):
        own = range(each.column, each.column + each.cell.wide)
        need = max((width_of(line, each.cell.bold) for line in _cell_lines(each.cell)), default=0.0) + 2 * _ABOVE
        for column in own:
            widths.setdefault(column, 2 * _ABOVE)
        if (lack := need - sum(widths[c] for c in own)) > 0:
            widths[own[-1]] += lack
    return [widths.get(column, 2 * _ABOVE) for column in range(max(widths, default=-1) + 1)]


def _cell_lines(cell: Cell) -> list[str]:
    return _lines(cell.text, cell.bold, _LONGEST * _SIZE / 2)


def _lines(text: str, bold: bool, width: float) -> list[str]:
    return [line for each in text.split("\n") for line in _wrapped(each, bold, width)]


def _wrapped(text: str, bold: bool, width: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, bold) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _words(line: str, x: float, top: float, bold: bool, order: int) -> Iterator[Word]:
    base = top + _ASCENT * _SIZE
    for token in _SUPERSCRIPT.sub(rf"{RAISED}\g<0>", line).split():
        for i, part in enumerate(token.translate(_LEVEL).split(RAISED)):
            if part:
                size = _SMALL * _SIZE if i else _SIZE
                word = _word(part, x, base - (0.4 * _SIZE if i else 0), size, bold, order, bool(i))
                yield word
                x, order = word.x1, order + 1
        x += width_of(" ", bold)


def _word(text: str, x: float, base: float, size: float, bold: bool, order: int, raised: bool) -> Word:
    starts = tuple(accumulate((width_of(c, bold, size) for c in text), initial=x))
    return Word(
        text, x, base - _ASCENT * size, starts[-1], base + _DESCENT * size, size, bold, raised, base=base, ink=(0.0,),
        order=order, starts=starts[:-1], font="Helvetica-Bold" if bold else "Helvetica",
    )  # fmt: skip


def width_of(text: str, bold: bool, size: float = _SIZE) -> float:
    """In points, set in Helvetica; what that has not is as wide as a digit."""
    widths = _metrics(bold)
    return sum(widths.get(c, 556.0) for c in text if c != RAISED) * size / 1000


@lru_cache(maxsize=2)
def _metrics(bold: bool) -> dict[str, float]:
    from pdfminer.fontmetrics import FONT_METRICS

    _, widths = FONT_METRICS["Helvetica-Bold" if bold else "Helvetica"]
    return {str(char): float(width) for char, width in widths.items()}
