"""Words of recognised lines: where they part, and which signs stand for letters. No recogniser is needed here."""

from __future__ import annotations

import numpy as np
import pytest

from coacheck.pdf.ocr.engine import Line
from coacheck.pdf.ocr.pages import as_written
from coacheck.pdf.ocr.words import parted

QUAD = np.array([(0, 0), (90, 0), (90, 40), (0, 40)], dtype=float)


def _line(shade: int, ruling: int | None) -> Line:
    """Three round letters of `shade`, close together on white, a ruling below them."""
    crop = np.full((40, 90, 3), 255, np.uint8)
    for left in (5, 33, 61):
        crop[8:30, left : left + 24] = shade
        crop[12:26, left + 4 : left + 20] = 255
    if ruling is not None:
        crop[35:38] = ruling
    return Line("LOQ", QUAD, crop, (17 / 90, 45 / 90, 73 / 90), (0.99, 0.99, 0.99))


@pytest.mark.parametrize(("shade", "ruling"), [(0, None), (0, 0), (185, None), (185, 0)])
def test_grey_letters_over_a_black_ruling_are_one_word(shade: int, ruling: int | None) -> None:
    [(first, last, left, right)] = parted(_line(shade, ruling))

    assert (first, last) == (0, 3)
    assert (left, right) == (pytest.approx(5 / 90, abs=0.02), pytest.approx(85 / 90, abs=0.02))


@pytest.mark.parametrize(
    ("read", "meant"),
    [("Ex0-THC", "Exo-THC"), ("<L0Q", "<LOQ"), ("L0D", "LOD"), ("0.05", "0.05"), ("LAB-0071a0b", "LAB-0071a0b"),
     ("B0-77", "B0-77"), ("10mg", "10mg"), ("0", "0")],
)  # fmt: skip
def test_a_naught_between_letters_is_a_letter(read: str, meant: str) -> None:
    assert as_written(read) == meant
