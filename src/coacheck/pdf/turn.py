"""Pages that lie on their side or upside down are turned: in the file that is drawn, and all that was found on them."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pypdfium2

from coacheck.page import Box, Page
from coacheck.pdf.draw import drawing

_MOST = 0.7
"""Share of a page's characters that have to run another way."""
_ENOUGH = 40


def quarter_of(ways: Counter[int]) -> int:
    """How often a page has to be turned to the right until its text reads; `ways` counts characters by that."""
    way, count = max(ways.items(), key=lambda each: each[1], default=(0, 0))
    return way if count >= _ENOUGH and count > _MOST * ways.total() else 0


def turned(data: bytes, quarters: Mapping[int, int]) -> bytes:
    """The PDF with these pages (by number) turned to the right so often. Raises UndrawnError."""
    if not any(quarters.values()):
        return data
    with drawing(), pypdfium2.PdfDocument(data) as pdf:
        for number, quarter in quarters.items():
            page = pdf[number - 1]
            page.set_rotation((page.get_rotation() + 90 * quarter) % 360)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def turned_page(page: Page, quarter: int) -> Page:
    """A page without text, with its pictures and links where they lie once it is turned."""
    for _ in range(quarter):
        page = _once(page)
    return replace(page, quarter=quarter)


def _once(page: Page) -> Page:
    def put(box: Box) -> Box:
        x0, top, x1, bottom = box
        return page.height - bottom, x0, page.height - top, x1

    squares = frozenset((round(a), round(b), round(c), round(d)) for a, b, c, d in map(put, page.squares))
    return replace(
        page, width=page.height, height=page.width, strokes=[], notes=[], turned=[], squares=squares,
        clickable=[(url, put(box)) for url, box in page.clickable], shown=page.shown and put(page.shown),
        pictures=tuple(map(put, page.pictures)),
    )  # fmt: skip
