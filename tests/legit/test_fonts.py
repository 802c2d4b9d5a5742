"""Which fonts are one family: the names that PDFs give them, however they were packed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coacheck.layout.fonts import family, odd_figures
from coacheck.layout.row import Row
from reading.lines import line


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


def rows(*figures: float) -> list[Row]:
    """Names in large print, of two words first, and figures in small print, each so much higher on its line."""
    names = ["delta 9-THC", "CBD", "CBN", "CBG", "THCV", "CBC"]
    cells = [(line(name, 30, 100 + 20 * i, 11), figures[i]) for i, name in enumerate(names)]
    return [
        Row({0: list(name.words), 1: [replace(w, font="Arial") for w in line("0.42", 120, name.top + up, 8).words]})
        for name, up in cells
    ]


def test_a_name_of_two_words_moves_no_figure() -> None:
    assert list(odd_figures(rows(0, 0, 0, 0, 0, 0), 1)) == []


def test_a_figure_that_stands_higher_than_its_column() -> None:
    odd = [row.name for _, row, _, _ in odd_figures(rows(0, 0, 1.5, 0, 0, 0), 1)]

    assert odd == ["CBN"]


def test_a_footnote_that_lowers_names_moves_no_figure() -> None:
    """Figures and ND beside the lowered names stand higher alike; one that stands so alone is told."""
    lowered = rows(0, 0, 0, 0, -1.2, -1.2)
    nd = Row({0: lowered[5].cells[0], 1: [replace(w, text="ND") for w in lowered[5].cells[1]]})

    assert list(odd_figures([*lowered[:5], nd], 1)) == []
    assert [row.name for _, row, _, _ in odd_figures(lowered[:5], 1)] == ["THCV"]
