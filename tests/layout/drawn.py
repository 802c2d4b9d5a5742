"""Pages drawn as text, for tests: no PDF, and each test shows the page that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from textwrap import dedent

from coacheck.layout import Phrase, Row, Table, phrases_of, tables_of
from coacheck.layout.cells import cells_of
from coacheck.layout.head_lines import head_lines
from coacheck.layout.names import headed_names, names_of
from coacheck.layout.pieces import pieces_of
from coacheck.layout.rows import rows_of
from coacheck.page import Page, Stroke, Word
from coacheck.reading.tables.cells import Numbers
from coacheck.reading.tables.meaning import Meaning
from coacheck.reading.vocabulary import vocabulary

ASK = Meaning(vocabulary(), Numbers())
LEFT, TOP = 40.0, 100.0
SIZE = 8.0


def word(text: str, x0: float, top: float, size: float = SIZE, bold: bool = False) -> Word:
    """A word, each character half as wide as it is high."""
    starts = tuple(x0 + i * size / 2 for i in range(len(text)))
    return Word(text, x0, top, x0 + len(text) * size / 2, top + size, size, bold, starts=starts)


def glued(*parts: str, gap: float) -> Phrase:
    """Figures printed as one word; the next one begins so many em later than a digit of the same figure would."""
    text, starts, x = "".join(parts), [], LEFT
    for part in parts:
        starts += [x + i * SIZE / 2 for i in range(len(part))]
        x = starts[-1] + (0.5 + gap) * SIZE
    return Phrase((replace(word(text, LEFT, TOP), starts=tuple(starts), x1=starts[-1] + SIZE / 2),))


def drawn(art: str, size: float = SIZE, step: float = 1.5, left: float = LEFT, top: float = TOP) -> list[Phrase]:
    """The phrases of a page drawn as text.

    Its lines are `step` em apart, its characters half an em wide. One space parts words (a quarter of an em), more of
    them phrases. "# " begins a title, in bold and half as large again.
    """
    words: list[Word] = []
    for number, line in enumerate(dedent(art).strip("\n").split("\n")):
        for run in re.finditer(r"\S+(?: \S+)*", line):
            x, title = left + run.start() * size / 2, run[0].startswith("# ")
            height = size * 1.5 if title else size
            for text in run[0].removeprefix("# ").split():
                words.append(word(text, x, top + number * step * size, height, title))
                x = words[-1].x1 + height / 4
    return phrases_of(words)


def page_of(phrases: Iterable[Phrase], rules: Sequence[Stroke] = ()) -> Page:
    return Page(1, 612, 792, [w for p in phrases for w in p.words], list(rules))


def tables_in(*parts: Sequence[Phrase], rules: Sequence[Stroke] = ()) -> list[Table]:
    """The tables of a page that holds these phrases."""
    phrases = [p for part in parts for p in part]
    return tables_of(page_of(phrases, rules), phrases, ASK)


def printed(table: Table) -> list[list[str]]:
    """A table as a person would copy it: its headings, then its rows."""
    columns = range(len(table.columns))
    return [[c.heading for c in table.columns], *([row.text(i) for i in columns] for row in table.rows)]


def pages_tables(art: str, **how: float) -> list[list[list[str]]]:
    """All tables of a drawn page, each as a person would copy it."""
    return [printed(t) for t in tables_in(drawn(art, **how))]


def copied(art: str) -> list[list[str]]:
    """What a person would copy, written with bars between the columns."""
    return [[cell.strip() for cell in line.split("|")] for line in dedent(art).strip().split("\n")]


def texts(cells: Iterable[Phrase]) -> list[str]:
    return [c.text for c in cells]


def cells_in(phrases: Sequence[Phrase]) -> list[str]:
    return texts(cells_of(phrases, ASK))


def names_in(*parts: Sequence[Phrase]) -> list[list[str]]:
    """The columns of names that are known, and of those that only a heading tells."""
    phrases = [p for part in parts for p in part]
    cells, heads = cells_of(phrases, ASK), head_lines(pieces_of(phrases, ASK), ASK)
    known = names_of(cells, heads, ASK)
    return [texts(n.cells) for n in [*known, *headed_names(heads, cells, known, ASK)]]


def rows_in(body: Sequence[Phrase], edges: Sequence[int], rules: Sequence[Stroke] = ()) -> list[list[str]]:
    """The rows of the body of a table; `edges`: the characters at which its columns begin, and where the last ends."""
    places = [LEFT + at * SIZE / 2 for at in edges]
    rows: list[Row] = rows_of(body, places, rules, ASK)
    return [[row.text(i) for i in range(len(edges) - 1)] for row in rows]
