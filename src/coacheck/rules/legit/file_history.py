"""legit.file-history: was the file changed after the laboratory made it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from coacheck.model import Evidence, History, Spot
from coacheck.rules.case import Case, Found
from coacheck.rules.legit.software import editors_in, moment
from coacheck.rules.wording import counted, listed

_SOON = timedelta(hours=72)
"""Laboratories sign, pack and publish a report within some days of printing it, also over a weekend."""
_MOST = 12
_NAME = 60
ASK = "ask the lab, or its portal, for the file as it was issued"


def file_history(case: Case) -> Iterator[Found]:
    """No editor, no later saving, nothing appended, nothing laid over the text. What printing leaves is no sign."""
    history = case.report.history
    found = [*_edited(history), *_saved_later(history), *_appended(case), *_laid_over(history), *_broken(history)]
    yield from found or [_unchanged(history)]


def _edited(history: History) -> Iterator[Found]:
    if editors := editors_in(history.software):
        yield Found("doubt", f"opened in {listed(editors)} since it was made; {ASK}", "editor")


def _saved_later(history: History) -> Iterator[Found]:
    created, modified = moment(history.created), moment(history.modified)
    if created and modified and modified - created > _SOON:
        days = counted(max(1, (modified - created).days), "day")
        message = f"made on {created.date()}, changed {days} later ({modified.date()}); {ASK}"
        yield Found("doubt", message, "modified")


def _appended(case: Case) -> Iterator[Found]:
    """What was appended to the file, and the printed text that this changed."""
    history = case.report.history
    changed = [s for s in case.report.spots if s.kind == "changed"]
    rows = [s for s in changed if s.on in ("result", "verdict")]
    if rows:
        names = listed(s.near for s in rows)
        yield Found("fail", f"results were changed after the file was made: {names}; {ASK}", "revision",
                    evidence=_places(rows))  # fmt: skip
    elif changed:
        where = listed(f"page {s.page} beside “{s.near}”" if s.near else f"page {s.page}" for s in changed)
        yield Found("doubt", f"printed text was changed after the file was made: {where}; {ASK}", "revision",
                    evidence=_places(changed))  # fmt: skip
    elif pages := sorted({p for r in history.revisions for p in r.pages}):
        named = listed(map(str, pages))
        message = f"page {named} was added to after the file was made, without a change of its words; {ASK}"
        yield Found("doubt", message, "revision")
    if history.changed_since_signed:
        yield Found("doubt", f"changed after it was digitally signed; {ASK}", "signature")


def _laid_over(history: History) -> Iterator[Found]:
    if over := history.annotations:
        kinds = listed(_KINDS.get(a.kind, f"an annotation ({a.kind})") for a in over)
        pages = listed(str(a.page) for a in over)
        places = [Evidence(page=a.page, bbox=a.bbox) for a in over[:_MOST]]
        message = f"{kinds} laid over the text of page {pages} after the file was made; {ASK}"
        yield Found("doubt", message, "annotation", evidence=places)


def _broken(history: History) -> Iterator[Found]:
    if history.broken_index:
        message = f"the file's list of its own parts is broken: damaged, or changed by hand; {ASK}"
        yield Found("doubt", message, "index")
    if not history.software and not history.created and not history.modified:
        message = f"the file does not say what made it, or when: removed, or never written; {ASK}"
        yield Found("gap", message, "metadata")


def _unchanged(history: History) -> Found:
    maker = history.producer or history.creator or (history.software or ["unnamed software"])[0]
    when = f" on {created.date()}" if (created := moment(history.created)) else ""
    signed = "; it carries a digital signature, which was not verified" if history.signed else ""
    return Found("pass", f"made by {maker[:_NAME]}{when}; no sign of a later change{signed}")


def _places(spots: list[Spot]) -> list[Evidence]:
    return [Evidence(page=s.page, bbox=s.bbox) for s in spots[:_MOST]]


_KINDS = {
    "Stamp": "a stamp", "FreeText": "a text box", "Ink": "a drawing", "Square": "a box", "Circle": "a circle",
    "Line": "a line", "Polygon": "a shape", "Text": "a note", "Highlight": "a highlight", "Redact": "a redaction",
    "Widget": "a form field", "Underline": "an underline", "StrikeOut": "a strike through",
}  # fmt: skip
