"""A damaged font: one number of it costs neither all memory nor all time, and nothing set in it is dropped unsaid."""

from __future__ import annotations

from typing import Any

import pytest
from pdfminer.psparser import LIT

from coacheck.pdf.interpret.glyph_maps import Fonts, GlyphMap
from coacheck.pdf.words.printed import printed_words

FONT = {
    "Type": LIT("Font"), "Subtype": LIT("CIDFontType2"), "BaseFont": LIT("Odd"), "FontDescriptor": {},
    "CIDSystemInfo": {"Registry": b"Adobe", "Ordering": b"Identity"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "widths"),
    [("W", [1, 10**12, 500]), ("W", [-(2**40), 5, 500, 7, [600, 700]]), ("W2", [1, 10**12, 500, 1, 1])],
)
def test_widths_of_codes_that_no_font_has_are_left_out(key: str, widths: list[Any]) -> None:
    encoding = LIT("Identity-V" if key == "W2" else "Identity-H")

    font = Fonts().get_font(None, {**FONT, "Encoding": encoding, key: widths})

    assert max(font.widths) == 0xFFFF or font.widths[8] == 700
    assert len(font.widths) < 2**17


@pytest.mark.parametrize("encoding", [{}, {"Encoding": 7}])
def test_what_is_set_in_a_font_that_lost_its_encoding_is_still_there(encoding: dict[str, Any]) -> None:
    """Dropped, the α of a row's name or the ≤ before its number would leave another row, another number."""
    font = Fonts().get_font(None, {**FONT, **encoding})

    assert list(font.decode(b"\0\x07\1\x7e")) == [7, 382]


@pytest.mark.parametrize("code", [b"<>", b"<41>"])
def test_a_glyph_whose_code_stands_for_nothing_is_an_unknown_one(code: bytes) -> None:
    """Left out, "Total THC" became "T a THC", the name of nothing."""
    glyphs = GlyphMap(b"1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <01> " + code
                      + b" <02> <0042> endbfchar")  # fmt: skip

    assert glyphs.get_unichr(2) == "B"
    with pytest.raises(KeyError):
        glyphs.get_unichr(1)


def test_an_unknown_glyph_of_a_symbol_font_stays_one() -> None:
    [word] = printed_words(_chars("Symbol", ("(cid:39)", 5.0), ("d", 5.0)))

    assert word.text == "(cid:39)δ"


@pytest.mark.parametrize("wide", [0.0, -0.008, 5.0])
def test_a_digit_without_a_width_lies_under_the_next(wide: float) -> None:
    """In "8.45" the point then stands before the 8, or on it: another figure."""
    words = printed_words(_chars("Odd", ("8", wide), (".", 2.5), ("4", 5.0), ("5", 5.0)))

    assert any(w.crossed for w in words) == (wide < 1)


def _chars(font: str, *texts: tuple[str, float]) -> list[dict[str, Any]]:
    """One after the other, each as wide as it is told."""
    chars, x = [], 100.0
    for text, width in texts:
        x0, x1 = sorted((x, x + width))
        chars.append({
            "text": text, "x0": x0, "x1": x1, "top": 10.0, "bottom": 19.0, "doctop": 10.0, "size": 9.0, "base": 17.0,
            "fontname": font, "upright": True, "ink": (0.0,), "order": len(chars),
        })  # fmt: skip
        x += width
    return chars
