"""The pages of a document, through the first two stages: laid out, and told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from coacheck.layout import Phrase, Table
from coacheck.page import Page
from coacheck.reading.clean.typed_rules import rules_drawn
from coacheck.reading.document.laid import laid_out
from coacheck.reading.document.samples import of_the_first_sample
from coacheck.reading.document.struck import without_struck
from coacheck.reading.document.told import Beside, Told, tables_told, told_beside
from coacheck.reading.fields.candidates import Candidate
from coacheck.reading.fields.dates import DateOrder, in_sequence, is_foreign, order_of
from coacheck.reading.tables.cells import Numbers
from coacheck.reading.tables.frame import TableReading
from coacheck.reading.tables.meaning import Meaning
from coacheck.reading.vocabulary import Vocabulary

_DECIMAL_COMMA = re.compile(
    r"(?<![\d,.])(?:\d{1,3},\d{1,2}(?![\d,-])|0,\d+(?!\d)|\d{4,},\d+(?![\d,])|\d+,\d{4,}(?![\d,]))"
)
_DECIMAL_POINT = re.compile(r"(?<![\d,.])\d+\.\d+(?![\d.])|(?<![\w,.])\.\d+(?![\d.])")
_THOUSAND = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""What may be thousands where the comma is decimal."""
_ROUND = re.compile(r"\.000$")

ENOUGH_POINTS = 5
"""So many decimal points tell how a report in another language than English writes numbers."""
SOME_COMMAS = 3
"""So many decimal commas beside decimal points: "1,234" may be either."""


@dataclass(frozen=True)
class Seen:
    """What all pages hold, and how the report writes dates and numbers."""

    told: Sequence[Told]
    beside: Sequence[Beside]
    order: DateOrder
    numbers: Numbers
    words: Vocabulary

    @cached_property
    def phrases(self) -> list[Sequence[Phrase]]:
        return [t.phrases for t in self.told]

    @cached_property
    def tables(self) -> list[Sequence[Table]]:
        return [t.tables for t in self.told]

    @cached_property
    def readings(self) -> list[TableReading]:
        return [r for t in self.told for r in t.readings]

    @cached_property
    def candidates(self) -> list[Candidate]:
        return [c for b in self.beside for c in b.candidates]

    @cached_property
    def text(self) -> str:
        return "\n".join(p.text for phrases in self.phrases for p in phrases)


def numbers_of(plain: str) -> Numbers:
    """How a report writes numbers. Where neither points nor commas tell, "1,234" is what its language has it to be."""
    commas, points = len(_DECIMAL_COMMA.findall(plain)), _DECIMAL_POINT.findall(plain)
    sure = sum(_THOUSAND.fullmatch(p) is None for p in points)
    foreign, grouped = is_foreign(plain), not sure and any(map(_ROUND.search, points))
    if commas > 2 * (sure if foreign else len(points)) or (foreign and (not points or grouped)):
        return Numbers(decimal_comma=True)
    mixed = commas >= SOME_COMMAS
    thousands = not mixed and (len(points) >= ENOUGH_POINTS or not foreign)
    return Numbers(thousands=thousands, points=sure > 0 or not (foreign or commas))


def seen_on(pages: Iterable[Page], words: Vocabulary) -> Seen:
    """Lay out the pages and read their tables, and what stands beside them."""
    pages = [without_struck(rules_drawn(page)) for page in pages]
    plain = " ".join(w.text for page in pages for w in page.words)
    numbers = numbers_of(plain)
    ask = Meaning(words, numbers)
    told = tables_told(laid_out(pages, ask), ask)
    told, beside = of_the_first_sample(told, told_beside(told, ask))
    order = in_sequence(order_of(plain, numbers.decimal_comma), [c for b in beside for c in b.candidates])
    return Seen(told, beside, order, numbers, words)
