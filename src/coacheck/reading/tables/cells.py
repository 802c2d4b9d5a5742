"""What stands in a cell: numbers with their digits, words instead of numbers, status words, limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from coacheck.model import Quantity, Result
from coacheck.reading.vocabulary import Vocabulary, sign_key, squeeze

_THOUSANDS = r"[1-9]\d{0,2}(?: \d{3})+(?![\d.,])|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:[,’']\d{3})+(?!\d)(?:\.\d+)?"
_NUMBER = rf"[+-]?(?:{_THOUSANDS}|\d+(?:[.,]\d+)?|[.,]\d+)(?:\s?[eE][+-]?\d{{1,3}})?"
_POINTS = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
"""Thousands set apart by points, where the comma is decimal."""
_POWER = r"(?:(?P<mantissa>\d+(?:[.,]\d+)?)(?:\s?[x×*·]\s?|\s))?10\^(?P<exponent>[-−–+]?\d)"
NUMBER = re.compile(_NUMBER)
_LOST = re.compile(r"[+-]?0\d")
"""No number begins so: its point is lost, or it is an id."""
_BOUND = re.compile(rf"^(?:<|less than)\s*(10\^\d|{_NUMBER})\s*(.*)$", re.IGNORECASE)
_MORE = re.compile(rf"^>\s*{_NUMBER}")
_VALUE = re.compile(rf"^(?P<number>{_NUMBER})\s*(?:±\s*{_NUMBER}\s*)?(?P<rest>.*)$")
_POWER_TEXT = re.compile(rf"^{_POWER}\s*(?P<rest>.*)$")


@dataclass(frozen=True)
class Numbers:
    """How a document writes numbers."""

    decimal_comma: bool = False
    thousands: bool = True
    """Is "1,234" a thousand? Where that can't be told, it is no number."""
    points: bool = True
    """Is "1.234" a little more than one? Where that can't be told, it is no number."""

    def parse(self, text: str) -> float | None:
        """The number, or None. "1,152" is 1152, "0,355" is 0.355 where commas are decimal; "005" lost something."""
        text = text.strip().replace("’", "").replace("'", "").replace(" ", "")
        if _LOST.match(text):
            return None
        power = _POWER_TEXT.match(text)
        if power and not power["rest"]:
            mantissa, exponent = power["mantissa"] or "1", re.sub("[−–]", "-", power["exponent"])
            return float(f"{mantissa.replace(',', '.')}e{exponent}")
        if self.decimal_comma and _POINTS.fullmatch(text):
            text = text.replace(".", "")
        if not re.fullmatch(_NUMBER, text) or (not self.points and _POINTS.fullmatch(text)):
            return None
        if "," in text:
            thousands = re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", text)
            decimal = self.decimal_comma or not thousands  # "3,41" and "0,110" can't be anything else
            if decimal and "." not in text and not (text.count(",") > 1):
                text = text.replace(",", ".")
            elif thousands and (self.thousands or "." in text):
                text = text.replace(",", "")
            else:
                return None
        return float(text)


@dataclass(frozen=True)
class Cell:
    """A parsed cell. `status` is set where a status word stands in it, alone or after a number."""

    results: tuple[Result, ...] = ()
    status: str | None = None
    words: str = ""
    blank: bool = False
    limit: str | None = None
    """What the cell says that the limit is: "0.05 ppm (limit 0.2 ppm)"."""

    @property
    def understood(self) -> bool:
        return self.blank or bool(self.results) or self.status is not None


_AGAINST = re.compile(
    r"(?P<result>.+?)[\s,;]*[(\[]?\s*(?:action\s+)?(?:limit|max(?:imum|\.)?|spec(?:ification|\.)?|grenzwert|límite|limite)"
    r"\s*[:=]?\s*(?P<limit>(?:[≤<]\s*)?\.?\d[^()]*)[)\]]?",
    re.IGNORECASE,
)


