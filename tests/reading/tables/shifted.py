"""Reports whose headings were changed: exchanged, left out, or moved to the side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from coacheck.layout import Phrase, Table, phrases_of, tables_of
from coacheck.page import Document, Word
from layout.drawn import ASK


@dataclass(frozen=True)
class Changed:
    """A document in which the headings of one table were changed; `how`: which table and what was done to it."""

    how: str
    document: Document


def held_against(document: Document) -> Iterator[Changed]:
    """The headings of results and of LOD, LOQ or limit have changed places: then ND stands under one of these."""
    for page, table in _tables(document):
        for a, b in combinations(_headed(table), 2):
            if any(_results(table, i) and _words_in(table, i) and _bounds(table, j) for i, j in ((a, b), (b, a))):
                yield _swapped(document, page, table, a, b)


def units(document: Document) -> Iterator[Changed]:
    """Two units have changed places, and the figures say so: % is no tenfold of mg/g, nor ever above 100."""
    for page, table in _tables(document):
        for a, b in combinations(_headed(table), 2):
            if _results(table, a) and _results(table, b) and _plain(table, a, b):
                yield _swapped(document, page, table, a, b)


def _swapped(document: Document, page: int, table: Table, a: int, b: int) -> Changed:
    left, right = _words(table.heads.columns[a]), _words(table.heads.columns[b])
    by = _centre(right) - _centre(left)
    moves = {id(w): by for w in left} | {id(w): -by for w in right}
    how = f"{_called(table)}: {_text(table, a)} <-> {_text(table, b)}"
    return Changed(how, _with(document, page, lambda w: _moved(w, moves.get(id(w), 0.0))))


def _results(table: Table, at: int) -> bool:
    """Does the heading say that results stand under it: by a word, or by a unit alone?"""
    return ASK.heading(_text(table, at)) == "result" or ASK.unit(_text(table, at)) is not None


def _bounds(table: Table, at: int) -> bool:
    return ASK.heading(_text(table, at)) in ("lod", "loq", "limit")


def _words_in(table: Table, at: int) -> bool:
    """Do ND or <LOQ stand in a column?"""
    return any(ASK.cell(row.text(at)) == "word" for row in table.rows)


def _plain(table: Table, a: int, b: int) -> bool:
    """Could a person see that the units of two columns were exchanged?"""
    at = {ASK.words.find_unit(_text(table, i))[0]: i for i in (a, b)}
    if set(at) == {"%", "mg/g"}:
        return True
    other = next((i for unit, i in at.items() if unit != "%"), None)
    return "%" in at and other is not None and any(v > 100 for row in table.rows if (v := _number(row.text(other))))


def _number(text: str) -> float | None:
    return ASK.numbers.parse(text)


def dropped(document: Document) -> Iterator[Changed]:
    """The heading of one column is not printed."""
    for page, table in _tables(document):
        for at in _headed(table):
            gone = {id(w) for w in _words(table.heads.columns[at])}
            change = _with(document, page, lambda w, gone=gone: None if id(w) in gone else w)
            yield Changed(f"{_called(table)}: without {_text(table, at)}", change)


def moved(document: Document) -> Iterator[Changed]:
    """All headings of a table stand half a column further left or right."""
    for page, table in _tables(document):
        heads = {id(w) for at in _headed(table) for w in _words(table.heads.columns[at])}
        places = [_centre(_words(table.heads.columns[at])) for at in _headed(table)]
        half = (places[-1] - places[0]) / (len(places) - 1) / 2 if len(places) > 1 else 20.0
        for side, by in (("left", -half), ("right", half)):
            change = _with(document, page, lambda w, by=by: _moved(w, by) if id(w) in heads else w)  # noqa: B023
            yield Changed(f"{_called(table)}: headings to the {side}", change)


def _tables(document: Document) -> Iterator[tuple[int, Table]]:
    for at, page in enumerate(document.pages):
        for table in tables_of(page, phrases_of(page.words, page.strokes), ASK):
            if not table.transposed and len(_headed(table)) > 1:
                yield at, table


def _headed(table: Table) -> list[int]:
    """The columns of values with headings."""
    return [i for i in range(1, len(table.columns)) if table.heads.columns[i]]


def _words(phrases: Iterable[Phrase]) -> list[Word]:
    return [w for phrase in phrases for w in phrase.words]


def _centre(words: list[Word]) -> float:
    return (min(w.x0 for w in words) + max(w.x1 for w in words)) / 2


def _moved(word: Word, by: float) -> Word:
    return replace(word, x0=word.x0 + by, x1=word.x1 + by, starts=tuple(x + by for x in word.starts))


def _with(document: Document, at: int, change: Callable[[Word], Word | None]) -> Document:
    page = document.pages[at]
    words = [new for word in page.words if (new := change(word)) is not None]
    pages = [*document.pages[:at], replace(page, words=words), *document.pages[at + 1 :]]
    return replace(document, pages=pages)


def _text(table: Table, at: int) -> str:
    return table.columns[at].heading


def _called(table: Table) -> str:
    return f"p{table.page} {table.rows[0].name}"
