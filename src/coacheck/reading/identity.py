"""Who tested, for whom, what: lab, client, product, matrix and category."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from coacheck.layout.phrases import Phrase
from coacheck.model import Category, Evidence, Lab
from coacheck.reading.fields import Candidate, best, is_empty, label_of, whole
from coacheck.reading.text import key, squeeze
from coacheck.reading.vocabulary import Vocabulary, load

_ZIP = re.compile(r"\b[A-Z]{2},?\s+\d{5}(?:-?\d{4})?\b|,\s*[A-Za-z. ]+,?\s+\d{5}\b")
_LAB_WORD = re.compile(
    r"\b(?:labs?|laborator(?:y|ies|io)|analytics?|analytical|testing|scientific|chemlab)\b", re.IGNORECASE
)
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})", re.IGNORECASE)
_ISO = re.compile(r"ISO\s?/?\s?(?:IE[CS])?\s?/?:?\s?17025", re.IGNORECASE)
_NOT_TITLES = re.compile(
    r"\b(?:certificate|analysis|analytical report|compliance|report|page \d|\d of \d|test results?|summary|sample|official"
    r"|pass(?:ed)?|fail(?:ed)?|tested|laboratory results|results at a glance|safety|\d+ CCR|seed to sale)\b",
    re.IGNORECASE,
)  # fmt: skip


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


@dataclass(frozen=True)
class Named:
    text: str
    evidence: Evidence


def lab_of(pages: Sequence[Sequence[Phrase]], candidates: Sequence[Candidate]) -> tuple[str | None, Evidence | None]:
    """The laboratory: labelled as such, else known by name or domain, else the name that looks like one."""
    for candidate in best(candidates, "laboratory"):
        if _LAB_WORD.search(candidate.text) or _known(candidate.text):
            name = _known(candidate.text) or candidate.text
            return name, Evidence(page=candidate.page, bbox=candidate.box, text=candidate.text)
    scores: dict[str, float] = {}
    places: dict[str, Evidence] = {}
    for number, phrases in enumerate(pages, 1):
        for phrase in phrases:
            for name, weight in _mentions(phrase.text):
                scores[name] = scores.get(name, 0.0) + weight / number
                places.setdefault(name, Evidence(page=number, bbox=phrase.box, text=phrase.text))
    if scores:
        name = max(scores, key=lambda n: scores[n])
        return name, places[name]
    return _lab_like(pages)


def _known(text: str) -> str | None:
    form = key(text)
    return next((name for alias, name in _lab_names() if len(alias) > 4 and alias == form), None)


def _mentions(text: str) -> list[tuple[str, float]]:
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
    if not found and len(form) > 5:
        name = next((n for alias, n in _lab_names() if len(alias) > 6 and alias in form), None)
        if name:
            found.append((name, 1.0))
    return found


def _lab_like(pages: Sequence[Sequence[Phrase]]) -> tuple[str | None, Evidence | None]:
    """A short phrase with a word that laboratories bear in their names, best near an address."""
    scored: list[tuple[float, Phrase]] = []
    for phrase in pages[0] if pages else ():
        text = phrase.text.strip()
        if not _LAB_WORD.search(text) or not 2 <= len(text.split()) <= 6 or len(text) > 50 or ":" in text:
            continue
        if re.search(
            r"director|manager|results?|report|method|compliance|sample|date|\bby\b|batch|certificate|accredit",
            text,
            re.IGNORECASE,
        ):
            continue
        near = [
            p for p in pages[0] if 0 < p.top - phrase.top < 60 and abs(p.x0 - phrase.x0) < 80 and _ZIP.search(p.text)
        ]
        scored.append((phrase.size + (20 if near else 0), phrase))
    if not scored:
        return None, None
    phrase = max(scored, key=lambda s: s[0])[1]
    return phrase.text, Evidence(page=1, bbox=phrase.box, text=phrase.text)


def lab_details(name: str | None, text: str, candidates: Sequence[Candidate]) -> Lab:
    """Licence and accreditation as printed. A licence counts as the lab's by its form or by its label."""
    return Lab(
        name=name, license=_license(text, candidates), iso17025=True if _ISO.search(text) else None,
        accreditation_number=_accreditation(text), address=None,
    )  # fmt: skip


def _license(text: str, candidates: Sequence[Candidate]) -> str | None:
    for form in known_labs()["licence"]:
        match = re.search(rf"(?<![A-Za-z0-9-]){form['pattern']}(?![A-Za-z0-9-])", text)
        if match and not form["jurisdiction"].startswith("US-DEA") and "DEA" not in form["what"]:
            return match[0]
    return None


