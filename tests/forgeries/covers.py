"""The old figure covered, the new one set over it."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf
from pikepdf import Array, Dictionary, Name

from forgeries.forged import Forged, Forger, add, appended, at_cell, printed, saved
from forgeries.target import Box, Target, grown

Cover = Callable[[pymupdf.Page, Box], None]
_WHITE = (1.0, 1.0, 1.0)


def _covered(cover: Cover) -> Forger:
    def forge(target: Target) -> Forged:
        with target.open() as pdf:
            page = pdf[target.page]
            page.wrap_contents()
            cover(page, target.cell)
            printed(page, target.cell, target.other, target.size)
            return at_cell(target, pdf)

    return forge


def _rect(grow: float, shade: float = 1.0) -> Cover:
    def cover(page: pymupdf.Page, box: Box) -> None:
        page.draw_rect(grown(box, -1, -grow, 1, grow), color=None, fill=(shade,) * 3)

    return cover


def _low(page: pymupdf.Page, box: Box) -> None:
    """As low as the digits."""
    high = box[3] - box[1]
    page.draw_rect((box[0] - 0.5, box[1] + 0.1 * high, box[2] + 0.5, box[3] - 0.18 * high), color=None, fill=_WHITE)


def _stroke(page: pymupdf.Page, box: Box) -> None:
    middle = (box[1] + box[3]) / 2
    page.draw_line((box[0] - 1, middle), (box[2] + 1, middle), color=_WHITE, width=0.9 * (box[3] - box[1]))


def _strips(page: pymupdf.Page, box: Box) -> None:
    """Many thin lines, each of them nothing."""
    top = box[1]
    while top < box[3]:
        page.draw_rect((box[0] - 1, top, box[2] + 1, min(top + 1.2, box[3])), color=None, fill=_WHITE)
        top += 1.0


def _curved(page: pymupdf.Page, box: Box) -> None:
    page.draw_rect(grown(box, -3, -1, 3, 1), color=None, fill=_WHITE, radius=0.3)


def _image(page: pymupdf.Page, box: Box) -> None:
    blank = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 20, 10))
    blank.clear_with(255)
    page.insert_image(grown(box, -0.5, 0, 0.5, 0), pixmap=blank, keep_proportion=False)


def one_digit(target: Target) -> Forged:
    """A white box over the first digit alone."""
    at = next(i for i, (a, b) in enumerate(zip(target.text, target.other, strict=True)) if a != b)
    step = (target.cell[2] - target.cell[0]) / len(target.text)
    digit = (target.cell[0] + at * step, target.cell[1], target.cell[0] + (at + 1) * step, target.cell[3])
    with target.open() as pdf:
        page = pdf[target.page]
        page.wrap_contents()
        page.draw_rect(grown(digit, 0, 1, 0, -1), color=None, fill=_WHITE)
        printed(page, digit, target.other[at], target.size)
        return at_cell(target, pdf)


def shading(target: Target) -> Forged:
    """The ground painted by a gradient from white to white."""
    x0, y0, x1, y1 = target.upright(target.cell)
    white = Array([1, 1, 1])
    ramp = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=white, C1=white, N=1)
    shade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([x0, 0, x1, 0]), Function=ramp,
                       Extend=Array([True, True]))  # fmt: skip
    content = f"q {x0} {y0} {x1 - x0} {y1 - y0} re W n /SS sh Q {_text(target)}"
    return Forged(appended(target, content, Shading={"SS": shade}), target.page + 1, target.cell)


def in_a_form(target: Target) -> Forged:
    """Box and figure in a form of their own."""
    x0, y0, x1, y1 = target.upright(target.cell)
    with target.pike() as pdf:
        form = pdf.make_stream(f"1 g {x0} {y0} {x1 - x0} {y1 - y0} re f 0 g".encode())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([x0, y0, x1, y1])
        add(pdf, pdf.pages[target.page], f"q /XX Do Q {_text(target)}", {"XObject": {"XX": form}})
        return Forged(saved(pdf), target.page + 1, target.cell)


def obsolete(target: Target) -> Forged:
    """Filled by an operator that some readers do not know."""
    x0, y0, x1, y1 = target.upright(target.cell)
    content = f"q 1 g {x0} {y0} {x1 - x0} {y1 - y0} re F Q {_text(target)}"
    return Forged(appended(target, content), target.page + 1, target.cell)


def _text(target: Target) -> str:
    x0, y0, _, y1 = target.upright(target.cell)
    return f"BT /FF {target.size:.2f} Tf {x0:.2f} {y0 + 0.22 * (y1 - y0):.2f} Td ({target.other}) Tj ET"


def overprinted(target: Target) -> Forged:
    """The new figure on the old one."""
    with target.open() as pdf:
        page = pdf[target.page]
        page.wrap_contents()
        printed(page, target.cell, target.other, target.size)
        return at_cell(target, pdf)


KINDS: dict[str, Forger] = {
    "cover: high box": _covered(_rect(2)),
    "cover: row-high box": _covered(_rect(0)),
    "cover: box as low as the digits": _covered(_low),
    "cover: nearly white": _covered(_rect(0, 0.985)),
    "cover: white stroke": _covered(_stroke),
    "cover: thin strips": _covered(_strips),
    "cover: round corners": _covered(_curved),
    "cover: white picture": _covered(_image),
    "cover: one digit": one_digit,
    "cover: shading": shading,
    "cover: in a form": in_a_form,
    "cover: obsolete operator": obsolete,
    "overprinted": overprinted,
}
