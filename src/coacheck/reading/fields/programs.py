"""What tells licensed cannabis from hemp: METRC tags, licences of growers and makers, words of a program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from coacheck.layout.phrases import Phrase
from coacheck.model import ProgramMark
from coacheck.programs import programs
from coacheck.reading.fields.candidates import Candidate
from coacheck.reading.vocabulary import key

Kind = Literal["track", "licence", "cannabis", "hemp", "state"]
_LEAST_FIGURES = 6
"""Of a number that follows goods from seed to sale."""
_NONE = ("", "na", "none", "notapplicable", "nil")
_LINE = 80
"""Letters of a line that says what the goods are; a longer one speaks of something."""
Told = tuple[Kind, str | None, str]
"""The kind, the state and what is printed."""


def program_marks(pages: Sequence[Sequence[Phrase]], candidates: Sequence[Candidate]) -> list[ProgramMark]:
    """Every mark once, where it stands first."""
    found: dict[Told, ProgramMark] = {}
    for number, phrases in enumerate(pages, 1):
        for phrase in phrases:
            for kind, state, text in _told(phrase.text):
                mark = ProgramMark(kind=kind, state=state, page=number, bbox=phrase.box, text=text)
                found.setdefault((kind, state, text), mark)
    for each in candidates:
        for kind, state in _labelled(each):
            mark = ProgramMark(
                kind=kind, state=state, page=each.page, bbox=each.box, text=f"{each.label} {each.text}"
            )
            found.setdefault((kind, state, key(each.text)), mark)
    return list(found.values())


def _told(text: str) -> Iterator[Told]:
    known = programs()
    for tag in _tags().findall(text):
        state = next((s.code for s in known.state if s.metrc and tag.startswith(s.metrc)), None)
        yield "track", state, tag
    if _licence().search(text):
        for code, pattern in _licences():
            yield from (("licence", code, match[0]) for match in pattern.finditer(text))
    if len(text) < _LINE and (words := _worded(text)):
        yield (*words, text)


@lru_cache(maxsize=1)
def _tags() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){programs().metrc.pattern.pattern}(?![A-Za-z0-9])")


@lru_cache(maxsize=1)
def _licences() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (state.code, re.compile(rf"(?<![A-Za-z0-9-]){form.pattern}(?![A-Za-z0-9])"))
        for state in programs().state
        for form in state.licences
    )


@lru_cache(maxsize=1)
def _licence() -> re.Pattern[str]:
    """Any of them."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in _licences()))


@lru_cache(maxsize=4096)
def _worded(text: str) -> tuple[Kind, str | None] | None:
    """The words of the data in a line, compared by their letters: "CBD/HEMP", "CANNABIS (MMTC's)"."""
    line = _spaced(text)
    return next((said for words, said in _wordings() if words in line), None)


@lru_cache(maxsize=1)
def _wordings() -> tuple[tuple[str, tuple[Kind, str | None]], ...]:
    known = programs()
    every: list[tuple[str, tuple[Kind, str | None]]] = [(w, ("hemp", None)) for w in known.hemp.anywhere]
    every += [(w, ("cannabis", None)) for w in known.cannabis.anywhere]
    every += [(w, ("cannabis", state.code)) for state in known.state for w in state.anywhere]
    return tuple((_spaced(words), said) for words, said in every)


def _spaced(text: str) -> str:
    """ "CANNABIS (MMTC's)" → " cannabis mmtcs ": words without signs, each between spaces."""
    return " " + " ".join(re.findall(r"[a-z0-9]+", text.casefold().replace("'", "").replace("’", ""))) + " "


def _labelled(each: Candidate) -> Iterator[tuple[Kind, str | None]]:
    """What the label of a number or a place says of it."""
    figures = sum(c.isdigit() for c in each.text)
    for label, kind, state in _labels():
        told = key(each.text) not in _NONE if kind == "cannabis" else figures >= _LEAST_FIGURES
        if told and key(each.label).startswith(label):
            yield kind, state
    if key(each.label) in map(key, programs().cannabis.tested_for) and (tested_for := programs().called(each.text)):
        yield "state", tested_for.code


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[str, Kind, str | None], ...]:
    known = programs()
    every: list[tuple[str, Kind, str | None]] = [(label, "track", None) for label in known.cannabis.tracked]
    every += [(label, "cannabis", None) for label in known.cannabis.grown_at]
    every += [(label, "licence", state.code) for state in known.state for label in state.licensee]
    return tuple((key(label), kind, state) for label, kind, state in every)
