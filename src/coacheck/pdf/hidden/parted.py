"""The words of a page parted into those that a person sees and those that are hidden, or not what they seem."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfplumber.page import Page as PlumberPage

from coacheck.page import Hidden, Note, Word
from coacheck.pdf.hidden.visible import Sheet, covered, painted_over, unseen
from coacheck.pdf.interpret.marks import Marks
from coacheck.pdf.words.overprint import overprinted
from coacheck.pdf.words.printed import printed_words, words_of

_LINE = 12.0


def parted(
    data: bytes, page: PlumberPage, marks: Marks, notes: Sequence[Note], scanned: bool
) -> tuple[list[Word], list[Hidden]]:
    """The words to be read, and what is hidden. `scanned`: unpainted text is what stands in a picture of the page."""
    sheet = Sheet(data, page.page_number - 1)
    chars = marks.chars + (marks.unseen if scanned else [])
    words, lost = _without_covered(sheet, page, chars, marks)
    hidden = [Hidden(word, "covered") for word in lost]
    dark = unseen(sheet, words, marks.covers, notes)
    hidden += [Hidden(words[i], why) for i, why in dark.items()]
    seen = [word for i, word in enumerate(words) if i not in dark]
    hidden += [Hidden(word, "overprinted") for word in overprinted(seen)]
    if not scanned:
        hidden += [Hidden(word, "invisible") for word in printed_words(marks.unseen)]
    return seen, hidden


def is_scan(marks: Marks, share: float) -> bool:
    """Is the unpainted text of a page the text of its picture, as scanners put it there?"""
    return share > 0.5 and len(marks.unseen) >= len(marks.chars)


def _without_covered(
    sheet: Sheet, page: PlumberPage, chars: list[dict[str, Any]], marks: Marks
) -> tuple[list[Word], list[Word]]:
    """The words of a page, and those that something was painted over so that they can't be seen."""
    below = painted_over(chars, marks.covers)
    if not below:
        return words_of(page, chars), []
    under = {id(c) for c in below}
    lines = {_line(c) + near for c in below for near in (-1, 0, 1)}
    above = printed_words([c for c in chars if id(c) not in under and _line(c) in lines])
    lost = covered(sheet, printed_words(below), above, marks.covers)
    gone = {id(c) for c in below if any(_holds(word, c) for word in lost)}
    return words_of(page, [c for c in chars if id(c) not in gone] if gone else chars), lost


def _line(char: dict[str, Any]) -> int:
    return int(char["top"] // _LINE)


def _holds(word: Word, char: dict[str, Any]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(word.x0 <= x <= word.x1 and word.top <= y <= word.bottom)
