"""The vocabulary: analytes, totals, panels, headings, units and cell words, loaded from data/vocabulary."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from typing import Any

from coacheck.reading.vocabulary.text import key, sign_key, skeleton, squeeze

PANELS = (
    "cannabinoids", "terpenes", "pesticides", "heavy_metals", "residual_solvents", "microbials", "mycotoxins",
    "moisture", "water_activity", "foreign_matter", "homogeneity", "other",
)  # fmt: skip
_ANALYTE_FILES = (
    "cannabinoids", "terpenes", "pesticides", "heavy_metals", "residual_solvents", "microbials", "mycotoxins", "other",
)  # fmt: skip
_FOOTNOTE = re.compile(r"[\s*†‡§^#]+$|(?<=[a-z])[1-9]$|\s*\[\d\]$|\s*\(\d\)$")
_NUMBER = re.compile(r"^(?:(?:[A-Z]{1,4}-?\d[\w-]*,?\s*)+:|\[\w\]|\d+[.)])\s*")
"""The number of a section, before its title: "M-055, M-056:", "[H]", "2."."""
_DIGIT_FIRST = re.compile(r"^(\d{1,2})\s?[Δ∆]")
"""A position set before its sign: "9Δ-THC"."""
_METHOD = re.compile(r"\s+by\s+|\s[-–|]\s|:|//|,\s(?=Ph\. ?Eur)", re.IGNORECASE)
"""What parts a title from the method and date behind it."""
_OTHER_THC = re.compile(r"(?:delta|[Δ∆])[\s-]*(?:[1-8]|1\d)\b", re.IGNORECASE)
"""THC in brackets behind another isomer than delta-9."""
_TOT = re.compile(r"^tot\.?\s+", re.IGNORECASE)
_TOTAL_BEHIND = re.compile(
    r"^(.+?)\s+(?:totale|totali|totales|total|totais|totaux|gesamt|totaal|celkem|razem|i alt)$", re.IGNORECASE
)
_TOTAL_BEFORE = re.compile(
    r"^(?:total (?:calculated|potential|active|max(?:imum)?|decarboxylated)|potential|"
    r"sum(?:a|me|ma)?|som(?:a|ma|me)|gesamt|totaal|totale) (.+)$",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]")
_PER = re.compile(r"(?:amount |result )?per [a-z-]+", re.IGNORECASE)
""" "Per gummy (mg)", "Amount per softgel (mg)" """
_LIGATURES = ("ffi", "ffl", "fi", "fl", "ff", "ft", "tt", "ti", "tf")
_LONG = 5
"""Shorter names are not told by how they are spelt in other languages."""
KINDS = (
    "name", "result", "lod", "loq", "lod_loq", "loq_lod", "limit", "status", "unit", "uncertainty", "claim", "date",
    "ignore", "qc", "range",
)  # fmt: skip


class VocabularyError(ValueError):
    """A data file contradicts itself; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Analyte:
    code: str
    name: str
    panel: str
    cas: str | None = None
    parts: tuple[str, ...] = ()
    acid_of: str | None = None
    factor: float | None = None


@dataclass(frozen=True, slots=True)
class Total:
    code: str
    panel: str | None
    parts: tuple[str, ...] = ()


def load(name: str) -> dict[str, Any]:
    """One TOML file of the vocabulary."""
    return tomllib.loads((resources.files("coacheck") / "data" / "vocabulary" / f"{name}.toml").read_text("utf-8"))


