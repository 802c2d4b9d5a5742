"""A damaged font: one number of it costs neither all memory nor all time, and nothing set in it is dropped unsaid."""

from __future__ import annotations

from typing import Any

import pytest
from pdfminer.psparser import LIT

from coacheck.pdf.interpret.glyph_maps import Fonts

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
