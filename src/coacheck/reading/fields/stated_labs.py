"""Laboratories that running text names: "… without written approval from X.", "X is accredited to …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from coacheck.layout.phrases import Phrase
from coacheck.reading.fields.part_labs import of_one_panel
from coacheck.reading.fields.wording import FIRM, LAB_WORD
from coacheck.reading.vocabulary import key, load

_LONGEST = 7
"""Words of a laboratory's name."""
_JOINING = {"&", "and", "of", "y", "e", "et", "und", "de", "di", "del", "the", "für", "for", "per", "pour", "para"}
_NOT_FIRST = {"the", "this", "our", "of", "and", "de", "di", "y", "e", "et", "und"}
_YEAR = re.compile(r"^(?:©|\(c\)|\d{4},?|-)$", re.IGNORECASE)
_STOPS = re.compile(r"[.;:)!?]$")
_SHORT_FORM = re.compile(r"^(?:Inc|Co|Corp|Ltd|St|S\.A|S\.r\.l|L\.L\.C|[A-Z])\.$")


def stated_names(pages: Sequence[Sequence[Phrase]]) -> Counter[str]:
    """Every name that a sentence gives the laboratory, with how often; a bare "Laboratory" is none.

    What says of itself neither that it is a laboratory nor a firm must stand somewhere by itself.
    """
    alone = {key(p.text) for phrases in pages for p in phrases}
    found: list[str] = []
    for phrases in pages:
        for phrase in phrases:
            named = [n for n in _in(phrase, phrases) if LAB_WORD.search(n) or FIRM.search(n) or key(n) in alone]
            found += [n for n in (*named, *_before("being", phrase, phrases)) if _is_name(n)]
    return Counter(found)


def _in(phrase: Phrase, phrases: Sequence[Phrase]) -> Iterator[str]:
    for match in _marks("before").finditer(phrase.text):
        if of_one_panel(phrase.text[: match.start()]):
            continue
        text = " ".join((phrase.text[match.end() :], *(p.text for p in phrases if _runs_on(phrase, p))))
        yield _name(text.split()[: _LONGEST + 3])
    yield from _before("after", phrase, phrases)


def _before(side: str, phrase: Phrase, phrases: Sequence[Phrase]) -> Iterator[str]:
    for match in _marks(side).finditer(phrase.text):
        text = " ".join((*(p.text for p in phrases if _runs_on(p, phrase)), phrase.text[: match.start()]))
        yield _last_name(text.split()[-_LONGEST:])


def _runs_on(upper: Phrase, lower: Phrase) -> bool:
    """Are they two lines of one paragraph?"""
    near = -2 < lower.top - upper.bottom < 0.6 * lower.size and abs(upper.size - lower.size) < 0.5
    return near and (abs(lower.x0 - upper.x0) < 3 or abs(lower.centre - upper.centre) < 3)


@lru_cache(maxsize=3)
def _marks(side: str) -> re.Pattern[str]:
    phrases = (r"[\s,]+".join(map(re.escape, text.split())) for text in load("fields")["laboratory"][side])
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b[\s,]*", re.IGNORECASE)


def _name(words: Sequence[str]) -> str:
    """The capitalised words at the beginning, to the end of their sentence."""
    out: list[str] = []
    for word, after in zip(words, [*words[1:], ""], strict=False):
        bare = word.rstrip(".,;:)!?")
        if not out and (_YEAR.match(word) or word.casefold() == "the"):
            continue
        opens = bare[:1].isupper() or (bare[:1].isdigit() and not out)
        if not (opens or (out and bare.casefold() in _JOINING)) or "/" in bare or bare == "All":
            break
        if out and out[-1].endswith(",") and not FIRM.search(bare):
            break
        out.append(word)
        firm = FIRM.search(bare) and not LAB_WORD.search(after)
        if firm or (_STOPS.search(word) and not _SHORT_FORM.match(word)):
            break
    return _tidy(out)


def _last_name(words: Sequence[str]) -> str:
    """The capitalised words at the end, from the beginning of their sentence."""
    out: list[str] = []
    for word in reversed([w for w in words if not w.startswith("(")]):
        ended = _STOPS.search(word) and not _SHORT_FORM.match(word)
        if (ended and out) or not (word[:1].isupper() or word[:1].isdigit() or (out and word.casefold() in _JOINING)):
            break
        out.insert(0, word)
    return _tidy(out)


def _tidy(words: list[str]) -> str:
    while words and words[-1].strip(",.;:").casefold() in _JOINING:
        words.pop()
    while words and words[0].casefold() in _NOT_FIRST:
        words.pop(0)
    return " ".join(words).rstrip(",;:)!?").removesuffix(".") if words else ""


def _is_name(name: str) -> bool:
    """Two words or more, or one that says of itself that it is a laboratory; no date, no bare "Laboratory"."""
    words = name.split()
    told = [w for w in words if not LAB_WORD.fullmatch(w.strip(",.")) and not FIRM.search(w)]
    return "(" not in name and 0 < len(words) <= _LONGEST and any(len(key(w)) > 1 and w[0].isalpha() for w in told)
