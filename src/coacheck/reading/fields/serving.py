"""How heavy a unit and a serving is, and how many a package holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.model import Serving
from coacheck.reading.fields.candidates import Candidate, best
from coacheck.reading.fields.matrix import category_of
from coacheck.reading.tables.cells import Numbers

_UNIT_MASS = re.compile(
    r"\b1\s*unit\s*=[\s,]*(?:(?:1\s+)?[A-Za-z-]+,\s*)?([\d.,]+)\s*g(?:rams?)?\b"
    r"|mg\s*/\s*(?:gummy|piece|capsule|unit|chew|softgel)\s*\(([\d.,]+)\s*g\)"
    r"|([\d.,]+)\s*g(?:rams?)?\s+per\s+(?:unit|gummy|piece|capsule|chew|softgel|tablet|cartridge)\b"
    r"|\bunit\s*:\s*1\s+[A-Za-z-]+(?:,\s*|\s*\()([\d.,]+)\s*g(?:rams?)?\b"
    r"|\bunit\s+size\s+of\s+([\d.,]+)\s*g(?:rams?)?\b",
    re.IGNORECASE,
)  # fmt: skip
_SERVING_MASS = re.compile(
    r"\bserving\s+(?:size|weight|mass)\s*[:=]?\s*([\d.,]+)\s*g(?:rams?)?\b|\b1\s*serving\s*=\s*([\d.,]+)\s*g\b",
    re.IGNORECASE,
)
_SERVINGS = re.compile(
    r"\b(\d+)\s*servings?\s+per\s+(?:container|package)|servings?\s+per\s+(?:container|package)\s*[:=]?\s*(\d+)",
    re.IGNORECASE,
)
_DENSITY = re.compile(r"\b1\s*mL\s*=\s*([\d.,]+)\s*g\b|\bdensity\s*[:=]?\s*([\d.,]+)\s*g\s*/\s*mL", re.IGNORECASE)
_ONE_PIECE = 15.0
"""Grams; no package of several pieces is so light."""
_PIECES = re.compile(
    r"(\d+)\s*(?:capsules?|softgels?|gumm(?:y|ies)|pieces?|units?|tablets?|chews?|lozenges?|mints?)\b", re.IGNORECASE
)
_IN_LABEL = re.compile(r"g\)|\(g|\bg/unit")
""" "Unit Mass (g)", "Product g/unit"."""
_MASS = re.compile(r"([\d.,]+)\s*(mg|g|grams?|kg)?\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s*(\d+)(?:\s+[A-Za-z]+(?: [A-Za-z]+)?\s*[(,=]\s*|,\s+)([\d.,]+\s*g(?:rams?)?)\b", re.IGNORECASE
)
""" "2 softgels (0.912 g)"; several are a serving, and no unit. "Serving Size #1, 9.85 g"."""


def serving_of(candidates: Sequence[Candidate], text: str, numbers: Numbers) -> Serving:
    """The masses and counts behind "per unit" and "per serving": from their labels, else where the text states them."""
    return Serving(
        unit_mass_g=_mass(candidates, "unit_mass", numbers)
        or _stated(_UNIT_MASS, text, numbers)
        or _mass_of_one(candidates, numbers),
        serving_mass_g=_mass(candidates, "serving_mass", numbers) or _stated(_SERVING_MASS, text, numbers),
        servings_per_package=_number(candidates, "servings", numbers)
        or _stated(_SERVINGS, text, numbers)
        or _by_pieces(candidates, numbers),
        density_g_ml=_number(candidates, "density", numbers) or _stated(_DENSITY, text, numbers),
    )


def _mass_of_one(candidates: Sequence[Candidate], numbers: Numbers) -> float | None:
    """The package's mass where it is the unit's: flower and cartridges are sold one by one, chews are many in one."""
    mass = _mass(candidates, "package_mass", numbers)
    kinds = (c.text for name in ("matrix", "route", "product") for c in best(candidates, name))
    return mass if mass and (mass < _ONE_PIECE or category_of(*kinds) == "inhalable") else None


def _by_pieces(candidates: Sequence[Candidate], numbers: Numbers) -> float | None:
    """The servings of a package whose pieces are counted: two capsules may be one serving."""
    pieces = _number(candidates, "pieces", numbers)
    counted = (_PIECES.match(c.text) for c in best(candidates, "serving_mass"))
    of_one = _number(candidates, "pieces_of_serving", numbers) or next((float(m[1]) for m in counted if m), 1.0)
    return pieces / of_one if pieces and not pieces % of_one else None


def _stated(pattern: re.Pattern[str], text: str, numbers: Numbers) -> float | None:
    """A figure stated in running text, where all places that state it agree."""
    found = {numbers.parse(next(g for g in m.groups() if g).rstrip(".,")) for m in pattern.finditer(text)}
    return found.pop() if len(found) == 1 else None


def _mass(candidates: Sequence[Candidate], name: str, numbers: Numbers) -> float | None:
    for candidate in best(candidates, name):
        counted = _COUNTED.match(candidate.text)
        of_one = counted and (counted[1] == "1" or name == "serving_mass")
        match = _MASS.search(counted[2] if counted and of_one else candidate.text)
        value = numbers.parse(match[1].rstrip(".,")) if match else None
        if match and value:
            label = candidate.label.casefold()
            if not match[2] and not _IN_LABEL.search(label):
                continue
            if label == "serving" and match[2] == "mg":  # "CBD per serving: 29.1 mg" is what it holds
                continue
            return round(value / 1000, 9) if (match[2] or "").casefold() == "mg" else value
    return None


def _number(candidates: Sequence[Candidate], name: str, numbers: Numbers) -> float | None:
    for candidate in best(candidates, name):
        match = re.match(r"\s*([\d.,]+)(?!\S*\s+of\s+\d)", candidate.text)
        value = numbers.parse(match[1].rstrip(".,")) if match else None
        if value:
            return value
    return None
