"""Lists without headings: analytes under each other with a figure beside each, or each over its unit and its figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.layout import Phrase
from coacheck.layout.pairs import nearest
from coacheck.layout.phrases import box_around
from coacheck.model import Measurement, Place, Unread
from coacheck.reading.free.amounts import results_in, shared_results
from coacheck.reading.tables.cells import NUMBER, Numbers, parse_cell, shared_cell
from coacheck.reading.vocabulary import Vocabulary

_FEWEST = 4
"""So many names under each other are a list."""
_MARKS = re.compile(r"[\s*†‡§]+$")


def listed_rows(
    page: int, free: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers
) -> list[tuple[str, Measurement]]:
    """The rows of all lists on a page, each with its panel."""
    names = [p for p in free if vocabulary.analyte(p.text) and not vocabulary.total(p.text)]
    names = [p for p in names if sum(abs(other.x0 - p.x0) < 2 for other in names) >= _FEWEST]
    figures = {id(p): shared_results(p.text, vocabulary, numbers) for p in free} if names else {}
    values = [p for p in free if len(found := figures.get(id(p), ())) == 1 and found[0].unit]
    bare = [p for p in free if NUMBER.fullmatch(p.text)]
    rows = []
    for name in names:
        value, analyte = nearest("right", name, values, [*names, *bare]), vocabulary.analyte(name.text)
        if value and analyte:
            place = Place(page=page, bbox=box_around([name, value]))
            text, results = f"{name.text} {value.text}", results_in(value.text, vocabulary, numbers)
            row = Measurement(name=name.text, analyte=analyte.code, results=results, source=place, text=text)
            rows.append((analyte.panel, row))
    return rows


def stacked_rows(
    page: int, free: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers
) -> tuple[list[tuple[str, Measurement]], list[tuple[str, Unread]]]:
    """Analytes each over its unit and its figure, as in boxes: the rows, and those whose figure is not known."""
    rows, unread = [], []
    for name in free:
        analyte = vocabulary.analyte(name.text)
        under = _below(name, free) if analyte and not vocabulary.total(name.text) else None
        unit = _unit(under.text, vocabulary) if under else None
        if analyte is None or under is None or unit is None:
            continue
        value = _below(under, free)
        parts = [p for p in (name, under, value) if p]
        text, box = " ".join(p.text for p in parts), box_around(parts)
        results = parse_cell(_MARKS.sub("", value.text), vocabulary, numbers).results if value else []
        if len(results) == 1 and results[0].unit in (None, unit):
            own = [results[0].model_copy(update={"unit": unit})]
            place = Place(page=page, bbox=box)
            row = Measurement(name=name.text, analyte=analyte.code, results=own, source=place, text=text)
            rows.append((analyte.panel, row))
        else:
            unread.append((analyte.code, Unread(page=page, text=text, reason="its figure is not known", bbox=box)))
    return (rows, unread) if len(rows) >= _FEWEST else ([], [])


def _below(phrase: Phrase, free: Sequence[Phrase]) -> Phrase | None:
    """What stands right under a phrase, middle under middle."""
    near = max(6.0, phrase.size)
    under = [p for p in free if -2 < p.top - phrase.bottom < 2 * phrase.size and abs(p.centre - phrase.centre) < near]
    under = [p for p in under if any(c.isalnum() or c == "%" for c in p.text)]
    return min(under, key=lambda p: p.top, default=None)


def _unit(text: str, vocabulary: Vocabulary) -> str | None:
    """A unit alone, or in brackets with its basis ("[%-w/w]")."""
    return vocabulary.unit(text) or (vocabulary.find_unit(text)[0] if re.fullmatch(r"[\[(].*[\])]", text) else None)


_LIKE_A_FIGURE = re.compile(r"[<>~]?\s?\d*[.,]\d[\d.,]*(?:\s|$)|\d[\d.,]*\s*±")
"""What is a figure to the eye, though it can't be read for certain: "1,234", "38 ± 6"."""


def loose_rows(page: int, free: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers) -> list[tuple[str, Unread]]:
    """Names of analytes outside all tables with a result beside them: rows that nobody has read, by analyte."""
    names = [p for p in free if len(p.text) > 2 and vocabulary.analyte(p.text) and not vocabulary.total(p.text)]
    others = [p for p in free if p not in names]
    rows = []
    for name in names:
        value, analyte = nearest("right", name, others, names), vocabulary.analyte(name.text)
        results = shared_cell(value.text, vocabulary, numbers).results if value else ()
        told = any(r.qualifier not in ("NT", "NR") for r in results)
        if value and analyte and (told or _LIKE_A_FIGURE.match(value.text)):
            text, box = f"{name.text} {value.text}", box_around([name, value])
            rows.append((analyte.code, Unread(page=page, text=text, reason="it stands in no table", bbox=box)))
    return rows
