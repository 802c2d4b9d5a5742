"""What every stage hands on: a document as pages of words, strokes and boxes, in PDF points from the top left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from coacheck.model import History

Box = tuple[float, float, float, float]
Color = tuple[float, ...] | None
"""Grey, RGB or CMYK, 0 to 1; None for what has no one colour."""
Square = tuple[int, int, int, int]
"""A place in whole points: left, top, right, bottom."""
THIN = 2.5
"""Points; a drawn box that is no wider is a line."""
_NOTHING = re.compile(r"^[0.,%\-–—]*$")
"""What spreadsheets hide by painting it white: noughts and dashes."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A run of characters without a gap, in PDF points from the top left of its page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    raised: bool = False
    """Smaller than its neighbour on the left and above its baseline: an exponent or a footnote mark."""
    fixed: bool = False
    """Set in a font whose characters are all equally wide, where a space is as wide as a letter."""
    spaced: float = 0.0
    """How far its letters were set apart, in shares of its size: the gap to the next word is wider by twice that."""
    base: float = 0.0
    """The line it stands on."""
    ink: Color = None
    """The colour it is painted in."""
    order: int = 0
    """Its place in the order of painting."""
    starts: tuple[float, ...] = ()
    """Where each of its characters begins, where characters and text agree one to one."""
    font: str = ""
    """The font's name as the file has it; none for what is filled into a field."""
    crossed: bool = False
    """Two different digits of it stand on one place."""
    sure: float = 1.0
    """How sure a recogniser was of its least sure character (0 to 1); text that needed none is sure."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


def cut(word: Word, at: int) -> tuple[Word, Word]:
    """The two parts of a word before and from character `at`."""
    place = word.starts[at]
    left = replace(word, text=word.text[:at], x1=place, starts=word.starts[:at])
    return left, replace(word, text=word.text[at:], x0=place, starts=word.starts[at:])


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line (thin) or box, in PDF points. `filled` boxes have a colour of their own."""

    x0: float
    top: float
    x1: float
    bottom: float
    filled: bool = False

    @property
    def horizontal(self) -> bool:
        return self.bottom - self.top <= THIN and self.x1 - self.x0 > 2 * THIN

    @property
    def vertical(self) -> bool:
        return self.x1 - self.x0 <= THIN and self.bottom - self.top > 2 * THIN

    @property
    def box(self) -> bool:
        return self.x1 - self.x0 > 4 * THIN and self.bottom - self.top > 4 * THIN


@dataclass(frozen=True, slots=True)
class Hidden:
    """A word that is hidden, or stands on another; `why` says how."""

    word: Word
    why: Literal["covered", "ground", "annotation", "field", "invisible", "overprinted"]
    early: bool = False
    """It was covered while the page was still being made."""
    quiet: bool = False
    """What forms do by themselves: a text that runs out of its frame, a text that is set again in its own place."""
    blank: bool = False
    """Nothing is seen in its place but an even ground."""

    @property
    def harmless(self) -> bool:
        return self.quiet or (self.why == "ground" and _NOTHING.match(self.word.text) is not None)


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation that is drawn on the page; `kind` is the PDF's own name for it ("Stamp", "FreeText", "Widget")."""

    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Code:
    """A decoded QR code with its box in PDF points. `covered`: it lies in the file, and nobody sees it on the page."""

    text: str
    page: int
    box: Box
    covered: bool = False


@dataclass(frozen=True)
class Printed:
    """A line of text in a picture, with the picture's place on the first page."""

    text: str
    box: Box


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
    drawn: tuple[Box, ...] = ()
    """Places of small things that are no text: pictures, curves, notes."""
    text: Literal["digital", "ocr", "mixed", "unread"] = "digital"
    """Where its words come from; "unread" where they stand in a picture that could not be read."""
    why: str = ""
    """Why it is unread, where it is not for want of a recogniser."""
    quarter: int = 0
    """How often the page of the file has to be turned to the right to lie as it was read."""


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
