"""The lines of column headings on a page, whichever table they are of, and what stands in and between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coacheck.layout.ask import Ask
from coacheck.layout.phrases import PHRASE_GAP, Phrase
from coacheck.layout.relations import alike, level, middle, stacked

BEFORE = 10.0
"""The name of a row stands at most so many em before its first cell."""


def head_lines(cells: Sequence[Phrase], ask: Ask) -> list[list[Phrase]]:
    """The lines of column headings on a page: two or more headings, and nothing that stands in rows."""
    heads = sorted((c for c in cells if _heads(c, ask)), key=lambda c: c.x0)
    lines: list[list[Phrase]] = []
    for head in heads:
        line = next((one for one in lines if level(one[-1], head)), None)
        if line is None:
            lines.append([head])
        else:
            line.append(head)
    lines = [line for line in lines if _several(line) and not _in_a_row(line, cells, ask)]
    named = [c for c in cells if ask.heading(c.text) == "name" and ask.measured(c.text)]
    return [sorted([*line, *(c for c in named if level(c, line[0]))], key=lambda c: c.x0) for line in lines]


def _several(line: Sequence[Phrase]) -> bool:
    """Are they the headings of several columns, and not the words of one text ("microbial count")?"""
    return any(b.x0 - a.x1 > PHRASE_GAP * a.size for a, b in pairwise(line))


def _heads(cell: Phrase, ask: Ask) -> bool:
    kind = ask.heading(cell.text)
    return kind is not None and (kind != "name" or not ask.measured(cell.text))


def _in_a_row(line: Sequence[Phrase], cells: Sequence[Phrase], ask: Ask) -> bool:
    """Does a name stand on the line right before it, or do values stand between its headings?"""
    x0, x1 = line[0].x0, line[-1].x1
    level_ones = [c for c in cells if level(line[0], c)]
    before = max((c for c in level_ones if c.x1 <= x0 + 1), key=lambda c: c.x1, default=None)
    named = before is not None and ask.measured(before.text) and not ask.heading(before.text)
    if named and before is not None and x0 - before.x1 < BEFORE * line[0].size:
        return True
    behind = min((c.x0 for c in level_ones if c.x0 >= x1 and alike(c, line[-1])), default=x1)
    beside = (c for c in level_ones if x0 < c.x1 and c.x0 <= behind)
    return any(ask.cell(c.text) in ("number", "word", "none", "status") for c in beside)


def in_heads(cell: Phrase, heads: Sequence[Sequence[Phrase]]) -> bool:
    """Is it a heading itself, on a line of headings ("Mycotoxins  LOQ  Result")?"""
    return any(cell.words[0] is head.words[0] for line in heads for head in line)


def headed_between(a: Phrase, b: Phrase, heads: Sequence[Sequence[Phrase]], cells: Sequence[Phrase]) -> bool:
    """Does a line of headings stand between two names, over the lower one or over the value beside it?"""
    lines = [
        line for line in heads
        if middle(a) < middle(line[0]) < middle(b) and not level(a, line[0]) and not level(b, line[0])
    ]  # fmt: skip
    if any(line[0].x0 < b.x1 + 2 * b.size and line[-1].x1 > b.x0 for line in lines):
        return True
    value = min((c for c in cells if c.x0 > b.x1 and level(b, c)), key=lambda c: c.x0, default=None) if lines else None
    return value is not None and any(stacked(value, head) for line in lines for head in line)
