"""Of what kind the product is: its matrix and its category."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from coacheck.layout.phrases import Phrase
from coacheck.model import Category, Evidence
from coacheck.reading.fields.candidates import Candidate, best, is_empty, whole
from coacheck.reading.fields.wording import NOT_TITLES
from coacheck.reading.vocabulary import load
from coacheck.reading.vocabulary.labels import label_of

_MATRIX = re.compile(
    r"^(?:(?:dried|cured|usable|hemp) )?(?:plant|flower|ingestible|edible|concentrate|topical|inhalable|infused"
    r"|derivative|beverage|tincture|oil|extract|vape|biomass)s?\b",
    re.IGNORECASE,
)  # fmt: skip

_LONGEST = 60
"""Letters of a kind of product."""


def matrix_of(candidates: Sequence[Candidate], pages: Sequence[Sequence[Phrase]]) -> tuple[str | None, Evidence | None]:
    """The matrix by its label, else a line at the head of page 1 that begins with a kind of product."""
    for candidate in best(candidates, "matrix"):
        if not candidate.late and not is_empty(whole(candidate)):
            return _kind(whole(candidate)), Evidence(page=candidate.page, bbox=candidate.box, text=whole(candidate))
    for phrase in pages[0] if pages else ():
        text = re.sub(r"[\s,;]+$", "", phrase.text)
        if (
            phrase.top < 330
            and _MATRIX.match(text)
            and len(text) < _LONGEST
            and not label_of(text.partition(":")[0])
            and not NOT_TITLES.search(text)
        ):
            return _kind(text), Evidence(page=1, bbox=phrase.box, text=phrase.text)
    return None, None


def _kind(text: str) -> str:
    """The matrix without the category behind it ("Flower, Inhalable")."""
    return re.sub(r",\s*(?:inhalable|ingestible)$", "", text, flags=re.IGNORECASE)


def kinds_of(candidates: Sequence[Candidate]) -> list[str]:
    """All that the report labels as a kind of product ("Type: Extract for Inhalation", "Admin. Route: Inhalation")."""
    return [c.text for name in ("matrix", "route") for c in best(candidates, name) if not c.late]


def category_of(*texts: str | None) -> Category | None:
    """inhalable, ingestible or topical by the first text that says so."""
    words: dict[str, list[str]] = load("fields")["category"]
    filled = any(word in (text or "").casefold() for text in texts for word in ("vape", "cartridge"))
    for text in texts:
        low = (text or "").casefold()
        found = {c: [m.start() for w in ws if (m := re.search(rf"\b{re.escape(w)}", low))] for c, ws in words.items()}
        hits = {c: min(places) for c, places in found.items() if places}
        if filled:
            hits.pop("other", None)  # "Type: Distillate" of a vape
        if "other" in hits:
            return "other"
        if "non-inhal" in low or "not for inhal" in low:
            hits.pop("inhalable", None)
        if hits:
            return cast(Category, min(hits, key=hits.__getitem__))
    return None
