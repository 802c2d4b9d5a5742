"""Characters → words, as a person sees them: superscripts marked, letter-spacing closed, double printing removed."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from operator import sub
from typing import Any, NamedTuple

from pdfplumber.page import Page as PlumberPage

from coacheck.page import Word
from coacheck.pdf.interpret.forms import field_words
from coacheck.pdf.words.runs import Chars, runs_of

_LAST = 1_000_000_000
"""Fields are drawn after everything else."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_NO_WIDTH = 0.02
"""Shares of its size; no figure is so narrow."""
_NEAR = 0.3
"""Shares of the narrower one; figures that begin so near to each other stand on one place."""
_UNMAPPED = re.compile(r"(\((?:cid|nul):\d+\))")
_FIGURE = re.compile(r"[\d.,]{2}")
_FIXED = re.compile(r"courier|mono|consolas|typewriter")
_SYMBOL_FONT = {"D": "Δ", "a": "α", "b": "β", "g": "γ", "d": "δ", "m": "µ", "w": "ω"}


def words_of(page: PlumberPage, chars: list[dict[str, Any]], annots: Sequence[dict[str, Any]]) -> list[Word]:
    """The upright words that lie on the page, in reading order of their lines; `chars` as of `marks_of`."""
    words = printed_words(chars)
    words += [Word(*field, order=_LAST) for field in field_words(annots)]
    words = [w for w in words if w.text and _on_page(w, page.mediabox)]
    return _close_letter_spacing(_mark_raised(_without_doubles(words)))


def printed_words(chars: list[dict[str, Any]]) -> list[Word]:
    """The upright words that characters make."""
    return [_word(run) for run in runs_of(_printed_once(chars))]


def _word(chars: Chars) -> Word:
    first = chars[0]
    font, size, x0 = _font(first["fontname"]), first["size"], first["x0"]
    printed = "".join([c["text"] for c in chars])
    text = _clean(printed, font.symbol)
    starts, ends = [c["x0"] for c in chars], [c["x1"] for c in chars]
    right = max(ends)
    return Word(
        text,
        x0,
        min([c["top"] for c in chars]),
        right if right > x0 else x0 + 0.5 * size * len(text),  # a font without widths
        max([c["bottom"] for c in chars]),
        size,
        font.bold,
        raised=_RAISED.fullmatch(printed) is not None,
        base=first["base"],
        ink=first["ink"],
        order=first["order"],
        fixed=font.fixed,
        spaced=_set_apart(starts, ends, size),
        starts=tuple(starts) if len(chars) == len(text) else (),
        font=first["fontname"],
        crossed=_FIGURE.search(text) is not None and _is_crossed(chars, starts, ends),
    )


class _Font(NamedTuple):
    """What the name of a font says of its letters."""

    bold: bool
    fixed: bool
    symbol: bool


@lru_cache(maxsize=1000)
def _font(name: str) -> _Font:
    name = name.casefold()
    bold = any(mark in name for mark in ("bold", "black", "heavy", "semibold"))
    return _Font(bold, _FIXED.search(name) is not None, "symbol" in name and "emoji" not in name)


_POWER = re.compile(r"(?<![\d.,])10([⁺⁻]?[¹²³⁴⁵⁶⁷⁸⁹])(?![⁰¹²³⁴⁵⁶⁷⁸⁹])")
"""Raised digits of a font; a lone "⁰" may be meant for a degree."""
_RAISED = re.compile(r"[⁺⁻]?[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*")
_MARKED = re.compile(r"(?<=\d)[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*(?=$|[\s)%])")
"""The mark of a footnote at a figure."""


@lru_cache(maxsize=20_000)
def _clean(text: str, symbol: bool) -> str:
    """The text as a person sees it: Greek letters of symbol fonts, one sign for each letter, nothing unseen."""
    text = _POWER.sub(lambda power: f"10^{power[1]}", text)
    text = _MARKED.sub("", text)
    text = unicodedata.normalize("NFKC", text) if "⁰" not in text else text
    if symbol:
        parts = _UNMAPPED.split(text)  # what stands for a glyph that nobody knows has letters, too
        text = "".join(p if i % 2 else "".join(_SYMBOL_FONT.get(c, c) for c in p) for i, p in enumerate(parts))
    text = text.replace("∆", "Δ").replace("μ", "µ")
    return _UNSEEN.sub("", text).strip()


def _set_apart(starts: Sequence[float], ends: Sequence[float], size: float) -> float:
    """The gap between letters that each stand a good tenth of their size away from the next: "N O T"."""
    if len(starts) < 3:
        return 0.0
    least = min(map(sub, starts[1:], ends))
    return least / size if least > 0.1 * size else 0.0


def _is_crossed(chars: Chars, starts: Sequence[float], ends: Sequence[float]) -> bool:
    """Do two different digits stand on one place? None does where each begins far enough behind the one before."""
    near = _NEAR * max(map(sub, ends, starts))
    close = len(starts) > 1 and min(map(sub, starts[1:], starts)) < near
    return close and any(_on_one_place(a, b) for a, b in pairwise(chars))


