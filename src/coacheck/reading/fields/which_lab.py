"""Which laboratory tested."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from coacheck.labs import known as known_labs
from coacheck.layout.phrases import Phrase
from coacheck.model import Evidence
from coacheck.reading.fields.candidates import Candidate, best
from coacheck.reading.fields.lab_names import DOMAIN, known_lab, mentions
from coacheck.reading.fields.wording import FIRM, LAB_WORD, ZIP
from coacheck.reading.vocabulary import key, squeeze
from coacheck.reading.vocabulary.labels import label_of

_CLIENTS = ("client", "distributor", "producer")
_NO_NAME = re.compile(
    r"\b(?:director|manager|head of|chief|officer|analyst|scientist|technician|president|results?|report|methods?"
    r"|compliance|samples?|date|by|batch|certificate|accredit\w*|analysis|information|summary|tested|cannabinoids?|service|approval|client)\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"(?:\b(?:tested|analy[sz]ed|performed) by|\b(?:approval|consent|permission|authori[sz]ation) (?:of|from|by)) "
    r"((?:[A-Z][\w&'-]*[ ,]*|& ){1,5}(?:(?:LLC|Inc|Ltd|GmbH)\.?)?)"
)


@lru_cache(maxsize=1)
def _not_of_labs() -> tuple[str, ...]:
    """Domains that say nothing of the laboratory: of LIMS, accreditation bodies and mail hosts."""
    known = known_labs()
    listed = [d for group in ("lims", "accreditation_body") for entry in known[group] for d in entry.get("domains", ())]
    return (*listed, "gmail.com", "outlook.com", "yahoo.com", "hotmail.com")


def lab_of(pages: Sequence[Sequence[Phrase]], candidates: Sequence[Candidate]) -> tuple[str | None, Evidence | None]:
    """The laboratory: labelled as such, else known by name or domain, else the name that looks like one."""
    for candidate in best(candidates, "laboratory"):
        if (LAB_WORD.search(candidate.text) and not _NO_NAME.search(candidate.text)) or known_lab(candidate.text):
            name = known_lab(candidate.text) or candidate.text
            return name, Evidence(page=candidate.page, bbox=candidate.box, text=candidate.text)
    scores: dict[str, float] = {}
    places: dict[str, Evidence] = {}
    for number, phrases in enumerate(pages, 1):
        for phrase in phrases:
            for name, weight in mentions(phrase.text):
                scores[name] = scores.get(name, 0.0) + weight / number
                places.setdefault(name, Evidence(page=number, bbox=phrase.box, text=phrase.text))
    if scores:
        name = max(scores, key=lambda n: scores[n])
        return name, places[name]
    clients = {key(line) for c in candidates if c.field in _CLIENTS for line in c.lines}
    return _unknown_lab(pages, clients)


def _unknown_lab(pages: Sequence[Sequence[Phrase]], clients: Collection[str]) -> tuple[str | None, Evidence | None]:
    """The name that the page's web address spells, that a sentence states, or that has a laboratory's word in it.

    `clients`: what is printed as a client's (keys), which may have such a word in its name too.
    """
    if not pages:
        return None, None
    hosts = _hosts(pages)
    stated = {key(n) for n in _stated_names(pages)}
    scored = [(_score(text, phrase, pages[0], hosts, stated), text, phrase) for text, phrase in _names(pages[0])]
    scored = [s for s in scored if s[0] > 0 and key(s[1]) not in clients]
    if not scored:
        return None, None
    _, text, phrase = max(scored, key=lambda s: s[0])
    return text, Evidence(page=1, bbox=phrase.box, text=phrase.text)


def _hosts(pages: Sequence[Sequence[Phrase]]) -> set[str]:
    """The telling part of the web and mail addresses printed: "pinnaclerow" of www.pinnaclerow.com."""
    found = {m[1].casefold() for phrases in pages for p in phrases for m in DOMAIN.finditer(p.text.replace("@", " "))}
    own = [h for h in found if not any(h == d or h.endswith("." + d) for d in _not_of_labs())]
    return {part for h in own if len(part := key(h.split(".")[-2])) > 3}


def _stated_names(pages: Sequence[Sequence[Phrase]]) -> Iterator[str]:
    for phrases in pages:
        for match in _STATED.finditer(" ".join(p.text for p in phrases)):
            name = match[1].strip(" ,.")
            if LAB_WORD.search(name) or FIRM.search(name):
                yield name


def _names(phrases: Sequence[Phrase]) -> Iterator[tuple[str, Phrase]]:
    """What could be a name: parts of lines, up to the address, and stacks of large lines ("Ninth / Fathom / Labs")."""
    for phrase in phrases:
        for part in re.split(r"\s+(?://|[|·•—–])\s+", phrase.text):
            name = re.split(r",?\s+(?=\d)|,\s+\d", part)[0].strip(" ,")
            if (
                1 <= len(name.split()) <= 6
                and 3 < len(name) <= 50
                and not any(c.isdigit() for c in name)
                and ":" not in name
            ):
                yield squeeze(name), phrase
    large = [p for p in phrases if p.size > 12]
    for first in large:
        stack = [first]
        for below in large:
            near = -2 < below.top - stack[-1].bottom < 0.5 * first.size and abs(below.x0 - first.x0) < 3
            if near and abs(below.size - first.size) < 1 and len(stack) < 3:
                stack.append(below)
                yield squeeze(" ".join(p.text for p in stack)), first


def _score(text: str, phrase: Phrase, page: Sequence[Phrase], hosts: set[str], stated: set[str]) -> float:
    if _NO_NAME.search(text) or label_of(text) or not text[0].isupper():
        return 0.0
    form = key(text)
    bare = key(FIRM.sub("", text))
    domain = any(form.startswith(h) or (len(bare) > 4 and h.startswith(bare)) for h in hosts)
    word = bool(LAB_WORD.search(text)) and len(text.split()) > 1
    named = form in stated
    if not (domain or word or named):
        return 0.0
    near = any(0 < p.top - phrase.top < 60 and abs(p.x0 - phrase.x0) < 80 and ZIP.search(p.text) for p in page)
    return (
        40.0 * domain
        + 15.0 * word
        + 30.0 * named
        + 20.0 * (near or bool(ZIP.search(phrase.text)))
        + min(phrase.size, 30) / 2
    )
