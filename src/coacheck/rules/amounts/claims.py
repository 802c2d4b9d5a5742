"""What a label promises, from its words: "25 mg CBD per gummy" → 25 mg/unit of cbd."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Literal, NoReturn

from coacheck.errors import UsageError
from coacheck.model import Claim
from coacheck.rules.amounts.label_numbers import NUMBER, may_be_thousands, value
from coacheck.rules.amounts.numbers import plain
from coacheck.rules.amounts.quantities import FAMILIES
from coacheck.rules.law.vocabulary import codes

EXAMPLE = '"CBD 25 mg/unit", "CBD 1000 mg / 30 mL", "1000 mg CBD per bottle", "total THC <= 0.3 %" or "THC-free"'
_D = r"(?:delta|δ|∆|d)\s*-?\s*"  # names are compared in lower case
# Longer names first. "THC" on a label is all THC, "CBD" all CBD or the CBD alone (the check says which).
_NAMES = {
    rf"total\s+{_D}9\s*-?\s*thc|total\s+thc": "total_thc",
    rf"{_D}9(?:\s*-?\s*thc)?": "delta_9_thc",
    rf"{_D}8(?:\s*-?\s*thc)?": "delta_8_thc",
    rf"{_D}10(?:\s*-?\s*thc)?": "delta_10_thc",
    r"(?:total|active)\s+(?:active\s+)?cannabinoids|cannabinoids": "total_cannabinoids",
    r"total\s+terpenes|terpenes": "total_terpenes",
    r"total\s+(cbd|cbg|cbn|cbc|cbdv|thcv)": r"total_\1",
    r"thc-?a": "thca", r"cbd-?a": "cbda", r"cbg-?a": "cbga", r"cbc-?a": "cbca", r"cbn-?a": "cbna",
    r"thc-?v-?a": "thcva", r"cbd-?v-?a": "cbdva", r"thc-?v": "thcv", r"cbd-?v": "cbdv",
    r"thc-?o": "thc_o", r"thc-?p": "thcp", r"hhc": "hhc", r"cbt": "cbt", r"cbl": "cbl",
    r"cannabidiol|cbd": "cbd", r"cannabigerol|cbg": "cbg", r"cannabinol|cbn": "cbn", r"cannabichromene|cbc": "cbc",
    r"tetrahydrocannabinol|thc": "total_thc",
}  # fmt: skip
_CALLED = {
    name.lower().replace("-", "_"): name
    for name in ("CBD", "CBDA", "CBDV", "CBG", "CBGA", "CBN", "CBC", "CBL", "CBT", "THC", "THCA", "THCV", "THCP", "HHC",
                 "THC-O", "delta-8-THC", "delta-9-THC", "delta-10-THC", "cannabidiol", "cannabigerol", "cannabinol",
                 "cannabichromene", "tetrahydrocannabinol", "total THC", "total CBD", "total cannabinoids",
                 "total terpenes")
}  # fmt: skip
_WHOLE = Decimal(1000)  # mg in a gram
_GRAM = 1000
_MOST = 1e9
_WIDTH = 80
_PER = {
    "unit": "gummy gummies piece unit capsule softgel tablet chew cookie lozenge chocolate mint each cap pc ea treat"
            " brownie bar patch preroll joint",
    "serving": "serving dose portion dropper serv",
    "package": "package pack pkg bottle container jar box bag tin tube can cartridge cart syringe pen pod disposable",
    "mL": "ml milliliter millilitre", "g": "g gram", "kg": "kg",
}  # fmt: skip
_BASIS = {word: basis for basis, words in _PER.items() for word in words.split()}
_ONE = ("can", "cartridge", "cart", "syringe", "pen", "pod", "disposable")  # what holds one unit and no more
_COUNTS = ("unit", "serving", "package")
_FREE = re.compile(
    r"(?P<a>[\w\sΔ∆-]+?)[\s-]*free|0(?:\.0+)?\s*%\s*(?P<c>[\w\sΔ∆-]+)"
    r"|(?:(?:contains?|has|with)\s+)?(?:no|zero|without|free\s+(?:of|from)|(?:does|do)\s+not\s+contain)\s+(?:any\s+)?"
    r"(?P<b>[\w\sΔ∆-]+)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    rf"(?P<value>{NUMBER})\s*"
    r"(?P<unit>%|ppm|ppb|mg|ug|µg|μg|mcg|g)(?![A-Za-z])(?P<basis>\s*/\s*[^\W\d]\w*)?",
    re.IGNORECASE,
)
_PER_WORDS = re.compile(
    rf"\b(?:per|in|each)\s+(?:(?:an?|one|1|each)\s+)?([^\W\d]\w*)|\b(each)$|[/\s]({'|'.join(_BASIS)})s?$", re.IGNORECASE
)
_OF = re.compile(
    rf"(?:/|\b(?:per|in|each|of)\b)?\s*\(?\s*(?<![\d.,])(?P<many>\d+(?:[.,]\d+)?)\s*"
    rf"(?P<of>{'|'.join(sorted(_BASIS, key=len, reverse=True))})s?\b\s*\)?", re.IGNORECASE,
)  # fmt: skip
_MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
_BOTTLE = 10  # mL; less is a dose, whose bottle is not named
_BESIDE = re.compile(
    r"[:=()*,.]|(?<=\s)[-–—](?=\s)|\b(?:of|contains?|with|(?:full|broad)[\s-]spectrum)\b", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"<=|≤|<|\b(?:at most|max(?:imum)?|up to|under|below|(?:less|not more|no more) than|or (?:less|under|below))\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r">=|≥|>|\b(?:at least|min(?:imum)?|(?:no|not) less than|more than|or more)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Basis:
    """What the amount is for: "mg/mL" of `many` mL, or "mg/package" of `package_ml`, which is `one` unit."""

    unit: str
    many: float = 1
    package_ml: float | None = None
    one: bool = False


def parse_claim(text: str) -> Claim:
    """The claim that a text makes. Raises UsageError where it names no analyte, no amount, or a basis nobody knows."""
    words = re.sub(r"\bpre-(?=roll)", "pre", text.strip(), flags=re.IGNORECASE)
    if (free := _FREE.fullmatch(words)) and _comparison(words)[0] == "=":
        return Claim(text=text, analyte=_analyte(text, free["a"] or free["b"] or free["c"]), comparison="absent")
    amount = _amount(words)
    if amount is None:
        _reject(text, "an analyte and an amount with its unit")
    if _is_negative(words, amount):
        raise UsageError(f"{_shown(text)} is a negative amount, and a claim can't be; expected one such as {EXAMPLE}.")
    rest = words[: amount.start()] + " " + words[amount.end() :]
    comparison, rest = _comparison(rest)
    rest, basis = _basis(text, amount, rest)
    analyte, much = _analyte(text, rest), _much(text, amount, basis)
    if much > _MOST:
        _reject(text, "an amount that a package can hold")
    if Decimal(str(much)) * Decimal(FAMILIES["mg/g"].get(basis.unit, "0")) > _WHOLE:
        _reject(text, f"no more than {plain(_WHOLE / Decimal(FAMILIES['mg/g'][basis.unit]))} {basis.unit}")
    if much == 0:
        return Claim(text=text, analyte=analyte, comparison="absent")
    return Claim(text=text, analyte=analyte, value=much, unit=basis.unit, comparison=comparison,
                 package_ml=basis.package_ml, one_unit=basis.one)  # fmt: skip


def _amount(words: str) -> re.Match[str] | None:
    """The first amount; grams may be what it is in ("350 mg / 3.5 g"), so what is no gram goes first."""
    found = list(_AMOUNT.finditer(words))
    return next((m for m in found if m["unit"].lower() != "g"), found[0] if found else None)


def _is_negative(words: str, amount: re.Match[str]) -> bool:
    """ "CBD -5 %", "CBD: −5 %"; in "CBD - 5 %" and "CBD-5%" it stands between the two."""
    before = words[: amount.start()]
    return before[-1:] in _MINUS and (len(before) == 1 or not before[-2].isalnum())


def _comparison(rest: str) -> tuple[Literal["=", "<=", ">="], str]:
    """What the words around the amount promise, and what is left of them. "No less than" has "less than" in it."""
    for sign, words in ((">=", _AT_LEAST), ("<=", _AT_MOST)):
        if words.search(rest):
            return (">=" if sign == ">=" else "<="), words.sub(" ", rest)
    return "=", rest


def _much(text: str, amount: re.Match[str], basis: _Basis) -> float:
    """The amount in the basis's unit. "1.000 mg" of a package is a thousand; of a piece it may be one."""
    figure = amount["value"]
    if basis.unit in ("mg", "mg/package") and amount["unit"].lower() == "mg" and may_be_thousands(figure):
        figure = figure.replace(".", "")
    elif basis.unit in ("mg/unit", "mg/serving") and may_be_thousands(figure):
        short = figure.rstrip("0").rstrip(".")
        _reject(text, f"a figure that can be read in one way only, {figure.replace('.', '')} or {short}")
    return value(figure) * (_GRAM if amount["unit"].lower() == "g" else 1) / basis.many


