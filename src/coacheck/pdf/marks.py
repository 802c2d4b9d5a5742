"""What a page is made of, in the order it was painted: characters, strokes, pictures.

pdfplumber turns every attribute of every object into a dict, which takes most of its time. A reader needs few of
them, so the objects of `page.layout` are taken as they are, and only characters become (small) dicts, as pdfplumber's
own word extraction wants them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage
from pdfplumber.page import Page as PlumberPage

from coacheck.pdf.content import layout_of
from coacheck.pdf.strokes import Stroke

Box = tuple[float, float, float, float]
Color = tuple[float, ...] | None
"""Grey, RGB or CMYK, 0 to 1; None for what has no one colour."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A filled shape or a picture, with its place in the order of painting."""

    order: int
    box: Box
    light: bool
    """Filled with (nearly) white, or a picture."""
    ink: Color = None
    """What it is filled with; None for a picture."""
    picture: bool = False


@dataclass
class Marks:
    """The marks of one page, in PDF points from its top left corner."""

    chars: list[dict[str, Any]] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    unseen: list[dict[str, Any]] = field(default_factory=list)
    """Characters that are placed on the page, but not painted."""


def marks_of(page: PlumberPage) -> Marks:
    """The marks of a page. Raises PdfminerException where its content can't be interpreted."""
    marks = Marks()
    height = float(page.height) + page.mediabox[1]
    left = float(page.mediabox[0])
    for order, item in enumerate(_leaves(layout_of(page))):
        box = (item.x0 + left, height - item.y1, item.x1 + left, height - item.y0)
        if isinstance(item, LTChar):
            kept = marks.unseen if getattr(item, "unseen", False) else marks.chars
            kept.append(_char(item, box, height, order))
        elif isinstance(item, LTCurve):
            _add_shape(item, box, order, marks)
        elif isinstance(item, LTImage):
            marks.images.append(box)
            marks.covers.append(Cover(order, box, True, picture=True))
    return marks


def _leaves(container: Iterable[LTComponent]) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


def _char(item: LTChar, box: Box, height: float, order: int) -> dict[str, Any]:
    return {
        "text": item.get_text(), "x0": box[0], "top": box[1], "x1": box[2], "bottom": box[3], "doctop": box[1],
        "size": item.size, "fontname": str(item.fontname), "upright": item.upright, "base": height - item.matrix[5],
        "ink": item.graphicstate.ncolor, "order": order,
    }  # fmt: skip


def _add_shape(item: LTCurve, box: Box, order: int, marks: Marks) -> None:
    stroke = Stroke(*box, filled=bool(item.fill))
    if stroke.horizontal or stroke.vertical or stroke.box:
        marks.strokes.append(stroke)
    if item.fill and stroke.box:
        ink = color_of(item.non_stroking_color)
        marks.covers.append(Cover(order, box, is_light(ink), ink))


def color_of(color: Any) -> Color:
    """A colour as the page gives it; None for patterns and names."""
    parts = tuple(color) if isinstance(color, (tuple, list)) else (color,)
    return parts if parts and all(isinstance(p, (int, float)) for p in parts) else None


def is_light(color: Color) -> bool:
    """Is a colour nearly white?"""
    if color is None:
        return False
    return all(p <= 0.03 for p in color) if len(color) == 4 else all(p >= 0.97 for p in color)
