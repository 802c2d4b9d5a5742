"""Dates that don't fit one another by many months: printed ones, and the day that laboratories put into their ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from coacheck.printed_dates import name_of_date
from coacheck.rules.case import Case, Found

_FAR = timedelta(days=270)
"""Between test and report lie days, at most some months; who redates a report mostly moves it by a year."""
_OF_THE_TEST = ("collected", "received", "tested", "reported")
_HELD = re.compile(r"(?:^|[-_ ])(\d{6}|\d{8}|\d\d-\d\d-20\d\d|20\d\d-\d\d-\d\d)(?=[-_ ]|[A-Z]\d)")
"""Digits that stand by themselves, with a serial number behind them: "SA-240930-49372", "260116M002"."""
_YEARS = 4
"""What would be a day of more years ago than this is a number."""
_ASK = "ask the lab for the right dates"


def far_apart(case: Case) -> Iterator[Found]:
    """A report that came many months after its test; one that was amended may."""
    if any(n.kind == "amended" for n in case.report.notices):
        return
    days = _days(case)
    tested = days.get("tested") or days.get("received")
    reported = days.get("reported")
    if tested and reported and reported - tested > _FAR:
        name = "tested" if "tested" in days else "received"
        named = name_of_date(case.report, name)
        message = f"reported {reported}, {(reported - tested).days} days after it was {named} ({tested}); {_ASK}"
        yield Found("doubt", message, "reported", evidence=case.field(name, "reported"))


def by_id(case: Case) -> Iterator[Found]:
    """The sample's id holds a day, and a printed date is many months off."""
    own = case.report.sample_id or ""
    every = {day for text in _HELD.findall(own) for day in _readings(text.replace("-", ""))}
    for name, printed in _days(case).items():
        held = [day for day in every if abs(day.year - printed.year) <= _YEARS]
        nearest = min(held, key=lambda day: abs(day - printed), default=printed)
        if abs(nearest - printed) > _FAR:
            named = name_of_date(case.report, name)
            message = f"the id {own} holds the day {nearest}, and {named} {printed} is printed; {_ASK}"
            yield Found("doubt", message, name, evidence=case.field("sample_id", name))
            return


def _days(case: Case) -> dict[str, date]:
    found = {}
    for name in _OF_THE_TEST:
        with suppress(TypeError, ValueError):  # not printed, a month alone, or no day that there is
            found[name] = date.fromisoformat(getattr(case.report.dates, name))
    return found


def _readings(digits: str) -> Iterator[date]:
    """The days that "240930", "093024", "20240930" or "09302024" can be."""
    if len(digits) == 6:
        ways = [(f"20{digits[:2]}", digits[2:4], digits[4:]), (f"20{digits[4:]}", digits[:2], digits[2:4])]
    else:
        ways = [(digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[:2], digits[2:4])]
    for year, month, day in ways:
        with suppress(ValueError):
            yield date(int(year), int(month), int(day))
