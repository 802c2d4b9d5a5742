"""The words of a page parted into those that a person sees and those that are hidden, or not what they seem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pdfplumber.page import Page as PlumberPage

from coacheck.page import Hidden, Word
from coacheck.pdf.hidden.visible import Sheet, blank, covered, painted_over, unseen, within
from coacheck.pdf.interpret.annotations import notes_of
from coacheck.pdf.interpret.marks import Cover, Marks
from coacheck.pdf.words.overprint import overprinted
from coacheck.pdf.words.printed import printed_words, words_of

_LINE = 12.0
_GOOD_PART = 0.3
_TOUCHING = (-0.3, 0.1)
"""Shares of the size between two characters of one figure."""
_OF_FIGURES = frozenset("0123456789.,")
_REACH = 40.0
"""Points by which what is set again may be moved."""


def parted(
    data: bytes, page: PlumberPage, marks: Marks, annots: Sequence[dict[str, Any]], scanned: bool
) -> tuple[list[Word], list[Hidden]]:
    """The words to be read, and what is hidden. `scanned`: unpainted text is what stands in a picture of the page."""
    sheet = Sheet(data, page.page_number - 1, origin=(max(0.0, page.cropbox[0]), max(0.0, page.cropbox[1])))
    chars = marks.chars + (marks.unseen if scanned else [])
    words, under = _without_covered(sheet, page, chars, marks, annots)
    hidden = [
        Hidden(word, "covered", _early(word, words, marks.covers), _again(word, words), empty)
        for word, empty in zip(under, blank(sheet, under), strict=True)
    ]
    dark = unseen(sheet, words, marks.covers, notes_of(annots))
    empty_too = blank(sheet, [words[i] for i in dark])
    hidden += [Hidden(words[i], why, blank=empty) for (i, why), empty in zip(dark.items(), empty_too, strict=True)]
    seen = [word for i, word in enumerate(words) if i not in dark]
    seen, outside = _on_paper(seen, page)
    hidden += [Hidden(word, "invisible") for word in outside]
    hidden += [Hidden(word, "overprinted") for word in overprinted(seen)]
    if not scanned:
        hidden += [Hidden(word, "invisible") for word in printed_words(marks.unseen)]
    lost = [*marks.clipped, *_beside_the_page(marks.chars, page)]
    hidden += _cut_off(printed_words(lost), seen)
    cut = _cut_figures(seen, [h.word for h in hidden if h.why == "invisible"])
    return [w for w in seen if id(w) not in cut], [*hidden, *(Hidden(w, "invisible", quiet=True) for w in cut.values())]


def _beside_the_page(chars: Sequence[dict[str, Any]], page: PlumberPage) -> list[dict[str, Any]]:
    x0, top, x1, bottom = page.mediabox
    return [c for c in chars if c["x1"] < x0 or c["x0"] > x1 or c["bottom"] < top or c["top"] > bottom]


def _early(word: Word, seen: Sequence[Word], covers: Sequence[Cover]) -> bool:
    """Was a good part of the page painted after what covers the word?"""
    last = max((c.order for c in covers if c.order > word.order and within(word, c.box)), default=0)
    return sum(w.order > last for w in seen) > _GOOD_PART * len(seen)


def _again(word: Word, seen: Sequence[Word]) -> bool:
    """Is it printed again on its own line, as forms do that set a line anew?"""
    return any(w.text == word.text and _level(w, word) and abs(w.x0 - word.x0) < _REACH for w in seen)


def _cut_off(words: Sequence[Word], seen: Sequence[Word]) -> Iterator[Hidden]:
    """What the frames of the page cut off; the rest of a text that begins inside its frame is no secret."""
    told = list(seen)
    for word in sorted(words, key=lambda w: w.x0):
        goes_on = any(w.font == word.font and _level(w, word) and -2 < word.x0 - w.x1 < 0.5 * word.size for w in told)
        if goes_on:
            told.append(word)
        yield Hidden(word, "invisible", quiet=goes_on or not any(c.isdigit() for c in word.text))


def _cut_figures(seen: Sequence[Word], lost: Sequence[Word]) -> dict[int, Word]:
    """The figures of which only a part is to be seen: what is left of "17.5" is another figure."""
    rests = [w for w in lost if w.text[:1] in _OF_FIGURES]
    figures = [w for w in seen if w.text[-1:] in _OF_FIGURES] if rests else []
    return {id(w): w for w in figures if any(_touches(w, rest) for rest in rests)}


def _touches(word: Word, rest: Word) -> bool:
    near = _TOUCHING[0] < (rest.x0 - word.x1) / word.size < _TOUCHING[1]
    return near and rest.font == word.font and _level(rest, word)


def _level(a: Word, b: Word) -> bool:
    return abs(a.middle - b.middle) < 0.5 * b.size


def _on_paper(words: Sequence[Word], page: PlumberPage) -> tuple[list[Word], list[Word]]:
    """The words on the part of the page that a viewer shows, and those beside it."""
    x0, top, x1, bottom = page.cropbox
    shown: list[Word] = []
    beside: list[Word] = []
    for word in words:
        (shown if x0 <= word.centre <= x1 and top <= word.middle <= bottom else beside).append(word)
    return shown, beside


def is_scan(marks: Marks, share: float) -> bool:
    """Is the unpainted text of a page the text of its picture, as scanners put it there?"""
    return share > 0.5 and len(marks.unseen) >= len(marks.chars)


def _without_covered(
    sheet: Sheet, page: PlumberPage, chars: list[dict[str, Any]], marks: Marks, annots: Sequence[dict[str, Any]]
) -> tuple[list[Word], list[Word]]:
    """The words of a page, and those that something was painted over so that they can't be seen."""
    below = painted_over(chars, marks.covers)
    if not below:
        return words_of(page, chars, annots), []
    under = {id(c) for c in below}
    lines = {_line(c) + near for c in below for near in (-1, 0, 1)}
    above = printed_words([c for c in chars if id(c) not in under and _line(c) in lines])
    lost = covered(sheet, printed_words(below), above, marks.covers)
    gone = {id(c) for c in below if any(_holds(word, c) for word in lost)}
    return words_of(page, [c for c in chars if id(c) not in gone] if gone else chars, annots), lost


def _line(char: dict[str, Any]) -> int:
    return int(char["top"] // _LINE)


def _holds(word: Word, char: dict[str, Any]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(word.x0 <= x <= word.x1 and word.top <= y <= word.bottom)
