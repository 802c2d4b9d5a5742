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
from coacheck.pdf.codes import Code, Square, codes_of
from coacheck.pdf.marks import Box, marks_of
from coacheck.pdf.ocr import read_pictures
from coacheck.pdf.picture import as_pdf, is_picture
from coacheck.pdf.strokes import Stroke
from coacheck.pdf.visible import hidden_words
from coacheck.pdf.words import Word, words_of

MAX_PAGES = 200

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
    """Places of square pictures, which may be QR codes."""
    hidden: list[Word] = field(default_factory=list)
    """Words that a person can't see; they are never read, and never told."""
    pictures: tuple[Box, ...] = ()
    """Places of large pictures, which may hold text of their own."""
    text: Literal["digital", "ocr", "mixed", "unread"] = "digital"
    """Where its words come from; "unread" where they stand in a picture that could not be read."""


@dataclass(frozen=True)
class Document:
    name: str
    sha256: str
    pages: list[Page]
    data: bytes = field(repr=False)
    metadata: dict[str, str] = field(default_factory=dict)
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
        raise UnreadableError(f"{name}: not a PDF ({_kind(start)}); expected the report as the lab's PDF.")
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableError(f"{name}: {len(pdf.pages)} pages; expected a report of at most {MAX_PAGES}.")
            if not pdf.pages:
                raise UnreadableError(f"{name}: broken PDF (no pages); expected a whole report. Download it again.")
            pages = [_page(page, data) for page in pdf.pages]
            metadata = {str(k): str(v) for k, v in (pdf.metadata or {}).items()}
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
    return Document(name, digest, pages, data, metadata, codes)


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
    words = words_of(page, marks.chars)
    unseen = hidden_words(data, page.page_number - 1, words, marks.covers, _annotations(page))
    parsed = Page(
        page.page_number,
        width,
        height,
        [word for i, word in enumerate(words) if i not in unseen],
        marks.strokes,
        _share(marks.images, width * height),
        _squares(marks.images),
        [words[i] for i in sorted(unseen)],
        tuple(b for b in marks.images if (b[2] - b[0]) * (b[3] - b[1]) > 0.25 * width * height),
    )
    page.close()
    return parsed


def _annotations(page: PlumberPage) -> list[Box]:
    """The boxes of annotations that are drawn on the page: stamps, ink, notes; not links and form fields."""
    found = []
    for annotation in page.annots:
        kind = str(getattr((annotation.get("data") or {}).get("Subtype"), "name", ""))
        if kind not in ("Link", "Widget", "Popup"):
            found.append((annotation["x0"], annotation["top"], annotation["x1"], annotation["bottom"]))
    return found


def _squares(images: list[Box]) -> frozenset[Square]:
    square = [b for b in images if b[2] - b[0] > 20 and 0.8 < (b[2] - b[0]) / max(1.0, b[3] - b[1]) < 1.25]
    return frozenset((round(a), round(b), round(c), round(d)) for a, b, c, d in square)


def _share(images: list[Box], area: float) -> float:
    covered = sum(max(0.0, b[2] - b[0]) * max(0.0, b[3] - b[1]) for b in images)
    return min(1.0, covered / area) if area else 0.0
