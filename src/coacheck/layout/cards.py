"""Cards: one analyte in each of several boxes that are drawn alike, its figures beside, under or over its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from coacheck.layout.ask import Ask
from coacheck.layout.lying import Lying
from coacheck.layout.phrases import Phrase, lines_of
from coacheck.page import Stroke

FEWEST = 4
"""So many boxes alike are cards."""
ALIKE = 2.0
"""Boxes are alike whose sides differ by no more than so many points."""
MOST_VALUES = 3
"""A card has no more figures."""
MOST_BOXES = 100
"""What lies in so many boxes is kept in mind; a page may be drawn of thousands."""
TWO_LINES = 1.8
"""A box with two lines is no lower than so many em."""

Card = tuple[Stroke, Phrase, list[Phrase]]


def cards_of(cells: Sequence[Phrase], strokes: Sequence[Stroke], ask: Ask) -> list[Lying]:
    """The cards of a page, as tables whose names stand across: the first figures of all cards are one line."""
    boxes = sorted((s for s in strokes if s.box), key=lambda s: (s.x1 - s.x0) * (s.bottom - s.top))
    found = _in_boxes(boxes, cells, ask) if len(boxes) >= FEWEST else []
    sizes: dict[tuple[int, int], list[Card]] = defaultdict(list)
    for card in found:
        box = card[0]
        sizes[round((box.x1 - box.x0) / ALIKE), round((box.bottom - box.top) / ALIKE)].append(card)
    return [_laid(cards) for cards in sizes.values() if len(cards) >= FEWEST and _side_by_side(cards)]


def _in_boxes(boxes: Sequence[Stroke], cells: Sequence[Phrase], ask: Ask) -> list[Card]:
    """Each name in the smallest box around it that holds a figure, where they are a card. `boxes`: smallest first."""
    found: list[Card] = []
    figures = {id(c) for c in cells if ask.cell(c.text) in ("number", "word")}
    inside = lru_cache(maxsize=MOST_BOXES)(lambda box: [c for c in cells if _holds(box, c)])
    for name in (c for c in cells if figures and ask.measured(c.text)):
        around = (b for b in boxes if b.bottom - b.top > TWO_LINES * name.size and _holds(b, name))
        held = ((b, [c for c in inside(b) if id(c) in figures]) for b in around)
        box, values = next(((b, values) for b, values in held if values), (None, []))
        if box and _is_card(inside(box), values):
            found.append((box, name, sorted(values, key=lambda c: (round(c.middle), c.x0))))
    return found


def _is_card(inside: Sequence[Phrase], values: Sequence[Phrase]) -> bool:
    """Are they one name and its figures, on two lines at least?"""
    return len(inside) == 1 + len(values) <= 1 + MOST_VALUES and len(lines_of(inside)) > 1


def _holds(box: Stroke, cell: Phrase) -> bool:
    return box.x0 <= cell.centre <= box.x1 and box.top <= cell.middle <= box.bottom


def _side_by_side(cards: Sequence[Card]) -> bool:
    """Do cards stand beside each other, as the rows of a table don't?"""
    tops = [round(box.top) for box, _, _ in cards]
    return any(tops.count(top) > 1 for top in tops)


def _laid(cards: Sequence[Card]) -> Lying:
    most = max(len(values) for _, _, values in cards)
    lines = [{i: values[k] for i, (_, _, values) in enumerate(cards) if k < len(values)} for k in range(most)]
    names = [[name] for _, name, _ in cards]
    return Lying(names, [""] * most, lines, tuple(name for _, name, _ in cards))
