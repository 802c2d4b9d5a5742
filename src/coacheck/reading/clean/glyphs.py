"""Glyphs that a font left without a letter ("(cid:383)-Myrcene"), deduced from the vocabulary or left as they are.

Those for which a font says that they are nothing ("A(nul:31)atoxin") are left out where they can't be deduced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coacheck.layout import phrases_of
from coacheck.page import Page, Word
from coacheck.reading.vocabulary import Vocabulary, key, load

_GLYPH = re.compile(r"\((?:cid|nul):\d+\)")
_NOTHING = re.compile(r"\(nul:\d+\)")
_BULLET = re.compile(r"\(cid:(?:127|129|141|143|144|157)\)")
"""Codes that the encoding of Windows leaves free: PDF has a bullet for each of them."""
_LETTERS = ("α", "β", "γ", "δ", "Δ", "µ", "fi", "fl", "ff", "ffi", "ffl", "tt", "ti", "ft")


def deduce(pages: Sequence[Page], vocabulary: Vocabulary) -> list[Page]:
    """The pages with every glyph put right that only one letter makes sense of. Nothing is guessed."""
    pages = [replace(page, words=[_with_bullets(word) for word in page.words]) for page in pages]
    if not any(_GLYPH.search(word.text) for page in pages for word in page.words):
        return pages
    letters = _letters_of(pages, vocabulary)
    return [replace(page, words=list(_put_right(page.words, letters))) for page in pages]


def _letters_of(pages: Sequence[Page], vocabulary: Vocabulary) -> dict[str, str]:
    """The letters of the glyphs that were deduced."""
    phrases = [phrase.text for page in pages for phrase in phrases_of(page.words, gap=0.3)]
    damaged = {text for text in phrases if _GLYPH.search(text) and len(text) < 60}
    letters: dict[str, str] = {}
    waiting = _glyphs(damaged)
    while solved := {g: letter for g in waiting if (letter := _letter(g, damaged, letters, vocabulary))}:
        letters |= solved
        waiting -= solved.keys()
    return letters


def _with_bullets(word: Word) -> Word:
    return replace(word, text="•") if _BULLET.fullmatch(word.text) else word


def _glyphs(texts: set[str]) -> set[str]:
    return {glyph for text in texts for glyph in _GLYPH.findall(text)}


def _letter(glyph: str, texts: set[str], taken: dict[str, str], vocabulary: Vocabulary) -> str | None:
    """The letter that makes most words with this glyph known words, where no other makes as many.

    A letter has one glyph: those already taken are out, and so is, of two that win, the capital of one that is taken.
    """
    words = {key(w) for w in load("words")["common"]["words"]}
    scores = []
    letters = [letter for letter in _LETTERS if letter not in taken.values()]
    for letter in letters:
        forms = [_GLYPH.sub("", text.replace(glyph, letter)) for text in texts if glyph in text]
        scores.append(sum(_known(form, words, vocabulary) for form in forms))
    best = max(scores)
    winners: dict[str, str] = {}
    for letter, score in zip(letters, scores, strict=True):
        if score == best:
            winners.setdefault(key(letter), letter)
    if len(winners) > 1:
        winners = {name: letter for name, letter in winners.items() if name not in map(key, taken.values())}
    return next(iter(winners.values())) if best and len(winners) == 1 else None


def _known(text: str, words: set[str], vocabulary: Vocabulary) -> bool:
    listed = vocabulary.listed(text) or vocabulary.total(text)
    return listed is not None or any(w in key(text) for w in words)


def _put_right(words: Sequence[Word], letters: dict[str, str]) -> Iterator[Word]:
    for word in words:
        if not _GLYPH.search(word.text):
            yield word
        elif text := _NOTHING.sub("", _GLYPH.sub(lambda m: letters.get(m[0], m[0]), word.text)):
            yield replace(word, text=text)
