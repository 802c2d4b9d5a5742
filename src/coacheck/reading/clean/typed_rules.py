"""Lines and bars that are typed ("--------", "|", "▮▮▮") are drawn, and no words."""

from __future__ import annotations

import re
from dataclasses import replace

from coacheck.page import Page, Stroke

_TYPED = re.compile(r"[-_=–—.·+|]{8,}")
_BAR = re.compile(r"[\u2580-\u259f\u25ac-\u25af]+")
"""Blocks of which the bars of charts are typed."""
_WALLS = 6
"""So many typed bars on a page are the walls of tables."""


def rules_drawn(page: Page) -> Page:
    """The page with lines drawn where it has them typed; dots that lead from a name to its figure are left out."""
    if any(_BAR.fullmatch(w.text) for w in page.words):
        page = replace(page, words=[w for w in page.words if not _BAR.fullmatch(w.text)])
    typed = [w for w in page.words if _TYPED.fullmatch(w.text)]
    bars = [w for w in page.words if w.text == "|"]
    bars = bars if len(bars) >= _WALLS else []
    if not typed and not bars:
        return page
    lines = [Stroke(w.x0, w.middle, w.x1, w.middle) for w in typed if set(w.text) - {".", "·"}]
    lines += [Stroke(w.centre, w.top, w.centre, w.bottom) for w in bars]
    out = {id(w) for w in (*typed, *bars)}
    return replace(page, words=[w for w in page.words if id(w) not in out], strokes=[*page.strokes, *lines])
