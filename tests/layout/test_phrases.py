"""Words of one line become phrases."""

from __future__ import annotations

from dataclasses import replace

from coacheck.layout.phrases import phrases_of
from layout.drawn import word


def test_a_line_is_where_its_letters_stand_not_where_its_font_says_it_ends() -> None:
    """Large print whose boxes hang low reaches into the small print of the next line."""
    large = [replace(w, base=181.6) for w in (word("Gray", 46, 171, size=20), word("Osprey", 92, 171, size=20))]
    small = [replace(w, base=193.6) for w in (word("Kind:", 46, 187.3, size=8), word("Sample:", 68, 187.3, size=8))]

    assert [p.text for p in phrases_of([*large, *small])] == ["Gray Osprey", "Kind: Sample:"]
