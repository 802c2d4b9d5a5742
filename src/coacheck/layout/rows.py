"""The body of a table: which words stand in one row, and where the table ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from coacheck.layout.bands import Ask
from coacheck.layout.phrases import Phrase, lines_of, phrases_of, text_of
from coacheck.pdf import Stroke, Word, cut

SENTENCE_GAP = 0.45


@dataclass
class Segment:
    """One name column and its value columns, with all words under their headings."""

    words: list[Word]
    edges: list[float]
    top: float
    size: float
    rules: list[Stroke]
    transposed: bool = False
    name_column: int = 0
    unit_columns: tuple[int, ...] = ()
    """Columns that hold nothing but units."""
    pitch: float = 0.0
    """The usual distance between rows that are whole."""


@dataclass
class Row:
    """A row: the words of each column, by column number (0 is the name)."""

    cells: dict[int, list[Word]] = field(default_factory=dict)
    _texts: dict[tuple[int, int], str] = field(default_factory=dict, repr=False)

    @property
    def words(self) -> list[Word]:
        return [w for words in self.cells.values() for w in words]

    def text(self, column: int) -> str:
        words = self.cells.get(column, [])
        place = (column, len(words))
        if place not in self._texts:
            self._texts[place] = text_of_cell(words)
        return self._texts[place]

    @property
    def name(self) -> str:
        return self.text(0)

    @property
    def line(self) -> str:
        return " ".join(filter(None, (self.text(c) for c in sorted(self.cells))))

    @property
    def x0(self) -> float:
        return min(w.x0 for w in self.words)

    @property
    def x1(self) -> float:
        return max(w.x1 for w in self.words)

    @property
    def top(self) -> float:
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        return max(w.bottom for w in self.words)

    @property
    def box(self) -> list[float]:
        return [round(v, 1) for v in (self.x0, self.top, self.x1, self.bottom)]


def text_of_cell(words: Sequence[Word]) -> str:
    """The text of a cell, its lines top to bottom; a name broken at a hyphen is put together."""
    if len(words) < 2:
        return words[0].text if words else ""
    out = ""
    for line in lines_of(phrases_of(words, gap=3)):
        text = text_of([w for phrase in line for w in phrase.words])
        out = out + text if out.endswith("-") else f"{out} {text}".strip()
    return out


def rows_of(segment: Segment, ask: Ask) -> list[Row]:
    """The rows of a table down to where it ends: a sentence, a larger print, a wide gap."""
    lines = _table_lines(segment)
    return _join([_row(line, segment) for line in lines], segment, ask)


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
        crossed = any(left.centre < e < right.centre for e in edges[1:-1])
        to_unit = _at(right.centre, edges) in segment.unit_columns
        if crossed and (right.x0 - left.x1 > 0.36 * left.size or _value(right) or to_unit):
            cuts.append(i)
    return [Phrase(words[a:b]) for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True)]


_TWO_NUMBERS = re.compile(r"^[<>]?\d*\.\d+\.\d+$|^[<>]?\d*\.\d+(?:ND|<\S+|Pass|PASS)$")


def _unglued(phrase: Phrase, edges: Sequence[float]) -> Phrase:
    """Part numbers of two columns that touch ("0.10.000097656") where the columns part."""
    words: list[Word] = []
    for word in phrase.words:
        inside = [e for e in edges[1:-1] if word.x0 + 1 < e < word.x1 - 1]
        if inside and word.starts and _TWO_NUMBERS.match(word.text):
            at = min(range(1, len(word.starts)), key=lambda i: abs(word.starts[i] - inside[0]))
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


def _table_lines(segment: Segment) -> list[list[Phrase]]:
    """The lines that belong to the table."""
    lines = lines_of(phrases_of(segment.words, gap=SENTENCE_GAP))
    kept: list[list[Phrase]] = []
    pitches: list[float] = []
    bottom = segment.top
    for line in lines:
        gap = min(p.top for p in line) - bottom
        pitch = median(pitches) if pitches else 2 * segment.size
        limit = max(2.2 * pitch, 2.5 * segment.size) if kept else 5 * segment.size
        if gap > limit or _sentence(line, segment) or max(p.size for p in line) > 1.3 * _usual(kept, segment):
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


def _join(rows: list[Row], segment: Segment, ask: Ask) -> list[Row]:
    """Put together what was printed on lines of its own: wrapped names, values set higher than their name."""
    if segment.transposed or len(rows) < 2:
        return rows
    out: list[Row] = []
    whole = [_middle(r) for r in rows if len(r.cells) >= 2 and segment.name_column in r.cells]
    segment.pitch = median(b - a for a, b in itertools.pairwise(whole)) if len(whole) > 2 else 0.0
    ruled = _rules_part_rows(rows, segment)
    for row in rows:
        if out and (not _ruled(out[-1], row, segment) if ruled else _belongs(out[-1], row, segment, ask)):
            for column, words in row.cells.items():
                out[-1].cells.setdefault(column, []).extend(words)
        else:
            out.append(row)
    return out


def _rules_part_rows(rows: Sequence[Row], segment: Segment) -> bool:
    """Do drawn lines part the rows, so that no two whole rows (a name and values) stand between the same lines?"""
    parted = [_ruled(a, b, segment) for a, b in itertools.pairwise(rows)]
    whole = [0]
    for row, ruled in zip(rows, [False, *parted], strict=True):
        if ruled:
            whole.append(0)
        whole[-1] += len(row.cells) > 1 and bool(row.text(segment.name_column))
    return len(whole) >= 3 and max(whole) == 1


def _belongs(above: Row, below: Row, segment: Segment, ask: Ask) -> bool:
    distance = _middle(below) - _middle(above)
    size = min(median(w.size for w in above.words), median(w.size for w in below.words))
    if distance > 1.75 * size or _ruled(above, below, segment):
        return False
    names = segment.name_column
    upper, lower = above.text(names), below.text(names)
    if upper and lower:
        if len(above.cells) > 1 and len(below.cells) > 1:
            return False
        half = len(below.cells) == 1 or len(above.cells) == 1
        runs_on = half and (lower.startswith("(") or upper.endswith(("+", ",", "/", "&", " and")))
        if runs_on:
            return True
        if ask.known(upper) and ask.known(lower):
            return False
        joins = ask.known(f"{upper} {lower}") or ask.known(f"{upper}{lower}")
        return joins or (len(below.cells) == 1 and distance < 0.7 * segment.pitch and not ask.known(lower))
    if not set(above.cells) & set(below.cells):  # a name without values, and values without a name
        return distance < 1.0 * size
    return False


def _middle(row: Row) -> float:
    return (row.top + row.bottom) / 2


def _ruled(above: Row, below: Row, segment: Segment) -> bool:
    from_, to = above.bottom - 3, below.top + 3
    rules = [s for s in segment.rules if from_ < s.top < to]
    if not rules:
        return False
    x0, x1 = min(above.x0, below.x0), max(above.x1, below.x1)
    return any(s.x1 - s.x0 > 0.7 * (x1 - x0) and s.x0 < x1 and s.x1 > x0 for s in rules)
