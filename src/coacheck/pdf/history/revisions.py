"""What was appended to a file after it was first written, and which printed text that changed.

A PDF may be changed by appending to it: the earlier state is still there, and can be read by leaving out the rest.
The two parts of a file made for the web, and the second table that Office programs write, are no change.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF

from coacheck.model import PICTURE, Change, Revision
from coacheck.page import Box, Page, Word
from coacheck.pdf.history.changes import changes
from coacheck.pdf.interpret.content import marks_of
from coacheck.pdf.words.printed import words_of

_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_HEAD = 1024
_MOST_PAGES = 20
_MOST_PLACES = 40
_MOST_STATES = 5
"""What was changed when is told of a file that was saved so often; of others only what was changed."""
SPECK = 8.0
"""Points; what is narrower or lower is no picture of anything."""
_DAY = re.compile(r"D?:?((?:19[89]|20[0-9])\d)(\d\d)(\d\d)", re.IGNORECASE)
Printing = tuple[list[Word], list[Box]]
"""The words of a page, and the places of its pictures."""
BROKEN = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError,
    ArithmeticError, NotImplementedError, StopIteration, EOFError, RecursionError,
)  # fmt: skip
"""What pdfminer meets a broken file with."""


@dataclass(frozen=True)
class Update:
    """One appended part: where the file ended when it was first written, and before this part."""

    first: int
    start: int
    objects: frozenset[int]
    pages: list[int] = field(default_factory=list)


def updates_of(pdf: PDF, data: bytes) -> list[Update]:
    """The appended parts that hold objects, oldest first."""
    ends = _ends(pdf, data)
    if len(ends) < 2:
        return []
    parts: list[set[int]] = [set() for _ in ends]
    for number, at in _places(pdf):
        index = bisect_right(ends, at)  # 0: as first written
        if 0 < index < len(ends):
            parts[index].add(number)
    used = {p.page_number: set(_parts(p)) for p in pdf.pages}
    return [
        Update(ends[0], ends[i - 1], frozenset(objects), [n for n, made_of in used.items() if made_of & objects])
        for i, objects in enumerate(parts)
        if objects
    ]


def revisions_of(
    pdf: PDF, data: bytes, updates: Sequence[Update], pages: Sequence[Page]
) -> tuple[list[Revision], dict[str, str]]:
    """The appended parts with the places of changed text, and what the file first said about itself."""
    if not updates:
        return [], {}
    touched = sorted({n for u in updates for n in u.pages})[:_MOST_PAGES]
    try:
        with pdfplumber.open(io.BytesIO(data[: updates[0].first])) as first:
            record = {str(k): v for k, v in (first.metadata or {}).items() if isinstance(v, str)}
            before = {p.page_number: _printed(p) for p in first.pages if p.page_number in touched}
    except (pdfplumber.utils.exceptions.PdfminerException, *BROKEN):
        return [Revision(pages=u.pages, objects=len(u.objects)) for u in updates], {}
    changed = [change for page in pages if page.number in before for change in _changed(page, before[page.number])]
    changed = changed[:_MOST_PLACES]
    several = changed and 1 < len(updates) <= _MOST_STATES
    days = _days(pdf, data, updates, before, changed, record.get("ModDate", "")) if several else []
    changed = [_dated(change, days) for change in changed]
    out = [Revision(pages=u.pages, objects=len(u.objects)) for u in updates]
    out[-1] = out[-1].model_copy(update={"changed": changed})
    return out, record


def _days(
    pdf: PDF, data: bytes, updates: Sequence[Update], before: Mapping[int, Printing], changed: Sequence[Change],
    last: str,
) -> list[tuple[str, set[tuple[int, str, str]]]]:
    """For each state of the file the day on which it was saved, and what it prints otherwise than the first.

    The last one, which all that is left was changed by, is named by its day alone. A state that has the time of the one
    before it does not say its day.
    """
    found = []
    left = {_key(change) for change in changed}
    for update in updates[1:]:
        broken = suppress(pdfplumber.utils.exceptions.PdfminerException, *BROKEN)
        with broken, pdfplumber.open(io.BytesIO(data[: update.start])) as state:
            pages = {page for page, _, _ in left}  # the others' changes have their day
            now = {p.page_number: _printed(p) for p in state.pages if p.page_number in pages}
            told = {_key(c) for n, (words, boxes) in now.items() for c in _between(n, before[n], words, boxes)}
            left -= told
            found.append((_day(state, last), told))
            last = _modified(state)
    return [*found, (_day(pdf, last), set())]


def _modified(state: PDF) -> str:
    return str((state.metadata or {}).get("ModDate", ""))


def _day(state: PDF, before: str) -> str:
    match = _DAY.match(_modified(state)) if _modified(state) != before else None
    return "-".join(match.groups()) if match else ""


def _key(change: Change) -> tuple[int, str, str]:
    return change.page, change.old, change.new


def _dated(change: Change, days: Sequence[tuple[str, set[tuple[int, str, str]]]]) -> Change:
    """With the day of the first state that prints it so."""
    day = next((day for day, told in days[:-1] if _key(change) in told), days[-1][0] if days else "")
    return change.model_copy(update={"day": day})


def lost_end(pdf: PDF, data: bytes) -> bool:
    """Does a mark of an end point at no table of the file's own chain? A file made for the web has one that says 0."""
    known = _chain(pdf, data) | ({0} if b"/Linearized" in data[:_HEAD] else set())
    return any(int(m[1]) not in known for m in _END.finditer(data))


