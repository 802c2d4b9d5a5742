"""Who signed or approved the report: names beside their roles, or after "Approved by"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from coacheck.layout.phrases import Phrase, overlap
from coacheck.model import Signatory
from coacheck.page import Box, Printed
from coacheck.reading.fields.lab_names import mentions
from coacheck.reading.vocabulary import key, load, squeeze

_WORD = re.compile(r"[^\W\d_]+")
_BY = re.compile(
    r"^(.{0,40}?\b(?:by|par|da|por|durch|signatory|freigegeben)\b(?:\s*/\s*date)?)\s*:?\s*(.*)$", re.IGNORECASE
)
_DEGREES = re.compile(
    r",?\s*\b(?:Ph\.?\s?D|M\.?\s?S[Cc]|B\.?\s?S[Cc]|M\.?S|B\.?S|D\.?H\.?Sc|M\.?D|JD|MBA|DABT|MT)\b.*$"
)
_NAME = re.compile(r"(?:(?:Dr|Prof|Mr|Ms|Mrs)\.?\s+)*[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){1,4}")
_LABEL = 40
"""Letters of a label that stands alone."""
_LARGER = 1.3
_OVERLAP = 0.3
"""Of the size of print."""
_BEHIND_ROLE = re.compile(r"\s+[-–—]\s+\d|,\s")
_SPLIT = re.compile(r"\s+[-–—|]\s+|,\s*|\s*/\s*(?=[A-Z])")


def signatories_of(pages: Sequence[Sequence[Phrase]]) -> list[Signatory]:
    """Each name once, with its role where one is printed; a role without a name where no name is found at all."""
    found = [s for number, phrases in enumerate(pages, 1) for s in _on_page(number, phrases)]
    named: dict[str, Signatory] = {}
    for signed in sorted((s for s in found if s.name), key=lambda s: s.role is None):
        named.setdefault(key(signed.name or ""), signed)
    return list(named.values()) or found[:1]


def asks_for_one(phrases: Sequence[Phrase]) -> bool:
    """Is "Approved by", or a label like it, printed on the page?"""
    return any(_without_label(phrase.text)[0] for phrase in phrases if len(phrase.text) < _LABEL)


def signed_in_pictures(number: int, printed: Iterable[Printed]) -> list[Signatory]:
    """Who is named, with the role below, in the picture of a signature. `printed`: the print in a page's pictures."""
    lines: dict[Box, list[str]] = {}
    for line in printed:
        lines.setdefault(line.box, []).append(line.text)
    return [
        Signatory(name=name, role=role, page=number, bbox=list(box), text=f"{upper} {lower} (a picture, read by OCR)")
        for box, texts in lines.items()
        for upper, lower in pairwise(texts)
        if (name := _person(upper)) and (role := role_of(lower))
    ]


def _on_page(number: int, phrases: Sequence[Phrase]) -> Iterator[Signatory]:
    for phrase in phrases:
        if len(phrase.text) > 90:
            continue
        label, rest = _without_label(phrase.text)
        approved = label in _labels("approvals")
        if together := _together(rest) or (_run_together(rest) if approved else None):
            yield _signed(number, *together, phrase)
        elif (role := role_of(rest)) is not None:
            person, place = _person_of(phrase, phrases)
            begun = _begun_above(phrase, phrases)
            role = (role_of(f"{begun.text} {rest}") if begun else None) or role
            yield _signed(number, person, role, place or phrase, *([begun] if begun else []), phrase)
        elif approved:
            person, place = (_person(rest), phrase) if rest else _person_at(phrase, phrases)
            if person:
                yield _signed(number, person, None, place or phrase, phrase)


def _signed(number: int, name: str | None, role: str | None, *places: Phrase) -> Signatory:
    boxes = [p.box for p in places]
    sides = (*(min(b[i] for b in boxes) for i in (0, 1)), *(max(b[i] for b in boxes) for i in (2, 3)))
    text = " ".join(dict.fromkeys(p.text for p in sorted(places, key=lambda p: (p.top, p.x0))))
    return Signatory(name=name, role=role, page=number, bbox=list(sides), text=text)


@lru_cache(maxsize=8)
def _labels(*names: str) -> frozenset[str]:
    return frozenset(key(word) for name in names for word in load("people")[name])


def _without_label(text: str) -> tuple[str, str]:
    """ "Approved by: Sam Hill" → ("approvedby", "Sam Hill"); no label: ("", the text)."""
    match = _BY.match(text)
    if match and key(match[1]) in _labels("approvals", "others"):
        return key(match[1]), match[2]
    return "", text


def _begun_above(role: Phrase, phrases: Sequence[Phrase]) -> Phrase | None:
    """The line over a role that begins it: "Laboratory" over "Supervisor"."""
    near = (p for p in phrases if abs(p.x0 - role.x0) < _OVERLAP * role.size and abs(p.size - role.size) < 0.5
            and -_OVERLAP * role.size < role.top - p.bottom < _OVERLAP * role.size)  # fmt: skip
    return next((p for p in near if _words_of_role(p.text)), None)


