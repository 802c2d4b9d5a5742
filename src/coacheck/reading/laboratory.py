"""Which laboratory tested, with its licence and its accreditation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from coacheck.layout.phrases import Phrase, overlap
from coacheck.model import Evidence, Lab
from coacheck.reading.fields import Candidate, best
from coacheck.reading.labels import label_of
from coacheck.reading.text import key, squeeze

ZIP = re.compile(r"\b[A-Z]{2},?\s+\d{5}(?:-?\d{4})?\b|,\s*[A-Za-z. ]+,?\s+\d{5}\b")
FIRM = re.compile(r"\b(?:LLC|L\.L\.C|Inc|Corp|Co|Ltd|GmbH|AG|LLP|Collective|Company)\b\.?,?$", re.IGNORECASE)
_LAB_WORD = re.compile(
    r"\b(?:\w*labs?|\w*laborator\w*|\w*labor|analytics?|analytical|testing|scientific|assays?|institut\w*)\b",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})", re.IGNORECASE)
_ISO = re.compile(r"ISO\s?/?\s?(?:IE[CS])?\s?/?:?\s?17025", re.IGNORECASE)
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
def known_labs() -> dict[str, Any]:
    """data/labs.toml: what is publicly known about laboratories, LIMS, accreditation bodies and licences."""
    return tomllib.loads((resources.files("coacheck") / "data" / "labs.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _lab_names() -> list[tuple[str, str]]:
    names = [
        (key(alias), lab["name"]) for lab in known_labs()["lab"] for alias in (lab["name"], *lab.get("aliases", ()))
    ]
    return sorted(names, key=lambda pair: len(pair[0]), reverse=True)


@lru_cache(maxsize=1)
def _lab_domains() -> list[tuple[str, str]]:
    return sorted(
        ((d, lab["name"]) for lab in known_labs()["lab"] for d in lab.get("domains", ())), key=lambda p: -len(p[0])
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
        if (_LAB_WORD.search(candidate.text) and not _NO_NAME.search(candidate.text)) or _known(candidate.text):
            name = _known(candidate.text) or candidate.text
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
    return _unknown_lab(pages)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {alias: name for alias, name in reversed(_lab_names()) if len(alias) > 4}


@lru_cache(maxsize=1)
def _any_name() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(alias) for alias, _ in _lab_names() if len(alias) > 6))


def _known(text: str) -> str | None:
    return _by_name().get(key(text))


def mentions(text: str) -> list[tuple[str, float]]:
    """Known laboratories that a phrase names: the whole phrase counts most, a domain more than running text."""
    if whole := _known(text):
        return [(whole, 3.0)]
    found = []
    for match in _DOMAIN.finditer(text):
        host = match[1].casefold()
        name = next((n for d, n in _lab_domains() if host == d or host.endswith("." + d)), None)
        if name:
            found.append((name, 2.0))
    form = key(text)
    if not found and _any_name().search(form):
        name = next((n for alias, n in _lab_names() if len(alias) > 6 and alias in form), None)
        if name:
            found.append((name, 1.0))
    return found


def _unknown_lab(pages: Sequence[Sequence[Phrase]]) -> tuple[str | None, Evidence | None]:
    """The name that the page's web address spells, that a sentence states, or that has a laboratory's word in it."""
    if not pages:
        return None, None
    hosts = _hosts(pages)
    stated = {key(n) for n in _stated_names(pages)}
    scored = [(_score(text, phrase, pages[0], hosts, stated), text, phrase) for text, phrase in _names(pages[0])]
    scored = [s for s in scored if s[0] > 0]
    if not scored:
        return None, None
    _, text, phrase = max(scored, key=lambda s: s[0])
    return text, Evidence(page=1, bbox=phrase.box, text=phrase.text)


def _hosts(pages: Sequence[Sequence[Phrase]]) -> set[str]:
    """The telling part of the web and mail addresses printed: "pinnaclerow" of www.pinnaclerow.com."""
    found = {m[1].casefold() for phrases in pages for p in phrases for m in _DOMAIN.finditer(p.text.replace("@", " "))}
    own = [h for h in found if not any(h == d or h.endswith("." + d) for d in _not_of_labs())]
    return {part for h in own if len(part := key(h.split(".")[-2])) > 3}


def _stated_names(pages: Sequence[Sequence[Phrase]]) -> Iterator[str]:
    for phrases in pages:
        for match in _STATED.finditer(" ".join(p.text for p in phrases)):
            name = match[1].strip(" ,.")
            if _LAB_WORD.search(name) or FIRM.search(name):
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
    word = bool(_LAB_WORD.search(text)) and len(text.split()) > 1
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


def lab_details(name: str | None, pages: Sequence[Sequence[Phrase]]) -> Lab:
    """Licence and accreditation as printed. A licence counts as the lab's by its form or by where it stands."""
    text = "\n".join(p.text for phrases in pages for p in phrases)
    return Lab(
        name=name, license=_license(text) or _license_beside(name, pages),
        iso17025=True if _ISO.search(text) or _iso_in_two_lines(pages) else None,
        accreditation_number=_accreditation(text) or _accreditation_beside(pages), address=None,
    )  # fmt: skip


