"""Figures that stand outside tables: totals in boxes, big numbers, moisture in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coacheck.layout import Phrase, Table
from coacheck.layout.pairs import pair_up
from coacheck.layout.phrases import Lines, overlap
from coacheck.layout.relations import flush
from coacheck.model import Measurement, Place, Result, Total
from coacheck.page import Page, Stroke
from coacheck.reading.tables.cells import NUMBER, Numbers, parse_cell
from coacheck.reading.tables.row_names import PER, UNIT_OF
from coacheck.reading.vocabulary import Vocabulary

_BASIS = re.compile(r"^(?:mg )?per\s+(container|package|unit|serving)$", re.IGNORECASE)
Name = tuple[str, str | None]
"""What a label stands for, and the unit that it implies."""
Naming = Callable[[str], Name | None]
Figures = tuple[Phrase, Name, list[Result], tuple[Phrase, ...]]
"""A label, what it stands for, the figures printed for it, and where these stand."""
_SINGLE = ("moisture", "water_activity")


@dataclass(frozen=True)
class Shown:
    """A printed figure with its label."""

    label: Phrase
    name: str
    results: tuple[Result, ...]
    values: tuple[Phrase, ...]
    dry: bool = False


def free_phrases(phrases: Sequence[Phrase], tables: Sequence[Table]) -> list[Phrase]:
    """The phrases that stand in no table."""
    return [p for p in phrases if not any(_inside(p, t) for t in tables)]


def _inside(phrase: Phrase, table: Table) -> bool:
    if not table.rows or not table.top - 1 <= phrase.middle <= table.bottom + 1:
        return False
    left, right = (table.x0, table.x1) if table.transposed else (table.columns[0].x0, table.columns[-1].x1)
    return left <= phrase.centre <= right


def shown_figures(
    page: Page, free: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers
) -> tuple[list[Total], list[tuple[str, Measurement]]]:
    """Totals printed as figures beside, above or below their name, and what a unit or a package holds of an analyte."""
    totals, amounts = [], []
    said = {total for p in free if (total := _total_name(p.text, vocabulary)) and total[1]}
    for shown in _figures(page, free, lambda text: _figure_name(text, said, vocabulary), vocabulary, numbers):
        place = Place(page=page.number, bbox=box_around([shown.label, *shown.values]))
        text = " ".join(p.text for p in (shown.label, *shown.values))
        printed, results = shown.label.text.split(":")[0].strip(), list(shown.results)
        if shown.name in vocabulary.totals:
            dry = f"{shown.name}_dry"
            code = dry if shown.dry and dry in vocabulary.totals else shown.name
            totals.append(Total(name=code, printed=printed, results=results, source=place, text=text))
        else:
            row = Measurement(name=printed, analyte=shown.name, results=results, source=place, text=text)
            amounts.append(("cannabinoids", row))
    return totals, amounts


def shown_rows(
    page: Page, free: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers
) -> list[tuple[str, Measurement]]:
    """Moisture and water activity, printed as one figure with their name."""

    def name(text: str) -> tuple[str, str | None] | None:
        panel = vocabulary.panel(text)
        return (panel, None) if panel in _SINGLE and len(text) < 40 else None

    rows = []
    for shown in _figures(page, free, name, vocabulary, numbers):
        if shown.results[0].unit not in ((None, "aw") if shown.name == "water_activity" else (None, "%")):
            continue
        results = [
            r if r.unit or shown.name != "water_activity" else r.model_copy(update={"unit": "aw"})
            for r in shown.results
        ]
        place = Place(page=page.number, bbox=box_around([shown.label, *shown.values]))
        title = shown.label.text.split(":")[0].strip()
        text = " ".join(p.text for p in (shown.label, *shown.values))
        rows.append(
            (shown.name, Measurement(name=title, analyte=shown.name, results=results[:1], source=place, text=text))
        )
    return rows


def _total_name(text: str, vocabulary: Vocabulary) -> Name | None:
    if len(text) > 45:
        return None
    per = PER.match(text)
    code = vocabulary.total(per[1] if per else text)
    return (code, UNIT_OF[per[2].casefold()] if per else None) if code else None


def _figure_name(text: str, said: set[Name], vocabulary: Vocabulary) -> Name | None:
    """A total, or an analyte per unit. "THC per Serving" is the total, unless that is printed (`said`) as well."""
    text = text.strip(" :")
    total, per = _total_name(text, vocabulary), PER.match(text) if len(text) < 45 else None
    if total or per is None:
        return total
    unit = UNIT_OF[per[2].casefold()]
    code = vocabulary.total(f"Total {per[1]}")
    if code and (code, unit) not in said and not any(c.isdigit() for c in per[1]):
        return code, unit
    analyte = vocabulary.analyte(per[1])
    return (analyte.code, unit) if analyte and analyte.panel == "cannabinoids" else None


def _figures(
    page: Page, free: Sequence[Phrase], naming: Naming, vocabulary: Vocabulary, numbers: Numbers
) -> list[Shown]:
    """Labels that `naming` knows, each with the figures that belong to it."""
    found = [told for p in free if (told := _in_one_line(p, free, naming, vocabulary, numbers))]
    told_of = {id(label) for label, *_ in found}
    labels = [p for p in free if id(p) not in told_of and naming(p.text)]
    labels += _wrapped(free, labels, naming)
    found += _paired(labels, page, free, naming, vocabulary, numbers)
    siblings = sorted({r.unit for _, _, results, _ in found for r in results if r.unit})
    return [_shown(label, named, _with_units(results, siblings), group, free) for label, named, results, group in found]


def _in_one_line(
    phrase: Phrase, free: Sequence[Phrase], naming: Naming, vocabulary: Vocabulary, numbers: Numbers
) -> Figures | None:
    """ "Total THC: 20.1 %" """
    head, colon, tail = phrase.text.partition(":")
    results = results_in(tail, vocabulary, numbers) if colon and tail.strip() else []
    named = naming(head.strip())
    if named and tail.strip() and not results:
        results = results_in(f"{tail} {_unit_below(phrase, free, vocabulary)}", vocabulary, numbers)
    return (phrase, named, results, ()) if named and results else None


def _paired(
    labels: Sequence[Phrase], page: Page, free: Sequence[Phrase], naming: Naming, vocabulary: Vocabulary,
    numbers: Numbers,
) -> Iterator[Figures]:  # fmt: skip
    """The labels with the figures that stand right of, below or above them."""
    values = [p for p in free if results_in(p.text, vocabulary, numbers) or vocabulary.said(p.text)]
    values += _under_units(free, vocabulary)
    paired = pair_up(labels, values, page.strokes)
    used = {id(v) for v in paired.values()}
    spare = [v for v in values if id(v) not in used]
    for i, value in paired.items():
        group = (value, *_further(value, labels[i], labels, spare, page))
        results = [r for v in group for r in results_in(v.text, vocabulary, numbers)]
        named = naming(labels[i].text)
        if named and results:
            yield labels[i], named, results, group


def _unit_below(phrase: Phrase, free: Sequence[Phrase], vocabulary: Vocabulary) -> str:
    """The unit of a figure that was broken off to the next line."""
    below = (p for p in free if p is not phrase and flush(p, phrase) and -0.5 < (p.top - phrase.bottom) / p.size < 0.6)
    return next((p.text for p in below if vocabulary.unit(p.text)), "")


def _with_units(results: list[Result], siblings: Sequence[str]) -> list[Result]:
    """A lone word such as ND holds in every unit that the figures beside it are printed in; "<0.002" in one only."""
    said = len(results) == 1 and results[0].qualifier and results[0].bound is None
    if said and not results[0].unit and siblings:
        return [results[0].model_copy(update={"unit": unit}) for unit in siblings]
    return results


def _under_units(free: Sequence[Phrase], vocabulary: Vocabulary) -> list[Phrase]:
    """Bare numbers right below a unit, each together with it: "%  mg/pkg" over "0.95  2157.71"."""
    units = [p for p in free if vocabulary.unit(p.text)]
    out: list[Phrase] = []
    for value in free:
        size = value.size
        over = [u for u in units if abs(u.centre - value.centre) < size and -2 < value.top - u.bottom < size]
        if over and (NUMBER.fullmatch(value.text) or vocabulary.said(value.text)):
            out.append(Lines((*over[0].words, *value.words), f"{value.text} {over[0].text}"))
    return out


def _shown(
    label: Phrase, named: Name, printed: Sequence[Result], values: tuple[Phrase, ...], free: Sequence[Phrase]
) -> Shown:
    name, unit = named
    unit = unit or _basis_over(label, free)
    results = tuple(r.model_copy(update={"unit": unit}) if unit and r.unit in ("mg", None) else r for r in printed)
    last = values[-1] if values else label
    under = [p for p in free if -1 < p.top - last.bottom < 1.2 * p.size and overlap(p.x0, p.x1, last.x0, last.x1) > 0]
    return Shown(label, name, results, values, any("dry weight" in p.text.casefold() for p in under))


def _basis_over(label: Phrase, free: Sequence[Phrase]) -> str | None:
    """ "Per Serving" printed as a heading over the label."""
    over = [
        p for p in free if _BASIS.match(p.text) and 0 < label.top - p.bottom < 60 and abs(p.centre - label.centre) < 150
    ]
    nearest = max(over, key=lambda p: p.bottom, default=None)
    match = _BASIS.match(nearest.text) if nearest else None
    return UNIT_OF[match[1].casefold()] if match else None


def _further(
    first: Phrase, label: Phrase, labels: Sequence[Phrase], values: Sequence[Phrase], page: Page
) -> list[Phrase]:
    """More figures of the same label: in its box, right below the first one, or beside it under units of their own."""
    box = _box_of(first, label, page.strokes)
    if box and not any(other is not label and _within(box, other) for other in labels):
        return [v for v in values if v is not first and _within(box, v)]
    if isinstance(first, Lines):
        level = [v for v in values if isinstance(v, Lines) and abs(v.bottom - first.bottom) < 0.5 * first.size]
        return [v for v in level if _over(v, label, labels) is label]
    below = [v for v in values if v is not first and -1 < v.top - first.bottom < 0.9 * max(first.size, v.size)]
    return [v for v in below if abs(v.x0 - first.x0) < 3 or abs(v.centre - first.centre) < 3][:1]


def _box_of(first: Phrase, label: Phrase, strokes: Sequence[Stroke]) -> Stroke | None:
    """The smallest box around a label and its figure."""
    boxes = [s for s in strokes if s.box and _within(s, label) and _within(s, first)]
    return min(boxes, key=lambda s: (s.x1 - s.x0) * (s.bottom - s.top), default=None)


def _over(value: Phrase, label: Phrase, labels: Sequence[Phrase]) -> Phrase | None:
    """Which of the labels on one line a figure in the row below belongs to: the last that begins left of it."""
    line = [other for other in labels if abs(other.middle - label.middle) < label.size and other.x0 < value.centre]
    return max(line, key=lambda other: other.x0, default=None)


def _within(box: Stroke, phrase: Phrase) -> bool:
    return box.x0 - 1 <= phrase.centre <= box.x1 + 1 and box.top - 1 <= phrase.middle <= box.bottom + 1


def _wrapped(free: Sequence[Phrase], labels: Sequence[Phrase], naming: Naming) -> list[Phrase]:
    """Labels broken over two lines ("TOTAL / THC")."""
    taken = {id(p) for p in labels}
    out: list[Phrase] = []
    short = [p for p in free if len(p.text) < 30 and id(p) not in taken and p.text[:1].isalpha()]
    for upper in short:
        top, bottom = max(upper.bottom - 0.4 * upper.size, upper.top + 1), upper.bottom + 0.6 * upper.size
        for lower in (p for p in short if top < p.top < bottom and _under(upper, p)):
            text = f"{upper.text} {lower.text}"
            if naming(text):
                out.append(Lines((*upper.words, *lower.words), text))
    return out


def _under(upper: Phrase, lower: Phrase) -> bool:
    """Is the lower one aligned with the upper one, and set alike?"""
    aligned = abs(upper.x0 - lower.x0) < 3 or abs(upper.centre - lower.centre) < 4
    return aligned and abs(upper.size - lower.size) < 0.5


def box_around(phrases: Sequence[Phrase]) -> list[float]:
    x0, top = min(p.x0 for p in phrases), min(p.top for p in phrases)
    return [x0, top, max(p.x1 for p in phrases), max(p.bottom for p in phrases)]


_AT = re.compile(r"\s+at\s+\d+\s*°.*$")


def results_in(text: str, vocabulary: Vocabulary, numbers: Numbers) -> list[Result]:
    """The figures of a phrase: numbers with a unit, or words such as ND."""
    cell = parse_cell(_AT.sub("", text), vocabulary, numbers)
    if not cell.results:
        head, dash, tail = text.partition(" - ")
        sides = [s for s in (head, tail) if dash and vocabulary.statuses.get(s.casefold()) is None]
        cell = parse_cell(sides[0], vocabulary, numbers) if len(sides) == 1 else cell
    parts = text.split(", ")
    if not cell.results and len(parts) > 1:  # one amount in several units: "20%, 200 mg/g"
        cells = [parse_cell(part, vocabulary, numbers) for part in parts]
        units = {c.results[0].unit for c in cells if len(c.results) == 1 and c.results[0].unit}
        return [c.results[0] for c in cells] if len(units) == len(parts) else []
    return [r for r in cell.results if r.unit or (r.qualifier and r.qualifier not in ("detected", "NT", "NR"))]
