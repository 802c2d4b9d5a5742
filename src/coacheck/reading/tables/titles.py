"""What stands over a table: the title that names its panel, the line that states its unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from coacheck.layout import Phrase, Table
from coacheck.layout.relations import level
from coacheck.reading.vocabulary import Vocabulary

QUALITY = re.compile(
    r"\bQA\s?/\s?QC\b|\bquality control\b|\bQC (?:data|results?|report|summary|section)\b", re.IGNORECASE
)

_SAYS_UNIT = re.compile(
    r"\bunits?\b|(?:\b(?:in|expressed|reported)|\beinheit|\bunità|\bunidad(?:es)?|\bunités?)[\s:]*$", re.IGNORECASE
)
_RESULTS_IN = re.compile(
    r"(?P<of>\b[^\W\d]+)?\s*\b(?:results?|values?|amounts?|mass(?:es)?|concentrations?|counts?|figures?|resultados?|valores"
    r"|ergebnisse|werte|gehalte|risultati|valori|résultats|valeurs|resultaten)"
    r"\b[^.;:]{0,30}?\b(?:in|en|em|als|as)\s+(?P<unit>[^.,;:·|]+)",
    re.IGNORECASE,
)
""" "Results are in µg/g" within a longer line, "Pesticide amounts in parts per million (ppm)"."""
_PANEL_IN = re.compile(
    r"^\W*(?:all\s+)?(?P<panel>[a-z][a-z /-]+?)\s+(?:results?|values?|concentrations?)(?:\s+and\s+\w+)?"
    r"(?:\s+are)?(?:\s+(?:given|reported|expressed|shown|stated))?\s*(?:in\b|as\b|:)\s*(?P<unit>[^\s,;:]+?)\.?$",
    re.IGNORECASE,
)
""" "All pesticide values in µg/g." """
_TITLE_IN = re.compile(r"(?P<panel>.+?)\s+(?:in|en|em)\s+(?P<unit>\S+)", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:(?<!and )limits in|(?:sample|net|initial) (?:mass|weight|size)|weighed|blank|calibrat\w*|above \d+"
    r"|not (?:reported|given|expressed)|previous)\b[^.;|]*\.?$",
    re.IGNORECASE,
)
"""Lines of whose figures the unit is another's than the results'."""
_NOTE = 3.0  # a note stands no more than so many em under its table
_FOLLOWS = 60.0
"""A table that begins within so many points under another one follows it."""
_BASES = ("g", "mL")
"""What a result is in, and no unit of one: "µg per day at 2 g daily dose"."""
_BESIDE = 3.0
"""A title may end so many em left of its table."""
_MASSES = ("g", "mg", "mL")  # what the sample may have
_SPELLED = 2
"""As many words may stand beside a unit that is spelled out: "percent by weight (% w/w)"."""
LINE = 2.0
"""What ends within so many points stands in one line."""
_PARTED = re.compile(r",\s+|\s[-–·|]\s|\s\(|\)\s|;\s|\.\s+")
"""What parts the method, the unit and the date in the line under a title."""


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
    """Does a line say what another panel's results are in: "Solvent amounts in ppm", "Pesticides, results in ppm"?"""
    match = _RESULTS_IN.search(phrase.text)
    if match is None:
        return False
    first = phrase.text.split()
    names = (match["of"] or "", f"{match['of']}s", first[0].strip(",:"), " ".join(first[:2]).strip(",:"))
    named = next((panel for name in names if (panel := words.panel(name))), None)
    return named is not None and panel_of_rows(table, words) not in (None, named)


def _without_notes(near: Sequence[Phrase], others: Sequence[Table], words: Vocabulary) -> list[Phrase]:
    """The phrases without the notes that stand under another table."""
    titles = [p for p in near if words.panel(p.text)]
    return [p for p in near if not any(_is_note_of(other, p, titles) for other in others)]


def _is_note_of(table: Table, phrase: Phrase, titles: Sequence[Phrase]) -> bool:
    """Does a line stand right under a table, and over the title of the next one?"""
    return _is_under(table, phrase) and any(title.top >= phrase.bottom - 2 for title in titles)


def _is_under(table: Table, phrase: Phrase) -> bool:
    """Does a line stand right under the figures of a table?"""
    gap = phrase.top - table.figures_end
    return -2 < gap < _NOTE * phrase.size and phrase.x1 > table.x0 and phrase.x0 < table.x1


