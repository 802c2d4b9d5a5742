"""pure.legible, potent.legible: do results rest on digits that OCR was not sure of and nothing on the page proves?"""

from __future__ import annotations

from collections.abc import Iterator

from coacheck.model import Evidence, Unconfirmed
from coacheck.rules.case import Case, Found

_POTENT = ("cannabinoids", None)


def pure_legible(case: Case) -> Iterator[Found]:
    """One finding for each figure of a contaminant; where all are sure, there is nothing to ask."""
    return _legible([u for u in case.report.unconfirmed if u.panel not in _POTENT])


def potent_legible(case: Case) -> Iterator[Found]:
    """One finding for each figure of a cannabinoid or a total."""
    return _legible([u for u in case.report.unconfirmed if u.panel in _POTENT])


def _legible(unsure: list[Unconfirmed]) -> Iterator[Found]:
    for figure in unsure:
        place = Evidence(page=figure.page, bbox=figure.bbox, text=figure.text)
        message = f"read as {figure.text!r} by OCR, which is not sure of it; compare it with the page"
        yield Found("gap", message, figure.subject, evidence=[place])
    if not unsure:
        yield Found("skip", "no figure rests on digits that OCR was not sure of")
