"""One figure out of several prints of it: the same analyte in two tables, a total in a table and in a box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from coacheck.model import Evidence, Measurement, Result, Total
from coacheck.reading.vocabulary import key


def merge(rows: Sequence[tuple[str, Measurement]]) -> dict[str, list[Measurement]]:
    """One measurement for each analyte of each panel; of a figure printed twice the more precise one."""
    panels: dict[str, dict[str, Measurement]] = {}
    for panel, row in rows:
        known = panels.setdefault(panel, {})
        name = row.analyte or key(row.name)
        if name in known and _another(known[name], row):
            name = key(row.name)
        known[name] = _merged(known[name], row) if name in known else row
    return {panel: [] if _untested(known.values()) else list(known.values()) for panel, known in panels.items()}


def _another(a: Measurement, b: Measurement) -> bool:
    """Are they two things of one name in the vocabulary (isomers), printed on one page with other figures or limits?"""
    if key(a.name) == key(b.name) or not (a.source and b.source and a.source.page == b.source.page):
        return False
    pairs = [(x, y) for x in a.results for y in b.results if x.unit == y.unit]
    limits = a.limit and b.limit and a.limit.unit == b.limit.unit and a.limit.value != b.limit.value
    return bool(pairs and limits) or any(not agree(x, y) for x, y in pairs)


def _untested(rows: Iterable[Measurement]) -> bool:
    """A table in which every row says "not tested"."""
    return all(row.results and all(r.qualifier == "NT" for r in row.results) for row in rows)


def _merged(a: Measurement, b: Measurement) -> Measurement:
    results = list(a.results)
    contradiction = a.contradiction or b.contradiction
    for new in _of_one_unit(b.results, results):
        same = next((i for i, r in enumerate(results) if r.unit == new.unit), None)
        if same is None and without_unit(results, new):
            continue
        if same is None:
            results = [*(r for r in results if not without_unit([new], r)), new]
        else:
            if not agree(results[same], new):
                contradiction = _told_of(contradiction, results[same].text, new.text)
            if "ND" in (results[same].qualifier, new.qualifier) and results[same].value is new.value is None:
                results[same] = new if new.qualifier == "ND" else results[same]  # nothing is not "<LOQ" either
            elif _better(new, results[same], _fuller(b, a)):
                results[same] = new
    first = {
        f: getattr(a, f) if getattr(a, f) is not None else getattr(b, f)
        for f in ("lod", "loq", "limit", "limit_text", "status")
    }
    told = {"results": results, "contradiction": contradiction, **first}
    return a.model_copy(update=told | _shown(results, a, b, against=contradiction != a.contradiction))


def _shown(results: Sequence[Result], a: Measurement, b: Measurement, against: bool) -> dict[str, object]:
    """The place and the text of the row that prints these results, and of the other where it contradicts."""
    row, other = (b, a) if results and all(any(r is new for new in b.results) for r in results) else (a, b)
    return {"source": row.source, "text": row.text, "places": also_at(results, row, other, against)}


Row = TypeVar("Row", Measurement, Total)


def also_at(results: Sequence[Result], shown: Row, other: Row, against: bool = False) -> list[Evidence]:
    """Where else figures of a row stand: in the other row, as far as the line that is shown does not print them."""
    own = [r for r in results if any(r is x for x in other.results) and r.text not in shown.text]
    places = [*shown.places, *other.places]
    if other.source and (own or against):
        places.append(Evidence(page=other.source.page, bbox=other.source.bbox, text=other.text))
    return list({(place.page, place.text): place for place in places}.values())


def _told_of(before: str | None, known: str, new: str) -> str:
    """All the prints of a row that contradict each other: "printed as '0.021' and as '0.022' and as '0.023'"."""
    said = before.removeprefix("printed ").split("; ") if before else []
    if not any(repr(known) in part for part in said):
        said.append(f"as {known!r}")
    told = (f"{part} and as {new!r}" if repr(known) in part and repr(new) not in part else part for part in said)
    return "printed " + "; ".join(told)


def _of_one_unit(new: Sequence[Result], known: Sequence[Result]) -> Sequence[Result]:
    """A lone word without a unit is of the unit of the other's: "<LOQ %" in a summary, "ND" in the table."""
    if len(new) == 1 and len(known) == 1 and new[0].unit is None and new[0].value is known[0].value is None:
        return [new[0].model_copy(update={"unit": known[0].unit})]
    return new


def without_unit(results: Sequence[Result], new: Result) -> bool:
    """Is it a figure that stands there already, printed again without its unit?"""
    same = [r for r in results if r.unit and (r.value, r.qualifier) == (new.value, new.qualifier)]
    return new.unit is None and bool(same)


def _better(new: Result, known: Result, fuller: bool) -> bool:
    """Is the other print the one to tell: of one figure that with more digits, else that of the fuller row?"""
    if agree(known, new) and digits(new) != digits(known):
        return digits(new) > digits(known)
    return fuller


def _fuller(a: Measurement, b: Measurement) -> bool:
    """Does row `a` tell more about its figure (LOD, LOQ, limit) than row `b`?"""
    return sum(x is not None for x in (a.lod, a.loq, a.limit)) > sum(x is not None for x in (b.lod, b.loq, b.limit))


def agree(a: Result, b: Result) -> bool:
    """Could both be the same figure, one of them rounded?"""
    if a.value is None or b.value is None:
        return a.qualifier == b.qualifier or (a.value in (0, None) and b.value in (0, None))
    half = max(half_unit(a), half_unit(b))
    return abs(a.value - b.value) <= half * 1.0001


def half_unit(result: Result) -> float:
    number = re.search(r"\d*[.,]?\d+", result.text)
    decimals = len(number[0].replace(",", ".").partition(".")[2]) if number else 0
    return float(0.5 * 10**-decimals)


def digits(result: Result) -> int:
    number = re.search(r"\d*[.,]?\d+", result.text) if result.value is not None else None
    return len(number[0].replace(",", ".").partition(".")[2]) if number else 0