def _basis(text: str, amount: re.Match[str], rest: str) -> tuple[str, _Basis]:
    """The words that are left, and what the amount is for: "mg" with "per gummy" → mg/unit, "/ 30 mL" → mg/mL.

    Grams are told as mg.
    """
    unit = re.sub("[µμ]|mc", "u", amount["unit"].lower())
    unit = "mg" if unit == "g" else unit
    many = _OF.search(rest) if unit in ("mg", "ug") else None
    rest = rest[: many.start()] + " " + rest[many.end() :] if many else rest
    word = amount["basis"].strip(" /").lower() if amount["basis"] else None
    if word is None and (per := _PER_WORDS.search(rest)):
        word, rest = (per[1] or per[2] or per[3]).lower(), rest[: per.start()] + " " + rest[per.end() :]
    if many:
        _check(text, unit, word and _known(word), word)
        return rest, _of_many(text, unit, many, word)
    if word is None:
        return rest, _Basis(unit if unit in ("%", "ppm", "ppb", "mg") else _reject(text, "an amount in % or in mg"))
    return rest, _Basis(_check(text, unit, _known(word), word), one=word.removesuffix("s") in _ONE)


def _of_many(text: str, unit: str, many: re.Match[str], word: str | None) -> _Basis:
    """ "/ 30 mL" is a bottle, "/ 0.5 mL" a dose, "per serving (2 gummies)" two units."""
    known, much = _known(many["of"]), value(many["many"])
    if not 0 < much <= _MOST:
        _reject(text, f"an amount of some {many['of']}")
    if known == "mL" and unit == "mg" and much >= _BOTTLE and (word is None or _known(word) == "package"):
        return _Basis("mg/package", 1, much, True)
    return _Basis(_check(text, unit, known, many["of"]), much)


