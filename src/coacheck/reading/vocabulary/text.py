"""Normal forms of printed text: what is compared, never what is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_GREEK = {"α": "alpha", "β": "beta", "ß": "beta", "γ": "gamma", "δ": "delta", "ω": "omega", "µ": "u", "μ": "u"}
_GREEK |= {"Δ": "delta", "∆": "delta"}
_BY_NAME = str.maketrans(_GREEK)
_MICRO = str.maketrans("µμ", "uu")
_KEEP = re.compile(r"[^a-z0-9]")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """Greek letters by name, no case, accents, spaces or signs: "Δ9-THC" → "delta9thc"."""
    return _KEEP.sub("", unicodedata.normalize("NFKD", text.translate(_BY_NAME)).casefold())


@lru_cache(maxsize=50_000)
def sign_key(text: str) -> str:
    """Like `key`, but signs stay ("<LOQ", "N/A"): only case, spaces and Greek are levelled."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text.translate(_MICRO)).casefold())


_SPELT = (("ph", "f"), ("th", "t"), ("ch", "c"), ("qu", "c"), ("k", "c"), ("y", "i"), ("j", "i"))
_DOUBLE = re.compile(r"([a-z])\1")
_ENDING = re.compile(r"(?:[aeiou]|(?<=[aeiou])s)+$")


@lru_cache(maxsize=20_000)
def skeleton(form: str) -> str:
    """A key as the European languages share it: "azoxistrobina", "azoxystrobine" and "azoxystrobin" are one."""
    for spelt, shared in _SPELT:
        form = form.replace(spelt, shared)
    return _ENDING.sub("", _DOUBLE.sub(r"\1", form))
DRY = re.compile(
    r"\b(?:dry|dried|trocken\w*|TS|(?:peso|base|materia|sostanza|matéria) sec[oa]|secco|sèche?|sec|droge?|suché?)\b",
    re.IGNORECASE,
)
"""What says that figures are on dry weight."""


def squeeze(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def agreed(text: str, meaning: Callable[[str], str | None]) -> str | None:
    """What all parts of a text in several languages mean: "Lead / Plomb"."""
    found = {meaning(part) for part in text.split(" / ")} if " / " in text else set()
    return found.pop() if len(found) == 1 else None
