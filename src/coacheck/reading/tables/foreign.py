"""Tables whose title says that they are of something else than the sample: a check of the method, another product."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from coacheck.layout import Phrase, Table
from coacheck.layout.phrases import overlap
from coacheck.layout.relations import level
from coacheck.reading.tables.frame import TableReading
from coacheck.reading.vocabulary import Vocabulary, key
from coacheck.reading.vocabulary.entries import load
from coacheck.reading.vocabulary.labels import label_of

_LONGEST_TITLE = 60
_APART = 3.0
"""A title stands at most so many lines over what it is the title of."""
_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|been|be|see|not)\b|[.;:]$", re.IGNORECASE)
_NUMBERED = re.compile(r"\([^()]*\d\s?(?:to|-|–)\s?\d[^()]*\)")
"""A range in a title: "Heavy Metals (calibration 1 to 100, ppb)"."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def foreign_title(table: Table, tables: Sequence[Table], phrases: Sequence[Phrase], words: Vocabulary) -> str | None:
    """The title over a table that names something else than the sample."""
    titles = (_NUMBERED.sub("", line.text) for line in _titles(table, tables, phrases, words))
    return next((text for text in titles if _says(text, "checks") or _says(text, "others")), None)


def without_foreign(readings: Sequence[TableReading]) -> list[TableReading]:
    """The readings: what checks the method tells nothing, and what is of another product or time is told as unread
    where the sample has a table of the same panel."""
    own = {panel for r in readings if not r.foreign for panel, _ in r.measurements}
    told = {m.analyte for r in readings if not r.claimed for _, m in r.measurements}
    return [_without_sums(_unread(r, own), told) for r in readings]


def _without_sums(reading: TableReading, told: Collection[str | None]) -> TableReading:
    """The reading without "THC" beside a label's claim, where results tell Δ9-THC: what a label counts is the sum."""
    if not reading.claimed:
        return reading
    rows = [(panel, m) for panel, m in reading.measurements if key(m.name) != "thc" or m.analyte not in told]
    return replace(reading, measurements=rows)


def _unread(reading: TableReading, own: Collection[str]) -> TableReading:
    title = reading.foreign
    if title is None or reading.kind == "none":
        return reading
    if _says(title, "checks"):
        return TableReading(kind="qc")
    if not any(panel in own for panel, _ in reading.measurements):
        return reading
    return reading.unread_as(f"its title names something else than the sample: {title}")


def _titles(
    table: Table, tables: Sequence[Table], phrases: Sequence[Phrase], words: Vocabulary
) -> Iterator[Phrase]:
    """The lines close over a table that may be its titles, from below: up to that of its panel, and what heads that."""
    below, panel = table.head_top + 2, None
    lines = _lines_over(table, tables, phrases)
    for line in lines:
        if below - line.bottom > _APART * line.size or (panel and not _heads(line, panel)):
            return
        alone = not any(level(line, other) for other in lines if other is not line)
        if alone and len(line.text) < _LONGEST_TITLE and not _SENTENCE.search(line.text) and not _labelled(line.text):
            yield line
        below, panel = line.top, line if words.panel(line.text) else panel


def _lines_over(table: Table, tables: Sequence[Table], phrases: Sequence[Phrase]) -> list[Phrase]:
    """The lines between a table and the one over it, from below."""
    over = [t for t in tables if t.bottom <= table.head_top + 2 and overlap(t.x0, t.x1, table.x0, table.x1) > 0]
    floor = max((t.bottom for t in over), default=0.0) - 2
    lines = [p for p in phrases if p.top >= floor and p.bottom <= table.head_top + 2]
    return sorted((p for p in lines if overlap(p.x0, p.x1, table.x0, table.x1) > 0), key=lambda p: -p.bottom)


def _labelled(text: str) -> bool:
    """Is it a field of the report ("Matrix: spiked flower")?"""
    label, colon, _ = text.partition(":")
    return bool(colon) and label_of(label) is not None


def _heads(line: Phrase, title: Phrase) -> bool:
    """Is it set larger than the title under it, or bold over plain print?"""
    return line.size > title.size + 0.5 or (line.bold and not title.bold)


def _says(text: str, kind: Literal["checks", "others"]) -> bool:
    plain = _plain(text)
    return any(name in plain for name in _names(kind))


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold().replace('’', chr(39))))} "


@cache
def _names(kind: Literal["checks", "others"]) -> tuple[str, ...]:
    return tuple(_plain(name) for name in load("foreign")[kind])