class Vocabulary:
    """Answers what a printed text means. Answers None rather than guess."""

    def __init__(self) -> None:
        self.analytes: dict[str, Analyte] = {}
        self.totals: dict[str, Total] = {}
        self._names: dict[str, str] = {}
        self._total_names: dict[str, str] = {}
        self._load_analytes()
        self._load_totals()
        self._damaged = self._without_ligatures()
        headings = load("headings")
        self._headings = {key(t) or sign_key(t): kind for kind in KINDS for t in headings[kind]}
        words = (
            w
            for kind in KINDS
            if kind != "name"
            for t in headings[kind]
            for w in re.split(r"[\s()/]+", t)
            if len(w) > 1
        )
        self._fragments = {key(t) or t for t in (*headings["fragments"], *words)} - {""}
        self._units = {sign_key(p): unit for unit, printed in load("units").items() for p in printed}
        self._unit_text = _alternatives(self._units)
        cell_words = load("words")
        self.qualifiers = {sign_key(t): q for q, printed in cell_words["qualifiers"].items() for t in printed}
        self.statuses = {sign_key(t): s for s, printed in cell_words["statuses"].items() for t in printed}
        self.blanks = set(cell_words["blank"]["signs"])
        panels = load("panels")
        self._noise = tuple(sorted((key(n) for n in panels.pop("noise")), key=len, reverse=True))
        self._titles = {key(t): panel for panel, titles in panels.items() for t in titles}
        self._skeletons = self._spelt_alike()

    def _load_analytes(self) -> None:
        for file in _ANALYTE_FILES:
            data = load(file)
            for entry in data["analyte"]:
                analyte = Analyte(
                    entry["code"], entry["name"], entry.get("panel", data.get("panel")), entry.get("cas"),
                    tuple(entry.get("parts", ())), entry.get("acid_of"), entry.get("factor"),
                )  # fmt: skip
                if analyte.code in self.analytes:
                    raise VocabularyError(f"{file}.toml: code {analyte.code!r} stands twice")
                self.analytes[analyte.code] = analyte
                for text in (entry["name"], *entry.get("spellings", ())):
                    self._claim(self._names, text, analyte.code, file)

    def _load_totals(self) -> None:
        for entry in load("totals")["total"]:
            self.totals[entry["code"]] = Total(entry["code"], entry.get("panel"), tuple(entry.get("parts", ())))
            for text in entry["spellings"]:
                self._claim(self._total_names, text, entry["code"], "totals")

    @staticmethod
    def _claim(names: dict[str, str], text: str, code: str, file: str) -> None:
        if names.setdefault(key(text), code) != code:
            raise VocabularyError(f"{file}.toml: {text!r} means both {names[key(text)]!r} and {code!r}")

    def _spelt_alike(self) -> dict[str, str]:
        """The codes by the skeletons of their names; what two analytes share is left out, as is what is a heading."""
        alike: dict[str, set[str]] = {}
        for name, code in self._names.items():
            alike.setdefault(skeleton(name), set()).add(code)
        others = {skeleton(form) for form in (*self._headings, *self._titles, *self._total_names)}
        return {s: codes.pop() for s, codes in alike.items() if len(codes) == 1 and len(s) >= _LONG and s not in others}

    def _without_ligatures(self) -> dict[str, str]:
        """Names as they look when the font loses "fl", "fi" …: "cyuthrin" → cyfluthrin. Ambiguous ones are left out."""
        damaged: dict[str, set[str]] = {}
        for name, code in self._names.items():
            for ligature in _LIGATURES:
                if ligature in name and len(name) > 5:
                    damaged.setdefault(name.replace(ligature, ""), set()).add(code)
        return {n: codes.pop() for n, codes in damaged.items() if len(codes) == 1 and n not in self._names}

    def analyte(self, text: str) -> Analyte | None:
        """The analyte a name stands for, footnote marks and abbreviations in parentheses aside."""
        return _analyte(self, text)

    def _find_analyte(self, text: str) -> Analyte | None:
        if found := self.listed(text):
            return found
        code = self._in_any_language(text)
        return self.analytes[code] if code else None

    def listed(self, text: str) -> Analyte | None:
        """The analyte whose name is listed so, letter for letter."""
        if _PARENTHESIS.sub("", text).count(", ") > 1:
            return None  # "Arsenic (As), Cadmium (Cd), Lead (Pb)" is a list
        for form in _forms(text):
            code = self._names.get(form)
            if code:
                return self.analytes[code]
        code = self._damaged.get(key(text))
        return self.analytes[code] if code else None

    def _in_any_language(self, text: str) -> str | None:
        """The one analyte whose name is spelt so in another language of Europe."""
        if _PARENTHESIS.sub("", text).count(", ") > 1:
            return None
        found = (self._skeletons.get(skeleton(form)) for form in _forms(text, inner=False) if len(form) >= _LONG)
        return next(filter(None, found), None)

    def repaired(self, text: str) -> str:
        """The name as a person reads it: a name that lost a ligature is spelled out."""
        if key(text) in self._damaged and not any(f in self._names for f in _forms(text)):
            return self.analytes[self._damaged[key(text)]].name
        return text

    def total(self, text: str) -> str | None:
        """The canonical code of a sum ("Total THC" → total_thc), None where the text is none."""
        return _total(self, text)

    def _find_total(self, text: str) -> str | None:
        for form in _forms(_TOT.sub("Total ", text), inner=False):
            if form in self._total_names:
                return self._total_names[form]
        behind = _TOTAL_BEHIND.match(text)  # "CBD Totale": the Romance languages set it behind
        before = _TOTAL_BEFORE.match(_PARENTHESIS.sub("", text).strip())  # "Total Calculated d9-THC (%)"
        analyte = self.analyte(behind[1]) if behind else self.analyte(before[1]) if before else None
        if analyte is None or analyte.panel != "cannabinoids":
            return None
        return next((t.code for t in self.totals.values() if t.parts and t.parts[0] == analyte.code), None)

    def totals_that_begin(self, text: str) -> set[str]:
        """The codes of the sums whose names begin like this one, which was cut ("TOTAL TH")."""
        return {code for name, code in self._total_names.items() if name.startswith(key(text))}

    def panel(self, text: str) -> str | None:
        """The panel that a title names ("Pesticides by LC-MS/MS" → pesticides)."""
        return _panel(self, text)

    def _find_panel(self, text: str) -> str | None:
        title = _METHOD.split(_NUMBER.sub("", text), maxsplit=1)[0]
        form = key(_PARENTHESIS.sub("", title))
        if form in self._titles:
            return self._titles[form]
        if len(form) > 60:
            return None
        for _ in range(3):
            form = self._quiet(form)
            if form in self._titles:
                return self._titles[form]
        return None

    def _quiet(self, form: str) -> str:
        """The title without the longest word behind it that says nothing ("Results", "Analysis")."""
        if not form.endswith(self._noise):
            return form
        return next((form[: -len(n)] for n in self._noise if form.endswith(n) and form != n), form)

    def unit(self, text: str) -> str | None:
        """The canonical unit, where the text is nothing but a unit."""
        return self._units.get(sign_key(text.strip(" ()[],:;"))) or self._units.get(sign_key(text))

    def find_unit(self, text: str) -> tuple[str | None, str]:
        """The last unit that stands in the text, and the text without units."""
        return _unit(self, text)

    def _find_unit(self, text: str) -> tuple[str | None, str]:
        found = None
        for match in self._unit_text.finditer(text):
            unit = self._units[sign_key(match.group(1))]
            if found is None or len(unit) >= len(found) or found in ("%", "mg", "g"):
                found = unit
        rest = squeeze(re.sub(r"[(\[]\s*[)\]]", " ", self._unit_text.sub(" ", text))) if found else text
        return found, rest

    @property
    def headings(self) -> Mapping[str, str]:
        """The kind of column of each heading, by the heading's key."""
        return self._headings

    def heading(self, text: str) -> str | None:
        """The kind of column that a heading stands over."""
        return _heading(self, text)

    def fragment(self, text: str) -> bool:
        """Is it made of nothing but words and units that headings are made of?"""
        return _fragment(self, text)

    def _is_fragment(self, text: str) -> bool:
        if self.unit(text):
            return True
        if "<" in text or ">" in text or "=" in text:
            return False
        _, rest = self.find_unit(text)
        words = [w for w in re.split(r"[\s()\[\]]+", rest) if w]
        return bool(words or rest != text) and all(
            (key(w) or w) in self._fragments or key(w) in self._headings for w in words
        )

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


