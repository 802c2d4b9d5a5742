"""The laboratory's licence: a number by its form, or by where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.labs import known as known_labs
from coacheck.layout.phrases import Phrase, overlap
from coacheck.reading.fields.accreditation import ISO_17025
from coacheck.reading.fields.lab_names import mentions
from coacheck.reading.vocabulary import key

_LICENCE_WORD = re.compile(
    r"\b(?:lic\w*|permit|registration|testing (?:laborator(?:y|ies) |lab |facility )?certification|OLCC|CCC|CRC|MMCC)"
    r"\b[^\n]{0,12}$",
    re.IGNORECASE,
)

_NEAR = 50
"""Letters before a number, where such a word may stand."""


def licence_of_form(text: str) -> str | None:
    """A number in a form of laboratory licences; where many a number looks so, a word for licence stands before it."""
    for form in known_labs()["licence"]:
        for match in re.finditer(rf"(?<![A-Za-z0-9-]){form['pattern']}(?![A-Za-z0-9-])", text):
            told = not form.get("plain") or _LICENCE_WORD.search(text[: match.start()][-_NEAR:])
            if told and not form.get("registration"):
                return match[0]
    return None


_LICENSED = re.compile(
    r"(?:\b(?:licen[cs]ed?|lic|permit|lab(?:oratory)? (?:registration|certificate)|licencia|licenza|lizenz)\b\.?"
    r"|\b(?:certified|approved|registered|licensed) lab(?:oratory)?\b|\btesting (?:laboratory|lab|facility)\b"
    r"|\bsafety compliance facility\b|\bestablishment id\b)"
    r"(?:\s+de(?:\s[^\W\d]+){1,2})?\s*(?:no\b\.?|number|id\b|nr\b\.?|n[°º])?\s*[:#]*\s*"
    r"((?:[A-Z]{2,5} (?=\d{3}))?(?=[\w.-]*\d)[A-Z0-9][\w.-]{3,})",
    re.IGNORECASE,
)
_ID = re.compile(r"(?=(?:[^\d]*\d){2})[A-Z0-9][A-Z0-9._ -]*[A-Z0-9]")
"""Capitals and digits, of these two at least."""
_PLACE = re.compile(r"(?:certified|approved|registered|licensed|testing|safety)\b(?!.*\blicen)", re.IGNORECASE)
_NUMBER = re.compile(r"#|\b(?:no|number|nr)\b", re.IGNORECASE)
_CODED = re.compile(r"[A-Z]{2,}.*\d{3}")
"""Behind the name of a kind of place a bare number may be its street's: letters and digits are a licence."""
_OTHERS = re.compile(
    r"\b(?:no|not|without|client|customer|producer|grower|cultivator|distributor)\b[^|·•]*$", re.IGNORECASE
)
"""Before a licence that is not the laboratory's."""
_ROUNDS = 3
"""The letterhead is so many lines on from the name of the laboratory."""


def licence_beside(name: str | None, pages: Sequence[Sequence[Phrase]]) -> str | None:
    """A licence printed with the lab's name or accreditation, or in the lines of its letterhead."""
    for phrases in pages[:1]:
        own = [p for p in phrases if ISO_17025.search(p.text) or (name and _is_of(p.text, name))]
        for phrase in _letterhead(phrases, own):
            for match in _LICENSED.finditer(phrase.text):
                number = match[1].strip(".-")
                bare = _PLACE.match(match[0]) and not _NUMBER.search(match[0]) and not _CODED.match(number)
                if _ID.fullmatch(number) and not bare and not _OTHERS.search(phrase.text[: match.start()]):
                    return number
    return None


def _is_of(text: str, name: str) -> bool:
    """Is it the lab's name, a line with it, or the lab's own web address?"""
    return (len(key(name)) > 5 and key(name) in key(text)) or (len(text) < 60 and name in dict(mentions(text)))


def _letterhead(phrases: Sequence[Phrase], own: Sequence[Phrase]) -> list[Phrase]:
    """These lines, and those that adjoin them and each other: address, telephone, licence. What has a label of its own,
    but for the licence, is no letterhead, and nothing under it is."""
    block, edge = list(own), list(own)
    rest = [p for p in phrases if p not in own]
    for _ in range(_ROUNDS):
        near = [p for p in rest if any(_adjoins(p, o) for o in edge)]
        near = [p for p in near if ":" not in p.text or (_LICENSED.search(p.text) and not p.text.endswith(":"))]
        block, edge = [*block, *near], near
        rest = [p for p in rest if p not in near]
    return block


def _adjoins(a: Phrase, b: Phrase) -> bool:
    if a is b or abs(a.middle - b.middle) < 0.6 * a.size:
        return True
    gap = max(a.top, b.top) - min(a.bottom, b.bottom)
    return -1 < gap < 0.7 * max(a.size, b.size) and overlap(a.x0, a.x1, b.x0, b.x1) > 0