def _known(word: str) -> str | None:
    """ "gummies" → unit."""
    word = word.lower()
    return _BASIS.get(word) or _BASIS.get(word.removesuffix("s"))


def _check(text: str, unit: str, known: str | None, word: str | None) -> str:
    """The canonical unit. Refuses a basis that nobody knows."""
    if word and (known is None or unit not in ("mg", "ug") or (unit == "ug" and known in _COUNTS)):
        close = [] if known else get_close_matches(word, _BASIS, 1)
        _reject(text, "an amount per mL, g, unit, serving or package" + "".join(f" (did you mean {c}?)" for c in close))
    return f"{unit}/{known}"


def _analyte(text: str, name: str) -> str:
    """The code of what a person calls it, or of the vocabulary ("caryophyllene_oxide")."""
    name = " ".join(_BESIDE.sub(" ", name).lower().split())
    for pattern, code in _NAMES.items():
        if match := re.fullmatch(pattern, name):
            return match.expand(code)
    code = re.sub(r"[\s-]+", "_", name)
    if code in codes():
        return code
    if close := get_close_matches(code, _CALLED, 5):
        nearest = max(close, key=lambda known: sorted(known) == sorted(code))  # "CDB" has the letters of CBD
        raise UsageError(f"{_shown(text)} names no cannabinoid that is known; did you mean {_CALLED[nearest]}?")
    return _reject(text, "the name of one cannabinoid")


def _reject(text: str, expected: str) -> NoReturn:
    raise UsageError(f"{_shown(text)} is no claim that can be checked; expected {expected}, such as {EXAMPLE}.")


def _shown(text: str) -> str:
    return repr(text) if len(text) <= _WIDTH else f"{text[:_WIDTH]!r}…"
