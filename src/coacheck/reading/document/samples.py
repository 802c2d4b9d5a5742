"""Reports on several samples: what is told of the first is never mixed with what is told of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coacheck.reading.document.one_sample import FirstSample, ids_of
from coacheck.reading.document.samples_below import further_samples, without_further
from coacheck.reading.document.told import Beside, Told

_REASON = "it is of another sample than the first pages"


def of_the_first_sample(told: Sequence[Told], beside: Sequence[Beside]) -> tuple[list[Told], list[Beside]]:
    """The pages, those of further samples told as unread: these bear another number, and tell the same analytes or are
    of another batch. On a page with tables of several samples only those of the first are told."""
    first = FirstSample()
    now = False
    pages: list[tuple[Told, Beside]] = []
    for page, around in zip(told, beside, strict=True):
        below = further_samples(page, around, first)
        page, around = without_further(page, around, below)
        first.others |= ids_of([b.number for b in below])
        candidates = [c for c in around.candidates if not any(b.holds(c.box) for b in below)]
        ids, rows = ids_of(candidates), [row for r in page.readings for row in r.measurements]
        if ids and first.ids:
            now = first.is_another(candidates, rows)
        if now:
            first.others |= ids
        else:
            first.learn(candidates, rows)
        pages.append((_unread(page), _silent(around)) if now else (page, around))
    return [page for page, _ in pages], [around for _, around in pages]


def _unread(page: Told) -> Told:
    return replace(page, readings=[r.unread_as(_REASON) for r in page.readings])


def _silent(around: Beside) -> Beside:
    return replace(around, statuses=[], totals=[], amounts=[], single=[], listed=[], loose=[])
