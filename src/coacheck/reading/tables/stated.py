"""A LOD or LOQ that is stated once for a whole table: "LOQ = 0.0433 %", "Limit of Detection  0.27 mg/g", "LOQ = Limit".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from coacheck.layout import Phrase, Table
from coacheck.layout.pairs import nearest
from coacheck.model import Measurement, Quantity
from coacheck.reading.tables.cells import Numbers, parse_quantity
from coacheck.reading.vocabulary import Vocabulary, key

_REACH = 70.0
"""How far above the headings it may stand, in points."""
_STATED = re.compile(r"^(.{2,30}?)\s*(?:(?:=|:)\s*|\s)([\d.,]+.*)$")
_AS_LIMIT = re.compile(r"^(.{2,30}?)\s*=\s*(.*(?:limit|level))s?$", re.IGNORECASE)


@dataclass(frozen=True)
class Stated:
    """What holds for all rows of a table: a LOD and a LOQ, and which of them is said to be the limit itself."""

    quantities: dict[str, Quantity] = field(default_factory=dict)
    as_limit: frozenset[str] = frozenset()


def stated(table: Table, phrases: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers) -> Stated:
    """The LOD and LOQ stated between the title of a table and its headings."""
    above = [p for p in phrases if 0 <= table.head_top - p.bottom + 2 < _REACH and _over(p, table)]
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
    equal = {vocabulary.heading(m[1]) for p in above if (m := _AS_LIMIT.match(p.text)) and _first_limit(m[2], table)}
    return Stated(found, frozenset(kind for kind in equal if kind in ("lod", "loq")))


def _first_limit(text: str, table: Table) -> bool:
    """Does the text name the limits of the table, of several the first?"""
    headings = [c.heading for c in table.columns if c.kind == "limit"]
    return len(headings) == 1 or key(text) in [key(h) for h in headings[:1]]


def _over(phrase: Phrase, table: Table) -> bool:
    return phrase.x0 < table.columns[-1].x1 + 200 and phrase.x1 > table.columns[0].x0 - 20


def filled(row: Measurement, said: Stated) -> Measurement:
    """The row with what is stated for its whole table, where it prints no figure of its own."""
    told = said.quantities | {kind: row.limit for kind in said.as_limit if row.limit}
    missing = {kind: quantity for kind, quantity in told.items() if getattr(row, kind) is None}
    return row.model_copy(update=missing) if missing else row
