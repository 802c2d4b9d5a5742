"""legit.hidden-text: is anything covered, painted out, set over or put in by another hand? Told by place only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from coacheck.model import Evidence, Spot
from coacheck.rules.case import Case, Found, Said
from coacheck.rules.wording import listed

_WHAT = {
    "covered": "text is covered by a box or a picture",
    "ground": "text has the colour of the paper behind it, so that nobody sees it",
    "invisible": "the file holds text that the page does not show",
    "overprinted": "different figures are printed over one another",
    "annotation": "text is covered by something laid over the page",
    "field": "text is covered by a form field",
    "digits": "the digits of one number are in two kinds of lettering, as when one was typed over",
    "font": "a figure is in other lettering than those around it, as when it was typed in later",
    "size": "a figure is larger, smaller, higher or lower than the others of its column",
    "drawn": "where a figure belongs is a drawing in place of text",
    "filled": "figures stand in form fields, where the rest is printed",
    "subset": "a figure is in a second copy of the lettering around it, as when it was typed in later",
    "spacing": "the digits of a number stand unevenly apart",
    "order": "a figure was put on the page apart from the rest of its table",
    "page": "a page is unlike the others",
    "code": "a QR code is in the file, and what is painted over it hides it",
}
_PROOF = {"covered", "overprinted", "annotation", "field", "digits"}
"""What happens to no result by itself: someone put something else in its place."""
_STRUCK = {"covered", "annotation"}
_MOST = 12
_NAMED = 3
"""Places that the message names; all that are shown are evidence."""
_ASK = {
    "fail": "don't go by this file; ask the lab for the report",
    "gap": "nothing stands in its place; ask the lab, or its portal, for the whole report",
    "doubt": "ask the lab, or its portal, for its own copy, and compare",
}


def hidden_text(case: Case) -> Iterator[Found]:
    """Nothing is hidden, and no figure looks put in later. A result that was covered or retyped fails.

    What is only missing (sellers strike out who ordered the test) is a gap.
    """
    spots = sorted((s for s in case.report.spots if s.kind in _WHAT), key=lambda s: (s.kind, _outcome(s)))
    if not spots:
        yield Found("pass", "no text is covered or painted out, and no figure is set over another")
    for (kind, outcome), group in groupby(spots, key=lambda s: (s.kind, _outcome(s))):
        yield _found(kind, outcome, list(group))


def changed(case: Case) -> bool:
    """Was a result or a verdict covered, or typed over?"""
    return any(_outcome(s) == "fail" for s in case.report.spots if s.kind in _WHAT)


def _found(kind: str, outcome: Said, spots: list[Spot]) -> Found:
    places = _told_once(dict.fromkeys(map(_where, spots)))
    more = [f"{len(places) - _NAMED} more places"] if len(places) > _NAMED + 1 else []
    where = listed([*places[: _NAMED if more else None], *more])
    subjects = {s.subject for s in spots}
    return Found(
        outcome, f"{_WHAT[kind]}: {where}; {_ASK[outcome]}", subjects.pop() if len(subjects) == 1 else None,
        evidence=[Evidence(page=s.page, bbox=s.bbox) for s in spots[:_MOST]],
    )  # fmt: skip


def _told_once(places: Iterable[str]) -> list[str]:
    """Without a page alone, where a place on it is told."""
    told = list(places)
    return [p for p in told if not any(other.startswith(f"{p}, ") for other in told)]


def _where(spot: Spot) -> str:
    if spot.kind == "page":
        return f"page {spot.page} {spot.near}"
    near = f"the {spot.near}" if spot.on == "field" else f"“{spot.near}”"  # a field has a name that is not printed
    place = f"page {spot.page}, beside {near}" if spot.near else f"page {spot.page}"
    return f"{place} ({spot.says})" if spot.says else place


def _outcome(spot: Spot) -> Said:
    if spot.kind in _PROOF and spot.on in ("result", "verdict"):
        return "fail"
    if spot.kind == "code":  # one that was put in its place is read, and judged by legit.link
        return "gap"
    return "gap" if spot.erased and spot.kind in _STRUCK and spot.on in ("text", "field") else "doubt"
