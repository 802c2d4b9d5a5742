"""Which figures outside of tables belong to which label: behind it, beside it, in its box, below or above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coacheck.layout import Phrase
from coacheck.layout.pairs import followed, nearest, pair_up
from coacheck.layout.phrases import Lines, overlap
from coacheck.layout.relations import flush
from coacheck.model import Result
from coacheck.page import Page, Stroke
from coacheck.reading.free.amounts import results_in, shared_results
from coacheck.reading.tables.cells import NUMBER, Numbers, parse_cell, shared_cell
from coacheck.reading.tables.row_names import UNIT_OF
from coacheck.reading.vocabulary import Vocabulary

_BASIS = re.compile(r"^(?:mg )?per\s+(container|package|unit|serving)$", re.IGNORECASE)
Name = tuple[str, str | None]
"""What a label stands for, and the unit that it implies."""
Naming = Callable[[str], Name | None]
Figures = tuple[Phrase, Name, list[Result], tuple[Phrase, ...]]
"""A label, what it stands for, the figures printed for it, and where these stand."""


@dataclass(frozen=True)
class Shown:
    """A printed figure with its label."""

    label: Phrase
    name: str
    results: tuple[Result, ...]
    values: tuple[Phrase, ...]
    dry: bool = False


def figures(
    page: Page, free: Sequence[Phrase], naming: Naming, vocabulary: Vocabulary, numbers: Numbers
) -> list[Shown]:
    """Labels that `naming` knows, each with the figures that belong to it."""
    found = [told for p in free if (told := _in_one_line(p, free, naming, vocabulary, numbers))]
    told_of = {id(label) for label, *_ in found}
    labels = [p for p in free if id(p) not in told_of and naming(p.text)]
    labels += _wrapped(free, labels, naming)
    for way in (_bare, _centred):
        found += list(way(labels, free, naming, vocabulary, numbers))
        told_of = {id(label) for label, *_ in found}
        labels = [p for p in labels if id(p) not in told_of]
    found += _paired(labels, page, free, naming, vocabulary, numbers)
    told_of = {id(label) for label, *_ in found}
    found += _in_gauges([p for p in labels if id(p) not in told_of], free, naming, vocabulary, numbers)
    siblings = sorted({r.unit for _, _, results, _ in found for r in results if r.unit})
    return [_shown(label, named, _with_units(results, siblings), group, free) for label, named, results, group in found]


def _in_one_line(
    phrase: Phrase, free: Sequence[Phrase], naming: Naming, vocabulary: Vocabulary, numbers: Numbers
) -> Figures | None:
    """ "Total THC: 20.1 %", "Total CBD 0.05 % 0.5 mg/g" """
    head, colon, tail = phrase.text.partition(":")
    if not colon and (figure := _FIRST_FIGURE.search(head)):
        head, tail = head[: figure.start()], head[figure.start() :]
        results = _each_in_its_unit(tail, vocabulary, numbers)
        named = naming(head.strip()) if results else None
        return (phrase, named, results, ()) if named else None
    results = results_in(tail, vocabulary, numbers) if colon and tail.strip() else []
    named = naming(head.strip())
    if named and tail.strip() and not results:
        results = results_in(f"{tail} {_unit_below(phrase, free, vocabulary)}", vocabulary, numbers)
    return (phrase, named, results, ()) if named and results else None


def _each_in_its_unit(text: str, vocabulary: Vocabulary, numbers: Numbers) -> list[Result]:
    """The figures that stand beside each other, each with a unit of its own; none where anything else stands there."""
    cells = [parse_cell(part, vocabulary, numbers).results for part in _BEFORE_FIGURE.split(text.strip())]
    results = [result for cell in cells for result in cell]
    units = {r.unit for r in results if r.unit}
    return results if len(units) == len(results) == len(cells) and agree(results) else []


def name_before(text: str) -> str:
    """The name in a line that goes on with its figures."""
    return _FIRST_FIGURE.split(text.partition(":")[0])[0].strip()


def agree(results: Sequence[Result]) -> bool:
    """Do the percent and the mg/g of one amount say the same, as far as they are printed?"""
    known = {r.unit: r.value for r in results if r.value is not None}
    share, mass = known.get("%"), known.get("mg/g")
    return share is None or mass is None or abs(10 * share - mass) <= max(_ROUNDED * mass, 0.1)


def _paired(
    labels: Sequence[Phrase], page: Page, free: Sequence[Phrase], naming: Naming, vocabulary: Vocabulary,
    numbers: Numbers,
) -> Iterator[Figures]:  # fmt: skip
    """The labels with the figures that stand right of, below or above them."""
    values = [p for p in free if shared_results(p.text, vocabulary, numbers) or vocabulary.said(p.text)]
    values += [p for p in free if _not_tested(p.text, vocabulary, numbers)]  # no figure, but the place of one
    values += _under_units(free, vocabulary)
    paired = pair_up(labels, values, page.strokes)
    used = {id(v) for v in paired.values()}
    spare = [v for v in values if id(v) not in used]
    for i, value in paired.items():
        if _not_tested(value.text, vocabulary, numbers):
            continue
        group = (value, *_further(value, labels[i], labels, spare, page))
        told: dict[str | None, Result] = {}
        for result in (r for v in group for r in results_in(v.text, vocabulary, numbers)):
            told.setdefault(result.unit, result)  # the next figure in the same unit is another's
        named = naming(labels[i].text)
        if named and told:
            results = list(told.values())
            yield labels[i], named, results if agree(results) else results[:1], group


def _in_gauges(
    labels: Sequence[Phrase], free: Sequence[Phrase], naming: Naming, vocabulary: Vocabulary, numbers: Numbers
) -> list[Figures]:
    """Labels on one line, each with the figure that stands in a gauge under it, all on one line."""
    found: list[Figures] = []
    for label in labels:
        under = [p for p in free if p.top > label.bottom - 1 and overlap(p.x0, p.x1, label.x0, label.x1) > 0]
        first = min(under, key=lambda p: p.top, default=None)
        named, results = naming(label.text), results_in(first.text, vocabulary, numbers) if first else []
        if not first or first.top - label.bottom > _GAUGE * label.size or abs(first.centre - label.centre) > label.size:
            continue
        if named and len(results) == 1:
            found.append((label, named, results, (first,)))
    lines = {(round(label.middle), round(group[0].middle)) for label, _, _, group in found}
    return found if len(found) > 1 and len(lines) == 1 else []


def _not_tested(text: str, vocabulary: Vocabulary, numbers: Numbers) -> bool:
    return any(r.qualifier in ("NT", "NR") for r in shared_cell(text, vocabulary, numbers).results)


def _centred(
    labels: Sequence[Phrase], free: Sequence[Phrase], naming: Naming, vocabulary: Vocabulary, numbers: Numbers
) -> Iterator[Figures]:
    """The labels that stand over the middle of two figures, each in its unit, and perhaps right under a third."""
    for label in labels:
        group = _centred_below(label, free)
        above = _centred_above(label, free) if group else ()
        group = (*(p for p in above if _FIRST_FIGURE.match(f" {p.text}", 1)), *group)
        results = [r for v in group for r in results_in(v.text, vocabulary, numbers)]
        named = naming(label.text)
        if named and results and len({r.unit for r in results}) == len(group) and agree(results):
            yield label, named, results, group


def _centred_below(label: Phrase, free: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Two figures left and right below a label that stands over the middle of them."""
    line = [p for p in free if -1 < p.top - label.bottom < label.size]
    pairs = [(a, b) for a in line for b in line if a.x1 < b.x0 and not any(a.x1 < p.centre < b.x0 for p in line)]
    return next((pair for pair in pairs if abs((pair[0].x0 + pair[1].x1) / 2 - label.centre) < 0.5 * label.size), ())


