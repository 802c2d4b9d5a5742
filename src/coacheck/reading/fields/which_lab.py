"""Which laboratory tested."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from coacheck.labs import known as known_labs
from coacheck.layout.phrases import Phrase
from coacheck.model import Evidence
from coacheck.reading.fields.candidates import Candidate, best
from coacheck.reading.fields.lab_heads import LARGE, LIKE_A_LAB, names_in_lines, right_under
from coacheck.reading.fields.lab_names import DOMAIN, known_lab, mentions
from coacheck.reading.fields.labels import is_label
from coacheck.reading.fields.part_labs import without_parts
from coacheck.reading.fields.signatories import role_of
from coacheck.reading.fields.stated_labs import stated_names
from coacheck.reading.fields.wording import FIRM, LAB_WORD, ZIP
from coacheck.reading.vocabulary import key, squeeze, vocabulary

Found = tuple[str | None, Evidence | None]
_CLIENTS = ("client", "distributor", "producer")
_NO_NAME = re.compile(
    r"\b(?:director|manager|head of|chief|officer|analyst|scientist|technician|president|results?|reports?|samples?"
    r"|date|by|batch|certificate|accredit\w*|information|summary|tested|service|approval|client|certified|certificad[oa]|detected"
    r"|analytes?|not?|licen[sc]e|permit|rapport|terms|definitions?|notes?|limits?)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\b(?:compliance|methods?|analysis|cannabinoids?)\b", re.IGNORECASE)
"""Words of headings, and of names that end as a firm's or laboratory's do."""
_TRADE = re.compile(
    r"\w*(?:labs?|lytics?|lytical|analy|anali|lysis|testing|assay|tox|laborat|scien|institu)\w*", re.IGNORECASE
)
"""The part of a web address that says that a laboratory has it."""
_ANALYSES = re.compile(r"\b(?:analyses|analysis|analisi|an[aá]lisis|an[aá]lises|\w*prüfung)\b", re.IGNORECASE)
"""What a name has in it that is a laboratory's, where a firm's form or its address stands behind it."""
_ONE_WORD = re.compile(r"\w{3,}(?:labs?|lytics?|lysis|lab[oó]ratorios?|testing)", re.IGNORECASE)
_ADDRESS = re.compile(
    r",?\s+(?=\d)|,\s+(?=lic\b|P\.?\s?O\.?\s?Box\b|(?:via|viale|piazza|rue|calle|rua|avenida)\s"
    r"|\w+(?:str\.|(?:stra(?:ß|ss)e|weg|laan|straat|plein)\b))",
    re.IGNORECASE,
)
"""Where a name ends and an address begins."""
_NAMELESS = re.compile(r"(?:analytical|testing|laboratory|lab) (?:services?|solutions|group)", re.IGNORECASE)
""" "Analytical Services", the rest of a name."""
_BRACKET = re.compile(r"\(([^()]+)\)$")
_LIGATURES = re.compile(r"ffi|ffl|fi|fl|ff")
_DESCRIBING = 4
"""Words that say what a firm is."""
_LOGO = 0.5
"""What a name in small letters, a logo, counts beside the same in capitals."""
_MOST_WORDS = 8
"""Words of a name."""
_WEAK = 3.0
"""What known laboratories are mentioned for by the way ("see …") scores less."""


def lab_of(pages: Sequence[Sequence[Phrase]], candidates: Sequence[Candidate]) -> Found:
    """The laboratory: labelled as such, else known by name or domain, else stated, else what looks like its name."""
    for candidate in best(candidates, "laboratory"):
        if _of_one_panel(candidate, pages):
            continue
        text = _in_lines(candidate)
        name = known_lab(text) or text
        if name != text or (LAB_WORD.search(name) and not _is_heading(name)):
            return name, Evidence(page=candidate.page, bbox=candidate.box, text=candidate.text)
    clients = {key(line) for c in candidates if c.field in _CLIENTS for line in c.lines}
    stated = Counter({n: count for n, count in stated_names(pages).items() if _is_party(n, clients)})
    known, place, score = _mentioned(pages)
    if known and (score >= _WEAK or not stated):
        return known, place
    return _stated(stated, pages) if stated else _unknown_lab(pages, clients)


def _in_lines(candidate: Candidate) -> str:
    """The name, with its second line where that says what the firm is: "Cascade / Analytical Services"."""
    text, *rest = candidate.lines or (candidate.text,)
    goes_on = rest and LAB_WORD.search(rest[0]) and not LAB_WORD.search(text) and not re.search(r"[\d:@.]", rest[0])
    return f"{text} {rest[0]}" if goes_on else candidate.text


def _of_one_panel(candidate: Candidate, pages: Sequence[Sequence[Phrase]]) -> bool:
    """Does the label, the word before it or the value say what alone it tested ("Performing laboratory (metals)")?"""
    if without_parts(candidate.text) != candidate.text:
        return True
    label = candidate.label.rstrip(" :")
    bracket = _BRACKET.search(label)
    page = pages[candidate.page - 1] if candidate.page <= len(pages) else ()
    line = next((p.text for p in page if p.box == candidate.box), "")
    before = re.search(rf"(\w+)\s+{re.escape(label)}\s*:\s*{re.escape(candidate.text)}", line)
    return any(found and vocabulary().panel(found[1]) is not None for found in (bracket, before))


def _is_party(name: str, clients: Collection[str]) -> bool:
    """Could it be the laboratory: no client, no platform, nobody's role?"""
    return key(name) not in clients and not _is_platform(name) and not role_of(name)


