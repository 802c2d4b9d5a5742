"""Labels and values in one line of print: "Sample ID: SA-1; Batch: 7", "Sample # AACT433", "Date Issued 11/21/2021"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from coacheck.layout.phrases import Phrase
from coacheck.page import Word
from coacheck.reading.fields.labels import field_of, is_label
from coacheck.reading.vocabulary import squeeze

_DATED = ("reported", "received", "collected", "expires", "completed", "produced", "harvested", "tested")
_NAMES = ("client", "product", "sample_id", "matrix")
_APART = {"|", "//", "·", "•"}
_SIGN = re.compile(r"\s*#\s*:?\s*|\s*:(?!//)\s*|(?<=\w)\s+[-–]\s+")
"""What stands between a label and its value."""
_SEPARATOR = re.compile(r"\s*(?:;|//|\||•)\s*")
_NEXT_LABEL = re.compile(r"\s+(?=[A-Z][^\W\d]*(?: [^\W\d]+){0,2}:(?:\s|$))")
_ID = re.compile(r"^(?=\S*\d)[\w#./-]{3,}(?:\s[\w#./-]+|\s\(\w+\))?$")
_DATED_ID = re.compile(r"^(?=\S*\d)[\w#./-]{3,}\s+(?:del|vom|du|van|de|dated|of)\s+\S*\d\S*$")
""" "Rapporto di prova n° 23-4417 del 24/10/2023"."""
_DATE = re.compile(r"^\d{1,4}[/.-]\d|^[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}\b|^\d{1,2}[ -]?[A-Z][a-z]{2}")
_PAIR = re.compile(r"^[^\W\d][^:;|]{1,40}:\s+\S")
"""Any words, known as a label or not, with a colon and something behind it."""
_NUMBERED = re.compile(r"(?=\S*\d)\S{2}")
_MOST_WORDS = 7
"""Words of a label."""
_SENTENCE = 8
"""A word with a colon after more words than these is no label: it stands in a sentence."""
_WIDE, _SPACE = 1.5, 0.6
"""How many spaces wide a gap is that parts a label from its value; the widest space of a font, in em."""
_BLOCK = 3
"""So many ids and dates without a sign before them are a block of such …"""
_LINES = 4.0
"""… whose lines are no further from each other than so many em."""
_MOST_BARE = 4
"""Words of a label that nothing parts from its value."""


@dataclass(frozen=True)
class Mark:
    """A label in a line, with the place where its value begins."""

    start: int
    value: int
    label: str


def pairs_in(phrase: Phrase) -> Iterator[tuple[str, str]]:
    """Label and value, for each label of the line that is known; a label with nothing behind it has an empty value."""
    text = phrase.text
    marks = _marks(text)
    head = text[: marks[0].start] if marks else text
    for part in _SEPARATOR.split(head):
        yield from _without_sign(part, phrase)
    ends = [*(m.start for m in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        value = _SEPARATOR.split(text[mark.value : end], maxsplit=1)[0]
        yield mark.label, squeeze(_NEXT_LABEL.split(value, maxsplit=1)[0].strip(" :#,"))


@lru_cache(maxsize=5_000)
def _marks(text: str) -> tuple[Mark, ...]:
    """The known labels of a line that a sign parts from their values."""
    return tuple(_signed(text))


def _signed(text: str) -> Iterator[Mark]:
    last = 0
    for sign in _SIGN.finditer(text):
        start = _label_before(text, last, sign.start(), sign[0])
        if start is not None:
            yield Mark(start, sign.end(), text[start : sign.start()].strip() + ("#" if "#" in sign[0] else ""))
            last = sign.end()


def _label_before(text: str, last: int, end: int, sign: str) -> int | None:
    """Where the longest known label that ends at a sign begins; a dash parts only what begins its line."""
    begin = max([last, *(m.end() for m in _SEPARATOR.finditer(text, last, end))])
    starts = [m.start() for m in re.finditer(r"(?<![^\s(])\S", text[begin:end])][-_MOST_WORDS:]
    for start in (begin + s for s in starts):
        before = len(text[:start].split()) if not last else 0
        if before == 1 or before > _SENTENCE or _NUMBERED.match(text[start:end]):
            continue  # "Plant Material: …": the word before belongs to it; "T411103-01 CCB ID:": it does not
        label = text[start:end].strip()
        if label[0].isalnum() and is_label(label + ("#" if "#" in sign else "")):
            return start if sign.strip(" -–") or start == begin else None
    return None


def _without_sign(part: str, phrase: Phrase) -> Iterator[tuple[str, str]]:
    """A label and its value with nothing between: parted by weight of print, or the value is a date or an id."""
    own = part == phrase.text
    for cut, label, value, found in _begun(part):
        apart = own and not is_label(part) and _by_gap(phrase.words, cut)
        parted = apart or (own and _by_weight([w.bold for w in phrase.words], cut))
        dated = found in _DATED and _DATE.match(value)
        numbered = (found in ("sample_id", "batch") and _ID.match(value)) or (
            found == "report_id" and _DATED_ID.match(value)
        )
        if parted or dated or numbered:
            yield label, squeeze(value)
            return


@lru_cache(maxsize=5_000)
def _begun(text: str) -> tuple[tuple[int, str, str, str], ...]:
    """The known labels that a text begins with, the longest first: their words, themselves, the rest, the field."""
    words = text.split()
    cuts = range(min(_MOST_BARE, len(words) - 1), 0, -1)
    ways = ((cut, " ".join(words[:cut]), " ".join(words[cut:])) for cut in cuts)
    return tuple((cut, label, rest, found[0]) for cut, label, rest in ways if (found := field_of(label)))


def unsigned(phrases: Sequence[Phrase]) -> dict[int, tuple[str, str]]:
    """Labels with their values behind them and no sign between, by phrase: names and kinds, in a block where ids and
    dates are printed so ("Sample ID S-1", "Client Hill Farm LLC", "Received 10/18/2024")."""
    told = [p for p in phrases if ":" not in p.text and _proved(p)]
    if len(told) < _BLOCK:
        return {}
    near = (p for p in phrases if ":" not in p.text and any(_of_one_block(p, t) for t in told))
    return {id(p): pair for p in near if p not in told and (pair := _named(p.text))}


def _proved(phrase: Phrase) -> bool:
    parts = _SEPARATOR.split(phrase.text)
    return all(len(part.split()) > 1 and any(_without_sign(part, phrase)) for part in parts)


def _of_one_block(a: Phrase, b: Phrase) -> bool:
    return abs(a.middle - b.middle) < _LINES * b.size and (abs(a.x0 - b.x0) < 1 or abs(a.middle - b.middle) < 1)


def _named(text: str) -> tuple[str, str] | None:
    """A name behind the longest label that the text begins with."""
    for _, label, value, found in _begun(text):
        if found in _NAMES and value[0].isalnum() and not value[0].islower():
            return None if is_label(text) else (label, value)
    return None


def _by_weight(bold: list[bool], cut: int) -> bool:
    return len(bold) > cut and len({*bold[:cut]}) == 1 and len({*bold[cut:]}) == 1 and bold[0] != bold[cut]


def _by_gap(words: Sequence[Word], cut: int) -> bool:
    """Is the gap before the value wider than all spaces of the line?"""
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    if len(gaps) != len(words) - 1 or not 0 < cut <= len(gaps):
        return False
    wide, spaces = gaps[cut - 1], [*gaps[: cut - 1], *gaps[cut:]]
    return wide > _WIDE * max(spaces) if spaces else wide > _WIDE * _SPACE * words[0].size


def parted(phrase: Phrase) -> list[Phrase]:
    """The parts of a line such as "Client: X // Batch: 7 | Overall Result:", where one of them is a label or a pair."""
    if not any(word.text in _APART for word in phrase.words):
        return [phrase]
    groups: list[list[Word]] = [[]]
    for word in phrase.words:
        if word.text in _APART:
            groups.append([])
        else:
            groups[-1].append(word)
    parts = [Phrase(tuple(group)) for group in groups if group]
    told = [p for p in parts if is_pair(p) or is_label(p.text)]
    return parts if len(parts) > 1 and told else [phrase]


def is_pair(phrase: Phrase) -> bool:
    """Does the line begin with a known label that has its value behind it, or a sign?"""
    first = next(iter(_marks(phrase.text)), None)
    if first is not None:
        return first.start == 0
    return any(value for _, value in _without_sign(phrase.text, phrase)) if _begun(phrase.text) else False


def like_a_pair(text: str) -> bool:
    """Does it look like a label and a value, whatever the label means ("Humidity: 12 %")?"""
    return _PAIR.match(text) is not None
