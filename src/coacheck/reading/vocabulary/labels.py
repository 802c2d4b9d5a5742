"""Which field of a report a printed label names: data/vocabulary/fields.toml."""

from __future__ import annotations

import re
from functools import lru_cache

from coacheck.reading.vocabulary.entries import load
from coacheck.reading.vocabulary.text import key

_PREFIX = re.compile(r"^(?:\[\w\]|\d+[.)])\s+")
_HOUSE = re.compile(r"^[A-Z]{2,5}$")


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[str, int]]:
    out: dict[str, tuple[str, int]] = {}
    for name, labels in load("fields")["labels"].items():
        for rank, label in enumerate(labels):
            out.setdefault(key(label), (name, rank))
    return out


@lru_cache(maxsize=1)
def known_labels() -> dict[str, str]:
    """Every known label by its key."""
    return {key(label): label.rstrip(":# ") for labels in load("fields")["labels"].values() for label in labels}


@lru_cache(maxsize=1)
def double_labels() -> dict[str, list[str]]:
    return {key(k): v for k, v in load("fields")["double"].items()}


@lru_cache(maxsize=5_000)
def label_of(text: str) -> tuple[str, int] | None:
    """The field that a label names, and its rank. A house name before it is allowed: "Overlook Sample ID"."""
    text = _PREFIX.sub("", text.strip())
    if len(text) > 45:
        return None
    found = _labels().get(key(text))
    words = text.split()
    if found is None and len(words) == 3 and _HOUSE.match(words[1]) and not text.isupper():
        found = _labels().get(key(f"{words[0]} {words[2]}"))
    if found is None and 3 <= len(words) <= 5 and words[0][0].isupper() and "/" not in words:
        tail = _labels().get(key(" ".join(words[1:])))
        if tail and tail[0] in ("sample_id", "batch", "license", "reported"):
            return tail[0], tail[1] + 3
    return found
