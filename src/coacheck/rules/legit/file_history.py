"""legit.file-history: was the file changed after the laboratory made it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import datetime, timedelta

from coacheck.model import CODE, PICTURE, Annotation, Evidence, History, Spot
from coacheck.rules.case import Case, Found
from coacheck.rules.legit.hidden_text import changed
from coacheck.rules.legit.hosts import on_own_machine
from coacheck.rules.legit.own_record import names_another
from coacheck.rules.legit.software import moment, programs_in
from coacheck.rules.wording import counted, listed

_SOON = timedelta(hours=72)
"""Laboratories sign, pack and publish a report within some days of printing it, also over a weekend."""
_MOST = 12
_NAME = 60
ASK = "ask the lab, or its portal, for the file as it was issued"


def file_history(case: Case) -> Iterator[Found]:
    """No editor, no later saving, nothing appended, nothing laid over the text. What printing leaves is no sign."""
    history = case.report.history
    appended = list(_appended(case))
    known = any(f.subject == "revision" for f in appended)  # it says when and by what program
    traces = [] if known else [*_edited(history), *_saved_later(case), *_copied(case), *_written_later(case)]
    traces += names_another(case)
    yield from [*traces, *appended, *_laid_over(case), *_broken(history), *_of_browser(case)] or [_unchanged(case)]


def _edited(history: History) -> Iterator[Found]:
    if editors := programs_in(history.software, "editor"):
        yield Found("doubt", f"opened in {listed(editors)} since it was made; {ASK}", "editor")
    if suites := programs_in(history.software, "suite"):
        message = f"went through {listed(suites)} since it was made, which packs files and can change them too; {ASK}"
        yield Found("gap", message, "editor")


def _saved_later(case: Case) -> Iterator[Found]:
    """Long after it was made; where the file does not say when that was, long after the report is dated."""
    created, modified = moment(case.report.history.created), moment(case.report.history.modified)
    if created and modified and modified - created > _SOON:
        days = counted((modified.date() - created.date()).days, "day")
        message = f"made on {created.date()}, saved again {days} later ({modified.date()}), and does not say why; {ASK}"
        yield Found("gap", message, "modified")
    elif not created and (later := _after_the_report(case, modified)):
        yield Found("gap", f"saved {later}, and does not say when it was made, or why; {ASK}", "modified")


def _copied(case: Case) -> Iterator[Found]:
    """Printed or saved anew by a viewer, long after the report: a copy has none of the history of the file it is of."""
    history = case.report.history
    programs, later = programs_in(history.software, "device"), _after_the_report(case, moment(history.created))
    if programs and later:
        message = f"a copy, made with {listed(programs)} {later}; it can't show what was changed before"
        yield Found("gap", f"{message}; {ASK}", "copy")


def _written_later(case: Case) -> Iterator[Found]:
    """Made in a program in which every figure is typed, long after the report: laboratories print it the same day."""
    history = case.report.history
    created = moment(history.created) or moment(history.modified)
    after = _after_the_report(case, created)
    later = (f" {after}" if after else "") if created else ", and does not say when"
    if later and programs_in(history.software, "office"):
        maker = (history.creator or history.producer or "an office program")[:_NAME]
        message = f"made in {maker}{later}: there every figure could be typed anew"
        yield Found("gap", f"{message}; {ASK}", "copy")


def _after_the_report(case: Case, then: datetime | None) -> str | None:
    """ "on 2025-10-21, 127 days after the report is dated"; None where that is not long."""
    reported = moment(case.report.dates.reported)
    if not then or not reported or then - reported <= _SOON + timedelta(days=1):
        return None
    return f"on {then.date()}, {counted((then.date() - reported.date()).days, 'day')} after the report is dated"


def _appended(case: Case) -> Iterator[Found]:
    """What was appended to the file, and the printed text that this changed."""
    history = case.report.history
    changed = [s for s in case.report.spots if s.kind == "changed"]
    rows = [s for s in changed if s.on in ("result", "verdict")]
    when = _when(history, {s.day for s in changed})
    if rows:
        yield Found("fail", f"results were changed after the file was made{when}: {_by_day(rows)}; {ASK}", "revision",
                    evidence=_places(rows))  # fmt: skip
    if rest := [s for s in changed if s not in rows]:
        same = "" if rows else "; results unchanged"
        message = f"edited after it was issued{when}: {_by_day(rest)}{same}; {ASK}"
        slight = all(map(_alters_nothing, rest)) and not programs_in(history.software, "editor")
        yield Found("gap" if slight else "doubt", message, "revision", evidence=_places(rest))
    yield from _signed(history)


def _alters_nothing(spot: Spot) -> bool:
    """Was something only struck out, or a picture (a mark of the seller's) put beside all that is read?"""
    return spot.erased or (not spot.old and spot.new == PICTURE and not spot.near)


def _signed(history: History) -> Iterator[Found]:
    """A signature that does not hold, or what was changed after it. Who may sign for the laboratory no file says."""
    broken = [s for s in history.signatures if not s.intact]
    later = [s for s in history.signatures if s.intact and s.changes]
    if broken:
        names = listed(s.signer for s in broken)
        message = f"the digital signature of {names} does not hold: what it covers was changed"
        yield Found("fail", f"{message}; {ASK}", "signature")
    for signature in later:
        message = f"digitally signed by {signature.signer}; {signature.changes}; {ASK}"
        yield Found("doubt", message, "signature")
    if history.changed_since_signed and not broken and not later:
        yield Found("doubt", f"changed after it was digitally signed; {ASK}", "signature")


def _when(history: History, days: Set[str]) -> str:
    """ " (on 2022-04-03, in PDF Expert)", as far as the file says so; `days`: of the changes, told with each."""
    created, modified = moment(history.created), moment(history.modified)
    last = str(modified.date()) if modified and created and modified > created else ""
    of_all = (min(days, default="") or last) if len(days) < 2 else ""
    day = f"on {of_all}" if of_all else ""
    programs = [*programs_in(history.software, "editor"), *programs_in(history.software, "suite")]
    told = ", ".join(t for t in (day, f"in {listed(programs)}" if programs else "") if t)
    return f" ({told})" if told else ""


def _by_day(changed: Sequence[Spot]) -> str:
    """What was changed, and on which day where it was on several."""
    days = sorted({s.day for s in changed})
    told = {day: _said([s for s in changed if s.day == day]) for day in days}
    return "; ".join(f"on {day} {said}" if len(days) > 1 and day else said for day, said in told.items())


def _said(changed: Sequence[Spot]) -> str:
    """What was changed, with the old words and the new ones; the same change on several pages is said once."""
    pages: dict[str, list[int]] = {}
    for spot in changed:
        pages.setdefault(_in_words(spot), []).append(spot.page)
    return listed(f"{text} on {_on_pages(numbers)}" for text, numbers in pages.items())


def _in_words(spot: Spot) -> str:
    if spot.old in (PICTURE, CODE) and not spot.new:
        return f"{spot.old} was taken out"
    if spot.new == PICTURE and not spot.old:
        return "a picture was put in" + (f" over {spot.near}" if spot.near else "")
    name = spot.near or "a text"
    if spot.old and spot.new:
        return f"{name} “{spot.old}” now reads “{spot.new}”"
    return f"{name}: “{spot.new}” was put in" if spot.new else f"{name}: “{spot.old}” was taken out"


def _on_pages(numbers: Sequence[int]) -> str:
    every = sorted(set(numbers))
    if len(every) > 2 and every[-1] - every[0] == len(every) - 1:
        return f"pages {every[0]} to {every[-1]}"
    return f"page {every[0]}" if len(every) == 1 else f"pages {listed(map(str, every))}"


def _laid_over(case: Case) -> Iterator[Found]:
    if over := [a for a in case.report.history.annotations if not _told_as_hidden(case, a)]:
        kinds = listed(_KINDS.get(a.kind, f"an annotation ({a.kind})") for a in over)
        pages = listed(str(a.page) for a in over)
        places = [Evidence(page=a.page, bbox=a.bbox) for a in over[:_MOST]]
        message = f"{kinds} laid over the text of page {pages} after the file was made; {ASK}"
        yield Found("doubt", message, "annotation", evidence=places)


def _told_as_hidden(case: Case, note: Annotation) -> bool:
    """Does it cover text but no result, and is told by legit.hidden-text? Over a result both tell it."""
    spots = (s for s in case.report.spots if s.kind == "annotation" and s.page == note.page)
    covered = (s.bbox for s in spots if s.on not in ("result", "verdict"))
    box = note.bbox
    return any(box[0] < c[2] and c[0] < box[2] and box[1] < c[3] and c[1] < box[3] for c in covered)


def _of_browser(case: Case) -> Iterator[Found]:
    """The address that a browser prints in the head or foot of a page, where nobody else can look at that page."""
    own = [x for x in case.report.links if x.kind == "printed" and on_own_machine(x.url)]
    if own:
        first = own[0]
        places = [Evidence(page=x.page, bbox=x.bbox, text=x.text) for x in own[:_MOST]]
        message = f"page {first.page} is a print of a web page from a private machine ({first.url[:_NAME]})"
        yield Found("gap", f"{message}, not the file as it was issued; {ASK}", "copy", evidence=places)


def _broken(history: History) -> Iterator[Found]:
    if history.broken_index:
        message = "the file's list of its own parts is damaged, or was changed by hand"
        message = f"{message}: what was done to it since it was made can't be shown; {ASK}"
        yield Found("doubt", message, "index")
    if not history.software and not history.created and not history.modified:
        message = f"the file does not say what made it, or when: removed, or never written; {ASK}"
        yield Found("gap", message, "metadata")


def _unchanged(case: Case) -> Found:
    history = case.report.history
    names = dict.fromkeys(n[:_NAME] for n in (history.producer, history.creator) if n)
    maker = " and ".join(names) or (history.software or ["unnamed software"])[0][:_NAME]
    created = moment(history.created)
    when = f" {_after_the_report(case, created) or f'on {created.date()}'}" if created else ""
    signed = _holds(history) if history.signed else ""
    if changed(case):
        message = f"made by {maker}{when}; what it says of itself tells no change, what stands in it does"
        return Found("skip", f"{message}: see legit.hidden-text{signed}")
    return Found("pass", f"made by {maker}{when}; no sign of a later change{_shows_little(history)}{signed}")


def _shows_little(history: History) -> str:
    """How much the lack of a sign is worth."""
    if programs_in(history.software, "office"):
        return ", though there every figure can be typed"
    return "" if moment(history.created) else ", though it does not say when it was made"


def _holds(history: History) -> str:
    if not history.signatures:
        return "; it carries a digital signature, which was not verified: pip install 'coacheck[sign]'"
    names = listed(s.signer for s in history.signatures)
    unknown = "" if all(s.trusted for s in history.signatures) else ", whose certificate no known root vouches for"
    return f"; the digital signature of {names} holds{unknown}"


def _places(spots: list[Spot]) -> list[Evidence]:
    return [Evidence(page=s.page, bbox=s.bbox) for s in spots[:_MOST]]


_KINDS = {
    "Stamp": "a stamp", "FreeText": "a text box", "Ink": "a drawing", "Square": "a box", "Circle": "a circle",
    "Line": "a line", "Polygon": "a shape", "Text": "a note", "Highlight": "a highlight", "Redact": "a redaction",
    "Widget": "a form field", "Underline": "an underline", "StrikeOut": "a strike through",
}  # fmt: skip
