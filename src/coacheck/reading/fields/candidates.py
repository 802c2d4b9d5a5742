"""Label/value pairs of the page → the fields of the report: ids, dates, client, product, masses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from coacheck.layout.phrases import Phrase, overlap
from coacheck.page import Stroke
from coacheck.reading.fields.beside import BLOCKS, NAMED, Surroundings, cell_lines, value_of
from coacheck.reading.fields.captions import captioned
from coacheck.reading.fields.centred import centred_cells
from coacheck.reading.fields.flows import flowing
from coacheck.reading.fields.hanging import ends_a_paragraph, hanging, second_line
from coacheck.reading.fields.header_rows import header_rows
from coacheck.reading.fields.inline import is_dated, is_pair, like_a_pair, pairs_in, parted, unsigned
from coacheck.reading.fields.label_columns import LabelColumn, Lines, label_columns
from coacheck.reading.fields.labels import MADE, SEVERAL, Named, field_of, fields_of, is_label
from coacheck.reading.vocabulary import squeeze, vocabulary

_EMPTY = {
    "", "na", "n/a", "none", "-", "--", "---", "null", "n.a.", "n/a;", "(not provided)", "not provided",
    "not applicable",
}  # fmt: skip
_UNKNOWN_LABEL = 35
"""Letters of a label whose meaning is not known."""
NEAR = 120.0
"""A label stands at most so many points before its value."""
_PARTED = re.compile(r"\s+/\s+"), re.compile(r",\s*")
_CUT = " :#,"
"""What is cut off the end of a value in a line."""
_NAME = re.compile(r"^name\s*:\s*\S", re.IGNORECASE)
_DATED_NUMBER = re.compile(r"^(\S*\d\S*)\s+(?:del|vom|du|van|de|dated|of)\s+(\S*\d\S*)$")
""" "775.805 del 21/10/2021": a report's number and its date."""
_NUMBERED = re.compile(rf"(n(?:[ro]\.?|[°º]\.?|úm\.?))\s*({_DATED_NUMBER.pattern.strip('^$')})", re.IGNORECASE)
"""The same in a line of its own, under the title."""


@dataclass(frozen=True)
class Floor:
    """Where the results of a page begin, and how far left and right they reach."""

    top: float
    x0: float = -inf
    x1: float = inf

    def over(self, phrase: Phrase) -> bool:
        """Does it begin higher than a phrase, which is in no column beside the results?"""
        return phrase.top > self.top and phrase.x1 > self.x0 and phrase.x0 < self.x1


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


def candidates_of(
    phrases: Sequence[Phrase], strokes: Sequence[Stroke], page: int, floor: Floor | float
) -> list[Candidate]:
    """Every label/value pair of a page whose label is known. `floor`: where the results begin, in points."""
    floor = floor if isinstance(floor, Floor) else Floor(floor)
    phrases = [part for phrase in flowing(phrases) for part in parted(phrase)]
    labels = [p for p in phrases if is_label(p.text)]
    dashed = {id(p) for p in phrases if _with_a_dash(p, labels)}
    out, bare = _in_lines(phrases, dashed, page, floor)
    for label, hit, lines in _with_values(bare, phrases, strokes, dashed):
        out.extend(_candidates(label, hit, lines, page, floor))
    out = [candidate for candidate in out if not _prepared(candidate, phrases)]
    return [part for candidate in out for part in _dated_number(candidate)]


def _prepared(candidate: Candidate, phrases: Sequence[Phrase]) -> bool:
    """Is it the batch in which a laboratory prepared samples, on a line that the title of a panel begins?"""
    if candidate.field != "batch":
        return False
    middle = (candidate.box[1] + candidate.box[3]) / 2
    line = [p for p in phrases if p.top < middle < p.bottom]
    first = min(line, key=lambda p: p.x0, default=None)
    return first is not None and first.x1 < candidate.box[0] and vocabulary().panel(first.text) is not None


def _in_lines(
    phrases: Sequence[Phrase], dashed: Collection[int], page: int, floor: Floor
) -> tuple[list[Candidate], list[Phrase]]:
    """The pairs that stand within a line, and the labels that have no value in theirs."""
    out: list[Candidate] = []
    bare: list[Phrase] = []
    plain = unsigned(phrases)
    for phrase in [*phrases, *_stacked_labels(phrases)]:
        pairs = () if id(phrase) in dashed else _inline(phrase, page, floor, plain)
        inline = _continued(list(pairs), phrase, phrases)
        out.extend(inline)
        if not inline and is_label(phrase.text) and not ends_a_paragraph(phrase, phrases):
            bare.append(phrase)
    return out, bare


