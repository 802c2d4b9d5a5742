"""Normal forms of printed text: what is compared, never what is shown."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GREEK = {"α": "alpha", "β": "beta", "ß": "beta", "γ": "gamma", "δ": "delta", "ω": "omega", "µ": "u", "μ": "u"}
_GREEK |= {"Δ": "delta", "∆": "delta"}
_KEEP = re.compile(r"[^a-z0-9]")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """Greek letters by name, no case, accents, spaces or signs: "Δ9-THC" → "delta9thc"."""
    text = "".join(_GREEK.get(c, c) for c in text)
    return _KEEP.sub("", unicodedata.normalize("NFKD", text).casefold())


@lru_cache(maxsize=50_000)
def sign_key(text: str) -> str:
    """Like `key`, but signs stay ("<LOQ", "N/A"): only case, spaces and Greek are levelled."""
    text = "".join({"µ": "u", "μ": "u"}.get(c, c) for c in text)
    return _SPACE.sub("", unicodedata.normalize("NFKC", text).casefold())


def squeeze(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
