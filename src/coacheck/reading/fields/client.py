"""For whom: the client, by label or by where clients stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.layout.phrases import Phrase
from coacheck.model import Evidence
from coacheck.reading.fields.beside import NAMED
from coacheck.reading.fields.candidates import Candidate, best, is_empty
from coacheck.reading.fields.lab_names import mentions
from coacheck.reading.fields.wording import FIRM, NOT_TITLES, STREET, ZIP
from coacheck.reading.vocabulary import key, squeeze
from coacheck.reading.vocabulary.labels import label_of

_ADDRESS = re.compile(r",\s*(?=\d+\s+\w|P\.?O\.? Box)")
_DESK = re.compile(r"(?:attn|attention|accounts? payable|c/o|dept|department)\b", re.IGNORECASE)
""" "Accounts Payable", between a firm's name and its street."""
_TOWN = re.compile(r",\s*[A-Z]{2}\b")


def client_of(
    candidates: Sequence[Candidate], pages: Sequence[Sequence[Phrase]], lab: str | None
) -> tuple[str | None, Evidence | None]:
    """Client where printed, else distributor, else producer, else a name set where clients stand."""
    for field in ("client", "distributor", "producer"):
        for candidate in best(candidates, field):
            name = _company(candidate)
            if name and not candidate.late and _worded(name):
                return name, Evidence(page=candidate.page, bbox=candidate.box, text=name)
    for phrase in pages[0] if pages else ():
        named = NAMED.match(phrase.text)
        if named and named[1] and _worded(squeeze(named[2])) and not mentions(named[2]):
            return squeeze(named[2]), Evidence(page=1, bbox=phrase.box, text=phrase.text)
    for phrase in _named_places(pages[0] if pages else ()):
        name = squeeze(phrase.text)
        if not mentions(name) and not (lab and key(name) in key(lab)) and _proper(name) and not name[0].isdigit():
            return name, Evidence(page=1, bbox=phrase.box, text=phrase.text)
    return _addressee(pages, lab)


def _named_places(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Where a client stands without a label: over the labels of its premises, or opposite the sample."""
    found = []
    for phrase in phrases:
        labels = [p for p in phrases if -1 < p.top - phrase.bottom < 1.4 * phrase.size and abs(p.x0 - phrase.x0) < 5]
        if any(field_at(p) == "premises" for p in labels) and phrase.size > 1.2 * min(p.size for p in labels):
            found.append(phrase)
    heads = [p for p in phrases if p.top < 250 and (_sample_head(p) or (field_at(p) == "sample_id" and ":" in p.text))]
    for head in heads[:1]:
        plain = [p.size for p in phrases if p.top > head.bottom]
        level = [
            p for p in phrases if p is not head and abs(p.middle - head.middle) < 3 and abs(p.size - head.size) < 0.5
        ]
        if len(level) == 1 and level[0].x1 < head.x0 and plain and head.size > 1.2 * sorted(plain)[len(plain) // 2]:
            found.extend(p for p in level if field_at(p) is None)
    return found


def _sample_head(phrase: Phrase) -> bool:
    """ "Sample 596-062424-180", without a colon."""
    return re.fullmatch(r"sample\s+(?=(?:\S*\d){3})[\w-]{5,}", phrase.text, re.IGNORECASE) is not None


def field_at(phrase: Phrase) -> str | None:
    found = label_of(phrase.text.partition(":")[0].rstrip("# "))
    return found[0] if found else None


def _company(candidate: Candidate) -> str | None:
    """The first line of a block that is a name; the second too, where the firm's form stands on it."""
    lines = [named[2] if (named := NAMED.match(line)) else line for line in candidate.lines or (candidate.text,)]
    for i, text in enumerate(lines[:2]):
        if is_empty(text) or text[0].isdigit() or label_of(text) or (":" in text and label_of(text.partition(":")[0])):
            continue
        if i + 1 < len(lines) and not FIRM.search(text) and FIRM.search(lines[i + 1]) and not lines[i + 1][0].isdigit():
            return squeeze(f"{text} {lines[i + 1]}")
        runs_on = len(lines) > i + 2 and not re.search(r"[\d:,]", lines[i + 1])
        runs_on = runs_on and (lines[i + 2][:1].isdigit() or bool(_TOWN.search(lines[i + 2])))
        return squeeze(f"{text} {lines[i + 1]}" if runs_on else _ADDRESS.split(text)[0])
    return None


def _addressee(pages: Sequence[Sequence[Phrase]], lab: str | None) -> tuple[str | None, Evidence | None]:
    for phrases in pages[:1]:
        for zip_line in sorted((p for p in phrases if ZIP.search(p.text)), key=lambda p: p.top):
            name, first = _name_over(zip_line, phrases)
            if first is None or mentions(name) or (lab and key(lab) in key(name)) or not _proper(name):
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
        if not block[0].text[0].isdigit() and not STREET.search(block[0].text) and not _no_line(block[0].text):
            break
    block = [p for p in block if not _no_line(p.text)] or block
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


def _no_line(text: str) -> bool:
    """A label or a blank between the lines of an address ("Lic. #", "N/A")."""
    return is_empty(text) or ":" in text or _DESK.match(text) is not None or label_of(text.rstrip(":# ")) is not None


def _proper(name: str) -> bool:
    return _worded(name) and not NOT_TITLES.search(name)


def _worded(name: str) -> bool:
    letters = sum(c.isalpha() for c in name)
    return letters > 2 and ":" not in name and "#" not in name and not label_of(name) and not is_empty(name)
