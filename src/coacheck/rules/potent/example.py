"""A claim such as the label of this product may have: its form, and the cannabinoid that it is mostly of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import log

from coacheck.model import Measurement
from coacheck.rules.amounts.quantities import Missing
from coacheck.rules.amounts.stated import stated
from coacheck.rules.case import Case
from coacheck.rules.kinds import MADE, kinds_of, possible_kinds
from coacheck.rules.potent.sums import PARTS, amount

_BY_KIND = {
    "flower": ("{name} {much} %", 20, "%"), "vape": ("{name} {much} %", 80, "%"),
    "concentrate": ("{name} {much} %", 80, "%"), "tincture": ("{name} {much} mg / 30 mL", 1000, "mg/package"),
    "beverage": ("{name} {much} mg per can", 5, "mg/package"),
    "topical": ("{name} {much} mg per jar", 500, "mg/package"),
}  # fmt: skip
_PIECE = ("{name} {much} mg/unit", 25, "mg/unit")
_FIGURES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_FAR = 2
"""As many times more, or less, than an example's figure: the example is of another kind of product."""
_ACIDS = {"thca": "THCA", "cbda": "CBDA"}
_NEUTRAL = {"delta_8_thc": "Delta-8-THC", "delta_9_thc": "THC", "thca": "THC", "cbd": "CBD", "cbda": "CBD",
            "cbg": "CBG", "cbga": "CBG", "cbn": "CBN", "hhc": "HHC", "9r_hhc": "HHC", "9s_hhc": "HHC", "hhc_r": "HHC",
            "hhc_s": "HHC", "thcp": "THCP", "delta_10_thc": "Delta-10-THC"}  # fmt: skip
_SOLD_BY = Decimal("0.5")
"""Share of the strongest."""
_ORDER = ("flower", "vape", "topical", "beverage", "gummy", "sweet", "capsule", "tincture", "concentrate")


def example(case: Case) -> str:
    """ "CBD 25 mg/unit" for a gummy, "THCA 20 %" for flower, "CBD 1000 mg / 30 mL" for a bottle of drops."""
    kind = _kind(case)
    code = _mostly_of(case)
    name = _ACIDS.get(code) if kind == "flower" else None
    words, much, unit = _BY_KIND.get(kind or "", _PIECE)
    return words.format(name=name or _NEUTRAL.get(code, "CBD"), much=_figure(case, code, much, unit))


def _figure(case: Case, code: str, usual: int, unit: str) -> int:
    """The usual figure; a round one nearer to what was found, where that is far from it."""
    codes = next((pair for pair in PARTS.values() if code in pair), (code,))
    rows = [stated(m, unit, case.facts) for each in codes for m in case.rows(each)[:1]]
    found = max((float(s.number.point) for s in rows if not isinstance(s, Missing) and s.quantified), default=0.0)
    if not found or usual / _FAR <= found <= usual * _FAR:
        return usual
    return min(_FIGURES, key=lambda figure: abs(log(figure / found)))


def _kind(case: Case) -> str | None:
    """What its words name; a product that says no more than "edible" or "plant" is taken by what it is made for."""
    if case.flower:
        return "flower"
    words = " ".join(t for t in (case.form, case.report.product.name, case.label.product) if t)
    named = kinds_of(words, case.category) or kinds_of(words)
    open_ones = named or possible_kinds(case.form)
    if len(open_ones) == 1 or named:
        return next(kind for kind in _ORDER if kind in open_ones)
    if case.category == "ingestible":
        return "tincture" if "tincture" in open_ones and _liquid(case) else None
    return {"inhalable": "vape", "topical": "topical"}.get(case.category or "")


def _liquid(case: Case) -> bool:
    """Is anything told per mL?"""
    rows = case.panel("cannabinoids").measurements
    return any(r.unit == "mg/mL" for row in rows for r in row.results)


def _mostly_of(case: Case) -> str:
    """The cannabinoid in its name, else the one that there is most of, else the one with the largest figure."""
    if (named := _named(case)) and not case.flower:
        return named
    rows = [m for m in case.panel("cannabinoids").measurements if m.analyte in _NEUTRAL]
    shares = {m.analyte or "": n.point for m in rows if (n := amount(m, "%", case)) is not None and n.point > 0}
    return _sold_by(shares) if shares else _largest(rows)


def _named(case: Case) -> str | None:
    name = f"{case.label.product or ''} {case.report.product.name or ''}"
    word = next((n for n in ("CBD", "CBG", "CBN", "THC") if re.search(rf"\b{n}\b", name, re.IGNORECASE)), None)
    return {"THC": "delta_9_thc"}.get(word, word.lower()) if word else None


def _sold_by(shares: Mapping[str, Decimal]) -> str:
    """What was added is what it is sold by."""
    most = max(shares, key=lambda code: (_with_its_acid(shares, code), shares[code]))
    return next((code for code in shares if code in MADE and shares[code] >= _SOLD_BY * shares[most]), most)


def _with_its_acid(shares: Mapping[str, Decimal], code: str) -> Decimal:
    pair = next((pair for pair in PARTS.values() if code in pair), (code,))
    return sum((shares.get(each, Decimal(0)) for each in pair), Decimal(0))


def _largest(rows: Sequence[Measurement]) -> str:
    """Where no share of the whole can be told: by the figures as they stand."""
    figures = [(m.analyte or "cbd", max((r.value or 0.0 for r in m.results), default=0.0)) for m in rows]
    return max(figures, key=lambda each: each[1], default=("cbd", 0.0))[0]
