"""Panel statuses and totals that stand outside tables: summary boxes, section headings, big figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coacheck.layout import Phrase
from coacheck.layout.pairs import pair_up
from coacheck.layout.phrases import Lines, overlap, text_of
from coacheck.model import Place
from coacheck.page import Page
from coacheck.reading.vocabulary import Vocabulary

_LONGEST, _LONGEST_LINE = 70, 100
"""Characters of a title alone, and of one with method, date and verdict behind it."""
_ORDER = ("fail", "pass", "tested", "not_tested")


@dataclass(frozen=True)
class PanelWord:
    """A panel's name with the status printed for it."""

    panel: str
    status: str
    place: Place


def worst(statuses: Iterable[str]) -> str | None:
    """One status for several sections of a panel: a failure outweighs a pass, a pass "tested"."""
    found = set(statuses)
    return next((s for s in _ORDER if s in found), None)


def panel_statuses(page: Page, free: Sequence[Phrase], vocabulary: Vocabulary) -> list[PanelWord]:
    """Every panel name on the page that has a status of its own outside the results tables."""
    free = [q for p in free for q in _parted(p, vocabulary)]
    titles = _titles(free, vocabulary)
    whole = [p for p in titles if vocabulary.verdict(p.text.replace(":", " -"))]
    free = [p for p in free if p not in whole]
    labels = [p for p in titles if len(p.text) < _LONGEST and p not in whole]
    pairs = [*((p, p) for p in whole), *_with_their_value(labels, free, page, vocabulary)]
    return [word for label, value in pairs if (word := _word(label, value, page.number, vocabulary))]


def _titles(free: Sequence[Phrase], vocabulary: Vocabulary) -> list[Phrase]:
    """The lines that name a panel, and no total of it."""
    named = [p for p in free if len(p.text) < _LONGEST_LINE and vocabulary.panel(p.text)]
    return [p for p in named if not vocabulary.total(p.text)]


def _with_their_value(
    labels: Sequence[Phrase], free: Sequence[Phrase], page: Page, vocabulary: Vocabulary
) -> Iterator[tuple[Phrase, Phrase]]:
    """Names of panels, each with the verdict beside or under it."""
    labels = _wrapped(free, labels, vocabulary)
    values = [p for p in free if vocabulary.verdict(p.text)]
    found = pair_up(labels, values, page.strokes)
    found |= _in_tall_rows(labels, values, found)
    found |= _over_their_names(labels, values, found)
    return ((labels[i], value) for i, value in found.items())


CIRCLE = 6.0
"""A verdict in a circle is at most so many lines over its name."""
TALL = 3.0
"""The last row of a summary is at most so many lines high."""


def _in_tall_rows(labels: Sequence[Phrase], values: Sequence[Phrase], found: Mapping[int, Phrase]) -> dict[int, Phrase]:
    """Statuses set in the middle of rows of several lines, whose names stand in the first, in two rows at least."""
    taken = {id(v) for v in found.values()}
    out: dict[int, Phrase] = {}
    for i, label in enumerate(labels):
        under = [p.top for p in labels if p.top > label.bottom and overlap(p.x0, p.x1, label.x0, label.x1) > 0]
        end = min([*under, label.top + TALL * label.size])
        row = [v for v in values if v.x0 > label.x1 and label.top <= v.middle < end]
        if i not in found and len(row) == 1 and id(row[0]) not in taken:
            out[i] = row[0]
    return out if len(out) > 1 else {}


def _over_their_names(
    labels: Sequence[Phrase], values: Sequence[Phrase], found: Mapping[int, Phrase]
) -> dict[int, Phrase]:
    """Verdicts on one line, in circles or pictures it may be, each over the name of its panel on another."""
    taken = {id(v) for v in found.values()}
    out: dict[int, Phrase] = {}
    for i, label in enumerate(labels):
        over = [v for v in values if abs(v.centre - label.centre) < label.size and v.middle < label.middle]
        close = (v for v in over if label.top - v.bottom < CIRCLE * label.size)
        near = max(close, key=lambda v: v.middle, default=None)
        if i not in found and near is not None and id(near) not in taken:
            out[i] = near
    lines = {(round(labels[i].middle), round(value.middle)) for i, value in out.items()}
    return out if len(out) > 1 and len(lines) == 1 else {}


def _word(label: Phrase, value: Phrase, page: int, vocabulary: Vocabulary) -> PanelWord | None:
    panel, status = vocabulary.panel(label.text), vocabulary.verdict(value.text.replace(":", " -"))
    if panel is None or status is None:
        return None
    x0, top = min(label.x0, value.x0), min(label.top, value.top)
    box = [x0, top, max(label.x1, value.x1), max(label.bottom, value.bottom)]
    return PanelWord(panel, status, Place(page=page, bbox=[round(v, 1) for v in box]))


def _parted(phrase: Phrase, vocabulary: Vocabulary) -> list[Phrase]:
    """ "Pesticides PASS" set in one line without a gap."""
    words = phrase.words
    for cut in range(1, len(words)):
        if vocabulary.verdict(text_of(words[cut:])) and vocabulary.panel(text_of(words[:cut])):
            return [phrase] if vocabulary.panel(phrase.text) else [Phrase(words[:cut]), Phrase(words[cut:])]
    return [phrase]


def _wrapped(free: Sequence[Phrase], labels: Sequence[Phrase], vocabulary: Vocabulary) -> list[Phrase]:
    """Put panel names together that were broken over two or three lines ("Total Yeast / and Mold")."""
    joined: list[Phrase] = []
    by_height = sorted(free, key=lambda p: p.middle)
    for first in free:
        group = [first]
        for _ in range(2):
            below = _below(group[-1], first, by_height)
            if below is None:
                break
            group.append(below)
            text = " ".join(p.text for p in group).replace("- ", "")
            if vocabulary.panel(text) and not any(vocabulary.verdict(p.text) for p in group):
                joined.append(Lines(tuple(w for p in group for w in p.words), text))
                break
    parts = {id(w) for j in joined for w in j.words}
    return joined + [p for p in labels if not any(id(w) in parts for w in p.words)]


def _below(last: Phrase, first: Phrase, by_height: Sequence[Phrase]) -> Phrase | None:
    """The next line under `last` that is set under `first`."""
    for p in by_height[bisect_right(by_height, last.middle, key=lambda p: p.middle) :]:
        if p.middle - last.middle >= 1.6 * first.size:
            return None
        if abs(p.centre - first.centre) < 2.5 * first.size:
            return p
    return None
