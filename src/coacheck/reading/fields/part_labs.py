"""Laboratories that did a part of the tests: "Heavy metals tested by X", "subcontracted to X (metals)"."""

from __future__ import annotations

import re
from functools import lru_cache

from coacheck.reading.vocabulary import vocabulary

_DONE = re.compile(
    r"\b(?:(?:tested|analy[sz]ed|performed|conducted|completed|done|run|carried out|supplied|provided|reported|issued)"
    r"\s+(?:by|at|from)|(?:results?|data|tests?|testing|analys[ei]s)\s+(?:by|at|from))\b",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(r"\b(?:sub-?contracted|outsourced|sent out)\s+(?:to|by|at)\b", re.IGNORECASE)
_FILLING = {
    "result", "results", "data", "test", "tests", "testing", "analysis", "analyses", "panel", "panels", "screen",
    "screening", "was", "were", "is", "are", "been", "have", "has",
}  # fmt: skip
_SENTENCE = re.compile(r"[.;]\s+")
_BRACKET = re.compile(r"\(([^()]+)\)")
_MOST_WORDS = 3
"""Words of a panel's name."""


def of_one_panel(before: str) -> bool:
    """Do the words before "analysed by …" say what alone was tested there ("Metals", "Pesticide results were")?"""
    words = _SENTENCE.split(before)[-1].rstrip(" :,").split()
    if any(vocabulary().panel(word.strip(",")) == "cannabinoids" for word in words):
        return False
    while words and words[-1].casefold() in _FILLING:
        words.pop()
    ways = (" ".join(words[-n:]) for n in range(1, min(_MOST_WORDS, len(words)) + 1))
    return any(_is_part(way) for way in ways)


@lru_cache(maxsize=5_000)
def without_parts(text: str) -> str:
    """What of a line says nothing of a laboratory that did a part of the tests alone."""
    passed = _PASSED_ON.search(text)
    parts = [m.start() for m in _DONE.finditer(text) if of_one_panel(text[: m.start()])]
    parts += [passed.start()] if passed else []
    parts += [0 for m in _BRACKET.finditer(text) if _is_part(m[1])]
    return text[: min(parts, default=len(text))]


def _is_part(text: str) -> bool:
    return vocabulary().panel(text.strip(" .,;")) not in (None, "cannabinoids")
