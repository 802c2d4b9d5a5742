"""What was tested: the product."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from coacheck.layout.phrases import Lines, Phrase
from coacheck.layout.relations import alike, level
from coacheck.model import Evidence
from coacheck.reading.fields.candidates import Candidate, best, whole
from coacheck.reading.fields.ids import is_name
from coacheck.reading.fields.lab_names import mentions
from coacheck.reading.fields.labels import is_label
from coacheck.reading.fields.over_results import head_rows, heads_results
from coacheck.reading.fields.wording import FIRM, FOREIGN_STREET, NOT_TITLES, POST_BOX, STREET, TOWN, ZIP
from coacheck.reading.vocabulary import Vocabulary, key

_LONGEST = 90
"""Letters of a product's name."""
_SHORT = 40
"""A text of fewer letters that is part of another's name is no title of its own."""
_ALMOST, _LARGER = 0.95, 1.1
"""Shares of a size of print: as large as, and larger than."""
_BEFORE = 120.0
"""A label, whatever it says, stands at most so many points before its value."""
_NEXT_LINE = 0.5
"""The lines of a title are no further from each other than so many em."""
_COLUMN = 3
"""So many labels make a column."""
_LICENCE = 6
"""A licence has no fewer signs; what is shorter may have been taken for one."""
_OTHERS = {
    "batch", "other", "report_id", "product_id", "batch_date", "harvested", "produced", "collected", "received",
    "tested", "completed", "reported", "expires", "strain", "matrix",
}  # fmt: skip
"""Fields whose values are no product's name."""
_PARTIES = ("client", "distributor", "producer", "laboratory", "premises")
_BRACKETS = re.compile(r"\(([^()\d]+)\)")
_MICROGRAMS = re.compile(r"[uµμ]g\b")
_GOES_ON = re.compile(r"(?:for|of|für|per|para|pour|voor)\s+(?P<name>\S.*)")
_WITH_BATCH = re.compile(r"[\s,;(-]+(?:batch|lot|lotto|lote|charge)\b.*", re.IGNORECASE)
_SAMPLE = {
    "sample", "sampleid", "sampleno", "samplenumber", "muestra", "campione", "probe", "echantillon", "amostra",
    "monster",
}  # fmt: skip


def product_of(
    candidates: Sequence[Candidate], pages: Sequence[Sequence[Phrase]], taken: Sequence[str | None],
    places: Sequence[Evidence | None], vocabulary: Vocabulary,
) -> tuple[str | None, Evidence | None]:  # fmt: skip
    """The product by its label, else the sample where that is a name, else a title, else the strain.

    `taken`: what the lab, client, matrix and the ids are. `places`: where the matrix and the sample id stand.
    """
    for candidate in [*best(candidates, "product"), *_names(candidates)]:
        text = whole(candidate)
        if not is_label(text) and len(text) < _LONGEST and not candidate.late and not text.endswith("-"):
            return text, Evidence(page=candidate.page, bbox=candidate.box, text=text)
    for candidate in best(candidates, "sample_id"):
        text = whole(candidate)
        if not _SAMPLE.isdisjoint(map(key, candidate.label.split("/"))) and is_name(text) and not candidate.late:
            return _without_matrix(text, taken), Evidence(page=candidate.page, bbox=candidate.box, text=text)
    if title := _title(candidates, pages, taken, places, vocabulary):
        whole_title = _with_next_line(title, candidates, pages[0], taken, vocabulary)
        return _called(whole_title.text), Evidence(page=1, bbox=whole_title.box, text=whole_title.text)
    strain = next(iter(best(candidates, "strain")), None)
    return (whole(strain), Evidence(page=strain.page, bbox=strain.box, text=whole(strain))) if strain else (None, None)


def _called(title: str) -> str:
    """The product in a title that goes on with it: "(Certificate of Analysis) / for Hemp Flower, Batch BD-7"."""
    match = _GOES_ON.match(title)
    return _WITH_BATCH.sub("", match["name"]) if match else title


