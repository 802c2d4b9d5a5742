"""What stands over a table: the title that names its panel, the line that states its unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from coacheck.layout import Phrase, Table
from coacheck.layout.relations import level
from coacheck.reading.tables.stated_units import (
    BASES,
    panel_and_unit,
    panel_meant,
    unit_in_heading,
    unit_in_line,
    unit_in_note,
    unit_of_limits,
)
from coacheck.reading.vocabulary import Vocabulary

QUALITY = re.compile(
    r"\bQA\s?/\s?QC\b|\bquality control\b|\bQC (?:data|results?|report|summary|section)\b", re.IGNORECASE
)

_NOTE = 3.0  # a note stands no more than so many em under its table
_FOLLOWS = 60.0
"""A table that begins within so many points under another one follows it."""
_BESIDE = 3.0
"""A title may end so many em left of its table."""
_FEW = 5
"""Of so many rows, one may be of another panel than the rest."""
_TITLE_WORDS = 4
"""A title that nobody knows has no more words."""
_FOLLOWING = re.compile(r"\b(?:following|below)\b", re.IGNORECASE)
"""It speaks of the next table, not of the one above."""
LINE = 2.0
"""What ends within so many points stands in one line."""


def title_of(table: Table, phrases: Sequence[Phrase], words: Vocabulary) -> str | None:
    """The panel of the nearest title above a table."""
    above = [p for p in phrases if p.bottom <= table.head_top + 2]
    if any(QUALITY.search(p.text) and len(p.text) < 40 for p in above):
        return "qc"
    over = [p for p in above if p.x0 < table.columns[-1].x1 and p.x1 > table.columns[0].x0 - 5]
    titles = [panel for p in sorted(over, key=lambda p: -p.bottom) if (panel := words.panel(p.text))]
    return titles[0] if titles else None


def unit_above(table: Table, tables: Sequence[Table], phrases: Sequence[Phrase], words: Vocabulary) -> str | None:
    """The unit that the line over the headings states: "Unit of measurement: ug/g", "TERPENES % (w/w)", or a note.

    None where the heading of the names states one.
    """
    if words.find_unit(table.columns[0].heading)[0]:
        return None
    found = _unit_over(table, tables, phrases, words)
    alike = [t for t in tables if t is not table and _alike(t, table) and _of_one_panel(t, table, words)]
    under = (_unit_under(t, tables, phrases, words) for t in (table, *alike))
    return found[0] if found else next((unit for unit in under if unit), None)


def limits_in(table: Table, tables: Sequence[Table], phrases: Sequence[Phrase], words: Vocabulary) -> str | None:
    """The unit that a line over the headings states for limits alone, where their heading has none."""
    limits = [c for c in table.columns if c.kind == "limit"]
    if not limits or any(words.find_unit(c.heading)[0] for c in limits):
        return None
    said = (unit_of_limits(p.text, words) for p in _near_headings(table, tables, phrases, words))
    return next((unit for unit in said if unit), None)


def _unit_over(
    table: Table, tables: Sequence[Table], phrases: Sequence[Phrase], words: Vocabulary
) -> tuple[str, float] | None:
    """The unit stated over a table, or over the one beside it that has the same headings, and how far down that ends.

    A title of its own that stands lower says that the unit beside it is another's.
    """
    if said := _said_in_headings(table, phrases, words):
        return said, table.head_top
    near = _near_headings(table, tables, phrases, words)
    own = _said_near(near, words) or _behind_title(table, tables, near, phrases, words)
    return own or _said_over_sister(table, tables, near, phrases, words)


def _near_headings(
    table: Table, tables: Sequence[Table], phrases: Sequence[Phrase], words: Vocabulary
) -> list[Phrase]:
    """The phrases close over the headings of a table, right of the tables that stand before it, and in none."""
    beside = [t for t in tables if t.x1 < table.x0 and t.top < table.bottom and t.bottom > table.head_top]
    x0, x1 = max((t.x1 for t in beside), default=0.0), table.x1
    near = [p for p in phrases if 0 <= table.head_top - p.bottom + 2 < 40 and x0 <= p.x0 < x1]
    others = [t for t in tables if t is not table]
    told = _words_of_rows(others, words)
    lines = [p for p in near if not any(id(w) in told for w in p.words) and not _of_another(p, table, words)]
    return _without_notes([p for p in lines if not _left_under(p, table, others)], others, words)


def _words_of_rows(tables: Iterable[Table], words: Vocabulary) -> set[int]:
    """The words, by identity, of the rows of tables that are no titles."""
    rows = (row for t in tables for row in t.rows if len(row.cells) > 1 and not words.panel(row.name))
    return {id(w) for row in rows for w in row.words}


def _left_under(phrase: Phrase, table: Table, others: Sequence[Table]) -> bool:
    """Does a line end left of a table, right under another one?"""
    return phrase.x1 < table.x0 - _BESIDE * phrase.size and any(_is_under(t, phrase) for t in others)


def _of_another(phrase: Phrase, table: Table, words: Vocabulary) -> bool:
    """Does a line say what another panel's results are in, or those of only one of the panels in the table?"""
    named = panel_meant(phrase.text, words)
    panels = Counter(_panels_of_rows(table, words)) if named else Counter[str]()
    return bool(panels) and (panels.total() - panels[named or ""]) * _FEW > panels.total()


