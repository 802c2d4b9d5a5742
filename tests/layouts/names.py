"""The names that reports print for analytes; only those that mean one thing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from random import Random
from typing import Any

from coacheck.reading import vocabulary as words_room
from coacheck.reading.vocabulary import key, vocabulary
from layouts.foreign import LANGUAGES
from layouts.style import Style

COUNTED = ("tamc", "tymc", "yeast", "mold_count", "btgn", "enterobacteriaceae", "coliforms")
PANELS = ("cannabinoids", "terpenes", "pesticides", "heavy_metals", "residual_solvents", "mycotoxins", "microbials")
load = cache(words_room.load)
_PREFIX = {"word": "Delta-", "Δ": "Δ", "D": "D", "delta": "delta ", "spelling": "Delta-", "abbreviation": "Δ"}


def names_of(panel: str, style: Style, rng: Random) -> dict[str, str]:
    """How this laboratory names the analytes of a panel; empty where it would not be clear."""
    foreign = LANGUAGES[style.language]["names"] if style.language else {}
    own = {e["code"]: foreign.get(e["code"]) or name_of(e, style, rng) for e in _entries()[panel]}
    return {code: name for code, name in own.items() if not foreign or code in foreign or panel in _LATIN}


_LATIN = ("terpenes", "pesticides")
"""Their names are nearly the same in all languages."""


@lru_cache(maxsize=1)
def _entries() -> dict[str, list[dict[str, Any]]]:
    return {panel: [e for e in load(panel)["analyte"] if _of(e["code"], panel)] for panel in PANELS}


def _of(code: str, panel: str) -> bool:
    return not code.startswith("total_") and (panel != "microbials" or code in COUNTED)


def printable(text: str) -> bool:
    return all(c in "Δαβγδ" or ord(c) < 256 for c in text) and "ß" not in text


@cache
def _means_only(text: str, code: str) -> bool:
    """Is the text a name of the analyte and of nothing else that a report could print?"""
    words = vocabulary()
    found = words.analyte(text)
    panel = None if code in COUNTED else words.panel(text)
    other = words.total(text) or panel or words.heading(text) or words.unit(text)
    return found is not None and found.code == code and not other and len(text) >= 3 and printable(text)


def name_of(entry: dict[str, Any], style: Style, rng: Random) -> str:
    """One of the ways in which reports print an analyte."""
    name: str = entry["name"].replace("Delta-", _PREFIX[style.names])
    if style.names == "Δ":
        for word, letter in (("alpha", "α"), ("beta", "β"), ("gamma", "γ")):
            name = re.sub(rf"\b{word}-", f"{letter}-", name, flags=re.IGNORECASE)
    options = [name, entry["name"]]
    spellings = list(entry.get("spellings", ()))
    if style.names == "abbreviation":
        options = [s for s in spellings if "(" in s] + options
    elif style.names == "spelling" and spellings:
        options = [rng.choice(spellings), *options]
    fitting = (o for o in options if len(o) <= style.longest_name and _means_only(o, entry["code"]))
    return next(fitting, "")


def same_name(printed: str, read: str) -> bool:
    return key(printed) == key(read)
