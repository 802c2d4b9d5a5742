"""Find the lines of column headings on a page and put wrapped headings together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from coacheck.layout.bands import Ask, Band, HeaderCell
from coacheck.layout.phrases import Phrase, lines_of, overlap
from coacheck.layout.pieces import pieces_of
from coacheck.layout.sideways import figures_under_names, stacked, transposed


def bands_of(phrases: Sequence[Phrase], ask: Ask) -> list[Band]:
    """All header bands of the page, top to bottom."""
    pieces = pieces_of(phrases, ask)
    lines = lines_of(pieces, slack=0.3)
    bands: list[Band] = []
    for line in lines:
        for run in _runs(line, ask):
            for part, around in _apart(run, pieces, ask):
                _add(bands, _band_of(part, around, phrases, ask))
        bands.extend(replace(b, line=b.cells) for b in transposed(line, pieces, ask))
    for run in _names_beside_two_lines(pieces, ask):
        _add(bands, _band_of(run, pieces, phrases, ask))
    return sorted(_without_overlaps(bands), key=lambda b: (b.top, b.x0))


def _names_beside_two_lines(pieces: Sequence[Phrase], ask: Ask) -> Iterator[list[Phrase]]:
    """The heading of the names with a heading on its right whose two lines stand a little higher and lower."""
    for name in (p for p in pieces if ask.heading(p.text) == "name"):
        right = [p for p in pieces if p.x0 > name.x1 and abs(p.size - name.size) < 0.05 * name.size and _part(p, ask)]
        higher = [p for p in right if 0.3 < (name.middle - p.middle) / name.size < 0.8]
        for upper in higher:
            lower = [p for p in right if 0.3 < (p.middle - name.middle) / name.size < 0.8 and stacked(p, [upper])]
            if len(lower) == 1 and ask.heading(f"{upper.text} {lower[0].text}"):
                yield [name, upper]


def _band_of(run: list[Phrase], pieces: Sequence[Phrase], phrases: Sequence[Phrase], ask: Ask) -> Band | None:
    """The band that a run of headings begins, where there are enough of them."""
    kinds = [_kind(p, pieces, ask) for p in run]
    values = sum(k is not None and k != "name" for k in kinds)
    whole = sum(kind is not None for kind in kinds) - (len(run) - _unsplit(run, phrases))
    enough = (values >= 2 or (values and "name" in kinds)) and whole >= 2
    return _band(run, pieces, ask) if enough else None


def _apart(run: list[Phrase], pieces: Sequence[Phrase], ask: Ask) -> list[tuple[list[Phrase], list[Phrase]]]:
    """The run parted where another table begins, set in another size or a little lower, with the pieces around each."""
    for i in range(1, len(run)):
        left, right = run[:i], run[i:]
        gap = right[0].x0 - left[-1].x1
        if gap > 1.5 * left[-1].size and _alike(left) and _alike(right) and not _alike([left[-1], right[0]]):
            names = [p for p in pieces if ask.heading(p.text) == "name" and left[-1].x1 < p.x0 <= right[0].x0]
            begins = [p.x0 for p in names if abs(p.middle - right[0].middle) < 4 * p.size]
            if begins:
                edge = max(begins) - 1
                rest = _apart(right, [p for p in pieces if p.x0 > edge], ask)
                return [(left, [p for p in pieces if p.x1 <= edge]), *rest]
    return [(run, list(pieces))]


def _alike_size(a: Phrase, b: Phrase) -> bool:
    return abs(a.size - b.size) < 0.08 * max(a.size, b.size)


def _alike(line: Sequence[Phrase]) -> bool:
    """Are they set in one size on one line?"""
    middles, sizes = [p.middle for p in line], [p.size for p in line]
    return max(middles) - min(middles) < 0.12 * max(sizes) and max(sizes) - min(sizes) < 0.05 * max(sizes)


def _kind(piece: Phrase, pieces: Sequence[Phrase], ask: Ask) -> str | None:
    """The kind of a heading, or of the one whose last line it is ("Limit / of / Quantification")."""
    kind = ask.heading(piece.text)
    top, text, above = piece, piece.text, True
    while kind is None and above and _part(piece, ask):
        over = [p for p in pieces if 0 <= top.top - p.bottom + 1 < 0.6 * top.size and stacked(p, [piece])]
        above = len(over) == 1 and _part(over[0], ask)
        if above:
            top, text = over[0], f"{over[0].text} {text}"
            kind = ask.heading(text)
    return kind


def _parts(band: Band) -> list[Band]:
    """One band for each table of a line of headings: a new one begins at each name heading, or where the value
    headings start again."""
    cells = band.cells
    if band.transposed:
        return [replace(band, line=cells)]
    groups: list[list[HeaderCell]] = [[]]
    for i, cell in enumerate(cells):
        new_name = cell.kind == "name" and i > 0 and cells[i - 1].kind != "name"
        if groups[-1] and (new_name or _restarts(groups[-1], cells[i:], band.size)):
            groups.append([])
        groups[-1].append(cell)
    headed = [g for g in groups if any(c.kind not in ("name", "fragment") for c in g)]
    return [
        replace(band, cells=g, line=cells, top=min(c.top for c in g), bottom=max(c.bottom for c in g)) for g in headed
    ]


def _restarts(group: Sequence[HeaderCell], rest: Sequence[HeaderCell], size: float) -> bool:
    """Does the sequence of value headings begin again, with room for names before it?"""
    values = [c.text for c in group if c.kind != "name"]
    again = [c.text for c in rest[: len(values)]]
    unnamed = len(rest) == 1 and len(values) == len(group)
    alike = values == again and (len(values) > 1 or unnamed)
    return bool(values) and alike and rest[0].x0 - group[-1].x1 > 4 * size


def _runs(line: Sequence[Phrase], ask: Ask) -> list[list[Phrase]]:
    """Stretches of a line in which everything is a heading or a piece of one."""
    runs: list[list[Phrase]] = [[]]
    for i, phrase in enumerate(line):
        if _part(phrase, ask) or _unknown_heading(line, i, ask):
            runs[-1].append(phrase)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) >= 2]


def _unsplit(run: Sequence[Phrase], phrases: Sequence[Phrase]) -> int:
    """How many phrases of the page the pieces of a run come from."""
    first = {id(p.words[0]) for p in run}
    return sum(any(id(w) in first for w in phrase.words) for phrase in phrases)


def _at_names(run: list[Phrase], ask: Ask) -> list[list[Phrase]]:
    """Part a run of headings where the name heading of another table begins."""
    parts: list[list[Phrase]] = [[]]
    for i, phrase in enumerate(run):
        if i and ask.heading(phrase.text) == "name" != ask.heading(run[i - 1].text):
            parts.append([])
        parts[-1].append(phrase)
    return parts


def _unknown_heading(line: Sequence[Phrase], i: int, ask: Ask) -> bool:
    """A word nobody knows, set between two headings just as they are, is a heading too."""
    if not 0 < i < len(line) - 1:
        return False
    left, phrase, right = line[i - 1 : i + 2]
    alike = all(abs(p.size - phrase.size) < 0.1 * p.size and p.bold == phrase.bold for p in (left, right))
    plain = len(phrase.text) < 25 and not any(c.isdigit() for c in phrase.text) and not ask.known(phrase.text)
    return alike and plain and all(ask.heading(p.text) for p in (left, right))


def _band(run: list[Phrase], pieces: Sequence[Phrase], ask: Ask) -> Band | None:
    members = list(run)
    size = max(p.size for p in run)
    pieces = [p for p in pieces if abs(p.middle - run[0].middle) < _TALL * size]
    for _ in range(2):
        for part in _at_names(sorted(members, key=lambda p: p.x0), ask):
            for direction in (-1, 1):
                while (grown := _next_line(part, members, pieces, ask, direction, size)) and len(part) < 60:
                    part.extend(grown)
                    members.extend(grown)
        members = _beside(members, pieces, ask)
    cells = _cells(members, ask)
    if all(ask.heading(p.text) == "result" and not any(c.isalpha() for c in ask.plain(p.text)) for p in members):
        return figures_under_names(cells, members, pieces, ask, size)
    if all(c.kind in ("name", "fragment") for c in cells) or len({c.text for c in cells}) < 2:
        return None
    return Band(cells, min(p.top for p in members), max(p.bottom for p in members), size)


def _next_line(
    members: list[Phrase], band: Sequence[Phrase], pieces: Sequence[Phrase], ask: Ask, direction: int, size: float
) -> list[Phrase]:
    """Pieces of headings on the line above or below. Below, the whole line must be such, or it is a row."""
    x0, x1 = min(p.x0 for p in members), max(p.x1 for p in members)
    top, bottom = min(p.top for p in members), max(p.bottom for p in members)
    taken = {id(p) for p in band}
    middle = median(p.middle for p in members)
    reach = 0.9 * size if direction > 0 else 0.5 * size
    side = [
        p for p in pieces
        if id(p) not in taken and direction * (p.middle - middle) > 0.3 * size
        and overlap(p.x0, p.x1, x0 - size, x1 + size) > 0
    ]  # fmt: skip
    near = [
        p for p in side
        if p.top - bottom < (1.5 * size if direction > 0 and ask.unit(p.text) else reach) and top - p.bottom < reach
    ]  # fmt: skip
    if not near:
        return []
    edge = min(near, key=lambda p: direction * p.middle).middle
    line = [p for p in (side if direction > 0 else near) if abs(p.middle - edge) < 0.5 * size]
    stacked = [p for p in line if any(overlap(p.x0, p.x1, m.x0, m.x1) > 0 for m in members)]
    if direction < 0:
        close = [p for p in stacked if top - p.bottom < 0.35 * size and abs(p.size - size) < 0.1 * size]
        known = [
            p
            for p in stacked
            if _begins(p, members, ask)
            or (_part(p, ask) and ask.heading(p.text) not in ("name", "status", "date"))
        ]
        return known + [
            p
            for p in close
            if p not in known and _narrow(p, members) and not ask.title(p.text) and not ask.said(p.text)
        ]
    beside = [p for p in line if overlap(p.top, p.bottom, top, bottom) > 0]
    whole = all(_part(p, ask) or _completes(p, members, ask) for p in line)
    return line if whole and (stacked or beside) and not _under_names(line, members, ask) else []


def _under_names(line: Sequence[Phrase], members: Sequence[Phrase], ask: Ask) -> bool:
    """Is all of the line one piece under the heading of the names, and no part of it? Then a name begins there."""
    over = [m for m in members if overlap(line[0].x0, line[0].x1, m.x0, m.x1) > 0 and ask.heading(m.text) == "name"]
    return len(line) == 1 and bool(over) and ask.heading(f"{over[-1].text} {line[0].text}") is None


def _completes(piece: Phrase, members: Sequence[Phrase], ask: Ask) -> bool:
    """Is the piece the rest of a heading begun above it ("Pass /" over "Fail")?"""
    over = [m for m in members if overlap(piece.x0, piece.x1, m.x0, m.x1) > 0 and ask.heading(m.text) is None]
    return any(ask.heading(f"{m.text} {piece.text}") is not None for m in over)


def _begins(piece: Phrase, members: Sequence[Phrase], ask: Ask) -> bool:
    """Is the piece the beginning of a heading that ends below it ("Reported" over "Result")?"""
    under = [m for m in members if stacked(piece, [m]) and m.top - piece.bottom < 0.35 * m.size]
    return len(under) == 1 and ask.heading(f"{piece.text} {ask.plain(under[0].text)}") is not None


def _narrow(piece: Phrase, members: Sequence[Phrase]) -> bool:
    """Is the piece no wider than a heading, and over one heading only?"""
    under = [m for m in members if overlap(piece.x0, piece.x1, m.x0, m.x1) > 0]
    return len(under) == 1 and piece.x1 - piece.x0 < 1.5 * (under[0].x1 - under[0].x0) + piece.size


def _beside(members: list[Phrase], pieces: Sequence[Phrase], ask: Ask) -> list[Phrase]:
    """Headings that are centred beside wrapped ones: "Analyte" between two lines of "LOD / (%)"."""
    top, bottom = min(p.top for p in members), max(p.bottom for p in members)
    size = max(p.size for p in members)
    level = sorted((p for p in pieces if top - 1 <= p.middle <= bottom + 1), key=lambda p: p.x0)
    taken = {id(p) for p in members}
    start = min((i for i, p in enumerate(level) if id(p) in taken), default=0)
    end = max((i for i, p in enumerate(level) if id(p) in taken), default=0)
    between = level[start : end + 1]
    inside = [p for p in between if id(p) not in taken and _part(p, ask) and not _in_row(p, between, members, ask)]
    out = members + inside
    for order in (range(start - 1, -1, -1), range(end + 1, len(level))):
        found: list[Phrase] = []
        for i in order:
            if order.step < 0 and _names_first(level[i], level[i + 1], pieces, ask):
                found.append(level[i])
                break
            if not _part(level[i], ask) or _own_band(level[i], pieces, taken, ask, size):
                break
            if order.step < 0 and ask.heading(level[i + 1].text) == "name" and not _alike_size(level[i], level[i + 1]):
                break
            found.append(level[i])
        while found and ask.heading(found[-1].text) is None and order.step > 0:  # with no heading to follow
            found.pop()
        out += found
    return out


def _names_first(piece: Phrase, right: Phrase, pieces: Sequence[Phrase], ask: Ask) -> bool:
    """Is the piece the heading of the names, left of the first value heading, and no part of a longer heading?"""
    if ask.heading(piece.text) != "name" or ask.heading(right.text) == "name":
        return False
    under = [p for p in pieces if 0 < p.middle - piece.middle < 1.5 * piece.size and stacked(p, [piece])]
    return not any(_part(p, ask) for p in under)


def _in_row(piece: Phrase, level: Sequence[Phrase], members: Sequence[Phrase], ask: Ask) -> bool:
    """Does a row of values stand beside the piece, as beside a unit in its column?"""
    line = [p for p in level if abs(p.middle - piece.middle) < 0.3 * piece.size]
    at = line.index(piece)
    beside = [p for p in (*line[max(0, at - 1) : at], *line[at + 1 : at + 2]) if not _part(p, ask)]
    return any(m.bottom < p.middle and overlap(m.x0, m.x1, p.x0, p.x1) > 0 for p in beside for m in members)


def _own_band(piece: Phrase, pieces: Sequence[Phrase], taken: set[int], ask: Ask, size: float) -> bool:
    """Do the headings on its line make a band of their own, set a little higher or lower, or in another size?"""
    others = [p for p in pieces if id(p) not in taken and abs(p.middle - piece.middle) < 1.6 * piece.size]
    line = [p for p in others if abs(p.middle - piece.middle) < 0.3 * piece.size]
    above = [
        p
        for p in others
        if abs(p.middle - piece.middle) > 0.6 * piece.size and stacked(p, [piece]) and not ask.title(p.text)
    ]
    lines = [line, *([o for o in others if abs(o.middle - p.middle) < 0.3 * p.size] for p in above)]
    kinds = [{ask.heading(p.text) for p in line} - {None} for line in lines]
    if len(kinds[0]) >= 3 and abs(piece.size - size) > 0.08 * size:
        return True
    return any("name" in k and len(k) > 1 for k in kinds)


_TALL = 16.0
"""Headings of one table, and the names over them, stand within so many font sizes of each other."""
_ASIDE = re.compile(r"^\([^() ]{1,8}\)$")
"""A word in parentheses under a heading: "(1:n)", "(%)"."""


def _part(phrase: Phrase, ask: Ask) -> bool:
    if _ASIDE.match(phrase.text):
        return True
    if ":" in phrase.text or ask.said(phrase.text):
        return False
    return ask.heading(phrase.text) is not None or (ask.fragment(phrase.text) and not ask.title(phrase.text))


def _cells(members: list[Phrase], ask: Ask) -> list[HeaderCell]:
    """Join the pieces that stand above each other; a heading over several others belongs to each of them."""
    lines = lines_of(members)
    base = max(lines, key=len)
    columns: list[list[Phrase]] = [[p] for p in base]
    wide: list[Phrase] = []
    for line in lines:
        if line is base:
            continue
        for piece in line:
            under = [c for c in columns if stacked(piece, c)]
            for column in under:
                column.append(piece)
            if len(under) > 1:
                wide.append(piece)
            if not under:
                columns.append([piece])
    cells = []
    for column in columns:
        text = " ".join(p.text for p in sorted(column, key=lambda p: (round(p.middle), p.x0)))
        narrow = [p for p in column if p not in wide]
        kind = ask.heading(text) or "fragment"
        top, bottom = min(p.top for p in column), max(p.bottom for p in column)
        cells.append(HeaderCell(text, kind, min(p.x0 for p in narrow), max(p.x1 for p in narrow), top, bottom))
    return sorted(cells, key=lambda c: c.centre)


def _add(bands: list[Band], band: Band | None) -> None:
    """Add the bands of all tables of a line, where no longer ones are there already."""
    for new in _parts(band) if band else ():
        known = next((i for i, other in enumerate(bands) if _same_place(new, other)), None)
        if known is None:
            bands.append(new)
        elif (len(new.cells), len(new.line)) > (len(bands[known].cells), len(bands[known].line)):
            bands[known] = new


def _same_place(a: Band, b: Band) -> bool:
    return overlap(a.top, a.bottom, b.top, b.bottom) > 0 and overlap(a.x0, a.x1, b.x0, b.x1) > 0


def _without_overlaps(bands: list[Band]) -> list[Band]:
    kept: list[Band] = []
    for band in sorted(bands, key=lambda b: (b.transposed, -len(b.cells), -len(b.line))):
        if not any(_same_place(band, other) for other in kept):
            kept.append(band)
    return kept