_EMPTY_BEFORE = re.compile(r"^[-–—]\s+(?=[<>]?\s?\.?\d)")
"""The dash of an empty column before a figure: no minus, which stands close to its figure."""
_MARK_BEFORE = re.compile(r"^(?:\*{1,3}|[†‡§])(?=[<>]?\s?\.?\d)")
"""The mark of a footnote before a figure: "*312"."""


def parse_cell(text: str, vocabulary: Vocabulary, numbers: Numbers) -> Cell:
    """Read a cell of a results column. What is not understood comes back in `words`, never as a number.

    Its results are its own: what proves a result is kept for that one, not for all that read the same.
    """
    cell = shared_cell(text, vocabulary, numbers)
    return replace(cell, results=tuple(r.model_copy() for r in cell.results)) if cell.results else cell


@lru_cache(maxsize=20_000)
def shared_cell(text: str, vocabulary: Vocabulary, numbers: Numbers) -> Cell:
    """The same cell for every text that reads the same: to look at, not to tell in a report."""
    text = _MARK_BEFORE.sub("", _EMPTY_BEFORE.sub("", squeeze(text).removeprefix("=").strip()))
    if not text or text in vocabulary.blanks:
        return Cell(blank=True)
    if result := _one(text, vocabulary, numbers):
        return Cell((result,))
    status = vocabulary.status(text)
    if status:
        return Cell(status=status)
    head, _, tail = text.rpartition(" ")
    tail_status = vocabulary.status(tail)
    if head and tail_status and (result := _one(head, vocabulary, numbers)):
        return Cell((result,), tail_status)
    several = list(_several(text, vocabulary, numbers))
    if several:
        return Cell(tuple(several))
    if (held := _AGAINST.fullmatch(text)) and (result := _one(held["result"], vocabulary, numbers)):
        return Cell((result,), limit=held["limit"])
    return Cell(words=text)


def _one(text: str, vocabulary: Vocabulary, numbers: Numbers) -> Result | None:
    qualifier = _qualifier(text, vocabulary)
    if qualifier:
        return Result(qualifier=qualifier[0], unit=qualifier[1], text=text)
    bound = _BOUND.match(text)
    if bound:
        value, unit = numbers.parse(bound[1]), vocabulary.unit(bound[2]) if bound[2] else None
        if value is not None and (unit or not bound[2].strip("()* ")):
            return Result(qualifier="<LOQ", bound=value, unit=unit, text=text)
        return None
    if _MORE.match(text):
        return None
    power = _POWER_TEXT.match(text)
    if power:
        value = numbers.parse(text[: power.start("rest")])
        return _with_rest(value, power["rest"], text, vocabulary)
    value_text = _VALUE.match(text)
    if value_text:
        return _with_rest(numbers.parse(value_text["number"]), value_text["rest"], text, vocabulary)
    return None


def _with_rest(value: float | None, rest: str, text: str, vocabulary: Vocabulary) -> Result | None:
    """A number followed by nothing, by a unit or by a footnote mark."""
    if value is None:
        return None
    rest = _OF_WHAT.sub("", _ESTIMATED.sub("", rest.strip(" *†‡")))
    unit = vocabulary.unit(rest) if rest else None
    if rest and unit is None:
        return None
    return Result(value=value, unit=unit, text=text)


_ESTIMATED = re.compile(r"(?:^|\s)J$")
"""The flag of figures between LOD and LOQ, as laboratories of the environment print it."""
_OF_WHAT = re.compile(r"(?<=\S)\s*(?:of )?(?:dry|dry weight|dry wt\.?|as received|as is)$", re.IGNORECASE)
"""What a figure is a share of, behind its unit."""
_IN_ONE_GRAM = re.compile(r"\s*(?:in|en|em|per|w|v|(?<!g)/)\s*(?:\d+(?:\.\d+)?|one)\s*g(?:rams?)?\.?$", re.IGNORECASE)

