"""Rows of labels with one row of values under them, each value in as many lines as its cell needs."""

from __future__ import annotations

from collections.abc import Sequence

from coacheck.layout.phrases import Phrase, overlap
from coacheck.page import Stroke
from coacheck.reading.vocabulary.labels import label_of


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
            out.append(found)
    return out


def _covers(joined: Phrase, part: Phrase) -> bool:
    return joined is not part and len(joined.words) > len(part.words) and set(part.words) <= set(joined.words)


def _under(
    row: Sequence[Phrase], phrases: Sequence[Phrase], strokes: Sequence[Stroke]
) -> list[tuple[Phrase, Phrase, list[str]]]:
    """The values under each label of a row, down to the first gap or drawn line below them."""
    top, bottom = min(b.top for b in row), max(b.bottom for b in row)
    words = {w for b in row for w in b.words}
    level = [p for p in phrases if overlap(p.top, p.bottom, top, bottom) > 0 and not set(p.words) & words]
    if any(":" in p.text or any(c.isdigit() for c in p.text) for p in level):
        return []
    heads = sorted([*row, *level], key=lambda p: p.centre)
    body = _body(bottom, phrases, [s for s in strokes if s.horizontal])
    out = []
    for i, head in enumerate(heads):
        left = (heads[i - 1].x1 + head.x0) / 2 if i else 0.0
        right = (head.x1 + heads[i + 1].x0) / 2 if i + 1 < len(heads) else head.x1 + 100
        cell = [p for p in body if left <= p.centre <= right]
        if head in row and cell:
            out.append((head, cell[0], [p.text for p in cell]))
    return out


def _body(edge: float, phrases: Sequence[Phrase], rules: Sequence[Stroke]) -> list[Phrase]:
    body: list[Phrase] = []
    for phrase in sorted((p for p in phrases if p.top >= edge - 1), key=lambda p: p.top):
        gap = phrase.top - max((p.bottom for p in body), default=edge)
        if (
            label_of(phrase.text.rstrip(":# "))
            or gap > (0.8 if body else 1.6) * phrase.size
            or (body and any(body[0].bottom < r.top + 2 < phrase.bottom and r.x0 < phrase.centre < r.x1 for r in rules))
        ):
            break
        body.append(phrase)
    return body
