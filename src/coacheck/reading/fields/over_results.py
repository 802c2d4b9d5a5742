"""What heads a table of results, and is therefore no name of the sample."""

from __future__ import annotations

from collections.abc import Sequence

from coacheck.layout.phrases import Phrase, overlap
from coacheck.layout.relations import level
from coacheck.reading.fields.labels import is_label
from coacheck.reading.vocabulary import Vocabulary

Row = Sequence[Phrase]
"""The headings of a table, from the left."""
_HEADINGS, _KNOWN = 3, 2
"""So many phrases on one line are headings, where so many of them are known as such."""
_CLOSE = 2.5
"""A title stands no more than so many em over the headings …"""
_LARGER = 1.3
"""… and is no larger than they are by more than this factor."""
_FLUSH = 3.0
"""Points between what is set flush."""


def head_rows(page: Sequence[Phrase], words: Vocabulary) -> list[Row]:
    """The lines of headings over results, from the top; labels of the sample over a row of values are none."""
    out: list[Row] = []
    for first in (p for p in page if words.heading(p.text) and not is_label(p.text)):
        row = sorted((p for p in page if level(first, p)), key=lambda p: p.x0)
        known = sum(bool(words.heading(p.text)) for p in row)
        if len(row) >= _HEADINGS and known >= _KNOWN and sum(is_label(p.text) for p in row) < known and row not in out:
            out.append(row)
    return sorted(out, key=lambda row: row[0].top)


def heads_results(phrase: Phrase, rows: Sequence[Row]) -> bool:
    """Is it a heading of a table, its title, or anything below such headings?"""
    return any(_among(phrase, row) or _over(phrase, row) for row in rows)


def _among(phrase: Phrase, row: Row) -> bool:
    """Does it stand on the line of the headings, or lower in their columns?"""
    right = max(p.x1 for p in row)
    return phrase.bottom > row[0].top + 1 and overlap(phrase.x0, phrase.x1, row[0].x0, right) > 0


def _over(phrase: Phrase, row: Row) -> bool:
    """Does it stand right over the headings as their title does?"""
    gap = row[0].top - phrase.bottom
    return (
        any(abs(phrase.x0 - p.x0) < _FLUSH for p in row) and -1 < gap < _CLOSE * row[0].size
        and phrase.bold >= row[0].bold and phrase.size < _LARGER * row[0].size
    )  # fmt: skip
