"""Reports on several samples: what is told of the first is never mixed with what is told of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coacheck.model import Measurement
from coacheck.reading.document.told import Beside, Rows, Told
from coacheck.reading.vocabulary import key

FEWEST = 3
"""So many analytes told again, under another sample's number, are of that sample."""


def of_the_first_sample(told: Sequence[Told], beside: Sequence[Beside]) -> tuple[list[Told], list[Beside]]:
    """The pages, those of further samples told as unread: these bear another number, and tell the same analytes."""
    first: set[str] = set()
    others: set[str] = set()
    known: dict[tuple[str, str | None], Measurement] = {}
    now = False
    pages: list[tuple[Told, Beside]] = []
    for page, around in zip(told, beside, strict=True):
        ids, rows = _ids(around), [row for r in page.readings for row in r.measurements]
        if ids & first:
            now = False
        elif ids and first:
            now = bool(ids & others) or _told_again(rows, known)
        if now:
            others |= ids
        else:
            first |= ids
            known |= {(panel, m.analyte): m for panel, m in rows}
        pages.append((_unread(page), _silent(around)) if now else (page, around))
    return [page for page, _ in pages], [around for _, around in pages]


def _ids(around: Beside) -> set[str]:
    return {key(c.text) for c in around.candidates if c.field == "sample_id" and any(map(str.isdigit, c.text))}


def _told_again(rows: Rows, known: dict[tuple[str, str | None], Measurement]) -> bool:
    """Are most of the analytes known, and some of their figures others?"""
    again = [(m, known[panel, m.analyte]) for panel, m in rows if m.analyte and (panel, m.analyte) in known]
    other = any(_figures(new) != _figures(old) for new, old in again)
    return other and len(again) >= FEWEST and 2 * len(again) > len(rows)


def _figures(row: Measurement) -> list[tuple[str | None, float | None, str | None]]:
    return [(r.unit, r.value, r.qualifier) for r in row.results]


def _unread(page: Told) -> Told:
    reason = "it is of another sample than the first pages"
    return replace(page, readings=[r.unread_as(reason) for r in page.readings])


def _silent(around: Beside) -> Beside:
    return replace(around, statuses=[], totals=[], amounts=[], single=[], listed=[], loose=[])
