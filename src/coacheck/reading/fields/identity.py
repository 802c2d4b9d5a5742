"""For whom, what: client, product, matrix and category."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from coacheck.layout.phrases import Phrase
from coacheck.model import Category, Evidence
from coacheck.reading.fields.candidates import Candidate, best, is_empty, whole
from coacheck.reading.fields.laboratory import FIRM, ZIP, mentions
from coacheck.reading.vocabulary import Vocabulary, key, load, squeeze
from coacheck.reading.vocabulary.labels import label_of

_NOT_TITLES = re.compile(
    r"\b(?:certificate|analysis|analytical report|compliance|report|page \d|\d of \d|test results?|summary|sample"
    r"|official|pass(?:ed)?|fail(?:ed)?|tested|laboratory results|results at a glance|safety"
    r"|per (?:serving|unit|package|container|gram)"
    r"|rapporto?|certificat[oe]?|certificado|analyse|an[aá]lisis|analisi|\w*bericht|\w*zertifikat"
    r"|\d+ CCR|seed to sale)\b",
    re.IGNORECASE,
)


def client_of(
    candidates: Sequence[Candidate], pages: Sequence[Sequence[Phrase]], lab: str | None
) -> tuple[str | None, Evidence | None]:
    """Client where printed, else distributor, else producer, else a name set where clients stand."""
    for field in ("client", "distributor", "producer"):
        for candidate in best(candidates, field):
            name = _company(candidate)
            if name and not candidate.late and _worded(name):
                return name, Evidence(page=candidate.page, bbox=candidate.box, text=name)
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
        if any(_field(p) == "premises" for p in labels) and phrase.size > 1.2 * min(p.size for p in labels):
            found.append(phrase)
    heads = [p for p in phrases if p.top < 250 and (_sample_head(p) or (_field(p) == "sample_id" and ":" in p.text))]
    for head in heads[:1]:
        plain = [p.size for p in phrases if p.top > head.bottom]
        level = [
            p for p in phrases if p is not head and abs(p.middle - head.middle) < 3 and abs(p.size - head.size) < 0.5
        ]
        if len(level) == 1 and level[0].x1 < head.x0 and plain and head.size > 1.2 * sorted(plain)[len(plain) // 2]:
            found.extend(p for p in level if _field(p) is None)
    return found


def _sample_head(phrase: Phrase) -> bool:
    """ "Sample 596-062424-180", without a colon."""
    return re.fullmatch(r"sample\s+(?=(?:\S*\d){3})[\w-]{5,}", phrase.text, re.IGNORECASE) is not None


def _field(phrase: Phrase) -> str | None:
    found = label_of(phrase.text.partition(":")[0].rstrip("# "))
    return found[0] if found else None


_ADDRESS = re.compile(r",\s*(?=\d+\s+\w|P\.?O\.? Box)")
_TOWN = re.compile(r",\s*[A-Z]{2}\b")
_NAMED = re.compile(r"^(?:business|company|client|trade)?\s*(?:name|company|dba)\s*:\s*(.*)$", re.IGNORECASE)


def _company(candidate: Candidate) -> str | None:
    """The first line of a block that is a name; the second too, where the firm's form stands on it."""
    lines = [named[1] if (named := _NAMED.match(line)) else line for line in candidate.lines or (candidate.text,)]
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
        if not block[0].text[0].isdigit() and not _STREET.search(block[0].text) and not _no_line(block[0].text):
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
    return is_empty(text) or ":" in text or label_of(text.rstrip(":# ")) is not None


_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|drive|dr|suite|ste|blvd|unit|bldg|building|way|lane|ln|hwy|court|ct|pkwy)\b\.?",
    re.IGNORECASE,
)


def _proper(name: str) -> bool:
    return _worded(name) and not _NOT_TITLES.search(name)


def _worded(name: str) -> bool:
    letters = sum(c.isalpha() for c in name)
    return letters > 2 and ":" not in name and "#" not in name and not label_of(name) and not is_empty(name)


_TELLING = 16
"""The labels of a product that come first in the list name nothing else."""


def product_of(
    candidates: Sequence[Candidate], pages: Sequence[Sequence[Phrase]], taken: Sequence[str | None],
    places: Sequence[Evidence | None], vocabulary: Vocabulary,
) -> tuple[str | None, Evidence | None]:  # fmt: skip
    """The product by its label, else the sample where that is a name, else a title.

    `taken`: what the lab, client, matrix and the ids are. `places`: where the matrix and the sample id stand.
    """
    for candidate in best(candidates, "product"):
        text = whole(candidate)
        if candidate.rank < _TELLING and not label_of(text.rstrip(":")) and len(text) < 90 and not candidate.late:
            return text, Evidence(page=candidate.page, bbox=candidate.box, text=text)
    for candidate in best(candidates, "sample_id"):
        text = whole(candidate)
        if key(candidate.label) in _SAMPLE and is_name(text) and not candidate.late:
            return _without_matrix(text, taken), Evidence(page=candidate.page, bbox=candidate.box, text=text)
    parties = [c.text for c in candidates if c.field in ("client", "distributor", "producer", "laboratory", "premises")]
    options = _titles(pages, [*taken, *parties], vocabulary)
    over = next((p for place in places if (p := _over(place, options))), None)
    if over is None and options:
        size = max(p.size for p in options)
        over = min(
            (p for p in options if p.size > 0.95 * size and any(c.isalpha() for c in p.text)),
            key=lambda p: p.top,
            default=None,
        )
    return (over.text, Evidence(page=1, bbox=over.box, text=over.text)) if over else (None, None)


