"""Third stage: one panel, one total out of what all pages told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coacheck.model import Measurement, Panel, Result, Total, Unread
from coacheck.reading.document.told import Beside, Rows, Told
from coacheck.reading.free.statuses import PanelWord, worst
from coacheck.reading.proof.by_rows import as_its_rows, named_by_rows
from coacheck.reading.proof.merge import agree, also_at, digits, merge, without_unit
from coacheck.reading.tables.row_names import UNIT_OF
from coacheck.reading.tables.sections import Sections
from coacheck.reading.vocabulary import PANELS, Vocabulary, key

SUM = ("total", "totals", "sum")
"""Printed names of totals that do not say what is summed."""
_STAND_INS = ("total_active_cannabinoids", "total_available_cannabinoids")


def panels_of(told: Sequence[Told], beside: Sequence[Beside], sections: Sections) -> dict[str, Panel]:
    """The panels of a report; a figure of a table comes before the same one outside of tables."""
    rows = merge([*(row for t in told for r in t.readings for row in r.measurements),
                  *(row for b in beside for row in b.amounts)])  # fmt: skip
    for panel, row in (row for b in beside for row in b.single):
        rows[panel] = _the_more_precise(rows.get(panel, [row]), row)
    rows = merge([row for b in beside for row in b.listed]) | rows
    statuses: dict[str, list[PanelWord]] = {}
    for word in (w for b in beside for w in b.statuses):
        statuses.setdefault(word.panel, []).append(word)
    return {
        panel: Panel(
            status=worst([*(w.status for w in statuses.get(panel, [])), *_of_its_one_row(panel, rows)]),
            tested_on=sections.of(panel).tested_on,
            method=sections.of(panel).method, measurements=rows.get(panel, []),
            source=statuses[panel][0].place if panel in statuses else None,
        )
        for panel in PANELS if panel in rows or panel in statuses
    }  # fmt: skip


def _of_its_one_row(panel: str, rows: Mapping[str, Sequence[Measurement]]) -> Iterable[str]:
    """The status of the row is that of a panel which has only this one by its nature."""
    own = rows.get(panel, []) if panel in ("moisture", "water_activity") else []
    return [own[0].status] if len(own) == 1 and own[0].status else []


def _the_more_precise(known: list[Measurement], new: Measurement) -> list[Measurement]:
    """The one row of a panel, with the figure of more digits where a summary prints it rounded."""
    old = known[0]
    if len(known) > 1 or len(old.results) != 1 or not agree(old.results[0], new.results[0]):
        return known
    finer = digits(new.results[0]) > digits(old.results[0])
    told = {"results": new.results, "source": new.source, "text": new.text}
    return [old.model_copy(update=told)] if finer and new.source else known


def totals_of(told: Sequence[Told], beside: Sequence[Beside], words: Vocabulary) -> list[Total]:
    """Each total once; the figure of the table before the one of a summary box, the more precise before the rounded."""
    found: dict[str, Total] = {}
    readings = [r for page in told for r in page.readings]
    shown = [t for b in beside for t in b.totals if t.name]
    listed = [t for r in readings for t in r.totals]
    every = [as_its_rows(t, r.measurements, [*listed, *shown]) for r in readings for t in r.totals]
    every += [named for t, rows in _nameless(told, beside) if (named := named_by_rows(t, rows, words))]
    every += shown
    for total in sorted(every, key=lambda t: key(t.printed) in SUM):
        known = found.get(total.name)
        found[total.name] = total if known is None else _joined(known, total)
    stand_in = next((found[name] for name in _STAND_INS if name in found), None)
    if stand_in and "total_cannabinoids" not in found:
        found["total_cannabinoids"] = stand_in.model_copy(update={"name": "total_cannabinoids"})
    return list(found.values())


def _joined(a: Total, b: Total) -> Total:
    results = [r for r in a.results if not _said_of_what(r, b.results)]
    for new in (r for r in b.results if not _said_of_what(r, results)):
        same = next((i for i, r in enumerate(results) if r.unit == new.unit), None)
        if same is None and not without_unit(results, new):
            results = [*(r for r in results if not without_unit([new], r)), new]
        elif same is None:
            continue
        elif agree(results[same], new) and digits(new) > digits(results[same]):
            results[same] = new
    return a.model_copy(update={"results": results, "places": also_at(results, a, b)})


def _said_of_what(bare: Result, others: Sequence[Result]) -> bool:
    """Is it an amount in mg that another place tells of a unit, serving or package?"""
    return bare.unit == "mg" and any(r.unit in UNIT_OF.values() and agree(bare, r) for r in others)


def unread_of(
    told: Sequence[Told], beside: Sequence[Beside], panels: Mapping[str, Panel], words: Vocabulary
) -> list[Unread]:
    """The rows of tables that could not be read, and names with a figure outside of tables that no table has."""
    read = {m.analyte for panel in panels.values() for m in panel.measurements}
    loose = [row for b in beside for analyte, row in b.loose if analyte not in read]
    nameless = [t for t, rows in _nameless(told, beside) if not named_by_rows(t, rows, words)]
    listed = [u for t in told for r in t.readings for u in r.unread]
    return [*listed, *map(_unnamed, nameless), *(row for row in loose if not any(_same_row(row, u) for u in listed))]


def _same_row(a: Unread, b: Unread) -> bool:
    level = a.bbox and b.bbox and min(a.bbox[3], b.bbox[3]) - max(a.bbox[1], b.bbox[1]) > 0
    return bool(level) and a.page == b.page and a.text.split(" ")[0] == b.text.split(" ")[0]


def _nameless(told: Iterable[Told], beside: Iterable[Beside]) -> Iterator[tuple[Total, Rows]]:
    """The totals that don't say of what, each with the rows of its table, or of its page where it stands outside."""
    for page, b in zip(told, beside, strict=True):
        yield from ((t, r.measurements) for r in page.readings for t in r.nameless)
        yield from ((t, [row for r in page.readings for row in r.measurements]) for t in b.totals if not t.name)


def _unnamed(total: Total) -> Unread:
    assert total.source is not None
    return Unread(page=total.source.page, text=total.text, reason="what it sums is not known", bbox=total.source.bbox)
