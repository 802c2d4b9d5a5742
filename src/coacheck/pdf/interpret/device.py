"""Takes down what pdfminer's interpreter paints: characters as small dicts, shapes and pictures as their boxes.

pdfminer makes an object of each character, and pdfplumber a dict of all its attributes, which takes most of their
time. Here the parts that all characters of a string share are worked out once.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from pdfminer.layout import LTChar, LTFigure
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
from pdfminer.utils import apply_matrix_pt, mult_matrix

from coacheck.page import Box, Color, Stroke
from coacheck.pdf.interpret.marks import Cover, Marks, color_of, is_light
from coacheck.pdf.interpret.state import State
from coacheck.pdf.interpret.turned import height_of, is_turned, way_of

MAX_SHAPES = 20_000
"""More shapes than this on one page are a drawing; the rest is not kept."""
MAX_CURVES = 2_000
DOT = 30.0
"""A shape smaller than this, in points, may be a part of a drawn code."""

LOW, NARROW = 3.5, 1.5
"""Points; what is lower, or narrower, hides no digit."""
SLIVER = 0.2
TINY = 1.0
"""Points; smaller letters are specks to whoever looks."""
UNPAINTED = (3, 7)
"""The modes of setting text in which nothing of it is painted."""

Matrix = tuple[float, float, float, float, float, float]


class Device(PDFTextDevice):
    """Fills `marks`, in PDF points from the top left corner of the page; `left` and `height` place pdfminer's there."""

    ctm: Matrix

    def __init__(self, rsrcmgr: PDFResourceManager, left: float, height: float) -> None:
        super().__init__(rsrcmgr)
        self.marks = Marks()
        self._chars = self.marks.chars
        self._left, self._height = left, height
        self._order = 0
        self._shapes = 0
        self._figures: list[Box] = []
        self._strip: Box | None = None
        self.state = State()

    def _box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        return (x0 + self._left, self._height - y1, x1 + self._left, self._height - y0)

    def _next(self) -> int:
        """The place of the next mark in the order of painting."""
        self._order += 1
        return self._order - 1

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self._figures.append(self._box(*LTFigure(name, bbox, mult_matrix(matrix, self.ctm)).bbox))

    def end_figure(self, name: str) -> None:
        self._figures.pop()

    def render_image(self, name: str, stream: object) -> None:
        box = self._figures[-1]
        self.marks.images.append(box)
        if (seen := self.state.left_of(box)) is not None:
            self.marks.covers.append(Cover(self._next(), seen, True, picture=True))

    def paint_shading(self) -> None:
        """A gradient fills whatever the page is clipped to."""
        if self.state.clip is not None and self.state.painted:
            self.marks.covers.append(Cover(self._next(), self.state.clip, True))

    def clip_to(self, path: Sequence[Any]) -> None:
        """What is painted from here on is seen inside the path only."""
        points = [apply_matrix_pt(self.ctm, s[i : i + 2]) for s in path for i in range(1, len(s), 2)]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        if points:
            self.state = self.state.clipped(self._box(min(xs), min(ys), max(xs), max(ys)))

    def paint_path(self, gstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        if fill and any(len(segment) > 3 for segment in path):
            self._add_curve(path)
        points: list[tuple[float, float]] = []
        for segment in [*path, "m"]:
            if segment[0] == "m" and points:
                self._add_shape(gstate, fill, points)
                if stroke and not fill:
                    self._add_broad_line(gstate, points)
                points = []
            if len(segment) >= 3:
                points.append(apply_matrix_pt(self.ctm, segment[-2:]))

    def _add_curve(self, path: Sequence[Any]) -> None:
        points = [apply_matrix_pt(self.ctm, s[-2:]) for s in path if len(s) >= 3]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = self._box(min(xs), min(ys), max(xs), max(ys))
        if box[3] - box[1] < DOT and len(self.marks.curves) < MAX_CURVES:
            self.marks.curves.append(box)

    def _add_shape(self, gstate: PDFGraphicState, fill: bool, points: list[tuple[float, float]]) -> None:
        self._shapes += 1
        if len(points) < 2 or self._shapes > MAX_SHAPES:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = self._box(min(xs), min(ys), max(xs), max(ys))
        stroke = Stroke(*box, filled=bool(fill))
        order = self._next()
        if stroke.horizontal or stroke.vertical or stroke.box:
            self.marks.strokes.append(stroke)
        if fill:
            self._add_cover(order, box, color_of(gstate.ncolor))
        if fill and box[2] - box[0] < DOT and box[3] - box[1] < DOT:
            self.marks.dots.append(box)

    def _add_cover(self, order: int, box: Box, ink: Color) -> None:
        """What is lower than letters hides none, but for thin strips painted one under the other."""
        box = _joined(self._strip, box) if self._strip and box[3] - box[1] < LOW else box
        self._strip = box
        seen = self.state.left_of(box) if self.state.painted else None
        if seen is not None and seen[3] - seen[1] >= LOW and seen[2] - seen[0] >= NARROW:
            self.marks.covers.append(Cover(order, seen, is_light(ink), ink))

    def _add_broad_line(self, gstate: PDFGraphicState, points: Sequence[tuple[float, float]]) -> None:
        """A line that is as broad as letters are high covers them."""
        a, b, c, d, *_ = self.ctm
        broad = float(gstate.linewidth or 0) * abs(a * d - b * c) ** 0.5
        (x0, y0), (x1, y1) = points[0], points[-1]
        if broad >= LOW and abs(y1 - y0) < 1 and len(points) == 2:
            box = self._box(min(x0, x1), y0 - broad / 2, max(x0, x1), y0 + broad / 2)
            self._add_cover(self._next(), box, color_of(gstate.scolor))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: PDFGraphicState) -> None:
        seen = textstate.render not in UNPAINTED and self.state.painted
        self._chars = self.marks.chars if seen else self.marks.unseen
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_string_horizontal(  # the names and order of pdfminer
        self, seq: Any, matrix: Matrix, pos: tuple[float, float], font: Any, fontsize: float, scaling: float,
        charspace: float, wordspace: float, rise: float, dxscale: float, ncs: Any, graphicstate: PDFGraphicState,
    ) -> tuple[float, float]:  # fmt: skip
        """As pdfminer's `render_string_horizontal` and `LTChar`, for text that is not turned."""
        a, b, c, d, e, f = matrix
        if b or c:
            return super().render_string_horizontal(
                seq, matrix, pos, font, fontsize, scaling, charspace, wordspace, rise, dxscale, ncs, graphicstate
            )
        (x, y), order = pos, self._order
        left, glyphs = self._left, _glyphs(font)
        low = font.get_descent() * fontsize + rise
        base = y * d + f
        y0, y1 = sorted((d * low + base, d * (low + fontsize) + base))
        top, bottom, size, base = self._height - y1, self._height - y0, y1 - y0, self._height - base
        add = self._kept(size, top, bottom).append
        clip = self.state.clip
        start_x, end_x = (clip[0], clip[2]) if clip is not None else (-inf, inf)
        fontname, upright, ink = str(font.fontname), a * d * scaling > 0, color_of(graphicstate.ncolor)
        apart = False
        for item in seq:
            if isinstance(item, (int, float)):
                x -= item * dxscale
                apart = True
            elif isinstance(item, bytes):
                for cid in font.decode(item):
                    if apart:
                        x += charspace
                    apart = True
                    text, width = glyphs[cid] if cid in glyphs else _glyph(font, cid)
                    advance = width * fontsize * scaling
                    x0 = x * a + e
                    x1 = a * advance + x0
                    if x1 < x0:
                        x0, x1 = x1, x0
                    x0, x1 = x0 + left, x1 + left
                    cut = (x0 < start_x or x1 > end_x) and not _enters(x0, x1, start_x, end_x)
                    put = self.marks.clipped.append if cut else add
                    put({
                        "text": text, "x0": x0, "top": top, "x1": x1, "bottom": bottom,
                        "size": size, "fontname": fontname, "upright": upright, "base": base, "ink": ink,
                        "order": order,
                    })  # fmt: skip
                    order += 1
                    x += advance
                    if cid == 32 and wordspace:
                        x += wordspace
        self._count(2 if a < 0 and d < 0 else 0, order - self._order)
        self._order = order
        return (x, y)

    def _kept(self, size: float, top: float, bottom: float) -> list[dict[str, Any]]:
        """Where characters of this size and height are kept: among those that are seen, specks, or cut off."""
        if size < TINY:
            return self.marks.unseen
        clip = self.state.clip
        return self.marks.clipped if clip and not _enters(top, bottom, clip[1], clip[3]) else self._chars

    def render_char(
        self, matrix: Matrix, font: Any, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any,
        graphicstate: PDFGraphicState,
    ) -> float:  # fmt: skip
        """One character of turned or vertical text, by pdfminer's own `LTChar`. Returns its advance."""
        text, width = _glyph(font, cid)
        item = LTChar(
            matrix, font, fontsize, scaling, rise, text, width, font.char_disp(cid), ncs, graphicstate
        )  # fmt: skip
        x0, top, x1, bottom = self._box(item.x0, item.y0, item.x1, item.y1)
        char = {
            "text": text, "x0": x0, "top": top, "x1": x1, "bottom": bottom,
            "size": item.size, "fontname": str(item.fontname), "upright": item.upright,
            "base": self._height - matrix[5], "ink": color_of(graphicstate.ncolor), "order": self._next(),
        }  # fmt: skip
        self._count(way_of(item.matrix), 1)
        if is_turned(item.matrix):
            self.marks.turned.append(char | {"glyph": height_of(item)})
        else:
            self._chars.append(char)
        return float(item.adv)

    def _count(self, way: int, chars: int) -> None:
        if self._chars is self.marks.chars:
            self.marks.ways[way] += chars


