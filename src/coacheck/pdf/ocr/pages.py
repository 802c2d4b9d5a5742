"""Pages without text that can be relied on are read from their picture: once, by a recogniser, with its doubts."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from coacheck.errors import UnreadableError
from coacheck.extras import cure
from coacheck.page import Page, Word
from coacheck.pdf.draw import UndrawnError, drawing, image_of
from coacheck.pdf.ocr.needed import Need, need_of
from coacheck.pdf.turn import turned_page

if TYPE_CHECKING:
    from coacheck.pdf.ocr.engine import Line, Pixels

MAX_PAGES = 60
_WIDTH = 120
MAX_SECONDS = 1800.0
"""For all pages of a file; looked at before each page."""
LONG_SIDE, FINE = 2200, 3300
"""Pixels of the longer side of a page: 200 dpi for a letter, and 300 dpi for small print of which a scan has them."""
_SMALL = 9.0
"""Pixels that the glyphs of small print are high."""
MISSING = "a scan or a picture, and the recogniser is not installed; expected a PDF with text, or OCR. Install it: "
_ZERO = re.compile(r"(?<=[a-z])0(?=-?[A-Za-z])|(?<=\bL)0(?=[QD]\b)")
"""A naught that stands for a letter: "Ex0-THC", "<L0Q"."""
_SIGNS = str.maketrans({"∆": "Δ", "△": "Δ", "μ": "µ", "★": "*", "，": ",", "：": ":", "（": "(", "）": ")", "％": "%"})
"""Characters that stand for others that look the same."""
_SHORT = re.compile(r"failed to map segment|cannot allocate memory|bad_alloc|failed to allocate", re.IGNORECASE)
log = logging.getLogger(__name__)
"""Tells each page before it is read (INFO)."""


class UnheardError(Exception):
    """The recogniser failed at a picture."""


@contextmanager
def recognising() -> Iterator[None]:
    """What the recogniser's libraries say: MemoryError where memory is short, else UnheardError."""
    try:
        yield
    except (UndrawnError, MemoryError):
        raise
    except Exception as error:  # each of them has errors of its own
        if _SHORT.search(str(error)):
            raise MemoryError from error
        raise UnheardError(f"{type(error).__name__}: {error}") from error


def read_pictures(name: str, data: bytes, pages: list[Page]) -> list[Page]:
    """The pages with the words of those that have to be read from their picture.

    Raises UnreadableError where the recogniser is missing and nothing could be read without it, and where there are
    too many pages or too little time.
    """
    pages, needs = _needs(pages, data)
    if not needs:
        return pages
    if not installed():
        if sum(len(page.words) for page in pages if needs.get(page.number) != "ocr") < 20:
            raise UnreadableError(f"{name}: {MISSING}{cure('ocr')}")
        return [replace(page, text="unread") if page.number in needs else page for page in pages]
    if len(needs) > MAX_PAGES:
        raise UnreadableError(
            f"{name}: {len(needs)} pages are pictures; expected at most {MAX_PAGES}. Split the file into its reports."
        )
    return _each(name, data, pages, needs)


def _needs(pages: list[Page], data: bytes) -> tuple[list[Page], dict[int, Need]]:
    """What has to be read from its picture; what can't be drawn can't be, and without words it is unread."""
    out, needs = [], dict[int, Need]()
    for page in pages:
        try:
            if page.text != "unread" and (need := need_of(page, data)):
                needs[page.number] = need
        except UndrawnError as error:
            page = page if page.words else unread(page, f"the page can't be drawn ({error})")
        out.append(page)
    return out, needs


def unread(page: Page, why: str) -> Page:
    return replace(page, text="unread", why=" ".join(why.split())[:_WIDTH])


def _each(name: str, data: bytes, pages: list[Page], needs: dict[int, Need]) -> list[Page]:
    start, out, done = time.monotonic(), [], 0
    for page in pages:
        need = needs.get(page.number)
        if need and time.monotonic() - start > MAX_SECONDS:
            raise UnreadableError(
                f"{name}: OCR of {done} of {len(needs)} pages took more than {MAX_SECONDS:.0f} s; expected less. "
                "Try again when the machine is idle, or split the file."
            )
        if need:
            done += 1
            log.info("%s: OCR of page %d (%d of %d)", name, page.number, done, len(needs))
        try:
            out.append(_read(page, data, need) if need else page)
        except (UndrawnError, UnheardError) as error:
            out.append(unread(page, f"the picture of the page can't be read ({error})"))
    return out


def installed() -> bool:
    """Is the recogniser there (the extra `ocr`)?"""
    from importlib.util import find_spec

    return all(find_spec(module) for module in ("rapidocr", "onnxruntime"))


