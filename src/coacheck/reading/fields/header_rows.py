"""Rows of labels with one row of values under them, each value in as many lines as its cell needs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from coacheck.layout.phrases import Phrase, overlap
from coacheck.layout.relations import alike
from coacheck.page import Stroke
from coacheck.reading.fields.inline import like_a_pair
from coacheck.reading.fields.labels import is_label

_LAST = 100.0
"""Points that the last column reaches beyond its heading."""


def header_rows(
    bare: Sequence[Phrase], phrases: Sequence[Phrase], strokes: Sequence[Stroke]
) -> list[list[tuple[Phrase, Phrase, list[str]]]]:
    """Rows of three or more labels with one row of values under them: (label, first value, lines of the value)."""
    out = []
    free = [b for b in bare if ":" not in b.text]
    while free:
        first = free[0]
        row = sorted((b for b in free if overlap(b.top, b.bottom, first.top, first.bottom) > 0), key=lambda b: b.x0)
        row = [b for b in row if not any(_covers(other, b) for other in row)]
        free = [b for b in free if overlap(b.top, b.bottom, first.top, first.bottom) <= 0]
        found = _under(row, phrases, strokes) if len(row) >= 3 else []
        if len(found) >= 3 and any("\n".join(lines).count("\n") for _, _, lines in found):
            out.append([(label, value, _own(lines)) for label, value, lines in found if _own(lines)])
    return out


def _own(lines: Sequence[str]) -> list[str]:
    """The lines of a value, up to one that has a label of its own ("Matrix: Plant")."""
    return list(takewhile(lambda line: not like_a_pair(line), lines))


def _covers(joined: Phrase, part: Phrase) -> bool:
    return joined is not part and len(joined.words) > len(part.words) and set(part.words) <= set(joined.words)


def _under(
    row: Sequence[Phrase], phrases: Sequence[Phrase], strokes: Sequence[Stroke]
) -> list[tuple[Phrase, Phrase, list[str]]]:
    """The values under each label of a row, down to the first gap or drawn line below them."""
    bottom, level = max(b.bottom for b in row), _level(row, phrases)
    if any(":" in p.text or any(c.isdigit() for c in p.text) for p in level):
        return []
    heads = sorted([*row, *level], key=lambda p: p.centre)
    body = _body(bottom, phrases, [s for s in strokes if s.horizontal], all(b.bold for b in row))
    cells = zip(heads, _columns(heads), strict=True)
    found = [(head, [p for p in body if left <= p.centre <= right]) for head, (left, right) in cells if head in row]
    return [(head, cell[0], [p.text for p in cell]) for head, cell in found if cell]


def _level(row: Sequence[Phrase], phrases: Sequence[Phrase]) -> list[Phrase]:
    """What else stands on the lines of a row."""
    top, bottom = min(b.top for b in row), max(b.bottom for b in row)
    words = {w for b in row for w in b.words}
    return [p for p in phrases if overlap(p.top, p.bottom, top, bottom) > 0 and not set(p.words) & words]


def _columns(heads: Sequence[Phrase]) -> list[tuple[float, float]]:
    """The left and right edge of each heading's column: half way to its neighbours."""
    half = [(a.x1 + b.x0) / 2 for a, b in pairwise(heads)]
    return list(zip([0.0, *half], [*half, heads[-1].x1 + _LAST], strict=True))


def _heads(phrase: Phrase, body: Sequence[Phrase], bold: bool) -> bool:
    """Is it under the first line, set larger than all of it as a title is, or bold as the labels alone are?"""
    larger = not any(alike(phrase, p) or p.size > phrase.size for p in body)
    return phrase.top > body[0].bottom - 1 and (larger or (bold and phrase.bold and not any(p.bold for p in body)))


def _body(edge: float, phrases: Sequence[Phrase], rules: Sequence[Stroke], bold: bool) -> list[Phrase]:
    """`bold`: the labels are."""
    body: list[Phrase] = []
    for phrase in sorted((p for p in phrases if p.top >= edge - 1), key=lambda p: p.top):
        gap = phrase.top - max((p.bottom for p in body), default=edge)
        if (
            is_label(phrase.text)
            or gap > (0.8 if body else 1.6) * phrase.size
            or (body and _heads(phrase, body, bold))
            or (body and any(body[0].bottom < r.top + 2 < phrase.bottom and r.x0 < phrase.centre < r.x1 for r in rules))
        ):
            break
        body.append(phrase)
    return body
