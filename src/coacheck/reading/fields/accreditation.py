"""The accreditation that a report claims for its laboratory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from coacheck.labs import known as known_labs
from coacheck.layout.phrases import Phrase, overlap
from coacheck.model import Evidence, Lab
from coacheck.reading.vocabulary import key, load, squeeze

ISO_17025 = re.compile(r"IS[O0]\s?/?\s?(?:IE[CS])?\s?/?:?\s?(?:Accreditation\s?#?:?\s?)?17025", re.IGNORECASE)
_ACCREDITED = re.compile(
    r"(?:accredit\w*|acc\.|certificate|cert|PJLA|A2LA|ANAB|testing)\s*(?:\([^)]*\)\s*)?(?:laboratory\s*)?\(?(?:(?:number|no\b\.?|nos\b\.?|#s?|:|\||-|cert\b\.?|testing|certificate|\.)\s*){0,4}[\s:#|]*"
    r"((?:AT-\d{3,5}|\d{4}\.\d{2}|\d{5,6}|L\d{2}-\d{2,4})(?:\s*(?:;|&|and)\s*\d{4}\.\d{2})*)(?![\d/-]|\.\d)",
    re.IGNORECASE,
)  # fmt: skip
_UNFINISHED = re.compile(r"(?:number|no\.?|n\s?[°º]|nr\.?|#|:)\s*$", re.IGNORECASE)
_TELLING = re.compile(r"\d[.-]\d|[A-Z].*\d{3}")
"""Bare digits may be any number."""
_CERTIFICATE_ALONE = re.compile(
    r"(?:cert(?:ificate|\.)?|accreditation)\s*(?:number|nos?\.?|nr\.?)?[\s:#]*([A-Z]{0,3}-?\d[\d.-]*\d)", re.IGNORECASE
)
_SENTENCES = re.compile(r"(?<=[.;!*])\s+|\s[-–•|]\s")
_NUMBERED = re.compile(
    r"(?:\baccreditation|\baccredited|\baccreditament\w*|\bacreditaci[oó]n|\baccr[eé]ditation|\bakkreditier\w*|\bacredita[cç][aã]o|\bORELAP|17025(?::\d{4})?,?\s*cert(?:ificate|\.)?)\s*,?\s*(?:number|no\.?|nos\.?|id|n\s?[°º]\.?|nr\.?|cert(?:ificate)?\.?|licen[cs]e)?[\s:#|]*"
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


def accreditation_beside(pages: Sequence[Sequence[Phrase]]) -> str | None:
    """Any other form of number, where the same line, or the end of the one above, calls it an accreditation."""
    for phrases in pages:
        for phrase in phrases:
            following = [p.text for p in phrases if _close(phrase, p)] if _UNFINISHED.search(phrase.text) else []
            for match in _NUMBERED.finditer(" ".join((phrase.text, *following[:1]))):
                if not re.match(r"17025|(?:19|20)\d\d$", match[1]) and "ISO" not in match[1].upper():
                    return match[1]
    return None


def accreditation_of_body(pages: Sequence[Sequence[Phrase]]) -> str | None:
    """A number on the line that names a body, in a form that only its numbers have."""
    bodies = known_labs()["accreditation_body"]
    for text in _lines_of_bodies(pages):
        for body in bodies:
            if any(_says(name, text) for name in (body["name"], *body["aliases"])):
                numbers = re.findall(rf"(?<![\w.,/-])(?:{body['number']})(?![\w/-]|[.,]\d)", text)
                if telling := [n for n in numbers if _TELLING.search(n)]:
                    return squeeze(telling[0])
    return None


def accreditation_on_page(pages: Sequence[Sequence[Phrase]]) -> str | None:
    """A certificate's number as a line of its own, where the same page names the one body that has such numbers."""
    for phrases in pages:
        for phrase in phrases:
            alone = _CERTIFICATE_ALONE.fullmatch(phrase.text.strip())
            if alone and _TELLING.search(alone[1]) and body_of_page(phrases, alone[1]):
                return alone[1]
    return None


