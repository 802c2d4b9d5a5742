"""Headings, labels and words in cells that a recogniser misread, put right by the vocabulary; no names, no figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from coacheck.layout import Phrase, phrases_of
from coacheck.page import Page, Word
from coacheck.reading.proof.confirm import SURE
from coacheck.reading.vocabulary import Vocabulary, key
from coacheck.reading.vocabulary.labels import known_labels, label_of

_SHORTEST = 5
_ALIKE = 0.8
_SHORTEST_LABEL, _ALIKE_LABEL = 8, 0.85
_LONGEST = 4
"""Words of a label."""
_NUMBERED = ("1D", "lD", "1d")
"""What is read for "ID"."""


def respelled(pages: Sequence[Page], vocabulary: Vocabulary) -> list[Page]:
    """The pages, with the headings that a recogniser was not sure of as the vocabulary spells them."""
    return [replace(p, words=_words(p, vocabulary)) if p.text in ("ocr", "mixed") else p for p in pages]


def _words(page: Page, vocabulary: Vocabulary) -> list[Word]:
    out: list[Word] = []
    for phrase in phrases_of(page.words, page.strokes):
        text = _meant(phrase, vocabulary)
        joined = replace(phrase.words[0], x1=phrase.x1, text=text or "", starts=())
        out += [joined] if text else _labelled(phrase.words)
    return out


def _labelled(words: Sequence[Word]) -> list[Word]:
    """The words of a phrase, with the label at their head ("NetWelghtperUnit:") as the vocabulary spells it."""
    words = [replace(w, text="ID") if w.text in _NUMBERED else w for w in words]
    end = next((i for i, w in enumerate(words) if w.text.endswith(":")), None)
    if end is None or end >= _LONGEST:
        return words
    meant = _label(" ".join(w.text for w in words[: end + 1]))
    return [replace(words[0], x1=words[end].x1, text=meant, starts=()), *words[end + 1 :]] if meant else words


def _label(text: str) -> str | None:
    """The label that a misread one must be, if there is only one field it can be of."""
    form = key(text)
    if len(form) < _SHORTEST_LABEL or label_of(text.rstrip(": ")) or any(c.isdigit() for c in text):
        return None
    close = get_close_matches(form, known_labels(), n=3, cutoff=_ALIKE_LABEL)
    labels = [known_labels()[c] for c in close]
    fields = {found[0] for label in labels if (found := label_of(label))}
    return f"{labels[0]}:" if len(fields) == 1 else None


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
