"""Characters make the words that pdfplumber's own `WordExtractor` makes of them."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from pdfplumber.utils.text import WordExtractor

from coacheck.pdf.words.runs import runs_of

_THEIRS = WordExtractor(x_tolerance_ratio=0.2, y_tolerance=1, extra_attrs=["size", "fontname"])


@pytest.mark.parametrize("seed", range(40))
def test_the_same_characters_make_a_word(seed: int) -> None:
    chars = list(_chars(Random(seed)))

    ours = ["".join(c["text"] for c in run) for run in runs_of(chars)]

    assert ours == [word["text"] for word, _ in _THEIRS.iter_extract_tuples(chars) if word["upright"]]


def _chars(random: Random) -> list[dict[str, Any]]:
    """Lines that drift, touch and overlap, in two fonts, with spaces, gaps, nothing, and text on its head."""
    chars, x, top = [], 0.0, 0.0
    for _ in range(300):
        if random.random() < 0.1:
            x, top = random.uniform(0, 50), top + random.choice([-8.0, -0.9, 0.0, 0.4, 1.0, 1.2, 9.0])
        width = random.choice([0.0, 2.5, 5.0])
        font, size, upright = random.choice("aaaaaab"), random.choice([9.0] * 9 + [6.0]), random.random() < 0.97
        chars.append({
            "text": random.choice(["7", ".", "N", "µ", " ", "\u00a0", "", "fl"]), "x0": x, "x1": x + width, "top": top,
            "bottom": top + size, "doctop": top, "size": size, "fontname": font, "upright": upright,
        })  # fmt: skip
        x += width + random.choice([0.0, 0.0, 0.0, -0.5, 1.7, 1.9, 4.0])
    return chars