_ACCREDITED = re.compile(
    r"(?:accredit\w*|certificate|cert|PJLA|A2LA|ANAB|testing)\s*(?:\([^)]*\)\s*)?(?:laboratory\s*)?(?:number|no\.?|nos\.?|#s?|:|\||-|cert\.?|testing|certificate)*[\s:#|]*"
    r"((?:AT-\d{3,5}|\d{4}\.\d{2}|\d{5,6}|L\d{2}-\d{2,4})(?:\s*;\s*\d{4}\.\d{2})*)(?![\d/-])",
    re.IGNORECASE,
)  # fmt: skip


def _accreditation(text: str) -> str | None:
    for match in _ACCREDITED.finditer(text):
        before = text[max(0, match.start() - 160) : match.end() + 60]
        if re.search(r"accredit|PJLA|A2LA|17025|ANAB|Perry", before, re.IGNORECASE):
            return match[1]
    return None


def client_of(
    candidates: Sequence[Candidate], pages: Sequence[Sequence[Phrase]], lab: str | None
) -> tuple[str | None, Evidence | None]:
    """Client where printed, else distributor, else producer, else the name over an address that is not the lab's."""
    for field in ("client", "distributor", "producer"):
        for candidate in best(candidates, field):
            name = _company(candidate)
            if name and not candidate.late and _proper(name):
                return name, Evidence(page=candidate.page, bbox=candidate.box, text=name)
    return _addressee(pages, lab)


_NAMED = re.compile(r"^(?:business|company|client|trade)?\s*(?:name|company|dba)\s*:\s*(.*)$", re.IGNORECASE)
_FIRM = re.compile(r"\b(?:LLC|L\.L\.C|Inc|Corp|Co|Ltd|GmbH|LLP|Collective|Company)\b\.?,?$", re.IGNORECASE)


def _company(candidate: Candidate) -> str | None:
    """The first line of a block that is a name; the second too, where the firm's form stands on it."""
    lines = [named[1] if (named := _NAMED.match(line)) else line for line in candidate.lines or (candidate.text,)]
    for i, text in enumerate(lines[:2]):
        if is_empty(text) or text[0].isdigit() or label_of(text) or (":" in text and label_of(text.partition(":")[0])):
            continue
        if (
            i + 1 < len(lines)
            and not _FIRM.search(text)
            and _FIRM.search(lines[i + 1])
            and not lines[i + 1][0].isdigit()
        ):
            return squeeze(f"{text} {lines[i + 1]}")
        runs_on = len(lines) > i + 2 and not re.search(r"[\d:,]", lines[i + 1]) and lines[i + 2][:1].isdigit()
        return squeeze(f"{text} {lines[i + 1]}" if runs_on else text)
    return None


def _addressee(pages: Sequence[Sequence[Phrase]], lab: str | None) -> tuple[str | None, Evidence | None]:
    for phrases in pages[:1]:
        for zip_line in sorted((p for p in phrases if _ZIP.search(p.text)), key=lambda p: p.top):
            name, first = _name_over(zip_line, phrases)
            if first is None or _mentions(name) or (lab and key(lab) in key(name)) or not _proper(name):
                continue
            return squeeze(name), Evidence(page=1, bbox=first.box, text=first.text)
    return None, None


def _name_over(zip_line: Phrase, phrases: Sequence[Phrase]) -> tuple[str, Phrase | None]:
    """The name at the head of an address: the line over the street."""
    block = [zip_line]
    while len(block) < 5:
        top = block[0]
        above = [p for p in phrases if -1 < top.top - p.bottom < 1.1 * top.size and abs(p.x0 - top.x0) < 8]
        if not above:
            break
        block.insert(0, max(above, key=lambda p: p.top))
        if (
            not block[0].text[0].isdigit()
            and not _STREET.search(block[0].text)
            and not label_of(block[0].text.rstrip(":"))
        ):
            break
    block = [p for p in block if not label_of(p.text.rstrip(":")) and ":" not in p.text] or block
    first = block[0]
    if first is zip_line or first.text[0].isdigit() or label_of(first.text.rstrip(":")):
        return "", None
    name = re.sub(r"^.*\|\s*", "", first.text)
    over = [
        p
        for p in phrases
        if -1 < first.top - p.bottom < 0.6 * first.size and abs(p.x0 - first.x0) < 3 and "|" in p.text
    ]
    if over and abs(over[0].size - first.size) < 1:
        name = re.sub(r"^.*\|\s*", "", over[0].text) + " " + name
    return name, first


_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|drive|dr|suite|ste|blvd|unit|bldg|building|way|lane|ln|hwy|court|ct|pkwy)\b\.?",
    re.IGNORECASE,
)


