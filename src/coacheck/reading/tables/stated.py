"""What is stated once for a whole table, in the lines over and under it: LOD, LOQ, and its verdict.

"LOQ = 0.0433 %", "Limit of Detection  0.27 mg/g", "The limit of quantitation for all analytes is 0.15 mg/g",
"LOQ = Limit"; "Method: ICP-MS   Result: PASS", "Sample passes."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from coacheck.layout import Phrase, Row, Table
from coacheck.layout.pairs import nearest
from coacheck.layout.relations import level, stacked
from coacheck.model import Measurement, Quantity
from coacheck.reading.tables.cells import Numbers, parse_quantity
from coacheck.reading.vocabulary import Vocabulary, key

_REACH = 70.0
"""How far above the headings it may stand, in points …"""
_OF_OTHERS = re.compile(
    r"\b(?:QC|control|suitability|instrument|blank|calibration|previous|last|packag(?:e|ing)|if|not)\b",
    re.IGNORECASE,
)
"""A line whose verdict is not on the sample."""
_FLUSH = 3.0
"""What begins within so many points of each other is set flush."""
_UNDER = 25.0
"""… and how far under the last row."""
FEWEST = 3
"""So many rows have one verdict that stands level with one of them."""
NEXT = 6.0
"""The next column begins within so many em."""
LARGER = 1.1
"""A verdict on a whole table is set so much larger than its rows."""
_FIGURE = re.compile(r"<?(?:\d|\.\d)[\d.,]*\s*(?P<unit>[^\s\d.,;()]+)")
_ALL = re.compile(r"\b(?:all|every|each|alle|allen|todos|tous|tutti)\b", re.IGNORECASE)
_TIE = re.compile(
    r"\s*(?:[=:<]|\b(?:is|was|of|ist|es|below|under|beträgt)|"
    r"\b(?:for|in|für)\s+(?:all|every|each|alle)(?:\s+\w+)?|\([^()]*\))\s*$",
    re.IGNORECASE,
)
"""What stands between the name of a quantity and its figure."""
_LONGEST = 5
"""Words of the name of a quantity: "Lower Limit of Quantitation (LOQ)"."""
_BELOW = re.compile(r"^(?:BLQ|BQL|<LOQ)$", re.IGNORECASE)
_AS_LIMIT = re.compile(r"^(.{2,30}?)\s*=\s*(.*(?:limit|level))s?$", re.IGNORECASE)
_VERDICT = re.compile(
    r"(?:\b(?:overall|result|status|disposition|conclusion|evaluation)\s*:\s*(?P<word>[A-Za-z]+)"
    r"|\bsample\s+(?P<verb>pass(?:es|ed)|fail(?:s|ed)))(?:,\s*\d[\d/.-]+)?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Stated:
    """What holds for all rows of a table: a LOD and a LOQ, and which of them is said to be the limit itself."""

    quantities: dict[str, Quantity] = field(default_factory=dict)
    as_limit: frozenset[str] = frozenset()


def stated(
    table: Table, tables: Sequence[Table], phrases: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers
) -> Stated:
    """The LOD and LOQ stated between the title of a table and its headings, or right under it."""
    above = [p for p in phrases if 0 <= table.head_top - p.bottom + 2 < _REACH and _over(p, table)]
    above = _under_title(above, vocabulary)
    found = _said_above(above, vocabulary, numbers)
    if not found and not any(0 < t.head_top - table.bottom < 3 * _UNDER and _crosses(t, table) for t in tables):
        found = _said_under(table, phrases, vocabulary, numbers)
    return Stated(found, _said_as_limit(above, table, vocabulary))


def _said_above(above: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers) -> dict[str, Quantity]:
    """What sentences over the headings state, and names with a figure beside them; what comes first holds."""
    found: dict[str, Quantity] = {}
    sentences = (said for text in _sentences(above) for said in _quantities(text, vocabulary, numbers))
    for kind, quantity in (*sentences, *_beside(above, vocabulary, numbers)):
        found.setdefault(kind, quantity)
    return found


def _said_under(
    table: Table, phrases: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers
) -> dict[str, Quantity]:
    """What is stated right under the last row for all of them, or for results that are said to lie below it."""
    found: dict[str, Quantity] = {}
    under = [p for p in phrases if 0 <= p.top - table.bottom < _UNDER and _over(p, table)]
    below = _said_below(table, vocabulary)
    for text in _sentences(under):
        said = _quantities(text, vocabulary, numbers)
        found |= {kind: quantity for kind, quantity in said if _ALL.search(text) or kind in below}
    return found


def _said_as_limit(above: Sequence[Phrase], table: Table, vocabulary: Vocabulary) -> frozenset[str]:
    """The quantities that are said to be the limit itself: "LOQ = Limit"."""
    equal = {vocabulary.heading(m[1]) for p in above if (m := _AS_LIMIT.match(p.text)) and _first_limit(m[2], table)}
    return frozenset(kind for kind in equal if kind in ("lod", "loq"))


def _said_below(table: Table, vocabulary: Vocabulary) -> set[str | None]:
    """What results of the table are said to lie below ("<LOQ"): its figure is stated somewhere."""
    cells = {row.text(column) for row in table.rows for column in row.cells}
    return {vocabulary.heading(text[1:].strip()) for text in cells if text.startswith("<") and not text[-1:].isdigit()}


def _under_title(above: Sequence[Phrase], vocabulary: Vocabulary) -> list[Phrase]:
    """What stands beside or under the last title of a panel, if there is one."""
    title = max((p.top for p in above if vocabulary.panel(p.text)), default=0.0)
    return [p for p in above if p.bottom > title]


def _quantities(text: str, vocabulary: Vocabulary, numbers: Numbers) -> Iterator[tuple[str, Quantity]]:
    """Each LOD and LOQ that a line, or a sentence of several lines, states with its unit."""
    for figure in _FIGURE.finditer(text):
        unit = vocabulary.unit(figure["unit"])
        kind = _kind_before(text[: figure.start()], vocabulary) if unit else None
        quantity = parse_quantity(figure[0].lstrip("<"), None, vocabulary, numbers) if kind else None
        if kind and quantity and quantity.unit:
            yield kind, quantity


def _sentences(lines: Sequence[Phrase]) -> Iterator[str]:
    """The lines, those put together that go on under each other."""
    text, last = "", None
    for line in sorted(lines, key=lambda p: (p.top, p.x0)):
        goes_on = last and abs(line.x0 - last.x0) < 1 and 0 <= line.top - last.top < 1.6 * line.size
        if text and not goes_on:
            yield text
            text = ""
        text, last = f"{text} {line.text}".strip(), line
    if text:
        yield text


def _kind_before(text: str, vocabulary: Vocabulary) -> str | None:
    """LOD or LOQ, where the text ends in the name of one, and in what ties it to its figure."""
    while text:
        words = text.split()
        for count in range(min(_LONGEST, len(words)), 0, -1):
            name = " ".join(words[-count:]).strip(" =:")
            kind = "loq" if _BELOW.match(name) else vocabulary.heading(name)
            if kind in ("lod", "loq"):
                return kind
        shorter = _TIE.sub("", text)
        if shorter == text:
            return None
        text = shorter
    return None


def _beside(above: Sequence[Phrase], vocabulary: Vocabulary, numbers: Numbers) -> Iterator[tuple[str, Quantity]]:
    """The names of quantities with their figure right of them."""
    for phrase in above:
        kind = vocabulary.heading(phrase.text.strip(" :="))
        value = nearest("right", phrase, [p for p in above if p is not phrase], ()) if kind in ("lod", "loq") else None
        quantity = parse_quantity(value.text, None, vocabulary, numbers) if value else None
        if kind and quantity and quantity.unit:
            yield kind, quantity


def _first_limit(text: str, table: Table) -> bool:
    """Does the text name the limits of the table, of several the first?"""
    headings = [c.heading for c in table.columns if c.kind == "limit"]
    return len(headings) == 1 or key(text) in [key(h) for h in headings[:1]]


def _over(phrase: Phrase, table: Table) -> bool:
    return phrase.x0 < table.columns[-1].x1 + 200 and phrase.x1 > table.columns[0].x0 - 20


def _crosses(a: Table, b: Table) -> bool:
    return a is not b and a.x0 < b.x1 and b.x0 < a.x1


def filled(row: Measurement, said: Stated) -> Measurement:
    """The row with what is stated for its whole table, where it prints no figure of its own."""
    told = said.quantities | {kind: row.limit for kind in said.as_limit if row.limit}
    missing = {kind: quantity for kind, quantity in told.items() if getattr(row, kind) is None}
    return row.model_copy(update=missing) if missing else row


def verdict_over(table: Table, phrases: Sequence[Phrase], vocabulary: Vocabulary) -> tuple[str, Phrase] | None:
    """The verdict on a panel in a line between its title and its headings, and where it stands."""
    above = [p for p in phrases if 0 <= table.head_top - p.bottom + 2 < _REACH and table.x0 - 20 < p.x0 < table.x1]
    titles = [p for p in above if vocabulary.panel(p.text)]
    for phrase in _under_title(above, vocabulary) if titles else ():
        if any(_OF_OTHERS.search(p.text) for p in above if level(p, phrase)):
            continue
        match = _VERDICT.search(phrase.text)
        status = vocabulary.status(match["word"] or match["verb"][:4]) if match else vocabulary.verdict(phrase.text)
        if status and (not vocabulary.status(phrase.text) or _ends_its_line(phrase, titles, above, vocabulary)):
            return status, phrase
    return _verdict_beside(table, phrases, vocabulary)


def without_verdict(table: Table, vocabulary: Vocabulary) -> tuple[Table, tuple[str, Row] | None]:
    """The table without the one verdict in a cell as high as all rows, in larger print, and that verdict."""
    size = median(w.size for row in table.rows for w in row.cells.get(0, row.words))
    told = [(row, i) for row in table.rows for i in row.cells if i and vocabulary.status(row.text(i))]
    row, i = told[0] if len(told) == 1 else (table.rows[0], 0)
    words = row.cells.get(i, [])
    if not i or len(table.rows) < FEWEST or min(w.size for w in words) <= LARGER * size:
        return table, None
    rest = Row({k: cell for k, cell in row.cells.items() if k != i})
    rows = [rest if r is row else r for r in table.rows]
    return replace(table, rows=rows), (vocabulary.status(row.text(i)) or "", Row({i: words}))


def _verdict_beside(table: Table, phrases: Sequence[Phrase], vocabulary: Vocabulary) -> tuple[str, Phrase] | None:
    """The one verdict in a cell as high as all rows, right of them under a heading of its own and in larger print."""
    words = [w for row in table.rows for w in row.words]
    size, x1 = median(w.size for w in words), max(w.x1 for w in words)
    beside = [p for p in phrases if 0 < p.x0 - x1 < NEXT * size and any(level(p, h) for h in table.heads.cells)]
    head = min(beside, key=lambda p: p.x0, default=None)
    under = (p for p in phrases if head and stacked(p, head) and table.top < p.middle < table.bottom)
    found = [p for p in under if vocabulary.status(p.text)]
    status = vocabulary.status(found[0].text) if len(found) == 1 and found[0].size > LARGER * size else None
    return (status, found[0]) if status and len(table.rows) > 1 else None


def _ends_its_line(word: Phrase, titles: Sequence[Phrase], above: Sequence[Phrase], vocabulary: Vocabulary) -> bool:
    """Is the word the one verdict at the end of a line that is set flush under the one title, as method and date are?

    A word alone may be of what stands beside it.
    """
    line = sorted((p for p in above if level(p, word)), key=lambda p: p.x0)
    title = max(titles, key=lambda p: p.bottom)
    beside = any(level(p, title) and p is not title for p in titles)
    alone = sum(vocabulary.status(p.text) is not None for p in line) == 1
    under = abs(line[0].x0 - title.x0) < _FLUSH and word.top >= title.bottom - 1
    return word is line[-1] and len(line) > 1 and alone and under and not beside
