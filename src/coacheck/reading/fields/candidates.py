"""Label/value pairs of the page → the fields of the report: ids, dates, client, product, masses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coacheck.layout.pairs import nearest
from coacheck.layout.phrases import Phrase, overlap
from coacheck.page import Stroke, Word
from coacheck.reading.fields.header_rows import header_rows
from coacheck.reading.vocabulary import key, squeeze
from coacheck.reading.vocabulary.labels import double_labels, label_of, label_text

_EMPTY = {"", "na", "n/a", "none", "-", "--", "---", "null", "n.a.", "n/a;"}
_DATED = ("reported", "received", "collected", "expires", "completed", "produced", "harvested", "tested")
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


def candidates_of(phrases: Sequence[Phrase], strokes: Sequence[Stroke], page: int, floor: float) -> list[Candidate]:
    """Every label/value pair of a page whose label is known. `floor`: where the results begin."""
    out: list[Candidate] = []
    bare: list[Phrase] = []
    phrases = [part for phrase in phrases for part in parted(phrase)]
    for phrase in [*phrases, *_stacked_labels(phrases)]:
        inline = list(_inline(phrase, page, floor))
        if len(inline) == 1 and inline[0].field in ("product", "matrix") and (more := _second_line(phrase, phrases)):
            inline = [replace(inline[0], lines=(*inline[0].lines, more))]
        out.extend(inline)
        if not inline and (label_of(phrase.text.rstrip(":# ")) or key(phrase.text) in double_labels()):
            bare.append(phrase)
    for head in header_rows(bare, phrases, strokes):
        out.extend(
            Candidate(*found, _joined(lines[:1]), page, hit.box, label.text, tuple(lines), label.top > floor)
            for label, hit, lines in head
            if (found := label_of(label.text))
        )
        bare = [b for b in bare if not any(b is label for label, _, _ in head)]
    unknown = [p for p in phrases if p not in bare and ((p.text.endswith(":") and len(p.text) < 35) or _translated(p))]
    pairs = [p for p in phrases if p not in bare and p not in unknown and _is_pair(p)]
    values = [p for p in phrases if p not in bare and p not in pairs and p not in unknown]
    for label in bare:
        own = list(_beside(label, values, [*bare, *unknown], strokes, page, floor))
        named = _name_of_block(label, bare) if not own else None
        if named:  # "Distributor:", and under it "Name: …", "Address: …"
            whose = _beside(named, values, [*bare, *unknown], strokes, page, floor)
            own = [replace(c, field=f[0], rank=f[1]) for c in whose if (f := label_of(label.text.rstrip(":# ")))]
        out.extend(own)
    return out


def _translated(phrase: Phrase) -> bool:
    """A label in further languages, under its first ("Ext. Bezeichnung/ Nome")."""
    parts = [part.strip() for part in phrase.text.split("/")]
    return len(parts) > 1 and any(len(part) > 7 and label_of(part) for part in parts)


def _name_of_block(head: Phrase, labels: Sequence[Phrase]) -> Phrase | None:
    """The label "Name" right under the heading of a block."""
    found = label_of(head.text.rstrip(":# "))
    if not found or found[0] not in _BLOCKS:
        return None
    under = (p for p in labels if 0 < p.top - head.bottom < 2 * head.size and abs(p.x0 - head.x0) < 5)
    return next((p for p in under if key(p.text) == "name"), None)


def _second_line(pair: Phrase, phrases: Sequence[Phrase]) -> str | None:
    """The rest of a value, where it runs on in a line of its own between the pairs of a stack."""
    stack = sorted((p for p in phrases if p.top > pair.top + 1 and abs(p.x0 - pair.x0) < 2), key=lambda p: p.top)
    if len(stack) < 2:
        return None
    rest, after = stack[:2]
    close = rest.top - pair.bottom < 0.5 * pair.size and after.top - rest.bottom < 0.5 * pair.size
    alike = abs(rest.size - pair.size) < 0.5 and abs(after.size - pair.size) < 0.5
    own = ":" in rest.text or "#" in rest.text or label_of(rest.text) is not None
    return rest.text if close and alike and not own and _is_pair(after) else None


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
    match = label_text().match(phrase.text)
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
    marks = [m for m in label_text().finditer(text) if label_of(m[1] + ("#" if "#" in m[0] else ""))]
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
        dated = found[0] in _DATED and re.match(r"^\d{1,4}[/.-]\d", value)
        numbered = found[0] in ("sample_id", "batch") and _ID.match(value)
        if (parted and part == phrase.text) or dated or numbered:
            yield label, squeeze(value)
            return


def _beside(
    label: Phrase, values: Sequence[Phrase], bare: Sequence[Phrase], strokes: Sequence[Stroke], page: int, floor: float
) -> Iterator[Candidate]:
    names = double_labels().get(key(label.text))
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
