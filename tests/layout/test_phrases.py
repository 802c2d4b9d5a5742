"""Words of one line become phrases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coacheck.layout.phrases import phrases_of
from layout.drawn import word


def test_a_line_is_where_its_letters_stand_not_where_its_font_says_it_ends() -> None:
    """Large print whose boxes hang low reaches into the small print of the next line."""
    large = [replace(w, base=181.6) for w in (word("Gray", 46, 171, size=20), word("Osprey", 92, 171, size=20))]
    small = [replace(w, base=193.6) for w in (word("Kind:", 46, 187.3, size=8), word("Sample:", 68, 187.3, size=8))]

    assert [p.text for p in phrases_of([*large, *small])] == ["Gray Osprey", "Kind: Sample:"]


@pytest.mark.parametrize(
    ("before", "read"), [("10", "10^4"), ("1.4×10", "1.4×10^4"), ("<10", "<10^4"), ("0.110", "0.110"), ("2.10", "2.10")]
)
def test_a_raised_digit_is_the_power_of_ten_alone_and_else_the_mark_of_a_footnote(before: str, read: str) -> None:
    figure = word(before, 46, 171)
    assert [p.text for p in phrases_of([figure, replace(word("4", figure.x1, 171), raised=True)])] == [read]
