"""The dates of a report, each by what the page calls it: the day on which all was done is none of testing."""

from __future__ import annotations

import re

from coacheck.model import Report

_COMPLETED = re.compile(r"\bcomplet|\bfine analisi|\bt[ée]rmino d|\bfinaliza|\babgeschlossen|\bconclu", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def name_of_date(report: Report, field: str) -> str:
    """ "completed" where the day of the test is printed as that of its completion, else the field."""
    place = report.fields.get(field)
    done = field == "tested" and place is not None and _COMPLETED.search(place.text)
    return "completed" if done else field


def last_tested(report: Report) -> str | None:
    """The last day on which a panel was tested, where no day of testing is printed for all."""
    known = report.dates.tested
    if known and name_of_date(report, "tested") == "tested":
        return None
    days = [p.tested_on for p in report.panels.values() if p.tested_on and _DAY.fullmatch(p.tested_on)]
    return max(days) if days and not (known and max(days) > known) else None


def named_dates(report: Report) -> list[tuple[str, str]]:
    """What is printed, in the order that a sample goes through, with the last day of a panel's test."""
    days = report.dates.model_dump()
    found = []
    for field, day in days.items():
        if field == "tested" and (last := last_tested(report)):
            found.append(("tested", last))
        if day:
            found.append((name_of_date(report, field), day))
    return found
