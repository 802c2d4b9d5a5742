"""When and by which method each panel was tested, as its section of the report or the summary says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf

from coacheck.layout import Phrase, Table
from coacheck.layout.phrases import overlap
from coacheck.reading.fields.dates import DateOrder
from coacheck.reading.tables.frame import TableReading
from coacheck.reading.vocabulary import Vocabulary, squeeze
from coacheck.reading.vocabulary.labels import label_of

_TESTED = re.compile(
    r"(?:\b(?:date\s*(?:/\s*time\s*)?)?(?:analy[sz]ed|tested)(?: date| on)?"
    r"|\b(?:analysis|test|testing) (?:date|completed)|\bana\. on|\bdate of analysis|\bcompleted(?: on)?)\s*:?\s*",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"^(?:(?:analysis|analytical|test|testing)\s+)?method(?:s|\(s\)|/SOP| used)?\s*:\s*(.*)$", re.IGNORECASE
)
_BY = re.compile(r"\s+by\s+(.+?)(?:\s+[-–]\s.*|\s*//.*)?$", re.IGNORECASE)
_TECHNIQUE = re.compile(
    r"\b(?:(?:U?H|U)PLC|[LG]C|ICP|q?PCR|ELISA|plating|petrifilm|microscop\w+|karl fischer|loss on drying|visual"
    r"|water activity meter|moisture analyzer)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"\bSOPs?\b|\b[A-Z]{2,}[A-Z.-]*\d")
_REMARK = re.compile(r"\s+[-–]\s|\s*\((?:ppm|ppb|%|[µu]g/k?g|mg/k?g|ng/g|cfu/g)\)|:\s|\s*-\s*$", re.IGNORECASE)
_INSIDE = re.compile(r"\(([^()]*)\)\s*$")


@dataclass(frozen=True)
class Section:
    """A table of results with the title over it, where there is one."""

    panel: str
    title: Phrase | None
    top: float
    x0: float
    x1: float
    bottom: float
    right: float = inf
    """Where the next section beside it begins."""


@dataclass
class Said:
    """What the sections of a panel say, in the order in which they say it."""

    dates: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)

    def add(self, method: str) -> None:
        """Keep a method; units and remarks that stand beside it are no part of it."""
        text = squeeze(_REMARK.split(method)[0].strip(" :;,|-"))
        told = _TECHNIQUE.search(text) or _CODE.search(text) or len(text.split()) < 4
        if len(text) > 2 and "=" not in text and told:
            self.methods.append(text)

    @property
    def tested_on(self) -> str | None:
        """The date, where all sections of the panel agree."""
        return self.dates[0] if len(set(self.dates)) == 1 else None

    @property
    def method(self) -> str | None:
        found = list(dict.fromkeys(self.methods))
        return "; ".join(found) if 0 < len(found) <= 3 else None


@dataclass
class Sections:
    """What is said of each panel, and the texts of the page (page, box) that say when."""

    panels: dict[str, Said] = field(default_factory=dict)
    dated: set[tuple[int, tuple[float, ...]]] = field(default_factory=set)

    def of(self, panel: str) -> Said:
        return self.panels.setdefault(panel, Said())

    def date(self, panel: str, day: str, page: int, phrase: Phrase) -> None:
        self.of(panel).dates.append(day)
        self.dated.add((page, tuple(phrase.box)))


def sections_of(
    pages: Sequence[Sequence[Phrase]],
    tables: Sequence[Sequence[Table]],
    readings: Sequence[TableReading],
    words: Vocabulary,
    order: DateOrder,
) -> Sections:
    """Read what stands in, beside and under the titles of all sections, and in the rows of the summary.

    `readings` holds one reading for each of the tables, in their order.
    """
    out = Sections()
    rest = iter(readings)
    for number, phrases in enumerate(pages, 1):
        found = [
            _section(t, r, phrases, words) for t, r in zip(tables[number - 1], rest, strict=False) if r.measurements
        ]
        found = [replace(s, right=min((o.x0 for o in found if _right_of(o, s)), default=inf)) for s in found]
        for section in found:
            _read_title(section, phrases, number, out, order)
        for phrase in phrases:
            _read_mark(phrase, phrases, found, number, out, order)
        _read_summary(phrases, number, out, words, order)
    return out


def _section(table: Table, reading: TableReading, phrases: Sequence[Phrase], words: Vocabulary) -> Section:
    panel = Counter(panel for panel, _ in reading.measurements).most_common(1)[0][0]
    titles = [
        p for p in phrases
        if -3 < table.head_top - p.bottom < 170 and overlap(table.x0 - 12, table.x1 + 12, p.x0, p.x1) > 0
        and len(p.text) < 90 and _titled(p.text, words) == panel
    ]  # fmt: skip
    title = max(titles, key=lambda p: p.top, default=None)
    return Section(panel, title, title.top if title else table.head_top - 20, table.x0, table.x1, table.bottom)


def _right_of(other: Section, section: Section) -> bool:
    return other.x0 > section.x1 and overlap(other.top, other.bottom, section.top, section.bottom) > 0


def _titled(text: str, words: Vocabulary) -> str | None:
    """The panel of a title, its method aside ("POTENCY BY HPLC", "CANNABINOIDS (HPLC-UV)")."""
    return words.panel(text) or words.panel(_INSIDE.sub("", text))


def _read_title(section: Section, phrases: Sequence[Phrase], page: int, out: Sections, order: DateOrder) -> None:
    """ "CANNABINOID TEST RESULTS - 11/17/2021", "POTENCY BY HPLC // OCT 02, 2026", "CANNABINOIDS (HPLC-UV)"."""
    title = section.title
    if title is None:
        return
    if day := order.parse(title.text):
        out.date(section.panel, day, page, title)
    by, inside = _BY.search(title.text), _INSIDE.search(title.text)
    method = by[1] if by else inside[1] if inside and _TECHNIQUE.search(inside[1]) else None
    if method and not re.search(r"\b(?:client|weight)\b", method):
        out.of(section.panel).add(method)
    for phrase in _beside(section, title, phrases):
        first = re.split(r"\s+[·|•]\s+", phrase.text)[0]
        if _TECHNIQUE.search(first) and len(first) < 40 and not _TESTED.search(first) and not _METHOD.match(first):
            out.of(section.panel).add(first)


def _beside(section: Section, title: Phrase, phrases: Sequence[Phrase]) -> list[Phrase]:
    """What stands on the title's line, and in the line right under it where that begins with a technique."""
    level = [p for p in phrases if p is not title and abs(p.middle - title.middle) < 0.6 * title.size]
    under = [p for p in phrases if 0 <= p.top - title.bottom < title.size and _TECHNIQUE.match(p.text)]
    return [p for p in level if title.x1 <= p.x0 and p.x1 < section.right] + [
        p for p in under if abs(p.x0 - title.x0) < 3
    ]


