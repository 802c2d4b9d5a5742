"""Headings that several columns share, and such as touch: parted and shared out once each piece has its column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from coacheck.layout.above import MOST_WORDS
from coacheck.layout.ask import Ask
from coacheck.layout.phrases import Phrase, lines_of
from coacheck.layout.relations import flush, level, shared
from coacheck.page import Word

MOST_LINES = 4
"""A heading has no more lines."""


def over_groups(columns: Sequence[tuple[Phrase, ...]], lines: Sequence[Sequence[Phrase]]) -> list[tuple[Phrase, ...]]:
    """The headings, those that stand over groups of columns alike over each: "As received", "Dry weight" over "% mg/g"
    twice."""
    out = list(columns)
    for line in lines:
        above = sorted((p for p in line if any(p is c for column in columns for c in column)), key=lambda p: p.x0)
        lower = [tuple(c for c in column if not any(c is p for p in line)) for column in out]
        groups = _groups(["/".join(c.text for c in column) for column in lower], len(above))
        inside = (_within(p, [c for i in group for c in lower[i]]) for p, group in zip(above, groups, strict=False))
        if groups and all(inside):
            for piece, group in zip(above, groups, strict=True):
                out[group.start : group.stop] = [(piece, *lower[i]) for i in group]
    return out


def _groups(texts: Sequence[str], count: int) -> list[range]:
    """So many stretches of two or more headings that say the same, beside each other."""
    for size in range(len(texts) // count, 1, -1) if count > 1 else ():
        for start in range(len(texts) - count * size + 1):
            groups = [range(start + i * size, start + (i + 1) * size) for i in range(count)]
            said = [[texts[i] for i in group] for group in groups]
            if all(said[0]) and len(set(said[0])) == size and all(other == said[0] for other in said):
                return groups
    return []


def _within(piece: Phrase, below: Sequence[Phrase]) -> bool:
    return min(p.x0 for p in below) < piece.centre < max(p.x1 for p in below)


def over_the_gap(
    columns: Sequence[tuple[Phrase, ...]], lines: Sequence[Sequence[Phrase]], ask: Ask
) -> list[tuple[Phrase, ...]]:
    """The headings, one that stands over the gap between two columns over both, where neither says what it is without:
    "Limits (ppm)" over "All uses" and "Ingestion only"."""
    out = list(columns)
    for head in (piece for line in lines for piece in line):
        owners = {k for k, column in enumerate(out) if any(c is head for c in column)}
        for i, j in pairwise(range(len(out))) if len(owners) < 2 else ():
            left, right = ([c for c in out[k] if c is not head] for k in (i, j))
            if owners <= {i, j} and left and right and _in_common(head, left, right, ask):
                out[i : j + 1] = [(head, *left), (head, *right)]
    return out


def _in_common(head: Phrase, lower: Sequence[Phrase], beside: Sequence[Phrase], ask: Ask) -> bool:
    """Do the lower headings of two columns need this one, which stands over neither of them?"""
    sides = [" ".join(p.text for p in side) for side in (lower, beside)]
    over = head.middle < beside[0].middle and level(lower[0], beside[0])
    under = any(shared(head.x0, head.x1, p.x0, p.x1) > 0 for p in (*lower, *beside))
    if not over or under or any(map(ask.heading, sides)):
        return False
    kinds = {ask.heading(f"{head.text} {side}") for side in sides}
    return _within(head, [*lower, *beside]) and len(kinds) == 1 and None not in kinds


def untouched(columns: list[tuple[Phrase, ...]], ask: Ask) -> list[tuple[Phrase, ...]]:
    """The headings, those of two columns parted that touch: "Limite Limite / de de / détection quantification"."""
    out = list(columns)
    for i in range(len(out) - 1):
        touching = bool(out[i] and out[i + 1]) and out[i][-1] is out[i + 1][-1]
        if touching and (halves := _halves(list(dict.fromkeys([*out[i], *out[i + 1]])), ask)):
            out[i : i + 2] = halves
    return out


def _halves(pieces: Sequence[Phrase], ask: Ask) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]] | None:
    """The one way to part each line in two so that either side is a heading, and they say different things."""
    lines = [tuple(w for p in line for w in p.words) for line in lines_of(pieces)]
    if len(lines) > MOST_LINES or max(map(len, lines)) > MOST_WORDS:
        return None
    found: dict[tuple[str | None, ...], tuple[tuple[Phrase, ...], tuple[Phrase, ...]]] = {}
    for cuts in product(*(range(len(line) + 1) for line in lines)):
        left, right = _cut_in_two(lines, cuts)
        within = 0 < cuts[-1] < len(lines[-1]) and not right[-1].text.startswith("(")
        if within and _in_line(left) and _in_line(right):
            kinds = tuple(ask.heading(" ".join(p.text for p in side)) for side in (left, right))
            found.setdefault(kinds, (left, right))
    told = [halves for kinds, halves in found.items() if None not in kinds and kinds[0] != kinds[1]]
    return told[0] if len(told) == 1 else None


def _cut_in_two(
    lines: Sequence[tuple[Word, ...]], cuts: Sequence[int]
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """What stands left and right of the cut of each line."""
    left = tuple(Phrase(line[:at]) for line, at in zip(lines, cuts, strict=True) if at)
    right = tuple(Phrase(line[at:]) for line, at in zip(lines, cuts, strict=True) if at < len(line))
    return left, right


def _in_line(side: Sequence[Phrase]) -> bool:
    """Are the lines of a heading aligned with each other, left, right or in the middle?"""
    return all(flush(upper, side[-1]) for upper in side)
