"""pure.panels: were the contaminants looked for that this kind of product needs, all that the rule set asks for?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from coacheck.model import Panel
from coacheck.rules.case import Case, Found
from coacheck.rules.law.vocabulary import name_of
from coacheck.rules.legit.notes import noted
from coacheck.rules.pure.asked import Asked, asked_for
from coacheck.rules.pure.lists import contaminants, left_out
from coacheck.rules.pure.not_yet import not_yet_asked
from coacheck.rules.pure.tested import bare_pass, by_species, panel_rows, tests_in, unread
from coacheck.rules.table_place import table_place
from coacheck.rules.wording import counted, listed, spaced

_LONGEST_METHOD = 60
_LACKING_SHOWN = 8


def panels(case: Case) -> Iterator[Found]:
    """One finding for each panel that is needed. A panel that failed was tested: that is pure.lab-verdict's."""
    rules = case.profile.contaminants[-1]
    for name in contaminants(case):
        if exempt := left_out(case, rules, name):
            untested = "" if panel_rows(case, name) else "not asked for, and no result was found; "
            message = f"{spaced(name)}: {untested or 'not asked for, '}{exempt.text}"
            yield Found("skip", message, name, citation=exempt.citation)
    yield from (not_yet_asked(case, wants) or _judged(case, wants) for wants in asked_for(case))


def _judged(case: Case, wants: Asked) -> Found:
    name, title, panel = wants.panel, spaced(wants.panel), case.report.panels.get(wants.panel)
    if panel is None and wants.none:
        return Found("gap", f"{title}: not found in the report", name)
    panel = panel or Panel()
    rows, place = panel_rows(case, name), table_place(panel)
    if not rows and wants.none:
        skipped, where = noted(case, "skip tested")
        return Found("gap", f"{title}: {_why_not(panel)}{skipped}", name, evidence=[*place, *where])
    why = f"{_bare(panel, wants.missing)}{_unread(case, wants.missing)}"
    if not wants.enough:
        return Found("gap", f"{title}: {wants}{why}", name, evidence=place)
    some = f"{len(wants.wanted) - len(wants.missing)} of the {len(wants.wanted)} that {wants.whose} lists"
    lacks = listed(map(name_of, wants.missing), _LACKING_SHOWN)
    rest = f"; {some}; no result was found for {lacks}{why}" if wants.missing else ""
    held = _held(case, panel) if name == "microbials" else ""
    many = counted(len(tests_in(case, name)), "result")
    told = f"{title}: tested{_how(panel)}{held}, {many}{rest}{_by_species(case, wants)}"
    return Found("pass", told, name, evidence=place)


def _by_species(case: Case, wants: Asked) -> str:
    """What has no row of its own passes by the row of its species, and that is told."""
    strains = by_species(case, wants.wanted)
    named = listed(map(name_of, strains))
    return f"; {named}: no row of its own, but its species was not found in a gram" if strains else ""


def _how(panel: Panel) -> str:
    """ " by LC-MS/MS on 2026-09-04", as far as the report says so."""
    method = f" by {panel.method}" if panel.method and len(panel.method) <= _LONGEST_METHOD else ""
    return f"{method}{f' on {panel.tested_on}' if panel.tested_on else ''}"


def _held(case: Case, panel: Panel) -> str:
    """How long the sample waited, which matters for what grows; no law that was found says how long it may."""
    try:
        days = date.fromisoformat(panel.tested_on or "") - date.fromisoformat(case.report.dates.received or "")
    except ValueError:
        return ""
    return f" ({counted(days.days, 'day')} after it was received)" if days.days > 0 else ""


def _bare(panel: Panel, missing: Sequence[str]) -> str:
    """Those of which only the lab's word is printed."""
    names = [m.name for m in panel.measurements if m.analyte in missing and bare_pass(m)]
    return f"; passed without a figure: {listed(names, 3)}" if names else ""


def _unread(case: Case, missing: Sequence[str]) -> str:
    """A line that names an analyte and was not understood may be its result."""
    lines = unread(case, missing)
    return f"; lines that could not be read name {listed(map(name_of, lines), 3)}" if lines else ""


def _why_not(panel: Panel) -> str:
    if any(map(bare_pass, panel.measurements)):
        return "the lab says pass, but no result was found"
    if panel.status == "not_tested" or panel.measurements:
        return "not tested"
    if panel.status in ("pass", "fail"):
        return f"the lab says {panel.status}, but what it tested was not found in the report"
    said = "named as tested" if panel.status == "tested" else "named"
    return f"{said}, but no result was found"
