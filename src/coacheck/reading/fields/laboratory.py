"""Which laboratory tested, with its licence and its accreditation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from coacheck.labs import known as known_labs
from coacheck.labs import owner_of
from coacheck.layout.phrases import Phrase, overlap
from coacheck.model import Evidence, Lab
from coacheck.reading.fields.addresses import address_at
from coacheck.reading.fields.candidates import Candidate, best
from coacheck.reading.vocabulary import key, squeeze
from coacheck.reading.vocabulary.labels import label_of

ZIP = re.compile(r"\b[A-Z]{2},?\s+\d{5}(?:-?\d{4})?\b|,\s*[A-Za-z. ]+,?\s+\d{5}\b")
FIRM = re.compile(r"\b(?:LLC|L\.L\.C|Inc|Corp|Co|Ltd|GmbH|AG|LLP|Collective|Company)\b\.?,?$", re.IGNORECASE)
_LAB_WORD = re.compile(
    r"\b(?:\w*labs?|\w*laborator\w*|\w*labor|analytics?|analytical|testing|scientific|assays?|institut\w*)\b",
    re.IGNORECASE,
)
_CLIENTS = ("client", "distributor", "producer")
_LEAST = 7
"""Letters of a name that is looked for within other text."""
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})", re.IGNORECASE)
ISO_17025 = re.compile(r"IS[O0]\s?/?\s?(?:IE[CS])?\s?/?:?\s?17025", re.IGNORECASE)
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
def _lab_names() -> list[tuple[str, str]]:
    """Every spelling with the name it stands for, the longest first; a generic name is known by its aliases only."""
    spelt = ((lab, () if lab.get("generic") else (lab["name"],)) for lab in known_labs()["lab"])
    names = [(key(alias), lab["name"]) for lab, own in spelt for alias in (*own, *lab["aliases"])]
    return sorted(names, key=lambda pair: len(pair[0]), reverse=True)


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
    clients = {key(line) for c in candidates if c.field in _CLIENTS for line in c.lines}
    return _unknown_lab(pages, clients)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {alias: name for alias, name in reversed(_lab_names()) if len(alias) > 4}


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(alias[:_LEAST] for alias, _ in _lab_names() if len(alias) >= _LEAST)


def _known(text: str) -> str | None:
    return _by_name().get(key(text))


def mentions(text: str) -> list[tuple[str, float]]:
    """Known laboratories that a phrase names: the whole phrase counts most, a domain more than running text."""
    if whole := _known(text):
        return [(whole, 3.0)]
    found = []
    for match in _DOMAIN.finditer(text):
        owner = owner_of(match[1])
        if owner and owner.kind == "lab":
            found.append((owner.name, 2.0))
    form = key(text)
    begun = any(form[i : i + _LEAST] in _beginnings() for i in range(len(form) - _LEAST + 1))
    if not found and begun and (name := _named_in(text)):
        found.append((name, 1.0))
    return found


def _named_in(text: str) -> str | None:
    """The laboratory with the longest name among the words of a text: "Ironlabs" is no part of "Environlabs"."""
    forms = [form for word in re.findall(r"\w+", text) if (form := key(word))]
    whole, starts, at = "".join(forms), set(), 0
    for form in forms:
        starts.add(at)
        at += len(form)
    ends = {*starts, at}
    for alias, name in _lab_names():
        if len(alias) >= _LEAST and any(whole.startswith(alias, i) and i + len(alias) in ends for i in starts):
            return name
    return None


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


def lab_details(
    name: str | None, place: Evidence | None, client: str | None, pages: Sequence[Sequence[Phrase]]
) -> Lab:
    """Licence, accreditation and address as printed. A licence counts as the lab's by its form or where it stands.

    `place`: where the lab is named; `client`: whose address it is not.
    """
    text = "\n".join(p.text for phrases in pages for p in phrases)
    number = accreditation_in(text) or _accreditation_beside(pages)
    return Lab(
        name=name, license=_license(text) or _license_beside(name, pages),
        iso17025=True if ISO_17025.search(text) or _iso_in_two_lines(pages) else None,
        accreditation_number=number, accreditation_body=body_in(text, number),
        address=_address(name, place, client, pages),
    )  # fmt: skip


def _address(
    name: str | None, place: Evidence | None, client: str | None, pages: Sequence[Sequence[Phrase]]
) -> str | None:
    """The postal address where the lab is named, or at its web and mail addresses."""
    if name is None:
        return None
    others = (
        Evidence(page=number, bbox=p.box, text=p.text)
        for number, phrases in enumerate(pages, 1)
        for p in phrases
        if len(p.text) < 120 and (name in dict(mentions(p.text)) or (len(key(name)) > 5 and key(name) in key(p.text)))
    )
    places = [place, *others] if place and len(place.text) < 120 else [*others]
    return next((found for at in places if (found := address_at(at, pages, client))), None)


def body_in(text: str, number: str | None) -> str | None:
    """The accreditation body that is named; where several are, the one whose numbers look like the one printed."""
    named = [b for b in known_labs()["accreditation_body"] if any(_says(n, text) for n in (b["name"], *b["aliases"]))]
    fits = [b for b in named if number and re.fullmatch(b["number"], number.split(" ")[0])]
    return (fits or named)[0]["name"] if named else None


def _says(name: str, text: str) -> bool:
    """Is a body named? Short names are words of their own ("IAS"), written in capitals."""
    spaced = re.escape(name).replace(r"\ ", r"\s+")
    return re.search(rf"(?<![\w-]){spaced}(?!\w)", text, 0 if len(name) < 8 else re.IGNORECASE) is not None


def accreditation_place(lab: Lab, pages: Sequence[Sequence[Phrase]]) -> Evidence | None:
    """Where the accreditation's number stands, else where ISO/IEC 17025 is claimed."""
    signs = ([re.escape(lab.accreditation_number)] if lab.accreditation_number else []) + [ISO_17025.pattern]
    for sign in signs:
        for number, phrases in enumerate(pages, 1):
            for phrase in phrases:
                if re.search(sign, phrase.text, re.IGNORECASE):
                    return Evidence(page=number, bbox=phrase.box, text=phrase.text)
    return None


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


