"""Headings that stand where they should not: what is told stays right, or is not told at all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coacheck.layout import phrases_of, tables_of
from coacheck.model import Report, Result
from coacheck.page import Document
from coacheck.pdf import open_pdf
from coacheck.reading import read_report
from layout.drawn import ASK
from reading.tables.shifted import Changed, dropped, held_against, moved, units

SAMPLES = Path(__file__).parents[3] / "sample_coas"
REPORTS = sorted(p.stem for p in SAMPLES.glob("*.pdf"))
Change = Callable[[Document], Iterator[Changed]]
KNOWN = {
    "held_against": (
        "headings are believed though what stands under them passes with figures over its limit",
        "qc-pages tincture-good",
    ),
    "moved": (
        "the one row of a table takes its limit for its result",
        "flower-over-thc",
    ),
}
"""What is told falsely as yet: why, and of which reports."""


def false_results(report: Report, truth: dict[str, Any]) -> list[str]:
    """The results that are told of a row and are not printed as its result."""
    unread = {u.text for u in report.unread}
    out = []
    for panel, found in report.panels.items():
        true = {m["name"]: m["results"] for m in truth["panels"].get(panel, {}).get("measurements", [])}
        for row in (m for m in found.measurements if m.text not in unread):
            wrong = [r for r in row.results if not any(_same(r, t) for t in true.get(row.name, []))]
            out += [f"{row.name}: {r.text} {r.unit or ''}" for r in wrong]
    return out


def _same(found: Result, true: dict[str, Any]) -> bool:
    """Is it the printed figure, in its unit where it has one?"""
    told = (found.value, found.qualifier, found.bound)
    return told == (true.get("value"), true.get("qualifier"), true.get("bound")) and found.unit in (None, true["unit"])


def cases() -> Iterator[Any]:
    """Each report with each change, those of KNOWN marked."""
    for change in (held_against, units, dropped, moved):
        for name in REPORTS:
            yield pytest.param(name, change, marks=known(change.__name__, name), id=f"{name}-{change.__name__}")


def known(fault: str, name: str) -> list[pytest.MarkDecorator]:
    reason, reports = KNOWN.get(fault, ("", ""))
    return [pytest.mark.xfail(strict=True, reason=reason)] if name in reports.split() else []


@pytest.mark.parametrize(("name", "change"), list(cases()))
def test_no_figure_is_told_for_another(name: str, change: Change) -> None:
    document = open_pdf(SAMPLES / f"{name}.pdf")
    truth = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))

    changes = list(change(document))
    if not changes:
        pytest.skip("no table of this report can be changed so")
    wrong = {c.how: false for c in changes if (false := false_results(read_report(c.document), truth))}

    assert wrong == {}


@pytest.mark.parametrize("name", REPORTS)
def test_no_word_stands_in_two_tables(name: str) -> None:
    document = open_pdf(SAMPLES / f"{name}.pdf")

    twice = {c.how: words for c in [Changed("", document), *moved(document)] if (words := in_two_tables(c.document))}

    assert twice == {}


def in_two_tables(document: Document) -> list[str]:
    """The words that stand in rows of more than one table."""
    out = []
    for page in document.pages:
        tables = tables_of(page, phrases_of(page.words, page.strokes), ASK)
        every = Counter(place for t in tables for place in {(w.text, w.x0, w.top) for r in t.rows for w in r.words})
        out += [text for (text, _, _), times in every.items() if times > 1]
    return out
