"""Lines that are typed, as plain-text forms have them ("--------"), are lines and no words."""

from __future__ import annotations

import re
from dataclasses import replace

from coacheck.page import Page, Stroke

_TYPED = re.compile(r"[-_=–—.·]{8,}")


def rules_drawn(page: Page) -> Page:
    """The page with lines drawn where it has them typed; dots that lead from a name to its figure are left out."""
    typed = [w for w in page.words if _TYPED.fullmatch(w.text)]
    if not typed:
        return page
    lines = [Stroke(w.x0, w.middle, w.x1, w.middle) for w in typed if set(w.text) - {".", "·"}]
    kept = [w for w in page.words if not _TYPED.fullmatch(w.text)]
    return replace(page, words=kept, strokes=[*page.strokes, *lines])
