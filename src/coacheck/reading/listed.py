"""Lists without headings: names of analytes under each other, each with one figure and its unit beside it."""

from __future__ import annotations

from collections.abc import Sequence

from coacheck.layout import Phrase
from coacheck.layout.pairs import nearest
from coacheck.model import Measurement, Place, Unread
from coacheck.reading.cells import Numbers, parse_cell
from coacheck.reading.shown import box_around, results_in
from coacheck.reading.vocabulary import Vocabulary

_FEWEST = 4
"""So many names under each other are a list."""


def listed_rows(
    page: int, free: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers
) -> list[tuple[str, Measurement]]:
    """The rows of all lists on a page, each with its panel."""
    names = [p for p in free if vocabulary.analyte(p.text) and not vocabulary.total(p.text)]
    names = [p for p in names if sum(abs(other.x0 - p.x0) < 2 for other in names) >= _FEWEST]
    figures = {id(p): results_in(p.text, vocabulary, numbers) for p in free}
    values = [p for p in free if len(found := figures[id(p)]) == 1 and found[0].unit]
    rows = []
    for name in names:
        value, analyte = nearest("right", name, values, names), vocabulary.analyte(name.text)
        if value and analyte:
            place = Place(page=page, bbox=box_around([name, value]))
            text = f"{name.text} {value.text}"
            row = Measurement(name=name.text, analyte=analyte.code, results=figures[id(value)], source=place, text=text)
            rows.append((analyte.panel, row))
    return rows


def loose_rows(page: int, free: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers) -> list[tuple[str, Unread]]:
    """Names of analytes outside all tables with a result beside them: rows that nobody has read, by analyte."""
    names = [p for p in free if len(p.text) > 2 and vocabulary.analyte(p.text) and not vocabulary.total(p.text)]
    others = [p for p in free if p not in names]
    rows = []
    for name in names:
        value, analyte = nearest("right", name, others, names), vocabulary.analyte(name.text)
        results = parse_cell(value.text, vocabulary, numbers).results if value else []
        if value and analyte and any(r.qualifier not in ("NT", "NR") for r in results):
            text, box = f"{name.text} {value.text}", box_around([name, value])
            rows.append((analyte.code, Unread(page=page, text=text, reason="it stands in no table", bbox=box)))
    return rows
