"""Which column of a table holds what: all readings of its columns are weighed together, and the page decides."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from coacheck.layout import Table
from coacheck.layout.ask import CellKind
from coacheck.reading.tables.meaning import Meaning
from coacheck.reading.tables.profile import Figure, Profile, profile_of

HEADED = 6.0
"""The heading says so."""
OTHER_HEAD = -6.0
"""The heading says something else."""
UNIT_OVER = 2.0
"""A unit alone heads results, but a LOD or a limit may be headed so as well."""
UNKNOWN = 2.0
"""It has a heading that nobody knows: hardly the result."""
NO_HEAD = -5.0
"""It has no heading, though the other columns have."""
WORDS = 2.0
"""ND and the like stand in results …"""
NO_WORDS = -4.0
"""… and in no LOD, LOQ or (mostly) limit."""
PRINTED_UNIT = 2.0
"""Results print their unit in the cell."""
RESULT = 1.0
"""A lone column of figures is most likely the result."""
STEADY = 1.0
"""LOD, LOQ and limits take few values over many rows; results don't."""
ORDERED = 2.0
UNORDERED = -6.0
"""LOD ≤ LOQ in every row."""
RATIO = 4.0
"""Two columns of results have the ratio of their units in every row …"""
NO_RATIO = -6.0
"""… or have not."""
TWICE = -3.0
"""Two columns that say the same thing."""
JUDGED = 2.5
"""A status says that the result was held against a limit."""
NO_RESULT = -5.0
MARGIN = 2.5
"""A reading that is no better than the next one by so much, which tells other numbers, is not told."""
FIXED = ("uncertainty", "claim", "date", "ignore", "qc", "range", "unit", "name", "status")
"""What a heading says of a column and no other can prove."""
MEASURED_BY = ("status", "unit", "date", "name")
"""What a heading says of these, figures and ND under it belie."""
ROUNDED = 0.02
"""Laboratories round twice: figures that differ by so little agree."""
SHARP = 0.06
"""Where no unit says which factor to expect, figures printed to fewer digits show none."""
AGREE = 0.8
"""So large a share of the rows must agree."""
OPEN = ("result", "lod", "loq", "limit")
FACTORS = {("%", "mg/g"): 10.0, ("mg/g", "%"): 0.1, ("ppm", "%"): 1e-4, ("%", "ppm"): 1e4,
           ("mg/g", "ppm"): 1e3, ("ppm", "ppb"): 1e3, ("ug/mL", "mg/mL"): 1e-3, ("mg/mL", "ug/mL"): 1e3}  # fmt: skip


@dataclass(frozen=True)
class Weighed:
    """The kinds of the columns (column 0 is the names); not `sure` where another reading is as likely."""

    kinds: tuple[str, ...]
    sure: bool = True


def weigh(table: Table, ask: Meaning) -> Weighed:
    """The likeliest reading of the columns of a table."""
    profiles = [profile_of(table, i, ask) for i in range(1, len(table.columns))]
    scored = [(score + _as_a_whole(kinds), kinds) for score, kinds in _ways(profiles, _several_headed(profiles))]
    score, kinds = max(scored)
    told = _tells(kinds)
    rivals = (others for other, others in scored if score - other < MARGIN)
    doubted = any(_tells(others) != told for others in rivals)
    doubted = doubted or _unexplained(profiles, kinds) or _belied(profiles, kinds)
    return Weighed(("name", *_told(profiles, kinds)), not doubted)


def _several_headed(profiles: Sequence[Profile]) -> bool:
    """Have more columns than one a heading that says something, if only a unit?"""
    return sum(p.heading is not None or p.unit_only for p in profiles) > 1


def _told(profiles: Sequence[Profile], kinds: Sequence[str]) -> Iterator[str]:
    """The kinds, but no LOD, LOQ or limit that no heading says; a limit may be known by the status beside it.

    Results on dry weight, beside the same as received, are of a kind of their own.
    """
    chosen = list(zip(profiles, kinds, strict=True))
    headed = _several_headed(profiles)
    elsewhere = any(p.heading == "result" for p, kind in chosen if kind == "status")  # "Pass" under "Result"
    judged = "status" in kinds and sum(p.unit_only and kind != "result" for p, kind in chosen) == 1
    received = {p.unit for p, kind in chosen if kind == "result" and not p.dry}
    for p, kind in chosen:
        if kind != "result":
            yield kind if _said(p, kind, judged) else "ignore"
        elif p.dry and received:
            yield "dry"
        else:
            yield "ignore" if _bare(p, headed, elsewhere) else kind


def _said(p: Profile, kind: str, judged: bool) -> bool:
    """Does the page say that it is the LOD, the LOQ or the limit? Of other kinds there is no doubt.

    `judged`: a status says so of the one column that is headed by a unit alone.
    """
    if kind not in ("lod", "loq", "limit") or p.heading == kind or p.limits:
        return True
    return kind == "limit" and p.unit_only and judged


