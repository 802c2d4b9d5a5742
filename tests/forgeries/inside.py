"""Figures, words and dates changed in the page's own content: what they contradict on the page tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from coacheck.model import Measurement, PanelName, Place, Total
from forgeries.forged import Forged, Forger, ForgerError
from forgeries.seamless import swapped
from forgeries.target import Box, Target

_SAFETY: tuple[PanelName, ...] = ("heavy_metals", "residual_solvents", "pesticides", "mycotoxins", "microbials")


def _place(of: Place | None) -> tuple[int, Box]:
    if of is None:
        raise ForgerError("it has no place")
    return of.page - 1, tuple(of.bbox)  # type: ignore[return-value]


def _first(target: Target, ways: Iterator[tuple[Place | None, str, str]]) -> Forged:
    """The first of these changes (where, the old text, the new one) that the page allows."""
    for where, old, new in ways:
        try:
            page, row = _place(where)
            return Forged(swapped(target, page, row, old, new), page + 1, row)
        except ForgerError:
            continue
    raise ForgerError("nothing of this kind is set in one piece")


def _rows(target: Target, *names: PanelName) -> Iterator[Measurement]:
    for name in names:
        if name in target.report.panels:
            yield from (m for m in target.report.panels[name].measurements if m.source)


def _times(text: str, by: str) -> str:
    """A figure times a power of ten, in as many digits."""
    return format(Decimal(text) * Decimal(by), "f")


def _figure(text: str) -> str:
    found = re.search(r"\d+\.?\d*", text)
    return found[0] if found else ""


def every_unit(target: Target) -> Forged:
    """The figure in all units of its row, in the same proportion; the totals stay."""
    page, row = _place(target.row.source)
    changed = target
    for text in dict.fromkeys(_figure(r.text) for r in target.row.results if r.value):
        changed = changed.changed(swapped(changed, page, row, text, _half(text)))
    return Forged(changed.data, page + 1, row)


def _half(text: str) -> str:
    places = len(text.partition(".")[2])
    return f"{Decimal(text) * Decimal('0.6'):.{places}f}"


def point_moved(target: Target) -> Forged:
    """THC or what becomes of it, ten times less."""
    rows = (m for m in _rows(target, "cannabinoids") if m.analyte in ("delta_9_thc", "thca"))
    texts = ((m, _figure(r.text)) for m in rows for r in m.results if r.value and r.value >= 1)
    return _first(target, ((m.source, text, _tenth(text)) for m, text in texts))


def _tenth(text: str) -> str:
    return f"{Decimal(text) / 10:.{max(2, len(text.partition('.')[2]))}f}"


def not_detected(target: Target) -> Forged:
    """ "ND" over what was found of a cannabinoid that a total holds."""
    rows = (m for m in _rows(target, "cannabinoids") if m.analyte in ("delta_9_thc", "thca", "cbd", "cbda"))
    return _first(target, ((m.source, _figure(r.text), "ND") for m in rows for r in m.results if r.value))


def limit_raised(target: Target) -> Forged:
    rows = (m for m in _rows(target, *_SAFETY) if m.limit and m.limit.value)
    return _first(target, ((m.source, f, _times(f, "100")) for m in rows if m.limit and (f := _figure(m.limit.text))))


def loq_raised(target: Target) -> Forged:
    """A LOQ that makes of a finding none."""
    rows = (m for m in _rows(target, "cannabinoids") if m.loq and any(r.value for r in m.results))
    return _first(target, ((m.source, f, _times(f, "1000")) for m in rows if m.loq and (f := _figure(m.loq.text))))


def unit_changed(target: Target) -> Forged:
    """The unit over a column of cannabinoids."""
    page, row = _place(target.row.source)
    above: Box = (0.0, max(0.0, row[1] - 300), 2000.0, row[3])
    for old, new in (("mg/g", "mg/mL"), ("mg/unit", "mg/g"), ("mg/mL", "mg/g"), ("%", "mg/g")):
        try:
            return Forged(swapped(target, page, above, old, new), page + 1)
        except ForgerError:
            continue
    raise ForgerError("no unit is set in one piece")


def total_and_row(target: Target) -> Forged:
    """The row of an acid or neutral cannabinoid and its total agree; the other totals do not."""
    row, total = _pair(target)
    page, box = _place(row.source)
    old = _figure(next(r.text for r in row.results if r.value))
    new = _half(old)
    changed = target.changed(swapped(target, page, box, old, new))
    factor = Decimal("0.877") if str(row.analyte).endswith("a") else Decimal(1)
    unit = next(r.unit for r in row.results if r.value)
    text = next((_figure(r.text) for r in total.results if r.unit == unit and r.value), "")
    if not text:
        raise ForgerError("the total is in another unit")
    made = Decimal(text) - factor * (Decimal(old) - Decimal(new))
    where, place = _place(total.source)
    data = swapped(changed, where, place, text, f"{made:.{len(text.partition('.')[2])}f}")
    return Forged(data, page + 1, box)


def _pair(target: Target) -> tuple[Measurement, Total]:
    code = str(target.row.analyte)
    name = {"thca": "total_thc", "delta_9_thc": "total_thc", "cbd": "total_cbd", "cbda": "total_cbd"}.get(code)
    total = next((t for t in target.report.totals if t.name == name and t.source), None)
    if total is None or total.source == target.row.source:
        raise ForgerError("no total of it is printed")
    return target.row, total


def _field_on_page_1(name: str, new: str) -> Forger:
    """A field changed where it is printed first; the other pages print the old one."""

    def forge(target: Target) -> Forged:
        if name not in target.report.fields:
            raise ForgerError(f"no {name} is printed")
        page, box, old = target.field(name)
        again = [n for n in range(target.report.source.pages) if n != page and _holds(target, n, old)]
        if not again:
            raise ForgerError("no other page prints it")
        return Forged(swapped(target, page, box, old, new or old[:-2] + ("77" if old[-2:] != "77" else "33")), page + 1)

    return forge


def _holds(target: Target, page: int, text: str) -> bool:
    with target.open() as pdf:
        return bool(pdf[page].search_for(text))


KINDS: dict[str, Forger] = {
    "inside: every unit of a row": every_unit,
    "inside: decimal point": point_moved,
    "inside: ND over a cannabinoid": not_detected,
    "inside: limit raised": limit_raised,
    "inside: LOQ raised": loq_raised,
    "inside: unit over a column": unit_changed,
    "inside: row and its total": total_and_row,
    "inside: batch on its first page": _field_on_page_1("batch", ""),
    "inside: sample id on its first page": _field_on_page_1("sample_id", ""),
    "inside: client on its first page": _field_on_page_1("client", "Mallow Street Goods"),
}
