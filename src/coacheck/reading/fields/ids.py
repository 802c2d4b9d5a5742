"""Numbers of samples and batches: which texts are ids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from coacheck.layout.phrases import Phrase
from coacheck.model import Evidence, PrintedId
from coacheck.reading.fields.candidates import Candidate, best, whole
from coacheck.reading.fields.unlabelled import field_at
from coacheck.reading.vocabulary import key, squeeze, vocabulary

_NO_ID = re.compile(
    r"^[\d.,]+\s*(?:g|grams?|kg|lbs?|oz|mL|L|units?|mg)\b|^\d{1,2}/\d{1,2}/\d{2,4}\b"
    r"|^(?:(?:p|t|f|ph|tel|phone|fax)\s*[:.]\s*)?\(\d{3}\)\s*\d{3}[-. ]\d{4}|^\d+ of \d+$|^.*-$",
    re.IGNORECASE,
)  # an amount, a date, a telephone number, a count, or what goes on in the next line
PAGE_TAIL = re.compile(r"\s+(?:summary\s+)?page\b.*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"(?<=\d)\s+\(\d+\)$")
_REMARK = re.compile(r"(?<=\w)(?:\s+\([^\W\d]{3,}\.?[:\s][^()]*\)|\s*[/|]+)+$")
""" "2201-A (Mfg 01/15/2025)", and the "/" before the next label."""
_ID_WORD = re.compile(r"\bid\b", re.IGNORECASE)
_LOT = re.compile(r"\b(?:batch|lot)\b", re.IGNORECASE)
_OF_STATE = re.compile(r"\b(?:metrc|biotrack|source|package|tag)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\b(?:source|package|pkg|tag|sample|test)\b", re.IGNORECASE)
_LOT_NAMED = re.compile(
    r"(?<!small )(?<!single )(?<!\w)(?:lot|batch|charge|lote|lotto|šarže)\b\s*(?:no|nr|number|code|id)?[\s.:#°º]*"
    r"((?=[^\s,;()]*\d)\w[\w./-]{2,})",
    re.IGNORECASE,
)
_STRENGTH = re.compile(r"\d\s*(?:%|mg\b|ml\b)", re.IGNORECASE)
""" "CBD-Öl 10 %" is no number."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_LIKE_AN_ID = {"sample_id": re.compile(r"\d"), "batch": re.compile(r"\d|^[A-Z]{4,}$")}


def first_id(candidates: Sequence[Candidate], name: str, printed: str = "") -> tuple[str, Candidate] | None:
    """The sample id or batch that the report prints first where it is looked for, and its place.

    `printed`: all that the report prints.
    """
    words = vocabulary()
    named = None
    for candidate in best(candidates, name):
        text = _IN_BRACKETS.sub("", _bare(candidate))
        text = _as_elsewhere(text, printed) if len(candidate.lines) > 1 else text
        status = words.verdict(text) or words.panel(text)
        called_so = name == "sample_id" and _ID_WORD.search(candidate.label) and is_name(text)
        unlike = not _LIKE_AN_ID[name].search(text) and not called_so
        if _NO_ID.match(text) or status or unlike or (name == "batch" and candidate.late):
            continue
        if name == "batch" or not is_name(text) or text[0].isdigit():
            return text, candidate
        named = named or ((text, candidate) if _ID_WORD.search(candidate.label) else None)
    return named or (_tracked(candidates) if name == "batch" else None)


def _bare(candidate: Candidate) -> str:
    """The value without what the line says behind it."""
    return _REMARK.sub("", PAGE_TAIL.sub("", whole(candidate)))


def _as_elsewhere(text: str, printed: str) -> str:
    """The id without the space where its cell was wrapped, where the report prints it in one line elsewhere."""
    whole_id = text.replace(" ", "")
    return whole_id if whole_id != text and whole_id in printed.split() else text


def _tracked(candidates: Sequence[Candidate]) -> tuple[str, Candidate] | None:
    """Where nothing is called a batch and no more: what a maker or a state calls a lot or a batch of its own."""
    of_state = None
    for candidate in best(candidates, "product_id"):
        text = _bare(candidate)
        lot = _LOT.search(candidate.label)
        own = lot and not _OF_STATE.search(candidate.label)
        named = text if own else lot_in_name(text) or ""
        if not candidate.late and is_id(named):
            return named, candidate
        if lot and not candidate.late and is_id(text) and not _OF_OTHERS.search(candidate.label):
            of_state = of_state or (text, candidate)
    return of_state