@lru_cache(maxsize=20_000)
def _analyte(vocabulary: Vocabulary, text: str) -> Analyte | None:
    return vocabulary._find_analyte(text)


@lru_cache(maxsize=20_000)
def _total(vocabulary: Vocabulary, text: str) -> str | None:
    return vocabulary._find_total(text)


@lru_cache(maxsize=20_000)
def _panel(vocabulary: Vocabulary, text: str) -> str | None:
    return vocabulary._find_panel(text)


@lru_cache(maxsize=20_000)
def _unit(vocabulary: Vocabulary, text: str) -> tuple[str | None, str]:
    return vocabulary._find_unit(text)


@lru_cache(maxsize=20_000)
def _fragment(vocabulary: Vocabulary, text: str) -> bool:
    return vocabulary._is_fragment(text)


@lru_cache(maxsize=20_000)
def _heading(vocabulary: Vocabulary, text: str) -> str | None:
    if "=" in text or text.startswith(("<", ">")) or text.endswith(":") or sign_key(text) in vocabulary.qualifiers:
        return None
    if any(c.isdigit() for c in text) and re.search(r"\d\.\d|\d{3,}", vocabulary.plain(re.sub(r"\(.*?\)", "", text))):
        return None
    headings = vocabulary._headings
    plain = key(text.replace("%", "")) if key(text) else sign_key(text)
    if plain in headings and len(text) < 40 and (not text.startswith("(") or text.endswith(")")):
        return headings[plain]
    unit, rest = vocabulary.find_unit(text)
    words = rest.strip(" *:()[]-")
    rest = _PARENTHESIS.sub("", rest).strip(" *:()[]-")
    form = key(rest)
    if unit and (not form or (unit == "mg" and _PER.fullmatch(rest))):
        return "result"
    kind = headings.get(form) or _by_words(vocabulary, words) or _nearly(vocabulary, form)
    if kind == "name" and unit and not text.strip(" *").casefold().startswith(rest.casefold()[:3]):
        return None  # a unit before the name heading belongs to the column on its left
    return kind