def _with_values(
    bare: Sequence[Phrase], phrases: Sequence[Phrase], strokes: Sequence[Stroke], dashed: Collection[int]
) -> Iterator[tuple[Phrase, Phrase, Sequence[str]]]:
    """Labels alone, each with its value and all lines of it: in header rows first, then beside or under them."""
    cells: list[tuple[Phrase, Phrase, list[str]]] = captioned(bare, phrases)
    bare = [b for b in bare if not any(b is label for label, _, _ in cells)] if cells else bare
    cells += [cell for head in header_rows(bare, phrases, strokes) for cell in head]
    told = {id(w) for label, _, _ in cells for w in label.words}
    cells += [cell for cell in centred_cells(bare, phrases, strokes) if not any(id(w) in told for w in cell[0].words)]
    yield from cells
    around = _surroundings(bare, phrases, strokes, dashed)
    told = {id(w) for label, _, _ in cells for w in label.words}
    rest = [b for b in bare if not any(id(w) in told for w in b.words)]
    for label, hit in _without_shared(rest, around):
        yield label, hit, cell_lines(hit, label, around)


def _continued(inline: list[Candidate], phrase: Phrase, phrases: Sequence[Phrase]) -> list[Candidate]:
    """The name or kind that ends a line with the rest of it, which stands on the next."""
    last = inline[-1] if inline else None
    text = phrase.text.rstrip(_CUT)
    if last is None or not text.endswith(last.text):
        return inline
    more = hanging(phrase, last.text, phrases)
    if more is None and len(inline) == 1 and last.field in ("product", "matrix"):
        more = second_line(phrase, phrases)
    first = last.text + phrase.text[len(text) :]
    return [*inline[:-1], replace(last, lines=(first, more))] if more else inline


def _with_a_dash(phrase: Phrase, labels: Sequence[Phrase]) -> bool:
    """Is it a value with a dash in it ("Cultivar - Dried Flower"), which a label stands before on its line?"""
    if ":" in phrase.text or "#" in phrase.text or not is_pair(phrase) or is_dated(phrase):
        return False
    return any(0 < phrase.x0 - label.x1 < NEAR and _level(label, phrase) for label in labels)


def _surroundings(
    bare: Sequence[Phrase], phrases: Sequence[Phrase], strokes: Sequence[Stroke], dashed: Collection[int]
) -> Surroundings:
    """`dashed`: what is a value, though it looks like a label with one."""
    known = {id(p) for p in bare}
    rest = [p for p in phrases if id(p) not in known and (id(p) in dashed or not is_pair(p))]
    named = [p for p in phrases if id(p) not in known and _NAME.match(p.text)]
    columns = label_columns(bare, [p for p in rest if not like_a_pair(p.text)])
    unknown = _unknown_labels(bare, rest, columns)
    rest = [p for p in rest if p not in unknown]
    pairs = [p for p in rest if like_a_pair(p.text) and not NAMED.match(p.text)]
    return Surroundings([*bare, *unknown], [p for p in rest if p not in pairs], pairs, strokes, named, columns)


def _unknown_labels(
    bare: Sequence[Phrase], rest: Sequence[Phrase], columns: Sequence[LabelColumn]
) -> list[Phrase]:
    """What looks like a label, or stands where labels do, though nobody knows it."""
    unknown = [p for p in rest if (p.text.endswith(":") and len(p.text) < _UNKNOWN_LABEL) or _translated(p)]
    unknown += [p for p in rest if p not in unknown and _calls_a_name(p)]
    others = [p for p in rest if p not in unknown and not like_a_pair(p.text)]
    lines = Lines([*others, *bare])
    return unknown + [p for p in others if any(column.holds(p, lines) for column in columns)]


def _without_shared(bare: Sequence[Phrase], around: Surroundings) -> Iterator[tuple[Phrase, Phrase]]:
    """Each label with its value; what two labels reach belongs to the one on its line."""
    found = [(label, hit) for label in bare if (hit := value_of(label, around))]
    level = {id(hit) for label, hit in found if _level(label, hit)}
    for label, hit in found:
        if id(hit) not in level or _level(label, hit):
            yield label, hit
    for head in bare:  # "Distributor:", and under it "Name: …", "Address: …"
        named = None if any(label is head for label, _ in found) else _name_of_block(head, around.labels)
        hit = value_of(named, around) if named else None
        if hit:
            yield head, hit


def _level(label: Phrase, hit: Phrase) -> bool:
    return abs(label.middle - hit.middle) < 0.5 * label.size


def _candidates(label: Phrase, hit: Phrase, lines: Sequence[str], page: int, floor: Floor) -> Iterator[Candidate]:
    names, late = fields_of(label.text), floor.over(label)
    if several := _of_several(names, hit.text):
        for name, part in several:
            yield Candidate(name, MADE, part, page, hit.box, label.text, (part,), late)
        return
    for name, rank in _alone(names):
        yield Candidate(
            name, rank, _joined(lines[:1]), page, hit.box, label.text, (lines[0].removeprefix(": "), *lines[1:]), late
        )


