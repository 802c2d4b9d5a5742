"""The body of a table: which words stand in one row, and where the table ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

from coacheck.layout.bands import Ask
from coacheck.layout.phrases import Phrase, lines_of, phrases_of
from coacheck.layout.row import Row, Segment
from coacheck.layout.wrapped import Labels, whole_rows
from coacheck.page import Word, cut

SENTENCE_GAP = 0.45


def rows_of(segment: Segment, ask: Ask) -> list[Row]:
    """The rows of a table down to where it ends: a sentence, a larger print, a wide gap."""
    lines = _table_lines(segment, ask)
    rows = [_row(line, segment) for line in lines]
    return whole_rows(rows, segment, Labels(ask) if segment.transposed else ask)


def _row(line: Sequence[Phrase], segment: Segment) -> Row:
    row = Row()
    for phrase in (_unglued(p, segment.edges) for p in line):
        for part in _parts(phrase, segment):
            row.cells.setdefault(_column(part, segment.edges), []).extend(part.words)
    return row


def _parts(phrase: Phrase, segment: Segment) -> list[Phrase]:
    """Part a phrase where it crosses an edge between columns: at a gap, before a value, before a column of units."""
    words, edges = phrase.words, segment.edges
    cuts = [0]
    for i, (left, right) in enumerate(itertools.pairwise(words), 1):
        start = left.x0 if _value(right) else left.centre
        crossed = any(start < e < right.centre for e in edges[1:-1])
        to_unit = _at(right.centre, edges) in segment.unit_columns
        if crossed and (right.x0 - left.x1 > 0.36 * left.size or _value(right) or to_unit):
            cuts.append(i)
    return [Phrase(words[a:b]) for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True)]


_TOUCHING = re.compile(
    r"^(?:[<>]?\d*\.\d+\.\d+|(?:[<>]?\d*\.\d+|\S*[a-z])(?P<word>ND|<LL?O[QD]|Pass|PASS)"
    r"|\S*[a-z]{3}(?P<figure>\d*\.\d+))$"
)


def _unglued(phrase: Phrase, edges: Sequence[float]) -> Phrase:
    """Part cells of two columns that touch ("0.10.00097656", "farneseneND", "benzene0.0039") where the columns part."""
    words: list[Word] = []
    for word in phrase.words:
        inside = [e for e in edges[1:-1] if word.x0 + 1 < e < word.x1 - 1]
        touching = _TOUCHING.match(word.text) if inside and word.starts else None
        if touching:
            nearest = min(range(1, len(word.starts)), key=lambda i: abs(word.starts[i] - inside[0]))
            part = "word" if touching["word"] else "figure" if touching["figure"] else None
            at = touching.start(part) if part else nearest
            words.extend(cut(word, at))
        else:
            words.append(word)
    return Phrase(tuple(words))


def _value(word: Word) -> bool:
    """Does the word look like a value rather than like a part of a name?"""
    text = word.text
    return text[:1] in "<>.±" or text[:1].isdigit() or (text.isupper() and len(text) < 4) or text in "-–"


def _column(part: Phrase, edges: Sequence[float]) -> int:
    """The column of a part: where it begins, for a name that runs over the edge; else where its middle is."""
    names = part.words[0].centre < edges[1] and not any(_value(w) for w in part.words)
    place = part.words[0].centre if names else part.centre
    return _at(place, edges)


def _at(place: float, edges: Sequence[float]) -> int:
    return max(0, sum(place >= e for e in edges[:-1]) - 1)


def _table_lines(segment: Segment, ask: Ask) -> list[list[Phrase]]:
    """The lines that belong to the table. One that begins with a total may stand a little apart, and be long."""
    lines = lines_of(phrases_of(segment.words, gap=SENTENCE_GAP))
    kept: list[list[Phrase]] = []
    pitches: list[float] = []
    bottom = segment.top
    for line in lines:
        gap = min(p.top for p in line) - bottom
        pitch = median(pitches) if pitches else 2 * segment.size
        named = kept and len(line) > 1 and ask.measured(line[0].text) and line[0].x0 < segment.edges[1]
        limit = max(2.2 * pitch, 2.5 * segment.size) if kept else 5 * segment.size
        limit = max(limit, 5 * segment.size) if named else limit
        larger = max(p.size for p in line) > 1.3 * _usual(kept, segment)
        if gap > limit or larger or (_sentence(line, segment) and not named):
            break
        if kept:
            pitches.append(max(0.0, gap))
        kept.append(line)
        bottom = max(bottom, *(p.bottom for p in line))
    return kept


def _usual(kept: Sequence[Sequence[Phrase]], segment: Segment) -> float:
    return median([segment.size, *(p.size for line in kept for p in line)]) if kept else 1.5 * segment.size


def _sentence(line: Sequence[Phrase], segment: Segment) -> bool:
    """Does running text cross the columns here?"""
    inner = segment.edges[1:-1]
    for phrase in line:
        crossed = [e for e in inner if phrase.x0 + 2 < e < phrase.x1 - 2 and not _parts_at(phrase, e)]
        if len(crossed) >= 2 and len(phrase.words) > 3:
            return True
        if crossed and (len(phrase.words) >= 6 or phrase.text.rstrip().endswith(":")):
            return True
    return False


def _parts_at(phrase: Phrase, edge: float) -> bool:
    """Is there a gap at the edge that is wider than a usual space?"""
    for left, right in zip(phrase.words, phrase.words[1:], strict=False):
        if left.x1 - 1 <= edge <= right.x0 + 1:
            return right.x0 - left.x1 > 0.36 * max(left.size, right.size)
    return False


__all__ = ["Row", "Segment", "rows_of"]
