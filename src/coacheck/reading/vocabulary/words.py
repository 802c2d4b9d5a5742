"""The vocabulary: analytes, totals, panels, headings, units and cell words, loaded from data/vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from coacheck.reading.vocabulary.entries import Analyte, load, load_analytes, load_totals
from coacheck.reading.vocabulary.headings import Headings
from coacheck.reading.vocabulary.names import PARENTHESIS, Names, forms
from coacheck.reading.vocabulary.text import DRY, key, sign_key
from coacheck.reading.vocabulary.units import Units

_NUMBER = re.compile(
    r"^(?:(?:[A-Z]{1,4}-?\d[\w-]*+,?\s*+)++:|[A-Z]{2}:(?= \w{4})|\[\w\]|\d+[.)]|[Ss]ection \w{1,3}[.:)])\s*"
)
"""The number of a section, before its title: "M-055, M-056:", "HM:", "[H]", "2.", "Section B."."""
_METHOD = re.compile(
    r"\s+by\s+|\s[-–—|·•]\s|:|//|(?<=[)\]]),\s|,\s(?=Ph\. ?Eur|(?:analy[sz]ed|tested|all|results?|values?)\b)",
    re.IGNORECASE,
)
"""What parts a title from the method, date and verdict behind it."""
_DATED = re.compile(r"\s+\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b")
"""A date in a title: "Heavy Metals (ICP-MS) 02/15/2024: Pass"."""
_DASH = re.compile(r"\s[-–—·|]\s|\s//\s")
_AND = re.compile(r",\s|\s?&\s?|\sand\s|\s/\s")
_HOW = re.compile(
    r"(?:[\s,]+(?:(?:and|et|und|y|e|&)\s+)?(?:(?:HS-)?(?:U?HP|UP|U)?(?:LC|GC)(?:[-/][A-Z]{1,4})*|ICP(?:[-/][A-Z]{1,3})*"
    r"|q?PCR|ELISA|(?:CPG|CLHP)(?:[-/][A-Z]{1,3})*|[A-Z]{1,5}(?:-[A-Z]{1,2})?-\d{2,4}))+$"
)
"""The method at the end of a title, and its number: "Pesticide Residues LC-MS/MS and GC-MS/MS, KA-M-007"."""
_NOT_MEASURED = re.compile(
    r"\((?:[^()]*\W)?(?:claim(?:ed)?|expected|target|max(?:imum)?|spec(?:ification)?|limit|allowed|previous|spiked?"
    r"|duplicate|uncertainty|LO[DQ])(?:\W[^()]*)?\)",
    re.IGNORECASE,
)
"""A figure behind such a bracket is the label's, the law's or another sample's: "Total CBD (label claim)"."""
_MOST_OF_A_NAME = 6
"""Words of an analyte's names, the short and the long one together."""
_LONGEST_TITLE = 60
_MOST_PARTS = 4
"""A title names no more things that are one panel: "Pesticides, Fungicides & Growth Regulators"."""
_TOT = re.compile(r"^tot\.?\s+", re.IGNORECASE)
_BASIS = re.compile(r",|\(|\s[-–]\s|\s(?:on|in|bezogen|auf|sur|sobre|su|calculated|corrected)\s", re.IGNORECASE)
"""What begins to say on which weight a sum is."""
_MARKED = re.compile(r"(?<=[A-Za-z]{2})[1-9]$")
"""The number of a footnote behind a name, set as large as that: "Total THC1"."""
_TOTAL_BEHIND = re.compile(
    r"^(.+?)\s+(?:totale|totali|totales|total|totais|totaux|gesamt|totaal|celkem|razem|i alt)$", re.IGNORECASE
)
_TOTAL_BEFORE = re.compile(
    r"^(?:total (?:calculated|potential|active|max(?:imum)?|decarboxylated)|potential|"
    r"sum(?:a|me|ma)?|som(?:a|ma|me)|gesamt|totaal|totale) (.+)$",
    re.IGNORECASE,
)