def _centred_above(label: Phrase, free: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The one phrase right above a label, set over its middle."""
    above = [p for p in free if -1 < label.top - p.bottom < p.size and overlap(p.x0, p.x1, label.x0, label.x1) > 0]
    return tuple(above) if len(above) == 1 and abs(above[0].centre - label.centre) < 3 else ()


def _bare(
    labels: Sequence[Phrase], free: Sequence[Phrase], naming: Naming, vocabulary: Vocabulary, numbers: Numbers
) -> Iterator[Figures]:
    """The labels that say their unit themselves ("Total (%)  4.361"), with the number right of them."""
    figures = [p for p in free if NUMBER.fullmatch(p.text)]
    for label in labels:
        named = naming(label.text)
        value = nearest("right", label, figures, free) if named and named[1] else None
        if named and value and not followed(value, figures, free):
            yield label, named, list(parse_cell(value.text, vocabulary, numbers).results), (value,)


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
    """The smallest box around a label and its figure, which is not the frame of a page."""
    boxes = [s for s in strokes if s.box and _within(s, label) and _within(s, first)]
    boxes = [s for s in boxes if s.bottom - s.top < _TALL * label.size]
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


_FIRST_FIGURE = re.compile(r"(?<=\s)[<>]?(?:\d|\.\d)[\d.,]*\s*%")
_BEFORE_FIGURE = re.compile(r"\s+(?=[<>]?\.?\d)")
_GAUGE = 12.0
"""A figure in a gauge is at most so many lines under its label."""
_TALL = 15.0
"""A box of key figures is less than so many times as high as the print in it."""
_ROUNDED = 0.06
"""By so large a share may a figure of two digits be rounded."""
