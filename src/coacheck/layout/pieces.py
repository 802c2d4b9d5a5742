"""Phrases parted or put together so that each is one column heading, or a line of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.layout.ask import Ask
from coacheck.layout.phrases import Phrase
from coacheck.layout.relations import stacked
from coacheck.page import cut

UNIT = 0.9
"""A unit stands at most so many em behind its heading …"""
DROP = 0.8
"""… and at most so many em higher or lower."""


def pieces_of(phrases: Sequence[Phrase], ask: Ask) -> list[Phrase]:
    """The phrases of a page, those that are several headings cut, units put to the heading before them."""
    return [piece for phrase in _with_units(phrases, ask) for piece in _split(phrase, ask)]


_GLUED = re.compile(r"LOD(?=LOQ)|LOQ(?=LOD)|[A-Z][a-z]+|[A-Z]{2,}(?![a-z])")


def _glued(phrase: Phrase, ask: Ask) -> list[Phrase]:
    """Part headings that are set without a gap: "LimitMassStatus"."""
    word = phrase.words[0]
    parts = _GLUED.findall(word.text)
    if len(parts) < 2 or "".join(parts) != word.text or not word.starts or not all(ask.heading(p) for p in parts):
        return [phrase]
    out = []
    for part in parts[:-1]:
        head, word = cut(word, len(part))
        out.append(Phrase((head,)))
    return [*out, Phrase((word,))]


def _with_units(phrases: Sequence[Phrase], ask: Ask) -> list[Phrase]:
    """Put a unit in parentheses to the heading that it stands close behind: "LOD/LOQ  (mg/g)"."""
    out = list(phrases)
    for unit in phrases:
        if not _loose_unit(unit, phrases, ask):
            continue
        heads = [p for p in out if p.words[-1].x1 <= unit.x0 and _near(p, unit)]
        head = max(heads, key=lambda p: p.x1, default=None)
        if head and "(" not in head.text and ask.heading(head.text) not in (None, "name"):
            out[out.index(head)] = Phrase((*head.words, *unit.words))
            out.remove(unit)
    return out


def _loose_unit(unit: Phrase, phrases: Sequence[Phrase], ask: Ask) -> bool:
    """Is it a unit, or words in parentheses, and under no heading of its own?"""
    if ask.unit(unit.text):
        return not any(0 < unit.middle - p.middle < 2 * p.size and stacked(unit, p) for p in phrases if p is not unit)
    return unit.text.startswith("(") and ask.fragment(unit.text)


def _near(head: Phrase, unit: Phrase) -> bool:
    """Does a unit stand close behind the heading, on its line or a little higher or lower?"""
    return unit.x0 - head.x1 < UNIT * unit.size and abs(head.middle - unit.middle) < DROP * unit.size


def _split(phrase: Phrase, ask: Ask) -> list[Phrase]:
    """Part a phrase that is two or more headings set close together: "LOD LOQ"."""
    if len(phrase.words) == 1:
        return _glued(phrase, ask)
    two_units = phrase.text.count("(") > 1
    if len(phrase.words) < 2 or (ask.heading(phrase.text) and not two_units) or not ask.fragment(phrase.text):
        return [phrase]
    for at in range(len(phrase.words) - 1, 0, -1):
        head, tail = Phrase(phrase.words[:at]), Phrase(phrase.words[at:])
        if head.text.count("(") != head.text.count(")"):
            continue
        rest = _split(tail, ask)
        if ask.heading(head.text) == "name" == ask.heading(rest[0].text):
            continue
        alone = rest[0].text.startswith("(") and ask.unit(rest[0].text) and not ask.unit(head.text)
        if alone:  # "(Max) (ppb)": a unit goes with what it follows
            continue
        if ask.heading(head.text) and all(ask.heading(p.text) for p in rest):
            return [head, *rest]
    return [phrase]
