"""Which fields a printed label names: as listed, in several languages at once, or made of known words (fields.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coacheck.reading.vocabulary import key, load
from coacheck.reading.vocabulary.labels import double_labels, label_of

Named = tuple[str, int]
"""A field, and how telling the label is (0 best)."""
MADE = 40
"""The rank of a label that is not listed."""
SEVERAL = 1000
"""The rank of a label that names several fields: it holds where the value has as many parts."""
_LONGEST = 60
"""Letters of a label."""
_WORD = re.compile(r"[^\W_]+")
_TAIL = re.compile(r"\s*\((?![gG]\)|g/)[^()]*\)\s*$")
_ENDS = ":#*. "
_NUMBER_SIGN = re.compile(r"\bn\s*[°º.]|#|№", re.IGNORECASE)
_PLURAL = re.compile(r"\((?:s|es)\)|(?<=\w)['’](?=d\b)")
""" "Date(s) of Analysis", "Rec'd"."""
_DASH = re.compile(r"\s[-–—]\s")
_DATED = ("harvested", "produced", "collected", "received", "tested", "completed", "reported", "expires")

_OF_TWO_LANGUAGES = {*_DATED, "overall", "sample_id", "batch", "product", "client", "matrix"}


@dataclass(frozen=True)
class _Grammar:
    """The words that labels are made of, by their part in it."""

    parts: dict[str, frozenset[str]]
    alone: dict[str, frozenset[str]]
    dated: dict[str, frozenset[str]]
    tails: tuple[str, ...]
    """What ends a compound."""
    known: frozenset[str]

    def all_in(self, words: set[str], *parts: str) -> bool:
        return all(any(word in self.parts[part] for part in parts) for word in words)

    def any_in(self, words: set[str], part: str) -> bool:
        return not words.isdisjoint(self.parts[part])

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound ("ontvangstdatum", "Kundenname"); what is known is none."""
        if word in self.known:
            return (word,)
        for tail in self.tails:
            head = word.removesuffix(tail)
            for stem in (head, head.removesuffix("s"), head.removesuffix("n")):
                if stem != word and stem in self.known:
                    return stem, tail
        return (word,)

    def events(self, words: set[str], dated: bool) -> set[str]:
        found = {name for name, own in self.alone.items() if words & own}
        return found | {name for name, own in self.dated.items() if words & own} if dated else found


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    data = dict(load("fields")["grammar"])
    events, tails = data.pop("events"), tuple(map(key, data.pop("tails")))
    keyed = {part: frozenset(key(word) for word in words) for part, words in data.items()}
    forms = {how: {name: frozenset(map(key, own[how])) for name, own in events.items()} for how in ("alone", "dated")}
    known = frozenset().union(*keyed.values(), *forms["alone"].values(), *forms["dated"].values())
    return _Grammar(keyed, forms["alone"], forms["dated"], tails, known)


@lru_cache(maxsize=10_000)
def fields_of(text: str) -> tuple[Named, ...]:
    """The fields that a label names, in the order of their values; none where it is no label."""
    numbered, whole = bool(_NUMBER_SIGN.search(text)), text
    text = text.strip().rstrip(_ENDS) or text
    if not text or len(text) > _LONGEST or _DASH.search(text):
        return ()
    if names := double_labels().get(key(text)):
        return tuple((name, 0) for name in names)
    bare = _TAIL.sub("", text)
    found = label_of(text) or label_of(bare) or label_of(whole)
    if found:
        return (found,)
    by_parts = _in_languages(bare)
    return by_parts if by_parts and by_parts[0][1] != SEVERAL else _made(bare, numbered) or by_parts


def field_of(text: str) -> Named | None:
    """The one field that a label names, or the first of several."""
    return next(iter(fields_of(text)), None)


def is_label(text: str) -> bool:
    return bool(fields_of(text))


def _in_languages(text: str) -> tuple[Named, ...]:
    """ "Client / Cliente", "Product Name/Strain": what stands first where all parts could be labels.

    "Tested / Reported": both, where each part is a label of something else.
    """
    parts = _parts(text)
    found = [label_of(part) or next(iter(_made(part)), None) for part in parts]
    named = [f for f in found if f and f[0] != "other"]
    fields = {f[0] for f in named}
    if len(fields) == 1:
        foreign = len(found) == 2 and found[0] is None and " / " in text
        return _in_two_languages(found[0], named[0], foreign)
    if len(fields) != len(parts):
        return ()
    rank = MADE if fields <= {*_DATED} else SEVERAL  # one day may be that of several steps
    return tuple((name, rank) for name, _ in named)


