"""`make_layout(seed)`: a report of an invented laboratory, and what a careful person would write down of it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from layouts.head import head
from layouts.notes import controls
from layouts.sheet import Sheet, new_sheet
from layouts.style import Style, style_of
from layouts.summary import bare_panels, largest, overview, summary, totals_on_top
from layouts.tables import tables
from layouts.traits_of_pages import with_traits
from layouts.truth import truth_of


def make_layout(seed: int, traits: Sequence[str] | None = None) -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth, in the shape of the report's JSON. `traits`: exactly these instead of some at random."""
    sheet = draw(seed, traits)
    return sheet.paper.finish(), truth_of(sheet)


def chosen(seed: int, traits: Sequence[str] | None = None) -> tuple[Style, list[str]]:
    """The style of a seed, and the traits that made it."""
    rng = Random(seed)
    return with_traits(style_of(rng), rng, traits)


def draw(seed: int, traits: Sequence[str] | None = None) -> Sheet:
    style, _ = chosen(seed, traits)
    sheet = new_sheet(style, Random(seed * 7919 + 1))
    head(sheet)
    summary(sheet)
    overview(sheet)
    totals_on_top(sheet)
    largest(sheet)
    tables(sheet)
    bare_panels(sheet)
    controls(sheet)
    return sheet
