"""Figures without a unit on pages that print units: which of them it is in nobody knows, so they are not told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coacheck.layout import Phrase
from coacheck.model import Measurement, Panel, Result, Total, Unread
from coacheck.reading.proof.confirm import Confirmed
from coacheck.reading.vocabulary import Vocabulary

_TRACES = ("ppm", "ppb", "ug/g", "ng/g", "mg/kg", "ug/kg")
UNITS = {
    "cannabinoids": ("%", "mg/g", "mg/mL", "mg/unit", "mg/serving", "mg/package"),
    "terpenes": ("%", "mg/g", *_TRACES),
    "pesticides": _TRACES,
    "heavy_metals": _TRACES,
    "mycotoxins": _TRACES,
    "residual_solvents": ("%", *_TRACES),
    "moisture": ("%",),
}
"""The units that the figures of a panel may be in."""


def without_lost_units(found: Confirmed, printed: Mapping[int, Sequence[Phrase]], words: Vocabulary) -> Confirmed:
    """The panels without figures whose unit is not known, though their page (by number in `printed`) prints some."""
    lost = [(name, m) for name, panel in found.panels.items() if name in UNITS for m in panel.measurements if _bare(m)]
    said = {m.source.page: _units_on(printed.get(m.source.page, ()), words) for _, m in lost if m.source}
    out = {id(m): m for name, m in lost if m.source and said[m.source.page].intersection(UNITS[name])}
    found = _without_bare_totals(found, printed, words)
    if not out:
        return found
    panels = {name: _without(panel, out) for name, panel in found.panels.items()}
    gone = (m for m in out.values() if not _kept(m))
    return replace(found, panels=panels, unread=[*found.unread, *map(_unread, gone)])


def _without_bare_totals(found: Confirmed, printed: Mapping[int, Sequence[Phrase]], words: Vocabulary) -> Confirmed:
    bare = [t for t in found.totals if _bare(t) and t.source]
    lost = [t for t in bare if t.source and _units_on(printed.get(t.source.page, ()), words) & {*UNITS["cannabinoids"]}]
    if not lost:
        return found
    ids = {id(t) for t in lost}
    totals = [t.model_copy(update={"results": _kept(t)}) if id(t) in ids else t for t in found.totals]
    gone = (t for t in lost if not _kept(t))
    return replace(found, totals=[t for t in totals if t.results], unread=[*found.unread, *map(_unread, gone)])


def _bare(row: Measurement | Total) -> list[Result]:
    return [r for r in row.results if r.value is not None and r.unit is None]


def _kept(row: Measurement | Total) -> list[Result]:
    return [r for r in row.results if r.value is None or r.unit is not None]


def _units_on(phrases: Iterable[Phrase], words: Vocabulary) -> set[str]:
    return {unit for p in phrases if (unit := words.find_unit(p.text)[0])}


def _without(panel: Panel, out: Mapping[int, Measurement]) -> Panel:
    rows = [m for m in panel.measurements if id(m) not in out or _kept(m)]
    told = [m.model_copy(update={"results": _kept(m)}) if id(m) in out else m for m in rows]
    return panel.model_copy(update={"measurements": told})


def _unread(row: Measurement | Total) -> Unread:
    assert row.source is not None
    return Unread(page=row.source.page, text=row.text, reason="which unit its figure is in was not found",
                  bbox=row.source.bbox)  # fmt: skip
