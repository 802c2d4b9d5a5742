"""A figure taken out of the page; what is seen in its place is no text, or text of another kind."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf

from forgeries.forged import Forged, Forger, at_cell, emptied, printed
from forgeries.target import Target, grown

Put = Callable[[pymupdf.Document, pymupdf.Page, Target], None]


def _replaced(put: Put) -> Forger:
    def forge(target: Target) -> Forged:
        with target.open() as pdf:
            page = pdf[target.page]
            emptied(page, target.cell)
            page.wrap_contents()
            put(pdf, page, target)
            return at_cell(target, pdf)

    return forge


def _text_box(_: pymupdf.Document, page: pymupdf.Page, target: Target) -> None:
    page.add_freetext_annot(grown(target.cell, -2, -1, 4, 1), target.other, fontsize=target.size)


def _stamp(_: pymupdf.Document, page: pymupdf.Page, target: Target) -> None:
    page.add_stamp_annot(grown(target.cell, -1, 0, 1, 0), stamp=_drawn(target))


def _field(_: pymupdf.Document, page: pymupdf.Page, target: Target) -> None:
    field = pymupdf.Widget()
    field.field_type, field.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, "result"
    field.field_value, field.text_fontsize = target.other, target.size
    field.rect = grown(target.cell, -1, 0, 6, 0)
    page.add_widget(field)


def _picture(_: pymupdf.Document, page: pymupdf.Page, target: Target) -> None:
    page.insert_image(pymupdf.Rect(target.cell), pixmap=_drawn(target), keep_proportion=False)


def _drawn(target: Target) -> pymupdf.Pixmap:
    """The new figure as a picture."""
    box = pymupdf.Rect(target.cell)
    with pymupdf.open() as paper:
        sheet = paper.new_page(width=box.width, height=box.height)
        sheet.insert_text((0, 0.78 * box.height), target.other, fontsize=target.size)
        return sheet.get_pixmap(dpi=300)


def _outlines(_: pymupdf.Document, page: pymupdf.Page, target: Target) -> None:
    """The new figure as curves, as programs make them of text."""
    box = pymupdf.Rect(target.cell)
    step = box.width / len(target.other)
    for i, _digit in enumerate(target.other):
        left, middle = box.x0 + i * step, (box.y0 + box.y1) / 2
        shape = page.new_shape()
        shape.draw_oval((left, middle - 0.3 * box.height, left + 0.8 * step, middle + 0.25 * box.height))
        shape.draw_oval((left + 0.2 * step, middle - 0.2 * box.height, left + 0.6 * step, middle + 0.15 * box.height))
        shape.finish(color=None, fill=(0, 0, 0), even_odd=True)
        shape.commit()


def _other_font(_: pymupdf.Document, page: pymupdf.Page, target: Target) -> None:
    printed(page, target.cell, target.other, target.size, font="tiro")


def _other_size(_: pymupdf.Document, page: pymupdf.Page, target: Target) -> None:
    printed(page, target.cell, target.other, 1.35 * target.size)


KINDS: dict[str, Forger] = {
    "replaced: text box": _replaced(_text_box),
    "replaced: stamp": _replaced(_stamp),
    "replaced: field": _replaced(_field),
    "replaced: picture": _replaced(_picture),
    "replaced: outlines": _replaced(_outlines),
    "replaced: other font": _replaced(_other_font),
    "replaced: other size": _replaced(_other_size),
}
