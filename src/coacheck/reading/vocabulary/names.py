"""Which analyte a printed name means: as it is listed, without footnote marks and brackets, or as other languages and
damaged fonts spell it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from coacheck.reading.vocabulary.text import key, skeleton

_FOOTNOTE = re.compile(r"[\s*†‡§^#]+$|(?<=[a-z])[1-9]$|\s*\[\d\]$|\s*\(\d\)$")
_DIGIT_FIRST = re.compile(r"^(\d{1,2})\s?[Δ∆]")
"""A position set before its sign: "9Δ-THC"."""
_OTHER_THC = re.compile(r"(?:delta|[Δ∆])[\s-]*(?:[1-8]|1\d)\b", re.IGNORECASE)
"""THC in brackets behind another isomer than delta-9."""
PARENTHESIS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]")
_LIGATURES = ("ffi", "ffl", "fi", "fl", "ff", "ft", "tt", "ti", "tf")
_MOST_WORDS = 4
_LONG = 5
"""Shorter names are not told by how they are spelt in other languages."""


class Names:
    """The codes of analytes by name. `others`: keys that mean something else, however they are spelt."""

    def __init__(self, codes: Mapping[str, str], others: Collection[str]) -> None:
        self._codes = codes
        self._damaged = _without_ligatures(codes)
        self._skeletons = _spelt_alike(codes, others)

    def listed(self, text: str) -> str | None:
        """The analyte whose name is listed so, letter for letter."""
        if _is_list(text):
            return self._codes.get(key(text))
        found = (self._codes.get(form) for form in forms(text))
        return next(filter(None, found), None) or self._damaged.get(key(text)) or self._said_twice(text)

    def _said_twice(self, text: str) -> str | None:
        """ "Vlhkost / Moisture": two languages of one thing, of which one is known, or both are the same."""
        parts = text.split(" / ")
        if len(parts) != 2:
            return None
        found = [self.listed(part) or self.in_any_language(part) for part in parts]
        unknown = [part for part, code in zip(parts, found, strict=True) if code is None]
        words = [word for part in unknown for word in part.split()]
        plain = all(word.isalpha() and not self.listed(word) for word in (w.strip(",.’'()-") for w in words))
        codes = {code for code in found if code}
        return codes.pop() if len(codes) == 1 and plain and len(words) <= _MOST_WORDS else None

    def in_any_language(self, text: str) -> str | None:
        """The one analyte whose name is spelt so in another language of Europe."""
        if _is_list(text):
            return None
        found = (self._skeletons.get(skeleton(form)) for form in forms(text, inner=False) if len(form) >= _LONG)
        return next(filter(None, found), None)

    def damaged(self, text: str) -> str | None:
        """The analyte whose name this is but for a ligature that the font lost."""
        return None if any(f in self._codes for f in forms(text)) else self._damaged.get(key(text))


def forms(text: str, inner: bool = True) -> Iterator[str]:
    """The keys under which a name may be listed, from as printed to bare; `inner`: also by what stands in brackets."""
    yield key(text)
    bare = text
    while (shorter := _FOOTNOTE.sub("", bare)) != bare:
        bare = shorter
        yield key(bare)
    without = PARENTHESIS.sub("", bare).strip()
    if without != bare and without:
        yield key(without)
        yield key(_FOOTNOTE.sub("", without))
    for abbreviation in PARENTHESIS.findall(bare) if inner else ():
        if len(abbreviation) > 1 and not (_OTHER_THC.search(without) and key(abbreviation).startswith("thc")):
            yield key(abbreviation)
    if "," in bare:
        head, _, tail = bare.partition(",")
        yield key(tail + head)
    if "/" in bare:
        yield key(bare.replace("/", ""))
    if _DIGIT_FIRST.match(bare):
        yield key(_DIGIT_FIRST.sub(r"Δ\1", bare))


def _is_list(text: str) -> bool:
    """ "Arsenic (As), Cadmium (Cd), Lead (Pb)" """
    return PARENTHESIS.sub("", text).count(", ") > 1


def _spelt_alike(codes: Mapping[str, str], others: Collection[str]) -> dict[str, str]:
    """The codes by the skeletons of their names, without what two analytes share, or what means something else."""
    alike: dict[str, set[str]] = {}
    for name, code in codes.items():
        alike.setdefault(skeleton(name), set()).add(code)
    taken = {skeleton(form) for form in others}
    return {s: found.pop() for s, found in alike.items() if len(found) == 1 and len(s) >= _LONG and s not in taken}


def _without_ligatures(codes: Mapping[str, str]) -> dict[str, str]:
    """Names as they look when the font loses "fl", "fi" …: "cyuthrin" → cyfluthrin. Ambiguous ones are left out."""
    damaged: dict[str, set[str]] = {}
    for name, code in codes.items():
        for ligature in _LIGATURES:
            if ligature in name and len(name) > 5:
                damaged.setdefault(name.replace(ligature, ""), set()).add(code)
    return {n: found.pop() for n, found in damaged.items() if len(found) == 1 and n not in codes}
