"""Label/value pairs of the page → the fields of the report: ids, dates, client, product, masses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coacheck.layout.pairs import nearest
from coacheck.layout.phrases import Phrase, overlap
from coacheck.pdf import Stroke, Word
from coacheck.reading.text import key, squeeze
from coacheck.reading.vocabulary import load

_EMPTY = {"", "na", "n/a", "none", "-", "--", "---", "null", "n.a.", "n/a;"}
_PREFIX = re.compile(r"^(?:\[\w\]|\d+[.)])\s+")
_HOUSE = re.compile(r"^[A-Z]{2,5}$")
_APART = {"|", "//", "·", "•"}
_BLOCKS = {"client", "distributor", "producer", "laboratory"}
_ID = re.compile(r"^(?=\S*\d)[\w#./-]{3,}(?:\s[\w#./-]+)?$")


@dataclass(frozen=True)
class Candidate:
    """A value printed for a field. `rank`: how telling its label is (0 best); `late`: it stands below the results."""

    field: str
    rank: int
    text: str
    page: int
    box: list[float]
    label: str
    lines: tuple[str, ...] = ()
    late: bool = False


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[str, int]]:
    out: dict[str, tuple[str, int]] = {}
    for name, labels in load("fields")["labels"].items():
        for rank, label in enumerate(labels):
            out.setdefault(key(label), (name, rank))
    return out


@lru_cache(maxsize=1)
def _double() -> dict[str, list[str]]:
    return {key(k): v for k, v in load("fields")["double"].items()}


@lru_cache(maxsize=1)
def _label_text() -> re.Pattern[str]:
    """Any known label with the sign that parts it from its value."""
    labels = [label.rstrip(":# ") for labels in load("fields")["labels"].values() for label in labels]
    words = "|".join(re.escape(label) for label in sorted(set(labels), key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])((?:[A-Z]\w* )?(?:{words}))\s*(?:#\s*:?|:|(?<=\w) - )\s*", re.IGNORECASE)


@lru_cache(maxsize=5_000)
def label_of(text: str) -> tuple[str, int] | None:
    """The field that a label names, and its rank. A house name before it is allowed: "CDX Sample ID"."""
    text = _PREFIX.sub("", text.strip())
    if len(text) > 45:
        return None
    found = _labels().get(key(text))
    words = text.split()
    if found is None and len(words) == 3 and _HOUSE.match(words[1]):
        found = _labels().get(key(f"{words[0]} {words[2]}"))
    if found is None and 3 <= len(words) <= 5 and words[0][0].isupper():
        tail = _labels().get(key(" ".join(words[1:])))
        if tail and tail[0] in ("sample_id", "batch", "license", "reported"):
            return tail[0], tail[1] + 3
    return found


def candidates_of(phrases: Sequence[Phrase], strokes: Sequence[Stroke], page: int, floor: float) -> list[Candidate]:
    """Every label/value pair of a page whose label is known. `floor`: where the results begin."""
    out: list[Candidate] = []
    bare: list[Phrase] = []
    phrases = [part for phrase in phrases for part in parted(phrase)]
    for phrase in [*phrases, *_stacked_labels(phrases)]:
        inline = list(_inline(phrase, page, floor))
        out.extend(inline)
        if not inline and (label_of(phrase.text.rstrip(":# ")) or key(phrase.text) in _double()):
            bare.append(phrase)
    for head in header_rows(bare, phrases, strokes):
        out.extend(
            Candidate(*found, _joined(lines[:1]), page, hit.box, label.text, tuple(lines), label.top > floor)
            for label, hit, lines in head
            if (found := label_of(label.text))
        )
        bare = [b for b in bare if not any(b is label for label, _, _ in head)]
    unknown = [p for p in phrases if p not in bare and p.text.endswith(":") and len(p.text) < 35]
    pairs = [p for p in phrases if p not in bare and p not in unknown and _is_pair(p)]
    values = [p for p in phrases if p not in bare and p not in pairs and p not in unknown]
    for label in bare:
        out.extend(_beside(label, values, [*bare, *unknown], strokes, page, floor))
    return out


def parted(phrase: Phrase) -> list[Phrase]:
    """The parts of a line such as "Client: X // Batch: 7 | Overall Result:", where one of them is a label or a pair."""
    groups: list[list[Word]] = [[]]
    for word in phrase.words:
        if word.text in _APART:
            groups.append([])
        else:
            groups[-1].append(word)
    parts = [Phrase(tuple(group)) for group in groups if group]
    told = [p for p in parts if _is_pair(p) or label_of(p.text.rstrip(":# "))]
    return parts if len(parts) > 1 and told else [phrase]


def _is_pair(phrase: Phrase) -> bool:
    match = _label_text().match(phrase.text)
    return bool(match) and label_of(match[1]) is not None  # type: ignore[index]


def _stacked_labels(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Labels broken over two lines ("Date / Received")."""
    out = []
    for upper in phrases:
        if len(upper.text) > 20 or label_of(upper.text) or ":" in upper.text:
            continue
        for lower in phrases:
            gap = lower.top - upper.bottom
            if -1 < gap < 0.5 * upper.size and overlap(upper.x0, upper.x1, lower.x0, lower.x1) > 0:
                joined = Phrase((*upper.words, *lower.words))
                text = f"{upper.text} {lower.text}"
                if label_of(text) and len(lower.text) < 20:
                    joined.__dict__["text"] = text
                    out.append(joined)
    return out