def _words_of_role(text: str) -> bool:
    words = [key(w) for w in _WORD.findall(text)]
    return bool(words) and not re.search(r"\d|:", text) and all(w in _labels("words") for w in words)


def _together(text: str) -> tuple[str, str] | None:
    """Name and role in one line: "Sam Hill - Laboratory Director", "Sam Hill, President"."""
    parts = _SPLIT.split(_DEGREES.sub("", text), maxsplit=1)
    if len(parts) == 2 and (person := _person(parts[0])) and (role := role_of(parts[1])):
        return person, role
    return None


def _run_together(text: str) -> tuple[str, str] | None:
    """Name and role with nothing between them: "Sam Hill Laboratory Director, reg. 8112"."""
    words = text.split()
    for end in range(2, len(words)):
        person = _person(" ".join(words[:end]))
        roles = (role_of(" ".join(words[end:last])) for last in range(len(words), end, -1))
        if person and (role := next(filter(None, roles), None)):
            return person, role
    return None


def role_of(text: str) -> str | None:
    """The role that a text is, without a date or a company behind it."""
    head = _parted(_BEHIND_ROLE.split(text, maxsplit=1)[0].strip(" :-"))
    words = [key(w) for w in _WORD.findall(head)]
    fits = 0 < len(words) < 9 and _labels("heads", "words").issuperset(words)
    pairs = (a + b for a, b in pairwise(words))  # "Lead Analyst"
    headed = any(w in _labels("heads") for w in (*words, *pairs)) and not re.search(r"\d|:", head)
    return squeeze(head) if fits and headed else None


def _parted(text: str) -> str:
    """ "LabDirector/QAManager", as OCR runs it together."""
    return text if " " in text else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)


def _person(text: str) -> str | None:
    name = squeeze(_DEGREES.sub("", text)).strip(" ,:_")
    words = [key(w) for w in _WORD.findall(name)]
    if len(name) > 40 or not _NAME.fullmatch(name) or any(w in _labels("never") for w in words) or role_of(name):
        return None
    capital = all(w[0].isupper() or w in ("de", "da", "van", "von", "der", "la", "di") for w in name.split())
    return name if capital and any(len(w) > 2 for w in words) and not mentions(name) else None


def _person_of(role: Phrase, phrases: Sequence[Phrase]) -> tuple[str | None, Phrase | None]:
    """The name over a role, left of it, or below it."""
    phrases = [_in_own_print(p) for p in phrases]
    above = [p for p in phrases if _above(p, role) and _beneath(p, role)]
    left = [p for p in phrases if abs(p.middle - role.middle) < 1.4 * role.size and -1 < role.x0 - p.x1 < 130]
    below = [p for p in phrases if -2 < p.top - role.bottom < 1.2 * role.size and _beneath(p, role)]
    above.sort(key=lambda p: -p.bottom)
    left.sort(key=lambda p: (abs(p.middle - role.middle) > 0.9 * role.size, -p.x1))
    if len(above) > 1 and abs(above[0].size - above[1].size) < 0.5:
        stacked = _person(f"{above[1].text} {above[0].text}")  # given name over family name
        if stacked and all(" " not in p.text for p in above[:2]):
            return stacked, above[1]
    return _first((*above, *left, *below))


def _above(upper: Phrase, lower: Phrase) -> bool:
    """Set close over it; boxes of lines without lead overlap."""
    return -_OVERLAP * lower.size < lower.top - upper.bottom < 1.9 * max(lower.size, upper.size)


def _in_own_print(phrase: Phrase) -> Phrase:
    """What is set larger at the end of a line of small print, as a name is that stands beside it."""
    end = [w for w in phrase.words if w.size > _LARGER * phrase.words[0].size]
    own = end and len(end) < len(phrase.words) and phrase.words[-len(end) :] == tuple(end)
    return Phrase(tuple(end)) if own else phrase


def _person_at(label: Phrase, phrases: Sequence[Phrase]) -> tuple[str | None, Phrase | None]:
    """The name right of "Approved by", below it, or over the line that it stands under."""
    right = [p for p in phrases if abs(p.middle - label.middle) < 0.8 * label.size and -1 < p.x0 - label.x1 < 150]
    below = [p for p in phrases if -2 < p.top - label.bottom < 1.6 * label.size and _beneath(p, label)]
    over = [p for p in phrases if 0 < label.top - p.bottom < 40 and -10 < p.x0 - label.x0 < 200]
    return _first((*right, *below, *over))


def _beneath(a: Phrase, b: Phrase) -> bool:
    return overlap(a.x0, a.x1, b.x0, b.x1) > 0


def _first(phrases: Sequence[Phrase]) -> tuple[str | None, Phrase | None]:
    for phrase in phrases:
        for text in (_without_label(phrase.text)[1], phrase.text.partition(",")[0]):
            if person := _person(text):
                return person, phrase
    return None, None
