"""Laboratories that are known by name or web domain: data/labs.toml."""

from __future__ import annotations

import re
from functools import lru_cache

from coacheck.labs import known as known_labs
from coacheck.labs import owner_of
from coacheck.reading.vocabulary import key

DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_LEAST = 7
"""Letters of a name that is looked for within other text."""


@lru_cache(maxsize=1)
def _lab_names() -> list[tuple[str, str]]:
    """Every spelling with the name it stands for, the longest first; a generic name is known by its aliases only."""
    spelt = ((lab, () if lab.get("generic") else (lab["name"],)) for lab in known_labs()["lab"])
    names = [(key(alias), lab["name"]) for lab, own in spelt for alias in (*own, *lab["aliases"])]
    return sorted(names, key=lambda pair: len(pair[0]), reverse=True)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {alias: name for alias, name in reversed(_lab_names()) if len(alias) > 4}


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, list[tuple[int, str, str]]]:
    """Spellings by their first letters: the place among all of them, the spelling, the name."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for place, (alias, name) in enumerate(_lab_names()):
        if len(alias) >= _LEAST:
            found.setdefault(alias[:_LEAST], []).append((place, alias, name))
    return found


def known_lab(text: str) -> str | None:
    return _by_name().get(key(text))


@lru_cache(maxsize=5_000)
def mentions(text: str) -> tuple[tuple[str, float], ...]:
    """Known laboratories that a phrase names: the whole phrase counts most, a domain more than running text."""
    if whole := known_lab(text):
        return ((whole, 3.0),)
    found = []
    for match in DOMAIN.finditer(text):
        owner = owner_of(match[1])
        if owner and owner.kind == "lab":
            found.append((owner.name, 2.0))
    if not found and (name := _named_in(text)):
        found.append((name, 1.0))
    return tuple(found)


def _named_in(text: str) -> str | None:
    """The laboratory with the longest name among the words of a text: "Ironlabs" is no part of "Environlabs"."""
    forms = [form for word in _WORD.findall(text) if (form := key(word))]
    whole, starts, at = "".join(forms), set(), 0
    for form in forms:
        starts.add(at)
        at += len(form)
    ends, known = {*starts, at}, _beginnings()
    begun = ((i, spelt) for i in starts for spelt in known.get(whole[i : i + _LEAST], ()))
    found = [spelt for i, spelt in begun if whole.startswith(spelt[1], i) and i + len(spelt[1]) in ends]
    return min(found)[2] if found else None
