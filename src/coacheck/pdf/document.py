"""Open a PDF and hand out its pages as words and strokes."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from coacheck.errors import UnreadableError
from coacheck.model import History
from coacheck.page import Box, Document, Page
from coacheck.pdf.draw import UNDRAWN, UndrawnError
from coacheck.pdf.hidden.parted import is_scan, parted
from coacheck.pdf.hidden.visible import is_suspect, within
from coacheck.pdf.history.making import history_of
from coacheck.pdf.history.revisions import BROKEN, SPECK
from coacheck.pdf.images.codes import codes_of
from coacheck.pdf.images.picture import as_pdf, picture_kind
from coacheck.pdf.interpret.annotations import notes_of
from coacheck.pdf.interpret.content import EndlessError, marks_of
from coacheck.pdf.interpret.squares import squares_of
from coacheck.pdf.interpret.turned import turned_words
from coacheck.pdf.mended import mended
from coacheck.pdf.ocr.pages import read_pictures, unread
from coacheck.pdf.rings import without_rings
from coacheck.pdf.source import MAX_BYTES, bytes_of
from coacheck.pdf.turn import quarter_of, turned

MAX_PAGES = 200
_LETTER = (612.0, 792.0)
_END, _AFTER_END = b"%%EOF", 4096
"""What every whole file ends with, but for a few bytes."""
_LINE = 30.0
"""Points; what is higher is no figure in a table."""

for _name in ("pdfminer", "pdfplumber"):  # they warn about every odd font of the world
    logging.getLogger(_name).setLevel(logging.CRITICAL)
without_rings()


def open_pdf(source: Path | bytes, name: str | None = None) -> Document:
    """Read `source` (a path, or the bytes of a PDF or of a picture).

    Raises UnreadableError with one line for everything that is no readable PDF.
    """
    data, name = (source, name or "stdin") if isinstance(source, bytes) else (bytes_of(source), name or source.name)
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{name}: over {MAX_BYTES // 2**20} MB; expected a report.")
    digest = hashlib.sha256(data).hexdigest()
    if is_picture := picture_kind(data) is not None:
        data = as_pdf(name, data)
    start = data[:1024].lstrip()
    if not data:
        raise UnreadableError(f"{name}: the file is empty; expected a PDF report. Download it again.")
    if b"%PDF" not in start:
        raise UnreadableError(
            f"{name}: neither a PDF nor a picture; expected the report as the lab's PDF."
        )
    data = data.rstrip(b"\0")  # what a download was padded with: pdfminer takes minutes over it
    if b"obj" not in data:
        raise UnreadableError(f"{name}: broken PDF (no objects); expected a whole report. Download it again.")
    whole = is_picture or _END in data[-_AFTER_END:]
    with _told_as_broken(name):
        data, pages, history = _parsed_or_mended(name, data)
        data, pages = _upright(data, pages)
        pages = read_pictures(name, data, pages)
        data = turned(data, {page.number: page.quarter for page in pages})
        codes = codes_of(data, [page.squares for page in pages])
    document = Document(name, digest, pages, data, History() if is_picture else history, codes)
    if not (whole or document.has_text):
        raise UnreadableError(f"{name}: the file ends in the middle; expected a whole report. Download it again.")
    return document


_BROKEN = (PdfminerException, MalformedPDFException, PSException, UndrawnError, *UNDRAWN, *BROKEN)
"""What the libraries meet a broken file with: pdfminer with whatever Python raises at that place."""


class _LostError(UnreadableError):
    """None of its pages was found, or could be read."""


def _parsed_or_mended(name: str, data: bytes) -> tuple[bytes, list[Page], History]:
    """The file, its pages and its history; one whose list of its own parts is damaged is read from its parts."""
    try:
        return data, *_parsed(name, data)
    except (_LostError, *_BROKEN):
        again = mended(data)
        if again is None:
            raise
        pages, history = _parsed(name, again)
    # what was written anew has no appended parts, and no signature fits it
    return again, pages, history.model_copy(update={"broken_index": True, "signatures": []})


def _parsed(name: str, data: bytes) -> tuple[list[Page], History]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > MAX_PAGES:
            raise UnreadableError(f"{name}: {len(pdf.pages)} pages; expected a report of at most {MAX_PAGES}.")
        if not pdf.pages:
            raise _LostError(f"{name}: broken PDF (no pages); expected a whole report. Download it again.")
        pages = [_page_or_unread(page, data) for page in pdf.pages]
        if all(page.text == "unread" for page in pages):
            raise _LostError(f"{name}: {pages[0].why}, page 1; expected a whole report. Download it again.")
        return pages, history_of(pdf, data, pages)


@contextmanager
def _told_as_broken(name: str) -> Iterator[None]:
    try:
        yield
    except UnreadableError:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise _encrypted(name) from error
    except (MemoryError, EndlessError, *_BROKEN) as error:
        if error.args and isinstance(error.args[0], (PDFPasswordIncorrect, PDFEncryptionError)):
            raise _encrypted(name) from error
        raise _broken(name, error) from error


def _page_or_unread(page: PlumberPage, data: bytes) -> Page:
    """One broken page leaves the others as they are. Raises MemoryError and EndlessError: no program can draw it."""
    try:
        return _page(page, data)
    except _BROKEN as error:
        inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
        if isinstance(inner, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise
        if isinstance(inner, (MemoryError, EndlessError)):
            raise inner from error
        empty = Page(page.page_number, *_size(page), [], [])
        return unread(empty, f"broken page ({type(inner.__cause__ or inner).__name__})")


def _upright(data: bytes, pages: list[Page]) -> tuple[bytes, list[Page]]:
    """The file and its pages, those turned whose text runs upwards, downwards or upside down."""
    quarters = {page.number: page.quarter for page in pages if page.quarter}
    if not quarters:
        return data, pages
    data = turned(data, quarters)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        own = {number: replace(_page_or_unread(pdf.pages[number - 1], data), quarter=0) for number in quarters}
    return data, [own.get(page.number, page) for page in pages]


def _size(page: PlumberPage) -> tuple[float, float]:
    try:
        return float(page.width), float(page.height)
    except _BROKEN:
        return _LETTER


def _encrypted(name: str) -> UnreadableError:
    return UnreadableError(f"{name}: encrypted with a password; expected an open PDF. Ask the seller for one.")


def _broken(name: str, error: BaseException) -> UnreadableError:
    if isinstance(error, EndlessError):
        return UnreadableError(f"{name}: a page that no report has ({error}). Ask for the lab's own PDF.")
    what = type(error).__name__
    return UnreadableError(f"{name}: broken PDF ({what}); expected a whole report. Download it again.")


def _page(page: PlumberPage, data: bytes) -> Page:
    width, height = float(page.width), float(page.height)
    marks = marks_of(page)
    share = _share(marks.images, width * height)
    annots = page.annots  # pdfplumber makes the list anew each time
    notes = notes_of(annots)
    words, hidden = parted(data, page, marks, annots, is_scan(marks, share))
    every = [*words, *(h.word for h in hidden)]
    over = [note for note in notes if any(word.font and within(word, note.box) for word in every)]
    squares = squares_of(marks.images, marks.dots)
    turned = [w for w in turned_words(marks.turned) if not is_suspect(w, marks.covers)]  # their boxes hold other text
    addressed = [a for a in annots if isinstance(a.get("uri"), str)]
    links = [(a["uri"], (a["x0"], a["top"], a["x1"], a["bottom"])) for a in addressed]
    parsed = Page(
        page.page_number, width, height, words, marks.strokes, share, squares, hidden, over, turned, links,
        shown=_box(page.cropbox),
        drawn=(*(b for b in marks.images if _is_small(b)), *marks.curves, *(n.box for n in notes)),
        pictures=tuple(b for b in marks.images if b[2] - b[0] > SPECK and b[3] - b[1] > SPECK),
        quarter=quarter_of(marks.ways),
    )  # fmt: skip
    page.close()
    return parsed


def _is_small(box: Box) -> bool:
    return 1 < box[3] - box[1] < _LINE


def _box(corners: tuple[float, ...]) -> Box:
    x0, top, x1, bottom = map(float, corners)
    return x0, top, x1, bottom


def _share(images: list[Box], area: float) -> float:
    covered = sum(max(0.0, b[2] - b[0]) * max(0.0, b[3] - b[1]) for b in images)
    return min(1.0, covered / area) if area else 0.0
