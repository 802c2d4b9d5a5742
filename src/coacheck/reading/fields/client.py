"""For whom: the client, by label or by where clients stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coacheck.layout.phrases import Phrase
from coacheck.model import Evidence
from coacheck.reading.fields.beside import NAMED
from coacheck.reading.fields.candidates import Candidate, best, is_empty
from coacheck.reading.fields.lab_names import mentions
from coacheck.reading.fields.labels import is_label
from coacheck.reading.fields.unlabelled import addressees, named_places, of_a_letter
from coacheck.reading.fields.wording import FIRM, LICENSED, NOT_TITLES, POST_BOX
from coacheck.reading.vocabulary import key, squeeze, vocabulary

_ADDRESS = re.compile(r",\s*(?=\d+\s+\w|P\.?O\.? Box|[^\W\d][^,]*\s\d{1,4}\s?[a-z]?(?:,|$))")
"""Where an address begins, with the number before its street or behind it."""
_TOWN = re.compile(r",\s*[A-Z]{2}\b")


Found = tuple[str | None, Evidence | None]


def client_of(candidates: Sequence[Candidate], pages: Sequence[Sequence[Phrase]], lab: str | None) -> Found:
    """Client where printed, else distributor, else producer, else a name set where clients stand."""
    for field in ("client", "distributor", "producer"):
        for candidate in best(candidates, field):
            name = _company(candidate)
            if name and not candidate.late and _worded(name):
                return name, Evidence(page=candidate.page, bbox=candidate.box, text=name)
    for name, phrase in _without_label(pages[0], lab) if pages else ():
        return name, Evidence(page=1, bbox=phrase.box, text=phrase.text)
    return None, None


def _without_label(phrases: Sequence[Phrase], lab: str | None) -> Iterator[tuple[str, Phrase]]:
    """Names of firms that are not the laboratory's: called a business, set where clients stand, over an address."""
    for phrase in phrases:
        named = NAMED.match(phrase.text)
        if named and named[1] and _worded(squeeze(named[2])) and not mentions(named[2]):
            yield squeeze(named[2]), phrase
    for phrase in named_places(phrases):
        if _is_other(squeeze(phrase.text), lab) and not phrase.text[0].isdigit():
            yield squeeze(phrase.text), phrase
    for name, phrase in (*addressees(phrases), *(of_a_letter(phrases) if lab else ())):
        if _is_other(squeeze(name), lab):
            yield squeeze(name), phrase


def _is_other(name: str, lab: str | None) -> bool:
    """Is it a firm's name, and not the laboratory's?"""
    same = lab and (key(name) in key(lab) or key(lab) in key(name))
    return not mentions(name) and not same and _proper(name)


def _company(candidate: Candidate) -> str | None:
    """The first line of a block that is a name, with what belongs to it on the next."""
    lines = [named[2] if (named := NAMED.match(line)) else line for line in candidate.lines or (candidate.text,)]
    first = next((i for i, text in enumerate(lines[:2]) if _names(text)), None)
    if first is None:
        return None
    text, rest = lines[first], lines[first + 1 :]
    return squeeze(f"{text} {rest[0]}" if _runs_on(text, rest) else _ADDRESS.split(text)[0])


def _names(text: str) -> bool:
    if vocabulary().panel(text):
        return False  # the title of a section
    labelled = is_label(text) or (":" in text and is_label(text.partition(":")[0]))
    address = text[0].isdigit() or POST_BOX.match(text) or LICENSED.match(text)
    return not is_empty(text) and not address and not labelled


def _runs_on(text: str, rest: Sequence[str]) -> bool:
    """Does the name go on in the next line: the firm's form stands on it, or the address only begins after it?"""
    if rest and not FIRM.search(text) and FIRM.search(rest[0]) and not rest[0][0].isdigit():
        return True
    name = len(rest) > 1 and not re.search(r"[\d:,]", rest[0])
    return name and (rest[1][:1].isdigit() or bool(_TOWN.search(rest[1])))


def _proper(name: str) -> bool:
    return _worded(name) and not NOT_TITLES.search(name)


def _worded(name: str) -> bool:
    letters = sum(c.isalpha() for c in name)
    return letters > 2 and ":" not in name and "#" not in name and not is_label(name) and not is_empty(name)
