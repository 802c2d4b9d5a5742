"""Which characters make one word: those of one font and size that follow each other on a line without a gap.

As pdfplumber's `WordExtractor` has it, which asks for each character what is the same for all of a page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

_GAP = 0.2
"""A gap of more than this share of the size ends a word."""
_LEVEL = 1.0
"""Points; tops that are no further from the next one are those of one line."""
_PRINT = itemgetter("upright", "size", "fontname")
_LEFT = itemgetter("x0")
Chars = list[dict[str, Any]]


def runs_of(chars: Sequence[dict[str, Any]]) -> Iterator[Chars]:
    """The characters of each word, left to right; text that is mirrored or stands on its head is none."""
    for (upright, size, _), alike in groupby(chars, _PRINT):
        for line in _lines(list(alike)) if upright else ():
            yield from _words(line, _GAP * size)


def _lines(chars: Chars) -> list[Chars]:
    """The characters line by line, each left to right."""
    tops = sorted({c["top"] for c in chars})
    if tops[-1] <= tops[0] + _LEVEL:
        return [sorted(chars, key=_LEFT)]
    places = {tops[0]: 0}
    for above, top in pairwise(tops):
        places[top] = places[above] + (top > above + _LEVEL)
    lines: defaultdict[int, Chars] = defaultdict(list)
    for char in chars:
        lines[places[char["top"]]].append(char)
    return [sorted(lines[place], key=_LEFT) for place in sorted(lines)]


def _words(line: Chars, gap: float) -> Iterator[Chars]:
    """The characters of a line, parted by spaces and gaps. A character that is nothing stands alone."""
    word: Chars = []
    for char in line:
        text = char["text"]
        if word and (not text or text.isspace() or _apart(word[-1], char, gap)):
            yield word
            word = []
        if not text:
            yield [char]
        elif not text.isspace():
            word.append(char)
    if word:
        yield word


def _apart(left: dict[str, Any], right: dict[str, Any], gap: float) -> bool:
    return bool(right["x0"] > left["x1"] + gap or abs(right["top"] - left["top"]) > _LEVEL)
