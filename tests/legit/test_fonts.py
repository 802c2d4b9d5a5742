"""Which fonts are one family: the names that PDFs give them, however they were packed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coacheck.layout.fonts import family, odd_figures, split_figures
from coacheck.layout.later import uneven_figures
from coacheck.layout.row import Row
from coacheck.page import Page, Word
from coacheck.reading.document.odd_pages import odd_pages
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


def test_a_figure_on_the_line_of_its_name_is_right_where_footnotes_lower_the_other_names() -> None:
    every = rows(-1.2, -1.2, -1.2, -1.2, -1.2, -1.2)
    level = every[5].cells[1][0]
    every[5].cells[1][0] = replace(level, bottom=every[5].cells[0][0].bottom)

    assert list(odd_figures(every, 1)) == []


def test_a_figure_with_a_footnote_of_its_own_stands_lower() -> None:
    every = rows(0, 0, 1.5, 0, 0, 0)
    mark = replace(every[2].cells[1][0], text="1", x0=140, x1=142, size=5, raised=True)
    every[2].cells[1].append(mark)

    assert list(odd_figures(every, 1)) == []


def figure(text: str, x0: float, y: float, font: str = "Arial", gap: float = 0.0) -> Word:
    """In digits of half their size; `gap` is a space before the third character."""
    starts = tuple(x0 + 4.0 * i + (gap if i > 1 else 0.0) for i in range(len(text)))
    return Word(text, x0, y, starts[-1] + 4.0, y + 8, 8.0, base=y + 6, starts=starts, font=font)


def page(*words: Word, number: int = 1, width: float = 612.0) -> Page:
    return Page(number, width, 792.0, list(words), [])


def test_a_digit_that_was_painted_far_from_the_rest_of_its_number() -> None:
    rest, other, digit = figure("4.85", 104, 50), figure("27.10", 200, 50), figure("1", 100, 50, "ABCDEF+Arial")

    [(odd, says)] = split_figures(page(rest, other, figure("0.2", 100, 80), digit))

    assert odd == [digit]
    assert says == "“1” in ABCDEF+Arial, the rest of “14.85” in Arial"


def test_uneven_digits_that_no_other_figure_has() -> None:
    usual = [figure(f"{n % 10}.{3 * n % 10}{n % 7}", 100, 20 + 10 * n) for n in range(24)]

    [(_, word, says)] = uneven_figures([page(*usual, figure("97.86", 100, 200, gap=1.2))])

    assert word.text == "97.86"
    assert says == "“7.” in “97.86” stand 1.2 points farther apart than elsewhere"


def test_of_two_pages_of_other_paper_the_later_one_is_told() -> None:
    text = [figure("1.0", 100, 10 * n) for n in range(30)]

    [(odd, why)] = odd_pages([page(*text), page(*text, number=2, width=595.0)], [])

    assert odd.number == 2
    assert "595 by 792 points" in why