def _unit_under(table: Table, tables: Sequence[Table], phrases: Sequence[Phrase], words: Vocabulary) -> str | None:
    """The unit that a note right under the table states, where nothing follows it but a title of its own."""
    end = table.figures_end
    below = [p for p in phrases if p.top > end - 2 and p.x0 < table.x1 and p.x1 > table.x0]
    below = [p for p in below if not _of_another(p, table, words)]
    titles = [p for p in below if words.panel(p.text)]
    follows = any(-2 < t.head_top - end < _FOLLOWS and t.x0 < table.x1 and t.x1 > table.x0 for t in tables)
    notes = below if not follows else [p for p in below if _is_note_of(table, p, titles)]
    said = (_noted(p.text, words) for p in notes if p.top - end < _NOTE * p.size)
    return next((unit for unit in said if unit), None)


def _noted(text: str, words: Vocabulary) -> str | None:
    """The unit in a sentence on results: "Units of measure: ppm", "Results in % (w/w)."."""
    if _OF_OTHERS.search(text):
        return None
    unit, rest = words.find_unit(text)
    if unit and len(rest.split()) > 1 and _SAYS_UNIT.search(rest):
        return unit
    return _of_results(text, words)


def _of_results(text: str, words: Vocabulary) -> str | None:
    """The unit in a line that says what results are in, and that goes on with nothing but the unit spelled out."""
    match = _RESULTS_IN.search(text)
    unit, rest = words.find_unit(match["unit"]) if match else (None, "")
    return unit if unit not in _MASSES and len(rest.strip(" ()").split()) <= _SPELLED else None


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
    for match in filter(None, (_PANEL_IN.match(p.text) for p in phrases)):
        panel, unit = words.panel(match["panel"]), words.unit(match["unit"])
        if panel and unit:
            said.setdefault(panel, set()).add(unit)
    return {panel: units.pop() for panel, units in said.items() if len(units) == 1}


def panel_of_rows(table: Table, words: Vocabulary) -> str | None:
    """The panel of most of the analytes that a table names."""
    panels = Counter(analyte.panel for row in table.rows if (analyte := words.analyte(row.name)))
    return panels.most_common(1)[0][0] if panels else None


def _said_in_headings(table: Table, phrases: Sequence[Phrase], words: Vocabulary) -> str | None:
    """The unit of a line close over the headings, as if it were one of them: "All results in %"; or the one that
    stands alone between the headings and the first figures, for each column: "(ppm)".
    """
    first = min((r.box[1] for r in table.rows if len(r.cells) > 1), default=table.top)
    lines = [p for p in phrases if table.x0 - 2 * p.size <= p.x0 < table.x1]
    inside = [p for p in lines if table.head_top + 2 < p.bottom <= first + 2]
    for phrase in (p for p in inside if p.bottom <= table.top + 2):
        unit, rest = words.find_unit(phrase.text)
        if unit and _SAYS_UNIT.search(rest) and len(rest.split()) > 1 and not _OF_OTHERS.search(phrase.text):
            return unit
    alone = {unit for p in inside if p.bottom > table.top + 2 and (unit := words.unit(p.text)) not in (None, *_BASES)}
    return alone.pop() if len(alone) == 1 else None


def _unit_said(phrase: Phrase, near: Sequence[Phrase], words: Vocabulary) -> str | None:
    """The unit that a line states, or that stands right of "Unit"."""
    if _OF_OTHERS.search(phrase.text):
        return None
    unit, rest = words.find_unit(phrase.text)
    if unit and unit not in _BASES and (not rest.strip(" :()") or words.panel(rest) or _SAYS_UNIT.search(rest)):
        return unit
    if unit := _alone_between_commas(phrase.text, words) or _in_a_title(phrase.text, words):
        return unit
    return _of_results(phrase.text, words) or _right_of_unit(phrase, near, words)


def _alone_between_commas(text: str, words: Vocabulary) -> str | None:
    """The one unit that is a part of a line by itself ("LC-UV, mg/g, 2024-01-02"): a share, not a mass."""
    parts = [] if words.heading(text) else _PARTED.split(text)  # "Result (ppm)" heads another table
    alone = [u for part in parts if (u := words.unit(part.strip(" )")))]
    return alone[0] if len(set(alone)) == 1 and alone[0] not in ("g", "mg") else None


def _in_a_title(text: str, words: Vocabulary) -> str | None:
    """The unit in the title of a panel: "Heavy Metals in ppb (ICP-MS)"."""
    titled = _TITLE_IN.match(text)
    return words.unit(titled["unit"]) if titled and words.panel(titled["panel"]) else None


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
