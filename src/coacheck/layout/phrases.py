"""Words that stand close together on one baseline form a phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import inf

from coacheck.page import Stroke, Word

WORD_GAP = 0.12
"""A gap of more than this share of the font size is a space."""
TOUCHING = 0.005
"""What is nearer (em) touches."""
FIXED_GAP = 0.66
"""The same in a font whose letters, and so its spaces, are all equally wide."""
PHRASE_GAP = 0.6
"""A gap of more than this share of the font size ends a phrase."""


class Phrase:
    """A run of words on one line, with its box in PDF points."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.words = words
        first = words[0]
        x0, x1, top, bottom, size = first.x0, first.x1, first.top, first.bottom, first.size
        for word in words[1:]:
            x0 = word.x0 if word.x0 < x0 else x0
            x1 = word.x1 if word.x1 > x1 else x1
            top = word.top if word.top < top else top
            bottom = word.bottom if word.bottom > bottom else bottom
            size = word.size if word.size > size else size
        self.x0, self.x1, self.top, self.bottom, self.size = x0, x1, top, bottom, size
        self.middle = (top + bottom) / 2
        self.centre = (x0 + x1) / 2

    @cached_property
    def text(self) -> str:
        return text_of(self.words)

    @property
    def bold(self) -> bool:
        return all(w.bold for w in self.words)

    @property
    def box(self) -> list[float]:
        return [round(v, 1) for v in (self.x0, self.top, self.x1, self.bottom)]


class Lines(Phrase):
    """A phrase of several lines, with the text that they make."""

    def __init__(self, words: tuple[Word, ...], text: str) -> None:
        super().__init__(words)
        self.__dict__["text"] = text


def text_of(words: Sequence[Word]) -> str:
    """The words as one line reads: spaces by gap, "10⁵" as 10^5, footnote marks left out."""
    out = ""
    last: Word | None = None
    for word in words:
        if word.raised and last is not None:
            out += _raised(word.text, out)
        elif last is not None and (word.x0 - last.x1 > WORD_GAP * word.size or word.x0 < last.x0 or _apart(last, word)):
            out += " " + word.text
        else:
            out += word.text
        last = word
    return out


def _apart(last: Word, word: Word) -> bool:
    """Are they of one print, so that a space was set between them? What was one word and is parted touches exactly."""
    alike = bool(word.font) and word.font == last.font and word.size == last.size
    return alike and not last.raised and TOUCHING * word.size < abs(word.x0 - last.x1) < WORD_GAP * word.size


_TEN = re.compile(r"(?<![\d.,])10$")
"""What a power stands at; what stands at 0.110 is the mark of a footnote."""


def _raised(text: str, before: str) -> str:
    if _TEN.search(before) and text.lstrip("+-−–").isdecimal():
        return "^" + text
    return text if before.endswith("Δ") or text.startswith(("-", "(")) else ""


def phrases_of(words: Iterable[Word], strokes: Sequence[Stroke] = (), gap: float = PHRASE_GAP) -> list[Phrase]:
    """Group words into phrases, top to bottom, left to right. A vertical stroke between two words parts them."""
    walls = sorted((s for s in strokes if s.vertical), key=lambda s: s.x0)
    open_runs: dict[int, list[list[Word]]] = {}
    runs: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.x0):
        line = round(word.bottom / 6)
        best: list[Word] | None = None
        least, far = inf, gap * 40
        for key in range(line - 2, line + 3):
            ended = False
            for run in open_runs.get(key, ()):
                last = run[-1]
                distance = word.x0 - last.x1
                if distance >= far:
                    ended = True
                elif distance < least and _follows(last, word, gap) and not _walled(last, word, walls):
                    best, least = run, distance
            if ended:
                open_runs[key] = [run for run in open_runs[key] if word.x0 - run[-1].x1 < far]
        if best is None:
            best = []
            runs.append(best)
            open_runs.setdefault(line, []).append(best)
        best.append(word)
    return sorted((Phrase(tuple(run)) for run in runs), key=lambda p: (p.top, p.x0))


_ONE_BASE = 0.5
"""Em between the baselines of two words on one line."""


def _follows(left: Word, right: Word, gap: float) -> bool:
    distance = right.x0 - left.x1
    size = max(left.size, right.size)
    if left.spaced and right.spaced:
        gap = max(gap, 0.45 + 2 * min(left.spaced, right.spaced))
    elif left.fixed and right.fixed:
        gap = max(gap, FIXED_GAP)
    if not -0.35 * size <= distance <= gap * size:
        return False
    if right.raised or left.raised:
        return right.top < left.bottom and left.top < right.bottom and distance < 0.35 * size
    level = abs(left.bottom - right.bottom) < 0.25 * size or abs(left.middle - right.middle) < 0.2 * size
    if not (left.base > 0 < right.base):
        return level
    apart = abs(left.base - right.base)  # a font may lie about how far its letters reach up and down
    return apart < 0.05 * size or (level and apart < _ONE_BASE * min(left.size, right.size))


def _walled(left: Word, right: Word, walls: Sequence[Stroke]) -> bool:
    """Does one of the strokes stand between two words? `walls`: left to right."""
    if right.x0 - left.x1 < 1 or not walls:
        return False
    for wall in walls[bisect_left(walls, left.x1 - 1, key=lambda s: s.x0) :]:
        if wall.x0 > right.x0 + 1:
            return False
        if wall.x1 <= right.x0 + 1 and wall.top < right.middle < wall.bottom:
            return True
    return False


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """How much two intervals share (negative: the gap between them)."""
    return min(a1, b1) - max(a0, b0)


def box_around(phrases: Sequence[Phrase]) -> list[float]:
    x0, top = min(p.x0 for p in phrases), min(p.top for p in phrases)
    return [x0, top, max(p.x1 for p in phrases), max(p.bottom for p in phrases)]


def lines_of(phrases: Iterable[Phrase], slack: float = 0.5) -> list[list[Phrase]]:
    """Phrases grouped into lines by their vertical middle; each line left to right."""
    lines: list[list[Phrase]] = []
    for phrase in sorted(phrases, key=lambda p: p.middle):
        if lines and phrase.middle - lines[-1][0].middle < slack * min(phrase.size, lines[-1][0].size):
            lines[-1].append(phrase)
        else:
            lines.append([phrase])
    return [sorted(line, key=lambda p: p.x0) for line in lines]
