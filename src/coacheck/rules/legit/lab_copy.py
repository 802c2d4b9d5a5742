"""Part of legit.link with `--online`: the lab's own copy, cell by cell and field by field beside this file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coacheck.model import Answer, Evidence, Link, Report, Result
from coacheck.rules.amounts.printed import contradict, printed_number
from coacheck.rules.case import Case, Found
from coacheck.rules.legit.hosts import Whose, whose
from coacheck.rules.legit.web_page import on_page
from coacheck.rules.wording import counted, spaced

_ASK = "look the report up on the lab's own site"
_GO = "go by the lab's copy, and ask the seller why"
_MOST_ASKED = 3
"""So many addresses of one report are asked: each may take some seconds."""
_TOLD = 3
_FIELDS = ("batch", "client", "product.name", "product.matrix", "lab.name", "dates.produced", "dates.collected",
           "dates.received", "dates.tested", "dates.reported", "dates.expires")  # fmt: skip
_CALLED = {"product.name": "the product", "product.matrix": "the matrix", "lab.name": "the lab"}


@dataclass(frozen=True)
class Cell:
    """A printed result or status: of what, what it says, and where this report has it."""

    name: str
    text: str
    place: Evidence | None = None


Cells = dict[tuple[str, ...], Cell]


def asked(case: Case, links: Sequence[Link]) -> Iterator[Found]:
    """What the lab's site says when it is asked for each of these."""
    ask = case.options.ask
    for link in links[:_MOST_ASKED] if ask else ():
        answer = ask(link.url) if ask else None
        if answer is None:
            continue
        end = whose(answer.url, case.report.lab.name, case.report.client)
        place = Evidence(page=link.page, bbox=link.bbox, text=link.text or link.url)
        yield from _answered(case.report, answer, end, place)


def _answered(report: Report, answer: Answer, end: Whose, place: Evidence) -> Iterator[Found]:
    if not answer.found or end.standing not in ("lab", "lims"):
        more = f"; it leads on to {end.host}" if answer.found else ""
        yield Found("doubt", f"{answer.said}{more}; {_ASK}", "online", evidence=[place])
    elif answer.report:
        yield from compared(report, answer.report, place)
    elif answer.text is not None:
        yield on_page(report, answer.text, end.host, place)
    elif answer.why:
        message = f"{answer.said}, but can't be compared: {answer.why}; open it and compare it with this file"
        yield Found("gap", message, "online", evidence=[place])
    else:
        message = f"{answer.said}: open it and compare it with this file"
        yield Found("pass", message, "online", evidence=[place])


def compared(report: Report, copy: Report, place: Evidence) -> Iterator[Found]:
    """This file beside the lab's: other results fail, but where the lab's is later; other words are a doubt."""
    host = copy.source.name
    if report.source.sha256 == copy.source.sha256:
        yield Found("pass", f"the lab's copy at {host} is this very file, byte for byte", "online", evidence=[place])
        return
    if report.sample_id and copy.sample_id and _bare(report.sample_id) != _bare(copy.sample_id):
        message = f"the lab's copy at {host} is of sample {copy.sample_id}, this file of {report.sample_id}; {_GO}"
        yield Found("doubt", message, "online", evidence=[place, *_places(report, "sample_id")])
        return
    ours, theirs = cells(report), cells(copy)
    both = [key for key in theirs if key in ours]
    found = [
        *_other_results(report, copy, [k for k in both if _differ(ours[k].text, theirs[k].text)], place),
        *_other_rows(report, copy, place),
        *_other_fields(report, copy, place),
    ]
    if found:
        yield from found
    elif both:
        same = sum(a == b for _, a, b in _fields(report, copy))
        message = f"the lab's copy at {host} says the same: {counted(len(both), 'figure')}, {counted(same, 'field')}"
        yield Found("pass", message, "online", evidence=[place])
    else:
        message = f"the lab's copy at {host} can't be compared: no result of it is in this file; open it and compare"
        yield Found("gap", message, "online", evidence=[place])


