"""What a label promises, from its words: "25 mg CBD per gummy" → 25 mg/unit of cbd."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches
from typing import Literal, NoReturn

from coacheck.errors import UsageError
from coacheck.model import Claim
from coacheck.rules.amounts.numbers import plain
from coacheck.rules.amounts.quantities import FAMILIES
from coacheck.rules.law.vocabulary import codes

EXAMPLE = '"CBD 25 mg/unit", "1000 mg CBD per bottle", "total THC <= 0.3 %" or "THC-free"'
_D = r"(?:delta|δ|∆|d)\s*-?\s*"  # names are compared in lower case
# Longer names first. "THC" on a label is all THC, "CBD" all CBD or the CBD alone (the check says which).
_NAMES = {
    rf"total\s+{_D}9\s*-?\s*thc|total\s+thc": "total_thc",
    rf"{_D}9\s*-?\s*thc": "delta_9_thc",
    rf"{_D}8\s*-?\s*thc": "delta_8_thc",
    rf"{_D}10\s*-?\s*thc": "delta_10_thc",
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
_PER = {
    "unit": "gummy gummies piece unit capsule softgel tablet chew cookie lozenge chocolate mint each cap pc ea",
    "serving": "serving dose portion dropper serv",
    "package": "package pack pkg bottle container jar can box bag tin tube",
    "mL": "ml milliliter millilitre", "g": "g gram", "kg": "kg",
}  # fmt: skip
_BASIS = {word: basis for basis, words in _PER.items() for word in words.split()}
_FREE = re.compile(
    r"(?P<a>[\w\sΔ∆-]+?)[\s-]*free|(?:no|zero|without)\s+(?P<b>[\w\sΔ∆-]+)|0(?:\.0+)?\s*%\s*(?P<c>[\w\sΔ∆-]+)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)\s*"
    r"(?P<unit>%|ppm|ppb|mg|ug|µg|μg|mcg|g)(?![A-Za-z])(?P<basis>\s*/\s*\w+)?",
    re.IGNORECASE,
)
_PER_WORDS = re.compile(r"\b(?:per|in|each)\s+(?:(?:an?|one|1|each)\s+)?(\w+)|\b(each)$", re.IGNORECASE)
_AT_MOST = re.compile(
    r"<=|≤|<|\b(?:at most|max(?:imum)?|up to|under|below|(?:less|not more|no more) than)\b", re.IGNORECASE
)


def parse_claim(text: str) -> Claim:
    """The claim that a text makes. Raises UsageError where it names no analyte, no amount, or a basis nobody knows."""
    words = text.strip()
    if free := _FREE.fullmatch(words):
        return Claim(text=text, analyte=_analyte(text, free["a"] or free["b"] or free["c"]), comparison="absent")
    amount = _AMOUNT.search(words)
    if amount is None:
        _reject(text, "an analyte and an amount with its unit")
    rest = words[: amount.start()] + " " + words[amount.end() :]
    comparison: Literal["=", "<="] = "<=" if _AT_MOST.search(rest) else "="
    rest, unit = _unit(text, amount, rest)
    analyte, value = _analyte(text, _AT_MOST.sub(" ", rest)), _value(amount["value"])
    if Decimal(str(value)) * Decimal(FAMILIES["mg/g"].get(unit, "0")) > _WHOLE:
        _reject(text, f"no more than {plain(_WHOLE / Decimal(FAMILIES['mg/g'][unit]))} {unit}")
    if value == 0:
        return Claim(text=text, analyte=analyte, comparison="absent")
    return Claim(text=text, analyte=analyte, value=value, unit=unit, comparison=comparison)


def _unit(text: str, amount: re.Match[str], rest: str) -> tuple[str, str]:
    """The words that are left, and the canonical unit: "mg" with "per gummy" → mg/unit."""
    unit = re.sub("[µμ]|mc", "u", amount["unit"].lower())
    basis = amount["basis"].strip(" /").lower() if amount["basis"] else None
    if basis is None and (per := _PER_WORDS.search(rest)):
        basis, rest = (per[1] or per[2]).lower(), _PER_WORDS.sub(" ", rest)
    if basis is None:
        return rest, unit if unit in ("%", "ppm", "ppb", "mg") else _reject(text, "an amount in % or in mg")
    known = _BASIS.get(basis) or _BASIS.get(basis.removesuffix("s"))
    if known is None or unit not in ("mg", "ug") or (unit == "ug" and known in ("unit", "serving", "package")):
        close = get_close_matches(basis, _BASIS, 1)
        _reject(text, "an amount per mL, g, unit, serving or package" + "".join(f" (did you mean {c}?)" for c in close))
    return rest, f"{unit}/{known}"


def _analyte(text: str, name: str) -> str:
    """The code of what a person calls it, or of the vocabulary ("caryophyllene_oxide")."""
    name = " ".join(re.sub(r"[:=()*,.]|\bof\b", " ", name).lower().split())
    for pattern, code in _NAMES.items():
        if match := re.fullmatch(pattern, name):
            return match.expand(code)
    code = re.sub(r"[\s-]+", "_", name)
    if code in codes():
        return code
    if close := get_close_matches(code, _CALLED, 5):
        nearest = max(close, key=lambda known: sorted(known) == sorted(code))  # "CDB" has the letters of CBD
        raise UsageError(f"{text!r} names no cannabinoid that is known; did you mean {_CALLED[nearest]}?")
    return _reject(text, "the name of one cannabinoid")


def _value(text: str) -> float:
    """1,000 is a thousand, 0,3 is three tenths."""
    return float(text.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text) else text.replace(",", "."))


def _reject(text: str, expected: str) -> NoReturn:
    raise UsageError(f"{text!r} is no claim that can be checked; expected {expected}, such as {EXAMPLE}.")