def _bare(p: Profile, headed: bool, elsewhere: bool) -> bool:
    """Does nothing say that it is the result, where other columns have headings, or the result is said to be there?"""
    speaks = p.heading or p.unit_only or p.kinds["word"]
    return (headed and not (speaks or p.unknown or p.with_unit)) or (elsewhere and not speaks)


def _unexplained(profiles: Sequence[Profile], kinds: Sequence[str]) -> bool:
    """Does no heading say anything, and something stands beside the result that nobody understands? Or has the result
    a heading that nobody knows, as other figures have?"""
    headed = any(p.heading or p.unit_only for p in profiles)
    chosen = list(zip(profiles, kinds, strict=True))
    if not headed and any(k == "ignore" and p.filled > 1 for p, k in chosen):
        return True
    guessed = any(k == "result" and p.unknown and not (p.kinds["word"] or p.bounds) for p, k in chosen)
    return guessed and any(k != "result" and p.unknown and sum(map(bool, p.figures)) > 1 for p, k in chosen)


def _belied(profiles: Sequence[Profile], kinds: Sequence[str]) -> bool:
    """Do the cells contradict what the headings say, so that headings must have been misplaced?"""
    results = [p for p, k in zip(profiles, kinds, strict=True) if k == "result"]
    return (
        _spoken_elsewhere(profiles, kinds, results)
        or any(p.unit == "%" and f.value > 100 for p in results for f in p.figures if f)
        or any(_at_odds(p, q) for p, q in itertools.permutations(results, 2))
        or any(_ratio(p, q) == NO_RATIO for p, q in itertools.combinations(results, 2) if _comparable(p, q))
    )


def _spoken_elsewhere(profiles: Sequence[Profile], kinds: Sequence[str], results: Sequence[Profile]) -> bool:
    """Do ND and the like stand under LOD, LOQ or limit, and none in the results?"""
    spoken = any(p.kinds["word"] and k in ("lod", "loq", "limit") for p, k in zip(profiles, kinds, strict=True))
    return spoken and bool(results) and not any(p.kinds["word"] or p.bounds for p in results)


def _at_odds(p: Profile, q: Profile) -> bool:
    """Can two columns not both be the results that they are headed as?"""
    said = q.heading or q.unit_only or q.unknown or q.with_unit
    return _denied(p, q) or (not said and _exchanged(p, q))


def _exchanged(p: Profile, q: Profile) -> bool:
    """Has the column beside one in mg/g ten times its figures, or beside one in % a tenth? Then it is the other one."""
    factor = {"mg/g": 10.0, "%": 0.1}.get(p.unit or "", 0.0)
    pairs = _telling_pairs(p, q, sharp=True) if factor else []
    return len(pairs) > 1 and sum(_agree(a, b, factor) for a, b in pairs) >= AGREE * len(pairs)


def _denied(p: Profile, q: Profile) -> bool:
    """Does one column have a figure where the other says that nothing was found? Both tell of one result."""
    return any(figure and figure.value > 0 and word for figure, word in zip(p.figures, q.words, strict=True))


def _comparable(p: Profile, q: Profile) -> bool:
    """Do the headings say how the figures of two columns of results go together?"""
    return (p.unit == q.unit) if p.dry != q.dry else (p.unit, q.unit) in FACTORS


def _tells(kinds: Sequence[str]) -> tuple[int, ...]:
    return tuple(i for i, k in enumerate(kinds) if k == "result")


def _options(p: Profile, headed: bool) -> list[tuple[str, float]]:
    """The kinds that a column may be of, with what speaks for each by itself. `headed`: others have headings."""
    most: tuple[tuple[CellKind, float], ...] = (("status", 0.6), ("unit", 0.6), ("date", 0.5))
    for kind, share in most:
        if p.share(kind) > share or (kind == "status" and p.kinds[kind] and p.share(kind) + p.share("none") == 1):
            return [(kind, 0.0)]
    if p.heading in FIXED and not (p.heading in MEASURED_BY and p.share("number") + p.share("word") > 0.5):
        return [(p.heading, HEADED)]
    if 2 * p.limits > p.filled and p.heading is None:
        return [("limit", HEADED)]
    if p.share("pair") > 0.5:
        return [(p.heading, HEADED)] if p.heading in ("lod_loq", "loq_lod") else [("ignore", 0.0)]
    if p.heading in ("lod_loq", "loq_lod"):
        return [(p.heading, HEADED)]
    if p.share("text") > 0.6:
        return [(p.heading, HEADED)] if p.heading else [("ignore", 0.0)]
    bare = NO_HEAD * (headed and p.heading is None and not p.unknown and not p.unit_only)
    return [*((kind, _alone(p, kind) + bare) for kind in OPEN), ("ignore", _alone(p, "ignore"))]


