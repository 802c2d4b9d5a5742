"""What was printed before and after: compared word by word in reading order, so that a text that only moved is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from coacheck.model import Change
from coacheck.page import Box, Word

_LONGEST = 120
_MOST_WORDS = 3_000
"""A page with more words is compared by their places alone."""


def changes(page: int, before: Sequence[Word], after: Sequence[Word]) -> Iterator[Change]:
    """The places of a page where other words stand than before, each with the old and the new ones."""
    old, new = _unlike(before, after)
    if not old and not new:
        return
    old, new = _in_reading_order(before), _in_reading_order(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        old, new = (_in_reading_order(words) for words in _unlike(before, after))
    matcher = SequenceMatcher(None, [w.text for w in old], [w.text for w in new], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            yield from _by_line(page, old[i:j], new[k:m])


def _unlike(before: Sequence[Word], after: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words of each side that the other has not in the same place."""
    old, new = {_key(w) for w in before}, {_key(w) for w in after}
    return [w for w in before if _key(w) not in new], [w for w in after if _key(w) not in old]


def _key(word: Word) -> tuple[str, int, int]:
    return word.text, round(word.x0 / 2), round(word.middle / 2)


def _by_line(page: int, old: Sequence[Word], new: Sequence[Word]) -> Iterator[Change]:
    """One change for each line of the page; lines of both sides that stand at one height are one."""
    lines = [(line, True) for line in _lines(old)] + [(line, False) for line in _lines(new)]
    lines.sort(key=lambda item: item[0][0].middle)
    while lines:
        line, was = lines.pop(0)
        other = next((n for n, (o, is_old) in enumerate(lines) if is_old != was and _level(o[0], line[0])), None)
        pair = lines.pop(other)[0] if other is not None else []
        first, then = (line, pair) if was else (pair, line)
        yield Change(page=page, bbox=_around([*first, *then]), old=_text(first), new=_text(then))


def _in_reading_order(words: Sequence[Word]) -> list[Word]:
    return [w for line in _lines(words) for w in line]


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.middle):
        if lines and _level(lines[-1][0], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.x0) for line in lines]


def _level(a: Word, b: Word) -> bool:
    return abs(a.middle - b.middle) < 0.5 * a.size


def _text(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)[:_LONGEST]


def _around(words: Sequence[Word]) -> list[float]:
    box: Box = (
        min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words), max(w.bottom for w in words)
    )  # fmt: skip
    return [round(v, 1) for v in box]