def _on_one_place(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Do two neighbours of a figure stand on one place? What was printed twice is left out before.

    A font may have lost the width of a digit: then the other's is as good.
    """
    if not (_of_figure(a["text"]) and _of_figure(b["text"])):
        return False
    narrow, wide = sorted((a["x1"] - a["x0"], b["x1"] - b["x0"]))
    near = _NEAR * (narrow if narrow > _NO_WIDTH * a["size"] else wide)
    return bool(b["x0"] - a["x0"] < near)


def _of_figure(text: str) -> bool:
    return text.isdigit() or text in ".,"


def _printed_once(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out a character printed again on, or a hair beside, itself (a poor man's bold)."""
    rows: defaultdict[int, dict[str, list[float]]] = defaultdict(dict)
    out = []
    top: float | None = None
    for char in chars:
        if char["top"] != top:
            top = char["top"]
            row = round(char["top"])
            near_rows = (rows[row - 1], rows[row], rows[row + 1])
        text, x0 = char["text"], char["x0"]
        if text != " ":
            if _stands_in(near_rows, text, x0, char["x1"]):
                continue
            near_rows[1].setdefault(text, []).append(x0)
        out.append(char)
    return out


_HAIR = 1.0
"""Points; what was printed again is no further beside itself."""


def _stands_in(rows: Iterable[dict[str, list[float]]], text: str, x0: float, x1: float) -> bool:
    """Does the character stand in one of the rows already, on its place or a hair beside it?"""
    for row in rows:
        for x in row.get(text, ()):
            if -_HAIR <= x - x0 <= _HAIR and abs(x - x0) <= max(0.25, 0.25 * (x1 - x0)):
                return True
    return False


def _on_page(word: Word, sheet: tuple[float, ...]) -> bool:
    return word.x1 > sheet[0] and word.x0 < sheet[2] and word.bottom > sheet[1] and word.top < sheet[3]


def _without_doubles(words: list[Word]) -> list[Word]:
    """Drop a word printed again on the same place (a poor man's bold)."""
    seen: dict[tuple[str, int, int], Word] = {}
    for word in words:
        place = (word.text, round(word.x0 / 3), round(word.top / 3))
        seen.setdefault(place, word)
    return list(seen.values())


def _mark_raised(words: list[Word]) -> list[Word]:
    """Mark small words that hang at the upper right of the word before them; set those at its lower right level."""
    by_right: dict[int, list[Word]] = {}
    for word in words:
        by_right.setdefault(round(word.x1), []).append(word)
    return [_levelled(word, _before(word, by_right)) if len(word.text) <= _SHORT else word for word in words]


_SHORT = 3
"""Letters of a superscript or a subscript."""


def _levelled(word: Word, left: Sequence[Word]) -> Word:
    if _hangs(word, left):
        return replace(word, raised=True)
    base = next((w for w in left if _is_sub(word, w)), None)  # the "w" of "a_w", the "1" of "B_1"
    return replace(word, top=base.top, bottom=base.bottom, base=base.base) if base else word


def _before(word: Word, by_right: dict[int, list[Word]]) -> list[Word]:
    column = round(word.x0)
    return [w for x in (column - 1, column, column + 1) for w in by_right.get(x, ())]


def _is_sub(word: Word, base: Word) -> bool:
    """Is it a subscript of a word that ends in a letter?"""
    small = word.size < 0.9 * base.size and base.text[-1:].isalpha() and word.text.isalnum()
    return small and base.middle < word.middle < base.bottom < word.bottom < base.bottom + 0.5 * base.size


def _hangs(word: Word, left: Sequence[Word]) -> bool:
    return any(
        word.size < 0.85 * base.size and base.top - 0.6 * base.size < word.top < base.middle < base.bottom - 0.5
        and word.bottom < base.bottom - 0.1 * base.size
        for base in left
    )  # fmt: skip


_CLOSE, _WIDE, _EVEN = 0.4, 1.2, 0.1
"""Em between the letters of a word that is set apart, close and wide, and by how much wide ones differ."""
_MANY = 5
"""So many letters far from each other are a word."""
_LETTERS = 2
_LETTER = re.compile(r"^\S{1,2}$")


def _close_letter_spacing(words: list[Word]) -> list[Word]:
    """Join "P a s s" to "Pass": a run of three or more one-letter words whose gaps are all small, or of many whose gaps
    are wider and all alike."""
    out: list[Word] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and run and _continues(run, word):
            run.append(word)
            continue
        out.extend(_joined(run))
        run = [word] if word is not None else []
    return out


def _continues(run: list[Word], word: Word) -> bool:
    last = run[-1]
    if len(last.text) > _LETTERS or len(word.text) > _LETTERS:
        return False
    gap = word.x0 - last.x1
    same_line = abs(word.middle - last.middle) < 0.2 * last.size and abs(word.size - last.size) < 0.1
    if not same_line or not (_spaced(last) and _spaced(word)) or word.raised:
        return False
    if len(run) > 1 and run[1].x0 - run[0].x1 >= _CLOSE * word.size:
        return abs(gap - (run[1].x0 - run[0].x1)) < _EVEN * word.size and len(word.text) == 1
    return 0 <= gap < (_CLOSE if len(run) > 1 else _WIDE) * word.size


def _spaced(word: Word) -> bool:
    return bool(_LETTER.match(word.text)) and not word.text.isdigit() and word.text not in "-–"


def _joined(run: list[Word]) -> list[Word]:
    wide = len(run) > 1 and run[1].x0 - run[0].x1 >= _CLOSE * run[0].size
    if len(run) < (_MANY if wide else 3) or sum(len(w.text) == 1 for w in run) < 2:
        return run
    starts = tuple(x for w in run for x in w.starts)
    text = "".join(w.text for w in run)
    top, bottom = min(w.top for w in run), max(w.bottom for w in run)
    apart = _set_apart([w.x0 for w in run], [w.x1 for w in run], run[0].size)
    return [replace(run[0], text=text, x1=run[-1].x1, top=top, bottom=bottom, starts=starts, spaced=apart)]