def _is_heading(text: str) -> bool:
    named = LIKE_A_LAB.search(text) or FIRM.search(text)
    return bool(_NO_NAME.search(text) or (_HEADING.search(text) and not named))


def _heads_a_section(text: str, phrase: Phrase) -> bool:
    """Is it a heading, and no name at the head of its own address?"""
    return _is_heading(text) and not (_addressed(text, phrase) and not _NO_NAME.search(text))


def _addressed(text: str, phrase: Phrase) -> bool:
    """Does its line begin with the name, and go on with its address?"""
    return phrase.text.startswith(text) and ZIP.search(phrase.text) is not None


def _mentioned(pages: Sequence[Sequence[Phrase]]) -> tuple[str | None, Evidence | None, float]:
    """The known laboratory that is named most, first pages first."""
    scores: dict[str, float] = {}
    places: dict[str, Evidence] = {}
    for number, phrases in enumerate(pages, 1):
        for phrase in phrases:
            for name, weight in mentions(without_parts(phrase.text)):
                scores[name] = scores.get(name, 0.0) + weight / number
                places.setdefault(name, Evidence(page=number, bbox=phrase.box, text=phrase.text))
    if not scores:
        return None, None, 0.0
    name = max(scores, key=lambda n: scores[n])
    return name, places[name], scores[name]


def _stated(stated: Counter[str], pages: Sequence[Sequence[Phrase]]) -> Found:
    """The name that sentences give most often, where it stands: alone if it does, else in a sentence."""
    name = _as_headed(stated.most_common(1)[0][0], pages)
    form = key(name)
    places = [(n, p) for n, phrases in enumerate(pages, 1) for p in phrases if form in key(p.text)]
    if not places:
        return known_lab(name) or name, None
    page, phrase = min(places, key=lambda at: len(at[1].text))
    return known_lab(name) or name, Evidence(page=page, bbox=phrase.box, text=phrase.text)


def _as_headed(name: str, pages: Sequence[Sequence[Phrase]]) -> str:
    """The name as the first page heads it: "Laboratories" in a sentence may be "Labs" above it."""
    heads = (text for text, _ in _names(pages[0]) if _core(text) == _core(name))
    return max(heads, key=lambda text: bool(LIKE_A_LAB.search(text)), default=name)


def _core(name: str) -> str:
    return key(LIKE_A_LAB.sub("", name))


def _unknown_lab(pages: Sequence[Sequence[Phrase]], clients: Collection[str]) -> Found:
    """The name that the page's web address spells or that has a laboratory's word in it, else that web address.

    `clients`: what is printed as a client's (keys), which may have such a word in its name too.
    """
    if not pages:
        return None, None
    hosts = _hosts(pages)
    scored = [(_score(text, phrase, pages[0], hosts), text, phrase) for text, phrase in _names(pages[0])]
    scored = [s for s in scored if s[0] > 0 and _is_party(s[1], clients) and not _heads_a_section(s[1], s[2])]
    if not scored:
        return _by_address(pages)
    score, text, phrase = max(scored, key=lambda s: s[0])
    whole = (s for s in scored if s[0] == score and s[1].endswith(f" {text}"))  # "Alder Gorge / Laboratories, LLC"
    _, text, phrase = next(whole, (score, text, phrase))
    return text, Evidence(page=1, bbox=phrase.box, text=phrase.text)


def _by_address(pages: Sequence[Sequence[Phrase]]) -> Found:
    """A laboratory whose name is in a picture only, by the web address that it prints ("purelabs.example")."""
    for number, phrases in enumerate(pages, 1):
        for phrase in phrases:
            text = phrase.text.replace("@", " ")
            for match in DOMAIN.finditer(text):
                host = match[1].casefold()
                path = match.start() and text[match.start() - 1] == "/"
                if not path and not _is_others(host) and _TRADE.search(host.split(".")[-2]):
                    return host, Evidence(page=number, bbox=phrase.box, text=phrase.text)
    return None, None


