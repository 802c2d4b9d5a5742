"""Names of laboratories that head a page in several lines of print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from coacheck.layout.phrases import Phrase
from coacheck.reading.fields.wording import FIRM
from coacheck.reading.vocabulary import key, squeeze

LIKE_A_LAB = re.compile(r"\b(?:labs?|laborator(?:y|ies))\W*$", re.IGNORECASE)
"""What ends as a laboratory's name does."""
_ONLY_TRADE = re.compile(
    r"(?:labs?|laborator(?:y|ies)|analytics|analytical(?: labs?)?|testing(?: labs?| laborator(?:y|ies))?|scientific)",
    re.IGNORECASE,
)
"""What a firm is, without its name."""
_SHORT_NAME = 3
"""Words of a name that goes on so."""
LARGE = 12
"""Points of print in which a name may run over several lines."""
_LARGER = 1.35
"""… or in so many times as large as usual."""
_LOGO_LARGER = 1.5
"""A logo's word is so many times as large as the rest of its name under it."""


def names_in_lines(phrases: Sequence[Phrase]) -> Iterator[tuple[str, Phrase]]:
    """What could be a name in lines under or behind each other, each with its first line."""
    for trade in (p for p in phrases if _is_trade(p.text)):
        yield from ((squeeze(f"{p.text} {trade.text}"), p) for p in phrases if _goes_on_in(p, trade))
    yield from _logos(phrases)
    yield from _stacks(phrases)


def _is_trade(text: str) -> bool:
    """Does it say what a firm is, and no more: "Laboratories, LLC"?"""
    return _ONLY_TRADE.fullmatch(FIRM.sub("", text).rstrip(" ,")) is not None


def _logos(phrases: Sequence[Phrase]) -> Iterator[tuple[str, Phrase]]:
    """A large word that heads the page, with the rest of its name in small print under it: "ARDMORE / QUALITY LABS"."""
    top = min((p.top for p in phrases), default=0.0)
    for name in (p for p in phrases if p.top < top + p.size and " " not in p.text):
        rest = [p for p in phrases if LIKE_A_LAB.search(p.text) and _is_small_under(name, p)]
        yield from ((squeeze(f"{name.text} {p.text}"), name) for p in rest if key(name.text) not in key(p.text))


def _is_small_under(name: Phrase, rest: Phrase) -> bool:
    """Is it much smaller, no wider, and in capitals where the name is?"""
    small = name.size > _LOGO_LARGER * rest.size and name.text.isupper() == rest.text.isupper()
    return small and right_under(name, rest) and rest.x1 < name.x1 + 2


def _stacks(phrases: Sequence[Phrase]) -> Iterator[tuple[str, Phrase]]:
    """Large lines right under each other."""
    usual = median(p.size for p in phrases) if phrases else LARGE
    large = [p for p in phrases if p.size > min(LARGE, _LARGER * usual)]
    for first in large:
        stack = [first]
        for below in large:
            near = -2 < below.top - stack[-1].bottom < 0.5 * first.size and abs(below.x0 - first.x0) < 3
            if near and abs(below.size - first.size) < 1 and len(stack) < 3:
                stack.append(below)
                yield squeeze(" ".join(p.text for p in stack)), first


def right_under(name: Phrase, below: Phrase) -> bool:
    """Is it a smaller line flush under the name?"""
    return abs(below.x0 - name.x0) < 2 and below.size < name.size and -2 < below.top - name.bottom < name.size


def _goes_on_in(name: Phrase, trade: Phrase) -> bool:
    """Does a short name go on in what the firm is, right behind it or right under it ("HERBACOR / Laboratories")?"""
    plain = len(name.text.split()) <= _SHORT_NAME and name.text.replace(" ", "").isalpha() and name.size >= trade.size
    behind = abs(name.middle - trade.middle) < 0.5 * name.size and 0 < trade.x0 - name.x1 < name.size
    under = -0.3 * name.size < trade.top - name.bottom < trade.size and name.x0 - 2 < trade.x0 < name.x1
    return plain and name is not trade and (behind or under)
