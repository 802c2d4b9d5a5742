"""The words of a page parted into those that a person sees and those that are hidden, or not what they seem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coacheck.pdf.annotations import Note
from coacheck.pdf.marks import Marks
from coacheck.pdf.overprint import overprinted
from coacheck.pdf.visible import hidden_words
from coacheck.pdf.words import Word, printed_words

_NOTHING = re.compile(r"^[0.,%\-–—]*$")
"""What spreadsheets hide by painting it white: noughts and dashes."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A word that is hidden, or stands on another; `why` says how."""

    word: Word
    why: Literal["covered", "ground", "annotation", "field", "invisible", "overprinted"]

    @property
    def harmless(self) -> bool:
        return self.why == "ground" and _NOTHING.match(self.word.text) is not None


def parted(
    data: bytes, page: int, words: Sequence[Word], marks: Marks, notes: Sequence[Note], scanned: bool
) -> tuple[list[Word], list[Hidden]]:
    """The words to be read, and what is hidden. `page` counts from 0; `scanned`: unpainted text is what was read."""
    unseen = hidden_words(data, page, words, marks.covers, notes)
    seen = [word for i, word in enumerate(words) if i not in unseen]
    hidden = [Hidden(words[i], unseen[i]) for i in sorted(unseen)]
    hidden += [Hidden(word, "overprinted") for word in overprinted(seen)]
    if not scanned:
        hidden += [Hidden(word, "invisible") for word in printed_words(marks.unseen)]
    return seen, hidden


def is_scan(marks: Marks, share: float) -> bool:
    """Is the unpainted text of a page the text of its picture, as scanners put it there?"""
    return share > 0.5 and len(marks.unseen) >= len(marks.chars)

