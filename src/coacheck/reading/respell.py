"""Headings and words in cells that a recogniser misread, put right by the vocabulary; no names, no figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from coacheck.layout import Phrase, phrases_of
from coacheck.pdf import Page, Word
from coacheck.reading.confirm import SURE
from coacheck.reading.text import key
from coacheck.reading.vocabulary import Vocabulary

_SHORTEST = 5
_ALIKE = 0.8


def respelled(pages: Sequence[Page], vocabulary: Vocabulary) -> list[Page]:
    """The pages, with the headings that a recogniser was not sure of as the vocabulary spells them."""
    return [replace(p, words=_words(p, vocabulary)) if p.text in ("ocr", "mixed") else p for p in pages]


def _words(page: Page, vocabulary: Vocabulary) -> list[Word]:
    out: list[Word] = []
    for phrase in phrases_of(page.words, page.strokes):
        text = _meant(phrase, vocabulary)
        joined = replace(phrase.words[0], x1=phrase.x1, text=text or "", starts=())
        out += [joined] if text else phrase.words
    return out


def _meant(phrase: Phrase, vocabulary: Vocabulary) -> str | None:
    """What an unsure phrase must mean, if only one heading is like it."""
    text = phrase.text
    if min(w.sure for w in phrase.words) >= SURE or any(c.isdigit() for c in text) or len(text) > 40:
        return None
    if vocabulary.heading(text) or vocabulary.known(text) or vocabulary.said(text):
        return None
    if vocabulary.said(text.replace(".", "")):  # "<L.OQ"
        return text.replace(".", "")
    form = key(text)
    close = get_close_matches(form, vocabulary.headings, n=2, cutoff=_ALIKE) if len(form) >= _SHORTEST else []
    if not close or len({vocabulary.headings[h] for h in close}) > 1:
        return None
    return f"{close[0]} %" if text.endswith("%") else close[0]
