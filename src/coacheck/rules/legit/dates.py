"""legit.dates and legit.age: do the dates follow one another, and is the report still young enough?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from coacheck.model import Evidence, PanelName
from coacheck.printed_dates import last_tested, name_of_date, named_dates
from coacheck.rules.case import Case, Found
from coacheck.rules.legit.id_dates import by_id, far_apart
from coacheck.rules.legit.software import moment
from coacheck.rules.table_place import table_place
from coacheck.rules.wording import counted, listed, spaced

_ASK, _NEWER = "ask the lab for the right dates", "ask for a newer report"
_SOURCE = "ask the lab, or its portal, for the file as it was issued"
_LONG = 30  # days; laboratories report within some days, and what is slow within a few weeks
_ORDER = ("produced", "collected", "received", "tested", "reported", "expires")


def dates(case: Case) -> Iterator[Found]:
    """produced ≤ collected ≤ received ≤ tested ≤ reported ≤ expires, and nothing but the expiry in the future."""
    found = _dated(case)
    problems = [*_disorder(case, found), *_future(case, found), *_after_making(case, found)]
    problems = problems or list(far_apart(case)) or list(by_id(case))
    yield from problems
    if problems:
        return
    found = _with_panels(case, found)
    if len(found) < 2:
        only = f"only {name_of_date(case.report, found[0][0])} {found[0][1]} was found" if found else ""
        known = only or "no date was found"
        message = f"{known}, so no order can be judged; ask the lab when the sample was received and tested"
        yield Found("gap", message, evidence=case.field(*(n for n, _ in found)))
    else:
        told = ", ".join(f"{name} {text}" for name, text in named_dates(case.report) if _end(text))
        places = [*case.field(*(n for n, _ in found)), *_tested_last(case)]
        untold = "" if any(name == "tested" for name, _ in found) else "; on which day it was tested was not found"
        yield Found("pass", f"in order: {told}{untold}{_waited(case)}", evidence=places)


def age(case: Case) -> Iterator[Found]:
    """Reported within `max_age_months` before the day judged, and not past the printed expiry."""
    on, most = case.options.on, case.options.max_age_months
    printed = case.report.dates
    known = {n: getattr(printed, n) for n in ("reported", "tested", "received")}
    name, text = next(((n, t) for n, t in known.items() if _end(t)), ("reported", None))
    place = case.field(name, "expires")
    last, expiry, named = _end(text), _end(printed.expires), name_of_date(case.report, name)
    if expiry and expiry < on:
        yield Found("gap", f"expired on {printed.expires}, before {on}; {_NEWER}", "expires", evidence=place)
    elif text is None or last is None:
        yield Found("gap", "no date of the report was found; ask for its date", "reported")
    elif _begin(text) > on:
        yield Found("skip", f"{named} {text} is after the day judged ({on}): see legit.dates", name, evidence=place)
    elif _later(last, most) < on:
        yield Found("gap", f"{named} {text}: older than {most} months on {on}; {_NEWER}", name, evidence=place)
    else:
        yield Found("pass", f"{named} {text}: within {most} months on {on}", name, evidence=place)


def _dated(case: Case) -> list[tuple[str, str]]:
    """The printed dates in the order they should have."""
    printed = case.report.dates
    found = [(name, text) for name in _ORDER if (text := getattr(printed, name)) and _end(text)]
    if printed.harvested and _end(printed.harvested):
        found.insert(0, ("harvested", printed.harvested))
    return found


def _with_panels(case: Case, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """With the last day on which a panel was tested, where no day is printed for all."""
    last = last_tested(case.report)
    return [*found, ("tested", last)] if last and not case.report.dates.tested else found


def _waited(case: Case) -> str:
    """A report that came long after all was tested may be one issued anew."""
    tested, reported = last_tested(case.report) or case.report.dates.tested, case.report.dates.reported
    first, last = _end(tested), _end(reported)
    waited = (last - first).days if first and last and tested and reported else 0
    told = f"; reported {counted(waited, 'day')} after the last test: it may have been issued anew"
    return told if waited > _LONG else ""


def _disorder(case: Case, found: list[tuple[str, str]]) -> Iterator[Found]:
    for (first, early), (then, late) in pairwise(found):
        if _begin(early) > _end_of(late):
            named = [name_of_date(case.report, n) for n in (first, then)]
            message = f"{named[1]} {late} is before {named[0]} {early}; {_ASK}"
            yield Found("doubt", message, then, evidence=case.field(first, then))
    yield from _panels_out_of_order(case)


def _panels_out_of_order(case: Case) -> Iterator[Found]:
    """The days on which panels were tested, against the days the sample came in and the report went out."""
    received, reported = case.report.dates.received, case.report.dates.reported
    days = _panel_days(case)
    early = {n: day for n, day in days.items() if _end(received) and received and _end_of(day) < _begin(received)}
    late = {n: day for n, day in days.items() if _end(reported) and reported and _begin(day) > _end_of(reported)}
    if early:
        message = f"{_panels(early)}, before the sample was received ({received}); {_ASK}"
        yield Found("doubt", message, "tested", evidence=[*case.field("received"), *_titles(case, early)])
    if late:
        message = f"{_panels(late)}, after the report was made ({reported}); {_ASK}"
        yield Found("doubt", message, "tested", evidence=[*case.field("reported"), *_titles(case, late)])


def _tested_last(case: Case) -> list[Evidence]:
    """The panel whose day stands in for the one on which all was tested."""
    last = last_tested(case.report)
    return _titles(case, [n for n, day in _panel_days(case).items() if day == last][:1])


def _panel_days(case: Case) -> dict[PanelName, str]:
    """The days on which panels were tested, as far as they are dates."""
    return {n: p.tested_on for n, p in case.report.panels.items() if p.tested_on and _end(p.tested_on)}


def _titles(case: Case, names: Iterable[PanelName]) -> list[Evidence]:
    """Where the days on which panels were tested are printed: at their tables."""
    return [place for name in names for place in table_place(case.report.panels[name])]


def _panels(days: dict[PanelName, str]) -> str:
    """Each day with what was tested on it."""
    names = {day: listed(spaced(n) for n, own in days.items() if own == day) for day in sorted(set(days.values()))}
    return "; ".join(f"{panels} tested on {day}" for day, panels in names.items())


def _future(case: Case, found: list[tuple[str, str]]) -> Iterator[Found]:
    for name, text in found:
        if name != "expires" and _begin(text) > case.options.on:
            named = name_of_date(case.report, name)
            message = f"{named} {text} is after the day judged ({case.options.on}); {_ASK}"
            yield Found("doubt", message, name, evidence=case.field(name))


def _after_making(case: Case, found: list[tuple[str, str]]) -> Iterator[Found]:
    """A file can't print the date of a day after the one it was made on; clocks differ by a day."""
    made = moment(case.report.history.created)
    last = made.date() + timedelta(days=1) if made else date.max
    late = [(n, text) for n, text in found if n != "expires" and _begin(text) > last]
    panels = _panel_days(case)
    late += [(f"{spaced(n)} tested", day) for n, day in panels.items() if _begin(day) > last]
    if made and late:
        name, text = late[0]
        named = name_of_date(case.report, name)
        message = f"{named} {text} is printed, but the file was made on {made.date()}: the date was changed; {_SOURCE}"
        place = case.field(name) or _titles(case, [n for n in panels if f"{spaced(n)} tested" == name])
        yield Found("doubt", message, name if name in _ORDER else "tested", evidence=place)


def _begin(text: str) -> date:
    """The first day that a date (YYYY-MM-DD, or YYYY-MM) can mean."""
    return date.fromisoformat(text if len(text) > 7 else f"{text}-01")


def _end(text: str | None) -> date | None:
    """The last day it can mean; None where there is none, or it is no date."""
    try:
        return _end_of(text) if text else None
    except ValueError:
        return None


def _end_of(text: str) -> date:
    first = _begin(text)
    return first if len(text) > 7 else first.replace(day=monthrange(first.year, first.month)[1])


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