def _iso_in_two_lines(pages: Sequence[Sequence[Phrase]]) -> bool:
    """ "… ISO/IEC" at the end of one line, "17025:2017 …" at the start of the next."""
    for phrases in pages:
        ends = [p for p in phrases if re.search(r"ISO(?:\s?/\s?IEC)?$", p.text)]
        starts = [p for p in phrases if p.text.startswith("17025")]
        if any(
            0 < b.middle - a.middle < 2 * a.size and overlap(a.x0, a.x1, b.x0, b.x1) > 0 for a in ends for b in starts
        ):
            return True
    return False


def _license(text: str) -> str | None:
    for form in known_labs()["licence"]:
        match = re.search(rf"(?<![A-Za-z0-9-]){form['pattern']}(?![A-Za-z0-9-])", text)
        if match and not form["jurisdiction"].startswith("US-DEA") and "DEA" not in form["what"]:
            return match[0]
    return None


_LICENSED = re.compile(
    r"\blic(?:en[sc]e)?\b\.?\s*(?:no\.?|number|id)?\s*[:#]*\s*((?=[\w.-]*\d)[A-Z0-9][\w.-]{3,})", re.IGNORECASE
)


def _license_beside(name: str | None, pages: Sequence[Sequence[Phrase]]) -> str | None:
    """A licence printed on or next to a line that can only be the lab's: its name, its accreditation."""
    for phrases in pages[:1]:
        own = [p for p in phrases if _ISO.search(p.text) or (name and len(key(name)) > 5 and key(name) in key(p.text))]
        for phrase in phrases:
            match = _LICENSED.search(phrase.text)
            if match and any(_adjoins(phrase, o) for o in [*own, *_letterhead(phrases, own)]):
                return match[1].strip(".")
    return None


def _letterhead(phrases: Sequence[Phrase], own: Sequence[Phrase]) -> list[Phrase]:
    """The line right under the lab's name: its address."""
    return [
        p
        for p in phrases
        if any(0 <= p.top - o.bottom < o.size and abs(p.x0 - o.x0) < 3 for o in own) and ZIP.search(p.text)
    ]


def _adjoins(a: Phrase, b: Phrase) -> bool:
    level = abs(a.middle - b.middle) < 0.6 * a.size
    stacked = -1 < max(a.top, b.top) - min(a.bottom, b.bottom) < 0.7 * a.size and overlap(a.x0, a.x1, b.x0, b.x1) > 0
    return a is b or level or stacked


_ACCREDITED = re.compile(
    r"(?:accredit\w*|certificate|cert|PJLA|A2LA|ANAB|testing)\s*(?:\([^)]*\)\s*)?(?:laboratory\s*)?(?:number|no\.?|nos\.?|#s?|:|\||-|cert\.?|testing|certificate)*[\s:#|]*"
    r"((?:AT-\d{3,5}|\d{4}\.\d{2}|\d{5,6}|L\d{2}-\d{2,4})(?:\s*(?:;|&|and)\s*\d{4}\.\d{2})*)(?![\d/-])",
    re.IGNORECASE,
)  # fmt: skip
_NUMBERED = re.compile(
    r"(?:\baccreditation|\baccredited|\bORELAP|17025(?::\d{4})?,?\s*cert(?:ificate|\.)?)\s*,?\s*(?:number|no\.?|nos\.?|id|cert(?:ificate)?\.?)?[\s:#|]*"
    r"((?=(?:\S*\d){3})[A-Z0-9](?:[A-Z0-9]|[-./](?=[A-Z0-9]))+)",
    re.IGNORECASE,
)  # fmt: skip


def _accreditation(text: str) -> str | None:
    for match in _ACCREDITED.finditer(text):
        before = text[max(0, match.start() - 160) : match.end() + 60]
        if re.search(r"accredit|PJLA|A2LA|17025|ANAB|Perry", before, re.IGNORECASE) and match[1] != "17025":
            return squeeze(match[1])
    return None


def _accreditation_beside(pages: Sequence[Sequence[Phrase]]) -> str | None:
    """Any other form of number, where the same line calls it an accreditation."""
    for phrases in pages:
        for phrase in phrases:
            for match in _NUMBERED.finditer(phrase.text):
                if not re.match(r"17025|(?:19|20)\d\d$", match[1]) and "ISO" not in match[1].upper():
                    return match[1]
    return None