def _without_notes(near: Sequence[Phrase], others: Sequence[Table], words: Vocabulary) -> list[Phrase]:
    """The phrases without the notes that stand under another table."""
    titles = [p for p in near if words.panel(p.text) or _like_a_title(p.text)]
    return [p for p in near if not any(_is_note_of(other, p, titles) for other in others)]


def _like_a_title(text: str) -> bool:
    """Could it head a table of what no panel is called: "Physical Tests"?"""
    return text.istitle() and len(text.split()) <= _TITLE_WORDS and text.replace(" ", "").isalpha()


def _is_note_of(table: Table, phrase: Phrase, titles: Sequence[Phrase]) -> bool:
    """Does a line stand right under a table, and over the title of the next one?"""
    follows = any(title.top >= phrase.bottom - 2 for title in titles)
    return _is_under(table, phrase) and follows and not _FOLLOWING.search(phrase.text)


def _is_under(table: Table, phrase: Phrase) -> bool:
    """Does a line stand right under the figures of a table?"""
    gap = phrase.top - table.figures_end
    return -2 < gap < _NOTE * phrase.size and phrase.x1 > table.x0 and phrase.x0 < table.x1


def _unit_under(table: Table, tables: Sequence[Table], phrases: Sequence[Phrase], words: Vocabulary) -> str | None:
    """The unit that a note right under the table states, where nothing follows it but a title of its own."""
    lines = _lines_under(table, tables, phrases, words)
    said = (unit_in_note(p.text, words) for p in lines if not _FOLLOWING.search(p.text))
    return next((unit for unit in said if unit), None)


def _lines_under(
    table: Table, tables: Sequence[Table], phrases: Sequence[Phrase], words: Vocabulary
) -> list[Phrase]:
    """The lines close under a table that are notes on it."""
    end = table.figures_end
    below = [p for p in phrases if p.top > end - 2 and p.x0 < table.x1 and p.x1 > table.x0]
    below = [p for p in below if not _of_another(p, table, words)]
    titles = [p for p in below if words.panel(p.text) or _like_a_title(p.text)]
    if any(-2 < t.head_top - end < _FOLLOWS and t.x0 < table.x1 and t.x1 > table.x0 for t in tables):
        below = [p for p in below if _is_note_of(table, p, titles)]
    return [p for p in below if p.top - end < _NOTE * p.size]


def _said_near(near: Sequence[Phrase], words: Vocabulary) -> tuple[str, float] | None:
    """The unit that the lowest line states that states one."""
    told = ((_unit_said(p, near, words), p.bottom) for p in sorted(near, key=lambda p: -p.bottom))
    return next(((unit, bottom) for unit, bottom in told if unit), None)


def _said_over_sister(
    table: Table, tables: Sequence[Table], near: Sequence[Phrase], phrases: Sequence[Phrase], words: Vocabulary
) -> tuple[str, float] | None:
    """The unit over the table to the left that has the same headings, or in the heading of its names."""
    alike = [t for t in tables if t.x1 < table.x0 and _alike(t, table)]
    if not alike:
        return None
    headed = words.find_unit(alike[-1].columns[0].heading)[0]
    other = _unit_over(alike[-1], tables, phrases, words) or ((headed, table.head_top) if headed else None)
    own = max((p.bottom for p in near if words.panel(p.text)), default=0.0)
    same = _of_one_panel(alike[-1], table, words)
    return other if other and (same or own < other[1] + LINE) else None