def _ends(pdf: PDF, data: bytes) -> list[int]:
    """Where each state of the file ends: after the mark that points at a table of the file's own chain."""
    known = _chain(pdf, data)
    return [m.end() for m in _END.finditer(data) if int(m[1]) in known and 0 < int(m[1]) < m.start()]


def _chain(pdf: PDF, data: bytes) -> set[int]:
    """Where the tables are that the last end leads to."""
    trailers = [xref.get_trailer() for xref in pdf.doc.xrefs]
    known = {n for t in trailers for n in (t.get("Prev"), t.get("XRefStm")) if isinstance(n, int)}
    return known | {int(m[1]) for m in list(_END.finditer(data))[-1:]}


def _places(pdf: PDF) -> Iterator[tuple[int, int]]:
    """Every object of every table, and where in the file it stands."""
    for xref in pdf.doc.xrefs:
        found = {number: xref.get_pos(number) for number in xref.get_objids()}
        for number, (stream, at, _) in found.items():
            if stream is None:
                yield number, at
            elif stream in found:  # packed into a stream with others
                yield number, found[stream][1]


def _parts(page: PlumberPage) -> Iterator[int]:
    """The numbers of the objects that make what is printed on a page: content, fonts, pictures, annotations."""
    attributes: dict[str, Any] = page.page_obj.attrs
    yield from _references(attributes.get("Contents"))
    yield from _references(attributes.get("Annots"))
    resources = resolve1(page.page_obj.resources)
    for kind in ("Font", "XObject"):
        named = resolve1(resources.get(kind)) if isinstance(resources, dict) else None
        for item in named.values() if isinstance(named, dict) else ():
            yield from _references(item)


def _references(value: Any) -> Iterator[int]:
    if isinstance(value, PDFObjRef):
        yield value.objid
        value = resolve1(value)
    for item in value if isinstance(value, list) else ():
        if isinstance(item, PDFObjRef):
            yield item.objid


def _printed(page: PlumberPage) -> Printing:
    marks = marks_of(page)
    words = words_of(page, [*marks.chars, *marks.unseen, *marks.clipped], page.annots)
    return words, [b for b in marks.images if b[2] - b[0] > SPECK and b[3] - b[1] > SPECK]


def _changed(page: Page, before: Printing) -> Iterator[Change]:
    words = [*page.words, *(h.word for h in page.hidden if h.why != "overprinted")]
    return _between(page.number, before, words, page.pictures)


def _between(page: int, before: Printing, words: Sequence[Word], pictures: Sequence[Box]) -> Iterator[Change]:
    """The changes of a page. A picture that is in place of another one was put in."""
    yield from changes(page, before[0], words)
    known = {tuple(map(round, box)) for box in before[1]}
    for box in pictures:
        if tuple(map(round, box)) not in known:
            yield Change(page=page, bbox=[round(v, 1) for v in box], new=PICTURE)
    for box in before[1]:
        if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in pictures):
            yield Change(page=page, bbox=[round(v, 1) for v in box], old=PICTURE)
