"""Places where text is hidden or was put in later, each with its row or field. What is hidden stays hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, cast

from coacheck.layout import (
    Row,
    Table,
    drawn_cells,
    later_figures,
    odd_figures,
    rare_figures,
    split_figures,
    uneven_figures,
)
from coacheck.model import CODE, PICTURE, Change, Report, Spot
from coacheck.page import Document, Hidden, Page, Word
from coacheck.reading.document.odd_pages import odd_pages
from coacheck.reading.free.notices import takes_back
from coacheck.reading.vocabulary import Vocabulary

_REACH = 200.0
"""How far beside a row or a field, in PDF points, what stands on its line still belongs to it."""
_VALUES = ("result", "lod", "loq", "lod_loq", "loq_lod", "limit", "status")
_HIGH = 30.0
"""Points; what is higher stands in no one row."""
_SHOWN = 60
_FIGURE = re.compile(r"\d[.,]\d|%")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{4}-\d\d-\d\d")
Kind = Literal[
    "covered", "ground", "invisible", "overprinted", "annotation", "field", "digits", "font", "size", "changed",
    "drawn", "filled", "subset", "spacing", "order", "page", "code",
]
Box = Sequence[float]


@dataclass(frozen=True)
class Known:
    """A row of results, or a field, with its place."""

    on: Literal["result", "field"]
    page: int
    box: Box
    name: str
    subject: str | None = None


def spots_of(document: Document, tables: Sequence[Sequence[Table]], report: Report, words: Vocabulary) -> list[Spot]:
    """All suspicious places of a document."""
    finder = Finder(document.pages, [*_rows(report, tables, words), *_fields(report)])
    spots = _hidden_spots(document, words, finder)
    spots += [finder.changed(change, words) for r in document.history.revisions for change in r.changed]
    spots += [finder.spot("code", c.page, c.box) for c in document.codes if c.covered]
    spots += _spots_of_print(document, tables, words, finder)
    spots += [finder.spot(kind, page, box, says=says) for kind, page, box, says in _put_in(document, tables, words)]
    spots += [
        Spot(kind="page", page=p.number, bbox=[0, 0, round(p.width, 1), round(p.height, 1)], near=why)
        for p, why in odd_pages(document.pages, report.page_marks)
    ]
    uneven = [finder.spot("spacing", page, _around([w]), says=says) for page, w, says in uneven_figures(document.pages)]
    spots += [spot for spot in uneven if spot.on == "result"]
    return list({(s.page, *s.bbox): s for s in reversed(spots)}.values())[::-1]


def _hidden_spots(document: Document, words: Vocabulary, finder: Finder) -> list[Spot]:
    """What is hidden; what the page was painted on early is none where it is only text."""
    runs = [(page, run) for page in document.pages for run in _runs(page.hidden)]
    hidden = [(_hidden_spot(page, run, words, finder), run) for page, run in runs]
    return [spot for spot, run in hidden if spot.on != "text" or not run[0].early]


def _spots_of_print(
    document: Document, tables: Sequence[Sequence[Table]], words: Vocabulary, finder: Finder
) -> list[Spot]:
    """Figures that are set otherwise than those around them."""
    spots = [
        finder.spot("digits", page.number, _around(odd), says=says)
        for page in document.pages for odd, says in split_figures(page)
    ]  # fmt: skip
    spots += [finder.spot(kind, page, _around([w]), says=says) for kind, page, w, says in _odd(tables, words)]
    rare = [(finder.spot("font", p, _around([w]), says=says), w) for p, w, says in rare_figures(document.pages)]
    spots += [spot for spot, word in rare if spot.on != "text" or _DATE.search(word.text)]
    return spots


@dataclass(frozen=True)
class Finder:
    """Says what stands beside a place."""

    pages: Sequence[Page]
    known: Sequence[Known]

    def spot(self, kind: Kind, page: int, box: Box, verdict: bool = False, says: str = "") -> Spot:
        beside = [k for k in self.known if k.page == page and _same_line(k.box, box)]
        own = max(beside, key=lambda k: (k.on == "result", k.box[0]), default=None)
        near = own.name if own else self._left_of(page, box)
        on = "verdict" if verdict else own.on if own else "text"
        return Spot(
            kind=kind, page=page, bbox=[round(v, 1) for v in box], on=on, near=near[:_SHOWN],
            subject=own.subject if own else None, says=says,
        )  # fmt: skip

    def changed(self, change: Change, words: Vocabulary) -> Spot:
        """What was changed in place; a picture that is of some size, or gone, is of no row, and a field is named where
        it is its own.
        """
        erased = not change.new and not _tells(change.old.split(), words)
        told = {"old": change.old, "new": change.new, "day": change.day, "erased": erased}
        spot = self.spot("changed", change.page, change.bbox).model_copy(update=told)
        over = [k.name for k in self.known if k.page == change.page and _over(k.box, change.bbox)]
        if change.bbox[3] - change.bbox[1] > _HIGH:
            return spot.model_copy(update={"on": "text", "near": "".join(over[:1]), "subject": None})
        own = change.old not in (PICTURE, CODE) and (spot.on == "result" or spot.near in over)
        return spot if own else spot.model_copy(update={"on": "text", "near": "", "subject": None})

    def _left_of(self, page: int, box: Box) -> str:
        """The words on the left of a place, or else the line above it."""
        words = [w for p in self.pages if p.number == page for w in p.words]
        middle = (box[1] + box[3]) / 2
        left = [w for w in words if w.top < middle < w.bottom and 0 <= box[0] - w.x1 + 2 < _REACH]
        above = [w for w in words if 0 <= box[1] - w.bottom + 2 < 15 and w.x1 > box[0] - 20 and w.x0 < box[2] + 20]
        return " ".join(w.text for w in sorted(left or above, key=lambda w: w.x0)[-5:])


def _over(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _same_line(known: Box, box: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    return known[1] - 1 <= middle <= known[3] + 1 and known[0] - 5 <= box[0] <= known[2] + _REACH


def _rows(report: Report, tables: Sequence[Sequence[Table]], words: Vocabulary) -> Iterator[Known]:
    for panel in report.panels.values():
        for row in panel.measurements:
            if row.source:
                yield Known("result", row.source.page, row.source.bbox, row.name, row.analyte)
    for total in report.totals:
        if total.source:
            yield Known("result", total.source.page, total.source.bbox, total.printed, total.name)
    for unread in report.unread:
        if unread.bbox:
            yield Known("result", unread.page, unread.bbox, unread.text)
    for page, row_ in _analytes(tables, words):
        yield Known("result", page, row_.box, row_.name)


def _fields(report: Report) -> Iterator[Known]:
    for name, place in report.fields.items():
        yield Known("field", place.page, place.bbox, name.replace("_", " "), name)


def _analytes(tables: Sequence[Sequence[Table]], words: Vocabulary) -> Iterator[tuple[int, Row]]:
    """The rows of tables that are named after something measured."""
    for table in (t for page in tables for t in page if not t.transposed):
        yield from ((table.page, row) for row in table.rows if words.analyte(row.text(table.name_column)))


def _hidden_spot(page: Page, run: Sequence[Hidden], words: Vocabulary, finder: Finder) -> Spot:
    """What is hidden in one line; whether it is a verdict, and whether something stands in its place."""
    text = [h.word.text for h in run]
    spot = finder.spot(run[0].why, page.number, _around([h.word for h in run]), _is_verdict(text, words))
    return spot.model_copy(update={"erased": all(h.blank for h in run) and not _tells(text, words)})


def _is_verdict(text: Sequence[str], words: Vocabulary) -> bool:
    return any(words.verdict(t) in ("pass", "fail") for t in (*text, " ".join(text)))


def _tells(text: Sequence[str], words: Vocabulary) -> bool:
    """Is it of what was found, or does it take the report back? Without it the report says something else."""
    whole = " ".join(text)
    named = any(words.analyte(t) for t in (*text, whole))
    return named or _is_verdict(text, words) or bool(_FIGURE.search(whole)) or takes_back(whole)


def _runs(hidden: Sequence[Hidden]) -> Iterator[list[Hidden]]:
    """Neighbours on one line that are hidden in one way."""
    run: list[Hidden] = []
    for left, right in pairwise([*(h for h in hidden if not h.harmless), None]):
        run.append(cast(Hidden, left))
        if right is None or not _neighbours(run[-1], right):
            yield run
            run = []


def _neighbours(left: Hidden, right: Hidden) -> bool:
    a, b = left.word, right.word
    return left.why == right.why and abs(a.middle - b.middle) < 0.5 * a.size and -a.size < b.x0 - a.x1 < a.size


def _odd(tables: Sequence[Sequence[Table]], words: Vocabulary) -> Iterator[tuple[Kind, int, Word, str]]:
    """Figures among the results that are set otherwise than their column."""
    for table in (t for page in tables for t in page if not t.transposed):
        rows = [row for row in table.rows if words.analyte(row.text(table.name_column))]
        for i, column in enumerate(table.columns):
            if column.kind in _VALUES:
                for kind, _, word, says in odd_figures(rows, i):
                    yield cast(Kind, kind), table.page, word, says


def _put_in(
    document: Document, tables: Sequence[Sequence[Table]], words: Vocabulary
) -> Iterator[tuple[Kind, int, Box, str]]:
    """Figures among the results that were put in later, and what is no text in the place of one."""
    drawn = {page.number: page.drawn for page in document.pages}
    for table in (t for page in tables for t in page):
        rows = [row for row in table.rows if words.analyte(row.text(table.name_column))]
        values = [i for i in range(len(table.columns)) if i != table.name_column]
        yield from ((kind, table.page, _around([word]), says) for kind, word, says in later_figures(rows, values))
        for i in values:
            found = drawn_cells(table, rows, i, drawn.get(table.page, ()))
            yield from (("drawn", table.page, box, "") for box in found)
            yield from (("filled", table.page, _around([word]), f"“{word.text}”") for word in _filled_in(rows, i))


def _filled_in(rows: Sequence[Row], column: int) -> list[Word]:
    """The figures that stand in form fields, where the others of the column are printed."""
    cells = [w for row in rows for w in row.cells.get(column, ())]
    found = [w for w in cells if not w.font]
    return found if len(found) * 4 <= len(cells) else []


def _around(words: Iterable[Word]) -> Box:
    boxes = [(w.x0, w.top, w.x1, w.bottom) for w in words]
    return [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)]