def _read_mark(
    phrase: Phrase, phrases: Sequence[Phrase], sections: Sequence[Section], page: int, out: Sections, order: DateOrder
) -> None:
    """A line within a section that says when or how it was tested."""
    tested, method = _TESTED.search(phrase.text), _METHOD.match(phrase.text)
    section = _around(phrase, sections) if tested or method else None
    if section is None or phrase is section.title:
        return
    if tested and (day := order.parse(phrase.text[tested.end() : tested.end() + 22])):
        out.date(section.panel, day, page, phrase)
    elif tested and tested.end() == len(phrase.text):
        level = [p for p in phrases if 0 <= p.x0 - phrase.x1 < 60 and abs(p.middle - phrase.middle) < 3]
        if level and (day := order.parse(level[0].text)):
            out.date(section.panel, day, page, level[0])
    if method and method[1] and len(method[1]) < 120:
        out.of(section.panel).add(_TESTED.split(method[1])[0])


def _around(phrase: Phrase, sections: Sequence[Section]) -> Section | None:
    """The section that a line stands in: the lowest one that begins above it in its column."""
    label = label_of(phrase.text.partition(":")[0])
    of_report = label is not None and label[0] == "completed"  # above the first section, it dates the whole report
    if len({s.panel for s in sections}) == 1 and min(s.top for s in sections) - (0 if of_report else 60) < phrase.top:
        return sections[0]
    above = [s for s in sections if s.top <= phrase.bottom + 1 and s.x0 - 12 <= phrase.x0 <= _reach(s, phrase)]
    found = max(above, key=lambda s: (round(s.top), s.x0), default=None)
    return found if found and phrase.top < found.bottom + 60 else None


def _reach(section: Section, phrase: Phrase) -> float:
    """How far right a section goes: on the line of its title up to the next one."""
    titled = section.title is not None and abs(phrase.middle - section.title.middle) < 0.6 * phrase.size
    return section.right if titled else section.x1 + 40


def _read_summary(phrases: Sequence[Phrase], page: int, out: Sections, words: Vocabulary, order: DateOrder) -> None:
    """Rows "Pesticides  06/21/2022  Pass" under a heading "Date Tested"."""
    for head in phrases:
        if not _TESTED.fullmatch(head.text) or head.text.endswith(":"):
            continue
        below = [p for p in phrases if 0 < p.top - head.top < 250 and overlap(p.x0, p.x1, head.x0, head.x1) > 0]
        for cell in below:
            day = order.parse(cell.text) if len(cell.text) < 22 else None
            names = [p for p in phrases if abs(p.middle - cell.middle) < 0.5 * cell.size and p.x1 < cell.x0]
            panels = [panel for p in names if (panel := words.panel(p.text))]
            if day and len(panels) == 1:
                out.date(panels[0], day, page, cell)


__all__ = ["Sections", "sections_of"]
