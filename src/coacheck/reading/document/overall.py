"""The lab's verdict on the whole batch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, cast

from coacheck.layout.phrases import Phrase
from coacheck.model import Evidence
from coacheck.page import Printed
from coacheck.reading.fields.candidates import Candidate, best
from coacheck.reading.tables.frame import TableReading
from coacheck.reading.vocabulary import Vocabulary, key
from coacheck.reading.vocabulary.labels import label_of

Overall = Literal["pass", "fail"]
_LARGE, _LARGER = 10.0, 1.3
"""Points, and how much larger than all other verdicts on the page a word is then that is smaller."""

_SAMPLE = re.compile(r"(?:sample|batch|lot|product) (?:pass|fail)(?:es|s|ed)?$", re.IGNORECASE)


def overall_of(
    candidates: Sequence[Candidate],
    readings: Sequence[TableReading],
    pages: Sequence[Sequence[Phrase]],
    words: Vocabulary,
) -> tuple[Overall, Evidence] | None:
    """Labelled so, in a row "Batch" of the summary, or the one big word at the head."""
    batches = [c for c in best(candidates, "batch") if words.verdict(c.text)]  # "Batch: PASS"
    for candidate in [*best(candidates, "overall"), *batches]:
        if status := _verdict(words.verdict(candidate.text)):
            return status, Evidence(page=candidate.page, bbox=candidate.box, text=f"{candidate.label} {candidate.text}")
    for reading in readings:
        for said, place in reading.overall:
            if status := _verdict(said):
                return status, place
    for candidate in (c for c in best(candidates, "other") if key(c.label) == "status" and not c.late):
        if status := _verdict(words.status(candidate.text)):
            return status, Evidence(page=candidate.page, bbox=candidate.box, text=f"Status {candidate.text}")
    if not pages:
        return None
    found = _batch_row(pages[0], words) or _at_its_label(pages[0], words) or _big_word(pages[0], words)
    if found:
        return found[0], Evidence(page=1, bbox=found[1].box, text=found[1].text)
    return _of_the_sample(pages, words)


def stamped(stamps: Iterable[Printed], words: Vocabulary) -> tuple[Overall, Evidence] | None:
    """The verdict that the lab prints as a picture."""
    for stamp in stamps:
        if status := _verdict(words.status(stamp.text)):
            return status, Evidence(page=1, bbox=list(stamp.box), text=f"{stamp.text} (a picture, read by OCR)")
    return None


def _verdict(status: str | None) -> Overall | None:
    return cast(Overall, status) if status in ("pass", "fail") else None


def _batch_row(phrases: Sequence[Phrase], words: Vocabulary) -> tuple[Overall, Phrase] | None:
    """ "Batch … Pass": the first row of a summary, wherever its columns stand."""
    for label in phrases:
        named = label_of(label.text)
        if (named is None or named[0] != "overall") and (key(label.text) != "batch" or label.text.endswith(("#", ":"))):
            continue
        level = [p for p in phrases if p.x0 > label.x1 and abs(p.middle - label.middle) < 0.4 * label.size]
        if len(level) == 1 and (status := _verdict(words.verdict(level[0].text))):
            return status, level[0]
    return None


def _at_its_label(phrases: Sequence[Phrase], words: Vocabulary) -> tuple[Overall, Phrase] | None:
    """ "PASSED" with "Overall Batch Result" right under it, or right over it."""
    for label in (p for p in phrases if (named := label_of(p.text)) and named[0] == "overall"):
        aligned = [p for p in phrases if p is not label and abs(p.centre - label.centre) < label.size]
        for near in (
            [p for p in aligned if -1 < label.top - p.bottom < label.size],
            [p for p in aligned if -1 < p.top - label.bottom < label.size],
        ):
            if len(near) == 1 and (status := _verdict(words.verdict(near[0].text))):
                return status, near[0]
    return None


def _big_word(phrases: Sequence[Phrase], words: Vocabulary) -> tuple[Overall, Phrase] | None:
    """The one big word at the head; one line that says what it is the verdict of may be smaller: "Batch PASS"."""
    height = 0.45 * max((p.bottom for p in phrases), default=0.0)
    named = [(p, s) for p in phrases if p.top < height and (s := _verdict(_of_all(p.text, words)))]
    if len({status for _, status in named}) == 1:
        return named[0][1], named[0][0]
    found = [(p, s) for p in phrases if len(p.text) > 3 and (s := _verdict(words.status(p.text)))]
    if not found:
        return None
    phrase, status = max(found, key=lambda f: f[0].size)
    others = max((p.size for p, _ in found if p is not phrase), default=0.0)
    big = phrase.size > 1.15 * others and (phrase.size > _LARGE or phrase.size > _LARGER * others > 0)
    return (status, phrase) if phrase.top < height and big else None


def _of_the_sample(
    pages: Sequence[Sequence[Phrase]], words: Vocabulary
) -> tuple[Overall, Evidence] | None:
    """ "SAMPLE PASSES", in a bold line of its own on any page, where all such lines say the same."""
    found = [
        (status, Evidence(page=number, bbox=p.box, text=p.text)) for number, phrases in enumerate(pages, 1)
        for p in phrases if p.bold and _SAMPLE.match(p.text) and (status := _verdict(words.status(p.text.split()[-1])))
    ]  # fmt: skip
    return found[0] if len({status for status, _ in found}) == 1 else None


def _of_all(text: str, words: Vocabulary) -> str | None:
    """The verdict in a line that names the whole batch before it."""
    parts = text.replace(":", " ").replace("—", " ").split()
    named = label_of(" ".join(parts[:-1])) if len(parts) > 1 else None
    return words.status(parts[-1]) if named and named[0] in ("overall", "batch") else None
