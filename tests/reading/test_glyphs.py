"""Glyphs that a font left without a letter."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

import coacheck
from coacheck.page import Page
from coacheck.reading.clean.glyphs import deduce
from coacheck.reading.vocabulary import vocabulary
from reading.drawn import pdf_of, rows
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


def test_a_glyph_that_a_font_says_is_nothing_is_a_letter_where_words_need_one() -> None:
    """Converters write U+0000 for a ligature: "A", a glyph, "atoxin"."""
    names = ["A(nul:31)atoxin B1", "Aspergillus (nul:31)avus", "Cy(nul:31)uthrin"]
    page = Page(1, 612, 792, [w for i, n in enumerate(names) for w in line(n, 30, 100 + 20 * i).words], [])

    told = " ".join(w.text for w in deduce([page], vocabulary())[0].words)

    assert told == "Aflatoxin B1 Aspergillus flavus Cyfluthrin"


def test_what_no_word_explains_is_left_out_as_the_font_says() -> None:
    page = Page(1, 612, 792, list(line("Hollow(nul:7) (nul:8) Hill", 30, 100).words), [])

    assert [w.text for w in deduce([page], vocabulary())[0].words] == ["Hollow", "Hill"]


def test_letters_of_two_in_a_real_font(tmp_path: Path) -> None:
    def draw(page: Canvas) -> None:
        rows(page, 640, ("Cannabinoid", "%"), ("THCA", "20.1"), ("CBD", "ND"), ("CBG", "0.3"))
        rows(page, 540, ("Mycotoxin", "Result (ug/kg)", "Status"), ("A~atoxin B1", "ND", "Pass"),
             ("A~atoxin B2", "ND", "Pass"), ("Ochratoxin A", "ND", "Pass"))  # fmt: skip

    with pikepdf.open(io.BytesIO(pdf_of(draw))) as pdf:
        codes = "\n".join(f"<{c:02X}> <{0 if c == ord('~') else c:04X}>" for c in range(32, 127))
        letters = f"1 begincodespacerange <00> <FF> endcodespacerange\n95 beginbfchar\n{codes}\nendbfchar"
        for font in pdf.pages[0].resources.Font.values():
            font.ToUnicode = pdf.make_stream(letters.encode())
        pdf.save(tmp_path / "report.pdf")

    found = coacheck.read(tmp_path / "report.pdf").panels["mycotoxins"].measurements

    assert [m.name for m in found] == ["Aflatoxin B1", "Aflatoxin B2", "Ochratoxin A"]
