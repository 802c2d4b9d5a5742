"""Different figures printed in one place.

Letters over letters are left alone: labs' own forms let a long heading run over the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coacheck.page import Word

_PITCH = 8.0
"""Words are compared with those of the same and the next strip of the page, this high."""


def overprinted(words: Sequence[Word]) -> list[Word]:
    """The words that stand on others, or are made of characters that do."""
    strips: dict[int, list[Word]] = {}
    for word in (w for w in words if w.font):  # what is filled into fields is placed by guess
        strips.setdefault(int(word.middle // _PITCH), []).append(word)
    found = {id(w): w for w in words if w.crossed}
    for strip, members in strips.items():
        near = sorted((*members, *strips.get(strip + 1, ())), key=lambda w: w.x0)
        found |= {id(w): w for pair in _crossing(near) for w in pair}
    return list(found.values())


def _crossing(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Pairs of words, sorted by their left edge, that lie over one another."""
    for i, left in enumerate(words):
        for right in words[i + 1 :]:
            if right.x0 > left.x1 - 1:
                break
            if _over(left, right):
                yield left, right


def _over(a: Word, b: Word) -> bool:
    """Do two different figures cover each other, being alike in size?"""
    wide = min(a.x1, b.x1) - max(a.x0, b.x0)
    alike = 0.6 < a.size / max(b.size, 0.1) < 1.6
    same_line = abs(a.base - b.base) < 0.35 * min(a.size, b.size)
    return (
        alike and same_line and wide > 0.6 * min(a.x1 - a.x0, b.x1 - b.x0) and a.text != b.text
        and any(c.isdigit() for c in a.text) and any(c.isdigit() for c in b.text)
    )  # fmt: skip