_LICENCE_WORD = re.compile(r"\b(?:lic\w*|permit|registration|OLCC|CCC|CRC|MMCC)\b[^\n]{0,12}$", re.IGNORECASE)


def _license(text: str) -> str | None:
    """A number in a form of laboratory licences; where many a number looks so, a word for licence stands before it."""
    for form in known_labs()["licence"]:
        for match in re.finditer(rf"(?<![A-Za-z0-9-]){form['pattern']}(?![A-Za-z0-9-])", text):
            told = not form.get("plain") or _LICENCE_WORD.search(text[: match.start()][-30:])
            if told and not form.get("registration"):
                return match[0]
    return None


_LICENSED = re.compile(
    r"\blic(?:en[sc]e)?\b\.?\s*(?:no\.?|number|id)?\s*[:#]*\s*((?=[\w.-]*\d)[A-Z0-9][\w.-]{3,})", re.IGNORECASE
)


def _license_beside(name: str | None, pages: Sequence[Sequence[Phrase]]) -> str | None:
    """A licence printed on or next to a line that can only be the lab's: its name, its accreditation."""
    for phrases in pages[:1]:
        own = [p for p in phrases if ISO_17025.search(p.text) or (name and _is_of(p.text, name))]
        for phrase in phrases:
            match = _LICENSED.search(phrase.text)
            if match and any(_adjoins(phrase, o) for o in [*own, *_letterhead(phrases, own)]):
                return match[1].strip(".")
    return None


def _is_of(text: str, name: str) -> bool:
    """Is it the lab's name, a line with it, or the lab's own web address?"""
    return (len(key(name)) > 5 and key(name) in key(text)) or (len(text) < 60 and name in dict(mentions(text)))


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


def accreditation_in(text: str) -> str | None:
    """The number of an accreditation as bodies print it, with a word for accreditation near."""
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