def _other_results(report: Report, copy: Report, keys: Sequence[tuple[str, ...]], place: Evidence) -> Iterator[Found]:
    if not keys:
        return
    ours, theirs = cells(report), cells(copy)
    told = [f"{theirs[k].name} {theirs[k].text} where this file says {ours[k].text}" for k in keys[:_TOLD]]
    more = f"; {len(keys) - _TOLD} more differ" if len(keys) > _TOLD else ""
    later = (copy.dates.reported or "") > (report.dates.reported or "9999")
    amended = f" (it was reported later, on {copy.dates.reported}, and may amend this one)" if later else ""
    message = f"the lab's copy at {copy.source.name}{amended} says {'; '.join(told)}{more}; {_GO}"
    where = [p for k in keys[:_TOLD] if (p := ours[k].place)]
    subject = keys[0][1] if len(keys) == 1 else "online"
    yield Found("doubt" if later else "fail", message, subject, evidence=[*where, place])


def _other_rows(report: Report, copy: Report, place: Evidence) -> Iterator[Found]:
    """Rows that only one of them has, by name: a result can be left out as well as changed."""
    ours, theirs = _rows(report), _rows(copy)
    for have, lack, who in ((theirs, ours, "only in the lab's copy"), (ours, theirs, "not in the lab's copy")):
        if lost := [name for key, name in have.items() if key not in lack]:
            more = " …" if len(lost) > _TOLD else ""
            message = f"{who} at {copy.source.name}: {', '.join(lost[:_TOLD])}{more}; {_GO}"
            yield Found("doubt", message, "online", evidence=[place])


def _other_fields(report: Report, copy: Report, place: Evidence) -> Iterator[Found]:
    differing = [(name, a, b) for name, a, b in _fields(report, copy) if a != b]
    if not differing:
        return
    told = [f"{_CALLED.get(name, _last(name))} “{b}” where this file says “{a}”" for name, a, b in differing[:_TOLD]]
    message = f"the lab's copy at {copy.source.name} says {'; '.join(told)}; {_GO}"
    yield Found("doubt", message, "online", evidence=[*_places(report, *(_last(n) for n, _, _ in differing)), place])


def _fields(report: Report, copy: Report) -> Iterator[tuple[str, str, str]]:
    """Each field that both print; the same where only punctuation or case differ."""
    for name in _FIELDS:
        ours, theirs = _value(report, name), _value(copy, name)
        if ours and theirs:
            yield name, theirs if _bare(ours) == _bare(theirs) else ours, theirs


def _value(report: Report, name: str) -> str | None:
    of: object = report
    for part in name.split("."):
        of = getattr(of, part)
    return of if isinstance(of, str) else None


def _last(name: str) -> str:
    first, _, last = name.partition(".")
    return {"product": "product" if last == "name" else "matrix", "lab": "lab"}.get(first, last or first)


def cells(report: Report) -> Cells:
    """Every result, total and status, by panel, analyte and unit."""
    found: Cells = {}
    for panel, own in report.panels.items():
        for row in own.measurements:
            place = Evidence(page=row.source.page, bbox=row.source.bbox, text=row.text) if row.source else None
            for result in row.results:
                key = (panel, row.analyte or _bare(row.name), result.unit or "")
                found.setdefault(key, Cell(row.name, _printed(result), place))
            if row.status:
                found.setdefault((panel, row.analyte or _bare(row.name), "status"), Cell(row.name, row.status, place))
        if own.status in ("pass", "fail"):
            found[(panel, panel, "status")] = Cell(spaced(panel), own.status)
    for total in report.totals:
        place = Evidence(page=total.source.page, bbox=total.source.bbox, text=total.text) if total.source else None
        for result in total.results:
            found.setdefault(("total", total.name, result.unit or ""), Cell(total.printed, _printed(result), place))
    if report.overall_status:
        found[("", "overall", "status")] = Cell("overall", report.overall_status)
    return found


def _rows(report: Report) -> dict[tuple[str, str], str]:
    return {(p, r.analyte or _bare(r.name)): r.name for p, own in report.panels.items() for r in own.measurements}


def _printed(result: Result) -> str:
    number = result.text.replace(",", "") if result.value is not None else ""
    told = number if printed_number(number) is not None else f"{result.value}" if result.value is not None else ""
    bound = f" {result.bound:g}" if result.qualifier and result.bound is not None else ""
    return told or f"{result.qualifier or ''}{bound}"


def _differ(ours: str, theirs: str) -> bool:
    """The digits of one report stay; only where another form prints fewer of them is it rounded."""
    a, b = printed_number(ours), printed_number(theirs)
    if a is None or b is None:
        return ours != theirs
    return a != b if a.as_tuple().exponent == b.as_tuple().exponent else contradict(ours, theirs)


def _places(report: Report, *names: str) -> list[Evidence]:
    return [report.fields[n] for n in names if n in report.fields]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