class Vocabulary:
    """Answers what a printed text means. Answers None rather than guess."""

    def __init__(self) -> None:
        words, panels = load("words"), load("panels")
        self.qualifiers = {sign_key(t): q for q, printed in words["qualifiers"].items() for t in printed}
        self.statuses = {sign_key(t): s for s, printed in words["statuses"].items() for t in printed}
        self.blanks = set(words["blank"]["signs"])
        self._noise = tuple(sorted((key(n) for n in panels["noise"]), key=len, reverse=True))
        self._titles = {key(t): panel for panel, titles in panels.items() if panel != "noise" for t in titles}
        self._units = Units()
        self._headings = Headings(self._units, self.qualifiers)
        self.totals, self._total_names = load_totals()
        self.analytes, names = load_analytes()
        self._names = Names(names, {*self._headings.kinds, *self._titles, *self._total_names})

    @lru_cache(maxsize=20_000)  # noqa: B019  there is one vocabulary
    def analyte(self, text: str) -> Analyte | None:
        """The analyte a name stands for, footnote marks and abbreviations in parentheses aside."""
        if _NOT_MEASURED.search(text):
            return None
        name, comma, unit = text.rpartition(", ")
        if comma and self.unit(unit):  # "CBD, mg/g"
            return self.analyte(name)
        if code := self._names.listed(text) or self._names.in_any_language(text) or self._named_twice(text):
            return self.analytes[code]
        panel, colon, name = text.partition(":")  # "Foreign Matter: Stems"
        part = self.analyte(name.strip()) if colon and name.strip() else None
        return part if part and part.panel == self.panel(panel) else None

    def _named_twice(self, text: str) -> str | None:
        """The analyte whose short and long names stand side by side: "THC Δ9-Tetrahydrocannabinol"."""
        words = text.split()
        if not 2 <= len(words) <= _MOST_OF_A_NAME or "(" in text:  # "(6aR,9S)-Δ10-THC ((6aR,9S)-Δ10)" is one of two
            return None
        cuts = ((words[:i], words[i:]) for i in range(1, len(words)))
        begun = ((self._names.listed(" ".join(a)), " ".join(b)) for a, b in cuts if a != b)
        return next((code for code, rest in begun if code and code == self._names.listed(rest)), None)

    def listed(self, text: str) -> Analyte | None:
        """The analyte whose name is listed so, letter for letter."""
        code = self._names.listed(text)
        return self.analytes[code] if code else None

    def repaired(self, text: str) -> str:
        """The name as a person reads it: a name that lost a ligature is spelled out."""
        code = self._names.damaged(text)
        return self.analytes[code].name if code else text

    @lru_cache(maxsize=20_000)  # noqa: B019
    def total(self, text: str) -> str | None:
        """The canonical code of a sum ("Total THC" → total_thc), None where the text is none."""
        if _NOT_MEASURED.search(text):
            return None
        for plain in (text, _MARKED.sub("", text)):
            for form in forms(_TOT.sub("Total ", plain), inner=False):
                if form in self._total_names:
                    return self._total_names[form]
        if text.count(" / ") == 1:  # "Celkový THC / Total THC"
            found = {code for part in text.split(" / ") if (code := self.total(part))}
            return found.pop() if len(found) == 1 else None
        if dry := DRY.search(text):  # "Gesamt-THC, bezogen auf die getrocknete Droge"
            code = f"{self.total(_BASIS.split(text[: dry.start()].strip(' ,('), maxsplit=1)[0])}_dry"
            return code if code in self.totals else None
        behind = _TOTAL_BEHIND.match(text)  # "CBD Totale": the Romance languages set it behind
        before = _TOTAL_BEFORE.match(PARENTHESIS.sub("", text).strip())  # "Total Calculated d9-THC (%)"
        analyte = self.analyte(behind[1]) if behind else self.analyte(before[1]) if before else None
        if analyte is None or analyte.panel != "cannabinoids":
            return None
        return next((t.code for t in self.totals.values() if t.parts and t.parts[0] == analyte.code), None)

    def totals_that_begin(self, text: str) -> set[str]:
        """The codes of the sums whose names begin like this one, which was cut ("TOTAL TH")."""
        return {code for name, code in self._total_names.items() if name.startswith(key(text))}

    @lru_cache(maxsize=20_000)  # noqa: B019
    def panel(self, text: str) -> str | None:
        """The panel that a title names ("Pesticides by LC-MS/MS", "Pesticides ug/g" → pesticides)."""
        unit, rest = self.find_unit(text)
        bare = unit is not None and rest and not any(c.isdigit() for c in text) and "(" not in text
        return self._panel(rest if bare else text)

    def _panel(self, text: str) -> str | None:
        title = _DATED.sub("", PARENTHESIS.sub("", _METHOD.split(_NUMBER.sub("", text), maxsplit=1)[0]))
        title = _HOW.sub("", title)
        parts = [part for part in _AND.split(title) if not self.unit(part)]
        title = title if len(parts) > 1 else "".join(parts)
        named = {self._title(key(part)) for part in parts} if 1 < len(parts) <= _MOST_PARTS else set()
        return self._title(key(title)) or (named.pop() if len(named) == 1 else None)

    def method(self, text: str) -> bool:
        """Is it nothing but a method, as it stands behind a title ("KA-M-007", "LC-MS/MS,")?"""
        return _HOW.fullmatch(f" {text.strip(' ,')}") is not None

    def _title(self, form: str) -> str | None:
        if form in self._titles:
            return self._titles[form]
        if len(form) > _LONGEST_TITLE:
            return None
        for _ in range(_MOST_PARTS):
            form = self._quiet(form)
            if form in self._titles:
                return self._titles[form]
        return None

    def _quiet(self, form: str) -> str:
        """The title without the longest word behind it that says nothing ("Results", "Analysis")."""
        if not form.endswith(self._noise):
            return form
        return next((form[: -len(n)] for n in self._noise if form.endswith(n) and form != n), form)

    def status(self, text: str) -> str | None:
        """The verdict that a word is, also in two languages ("vyhovuje / PASS")."""
        own = self.statuses.get(sign_key(text)) or self.statuses.get(key(text))
        found = {self.status(part) for part in text.split(" / ")} if not own and text.count(" / ") == 1 else set()
        return own or (found.pop() if len(found) == 1 else None)

    def verdict(self, text: str) -> str | None:
        """The verdict that a line is, or has behind a dash: "0.51 aw - Pass", "Lead — PASS — ICP-MS"."""
        first, *parts = _DASH.split(text)
        said = (part for part in reversed(parts or [first]) if key(part) and part not in self.blanks)
        return next(filter(None, map(self.status, said)), None)

    def unit(self, text: str) -> str | None:
        """The canonical unit, where the text is nothing but a unit."""
        return self._units.unit(text)

    def find_unit(self, text: str) -> tuple[str | None, str]:
        """The last unit that stands in the text, and the text without units."""
        return self._units.find(text)

    def units_stated(self, text: str) -> set[str]:
        """The units in the text that stand behind no number."""
        return self._units.stated(text)

    @property
    def headings(self) -> Mapping[str, str]:
        """The kind of column of each heading, by the heading's key."""
        return self._headings.kinds

    def heading(self, text: str) -> str | None:
        """The kind of column that a heading stands over."""
        return self._headings.kind(text)

    def fragment(self, text: str) -> bool:
        """Is it made of nothing but words and units that headings are made of?"""
        return self._headings.fragment(text)

    def known(self, text: str) -> bool:
        """Is it the name of a row: an analyte, a total, a panel?"""
        return self.means(text) is not None

    def means(self, text: str) -> str | None:
        """The code of the analyte, total or panel that it names."""
        analyte = self.analyte(text)
        return analyte.code if analyte else self.total(text) or self.panel(text)

    def said(self, text: str) -> bool:
        """Is it a word that stands in cells instead of a number, or a status?"""
        return sign_key(text) in self.qualifiers or sign_key(text) in self.statuses

    def plain(self, text: str) -> str:
        """The text without the units in it."""
        return self.find_unit(text)[1]

    def title(self, text: str) -> bool:
        """Is it the title of a panel?"""
        return self.panel(text) is not None

    def measured(self, text: str) -> bool:
        """Is it the name of something that is measured: an analyte or a total?"""
        return self.analyte(text) is not None or self.total(text) is not None


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The one vocabulary, loaded at first use."""
    return Vocabulary()