_STATUS_BEFORE = re.compile(r"^(?:pass(?:ed)?|fail(?:ed)?)\s*/\s*", re.IGNORECASE)
_WITH_FIGURE = re.compile(r"^(<\s?L?LO[QD]|ND)\s*(?:\(.*\)|%)$")
_WITH_BOUND = re.compile(
    r"^(<\s?L?LO[QD]|ND)\s*\((?:(?:L?LO[DQ]|MDL|MQL|PQL|RL)\s*[:=<]?|<)\s*[\d.,]+\s?[^\d()]{0,8}\)\W?$"
)
"""… with what is stated of its LOD or LOQ: "ND (LOD 0.003)"."""


def _qualifier(text: str, vocabulary: Vocabulary) -> tuple[str, str | None] | None:
    """ "ND", "<LOQ", "ND mg/g", "<LOQ%"."""
    plain = _OF_WHAT.sub("", _IN_ONE_GRAM.sub("", text.strip(" *†()")))
    plain = _STATUS_BEFORE.sub("", plain)
    if found := vocabulary.qualifiers.get(sign_key(plain)) or vocabulary.qualifiers.get(sign_key(plain.rstrip("."))):
        return found, None
    unit, rest = vocabulary.find_unit(plain)
    if unit and (found := vocabulary.qualifiers.get(sign_key(rest))):
        return found, unit
    match = _WITH_FIGURE.match(plain) or _WITH_BOUND.match(text)
    if match and (found := vocabulary.qualifiers.get(sign_key(match[1]))):
        return found, "%" if plain.endswith("%") else None
    return None


_PARTS = re.compile(r"\s*[(),]\s+|\s*[()]\s*")
_SIDE_BY_SIDE = re.compile(rf"^(\d*\.\d+)\s+({_NUMBER}\s*\D+)$")


def _several(text: str, vocabulary: Vocabulary, numbers: Numbers) -> Iterator[Result]:
    """ "0.226% (102 mg)", "24.5 mg/g (2.45 %), 86 mg/package": each part with its own unit; "0.36 12.3 mg/unit"."""
    beside = _SIDE_BY_SIDE.match(text)
    parts = list(beside.groups()) if beside else [p for p in _PARTS.split(text) if p]
    results = [r for part in parts if (r := _one(part, vocabulary, numbers))]
    if 1 < len(results) == len(parts) and all(r.unit for r in results[bool(beside) :]):
        yield from results


_MOST = r"≤|<=|(?:NMT|max(?:imum)?|not more than)\b\.?"
LIMIT = re.compile(rf"(?:{_MOST})\s*\.?\d", re.IGNORECASE)
"""What says of itself that it is a limit: "≤ 10 ppm"."""
_BEFORE_QUANTITY = re.compile(rf"^(?:{_MOST}|[<>])\s*|\s+[-–—]$", re.IGNORECASE)
"""… and the dash of an empty column beside it."""


def parse_quantity(text: str, unit: str | None, vocabulary: Vocabulary, numbers: Numbers) -> Quantity | None:
    """A LOD, LOQ or limit that is a plain number, or None."""
    text = _BEFORE_QUANTITY.sub("", squeeze(text))
    result = _one(text, vocabulary, numbers)
    if result is None or result.value is None:
        return None
    return Quantity(value=result.value, unit=result.unit or unit, text=text)


def parse_pair(text: str, unit: str | None, vocabulary: Vocabulary, numbers: Numbers) -> list[Quantity | None]:
    """ "0.04 / 0.24": LOD and LOQ in one cell."""
    own, rest = vocabulary.find_unit(text)
    parts = re.split(r"\s*/\s*|\s*;\s*|\s+", squeeze(rest))
    parts = [p for p in parts if p]
    if len(parts) != 2:
        return [None, None]
    return [parse_quantity(p, own or unit, vocabulary, numbers) for p in parts]
