"""The lab's verdict on the whole batch."""

from __future__ import annotations

from collections.abc import Sequence

from coacheck.layout.phrases import Phrase
from coacheck.reading.fields import Candidate, best
from coacheck.reading.results import TableReading
from coacheck.reading.statuses import status_word
from coacheck.reading.text import key
from coacheck.reading.vocabulary import Vocabulary


def overall_of(
    candidates: Sequence[Candidate],
    readings: Sequence[TableReading],
    pages: Sequence[Sequence[Phrase]],
    words: Vocabulary,
) -> str | None:
    """Labelled so, in a row "Batch" of the summary, or the one big word at the head."""
    for candidate in best(candidates, "overall"):
        status = status_word(candidate.text, words)
        if status in ("pass", "fail"):
            return status
    for reading in readings:
        for _name, status in reading.overall:
            return status
    if not pages:
        return None
    return _batch_row(pages[0], words) or _big_word(pages[0], words)


def _batch_row(phrases: Sequence[Phrase], words: Vocabulary) -> str | None:
    """ "Batch … Pass": the first row of a summary, wherever its columns stand."""
    for label in phrases:
        if key(label.text) != "batch" or label.text.endswith(("#", ":")):
            continue
        level = [p for p in phrases if p.x0 > label.x1 and abs(p.middle - label.middle) < 0.4 * label.size]
        found = {status_word(p.text, words) for p in level}
        if len(level) == len(found) == 1 and found <= {"pass", "fail"}:
            return found.pop()
    return None


def _big_word(phrases: Sequence[Phrase], words: Vocabulary) -> str | None:
    found = [
        (p, s) for p in phrases if (s := words.statuses.get(p.text.casefold())) in ("pass", "fail") and len(p.text) > 3
    ]
    if not found:
        return None
    phrase, status = max(found, key=lambda f: f[0].size)
    others = [p.size for p, _ in found if p is not phrase]
    height = max(p.bottom for p in phrases)
    big = phrase.size > 1.15 * max(others, default=0) and phrase.size > 10
    return status if phrase.top < 0.45 * height and big else None
