"""Text that was set by someone else than the rest: figures in fonts of their own.

Programs that change a PDF rarely have its fonts whole, so what they set looks alike and comes in a font of another
name. Bold, italic and the like are one family: reports set what they found in bold.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from coacheck.layout.row import Row
from coacheck.page import Page, Word

RARE = 2
"""A family that sets no more figures than this in a whole report set them by itself."""
_NAME = 24
_FEW = 40
"""In a report with fewer figures than this no family is rare."""
_COLUMN = 4
"""In a column with fewer figures than this none is odd."""
_LEVEL = 0.3
"""Points by which figures may differ in their height on the line."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(
    r"(?:psmt|mt|ps|bold|italic|oblique|regular|roman|book|medium|light|thin|black|heavy|extra|ultra|semi|demi"
    r"|condensed|narrow|wght|\d+)+$"
)


@lru_cache(maxsize=1_000)
def family(font: str) -> str:
    """ "ABCDEF+Arial-BoldMT" and "ArialMT" are both "arial"."""
    name = re.split(r"[-,_ ]", _SUBSET.sub("", font).casefold())[0]
    return _STYLE.sub("", name) or name


def unlike(word: Word, of: str, other: str) -> str:
    """In words: a text in its font, and what else is set in another one. Copies of one face are told by their marks."""
    mine, theirs = _SUBSET.sub("", word.font), _SUBSET.sub("", other)
    if mine == theirs:
        mine, theirs = word.font, other
    return f"“{word.text}” in {mine[:_NAME]}, {of} in {theirs[:_NAME]}"


def split_figures(page: Page) -> Iterator[tuple[list[Word], str]]:
    """The numbers whose digits are set in more than one font: the part in the font that the page uses less, and why."""
    used = Counter({font: sum(len(w.text) for w in words) for font, words in _by_font(page.words).items()})
    for run in _split(page):
        fonts = sorted({w.font for w in run}, key=lambda font: used[font])
        odd = [w for w in run if w.font == fonts[0]]
        whole = "".join(w.text for w in run)
        yield odd, unlike(odd[0], f"the rest of “{whole}”", fonts[-1])


def _by_font(words: Sequence[Word]) -> dict[str, list[Word]]:
    found: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        found[word.font].append(word)
    return found