def _names(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """What is called "Name" and no more, right over or under the id or the kind of the sample."""
    own = [c for c in candidates if c.field in ("sample_id", "matrix") and not c.late]
    for candidate in best(candidates, "other"):
        if key(candidate.label) == "name" and any(_adjoins(candidate, c) for c in own):
            yield candidate


def _adjoins(a: Candidate, b: Candidate) -> bool:
    """Is one value set flush right under the other?"""
    gap = max(a.box[1], b.box[1]) - min(a.box[3], b.box[3])
    return a.page == b.page and abs(a.box[0] - b.box[0]) < 2 and -1 < gap < a.box[3] - a.box[1]


def _with_next_line(
    title: Phrase, candidates: Sequence[Candidate], page: Sequence[Phrase], taken: Sequence[str | None],
    vocabulary: Vocabulary,
) -> Phrase:  # fmt: skip
    """The title with its second line: right under it, set as it is, larger than the page, and nothing else."""
    usual = median(p.size for p in page)
    told = {tuple(c.box) for c in candidates}
    under = [
        p for p in page
        if -1 < p.top - title.bottom < _NEXT_LINE * title.size and abs(p.x0 - title.x0) < 2 and p.bold == title.bold
        and abs(p.size - title.size) < 0.3 and tuple(p.box) not in told
    ]  # fmt: skip
    others, form = [key(t) for t in taken if t], key(under[0].text) if under else ""
    others = [o for o in others if o == form or not o.endswith(form)]  # the kind is "Vape - Cartridge"
    fits = len(under) == 1 and title.size > _LARGER * usual and _is_title(under[0].text, others, vocabulary)
    return Lines((*title.words, *under[0].words), f"{title.text} {under[0].text}") if fits else title


def _title(
    candidates: Sequence[Candidate], pages: Sequence[Sequence[Phrase]], taken: Sequence[str | None],
    places: Sequence[Evidence | None], vocabulary: Vocabulary,
) -> Phrase | None:  # fmt: skip
    """The product's name without a label: over the matrix or the sample's id, else in the largest print."""
    parties = [c.text for c in candidates if c.field in _PARTIES]
    options = _of_no_other_field(_titles(pages, [*taken, *parties], vocabulary), candidates)
    numbers = _numbers(candidates)
    names = [p for p in options if key(p.text) not in numbers]
    licences = {key(whole(c)) for c in candidates if c.field == "license" and re.fullmatch(r"\S*\d\S*", whole(c))}
    unlicensed = [p for p in options if key(p.text) not in licences]
    return next((p for place in places if (p := _over(place, names))), None) or _largest(unlicensed, pages)


def _of_no_other_field(titles: Sequence[Phrase], candidates: Sequence[Candidate]) -> list[Phrase]:
    """The titles that are no value of another field, nor a further line of one."""
    others = [c for c in candidates if c.field in _OTHERS]
    told = {tuple(c.box) for c in others if c.page == 1}
    rest = {key(line) for c in others for line in c.lines[1:]}
    return [p for p in titles if tuple(p.box) not in told and key(p.text) not in rest]


def _numbers(candidates: Sequence[Candidate]) -> set[str]:
    """The numbers of batch, report and licence, levelled."""
    ids = {key(whole(c)) for c in candidates if c.field in ("batch", "report_id")}
    licences = {key(whole(c)) for c in candidates if c.field == "license"}
    return ids | {number for number in licences if len(number) >= _LICENCE}


def _largest(options: Sequence[Phrase], pages: Sequence[Sequence[Phrase]]) -> Phrase | None:
    """The title that is set in the largest print, where that is larger or bolder than what the page is set in."""
    options = [p for p in options if any(c.isalpha() for c in p.text)]
    if not options:
        return None
    usual, size = median(p.size for p in pages[0]), max(p.size for p in options)
    large = [p for p in options if p.size > _ALMOST * size and (size > _LARGER * usual or p.bold)]
    return min(large, key=lambda p: p.top, default=None)


def _without_matrix(text: str, taken: Sequence[str | None]) -> str:
    match = re.match(r"^(.+?)\s*\(([^()]+)\)$", text)
    return match[1] if match and any(t and key(t) == key(match[2]) for t in taken) else text


def _over(place: Evidence | None, options: Sequence[Phrase]) -> Phrase | None:
    """The top line of the stack of lines right above a place, set flush with it."""
    if place is None or place.page != 1:
        return None
    x0, top, x1, _ = place.bbox
    found = None
    for phrase in sorted(options, key=lambda p: -p.top):
        gap = top - phrase.bottom
        if -1 < gap < (1.2 if found else 2.2) * phrase.size and (abs(phrase.x0 - x0) < 3 or abs(phrase.x1 - x1) < 3):
            found, top = phrase, phrase.top
    return found


def _titles(pages: Sequence[Sequence[Phrase]], taken: Sequence[str | None], vocabulary: Vocabulary) -> list[Phrase]:
    """Phrases at the head of page 1 that could be the product: no label, no date, no lab, no client, no panel."""
    if not pages or not pages[0]:
        return []
    height = max(p.bottom for p in pages[0])
    others = [key(t) for t in taken if t]
    head = [p for p in pages[0] if p.top < 0.4 * height]
    signs = [p for p in head if p.text.endswith(":")]
    labels = [p for p in head if is_label(p.text)]
    titles = [p for p in head if not _is_value(p, signs, labels) and _is_title(p.text, others, vocabulary)]
    titles = _over_no_results(titles, pages[0], vocabulary)
    return [p for p in titles if not _among_labels(p, [b for b in labels if ":" not in b.text])]


def _over_no_results(titles: list[Phrase], page: Sequence[Phrase], vocabulary: Vocabulary) -> list[Phrase]:
    """Those that are no headings of results, and hold no unit as these do."""
    rows = head_rows(page, vocabulary) if titles else []
    return [p for p in titles if not heads_results(p, rows) and not _in_units(p.text, vocabulary)]


def _is_value(phrase: Phrase, signs: Sequence[Phrase], labels: Sequence[Phrase]) -> bool:
    """Does it stand behind a label with a sign, or a number behind any?"""
    before = [*signs, *labels] if key(phrase.text).isdigit() else signs
    return any(0 < phrase.x0 - b.x1 < _BEFORE and level(b, phrase) for b in before)


def _among_labels(phrase: Phrase, labels: Sequence[Phrase]) -> bool:
    """Does it stand in a column of labels, set as they are?"""
    return sum(abs(b.x0 - phrase.x0) < 2 and b.bold == phrase.bold and alike(b, phrase) for b in labels) >= _COLUMN


_NO_TITLE = re.compile(
    r"https?://|www\.|@|\(\d{3}\)|\d{3}-\d{4}|powered by|scan |^\d+ \w+ .*(?:st|ave|rd|dr|blvd|suite)\b"
    r"|^\d[\d\s./:,-]*[\s./:,-][\d\s./:,-]*$"
    r"|^(?:[a-z]{3,9}\.? \d{1,2}, (?:19|20)\d\d|\d{1,2}([/.-])\d{1,2}\1(?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)\b",
    re.IGNORECASE,
)


def _is_title(text: str, others: Sequence[str], vocabulary: Vocabulary) -> bool:
    if _GOES_ON.match(text) and not _WITH_BATCH.search(text):  # it may be a client
        return False
    form = key(_called(text))
    taken = any(form == o or (len(form) < _SHORT and form in o) for o in others)
    if len(form) < 3 or ":" in text or taken or _is_label(text) or _is_address(text) or _says_otherwise(text):
        return False
    if form in vocabulary.statuses or vocabulary.known(text) or vocabulary.heading(text):
        return False
    unit, rest = vocabulary.find_unit(text)
    return not unit or sum(c.isalpha() for c in rest) > 3


def _in_units(text: str, vocabulary: Vocabulary) -> bool:
    """Does it have a unit in brackets, as a heading does: "Daily limit (ug)"?"""
    return any(_MICROGRAMS.match(b) or vocabulary.unit(b) for b in _BRACKETS.findall(text))


def _is_label(text: str) -> bool:
    numbered = "#" in text and (is_label(text.partition("#")[0]) or text.startswith("#"))
    return numbered or is_label(text)


def _is_address(text: str) -> bool:
    street = FOREIGN_STREET.search(text) or (text[0].isdigit() and STREET.search(text))
    return bool(street or ZIP.search(text) or TOWN.search(text) or POST_BOX.match(text))


def _says_otherwise(text: str) -> bool:
    """Is it a web address, a telephone, a date, the title of the report, a firm or a laboratory?"""
    return bool(_NO_TITLE.search(text) or NOT_TITLES.search(text) or FIRM.search(text) or mentions(text))
