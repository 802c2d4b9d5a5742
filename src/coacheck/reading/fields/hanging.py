"""The rest of a value that runs on in the next line."""

from __future__ import annotations

from collections.abc import Sequence

from coacheck.layout.phrases import Phrase
from coacheck.reading.fields.inline import is_pair
from coacheck.reading.fields.labels import is_label

_FLUSH = 2.0
"""Points between what is set flush."""
_LONG = 80
"""Letters of a line of running text."""
_TIGHT = 0.3
"""Em between the lines of a paragraph."""
_CLOSE = 0.55
"""Em between the lines of a stack."""


def hanging(pair: Phrase, value: str, phrases: Sequence[Phrase]) -> str | None:
    """A line right under the value, flush with it and not with its label."""
    first = pair.words[-len(value.split())]
    under = (p for p in phrases if abs(p.x0 - first.x0) < _FLUSH and -1 < p.top - pair.bottom < 0.5 * pair.size)
    rest = next((p for p in under if abs(p.size - pair.size) < 0.5 and first.x0 - pair.x0 > pair.size), None)
    return rest.text if rest and not is_pair(rest) and not is_label(rest.text) else None


def second_line(pair: Phrase, phrases: Sequence[Phrase]) -> str | None:
    """The rest of a value, where it runs on in a line of its own between the pairs of a stack."""
    stack = sorted((p for p in phrases if p.top > pair.top + 1 and abs(p.x0 - pair.x0) < 2), key=lambda p: p.top)
    if len(stack) < 2:
        return None
    rest, after = stack[:2]
    close = max(rest.top - pair.bottom, after.top - rest.bottom) < _CLOSE * pair.size
    alike = abs(rest.size - pair.size) < 0.5 and abs(after.size - pair.size) < 0.2 * pair.size
    own = ":" in rest.text or "#" in rest.text or is_label(rest.text)
    return rest.text if close and alike and not own and not is_pair(rest) and is_pair(after) else None


def ends_a_paragraph(word: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Is it the end of a long line, broken off: right under it, flush with it and in its print?"""
    if len(word.words) > 1 or ":" in word.text:
        return False
    over = (p for p in phrases if abs(p.x0 - word.x0) < 1 and -1 < word.top - p.bottom < _TIGHT * word.size)
    return any(len(p.text) > _LONG and abs(p.size - word.size) < 0.1 and p.bold == word.bold for p in over)