def _of_several(names: Sequence[Named], value: str) -> list[tuple[str, str]]:
    """The fields of a label that names several, each with its part: "Serving Size / Servings: 2 g / 10"."""
    ways = (sign.split(value) for sign in _PARTED) if len(names) > 1 else ()
    parts = next((way for way in ways if len(way) == len(names)), [])
    return [(name, part.strip()) for (name, _), part in zip(names, parts, strict=False)]


def _alone(names: Sequence[Named]) -> Iterator[Named]:
    """The fields that the whole value may be of."""
    return (named for named in names if named[1] != SEVERAL)


def _dated_number(candidate: Candidate) -> Iterator[Candidate]:
    match = _DATED_NUMBER.match(candidate.text) if candidate.field in ("sample_id", "report_id") else None
    if match is None:
        yield candidate
        return
    yield replace(candidate, text=match[1], lines=(match[1],))
    yield replace(candidate, field="reported", rank=MADE, text=match[2], lines=(match[2],))


def _translated(phrase: Phrase) -> bool:
    """A label in further languages, under its first ("Ext. Bezeichnung/ Nome")."""
    parts = [part.strip() for part in phrase.text.split("/")]
    return len(parts) > 1 and any(len(part) > 7 and is_label(part) for part in parts)


def _name_of_block(head: Phrase, labels: Sequence[Phrase]) -> Phrase | None:
    """The label "Name", "Business Name" right under the heading of a block."""
    found = field_of(head.text)
    if not found or found[0] not in BLOCKS:
        return None
    under = (p for p in labels if 0 < p.top - head.bottom < 2 * head.size and abs(p.x0 - head.x0) < 5)
    return next((p for p in under if _calls_a_name(p)), None)


def _calls_a_name(phrase: Phrase) -> bool:
    """Is it nothing but "Business Name" or the like?"""
    named = NAMED.match(f"{phrase.text.rstrip(' :')}:")
    return named is not None and not named[2]


def _stacked_labels(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Labels broken over two lines ("Date / Received")."""
    out, lines = [], Lines(phrases)
    tops = sorted((p.top, i) for i, p in enumerate(phrases))
    for upper in phrases:
        if len(upper.text) > 20 or is_label(upper.text) or ":" in upper.text:
            continue
        first, last = bisect_right(tops, (upper.bottom - 1, inf)), bisect_left(tops, (upper.bottom + 0.5 * upper.size,))
        for lower in (phrases[i] for i in sorted(i for _, i in tops[first:last])):
            if overlap(upper.x0, upper.x1, lower.x0, lower.x1) <= 0 or len(lower.text) >= 20:
                continue
            text = f"{upper.text} {lower.text}"
            if not is_label(text) or all(lines.right_of(part) for part in (upper, lower)):
                continue  # two lines of labels have each its own value
            joined = Phrase((*upper.words, *lower.words))
            joined.__dict__["text"] = text
            out.append(joined)
    return out


def _inline(
    phrase: Phrase, page: int, floor: Floor, plain: Mapping[int, tuple[str, str]]
) -> Iterator[Candidate]:
    late = floor.over(phrase)
    pairs = list(pairs_in(phrase)) or [*filter(None, [plain.get(id(phrase))])]
    if not pairs and (number := _NUMBERED.fullmatch(phrase.text)):
        yield Candidate("report_id", MADE, number[2], page, phrase.box, number[1], (number[2],), late)
    for label, value in pairs:
        names = fields_of(label) if value else ()
        several = _of_several(names, value)
        for name, part in several:
            yield Candidate(name, MADE, part, page, phrase.box, label, (part,), late)
        for name, rank in () if several else _alone(names):
            yield Candidate(name, rank, value, page, phrase.box, label, (value,), late)


def _joined(lines: Sequence[str]) -> str:
    out = ""
    for line in lines:
        out = out + line if out.endswith(("-", ",", ".", "/")) or not out or line.startswith(",") else f"{out} {line}"
    return squeeze(out)


def whole(candidate: Candidate) -> str:
    """The value with all its lines."""
    return _joined(candidate.lines or (candidate.text,))


def is_empty(text: str) -> bool:
    return text.casefold().strip(" .:()") in _EMPTY


def best(candidates: Sequence[Candidate], name: str) -> list[Candidate]:
    """The candidates of a field that say something, the most telling first, of those alike the highest on its page."""
    found = [c for c in candidates if c.field == name and not is_empty(c.text)]
    return sorted(found, key=lambda c: (c.late, c.rank, c.page, round(c.box[1])))
