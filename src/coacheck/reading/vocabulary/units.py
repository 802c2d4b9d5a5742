"""Units as they are printed, alone or in other text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from coacheck.reading.vocabulary.entries import load
from coacheck.reading.vocabulary.text import sign_key, squeeze

_SIZED = re.compile(r"(mg\s*(?:/|per)\s*)\d+(?:[.,]\d+)?\s*ml\s+(?=[^\W\d]{3})", re.IGNORECASE)
"""The size of what the mass is in: "mg per 10 ml bottle"."""

_PER = re.compile(r"(?<=g)(?:\s+per\s+(?=k?g\b)|\s?[·⋅]\s?(?=k?g\s?\^?[-−]1))", re.IGNORECASE)
""" "ng per g", "mg·kg⁻¹" """
_OF_A_PACK = re.compile(
    r"^(per\s+(?:bottle|package|container|unit)\b.*?\bmg)\s*/\s*\d+(?:[.,]\d+)?\s*m[lL](?![A-Za-z])", re.IGNORECASE
)
"""The volume of a whole pack behind its name: "Per Bottle  mg/30 mL"."""


class Units:
    def __init__(self) -> None:
        self._units = {sign_key(p): unit for unit, printed in load("units").items() for p in printed}
        self._text = _alternatives(self._units)

    @lru_cache(maxsize=20_000)  # noqa: B019  there is one vocabulary
    def unit(self, text: str) -> str | None:
        """The canonical unit, where the text is nothing but a unit."""
        return self._units.get(sign_key(text.strip(" ()[],:;"))) or self._units.get(sign_key(text))

    @lru_cache(maxsize=20_000)  # noqa: B019
    def find(self, text: str) -> tuple[str | None, str]:
        """The last unit that stands in the text, and the text without units."""
        found, text = None, _PER.sub("/", _SIZED.sub(r"\1", _OF_A_PACK.sub(r"\1", text)))
        for match in self._text.finditer(text):
            unit = self._units[sign_key(match.group(1))]
            if found is None or len(unit) >= len(found) or found in ("%", "mg", "g"):
                found = unit
        rest = squeeze(re.sub(r"[(\[]\s*[)\]]", " ", self._text.sub(" ", text))) if found else text
        return found, rest

    def stated(self, text: str) -> set[str]:
        """The units in the text that stand behind no number: no "0.05 ppm"."""
        found = self._text.finditer(text)
        return {self._units[sign_key(m.group(1))] for m in found if not text[: m.start()].rstrip()[-1:].isdigit()}


def _alternatives(units: Iterable[str]) -> re.Pattern[str]:
    spellings = sorted(units, key=len, reverse=True)
    body = "|".join(r"\s*".join(re.escape(c) for c in s) for s in spellings)
    body = body.replace("u", "[uµμ]")
    # "ng/g" may be set as ng·g-1; in "Dry Weight % w/w" the share is of weight already
    whole = r"(?:(?<=g)\s?\^?[-−]1)?(?![A-Za-z/])(?!\s*\(?[wm]/[wmv])"
    return re.compile(rf"(?<![A-Za-zµμ0-9/])({body}){whole}", re.IGNORECASE)