def _enters(low: float, high: float, start: float, end: float) -> bool:
    """Does more than a sliver of what reaches from `low` to `high` lie between `start` and `end`?"""
    return min(high, end) - max(low, start) >= SLIVER * (high - low)


def _joined(strip: Box, box: Box) -> Box:
    """The box with the one painted before it, where that has its width and touches it."""
    wide = abs(strip[0] - box[0]) < 1 and abs(strip[2] - box[2]) < 1
    if not (wide and strip[1] < box[3] + 0.3 and box[1] < strip[3] + 0.3):
        return box
    return min(strip[0], box[0]), min(strip[1], box[1]), max(strip[2], box[2]), max(strip[3], box[3])


def _glyphs(font: Any) -> dict[int, tuple[str, float]]:
    """What is known of the characters of a font so far: text, and width as a share of the font size."""
    known: dict[int, tuple[str, float]] = font.__dict__.setdefault("_glyphs", {})
    return known


def _glyph(font: Any, cid: int) -> tuple[str, float]:
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        text = f"(cid:{cid})"
    if not isinstance(text, str):
        raise TypeError(f"character {cid} of {font.fontname} is no text: {text!r}")
    if text == "\0" and cid:  # what converters write for a glyph of several letters ("fl")
        text = f"(nul:{cid})"
    glyph = _glyphs(font)[cid] = (text, font.char_width(cid))
    return glyph
