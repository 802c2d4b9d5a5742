"""A photo of a label → what it seems to say, as the keys of a label file. OCR may be wrong: a person has to compare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from coacheck.errors import UnreadableError, UsageError
from coacheck.label_file import label_of
from coacheck.layout.phrases import Phrase, phrases_of
from coacheck.page import Document
from coacheck.rules import parse_claim
from coacheck.rules.kinds import kinds_of

Key = Literal["product", "batch", "net_content", "claims"]
ORDER: tuple[Key, ...] = ("product", "batch", "net_content", "claims")
SURE = 0.9
"""A recogniser that is less sure of any character of a text has to be told so."""
_LONGEST = 60
"""Characters; what is longer is no claim but running text."""
_ALIKE, _NEAR = 0.85, 1.6
"""Lines of one name are of about one height, and at most so many heights apart."""
_PARTS = re.compile(r"\s*(?:[•·|;*]|,(?!\d)|\s[-–—]\s)\s*")
_BATCH = re.compile(
    r"\b(?:batch|lot)\b(?:\s*/\s*(?:batch|lot)\b)?\s*(?:(?:number|no|num|code|id)\b\.?|#|№)?\s*[:#]?\s*(?P<is>.*)",
    re.IGNORECASE,
)  # fmt: skip
_ID = re.compile(r"(?=\S*\d)[A-Za-z0-9][\w./-]{2,}")
_OTHER = re.compile(r"\b(?:exp\w*|best|use|mfg|manufactured|packaged|date)\b", re.IGNORECASE)
_PROMISES = re.compile(r"\d|free|\b(?:no|zero|without)\b", re.IGNORECASE)
_SHORT_NAME = re.compile(r"\s*\([A-Za-z][A-Za-z0-9-]{1,7}\)")
"""A name again, in short: "Cannabidiol (CBD)"."""
_DOSE = re.compile(r"\b(?:per|each|serving|servings|contains)\b", re.IGNORECASE)
_NET = re.compile(r"\bnet\s*(?:wt|weight|contents?|vol(?:ume)?|qty|quantity)?\b\.?\s*:?\s*(?P<is>.+)", re.IGNORECASE)
_AMOUNT = (
    r"\d+(?:[.,]\d+)?\s*(?:fl\.?\s*oz|oz|ml|cl|g|grams?|count|ct|gumm(?:y|ies)|pieces?|capsules?|softgels?|tablets?|chews?"
    r"|lozenges?|units?|pre-?rolls?|cookies?|chocolates?|mints?|patch(?:es)?)\b\.?"
)
_CONTENT = re.compile(rf"\(?(?:{_AMOUNT})\)?(?:\s*[/(,]?\s*(?:{_AMOUNT})\)?)*", re.IGNORECASE)

_OF_REPORT = tuple(
    re.compile(sign, re.IGNORECASE) for sign in (
        r"certificate\s+of\s+analysis", r"\bLO[QD]\b|limit of (?:detection|quantit)", r"\b17025\b|\baccredit",
        r"\bsample\s*(?:id|name|no|#|number|type|received)",
        r"\b(?:received|collected|reported|tested|analy[sz]ed)\b.*\d",
        r"\banalytes?\b|\bmatrix\b|\bHPLC\b", r"\bND\b|not detected|none detected",
    )
)  # fmt: skip
"""What a report says; `_SIGNS` of them make one."""
_SIGNS = 4


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the label seems to say. `sure` is False where the recogniser was in doubt of a character."""

    key: Key
    text: str
    sure: bool


def said_on(document: Document) -> list[Said]:
    """What a picture of a label seems to say: at most one product, batch and net content, and claims, in that order.

    Only what can be understood is told: a claim without an amount or an analyte that is known is left out. Raises
    UnreadableError for a picture of a report.
    """
    lines = [phrase for page in document.pages for phrase in phrases_of(page.words)]
    if _is_report(line.text for line in lines):
        raise UnreadableError(
            f"{document.name}: this looks like a laboratory's report, not like a label; "
            f"expected a photo of the label, and the report as the FILE of `coacheck check`."
        )
    claimed = list(_claimed(lines))
    taken = {id(line) for _, own in claimed for line in own}
    product = _product([line for line in lines if id(line) not in taken])
    found = [*product, *_batch(lines), *_net_content(lines), *_claims(claimed)]
    return sorted(found, key=lambda said: ORDER.index(said.key))


def _is_report(lines: Iterable[str]) -> bool:
    """A label may name its lab or its certificate; it prints no LOQ, sample id and day of receipt."""
    whole = "\n".join(lines)
    return sum(bool(sign.search(whole)) for sign in _OF_REPORT) >= _SIGNS


def keys_of(said: Iterable[Said]) -> dict[str, Any]:
    """As the keys of a label file."""
    keys: dict[str, Any] = {}
    for each in said:
        if each.key == "claims":
            keys["claims"] = [*keys.get("claims", ()), each.text]
        else:
            keys[each.key] = each.text
    return keys