def lot_in_name(name: str) -> str | None:
    """The batch that a product's name says: "CBD Oil 1000 mg, Lot 4417-B", "… Lot 4417-EXP:06/27"."""
    for found in _LOT_NAMED.finditer(name):
        dated = name[found.end() :].startswith(":")
        text = (found[1].rpartition("-")[0] if dated else found[1]).rstrip("./-")
        amount = _NO_ID.match(name[found.start(1) :])
        if is_id(text) and not amount and not _YEAR.fullmatch(text):
            return text
    return None


def place_of(candidate: Candidate) -> Evidence:
    return Evidence(page=candidate.page, bbox=candidate.box, text=f"{candidate.label} {candidate.text}".strip())


def other_ids(candidates: Sequence[Candidate], sample: str | None) -> list[str]:
    first = best(candidates, "sample_id")
    if not first:
        return []
    same = {squeeze(PAGE_TAIL.sub("", c.text)) for c in first if c.rank == first[0].rank}
    own = key(sample or "")
    return sorted(t for t in same if is_id(t) and not (own.startswith(key(t)) or key(t).startswith(own)))


def other_batches(candidates: Sequence[Candidate], batch: str | None) -> list[str]:
    """What else is printed as a batch or a lot, above the results."""
    texts = {_bare(c) for c in best(candidates, "batch") if not c.late}
    own = key(batch or "")
    return sorted(t for t in texts if is_id(t) and key(t) != own)


_ID_KINDS: tuple[tuple[str, Literal["batch", "product", "report"]], ...] = (
    ("batch", "batch"), ("product_id", "product"), ("report_id", "report"),
)  # fmt: skip


def printed_ids(candidates: Sequence[Candidate], *own: str | None) -> list[PrintedId]:
    """Further numbers of the goods and of the report, each once, with its label. `own`: those that are told already."""
    known, out = {key(text or "") for text in own}, []
    for name, kind in _ID_KINDS:
        mine = best(candidates, name)
        for candidate in mine:
            text = _bare(candidate)
            late = candidate.late and not (kind == "report" and _in_a_header(candidate, mine))
            if late or not is_id(text) or key(text) in known:
                continue
            known.add(key(text))
            label = candidate.label.rstrip(":# ")
            out.append(PrintedId(kind=kind, label=label, text=text, page=candidate.page, bbox=candidate.box))
    return out


def _in_a_header(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Does it stand where another page has it before any results, under the same label: in a header of its own?"""
    place = [round(v) for v in candidate.box[:2]]
    first = (c for c in others if not c.late and c.page != candidate.page)
    return any(c.label == candidate.label and [round(v) for v in c.box[:2]] == place for c in first)


def is_id(text: str) -> bool:
    """Three signs or more with a digit; no date, no amount, no sentence."""
    long = len(key(text)) > 2 and len(text.split()) < 3
    return long and re.search(r"\d", text) is not None and not _NO_ID.match(text)


def is_name(text: str) -> bool:
    """Is it words, where an id could stand ("Sample ID: Tincture 1000 mg")?"""
    words = text.split()
    worded = any(w.strip(",.;()").isalpha() and len(w) > 3 for w in words)
    strong = _STRENGTH.search(text) and any(w.replace("-", "").isalpha() and len(w) > 3 for w in words)
    return len(words) > 1 and bool(worded or strong) and len(text) < 90


def titled_batch(pages: Sequence[Sequence[Phrase]], product: str | None, sample: str | None) -> Phrase | None:
    """An id set in larger print over the labels of the sample, where neither product nor sample is called so."""
    phrases = pages[0] if pages else ()
    for label in phrases:
        if field_at(label) not in ("sample_id", "product", "matrix") or label.top > 300:
            continue
        above = [p for p in phrases if 0 < label.top - p.bottom < 2.2 * p.size and abs(p.x0 - label.x0) < 6]
        for phrase in above:
            alone = re.fullmatch(r"(?=(?:\S*\d){3})[\w.-]{5,}", phrase.text)
            if (
                alone
                and phrase.size > 1.2 * label.size
                and key(phrase.text) not in (key(product or ""), key(sample or ""))
            ):
                return phrase
    return None
