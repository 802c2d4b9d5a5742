"""What stands above the columns of a table: which of its lines are headings, and where something else begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coacheck.layout.ask import Ask
from coacheck.layout.phrases import Phrase, lines_of
from coacheck.layout.relations import alike, shared, stacked
from coacheck.page import Stroke

NEXT = 1.8
"""Further lines of headings stand at most so many em above each other."""
MOST_WORDS = 10
"""A heading has no more words on one line."""
CLOSE = 0.45
"""The lines of one heading are no further from each other than so many em."""
AMONG = 0.15
"""What shares so many em of height with headings stands among them."""


@dataclass(frozen=True)
class Place:
    """Where headings may stand: between `left` and `right`, at most `reach` above `top`; `size` of the table's print.

    `walls`: where lines are drawn down the table; `rules`: those drawn across a part of it. Right of `core` no column
    stands: what is no heading there belongs to something else; at `wall` the next table begins.
    """

    left: float
    wall: float
    core: float
    right: float
    top: float
    reach: float
    size: float
    walls: tuple[float, ...] = ()
    rules: tuple[Stroke, ...] = ()


def lines_above(place: Place, pieces: Sequence[Phrase], ask: Ask) -> Iterator[list[Phrase]]:
    """The lines of headings, from the lowest up."""
    size, edge, reach = place.size, place.top, place.reach / place.size
    waiting: list[list[Phrase]] = []
    below: list[Phrase] = []
    lines = lines_of(_pieces_above(place, pieces, ask))[::-1]
    for line, over in pairwise([*lines, []]):
        if not below and edge == place.top and _begins_a_section(line, place, ask):
            edge = min(p.top for p in line)
            continue
        if not below and edge == place.top and over and _is_under_title(line, over, place, ask):
            continue
        far = edge - max(p.bottom for p in line) > reach * max(size, *(p.size for p in line))
        if far or _ends(line, below, place, ask):
            return
        goes_on = bool(below) and all(_runs_into(p, below) for p in line)
        waiting.append(line)
        below = [*below, *line]
        if _heading_like(line, ask) or (goes_on and len(waiting) == 1):
            yield from waiting
            waiting = []
        edge, reach = min(p.top for p in line), NEXT


def _pieces_above(place: Place, pieces: Sequence[Phrase], ask: Ask) -> list[Phrase]:
    """What stands over the columns; right of the last one only headings."""
    within = (_cut(p, place.wall) for p in pieces if p.middle < place.top)
    above = [p for p in within if p and place.left < p.centre and p.x0 < place.right]
    return [p for p in above if p.centre < place.core or is_head(p, ask)]


def _runs_into(piece: Phrase, below: Sequence[Phrase]) -> bool:
    """Is it the upper part of a heading: short, and close over a piece in the same print ("Quantita-" over "tion")?"""
    return len(piece.words) <= 2 and any(stands_over(piece, p) for p in below)


def stands_over(upper: Phrase, lower: Phrase) -> bool:
    """Does it stand close over the other, in the same size?"""
    close = upper.middle < lower.middle and lower.top - upper.bottom < CLOSE * upper.size
    return close and stacked(upper, lower) and alike(upper, lower)


def _cut(piece: Phrase, wall: float) -> Phrase | None:
    """The piece without its words in the next table ("Result Analyte")."""
    if piece.x1 < wall:
        return piece
    words = tuple(w for w in piece.words if w.centre < wall)
    return piece if len(words) == len(piece.words) else Phrase(words) if words else None


def _names_a_row(piece: Phrase, ask: Ask) -> bool:
    """Is it what a row of the table above begins with, whose values stand elsewhere?"""
    named = ask.cell(piece.text) == "text" and ask.measured(piece.text)
    return named and not (ask.heading(piece.text) or ask.title(piece.text) or is_head(piece, ask))


def _ends(line: Sequence[Phrase], below: Sequence[Phrase], place: Place, ask: Ask) -> bool:
    """Does the line belong to something else: values, the title of a section, a field, running text?"""
    kinds = [(p, ask.cell(p.text)) for p in line if not ask.heading(p.text)]
    if line[0].x0 < place.left + 2 * place.size and _names_a_row(line[0], ask):
        return True
    if any(kind in ("number", "pair", "word", "none", "date") and not _wraps(p, line, ask) for p, kind in kinds):
        return True
    if any(kind == "status" for _, kind in kinds) and not all(is_head(p, ask) or _runs_into(p, below) for p in line):
        return True  # "Fail" may be the end of "Pass / Fail", "Reported" the begin of "Reported Result"
    if any(p.text.endswith(":") or ask.label(p.text) or len(p.words) > MOST_WORDS for p in line):
        return True
    return _titles_a_section(line, below, ask)


def _wraps(piece: Phrase, line: Sequence[Phrase], ask: Ask) -> bool:
    """Is a word that cells hold part of a heading, among others: "Detect." over "Limit", "Valore" over "rilevato"?"""
    among = any(ask.cell(p.text) == "text" and is_head(p, ask) for p in line if p is not piece)
    return among and ask.cell(piece.text) == "word" and is_head(piece, ask)


def _titles_a_section(line: Sequence[Phrase], below: Sequence[Phrase], ask: Ask) -> bool:
    """Does the title of a section stand in the line, and no heading?"""
    titles = [p for p in line if ask.title(p.text) and ask.heading(p.text) in (None, "name") and not _among(p, below)]
    others = [p for p in line if p not in titles and ask.cell(p.text) != "status"]
    return bool(titles) and not any(is_head(p, ask) for p in others)


def _begins_a_section(line: Sequence[Phrase], place: Place, ask: Ask) -> bool:
    """Is it the title of the first rows, with their verdict, between them and the headings of the whole table?"""
    alone = all(ask.cell(p.text) == "status" for p in line[1:])
    titled = ask.title(line[0].text) and ask.heading(line[0].text) in (None, "name")
    return alone and titled and line[0].x0 < place.left + 2 * place.size + 1


def _is_under_title(line: Sequence[Phrase], over: Sequence[Phrase], place: Place, ask: Ask) -> bool:
    """Is it a line of text, the method it may be, right under the title of the first rows?"""
    alone = len(line) == 1 and ask.cell(line[0].text) == "text" and not ask.measured(line[0].text)
    close = min(p.top for p in line) - max(p.bottom for p in over) < CLOSE * line[0].size
    return alone and close and abs(line[0].x0 - over[0].x0) < line[0].size and _begins_a_section(over, place, ask)


def _among(piece: Phrase, below: Sequence[Phrase]) -> bool:
    """Does it stand in the middle of a row of headings, half as high as those of two lines?"""
    return any(shared(piece.top, piece.bottom, p.top, p.bottom) > AMONG * piece.size for p in below)


def _heading_like(line: Sequence[Phrase], ask: Ask) -> bool:
    """Is most of a line headings or parts of such?"""
    return 0 < len(line) <= 2 * sum(is_head(p, ask) and ask.cell(p.text) != "status" for p in line)


def is_head(piece: Phrase, ask: Ask) -> bool:
    """Is it a heading or part of one, and no label of a field?"""
    if ":" in piece.text:
        return False
    return ask.heading(piece.text) is not None or ask.fragment(piece.text)
