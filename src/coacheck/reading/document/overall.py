"""The lab's verdict on the whole batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, cast

from coacheck.layout.phrases import Phrase
from coacheck.model import Evidence
from coacheck.page import Printed
from coacheck.reading.fields.candidates import Candidate, best
from coacheck.reading.free.statuses import status_word
from coacheck.reading.tables.frame import TableReading
from coacheck.reading.vocabulary import Vocabulary, key
from coacheck.reading.vocabulary.labels import label_of

Overall = Literal["pass", "fail"]


def overall_of(
    candidates: Sequence[Candidate],
    readings: Sequence[TableReading],
    pages: Sequence[Sequence[Phrase]],
    words: Vocabulary,
) -> tuple[Overall, Evidence] | None:
    """Labelled so, in a row "Batch" of the summary, or the one big word at the head."""
    batches = [c for c in best(candidates, "batch") if status_word(c.text, words)]  # "Batch: PASS"
    for candidate in [*best(candidates, "overall"), *batches]:
        if status := _verdict(status_word(candidate.text, words)):
            return status, Evidence(page=candidate.page, bbox=candidate.box, text=f"{candidate.label} {candidate.text}")
    for reading in readings:
        for said, place in reading.overall:
            if status := _verdict(said):
                return status, place
    if not pages:
        return None
    found = _batch_row(pages[0], words) or _big_word(pages[0], words)
    return (found[0], Evidence(page=1, bbox=found[1].box, text=found[1].text)) if found else None


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
        if len(level) == 1 and (status := _verdict(status_word(level[0].text, words))):
            return status, level[0]
    return None


def _big_word(phrases: Sequence[Phrase], words: Vocabulary) -> tuple[Overall, Phrase] | None:
    found = [(p, s) for p in phrases if len(p.text) > 3 and (s := _verdict(words.status(p.text)))]
    if not found:
        return None
    phrase, status = max(found, key=lambda f: f[0].size)
    others = [p.size for p, _ in found if p is not phrase]
    height = max(p.bottom for p in phrases)
    big = phrase.size > 1.15 * max(others, default=0) and phrase.size > 10
    return (status, phrase) if phrase.top < 0.45 * height and big else None
