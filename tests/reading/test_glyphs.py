"""Glyphs that a font left without a letter."""

from __future__ import annotations

from coacheck.page import Page
from coacheck.reading.clean.glyphs import deduce
from coacheck.reading.vocabulary import vocabulary
from reading.lines import line


def test_a_code_without_a_letter_that_stands_alone_is_a_bullet() -> None:
    words = line("Cobalt Ridge Scientific (cid:127) 14 Harbor Road (cid:127) Method (cid:127)", 30, 700).words
    page = Page(number=1, width=612.0, height=792.0, words=list(words), strokes=[], text="digital")

    told = " ".join(w.text for w in deduce([page], vocabulary())[0].words)

    assert told == "Cobalt Ridge Scientific • 14 Harbor Road • Method •"


def test_of_two_greek_letters_that_would_do_the_one_that_no_other_glyph_is() -> None:
    names = ["(cid:1)-Humulene", "(cid:1)-Pinene", "(cid:2)-Myrcene", "(cid:3)-Limonene", "(cid:4)-Terpinene"]
    words = [word for i, name in enumerate(names) for word in line(name, 30, 700 - 20 * i).words]
    page = Page(number=1, width=612.0, height=792.0, words=words, strokes=[], text="digital")

    told = [w.text for w in deduce([page], vocabulary())[0].words]

    assert told == ["α-Humulene", "α-Pinene", "β-Myrcene", "δ-Limonene", "γ-Terpinene"]