def _split(page: Page) -> Iterator[list[Word]]:
    for line in _lines(page.words):
        run: list[Word] = []
        for left, right in pairwise([*line, None]):
            run.append(left)  # type: ignore[arg-type]
            if right is None or left is None or not _goes_on(left, right):
                if len({w.font for w in run}) > 1 and any(c.isdigit() for w in run[1:] for c in w.text):
                    yield run
                run = []


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words on one baseline, from left to right; those of one line may be painted far apart."""
    line: list[Word] = []
    for word in sorted((w for w in words if w.font), key=lambda w: w.base):
        if line and word.base - line[0].base > 0.3 * word.size:
            yield sorted(line, key=lambda w: w.x0)
            line = []
        line.append(word)
    yield sorted(line, key=lambda w: w.x0)


def rare_figures(pages: Sequence[Page]) -> Iterator[tuple[int, Word, str]]:
    """The figures, with their page numbers and why, in a family that hardly any other figure of the report has.

    They stand behind words of another family: a letterhead, which is all in a font of its own, is none.
    """
    figures = [(p, w) for p in pages for w in p.words if _printed_figure(w) and "*" not in w.font]
    used = Counter(family(w.font) for _, w in figures)
    if sum(used.values()) >= _FEW:
        rare = [(p, w) for p, w in figures if used[family(w.font)] <= RARE]
        for page, word in rare:
            if (left := _before(page, word)) and family(left.font) != family(word.font):
                yield page.number, word, unlike(word, f"“{left.text}”", left.font)


def _before(page: Page, word: Word) -> Word | None:
    """The nearest word on the left, on the same line."""
    line = [w for w in page.words if w.x1 <= word.x0 + 1 and abs(w.middle - word.middle) < 0.4 * word.size]
    return max(line, key=lambda w: w.x1, default=None)


def odd_figures(rows: Sequence[Row], column: int) -> Iterator[tuple[str, Row, Word, str]]:
    """The figures of a column in another family ("font"), size or height on the line ("size") than the rest of it,
    and why.

    What the rest of the row shares with the figure is the row's own way.
    """
    cells = [(row, w) for row in rows for w in row.cells.get(column, ()) if _printed_figure(w)]
    if len(cells) < _COLUMN:
        return
    usual = _habit(rows, column, cells)
    for row, word in cells:
        for kind, oddity in (("font", _odd_font), ("size", _odd_size), ("size", _odd_height)):
            if why := oddity(usual, row, word):
                yield kind, row, word, why
                break


@dataclass(frozen=True)
class _Habit:
    """How the figures of a column are set."""

    column: int
    family: str | None
    font: str
    """A font of that family, by its whole name."""
    size: float
    rise: float | None
    """How much lower than the rest of its row a figure stands; None where they do not stand alike."""
    cells: Sequence[tuple[Row, Word]]
    """With those that are no figures (ND)."""


def _habit(rows: Sequence[Row], column: int, figures: Sequence[tuple[Row, Word]]) -> _Habit:
    usual = _usual([family(w.font) for _, w in figures])
    rises = [_rise(row, w, column) for row, w in figures]
    rise = median(rises)
    level = sum(abs(r - rise) < _LEVEL for r in rises) * 5 >= 4 * len(figures)
    return _Habit(
        column=column,
        family=usual,
        font=next((w.font for _, w in figures if family(w.font) == usual), ""),
        size=median(w.size for _, w in figures),
        rise=rise if level else None,
        cells=[(row, w) for row in rows for w in row.cells.get(column, ()) if w.font and not w.raised],
    )


def _beside(row: Row, column: int) -> list[Word]:
    return [w for i, words in row.cells.items() if i != column for w in words]


def _odd_font(usual: _Habit, row: Row, word: Word) -> str | None:
    if not usual.family or family(word.font) in {usual.family, *(family(w.font) for w in _beside(row, usual.column))}:
        return None
    return unlike(word, "its column", usual.font)


def _odd_size(usual: _Habit, row: Row, word: Word) -> str | None:
    if not _other_size(word, usual.size, _beside(row, usual.column)):
        return None
    return f"“{word.text}” in {word.size:.1f} points, its column in {usual.size:.1f}"


def _odd_height(usual: _Habit, row: Row, word: Word) -> str | None:
    lower = _rise(row, word, usual.column) - usual.rise if usual.rise is not None else 0.0
    if abs(lower) <= 0.1 * usual.size or not _alone(row, word, usual.column, usual.cells):
        return None
    return f"“{word.text}” stands {abs(lower):.1f} points {'lower' if lower > 0 else 'higher'} than its column does"


def _printed_figure(word: Word) -> bool:
    return bool(word.font) and _figure(word) and not word.raised


def _other_size(word: Word, size: float, beside: Sequence[Word]) -> bool:
    """Is it larger or smaller than is usual, and than all the rest of its row?"""
    return abs(word.size - size) > 0.12 * size and all(abs(w.size - word.size) > 0.06 * size for w in beside)


def _usual(families: Sequence[str]) -> str | None:
    """The family of at least two thirds of the figures."""
    found, count = Counter(families).most_common(1)[0]
    return found if count * 3 >= len(families) * 2 else None


def _alone(row: Row, word: Word, column: int, cells: Sequence[tuple[Row, Word]]) -> bool:
    """Does no other cell stand as high beside its name? A footnote's mark lowers the name or the figure that it stands
    at; where the rest of the row tells how high its line is, the name does not matter.
    """
    if any(w.raised for w in row.cells.get(column, ())):
        return False
    own = _rise(row, word, column)
    by_name = not any(words for i, words in row.cells.items() if i not in (0, column))
    if by_name and abs(own) < _LEVEL:  # it stands on the line of its name, as is right: the others are lowered
        return False
    return not by_name or not any(w is not word and abs(_rise(r, w, column) - own) < _LEVEL for r, w in cells)


def _rise(row: Row, word: Word, column: int) -> float:
    """How much lower than the rest of its row a word stands; only in want of more does its name tell."""
    beside = {i: [w.bottom for w in words if not w.raised] for i, words in row.cells.items() if i != column}
    rest = [bottom for i, bottoms in beside.items() if i for bottom in bottoms] or beside.get(0, [])
    return word.bottom - median(rest or [w.bottom for w in row.words if not w.raised])


def _figure(word: Word) -> bool:
    return any(c.isdigit() for c in word.text)


def _goes_on(left: Word, right: Word) -> bool:
    """Is `right` the rest of the number that `left` begins: on its line, without a gap, and as large?"""
    close = abs(right.x0 - left.x1) < 0.12 * left.size and abs(left.base - right.base) < 0.3 * left.size
    alike = 0.85 < left.size / max(right.size, 0.1) < 1.18 and not right.raised
    return close and alike and left.text[-1:] in _NUMERAL and right.text[:1] in _NUMERAL and bool(left.font)


_NUMERAL = frozenset("0123456789.")