def _proper(name: str) -> bool:
    letters = sum(c.isalpha() for c in name)
    return (
        letters > 2
        and not _NOT_TITLES.search(name)
        and ":" not in name
        and "#" not in name
        and not label_of(name)
        and not is_empty(name)
    )


def product_of(
    candidates: Sequence[Candidate], pages: Sequence[Sequence[Phrase]], taken: Sequence[str | None],
    matrix: Evidence | None, vocabulary: Vocabulary,
) -> tuple[str | None, Evidence | None]:  # fmt: skip
    """The product by its label, else the title over its matrix, else the largest print at the head of page 1."""
    for candidate in best(candidates, "product"):
        text = whole(candidate)
        if candidate.rank < 12 and not label_of(text.rstrip(":")) and len(text) < 90 and not candidate.late:
            return text, Evidence(page=candidate.page, bbox=candidate.box, text=text)
    options = _titles(pages, taken, vocabulary)
    over = _over_matrix(matrix, options)
    if over is None and options:
        size = max(p.size for p in options)
        over = min((p for p in options if p.size > 0.95 * size), key=lambda p: p.top)
    return (over.text, Evidence(page=1, bbox=over.box, text=over.text)) if over else (None, None)


def _over_matrix(matrix: Evidence | None, options: Sequence[Phrase]) -> Phrase | None:
    """The top line of the stack of lines right above the matrix, set flush with it."""
    if matrix is None or matrix.page != 1:
        return None
    x0, top, x1, _ = matrix.bbox
    found = None
    for phrase in sorted(options, key=lambda p: -p.top):
        gap = top - phrase.bottom
        if -1 < gap < 1.2 * phrase.size and (abs(phrase.x0 - x0) < 3 or abs(phrase.x1 - x1) < 3):
            found, top = phrase, phrase.top
    return found


def _titles(pages: Sequence[Sequence[Phrase]], taken: Sequence[str | None], vocabulary: Vocabulary) -> list[Phrase]:
    """Phrases at the head of page 1 that could be the product: no label, no date, no lab, no client, no panel."""
    if not pages or not pages[0]:
        return []
    height = max(p.bottom for p in pages[0])
    others = [key(t) for t in taken if t]
    return [
        p for p in pages[0]
        if p.top < 0.4 * height and len(p.text) > 2 and any(c.isalnum() for c in p.text)
        and not _NOT_TITLES.search(p.text) and ":" not in p.text and "#" not in p.text and not _ZIP.search(p.text)
        and not vocabulary.known(p.text) and not label_of(p.text) and not _mentions(p.text)
        and not re.search(r"https?://|www\.|@|\(\d{3}\)|\d{3}-\d{4}|powered by|scan ", p.text, re.IGNORECASE)
        and not any(o == key(p.text) for o in others) and not vocabulary.find_unit(p.text)[0]
        and not re.match(r"^\d+ \w+ .*(?:st|ave|rd|dr|blvd|suite)\b", p.text, re.IGNORECASE)
    ]  # fmt: skip


_MATRIX = re.compile(
    r"^(?:plant|flower|ingestible|edible|concentrate|topical|inhalable|infused|derivative|beverage|tincture|oil|hemp|extract|vape)\b",
    re.IGNORECASE,
)  # fmt: skip


def matrix_of(candidates: Sequence[Candidate], pages: Sequence[Sequence[Phrase]]) -> tuple[str | None, Evidence | None]:
    """The matrix by its label, else a line at the head of page 1 that begins with a kind of product."""
    for candidate in best(candidates, "matrix"):
        if not candidate.late:
            return whole(candidate), Evidence(page=candidate.page, bbox=candidate.box, text=whole(candidate))
    for phrase in pages[0] if pages else ():
        text = re.sub(r"[\s,;]+$", "", phrase.text)
        if phrase.top < 330 and _MATRIX.match(text) and len(text) < 50 and not label_of(text.partition(":")[0]):
            return text, Evidence(page=1, bbox=phrase.box, text=phrase.text)
    return None, None


def category_of(*texts: str | None) -> Category | None:
    """inhalable, ingestible or topical by the first text that says so."""
    words: dict[str, list[str]] = load("fields")["category"]
    for text in texts:
        low = (text or "").casefold()
        found = {c: [m.start() for w in ws if (m := re.search(rf"\b{re.escape(w)}", low))] for c, ws in words.items()}
        hits = {c: min(places) for c, places in found.items() if places}
        if "other" in hits and ("vape" in low or "cartridge" in low):
            hits.pop("other")
        if "other" in hits:
            return "other"
        if "non-inhal" in low or "not for inhal" in low:
            hits.pop("inhalable", None)
        if hits:
            return min(hits, key=lambda c: hits[c])  # type: ignore[return-value]
    return None