def _said(key: Key, text: str, lines: Iterable[Phrase]) -> Said:
    return Said(key, text, min(word.sure for line in lines for word in line.words) >= SURE)


def _claims(claimed: Iterable[tuple[str, list[Phrase]]]) -> Iterator[Said]:
    """Each claim once, however often the label says it."""
    known: set[tuple[object, ...]] = set()
    for text, own in claimed:
        claim = parse_claim(text)
        key = (claim.analyte, claim.value, claim.unit, claim.comparison)
        if key not in known:
            known.add(key)
            yield _said("claims", text, own)


def _claimed(lines: Sequence[Phrase]) -> Iterator[tuple[str, list[Phrase]]]:
    """The claims in each line, and where a line goes on below in both together, with their lines."""
    taken: set[int] = set()
    for upper, lower in _below(lines):
        whole = f"{upper.text} {lower.text}"
        halves = [_is_claim(upper.text), _is_claim(lower.text)]
        if id(upper) not in taken and _is_claim(whole) and not all(halves) and _adds(halves, upper.text, whole):
            taken |= {id(upper), id(lower)}
            yield whole, [upper, lower]
    for line in lines:
        for part in _PARTS.split(line.text) if id(line) not in taken else ():
            if text := next((t for t in (part, _SHORT_NAME.sub("", part)) if _is_claim(t)), None):
                yield text, [line]


def _adds(halves: Sequence[bool], upper: str, whole: str) -> bool:
    """Do two lines say more together than one of them alone? "25 mg CBD" over "per gummy" does."""
    if halves[1]:
        return False
    return not halves[0] or parse_claim(upper).unit != parse_claim(whole).unit


def _is_claim(text: str) -> bool:
    if not 3 < len(text) <= _LONGEST or not _PROMISES.search(text):
        return False
    try:
        parse_claim(text)
    except (UsageError, ArithmeticError, ValueError):
        return False
    return True


def _batch(lines: Sequence[Phrase]) -> Iterator[Said]:
    """The first text behind or below "Batch" or "Lot" that has a digit in it."""
    below = {id(upper): lower for upper, lower in _below(lines)}
    for line in lines:
        if not (match := _BATCH.search(line.text)):
            continue
        own, behind = [line], match["is"]
        if not behind.strip() and (lower := below.get(id(line))):
            own, behind = [line, lower], lower.text
        before = behind[: other.start()] if (other := _OTHER.search(behind)) else behind
        if found := _ID.match(before.strip()):
            yield _said("batch", found[0].rstrip("./-"), own)
            return


def _net_content(lines: Sequence[Phrase]) -> Iterator[Said]:
    """What stands behind "Net", and a count or an amount that has a line of its own."""
    named = [(match["is"], line) for line in lines if (match := _NET.search(line.text))]
    alone = [(part, line) for line in lines for part in _PARTS.split(line.text) if _CONTENT.fullmatch(part)]
    parts: dict[bool, tuple[str, Phrase]] = {}
    for text, line in [*named, *alone]:
        if (match := _CONTENT.search(text)) and _is_content(match[0]):
            parts.setdefault(_is_count(match[0]), (match[0].strip(), line))
    if parts:
        told = [parts[count] for count in (True, False) if count in parts]
        text = f"{told[0][0]} ({told[1][0].split('(')[0].strip()})" if len(told) == 2 else told[0][0]
        if not _is_content(text):
            (text, _), told = told[0], told[:1]
        yield _said("net_content", text, [line for _, line in told])


def _is_count(text: str) -> bool:
    return label_of({"net_content": text}).units_per_package is not None


def _is_content(text: str) -> bool:
    try:
        label_of({"net_content": text})
    except UsageError:
        return False
    return True


def _product(lines: Sequence[Phrase]) -> Iterator[Said]:
    """The largest line that names one kind of product, with the line above it where that is printed alike."""
    named = [line for line in lines if len(kinds_of(line.text)) == 1 and len(line.text) <= _LONGEST and _names(line)]
    if not named:
        return
    line = max(named, key=lambda each: each.size)
    above = next((a for a, b in _below(lines) if b is line and _is_alike(a, b) and _names(a)), None)
    own = [above, line] if above else [line]
    yield _said("product", " ".join(each.text for each in own), own)


def _names(line: Phrase) -> bool:
    """Not an amount, a claim or an instruction: of a name most characters are letters."""
    text = line.text
    letters = sum(c.isalpha() for c in text)
    mostly = letters > 0.7 * len(text.replace(" ", ""))
    return mostly and not any(sign.search(text) for sign in (_CONTENT, _DOSE))


def _is_alike(a: Phrase, b: Phrase) -> bool:
    return min(a.size, b.size) > _ALIKE * max(a.size, b.size)


def _below(lines: Sequence[Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    """Each line with the next one that stands right under it."""
    for upper, lower in pairwise(sorted(lines, key=lambda line: line.top)):
        over = min(upper.x1, lower.x1) - max(upper.x0, lower.x0)
        near = lower.middle - upper.middle < _NEAR * max(upper.size, lower.size)
        if over > 0 and near and lower.top >= upper.middle:
            yield upper, lower
