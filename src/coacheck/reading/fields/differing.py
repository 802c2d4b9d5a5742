"""What the pages of one report print differently under one label: who changed page 1 alone left the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coacheck.model import Differing, Evidence, PageMark
from coacheck.reading.fields.candidates import Candidate, is_empty, whole
from coacheck.reading.fields.dates import DateOrder
from coacheck.reading.fields.ids import place_of
from coacheck.reading.vocabulary import key

_NAMES = ("client", "distributor", "producer", "product", "strain")
_DATES = ("harvested", "produced", "collected", "received", "expires")
"""Not the day of the report: its parts may be reported one by one."""
_OTHERS = 2
"""Pages that agree on a date before another page's is odd: where each page is of one test, each may have its own."""


def differing(candidates: Sequence[Candidate], marks: Sequence[PageMark], order: DateOrder) -> list[Differing]:
    """Each label under which one page prints another name or day than those after or before it.

    Pages with a sample's or a report's number of their own are certificates of their own, and not compared.
    """
    if _many(candidates, marks):
        return []
    labels = dict.fromkeys((c.field, key(c.label)) for c in candidates if c.field in (*_NAMES, *_DATES))
    found = (_told(name, _by_page(name, label, candidates, order)) for name, label in labels)
    return [each for each in found if each]


def _many(candidates: Sequence[Candidate], marks: Sequence[PageMark]) -> bool:
    samples = {key(m.sample_id) for m in marks if m.sample_id}
    reports = {label: set[str]() for label in (key(c.label) for c in candidates if c.field == "report_id")}
    for c in candidates:
        if c.field == "report_id":
            reports[key(c.label)].add(key(whole(c)))
    return len(samples) > 1 or any(len(numbers) > 1 for numbers in reports.values())


def _by_page(
    name: str, label: str, candidates: Sequence[Candidate], order: DateOrder
) -> dict[int, tuple[str, Candidate]]:
    """What each page prints under the label; a page that prints several things there says nothing sure."""
    found: dict[int, dict[str, Candidate]] = {}
    for c in candidates:
        if c.field == name and key(c.label) == label and not is_empty(c.text):
            form = (order.parse(whole(c)) or "") if name in _DATES else key(whole(c))
            found.setdefault(c.page, {}).setdefault(form, c)
    return {page: next(iter(values.items())) for page, values in found.items() if len(values) == 1 and "" not in values}


def _told(name: str, pages: Mapping[int, tuple[str, Candidate]]) -> Differing | None:
    forms = Counter(form for form, _ in pages.values()).most_common()
    if len(forms) != 2:
        return None
    (usual, most), (odd, least) = forms
    if _is_part(usual, odd) or _is_part(odd, usual) or (name in _DATES and (least > 1 or most < _OTHERS)):
        return None
    field = "client" if name in ("distributor", "producer") else "product" if name == "strain" else name
    return Differing(field=field, places=list(_places(pages)))


def _is_part(a: str, b: str) -> bool:
    """Is it the same name, cut short or written out?"""
    return a.startswith(b) or a.endswith(b)


def _places(pages: Mapping[int, tuple[str, Candidate]]) -> Iterator[Evidence]:
    for page in sorted(pages):
        yield place_of(pages[page][1])
