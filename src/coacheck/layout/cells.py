"""Phrases parted into cells: what stands close together may still be a name and its value, or two values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from coacheck.layout.ask import Ask
from coacheck.layout.phrases import Phrase, text_of
from coacheck.layout.relations import CELL_GAP
from coacheck.page import Word, cut

MOST_WORDS = 16
"""A phrase of more words is running text."""
MOST_NAME = 5
"""A value and a name that nobody knows have together no more words."""
VALUES = ("number", "pair", "word", "none", "status", "unit", "date")
"""The kinds of text that are cells by themselves."""


_JOINTS = {"=", "+", "*", "×", "x", "-", "–", "—", "|"}
"""What ties the words of a formula or a remark together."""
_TOUCHING = re.compile(
    r"^(?:(?P<before>[<>]?\d*\.?\d+)(?=<\d)|(?P<figure>[<>]?\d*\.\d+)(?=ND$|<LL?O[QD]|Pass|PASS)|(?P<word>ND)(?=ND)|(?P<name>\S*[a-z]{3})(?=\d*\.\d+$|ND$))"
)
_FRACTION = re.compile(r"\d?[.,]\d")
_TWO_FIGURES = re.compile(r"^[<>]?\d*\.\d+\.\d+$")
_BEHIND_UNIT = re.compile(r"^(?P<unit>%|[^\d\s]*/\d?[a-zA-Z]+)(?=[<>]?\d*[.,]\d+$|\d+$)")
_LEAST_COUNTED = 3
STEP = 0.02
"""Digits of one figure stand at even steps; a step that differs by more em begins another figure."""


def cells_of(phrases: Sequence[Phrase], ask: Ask) -> list[Phrase]:
    """The phrases, those parted that are nothing but names and values side by side."""
    cells = [cell for phrase in phrases for cell in _parted(_unglued(phrase, ask), ask)]
    cells = [c for c in cells if not (len(c.text) <= 2 and c.text.isdecimal() and _mark(c, cells))]
    return _without_row_numbers(cells)


def _without_row_numbers(cells: Sequence[Phrase]) -> list[Phrase]:
    """The cells without the numbers that count the rows of a table, each right before its name."""
    starts = [c for c in cells if c.words[0].text.isdecimal() and len(c.words[0].text) <= 3]
    counted = {id(c) for c in starts if _counts(c, starts)}
    out = []
    for cell in cells:
        if id(cell) not in counted:
            out.append(cell)
        elif len(cell.words) > 1:
            out.append(Phrase(cell.words[1:]))
    return out


def _counts(cell: Phrase, starts: Sequence[Phrase]) -> bool:
    """Is it one of three numbers or more that go on counting, in a column that does little else?"""
    first = cell.words[0]
    column = sorted((c for c in starts if abs(c.words[0].x1 - first.x1) < 0.3 * first.size), key=lambda c: c.middle)
    begins = [0, *(n for n, (a, b) in enumerate(pairwise(column), 1) if _number(b) != _number(a) + 1), len(column)]
    runs = [column[i:j] for i, j in pairwise(begins) if j - i >= _LEAST_COUNTED]
    return 2 * sum(map(len, runs)) > len(column) and any(cell in run for run in runs)


def _number(cell: Phrase) -> int:
    return int(cell.words[0].text)


def _mark(cell: Phrase, cells: Sequence[Phrase]) -> bool:
    """Is it the mark of a footnote: smaller than the text on its left, and higher?"""
    return any(
        0 <= cell.x0 - left.x1 + 1 < left.size and cell.size < 0.9 * left.size
        and 0.1 * left.size < left.middle - cell.middle < 0.6 * left.size
        for left in cells
    )  # fmt: skip


def _unglued(phrase: Phrase, ask: Ask) -> Phrase:
    """The phrase with the words parted that are two cells without a gap ("0.0020.349", "0.002<0.002")."""
    words = [part for word in phrase.words for part in _untouched(word, ask)]
    return Phrase(tuple(words)) if len(words) > len(phrase.words) else phrase


def _untouched(word: Word, ask: Ask) -> list[Word]:
    if not word.starts:
        return [word]
    touching = _TOUCHING.match(word.text)
    at = touching.end() if touching else _uneven(word) if _TWO_FIGURES.match(word.text) else _two_values(word.text, ask)
    if not at or at >= len(word.text) or ask.measured(word.text):
        return [word]
    first, rest = cut(word, at)
    return [first, *_untouched(rest, ask)]


def _two_values(text: str, ask: Ask) -> int | None:
    """Where the second of two touching values begins: a figure behind a unit, a word said twice ("BQLBQL")."""
    behind = _BEHIND_UNIT.match(text)
    if behind and ask.unit(behind["unit"]):
        return behind.end()
    half = len(text) // 2
    said_twice = len(text) >= 4 and text[:half] == text[half:] and ask.cell(text[:half]) == "word"
    return half if said_twice and ask.cell(text) == "text" else None


def _uneven(word: Word) -> int | None:
    """Where the second of two figures begins: after the one digit that is further from the next than all others."""
    steps = [(i + 1, b - a) for i, (a, b) in enumerate(pairwise(word.starts)) if word.text[i].isdecimal()]
    usual = median(step for _, step in steps)
    odd = [i for i, step in steps if abs(step - usual) > STEP * word.size]
    return odd[0] if len(odd) == 1 and word.text[odd[0]].isdecimal() else None


def is_value(cell: Phrase, ask: Ask) -> bool:
    """Does it look like the value of a row?"""
    return ask.cell(cell.text) in ("number", "pair", "word", "none", "status")


def _parted(phrase: Phrase, ask: Ask) -> list[Phrase]:
    words = phrase.words
    if not 2 <= len(words) <= MOST_WORDS or any(w.text in _JOINTS for w in words) or ask.cell(phrase.text) in VALUES:
        return [phrase]
    kind = ask.cell(words[0].text)  # "<LOQ  Lead (Pb)" is no name, nor is "0.17  Eucalyptol"
    said = kind in ("word", "none", "status") or (kind == "number" and _FRACTION.search(words[0].text) is not None)
    if ask.measured(phrase.text) and not said:
        return [phrase]
    cuts = _fewest(phrase, ask)
    if len(cuts) < 3 and said and len(words) <= MOST_NAME and words[1].x0 - words[0].x1 > CELL_GAP * words[0].size:
        cuts = [0, 1, len(words)]  # "<LOQ  9(S)-HHCP": a name that nobody knows
    if len(cuts) < 3:
        return [phrase]
    return [Phrase(words[a:b]) for a, b in pairwise(cuts)]


def _fewest(phrase: Phrase, ask: Ask) -> list[int]:
    """Where to cut so that every part is a name or a value, in as few parts as can be; empty where it can't be done."""
    words = phrase.words
    best: list[list[int] | None] = [[0]]
    for end in range(1, len(words) + 1):
        ways = [[*way, end] for start, way in enumerate(best) if way and _whole(phrase, start, end, ask)]
        best.append(min(ways, key=len, default=None))
    cuts = best[-1] or []
    parts = [Phrase(words[a:b]) for a, b in pairwise(cuts)]
    return cuts if any(is_value(part, ask) for part in parts) else []


def _whole(phrase: Phrase, start: int, end: int, ask: Ask) -> bool:
    if end - start == len(phrase.words):
        return False
    text = text_of(phrase.words[start:end])
    return ask.measured(text) or ask.cell(text) in VALUES