def _parts(text: str) -> list[str]:
    """What stands between the slashes of a label; nothing where it has none, or a figure stands in it."""
    parts = [part.strip(_ENDS) for part in text.split("/")]
    return [] if len(parts) < 2 or any(c.isdigit() for c in text) or not all(parts) else parts


def _in_two_languages(first: Named | None, known: Named, foreign: bool) -> tuple[Named, ...]:
    """The one field of all parts that are known. `foreign`: nobody knows the first of two."""
    if first == known:
        return (known,)
    return ((known[0], MADE),) if foreign and known[0] in _OF_TWO_LANGUAGES else ()


def _made(text: str, numbered: bool = False) -> tuple[Named, ...]:
    grammar = _grammar()
    words = {part for word in _WORD.findall(_PLURAL.sub("", text)) for part in grammar.split(key(word))} - {""}
    numbered = numbered or grammar.any_in(words, "number")
    words -= grammar.parts["fillers"]
    if not words or len(words) > 5 or any(c.isdigit() for word in words for c in word):
        return ()
    return _date_label(words, grammar) or _name_label(words, grammar, numbered)


def _date_label(words: set[str], grammar: _Grammar) -> tuple[Named, ...]:
    """ "Date Testing Completed", "Fecha de recepción", "Sample Collected/Received"."""
    dated = grammar.any_in(words, "date")
    if dated and grammar.any_in(words, "lab"):
        words = words - {"by"}  # "Date Collected by Lab"; "Received by" is a person
    events = grammar.events(words, dated or grammar.any_in(words, "sample") or grammar.any_in(words, "report"))
    known = set().union(*grammar.alone.values(), *grammar.dated.values()) if events else set()
    rest = words - known
    if not grammar.all_in(rest, "date", "sample", "product", "report", "analysis", "lab", "begun", "ended", "batch"):
        return ()
    if events:
        return tuple((name, MADE) for name in _DATED if name in events)
    return _of_analysis(words, grammar, dated)


def _of_analysis(words: set[str], grammar: _Grammar, dated: bool) -> tuple[Named, ...]:
    analysed = grammar.any_in(words, "analysis")
    if grammar.any_in(words, "begun"):
        return (("batch_date", MADE),) if analysed or dated else ()
    if grammar.any_in(words, "ended"):
        return (("tested" if analysed else "completed", MADE),) if analysed or dated else ()
    if dated and grammar.any_in(words, "report"):
        return (("reported", MADE),)
    return (("tested", MADE),) if dated and analysed else ()


_SHAPES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("batch", ("batch",), "product track number sample"),
    ("batch", ("batch", "name"), "product track"),
    ("product", ("sample", "name"), "client"),
    ("product", ("product", "name"), "client sample"),
    ("product", ("product", "strain"), "name"),
    ("matrix", ("sample", "kind"), "product"),
    ("matrix", ("product", "kind"), "sample"),
    ("client", ("client",), "name info requested"),
    ("client", ("requested", "by"), "sample report analysis"),
    ("client", ("aimed", "towards"), "sample report client"),
    ("client", ("report", "towards"), "client"),
    ("producer", ("grown", "by"), "sample product"),
    ("producer", ("maker",), "name info"),
    ("distributor", ("distributor",), "by name info"),
    ("laboratory", ("analysed", "by"), "sample lab"),
    ("laboratory", ("lab", "info"), "analysis"),
    ("laboratory", ("lab", "name"), "analysis"),
    ("laboratory", ("lab", "analysis"), "info"),
    ("sample_id", ("sample",), "lab number analysis"),
    ("sample_id", ("lab",), "number analysis"),
    ("report_id", ("report",), "number analysis lab"),
    ("unit_mass", ("piece", "mass"), ""),
    ("other", ("party", "license"), "number client"),
    ("other", ("client", "license"), "number"),
    ("other", ("client", "number"), ""),
    ("other", ("office",), "sample product batch client lab report analysis number name kind party license"),
    ("other", ("license", "kind"), ""),
    ("other", ("info",), "sample product batch report analysis date"),
)
"""The field, the parts that a label must have, and those that it may have besides."""


def _name_label(words: set[str], grammar: _Grammar, numbered: bool) -> tuple[Named, ...]:
    """ "Item Lot Number", "Descripción de la muestra", "ID de la muestra"."""
    for name, needed, allowed in _SHAPES:
        whole = all(grammar.any_in(words, part) for part in needed)
        if whole and grammar.all_in(words, *needed, *allowed.split()) and (numbered or not name.endswith("_id")):
            return ((name, MADE),)
    return ()
