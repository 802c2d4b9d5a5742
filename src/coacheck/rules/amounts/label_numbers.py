"""Numbers as labels print them: "1,000", "1 000", "1'000", "0,3", and "1.000" where it can only be a thousand."""

from __future__ import annotations

import re

_SPACE = "[ \u00a0\u2009\u202f'’]"  # between thousands in Europe and by ISO 80000-1
NUMBER = (
    rf"(?<![δΔ∆])(?<![δΔ∆][\s-])(?<!\bd[\s-])(?<!delta[\s-])[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?:[.,]\d+)?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}\.\d{3},\d+|\d+(?:[.,]\d+)?|\.\d+"
)
"""The 9 of "delta 9 100 mg" is no thousand."""
_COMMAS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_POINTS = re.compile(r"\d{1,3}(\.\d{3}){2,}(,\d+)?|\d{1,3}\.\d{3},\d+")
_PADDED = re.compile(r"[1-9]\d{0,2}\.\d\d0")


def value(text: str) -> float:
    """1,000 and 1 000 are a thousand, 0,3 is three tenths, 1.000.000 a million."""
    text = re.sub(_SPACE, "", text)
    if _COMMAS.fullmatch(text):
        return float(text.replace(",", ""))
    if _POINTS.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", "."))


def may_be_thousands(text: str) -> bool:
    """ "1.000", "2.500": no label counts mg to the last zero of a microgram, but Europe writes a thousand so."""
    return _PADDED.fullmatch(text) is not None