def _read(page: Page, data: bytes, need: Need) -> Page:
    picture = picture_of(data, page)
    if need == "ocr":
        words, quarter = words_of_picture(picture, page.width / picture.shape[1], turn=True)
        return replace(turned_page(page, quarter), words=words, text="ocr", hidden=[])
    words, _ = words_of_picture(picture, page.width / picture.shape[1])
    free = [w for w in words if not any(_covers(known, w) for known in page.words)]
    return replace(page, words=[*page.words, *free], text="mixed" if free else "digital")


@recognising()
def picture_of(data: bytes, page: Page) -> Pixels:
    """The page as it is drawn; finer where its print is small and its picture has more pixels."""
    from coacheck.pdf.ocr.engine import print_height

    with drawing(), pypdfium2.PdfDocument(data) as pdf:
        sheet = pdf[page.number - 1]
        usual = _drawn(sheet, LONG_SIDE)
        finest = min(_pixels_of(sheet), FINE)
        small = finest > LONG_SIDE and 0 < print_height(usual) < _SMALL
        return _drawn(sheet, finest) if small else usual


def _drawn(sheet: pypdfium2.PdfPage, long: float) -> Pixels:
    import numpy as np

    return np.asarray(image_of(sheet, long / max(sheet.get_size())).convert("RGB"))


def _pixels_of(sheet: pypdfium2.PdfPage) -> float:
    """How many pixels long the page would be at the scale of its finest large picture."""
    long, finest = max(sheet.get_size()), 0.0
    for picture in sheet.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
        left, low, right, high = picture.get_bounds()
        if (side := max(right - left, high - low)) > long / 2:
            finest = max(finest, max(picture.get_px_size()) * long / side)
    return finest


def _covers(known: Word, word: Word) -> bool:
    wide = min(known.x1, word.x1) - max(known.x0, word.x0)
    high = min(known.bottom, word.bottom) - max(known.top, word.top)
    return wide > 0 and high > 0.4 * min(known.bottom - known.top, word.bottom - word.top)


@recognising()
def words_of_picture(picture: Pixels, scale: float, turn: bool = False) -> tuple[list[Word], int]:
    """The words of a picture of a page, as if it lay level, with `scale` points for a pixel.

    `turn`: as if it were upright, too, turned to the right by so many quarters as are handed on with them.
    """
    from coacheck.pdf.ocr.engine import lines_of_picture
    from coacheck.pdf.ocr.ground import readable
    from coacheck.pdf.ocr.level import level_of
    from coacheck.pdf.ocr.ways import lines_of_page
    from coacheck.pdf.ocr.words import as_fixed, evened, is_fixed

    seen = readable(picture)
    lines, quarter = lines_of_page(seen) if turn else (lines_of_picture(seen), 0)
    high, wide = picture.shape[:2] if quarter % 2 == 0 else picture.shape[1::-1]
    level = level_of([line.quad for line in lines], wide, high)
    words = evened([word for line in lines for word in _words(line, level.put(line.quad), scale)])
    return [as_fixed(word) for word in words] if is_fixed(lines) else words, quarter


def _words(line: Line, quad: Pixels, scale: float) -> list[Word]:
    from coacheck.pdf.ocr.words import ASCENT, edges_of, parted, print_of

    left, right = (float(quad[a][0] + quad[b][0]) / 2 for a, b in ((0, 3), (1, 2)))
    upper, lower = float(quad[0][1] + quad[1][1]) / 2 * scale, float(quad[2][1] + quad[3][1]) / 2 * scale
    baseline, share = print_of(line)
    base, size = upper + baseline * (lower - upper), share * (lower - upper)
    top, bottom = base - ASCENT * size, base + (1 - ASCENT) * size

    def at(share: float) -> float:
        return float(left + share * (right - left)) * scale

    return [
        Word(
            as_written(line.text[first:last]), at(x0), top, at(x1), bottom, size, base=base,
            starts=tuple(at(e) for e in edges_of(line, first, last, x0, x1)), sure=_sure(line, first, last),
        )
        for first, last, x0, x1 in parted(line)
    ]  # fmt: skip


def as_written(text: str) -> str:
    """What was recognised, with the signs that a report prints. A figure keeps its naughts."""
    text = text.translate(_SIGNS)
    if any(sign in "123456789" for sign in text):
        return text
    return _ZERO.sub(lambda naught: "O" if text[naught.start() - 1] == "L" else "o", text)


def _sure(line: Line, first: int, last: int) -> float:
    """How sure the recogniser was of the least sure character; Greek letters and signs it is never sure of."""
    known = [line.sure[i] for i in range(first, last) if line.text[i].isascii()]
    return min(known or line.sure[first:last])