def _of_one_panel(a: Table, b: Table, words: Vocabulary) -> bool:
    """Do most rows of two tables name analytes of the same panel?"""
    panel = panel_of_rows(a, words)
    return panel is not None and panel == panel_of_rows(b, words)


def _behind_title(
    table: Table, tables: Sequence[Table], near: Sequence[Phrase], phrases: Sequence[Phrase], words: Vocabulary
) -> tuple[str, float] | None:
    """The unit at the end of the line of the title, which goes on over the tables of the same list to the right."""
    right = [t for t in tables if t.x0 > table.x1 and _alike(t, table)]
    title = max((p for p in near if words.panel(p.text)), key=lambda p: p.bottom, default=None)
    if not right or title is None:
        return None
    line = [p for p in phrases if level(p, title) and title.x1 < p.x0 < right[-1].x1]
    if any(words.panel(p.text) for p in line):
        return None
    return next(((unit, p.bottom) for p in line if (unit := _unit_said(p, line, words))), None)


def units_of_panels(phrases: Iterable[Phrase], words: Vocabulary) -> dict[str, str]:
    """The units that lines somewhere in the report state for whole panels, where they say one for each."""
    said: dict[str, set[str]] = {}
    for panel, unit in filter(None, (panel_and_unit(p.text, words) for p in phrases)):
        said.setdefault(panel, set()).add(unit)
    return {panel: units.pop() for panel, units in said.items() if len(units) == 1}


def panel_of_rows(table: Table, words: Vocabulary) -> str | None:
    """The panel of most of the analytes that a table names."""
    panels = Counter(_panels_of_rows(table, words))
    return panels.most_common(1)[0][0] if panels else None


def _panels_of_rows(table: Table, words: Vocabulary) -> list[str]:
    return [analyte.panel for row in table.rows if (analyte := words.analyte(row.name))]


def _said_in_headings(table: Table, phrases: Sequence[Phrase], words: Vocabulary) -> str | None:
    """The unit of a line close over the headings, as if it were one of them: "All results in %"; or the one that
    stands alone between the headings and the first figures, for each column: "(ppm)".
    """
    first = min((r.box[1] for r in table.rows if len(r.cells) > 1), default=table.top)
    lines = [p for p in phrases if table.x0 - 2 * p.size <= p.x0 < table.x1]
    inside = [p for p in lines if table.head_top + 2 < p.bottom <= first + 2]
    for phrase in (p for p in inside if p.bottom <= table.top + 2):
        if unit := unit_in_heading(phrase.text, words):
            return unit
    alone = {unit for p in inside if p.bottom > table.top + 2 and (unit := words.unit(p.text)) not in (None, *BASES)}
    return alone.pop() if len(alone) == 1 else None


def _unit_said(phrase: Phrase, near: Sequence[Phrase], words: Vocabulary) -> str | None:
    """The unit that a line states, or that stands right of "Unit"."""
    return unit_in_line(phrase.text, words) or _right_of_unit(phrase, near, words)


def _right_of_unit(phrase: Phrase, near: Sequence[Phrase], words: Vocabulary) -> str | None:
    """The unit that stands right of "Unit" on its line."""
    if not phrase.text.casefold().startswith("unit"):
        return None
    behind = [p for p in near if abs(p.middle - phrase.middle) < 3 and p.x0 > phrase.x1]
    return next((unit for p in behind if (unit := words.find_unit(p.text)[0])), None)


def goes_on(table: Table, before: Sequence[Table], words: Vocabulary) -> bool:
    """Is it the rest of the last table of the page before, its headings left out or printed again?"""
    last = before[-1] if before else None
    if last is None or panel_of_rows(last, words) != panel_of_rows(table, words):
        return False
    return table.inherited or _headings(last) == _headings(table)


def _headings(table: Table) -> list[str]:
    return [c.heading for c in table.columns]


def _alike(a: Table, b: Table) -> bool:
    """Do two tables stand side by side under the same headings, as one list set in two column pairs?

    The title that one list has for all of them may stand in the headings of the first: then its rows begin level.
    """
    beside = abs(a.head_top - b.head_top) < LINE or abs(a.top - b.top) < LINE
    return beside and _values(a) == _values(b)


def _values(table: Table) -> list[str]:
    return [c.heading for c in table.columns if c.kind != "name"]