_SAMPLE = {"sample", "sampleid", "sampleno", "samplenumber"}


def is_name(text: str) -> bool:
    """Is it words, where an id could stand ("Sample ID: Tincture 1000 mg")?"""
    words = text.split()
    return len(words) > 1 and any(w.isalpha() and len(w) > 3 for w in words) and len(text) < 90


def _without_matrix(text: str, taken: Sequence[str | None]) -> str:
    match = re.match(r"^(.+?)\s*\(([^()]+)\)$", text)
    return match[1] if match and any(t and key(t) == key(match[2]) for t in taken) else text


def _over(place: Evidence | None, options: Sequence[Phrase]) -> Phrase | None:
    """The top line of the stack of lines right above a place, set flush with it."""
    if place is None or place.page != 1:
        return None
    x0, top, x1, _ = place.bbox
    found = None
    for phrase in sorted(options, key=lambda p: -p.top):
        gap = top - phrase.bottom
        if -1 < gap < (1.2 if found else 2.2) * phrase.size and (abs(phrase.x0 - x0) < 3 or abs(phrase.x1 - x1) < 3):
            found, top = phrase, phrase.top
    return found


def _titles(pages: Sequence[Sequence[Phrase]], taken: Sequence[str | None], vocabulary: Vocabulary) -> list[Phrase]:
    """Phrases at the head of page 1 that could be the product: no label, no date, no lab, no client, no panel."""
    if not pages or not pages[0]:
        return []
    height = max(p.bottom for p in pages[0])
    others = [key(t) for t in taken if t]
    return [p for p in pages[0] if p.top < 0.4 * height and _is_title(p.text, others, vocabulary)]


_NO_TITLE = re.compile(
    r"https?://|www\.|@|\(\d{3}\)|\d{3}-\d{4}|powered by|scan |^\d+ \w+ .*(?:st|ave|rd|dr|blvd|suite)\b"
    r"|^\d[\d\s./:,-]*[\s./:,-][\d\s./:,-]*$",
    re.IGNORECASE,
)


def _is_title(text: str, others: Sequence[str], vocabulary: Vocabulary) -> bool:
    form = key(text)
    if (
        len(form) < 3
        or ":" in text
        or ("#" in text and (label_of(text.partition("#")[0]) or text.startswith("#")))
        or ZIP.search(text)
        or _NO_TITLE.search(text)
        or _NOT_TITLES.search(text)
    ):
        return False
    if any(form == o or (len(form) < 40 and form in o) for o in others) or label_of(text) or mentions(text):
        return False
    if (
        form in vocabulary.statuses
        or vocabulary.known(text)
        or vocabulary.heading(text)
        or (text[0].isdigit() and _STREET.search(text))
    ):
        return False
    unit, rest = vocabulary.find_unit(text)
    return not unit or sum(c.isalpha() for c in rest) > 3


_MATRIX = re.compile(
    r"^(?:plant|flower|ingestible|edible|concentrate|topical|inhalable|infused|derivative|beverage|tincture|oil|extract|vape"
    r"|hemp (?:flower|oil|extract|plant|biomass|concentrate))\b",
    re.IGNORECASE,
)  # fmt: skip


def matrix_of(candidates: Sequence[Candidate], pages: Sequence[Sequence[Phrase]]) -> tuple[str | None, Evidence | None]:
    """The matrix by its label, else a line at the head of page 1 that begins with a kind of product."""
    for candidate in best(candidates, "matrix"):
        if not candidate.late and not is_empty(whole(candidate)):
            return _kind(whole(candidate)), Evidence(page=candidate.page, bbox=candidate.box, text=whole(candidate))
    for phrase in pages[0] if pages else ():
        text = re.sub(r"[\s,;]+$", "", phrase.text)
        if (
            phrase.top < 330
            and _MATRIX.match(text)
            and len(text) < 50
            and not label_of(text.partition(":")[0])
            and not _NOT_TITLES.search(text)
        ):
            return _kind(text), Evidence(page=1, bbox=phrase.box, text=phrase.text)
    return None, None


def _kind(text: str) -> str:
    """The matrix without the category behind it ("Flower, Inhalable")."""
    return re.sub(r",\s*(?:inhalable|ingestible)$", "", text, flags=re.IGNORECASE)


def kinds_of(candidates: Sequence[Candidate]) -> list[str]:
    """All that the report labels as a kind of product ("Type: Extract for Inhalation", "Admin. Route: Inhalation")."""
    return [c.text for name in ("matrix", "route") for c in best(candidates, name) if not c.late]


def titled_batch(pages: Sequence[Sequence[Phrase]], product: str | None, sample: str | None) -> str | None:
    """An id set in larger print over the labels of the sample, where neither product nor sample is called so."""
    phrases = pages[0] if pages else ()
    for label in phrases:
        if _field(label) not in ("sample_id", "product", "matrix") or label.top > 300:
            continue
        above = [p for p in phrases if 0 < label.top - p.bottom < 2.2 * p.size and abs(p.x0 - label.x0) < 6]
        for phrase in above:
            alone = re.fullmatch(r"(?=(?:\S*\d){3})[\w.-]{5,}", phrase.text)
            if (
                alone
                and phrase.size > 1.2 * label.size
                and key(phrase.text) not in (key(product or ""), key(sample or ""))
            ):
                return phrase.text
    return None


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
            return cast(Category, min(hits, key=hits.__getitem__))
    return None
