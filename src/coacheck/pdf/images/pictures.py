"""Pages as pictures for a person to look at: few colours, sharp letters, few bytes."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import Literal

import pypdfium2
from PIL import Image

from coacheck.page import Document, Page
from coacheck.pdf.draw import UndrawnError, drawing, image_of
from coacheck.view import PagePicture, Printed

SCALE = 1.75
"""Pixels per point: the smallest print of reports can be read."""
_LARGEST = 2400
"""Pixels of the longer side, however large a page says it is."""
_BUDGET = 2_000_000
"""Bytes of all pictures of a report of at most ten pages; of a longer one they may take a tenth for each page."""
_LEAST = 30_000
_UNDRAWN = "it can't be drawn"
_ALL_DRAWN = 30
"""A longer report is drawn only where there is something to point at."""


def pictures(document: Document, wanted: Collection[int] = ()) -> list[PagePicture]:
    """Every page; of a long report those of the numbers `wanted` and the first."""
    try:
        return list(_pictures(document, wanted))
    except UndrawnError:  # the file as a whole
        return [_without(page, _UNDRAWN) for page in document.pages]


def _pictures(document: Document, wanted: Collection[int]) -> Iterator[PagePicture]:
    drawn = {p.number for p in document.pages} if len(document.pages) <= _ALL_DRAWN else {1, *wanted}
    budget = max(_LEAST, _BUDGET // max(1, min(10, len(drawn))))
    with drawing(), pypdfium2.PdfDocument(document.data) as pdf:
        for page in document.pages:
            if page.number not in drawn:
                yield _without(page, "nothing on it was marked")
                continue
            try:
                with drawing():
                    kind, data = _encoded(_drawn(pdf[page.number - 1], smooth=page.text != "digital"), budget)
            except (UndrawnError, MemoryError):
                yield _without(page, _UNDRAWN)
                continue
            yield replace(_without(page), kind=kind, data=data)


def _without(page: Page, why: str = "") -> PagePicture:
    words = [Printed(w.text, (w.x0, w.top, w.x1, w.bottom)) for w in page.words]
    return PagePicture(page.number, page.shown or (0.0, 0.0, page.width, page.height), why_not=why, words=words)


def _drawn(page: pypdfium2.PdfPage, smooth: bool) -> Image.Image:
    """With stamps and notes, as a person sees it. `smooth`: pictures too, which takes twice as long."""
    scale = min(SCALE, _LARGEST / max(1.0, *page.get_size()))
    return image_of(page, scale, rev_byteorder=True, no_smoothimage=not smooth).convert("RGB")


def _encoded(picture: Image.Image, budget: int) -> tuple[Literal["png", "webp"], bytes]:
    """A palette keeps print sharp and small; a photograph of a page, which it does not, becomes a coarser WebP."""
    few = picture.quantize(palette=_palette(), dither=Image.Dither.NONE)
    if len(data := _saved(few, "PNG", compress_level=4)) <= budget:
        return "png", data
    for shrunk in (1.0, 0.75, 0.5):
        size = (max(1, round(picture.width * shrunk)), max(1, round(picture.height * shrunk)))
        data = _saved(picture.resize(size) if shrunk < 1 else picture, "WEBP", quality=30, method=2)
        if len(data) <= budget:
            break
    return "webp", data


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """16 greys and a cube of colours, the same for every page: one made for the page would drop its faint print."""
    greys = [(grey, grey, grey) for grey in range(0, 256, 17)]
    cube = [each for each in product(range(0, 256, 51), repeat=3) if len(set(each)) > 1]
    image = Image.new("P", (1, 1))
    image.putpalette([part for each in (*greys, *cube) for part in each])
    return image


def _saved(picture: Image.Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
