"""Which fonts are one family: the names that PDFs give them, however they were packed."""

from __future__ import annotations

import pytest

from coacheck.layout.fonts import family


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ArialMT", "Arial-BoldMT"),
        ("ABCDEF+Lato-Regular", "GHIJKL+Lato-Bold"),
        ("Helvetica", "Helvetica-BoldOblique"),
        ("OpenSans", "AAAAAA+OpenSans-Regular"),
        ("Roboto", "BAAAAA+Roboto_700wght"),
        ("Times-Roman", "Times-BoldItalic"),
        ("CairoFont-0-0", "CairoFont-2-1"),
        ("Calibri", "Calibri,Bold"),
        ("F1", "F2"),  # names that say nothing prove nothing
    ],
)
def test_styles_and_subsets_are_one_family(one: str, other: str) -> None:
    assert family(one) == family(other)


@pytest.mark.parametrize(("one", "other"), [("Helvetica", "Times-Roman"), ("ArialMT", "Calibri")])
def test_other_fonts_are_others(one: str, other: str) -> None:
    assert family(one) != family(other)
