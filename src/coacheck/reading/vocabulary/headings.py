"""What stands under a heading: a result, a LOQ, a status … by the words it is made of."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import lru_cache

from coacheck.reading.vocabulary.entries import load
from coacheck.reading.vocabulary.names import PARENTHESIS
from coacheck.reading.vocabulary.text import agreed, key, sign_key
from coacheck.reading.vocabulary.units import Units

KINDS = (
    "name", "result", "lod", "loq", "lod_loq", "loq_lod", "limit", "status", "unit", "uncertainty", "claim", "date",
    "ignore", "qc", "range",
)  # fmt: skip
_TELLING = ("loq", "lod", "qc", "uncertainty", "limit", "status", "result")
_PER = re.compile(r"(?:amount |result )?per [a-z-]+", re.IGNORECASE)
""" "Per gummy (mg)", "Amount per softgel (mg)" """
_WHOSE = re.compile(r"^(?!HI|LO|[A-Z]*L\b)(?:[A-Z]{2,6}\s+(?=(?:Action\s)?Limits?\b)|[A-Z]{2}\s+(?=LIMITS?\b))")
"""The state or the authority that sets a limit: "NV Limit"."""
_COVERAGE = re.compile(r"\s*[(\[]?\bk\s?=\s?2\b[)\]]?", re.IGNORECASE)
"""The factor behind an uncertainty: "U (k=2)"."""
_VALUE = re.compile(r"\d\.\d|\d{3,}")
_LONGEST = 40
_SAME = 4
"""So many letters at its begin have no letter missing or wrong."""
_AROUND = " *:()[]-"


class Headings:
    """The kinds of column. `qualifiers`: words that stand in cells, and are no headings."""

    def __init__(self, units: Units, qualifiers: Collection[str]) -> None:
        self._units, self._qualifiers = units, qualifiers
        headings = load("headings")
        self.kinds: Mapping[str, str] = {key(t) or sign_key(t): kind for kind in KINDS for t in headings[kind]}
        self._begun: dict[str, list[str]] = {}
        for heading in self.kinds:
            self._begun.setdefault(heading[:_SAME], []).append(heading)
        texts = (t for kind in KINDS if kind != "name" for t in headings[kind])
        words = (w for t in texts for w in re.split(r"[\s()/]+", t) if len(w) > 1)
        self._fragments = {key(t) or t for t in (*headings["fragments"], *words)} - {""}
        self._withheld = {"result": {key(w) for w in headings["withheld"]}}
        self._withheld["limit"] = {key(w) for w in headings["no_limit"]}
        self._shares = {sign_key(t) for t in headings["shares"]}

    @lru_cache(maxsize=20_000)  # noqa: B019  there is one vocabulary
    def kind(self, text: str) -> str | None:
        """The kind of column that a heading stands over."""
        return self._kind(text) or (agreed(text, self._kind) if self._units.find(text)[0] is None else None)

    def _kind(self, text: str) -> str | None:
        text = _WHOSE.sub("", _COVERAGE.sub("", text), count=1)
        before, sign, _ = text.partition("±")  # "Result ± U (mg/g)"
        if sign and before and self._kind(before.strip(" (")) == "result":
            return "result"
        if sign_key(text) in self._shares:
            return "ignore"
        if self._says_value(text):
            return None
        if kind := self._listed(text):
            return kind
        unit, rest = self._units.find(text)
        words = rest.strip(_AROUND)
        rest = PARENTHESIS.sub("", rest).strip(_AROUND)
        form = key(rest)
        if unit and (not form or (unit == "mg" and _PER.fullmatch(rest))):
            return self.kinds.get(key(words), "result") if words else "result"  # "(Max) (ppm)" is a limit
        kind = self.kinds.get(form) or self._by_words(words) or self._nearly(form)
        if kind == "name" and unit and not text.strip(" *").casefold().startswith(rest.casefold()[:3]):
            return None  # a unit before the name heading belongs to the column on its left
        return kind

    @lru_cache(maxsize=20_000)  # noqa: B019
    def fragment(self, text: str) -> bool:
        """Is it made of nothing but words and units that headings are made of?"""
        if self._units.unit(text):
            return True
        if "<" in text or ">" in text or "=" in text:
            return False
        _, rest = self._units.find(text)
        words = [key(w) or w for w in re.split(r"[\s()\[\]]+", rest) if w]
        return bool(words or rest != text) and all(w in self._fragments or w in self.kinds for w in words)

    def _says_value(self, text: str) -> bool:
        """Is it a value, or a sentence with one, and no heading?"""
        if "=" in text or text.startswith(("<", ">")) or text.endswith(":") or sign_key(text) in self._qualifiers:
            return True
        digits = any(c.isdigit() for c in text)
        return digits and _VALUE.search(self._units.find(re.sub(r"\(.*?\)", "", text))[1]) is not None

    def _listed(self, text: str) -> str | None:
        plain = key(text.replace("%", "")) if key(text) else sign_key(text)
        broken = text.startswith("(") and not text.endswith(")")
        return self.kinds.get(plain) if len(text) < _LONGEST and not broken else None

    def _nearly(self, form: str) -> str | None:
        """A heading with one letter missing or wrong ("Action Limi")."""
        if not 8 <= len(form) <= _LONGEST:
            return None
        alike = [h for h in self._begun.get(form[:_SAME], ()) if abs(len(h) - len(form)) <= 2]
        close = get_close_matches(form, alike, n=2, cutoff=0.92)
        return self.kinds[close[0]] if close else None

    def _by_words(self, text: str) -> str | None:
        """A heading of several known words ("Dry Weight Result", "Lower Limit of Detection").

        The longest that says what stands under it decides, where no other word of it says something else.
        """
        words = [key(w) for w in re.split(r"[\s()]+", text) if key(w)]
        if not 2 <= len(words) <= 5 or not all(w in self._fragments or w in self.kinds for w in words):
            return None
        parts = ((i, i + size) for size in range(len(words), 0, -1) for i in range(len(words) - size + 1))
        for start, end in parts:
            kind = self.kinds.get("".join(words[start:end]))
            if kind in _TELLING:
                beside = (*words[:start], *words[end:])
                if not self._withheld.get(kind, set()).isdisjoint(beside):
                    return None
                return kind if {self.kinds.get(word) for word in beside} <= {kind, None} else None
        return None
