"""What is taken down of a page is what plain pdfplumber finds there: the same characters, and so the same words.

The reader's words differ from pdfplumber's in a few steps, on purpose: what is printed twice counts once, letter-spaced
words are closed ("P a s s"), signs are put right (Greek letters of symbol fonts), form fields are added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfplumber.utils.text import extract_words

from coacheck.page import Word
from coacheck.pdf.interpret.content import marks_of
from coacheck.pdf.words.printed import words_of
from conftest import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
NEAR = 0.01  # points
PLACES = ("x0", "top", "x1", "bottom", "size")
PARTED = {"x_tolerance_ratio": 0.2, "y_tolerance": 1, "extra_attrs": ["size", "fontname"]}
FIELD = 1_000_000_000  # the order of a form field
Thing = dict[str, Any]


def differences(path: Path) -> Iterator[str]:
    """What of a file differs, as lines for a person."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            marks, plain = marks_of(page), page.chars
            every = [*marks.chars, *marks.turned, *marks.unseen, *marks.clipped]
            own = sorted((as_the_font_says(c) for c in every), key=lambda c: c["order"])
            pairs = list(zip_longest(own, plain))
            lost = [a and b and a["fontname"] != "unknown" == b["fontname"] for a, b in pairs]
            wrong = sum(not same(a, b) for (a, b), gone in zip(pairs, lost, strict=True) if not gone)
            if wrong:
                yield f"{path.name} page {page.page_number}: {wrong} of {len(plain)} characters"
            if any(lost):  # a name ended by a NUL byte, which is white space, is another name to pdfminer
                yield f"{path.name} page {page.page_number}: pdfplumber has lost a font"
                continue
            if [w["text"] for w in extract_words(own)] != [w["text"] for w in extract_words(plain)]:
                yield f"{path.name} page {page.page_number}: words"
            theirs = [w for w in extract_words(plain, **PARTED) if w["upright"]]
            for text in unexplained(words_of(page, own, page.annots), theirs, float(page.width), float(page.height)):
                yield f"{path.name} page {page.page_number}: the word {text!r}"
            page.close()


def as_the_font_says(char: Thing) -> Thing:
    """A glyph that a font calls nothing keeps its number in ours, until words tell its letter; pdfplumber sorts by the
    place in the document, which ours doesn't need."""
    text = "\0" if char["text"].startswith("(nul:") else char["text"]
    return {**char, "text": text, "doctop": char["top"]}


def same(a: Thing | None, b: Thing | None) -> bool:
    if a is None or b is None:
        return False
    alike = a["text"] == b["text"] and a["upright"] == b["upright"] and a["fontname"] == b["fontname"]
    return alike and all(abs(a[k] - b[k]) < NEAR for k in PLACES)


def unexplained(ours: Sequence[Word], theirs: Sequence[Thing], width: float, height: float) -> list[str]:
    """The words of one side that are neither on the other nor changed by one of the deliberate steps."""
    known = {(w.text, round(w.x0, 1), round(w.top, 1)) for w in ours}
    plain = {(w["text"], round(w["x0"], 1), round(w["top"], 1)) for w in theirs}
    more = [w for w in ours if (w.text, round(w.x0, 1), round(w.top, 1)) not in plain and w.order != FIELD]
    fewer = [w for w in theirs if (w["text"], round(w["x0"], 1), round(w["top"], 1)) not in known]
    shown = [w for w in fewer if w["x1"] > 0 and w["x0"] < width and w["bottom"] > 0 and w["top"] < height]
    return [w.text for w in more if not made_of(w, theirs)] + [w["text"] for w in shown if not kept(w, ours)]


def made_of(word: Word, theirs: Sequence[Thing]) -> bool:
    """Is each letter of ours one of those that pdfplumber has at this place?"""
    there = "".join(t["text"] for t in theirs if touch(word, t))
    return letters(word.text) <= letters(there)


def kept(word: Thing, ours: Sequence[Word]) -> bool:
    """Does each letter of pdfplumber's stand in ours at this place?"""
    return letters(word["text"]) <= letters("".join(w.text for w in ours if touch(w, word)))


def touch(ours: Word, theirs: Thing) -> bool:
    across = min(ours.x1, theirs["x1"]) - max(ours.x0, theirs["x0"])
    down = min(ours.bottom, theirs["bottom"]) - max(ours.top, theirs["top"])
    return across > -1 and down > 0


def letters(text: str) -> set[str]:
    """The letters and digits that are the same in every font and spelling."""
    return {c for c in text if c.isascii() and c.isalnum() and c not in "Dabgdmw"}


def compared(path: Path) -> list[str]:
    return list(differences(path))


@pytest.mark.usefixtures("shared")
def test_characters_and_words_are_pdfplumbers() -> None:
    with ProcessPoolExecutor(2) as pool:
        lines = [line for found in pool.map(compared, sorted(CORPUS.glob("*.pdf"))) for line in found]

    assert [line for line in lines if "lost a font" not in line] == []
    assert len(lines) < 3
