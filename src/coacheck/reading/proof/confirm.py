"""What the page proves of each row; figures that a recogniser read must be sure or proved.

What is neither stays in the report, marked as unconfirmed; what is doubtful as well goes to `unread`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from coacheck.model import PROOFS, Measurement, Panel, Proof, Result, Total, Unconfirmed, Unread
from coacheck.page import Page
from coacheck.reading.proof.figures import PANEL_SUMS, Figure, agrees_with_limits, figures_of, prove, sure_of_name

SURE = 0.95
"""A figure all of whose characters are surer than this needs no other proof."""
DOUBTFUL = 0.6
"""A figure less sure than this is not told without a proof."""
_NAME = 0.4
"""The same for the name of a row that the vocabulary has; any other name must be sure."""
R = TypeVar("R", Measurement, Total)
_LOST_POINT = re.compile(r"(?<![\d.,])0\d")


@dataclass(frozen=True)
class Confirmed:
    panels: Mapping[str, Panel]
    totals: list[Total]
    unread: list[Unread] = field(default_factory=list)
    unconfirmed: list[Unconfirmed] = field(default_factory=list)


def confirm(panels: Mapping[str, Panel], totals: list[Total], pages: Sequence[Page]) -> Confirmed:
    """The panels and totals, each row with its proofs, without the figures that must not be told."""
    every = figures_of(panels, totals, pages)
    prove(every, pages)
    figures = [f for f in every if f.recognised]
    open_ones, lost = _open(figures)
    out = {id(f.result) for f in lost} | _belied(panels, totals, pages)
    rows = [m for p in panels.values() for m in p.measurements]
    nameless = {id(m) for m in rows if figures and sure_of_name(m, pages) < (_NAME if m.analyte else SURE)}
    unread = [_unread(f.row, f.result.text) for f in lost] + [_unread(m, m.name) for m in rows if id(m) in nameless]
    left = [f for f in open_ones if id(f.result) not in out and id(f.row) not in nameless]
    told = [t for total in totals if (t := _without(total, out)).results]
    return Confirmed(_proved(_kept(panels, out, nameless), every), told, unread, [_unconfirmed(f) for f in left])


def _open(figures: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The figures that nothing confirms and the recogniser was not sure of; those of them that must not be told."""
    unsure = [f for f in figures if not f.proofs and (f.sure < SURE or _odd(f, figures))]
    return unsure, [f for f in unsure if f.sure < DOUBTFUL or _odd(f, figures)]


def _kept(panels: Mapping[str, Panel], out: Collection[int], nameless: Collection[int]) -> Mapping[str, Panel]:
    """The panels without the figures and the rows that must not be told."""
    if not out and not nameless:
        return panels
    return {
        name: panel.model_copy(update={"measurements": _rows(panel, out, nameless)}) for name, panel in panels.items()
    }


def _proved(panels: Mapping[str, Panel], figures: Sequence[Figure]) -> dict[str, Panel]:
    proofs = {id(f.result): f.proofs for f in figures}
    return {
        name: panel.model_copy(update={"measurements": [_with_proof(m, proofs) for m in panel.measurements]})
        for name, panel in panels.items()
    }


def _with_proof(row: Measurement, proofs: Mapping[int, set[Proof]]) -> Measurement:
    found = set().union(*(proofs.get(id(r), set()) for r in row.results))
    if agrees_with_limits(row):
        found.add("limits")
    return row.model_copy(update={"proof": [p for p in PROOFS if p in found]}) if found else row


def _belied(panels: Mapping[str, Panel], totals: Sequence[Total], pages: Sequence[Page]) -> set[int]:
    """Words such as ND that a recogniser read as a total, though the rows that make it have figures."""
    recognised = {page.number for page in pages if page.text in ("ocr", "mixed")}
    whole = {name: panels[panel] for name, panel in PANEL_SUMS.items() if panel in panels}
    return {
        id(r) for t in totals if t.name in whole and t.source and t.source.page in recognised
        for r in t.results if r.value is None and any(x.value for m in whole[t.name].measurements for x in m.results)
    }  # fmt: skip


def _odd(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Has it lost its decimal point: "005", or no decimals where the rest of its column has some?"""
    text = figure.result.text
    if _LOST_POINT.search(text):
        return True
    if figure.panel is None or "." in text or "," in text:
        return False
    column = [f for f in figures if f.panel == figure.panel and f.result.unit == figure.result.unit and f is not figure]
    return len(column) >= 3 and all("." in f.result.text or "," in f.result.text for f in column)


def _rows(panel: Panel, out: Collection[int], nameless: Collection[int]) -> list[Measurement]:
    rows = [_without(m, out) for m in panel.measurements if id(m) not in nameless]
    return [m for m, before in zip(rows, (m for m in panel.measurements if id(m) not in nameless), strict=True)
            if m.results or not before.results]  # fmt: skip


def _without(row: R, out: Collection[int]) -> R:
    kept: list[Result] = [r for r in row.results if id(r) not in out]
    return row.model_copy(update={"results": kept}) if len(kept) < len(row.results) else row


def _unread(row: Measurement | Total, text: str) -> Unread:
    assert row.source is not None
    reason = f"OCR is not sure of {text!r}, and nothing on the page confirms it"
    return Unread(page=row.source.page, text=row.text, reason=reason, bbox=row.source.bbox)


def _unconfirmed(figure: Figure) -> Unconfirmed:
    row = figure.row
    assert row.source is not None
    subject = row.name if isinstance(row, Total) else row.analyte or row.name
    return Unconfirmed(panel=figure.panel, subject=subject, text=figure.result.text, page=row.source.page,
                       bbox=row.source.bbox)  # fmt: skip
