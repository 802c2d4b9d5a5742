"""A LOD or LOQ that is stated once for a whole table: "LOQ = 0.0433 %", "Limit of Detection  0.27 mg/g"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.layout import Phrase, Table
from coacheck.layout.pairs import nearest
from coacheck.model import Measurement, Quantity
from coacheck.reading.cells import Numbers, parse_quantity
from coacheck.reading.vocabulary import Vocabulary

_REACH = 70.0
"""How far above the headings it may stand, in points."""
_STATED = re.compile(r"^(.{2,30}?)\s*(?:=|:)\s*([\d.,]+.*)$")


def stated(table: Table, phrases: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers) -> dict[str, Quantity]:
    """The LOD and LOQ stated between the title of a table and its headings, by "lod" and "loq"."""
    above = [p for p in phrases if 0 <= table.band.top - p.bottom + 2 < _REACH and _over(p, table)]
    found: dict[str, Quantity] = {}
    for phrase in above:
        match = _STATED.match(phrase.text)
        label, value = (match[1], match[2]) if match else (phrase.text, "")
        kind = vocabulary.heading(label.strip(" :="))
        if kind not in ("lod", "loq"):
            continue
        if not value:
            beside = nearest("right", phrase, [p for p in above if p is not phrase], ())
            value = beside.text if beside else ""
        quantity = parse_quantity(value, None, vocabulary, numbers)
        if quantity and quantity.unit:
            found.setdefault(kind, quantity)
    return found


def _over(phrase: Phrase, table: Table) -> bool:
    return phrase.x0 < max(table.columns[-1].x1, table.band.x1) + 200 and phrase.x1 > table.columns[0].x0 - 20


def filled(row: Measurement, limits: dict[str, Quantity]) -> Measurement:
    """The row with what is stated for its whole table, where it prints no figure of its own."""
    missing = {kind: quantity for kind, quantity in limits.items() if getattr(row, kind) is None}
    return row.model_copy(update=missing) if missing else row
