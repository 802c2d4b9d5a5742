"""What is known of the first sample of a report, and what is of another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coacheck.model import Measurement
from coacheck.reading.fields.candidates import Candidate
from coacheck.reading.fields.ids import lot_in_name
from coacheck.reading.vocabulary import key

FEWEST = 3
"""So many analytes told again, under another sample's number, are of that sample."""
_ID = "sample_id"
_Rows = Sequence[tuple[str, Measurement]]


@dataclass
class FirstSample:
    """Its numbers, batches, products and rows, and the numbers of other samples."""

    ids: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    batches: set[str] = field(default_factory=set)
    products: set[str] = field(default_factory=set)
    rows: dict[tuple[str, str | None], Measurement] = field(default_factory=dict)

    def learn(self, candidates: Sequence[Candidate], rows: _Rows) -> None:
        """What stands there is of this sample."""
        self.ids |= ids_of(candidates)
        self.batches |= _batches(candidates)
        self.products |= _texts(candidates, "product")
        self.rows |= {(panel, m.analyte): m for panel, m in rows}

    def is_another(self, candidates: Sequence[Candidate], rows: _Rows) -> bool:
        """Is what stands under another number of another sample: known so, told again otherwise, or of other goods?"""
        ids = ids_of(candidates)
        if not ids or not self.ids or ids & self.ids:
            return False
        return bool(ids & self.others) or self._told_again(rows) or self._of_other_goods(candidates)

    def _told_again(self, rows: _Rows) -> bool:
        """Are most of the analytes known, and some of their figures others?"""
        again = [(m, self.rows[panel, m.analyte]) for panel, m in rows if m.analyte and (panel, m.analyte) in self.rows]
        other = any(_figures(new) != _figures(old) for new, old in again)
        return other and len(again) >= FEWEST and 2 * len(again) > len(rows)

    def _of_other_goods(self, candidates: Sequence[Candidate]) -> bool:
        """Is the batch another, too, and the product not the same?"""
        batches, products = _batches(candidates), _texts(candidates, "product")
        if not batches or not self.batches or batches & self.batches:
            return False
        return not any(a in b or b in a for a in products for b in self.products)


def ids_of(candidates: Sequence[Candidate]) -> set[str]:
    """The numbers of samples; what stands behind one in its line ("KA-2 – Sleep Drops") is none."""
    return {key(c.text.split(" – ")[0]) for c in candidates if c.field == _ID and any(map(str.isdigit, c.text))}


def _batches(candidates: Sequence[Candidate]) -> set[str]:
    named = {key(lot) for c in candidates if c.field == _ID and (lot := lot_in_name(c.text))}
    return named | _texts(candidates, "batch")


def _texts(candidates: Sequence[Candidate], name: str) -> set[str]:
    return {key(c.text) for c in candidates if c.field == name} - {""}


def _figures(row: Measurement) -> list[tuple[str | None, float | None, str | None]]:
    return [(r.unit, r.value, r.qualifier) for r in row.results]