@lru_cache(maxsize=1)
def _not_of_labs() -> tuple[str, ...]:
    """Domains that say nothing of the laboratory: of LIMS, accreditation bodies and mail hosts."""
    known = known_labs()
    listed = [d for group in ("lims", "accreditation_body") for entry in known[group] for d in entry.get("domains", ())]
    listed += [_LIGATURES.sub("", d) for d in listed]  # as a font without ligatures prints them
    return (*listed, "gmail.com", "outlook.com", "yahoo.com", "hotmail.com", "icloud.com", "protonmail.com")


def _is_others(host: str) -> bool:
    return any(host == d or host.endswith("." + d) for d in _not_of_labs())


@lru_cache(maxsize=1)
def _platforms() -> frozenset[str]:
    known = known_labs()
    names = [n for group in ("lims", "accreditation_body") for e in known[group] for n in (e["name"], *e["aliases"])]
    return frozenset(key(form) for name in names for form in (name, _LIGATURES.sub("", name)))


def _is_platform(name: str) -> bool:
    """Is it a LIMS or an accreditation body, whatever letters its print has lost?"""
    return key(name) in _platforms()


def _hosts(pages: Sequence[Sequence[Phrase]]) -> set[str]:
    """The telling part of the web and mail addresses printed: "pinnaclerow" of www.pinnaclerow.com."""
    found = {m[1].casefold() for phrases in pages for p in phrases for m in DOMAIN.finditer(p.text.replace("@", " "))}
    return {part for host in found if not _is_others(host) and len(part := key(host.split(".")[-2])) > 3}


def _names(phrases: Sequence[Phrase]) -> Iterator[tuple[str, Phrase]]:
    """What could be a name: parts of lines, up to the address, and stacks of large lines ("Ninth / Fathom / Labs")."""
    for phrase in phrases:
        for part in re.split(r"\s+(?://|[|·•—–])\s+", phrase.text):
            name = _ADDRESS.split(part)[0].strip(" ,")
            digits = re.sub(r"^\d{1,4}\s", "", name)  # "2 River Labs"
            if 1 <= len(name.split()) <= _MOST_WORDS and 3 < len(name) <= 55 and not re.search(r"[\d:]", digits):
                yield squeeze(name), phrase
    yield from names_in_lines(phrases)


def _has_the_word(text: str) -> bool:
    """Has it a laboratory's word in it?"""
    word = bool(LAB_WORD.search(text)) and (len(text.split()) > 1 or bool(_ONE_WORD.fullmatch(text)))
    return word or bool(_ANALYSES.search(text) and FIRM.search(text))


def _is_description(text: str) -> bool:
    """Does it say what the firm is, in small letters: "Laboratorio de análisis de cannabis"?"""
    words = text.split()
    return len(words) >= _DESCRIBING and LAB_WORD.search(text) is not None and all(w.islower() for w in words[1:])


def _is_described(name: Phrase, page: Sequence[Phrase]) -> bool:
    """Does a line right under the name say what the firm is?"""
    return any(_is_description(p.text) and right_under(name, p) for p in page)


def _score(text: str, phrase: Phrase, page: Sequence[Phrase], hosts: set[str]) -> float:
    if without_parts(text) != text or _NAMELESS.fullmatch(text):
        return 0.0
    if is_label(text) or not (text[0].isupper() or text[0].isdigit() or phrase.size > LARGE):
        return 0.0
    form = key(text).removeprefix("the")
    bare = key(FIRM.sub("", text)).removeprefix("the")
    of_host = [h for h in hosts if form.startswith(h) or (len(bare) > 4 and h.startswith(bare))]
    if _is_description(text):
        return 0.0
    addressed = bool(_ANALYSES.search(text)) and _addressed(text, phrase)
    word = _has_the_word(text) or addressed or _is_described(phrase, page)
    if not (of_host or word):
        return 0.0
    trade = any(_TRADE.fullmatch(h) for h in of_host)
    placed = 20.0 * _has_an_address(phrase, page)
    whole = 3.0 * bool(FIRM.search(text))
    score = 25.0 * bool(of_host) + 15.0 * trade + 20.0 * word + placed + whole + min(phrase.size, 30) / 2
    return _LOGO * score if text[0].islower() else score


def _has_an_address(phrase: Phrase, page: Sequence[Phrase]) -> bool:
    near = (p for p in page if 0 < p.top - phrase.top < 60 and abs(p.x0 - phrase.x0) < 80)
    return ZIP.search(phrase.text) is not None or any(ZIP.search(p.text) for p in near)