def _alone(p: Profile, kind: str) -> float:
    score = HEADED * (p.heading == kind) + OTHER_HEAD * (p.heading not in (None, kind))
    words = p.kinds["word"] + p.bounds
    if kind == "result":
        score += RESULT + UNIT_OVER * p.unit_only + WORDS * (words > 0) + PRINTED_UNIT * (p.with_unit > 0)
        return score - UNKNOWN * p.unknown - STEADY * _steady(p)
    if kind == "ignore":
        return score - 1.0
    return score + STEADY * _steady(p) + NO_WORDS * (p.kinds["word"] > 0) * (0.25 if kind == "limit" else 1.0)


def _steady(p: Profile) -> bool:
    numbers = [f.value for f in p.figures if f is not None]
    return len(numbers) >= 4 and len(set(numbers)) * 3 <= len(numbers)


def _ways(profiles: Sequence[Profile], headed: bool) -> list[tuple[float, tuple[str, ...]]]:
    """All readings of the columns, each with what speaks for its columns by themselves and two by two."""
    ways: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for j, p in enumerate(profiles):
        after = []
        for b, alone in _options(p, headed):
            beside = list(_beside(profiles[:j], p, b))
            after += [(score + alone + sum([told.get(kinds[i], 0.0) for i, told in beside]), (*kinds, b))
                      for score, kinds in ways]  # fmt: skip
        ways = after
    return ways


def _beside(before: Sequence[Profile], p: Profile, b: str) -> Iterator[tuple[int, dict[str, float]]]:
    """The columns before one of kind `b` that say something of it, with what each of their kinds says."""
    for i, q in enumerate(before if b in OPEN else ()):
        told = {a: score for a in OPEN if (score := _pair(q, a, p, b))}
        if told:
            yield i, told


def _as_a_whole(kinds: Sequence[str]) -> float:
    """What speaks for these kinds together: there is a result, and what it is held against has a status."""
    score = 0.0 if "result" in kinds or not any(k in OPEN for k in kinds) else NO_RESULT
    return score + JUDGED * ("status" in kinds and kinds.count("limit") == 1)


def _pair(p: Profile, a: str, q: Profile, b: str) -> float:
    """What speaks for one column being of kind `a` and another of kind `b`."""
    if {a, b} == {"lod", "loq"}:
        low, high = (p, q) if a == "lod" else (q, p)
        return _ordered(low, high) if p.unit == q.unit else 0.0
    if a == b == "result":
        return _ratio(p, q)
    if a == b and a in ("lod", "loq", "limit") and p.unit == q.unit:
        return TWICE if a != "limit" else TWICE / 3
    return 0.0


def _pairs(p: Profile, q: Profile) -> Iterator[tuple[Figure, Figure]]:
    return ((a, b) for a, b in zip(p.figures, q.figures, strict=True) if a is not None and b is not None)


def _ordered(low: Profile, high: Profile) -> float:
    pairs = list(_pairs(low, high))
    if not pairs:
        return 0.0
    return ORDERED if sum(a.value <= b.value for a, b in pairs) >= 0.9 * len(pairs) else UNORDERED


def _ratio(p: Profile, q: Profile) -> float:
    """Do two columns of results agree, by the units over them or by one factor in all rows?"""
    if p.dry != q.dry:
        return _dried(q, p) if p.dry else _dried(p, q)
    alike = p.unit == q.unit and not (p.heading and q.heading)
    factor = FACTORS.get((p.unit or "", q.unit or ""))
    if factor is None and (p.unknown or q.unknown):
        return TWICE if alike else 0.0
    pairs = _telling_pairs(p, q, sharp=factor is None)
    if len(pairs) < 2:
        return TWICE if alike else 0.0
    expected = factor or median(b.value / a.value for a, b in pairs)
    if sum(_agree(a, b, expected) for a, b in pairs) >= AGREE * len(pairs):
        return RATIO
    return NO_RATIO if factor or alike else TWICE / 3


def _telling_pairs(p: Profile, q: Profile, sharp: bool) -> list[tuple[Figure, Figure]]:
    """The figures of each row that show a factor between two columns. `sharp`: only those printed to many digits."""
    pairs = [(a, b) for a, b in _pairs(p, q) if a.value and b.value]
    return [(a, b) for a, b in pairs if max(a.half / a.value, b.half / b.value) < SHARP] if sharp else pairs


def _agree(a: Figure, b: Figure, factor: float) -> bool:
    """Is one figure so many times the other, as far as they are rounded?"""
    return abs(b.value - factor * a.value) <= max(b.half + factor * a.half, ROUNDED * factor * a.value)


def _dried(received: Profile, dry: Profile) -> float:
    """Is there more in what is dry, in every row?"""
    if received.unit != dry.unit:
        return 0.0
    pairs = list(_pairs(received, dry))
    more = sum(a.value - a.half <= b.value + b.half for a, b in pairs)
    return (RATIO if more >= AGREE * len(pairs) else NO_RATIO) if pairs else 0.0
