"""A claim such as the label of this product may have: its form, and the cannabinoid that it is mostly of."""

from __future__ import annotations

import re

from coacheck.rules.case import Case
from coacheck.rules.kinds import kinds_of, possible_kinds
from coacheck.rules.potent.sums import amount

_BY_KIND = {
    "flower": "{name} 20 %", "vape": "{name} 80 %", "concentrate": "{name} 80 %",
    "tincture": "{name} 1000 mg / 30 mL", "beverage": "{name} 5 mg per can", "topical": "{name} 500 mg per jar",
}  # fmt: skip
_ACIDS = {"thca": "THCA", "cbda": "CBDA"}
_NEUTRAL = {"delta_8_thc": "Delta-8-THC", "delta_9_thc": "THC", "thca": "THC", "cbd": "CBD", "cbda": "CBD",
            "cbg": "CBG", "cbga": "CBG", "cbn": "CBN", "hhc": "HHC"}  # fmt: skip
_ORDER = ("flower", "vape", "topical", "beverage", "gummy", "sweet", "capsule", "tincture", "concentrate")


def example(case: Case) -> str:
    """ "CBD 25 mg/unit" for a gummy, "THCA 20 %" for flower, "CBD 1000 mg / 30 mL" for a bottle of drops."""
    kind = _kind(case)
    code = _mostly_of(case)
    name = _ACIDS.get(code) if kind == "flower" else None
    return _BY_KIND.get(kind or "", "{name} 25 mg/unit").format(name=name or _NEUTRAL.get(code, "CBD"))


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
    """The cannabinoid in its name, else the one that there is most of."""
    name = f"{case.label.product or ''} {case.report.product.name or ''}"
    named = next((n for n in ("CBD", "CBG", "CBN", "THC") if re.search(rf"\b{n}\b", name, re.IGNORECASE)), None)
    if named and not case.flower:
        return {"THC": "delta_9_thc"}.get(named, named.lower())
    rows = [(m.analyte, amount(m, "%", case)) for m in case.panel("cannabinoids").measurements]
    found = {code: n.point for code, n in rows if code in _NEUTRAL and n is not None and n.point > 0}
    if not found:  # no share of the whole can be told: the figures as they stand
        own = [(m.analyte, max((r.value or 0.0 for r in m.results), default=0.0))
               for m in case.panel("cannabinoids").measurements if m.analyte in _NEUTRAL]  # fmt: skip
        return max(own, key=lambda each: each[1], default=("cbd", 0.0))[0] or "cbd"
    return max(found, key=lambda code: found[code]) or "cbd"