def _inline(phrase: Phrase, page: int, floor: float) -> Iterator[Candidate]:
    """Labels and values in one phrase: "Sample ID: SA-1; Batch: 7", "Sample # AACT433", "Date Issued 11/21/2021"."""
    for label, value in _pairs(phrase):
        found = label_of(label)
        if found and value:
            yield Candidate(found[0], found[1], value, page, phrase.box, label, (value,), phrase.top > floor)


def _pairs(phrase: Phrase) -> Iterator[tuple[str, str]]:
    text = phrase.text
    marks = [m for m in _label_text().finditer(text) if label_of(m[1] + ("#" if "#" in m[0] else ""))]
    if not marks or marks[0].start() > 0:
        first = text[: marks[0].start()] if marks else text
        for part in re.split(r"\s*(?:;|//|\|)\s*", first):
            yield from _without_sign(part, phrase)
    ends = [*(m.start() for m in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        value = text[mark.end() : end]
        value = re.split(r"\s*(?:;|//|\||•)\s*|\s+(?=[A-Z][\w ]{1,18}:)", value, maxsplit=1)[0]
        yield mark[1], squeeze(value.strip(" :#,"))


def _without_sign(part: str, phrase: Phrase) -> Iterator[tuple[str, str]]:
    """A label and its value with nothing between: parted by weight of print, or the value is a date or an id."""
    words = part.split()
    for cut in range(min(4, len(words) - 1), 0, -1):
        label, value = " ".join(words[:cut]), " ".join(words[cut:])
        found = label_of(label)
        if found is None:
            continue
        weight = [w.bold for w in phrase.words]
        parted = (
            len(weight) > cut
            and len(set(weight[:cut])) == 1
            and len(set(weight[cut:])) == 1
            and weight[0] != weight[cut]
        )
        dated = found[0] in ("reported", "received", "collected", "expires", "completed") and re.match(
            r"^\d{1,4}[/.-]\d", value
        )
        numbered = found[0] in ("sample_id", "batch") and _ID.match(value)
        if (parted and part == phrase.text) or dated or numbered:
            yield label, squeeze(value)
            return


def _beside(
    label: Phrase, values: Sequence[Phrase], bare: Sequence[Phrase], strokes: Sequence[Stroke], page: int, floor: float
) -> Iterator[Candidate]:
    names = _double().get(key(label.text))
    found = label_of(label.text.rstrip(":# "))
    hit = _value_of(label, found[0] if found else "", values, bare, strokes)
    if hit is None:
        return
    lines = _cell_lines(hit, label, values, bare, strokes)
    late = label.top > floor
    if names:
        for name, part in zip(names, re.split(r",\s*", hit.text), strict=False):
            yield Candidate(name, 0, part, page, hit.box, label.text, (part,), late)
    elif found:
        yield Candidate(found[0], found[1], _joined(lines[:1]), page, hit.box, label.text, tuple(lines), late)


def _value_of(
    label: Phrase, name: str, values: Sequence[Phrase], bare: Sequence[Phrase], strokes: Sequence[Stroke]
) -> Phrase | None:
    """The value beside the label, else below it. Blocks (client …) are read downwards, as labels over a row are."""
    colon = label.text.rstrip().endswith((":", "#"))
    right = nearest("right", label, values, bare)
    if right is not None and right.x0 - label.x1 > (220 if colon else 120):
        right = None
    if right is not None and any(
        s.vertical and label.x1 - 1 < s.x0 < right.x0 + 1 and s.top < label.middle < s.bottom for s in strokes
    ):
        right = right if colon else None
    below = nearest("below", label, values, bare)
    if below is not None and (name in _BLOCKS or right is None or (not colon and _over_a_row(label, bare))):
        aligned = abs(below.x0 - label.x0) < 3 or abs(below.centre - label.centre) < 6 or abs(below.x1 - label.x1) < 3
        if name not in _BLOCKS or aligned or right is None:
            return below
    return right


def _over_a_row(label: Phrase, bare: Sequence[Phrase]) -> bool:
    """Do other labels stand beside it on its line, as over a row of values?"""
    return any(b is not label and abs(b.middle - label.middle) < 0.8 * label.size for b in bare)


def _cell_lines(
    hit: Phrase, label: Phrase, values: Sequence[Phrase], labels: Sequence[Phrase], strokes: Sequence[Stroke]
) -> list[str]:
    """The lines of the value: what follows closely below it, up to a drawn line, with no label before it."""
    lines, current = [hit.text], hit
    for _ in range(5):
        below = [
            v for v in values
            if -1 < v.top - current.bottom < 0.75 * current.size and overlap(v.x0, v.x1, current.x0, current.x1) > 0
            and abs(v.size - hit.size) < 0.25 * hit.size and not _has_label(v, labels)
            and not (hit.x0 > label.x1 and _beside_unknown(v, label, values))
        ]  # fmt: skip
        below = [
            v
            for v in below
            if not any(
                s.horizontal and current.bottom - 1 < s.top < v.top + 2 and s.x0 < v.centre < s.x1 for s in strokes
            )
        ]
        if not below:
            break
        current = min(below, key=lambda v: (v.top, abs(v.centre - hit.centre)))
        lines.append(current.text)
    return lines


def _has_label(value: Phrase, labels: Sequence[Phrase]) -> bool:
    """Does a label stand on the left of the value, on its line?"""
    level = [p for p in labels if p.x1 <= value.x0 + 1 and abs(p.middle - value.middle) < 0.6 * value.size]
    return any(value.x0 - p.x1 < 150 for p in level)


def _beside_unknown(value: Phrase, label: Phrase, values: Sequence[Phrase]) -> bool:
    """Does something stand before the value where labels stand, though its meaning is not known?"""
    return any(
        abs(v.x0 - label.x0) < 2 and v.x1 < value.x0 and abs(v.middle - value.middle) < 0.6 * value.size for v in values
    )


def header_rows(
    bare: Sequence[Phrase], phrases: Sequence[Phrase], strokes: Sequence[Stroke]
) -> list[list[tuple[Phrase, Phrase, list[str]]]]:
    """Rows of three or more labels with one row of values under them: (label, first value, lines of the value)."""
    out = []
    free = [b for b in bare if ":" not in b.text]
    while free:
        first = free[0]
        row = sorted((b for b in free if overlap(b.top, b.bottom, first.top, first.bottom) > 0), key=lambda b: b.x0)
        row = [b for b in row if not any(_covers(other, b) for other in row)]
        free = [b for b in free if overlap(b.top, b.bottom, first.top, first.bottom) <= 0]
        found = _under(row, phrases, strokes) if len(row) >= 3 else []
        if len(found) >= 3 and any("\n".join(lines).count("\n") for _, _, lines in found):
            out.append(found)
    return out


def _covers(joined: Phrase, part: Phrase) -> bool:
    return joined is not part and len(joined.words) > len(part.words) and set(part.words) <= set(joined.words)


def _under(
    row: Sequence[Phrase], phrases: Sequence[Phrase], strokes: Sequence[Stroke]
) -> list[tuple[Phrase, Phrase, list[str]]]:
    """The values under each label of a row, down to the first gap or drawn line below them."""
    top, bottom = min(b.top for b in row), max(b.bottom for b in row)
    words = {w for b in row for w in b.words}
    level = [p for p in phrases if overlap(p.top, p.bottom, top, bottom) > 0 and not set(p.words) & words]
    if any(":" in p.text or any(c.isdigit() for c in p.text) for p in level):
        return []
    heads = sorted([*row, *level], key=lambda p: p.centre)
    body = _body(bottom, phrases, [s for s in strokes if s.horizontal])
    out = []
    for i, head in enumerate(heads):
        left = (heads[i - 1].x1 + head.x0) / 2 if i else 0.0
        right = (head.x1 + heads[i + 1].x0) / 2 if i + 1 < len(heads) else head.x1 + 100
        cell = [p for p in body if left <= p.centre <= right]
        if head in row and cell:
            out.append((head, cell[0], [p.text for p in cell]))
    return out


def _body(edge: float, phrases: Sequence[Phrase], rules: Sequence[Stroke]) -> list[Phrase]:
    body: list[Phrase] = []
    for phrase in sorted((p for p in phrases if p.top >= edge - 1), key=lambda p: p.top):
        gap = phrase.top - max((p.bottom for p in body), default=edge)
        if gap > (0.8 if body else 1.6) * phrase.size or (
            body and any(body[0].bottom < r.top + 2 < phrase.bottom and r.x0 < phrase.centre < r.x1 for r in rules)
        ):
            break
        body.append(phrase)
    return body


def _joined(lines: Sequence[str]) -> str:
    out = ""
    for line in lines:
        out = out + line if out.endswith(("-", ",", ".", "/")) or not out or line.startswith(",") else f"{out} {line}"
    return squeeze(out)


def whole(candidate: Candidate) -> str:
    """The value with all its lines."""
    return _joined(candidate.lines or (candidate.text,))


def is_empty(text: str) -> bool:
    return text.casefold().strip(" .:") in _EMPTY


def best(candidates: Sequence[Candidate], name: str) -> list[Candidate]:
    """The candidates of a field that say something, the most telling first."""
    found = [c for c in candidates if c.field == name and not is_empty(c.text)]
    return sorted(found, key=lambda c: (c.late, c.rank, c.page))
