"""Columns of labels with their values in the next column, set flush left or right: who stands in one is a label, known
or not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter

from coacheck.layout.phrases import Phrase
from coacheck.layout.relations import LEVEL, alike, level

_FLUSH = 2.0
"""Points between what is set flush."""
_FAR = 220.0
"""Points between a label and its value."""
_BEYOND = 8.0
"""So many em right of the column of values is another column."""
_CLOSE = 0.9
"""Lines between a label and what stands right under it."""
_FEW = 2
"""So many known labels make a column."""
_NEAR = 4.0
"""A label stands no more than so many lines from another one of its column."""


@dataclass(frozen=True)
class LabelColumn:
    """Known labels that are set flush, each with what stands right of it; these are flush, too."""

    labels: tuple[Phrase, ...]
    values: tuple[Phrase, ...]

    def value_of(self, label: Phrase) -> Phrase | None:
        return next((v for own, v in zip(self.labels, self.values, strict=True) if own is label), None)

    def lacks(self, label: Phrase, hit: Phrase) -> bool:
        """Is a label of this column left empty, and the hit far beyond where its value would be?"""
        own = any(_in_line(label, b) and label.bold == b.bold and alike(label, b) for b in self.labels)
        near = min(abs(label.middle - b.middle) for b in self.labels) < _NEAR * label.size
        return own and near and hit.x0 - max(v.x0 for v in self.values) > _BEYOND * label.size

    def holds(self, phrase: Phrase, others: Lines) -> bool:
        """Does it stand among the labels, printed as they are, with a value where theirs are?

        Where no value is set as the labels are, that alone tells a label: its value may be missing.
        """
        first = self.labels[0]
        if not _in_line(phrase, first) or phrase.bold != first.bold or not alike(phrase, first):
            return False
        if min(abs(phrase.middle - b.middle) for b in self.labels) > _NEAR * phrase.size:
            return False
        right = others.right_of(phrase)
        if right is None:
            return first.bold and not any(v.bold for v in self.values)
        return _in_line(right, self.values[0])


def label_columns(bare: Sequence[Phrase], plain: Sequence[Phrase]) -> list[LabelColumn]:
    """The columns that known labels make. `plain`: what is no known label."""
    every, known = Lines([*plain, *bare]), {id(b) for b in bare}
    pairs = [(b, v) for b in bare if (v := every.right_of(b)) and id(v) not in known]
    pairs = [(b, v) for b, v in pairs if not _over_its_value(b, v, plain, every, known)]
    out: list[LabelColumn] = []
    while pairs:
        label, value = pairs[0]
        own = [p for p in pairs if _in_line(p[0], label) and p[0].bold == label.bold and alike(p[0], label)]
        own = [p for p in own if _in_line(p[1], value)]
        pairs = [p for p in pairs if not any(p is o for o in own)]
        if len(own) >= _FEW:
            out.append(LabelColumn(tuple(b for b, _ in own), tuple(v for _, v in own)))
    return out


def _over_its_value(
    label: Phrase, value: Phrase, plain: Sequence[Phrase], every: Lines, known: Collection[int]
) -> bool:
    """Is there something right under the label that is none itself: printed otherwise, or without a value as it has?"""
    under = [p for p in plain if abs(p.x0 - label.x0) < _FLUSH and -1 < p.top - label.bottom < _CLOSE * label.size]
    if any(p.bold != label.bold or not alike(p, label) for p in under):
        return True
    rights = [every.right_of(p) for p in under]
    return any(r is None or not _in_line(r, value) or id(r) in known for r in rights)


class Lines:
    """Phrases by their height on the page: what stands on a line is found without a look at all others."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        placed = sorted(enumerate(phrases), key=lambda pair: pair[1].middle)
        self._placed, self._middles = placed, [p.middle for _, p in placed]

    def right_of(self, label: Phrase) -> Phrase | None:
        """What stands next on the line of a label."""
        near = LEVEL * label.size
        first, last = bisect_left(self._middles, label.middle - near), bisect_right(self._middles, label.middle + near)
        right = [
            (p.x0, order, p) for order, p in self._placed[first:last]
            if p is not label and -1 < p.x0 - label.x1 < _FAR and level(label, p)
        ]  # fmt: skip
        return min(right, key=itemgetter(0, 1))[2] if right else None


def _in_line(a: Phrase, b: Phrase) -> bool:
    """Do they begin, or end, at one place?"""
    return abs(a.x0 - b.x0) < _FLUSH or abs(a.x1 - b.x1) < _FLUSH
