"""What the name of a row says: an analyte, a total, an amount per unit; and what is no part of it."""

from __future__ import annotations

import re

from coacheck.layout import Row, Table, phrases_of
from coacheck.layout.phrases import lines_of
from coacheck.reading.tables.cells import parse_cell
from coacheck.reading.tables.frame import Frame
from coacheck.reading.vocabulary import Vocabulary, key, sign_key, squeeze

_TRAIL = re.compile(r"[\s*†‡§:=]+$")
_LEAD = re.compile(r"^[\s*†‡§•]+")
_BRACKET = re.compile(r"\s*\(([^()]+)\)$")
_PIECES = (
    "unit", "gummy", "piece", "capsule", "softgel", "tablet", "cookie", "chew", "lozenge", "mint", "square", "pre-roll",
    "preroll", "cartridge", "bar", "brownie", "troche",
)  # fmt: skip
_PACKS = ("container", "package", "pkg", "bottle", "jar", "tin")
UNIT_OF = dict.fromkeys(_PACKS, "mg/package") | dict.fromkeys(_PIECES, "mg/unit") | {"serving": "mg/serving"}
"""The unit that "mg" is meant in, by what it is told of."""
BASES = "|".join(UNIT_OF)
PER = re.compile(rf"^(.*?)\s*(?:/|\bper\b)\s*({BASES})$", re.IGNORECASE)
_PER_ONE = re.compile(r"^(.*?)\s*(?:/|\bper\b)\s*1 ?(?:ml|g)$", re.IGNORECASE)
SMALL = 0.9
"""Print of less than this share of the name's size is no part of it."""
_LONG = 45
_WORD = re.compile(r"[^\W\d_]{3}|[A-Z]{2}|[A-Z][a-z]")
_DATED = re.compile(r"(?<=\w)\s+\d{1,4}([/.-])\d{1,2}\1\d{2,4}$")
"""The date of a column beside the names."""


def row_name(row: Row, table: Table) -> str:
    names = [row.text(table.name_column), *(row.text(i) for i, c in enumerate(table.columns) if c.kind == "name")]
    return squeeze(_LEAD.sub("", _TRAIL.sub("", _DATED.sub("", next((n for n in names if n), "")))))


def large_name(row: Row, table: Table, frame: Frame) -> str:
    """The name of a row, of two lines the first where the second only says it again, or in smaller print the method."""
    lines = lines_of(phrases_of(row.cells.get(table.name_column, []), gap=3))
    if len(lines) < 2:
        return row_name(row, table)
    first, below = " ".join(p.text for p in lines[0]), " ".join(p.text for line in lines[1:] for p in line)
    known, again = frame.vocabulary.means(first), frame.vocabulary.means(below)
    small = max(p.size for line in lines[1:] for p in line) < SMALL * lines[0][0].size
    whole = row_name(row, table)
    twice = again == known and not frame.vocabulary.means(whole)
    apart = not below.startswith(("(", "["))
    return first if known and apart and (twice or (small and not again)) else whole


def plain_name(name: str, frame: Frame) -> str:
    """A name without what is no part of it: "(Present/Absent)", a word or a limit that stands right behind it."""
    words = frame.vocabulary
    bracket = _BRACKET.search(name)
    if bracket and "/" in bracket[1] and all(words.said(part) for part in bracket[1].split("/")):
        return name[: bracket.start()]
    before, star, _ = name.partition(" *")  # a footnote below the last row
    if star and (words.analyte(before) or words.total(before)):
        return before
    parts = name.split(" ")
    for cut in range(1, min(3, len(parts))):
        head, tail = " ".join(parts[:-cut]), " ".join(parts[-cut:])
        cell = parse_cell(tail, words, frame.numbers)
        if words.analyte(head) and not words.analyte(name) and any(r.unit or r.qualifier for r in cell.results):
            return head
    return name


def per_unit(name: str) -> tuple[str, str | None] | None:
    """What a name says per unit, serving or package ("CBD per Unit"), and the unit that it means; per 1 ml none."""
    if len(name) >= _LONG:
        return None
    if match := PER.match(name):
        return match[1], UNIT_OF[match[2].casefold()]
    return (match[1], None) if (match := _PER_ONE.match(name)) else None


def unit_said(name: str, vocabulary: Vocabulary) -> str | None:
    """The unit that a name says of its figures: "CBD, mg/g", "Total THC (%)"."""
    bracket = _BRACKET.search(name)
    said = bracket[1] if bracket else name.rpartition(", ")[2]
    return vocabulary.unit(said) if said not in (name, "Mg") else None  # "Magnesium (Mg)" says no unit


def named_panel(cells: dict[int, str], vocabulary: Vocabulary) -> str | None:
    """The panel that a cell of the row names ("Terpenes" in a column of methods)."""
    named = {panel for text in cells.values() if (panel := vocabulary.panel(text))}
    return named.pop() if len(named) == 1 else None


def total_of(name: str, frame: Frame) -> str | None:
    code = frame.vocabulary.total(name)
    if code is None and key(name) in ("total", "totals", "sum", "totalresult", "totalsum", "sumtotal") and frame.panel:
        short = {"residual_solvents": "solvents"}.get(frame.panel, frame.panel)
        return f"total_{short}"
    return code


def plausible(name: str, vocabulary: Vocabulary) -> bool:
    first = name.split()[0].rstrip("=:")
    if (
        vocabulary.heading(name)
        or vocabulary.unit(name)
        or vocabulary.fragment(name)
        or sign_key(first) in vocabulary.qualifiers
        or vocabulary.heading(first) in ("lod", "loq")
        or "=" in name
        or ": " in name
    ):
        return False
    letters = sum(c.isalpha() for c in name)
    return (
        _WORD.search(name) is not None
        and len(name) < 70
        and not name.endswith(":")
        and name.count(" ") < 8
        and letters > len(name) / 3
    )