def body_of_page(phrases: Sequence[Phrase], number: str) -> bool:
    """Does a page name a body whose numbers look like this one?"""
    fits = [b for b in known_labs()["accreditation_body"] if re.fullmatch(b["number"], number)]
    return any(_says(name, p.text) for b in fits for name in (b["name"], *b["aliases"]) for p in phrases)


def _lines_of_bodies(pages: Sequence[Sequence[Phrase]]) -> Iterator[str]:
    """The lines that name a body and hold a number; then those that name one, each with the line over or under it."""
    named = [(p, phrases) for phrases in pages for p in phrases if _any_body().search(p.text)]
    yield from (p.text for p, _ in named if _TELLING.search(p.text))
    for phrase, phrases in named:
        near = (p for p in phrases if p is not phrase and abs(p.centre - phrase.centre) < phrase.size)
        yield from (
            f"{phrase.text} {p.text}" for p in near
            if max(p.top - phrase.bottom, phrase.top - p.bottom) < 1.5 * phrase.size and _TELLING.search(p.text)
        )  # fmt: skip


_SAID = re.compile(
    r"a[ck]{1,2}r[eé]d[iy]t|\bUKAS\b|\bDAkkS\b|\bSAS-Nr|\bRvA\b|\bIANZ\b|\bCgcre\b"
    r"|\bCofrac\b|\bENAC\b|\bACCREDIA\b|\bLAB\s+N\s?[°º]|ISO\s?/?\s?(?:IEC|CEI)?\s?17025",
    re.IGNORECASE,
)
_STANDARD = re.compile(r"(?:[A-Zİ]{2,5}[\s/-]+)*ISO\s?/?\s?(?:IEC|CEI)?\s?[-:/]?\s?17025(?:\s?[:-]\s?\d{4})?")
_NEXT = re.compile(r"\s+[·•|–—-]\s+|\s{3,}")
_ANY_ID = re.compile(
    r"(?<![\w.,/-])(?:[A-Z]{1,3} (?=\d{3}))?(?=(?:[^\s]*\d){3})[A-Z0-9]+(?:[-.][A-Z0-9]+)*(?: L(?=\W|$))?"
    r"(?![\w/]|[.,-]\d)"
)
_NAMED_SO = re.compile(
    r"(?:\b(?:no|nr|number|code|código|cert(?:ificat\w*)?|laborator(?:y|ium))|n[°º]|\bč|αρ|#|§|a[ck]{1,2}r[eé]d[iy]t\w*)"
    r"\.?\s*:?\s*$",
    re.IGNORECASE,
)
"""What stands right before such a number …"""
_BODYS_OWN = re.compile(r"(?:D-PL-|STS |CRL |AB )\d")
"""… but for forms that only bodies have."""
_ENDS = re.compile(r"\s*(?:$|[(),;.:·|])")
"""What may follow: no town, no street."""
_OTHERS = re.compile(
    r"\b(?:report|sample|batch|lot|order|client|phone|tel|fax|page|rev|form|doc(?:ument)?|date|licen[cs]e|muestra|probe|informe|method|sop|company|vat|ust\w*|hrb|subcontract\\w*|application|request|former)\b",
    re.IGNORECASE,
)
"""What else has a number."""


def accreditation_said(pages: Sequence[Sequence[Phrase]]) -> str | None:
    """The one number in a line, or part of a line, that speaks of accreditation and of nothing else with a number."""
    for phrase in (p for phrases in pages for p in phrases if _SAID.search(p.text)):
        for part, speaks in _parts_said(phrase.text):
            if number := _number_in(part, speaks):
                return squeeze(number)
    return None


