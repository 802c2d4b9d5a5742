"""Slanted and vertical text, such as a watermark: no part of the page's lines, but a person reads it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.layout import LTChar

from coacheck.page import Word

_SLANT = 0.2
"""Sine of the least angle that is not a page scanned a little askew."""


def is_turned(matrix: Sequence[float]) -> bool:
    """Does a character's matrix turn it by more than some degrees?"""
    a, b = matrix[0], matrix[1]
    return abs(b) > _SLANT * math.hypot(a, b)


def way_of(matrix: Sequence[float]) -> int:
    """How many quarter turns to the right make text upright that a matrix turns."""
    return round(math.atan2(matrix[1], matrix[0]) / (math.pi / 2)) % 4


def height_of(char: LTChar) -> float:
    """The font size of a turned character, in points: its box is larger."""
    a, b = char.matrix[0], char.matrix[1]
    scale = max(1e-9, math.hypot(a, b))
    return float((char.width - char.adv * abs(a)) / max(_SLANT, abs(b) / scale))


def turned_words(chars: Sequence[dict[str, Any]]) -> list[Word]:
    """The runs of turned characters, in the order they were painted: "PREVIEW ONLY" is one Word."""
    return [word for run in _runs(chars) if (word := _word(run)).text]


def _runs(chars: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    run: list[dict[str, Any]] = []
    for char in chars:
        if run and (char["order"] != run[-1]["order"] + 1 or not _alike(run[-1], char)):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _alike(a: dict[str, Any], b: dict[str, Any]) -> bool:
    wide, high = abs(a["x0"] + a["x1"] - b["x0"] - b["x1"]), abs(a["top"] + a["bottom"] - b["top"] - b["bottom"])
    return bool(max(wide, high) < 5 * a["glyph"] and abs(a["glyph"] - b["glyph"]) < 0.1 * a["glyph"])


def _word(run: Sequence[dict[str, Any]]) -> Word:
    text = " ".join("".join(c["text"] for c in run).split())
    x0, top = min(c["x0"] for c in run), min(c["top"] for c in run)
    x1, bottom = max(c["x1"] for c in run), max(c["bottom"] for c in run)
    return Word(text, x0, top, x1, bottom, max(c["glyph"] for c in run), ink=run[0]["ink"], order=run[0]["order"])