def _nearly(vocabulary: Vocabulary, form: str) -> str | None:
    """A heading with one letter missing or wrong ("Action Limi")."""
    if not 8 <= len(form) <= 40:
        return None
    alike = [h for h in vocabulary._headings if h[:4] == form[:4] and abs(len(h) - len(form)) <= 2]
    close = get_close_matches(form, alike, n=2, cutoff=0.92)
    return vocabulary._headings[close[0]] if close else None


_TELLING = ("loq", "lod", "qc", "uncertainty", "limit", "status", "result")


def _by_words(vocabulary: Vocabulary, text: str) -> str | None:
    """A heading of several known words ("Dry Weight Result", "Lower Limit of Detection"): the longest that says what
    stands under it decides, where no other word of it says something else."""
    words = [key(w) for w in re.split(r"[\s()]+", text) if key(w)]
    if not 2 <= len(words) <= 5 or not all(w in vocabulary._fragments or w in vocabulary._headings for w in words):
        return None
    parts = ((i, i + size) for size in range(len(words), 0, -1) for i in range(len(words) - size + 1))
    for start, end in parts:
        kind = vocabulary._headings.get("".join(words[start:end]))
        if kind in _TELLING:
            others = {vocabulary._headings.get(word) for word in (*words[:start], *words[end:])}
            return kind if others <= {kind, None} else None
    return None


def _alternatives(units: dict[str, str]) -> re.Pattern[str]:
    spellings = sorted(units, key=len, reverse=True)
    body = "|".join(r"\s*".join(re.escape(c) for c in s) for s in spellings)
    body = body.replace("u", "[uµμ]")
    return re.compile(rf"(?<![A-Za-z0-9/])({body})(?![A-Za-z/])", re.IGNORECASE)


def _forms(text: str, inner: bool = True) -> Iterator[str]:
    """The keys under which a name may be listed, from as printed to bare."""
    yield key(text)
    bare = text
    while (shorter := _FOOTNOTE.sub("", bare)) != bare:
        bare = shorter
        yield key(bare)
    without = _PARENTHESIS.sub("", bare).strip()
    if without != bare and without:
        yield key(without)
        yield key(_FOOTNOTE.sub("", without))
    for abbreviation in _PARENTHESIS.findall(bare) if inner else ():
        if len(abbreviation) > 1 and not (_OTHER_THC.search(without) and key(abbreviation).startswith("thc")):
            yield key(abbreviation)
    if "," in bare:
        head, _, tail = bare.partition(",")
        yield key(tail + head)
    if "/" in bare:
        yield key(bare.replace("/", ""))
    if _DIGIT_FIRST.match(bare):
        yield key(_DIGIT_FIRST.sub(r"Δ\1", bare))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The one vocabulary, loaded at first use."""
    return Vocabulary()