def _parts_said(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a line that speak of accreditation, then those right behind them; and whether each speaks of it."""
    parts = [] if _denied(text) else _NEXT.split(text)
    said = [i for i, part in enumerate(parts) if _SAID.search(part)]
    own, behind = [parts[i] for i in said], [parts[i + 1] for i in said if i + 1 < len(parts)]
    for part in (*own, *behind):
        yield part, part in own


def _number_in(part: str, speaks: bool) -> str | None:
    """The one number in a part of a line; `speaks`: the part itself, not only the one before it, says accreditation."""
    rest = _STANDARD.sub("§", part)
    found = [m for m in _ANY_ID.finditer(rest) if not re.fullmatch(r"(?:19|20)\d\d|17025", m[0])]
    if len(found) != 1:
        return None
    number, before, after = found[0][0], rest[: found[0].start()], rest[found[0].end() :]
    if _OTHERS.search(before) or not _ENDS.match(after):
        return None
    if _BODYS_OWN.match(number):
        return number
    sure = speaks or _NAMED_SO.fullmatch(before.lstrip()) or re.search(r"\b(?:SCC|CCN)\b", before)
    return number if sure and _NAMED_SO.search(before) else None


def body_in(text: str, number: str | None) -> str | None:
    """The accreditation body that is named; where several are, the one whose numbers look like the one printed."""
    plain = text.casefold()
    named = [
        b for b in known_labs()["accreditation_body"]
        if any(n.split(" ")[0].casefold() in plain and _says(n, text) for n in (b["name"], *b["aliases"]))
    ]  # fmt: skip
    fits = [b for b in named if number and re.fullmatch(b["number"], number.split(" ")[0])]
    return (fits or named)[0]["name"] if named else None


def _says(name: str, text: str) -> bool:
    """Is a body named? Short names are words of their own ("IAS"), written in capitals."""
    return _named(name).search(text) is not None


@lru_cache(maxsize=1)
def _any_body() -> re.Pattern[str]:
    names = (name for b in known_labs()["accreditation_body"] for name in (b["name"], *b["aliases"]))
    return re.compile("|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names), re.IGNORECASE)


@lru_cache(maxsize=1_000)
def _named(name: str) -> re.Pattern[str]:
    spaced = re.escape(name).replace(r"\ ", r"\s+")
    return re.compile(rf"(?<![\w-]){spaced}(?!\w)", re.NOFLAG if len(name) < 8 else re.IGNORECASE)


def accreditation_place(lab: Lab, pages: Sequence[Sequence[Phrase]]) -> Evidence | None:
    """Where the accreditation's number stands, else where ISO/IEC 17025 is claimed."""
    number = lab.accreditation_number
    for sign in ([re.escape(number)] if number else []) + ([ISO_17025.pattern] if lab.iso17025 else []):
        for page, phrases in enumerate(pages, 1):
            for phrase in phrases:
                if re.search(sign, phrase.text, re.IGNORECASE):
                    return Evidence(page=page, bbox=phrase.box, text=phrase.text)
    return None


def claims_iso(pages: Sequence[Sequence[Phrase]]) -> bool:
    """Does a sentence claim ISO/IEC 17025, that is not taken back in it ("in the process of obtaining …")?"""
    for phrases in pages:
        told = [p for p in phrases if ISO_17025.search(p.text)]
        if any(not _denied(_sentence(p, phrases)) for p in told):
            return True
    return _iso_in_two_lines(pages)


def _sentence(phrase: Phrase, phrases: Sequence[Phrase]) -> str:
    """The sentence with the claim, which may begin on the line above and end on the one below."""
    above = [p for p in phrases if _close(p, phrase)]
    below = [p for p in phrases if _close(phrase, p)]
    text = " ".join(p.text for p in (*above[-1:], phrase, *below[:1]))
    return next((part for part in _SENTENCES.split(text) if ISO_17025.search(part)), text)


def _close(upper: Phrase, lower: Phrase) -> bool:
    near = -1 < lower.top - upper.bottom < 0.8 * lower.size and abs(upper.size - lower.size) < 1
    return near and overlap(upper.x0, upper.x1, lower.x0, lower.x1) > 0


@lru_cache(maxsize=1)
def _denials() -> tuple[str, ...]:
    return tuple(_plain(text) for text in load("fields")["accreditation"]["denied"])


def _denied(sentence: str) -> bool:
    return any(denial in _plain(sentence) for denial in _denials())


def _plain(text: str) -> str:
    """The words, levelled, with a blank on both sides of each."""
    return " " + " ".join(filter(None, (key(word) for word in re.split(r"[\W_]+", text)))) + " "


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
