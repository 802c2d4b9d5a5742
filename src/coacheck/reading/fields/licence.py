"""The laboratory's licence: a number by its form, or by where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.labs import known as known_labs
from coacheck.layout.phrases import Phrase, overlap
from coacheck.reading.fields.accreditation import ISO_17025
from coacheck.reading.fields.lab_names import mentions
from coacheck.reading.fields.wording import ZIP
from coacheck.reading.vocabulary import key

_LICENCE_WORD = re.compile(r"\b(?:lic\w*|permit|registration|OLCC|CCC|CRC|MMCC)\b[^\n]{0,12}$", re.IGNORECASE)


def licence_of_form(text: str) -> str | None:
    """A number in a form of laboratory licences; where many a number looks so, a word for licence stands before it."""
    for form in known_labs()["licence"]:
        for match in re.finditer(rf"(?<![A-Za-z0-9-]){form['pattern']}(?![A-Za-z0-9-])", text):
            told = not form.get("plain") or _LICENCE_WORD.search(text[: match.start()][-30:])
            if told and not form.get("registration"):
                return match[0]
    return None


_LICENSED = re.compile(
    r"\blic(?:en[sc]e)?\b\.?\s*(?:no\.?|number|id)?\s*[:#]*\s*((?=[\w.-]*\d)[A-Z0-9][\w.-]{3,})", re.IGNORECASE
)


def licence_beside(name: str | None, pages: Sequence[Sequence[Phrase]]) -> str | None:
    """A licence printed on or next to a line that can only be the lab's: its name, its accreditation."""
    for phrases in pages[:1]:
        own = [p for p in phrases if ISO_17025.search(p.text) or (name and _is_of(p.text, name))]
        for phrase in phrases:
            match = _LICENSED.search(phrase.text)
            if match and any(_adjoins(phrase, o) for o in [*own, *_letterhead(phrases, own)]):
                return match[1].strip(".")
    return None


def _is_of(text: str, name: str) -> bool:
    """Is it the lab's name, a line with it, or the lab's own web address?"""
    return (len(key(name)) > 5 and key(name) in key(text)) or (len(text) < 60 and name in dict(mentions(text)))


def _letterhead(phrases: Sequence[Phrase], own: Sequence[Phrase]) -> list[Phrase]:
    """The line right under the lab's name: its address."""
    return [
        p
        for p in phrases
        if any(0 <= p.top - o.bottom < o.size and abs(p.x0 - o.x0) < 3 for o in own) and ZIP.search(p.text)
    ]


def _adjoins(a: Phrase, b: Phrase) -> bool:
    level = abs(a.middle - b.middle) < 0.6 * a.size
    gap = max(a.top, b.top) - min(a.bottom, b.bottom)
    stacked = -1 < gap < 0.7 * max(a.size, b.size) and overlap(a.x0, a.x1, b.x0, b.x1) > 0
    return a is b or level or stacked
