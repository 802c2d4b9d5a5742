"""Open a PDF and hand out its pages as words and strokes."""

from __future__ import annotations

import hashlib
import io
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from coacheck.errors import UnreadableError
from coacheck.model import History
from coacheck.pdf.annotations import Note, notes_of
from coacheck.pdf.codes import Code, codes_of
from coacheck.pdf.content import marks_of
from coacheck.pdf.hidden import Hidden, is_scan, parted
from coacheck.pdf.history import history_of
from coacheck.pdf.marks import Box
from coacheck.pdf.ocr import read_pictures
from coacheck.pdf.picture import as_pdf, is_picture
from coacheck.pdf.squares import Square, squares_of
from coacheck.pdf.strokes import Stroke
from coacheck.pdf.turned import turned_words
from coacheck.pdf.visible import is_suspect, within
from coacheck.pdf.words import Word

MAX_PAGES = 200
_SPECK = 8.0
"""Points; what is narrower or lower is no picture of anything."""

for _name in ("pdfminer", "pdfplumber"):  # they warn about every odd font of the world
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Page:
    """One page in PDF points, origin at the top left."""

    number: int
    width: float
    height: float
    words: list[Word]
    strokes: list[Stroke]
    image_share: float = 0.0
    """Share of the page that pictures cover (0 to 1)."""
    squares: frozenset[Square] = frozenset()
    """Places of square pictures and drawings, which may be QR codes."""
    hidden: list[Hidden] = field(default_factory=list)
    """Words that a person can't see, or not for what they are; what can't be seen is never read, and never told."""
    notes: list[Note] = field(default_factory=list)
    """Annotations that lie over printed words."""
    turned: list[Word] = field(default_factory=list)
    """Slanted or vertical runs of text, such as watermarks."""
    clickable: list[tuple[str, Box]] = field(default_factory=list)
    """The addresses behind links, with their places."""
    shown: Box | None = None
    """The part of the page that a viewer shows, where that is not all of it."""
    pictures: tuple[Box, ...] = ()
    """Places of pictures, which may hold text of their own."""
    text: Literal["digital", "ocr", "mixed", "unread"] = "digital"
    """Where its words come from; "unread" where they stand in a picture that could not be read."""


@dataclass(frozen=True)
class Document:
    name: str
    sha256: str
    pages: list[Page]
    data: bytes = field(repr=False)
    history: History = field(default_factory=History)
    codes: list[Code] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        return sum(len(page.words) for page in self.pages) >= 20


def open_pdf(source: Path | bytes, name: str | None = None) -> Document:
    """Read `source` (a path, or the bytes of a PDF or of a picture of one page).

    Raises UnreadableError with one line for everything that is no readable PDF.
    """
    data, name = (source, name or "stdin") if isinstance(source, bytes) else (_bytes_of(source), name or source.name)
    digest = hashlib.sha256(data).hexdigest()
    if is_picture(data):
        data = as_pdf(name, data)
    start = data[:1024].lstrip()
    if not data:
        raise UnreadableError(f"{name}: the file is empty; expected a PDF report. Download it again.")
    if b"%PDF" not in start:
        raise UnreadableError(
            f"{name}: neither a PDF nor a picture ({_kind(start)}); expected the report as the lab's PDF."
        )
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableError(f"{name}: {len(pdf.pages)} pages; expected a report of at most {MAX_PAGES}.")
            if not pdf.pages:
                raise UnreadableError(f"{name}: broken PDF (no pages); expected a whole report. Download it again.")
            pages = [_page(page, data) for page in pdf.pages]
            history = history_of(pdf, data, pages)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise _encrypted(name) from error
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], (PDFPasswordIncorrect, PDFEncryptionError)):
            raise _encrypted(name) from error
        raise _broken(name, error) from error
    except UnreadableError:
        raise
    except (RecursionError, MemoryError, MalformedPDFException, *_BROKEN) as error:
        raise _broken(name, error) from error
    pages = read_pictures(name, data, pages)
    codes = codes_of(data, [page.squares for page in pages])
    return Document(name, digest, pages, data, history, codes)


# pdfminer meets a broken file with whatever Python raises at that place.
_BROKEN = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError,
    ArithmeticError, NotImplementedError, StopIteration, EOFError,
)  # fmt: skip


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableError(f"{path}: a folder; expected PDF reports. Name its files: {path}/*.pdf")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(f"{path}: no such file; expected the path of a PDF report.") from None
    except OSError as error:
        raise UnreadableError(f"{path}: can't be read ({error.strerror}); expected a readable PDF report.") from None


def _encrypted(name: str) -> UnreadableError:
    return UnreadableError(f"{name}: encrypted with a password; expected an open PDF. Ask the seller for one.")


def _broken(name: str, error: BaseException) -> UnreadableError:
    return UnreadableError(f"{name}: broken PDF ({type(error).__name__}); expected a whole report. Download it again.")


def _kind(start: bytes) -> str:
    signatures = {
        b"PK": "a ZIP or Office file",
        b"<": "HTML",
    }
    return next((kind for magic, kind in signatures.items() if start.startswith(magic)), "unknown content")


def _page(page: PlumberPage, data: bytes) -> Page:
    width, height = float(page.width), float(page.height)
    marks = marks_of(page)
    share = _share(marks.images, width * height)
    notes = notes_of(page)
    words, hidden = parted(data, page, marks, notes, is_scan(marks, share))
    every = [*words, *(h.word for h in hidden)]
    over = [note for note in notes if any(word.font and within(word, note.box) for word in every)]
    squares = squares_of(marks.images, marks.dots)
    turned = [w for w in turned_words(marks.turned) if not is_suspect(w, marks.covers)]  # their boxes hold other text
    addressed = [a for a in page.annots if isinstance(a.get("uri"), str)]
    links = [(a["uri"], (a["x0"], a["top"], a["x1"], a["bottom"])) for a in addressed]
    parsed = Page(
        page.page_number, width, height, words, marks.strokes, share, squares, hidden, over, turned, links,
        shown=_box(page.cropbox),
        pictures=tuple(b for b in marks.images if b[2] - b[0] > _SPECK and b[3] - b[1] > _SPECK),
    )  # fmt: skip
    page.close()
    return parsed


def _box(corners: tuple[float, ...]) -> Box:
    x0, top, x1, bottom = map(float, corners)
    return x0, top, x1, bottom


def _share(images: list[Box], area: float) -> float:
    covered = sum(max(0.0, b[2] - b[0]) * max(0.0, b[3] - b[1]) for b in images)
    return min(1.0, covered / area) if area else 0.0
