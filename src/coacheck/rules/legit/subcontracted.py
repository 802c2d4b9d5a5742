"""Tests that another laboratory did: what the report says of itself does not cover them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coacheck.model import Notice
from coacheck.rules.case import Case, Found
from coacheck.rules.legit.hosts import same_house
from coacheck.rules.legit.notes import places
from coacheck.rules.table_place import table_place
from coacheck.rules.wording import listed, spaced

_WHO = re.compile(r"\b(?:by|to)\s*:?\s+([A-Z0-9].*)$")
_ASK = "ask for its name, licence and accreditation, and for its own report"


def subcontracted(case: Case) -> Iterator[Found]:
    """One gap for each other laboratory: nothing that the report shows of its own accreditation is about it."""
    others: dict[str, list[Notice]] = {}
    for notice in case.report.notices:
        who = _WHO.search(notice.text)
        name = who[1].strip(" .") if who else "another laboratory"
        if notice.kind == "subcontracted" and not same_house(case.report.lab.name or name, name):
            others.setdefault(name, []).append(notice)
    for name, said in others.items():
        what = listed(dict.fromkeys(_tested(case, n) for n in said))
        message = f"{what}: performed by {name}, whose accreditation was not found; {_ASK}"
        yield Found("gap", message, "subcontracted", evidence=places(said))


def _tested(case: Case, notice: Notice) -> str:
    """The panel whose table is next to the words, else their page."""
    tables = {n: e.bbox for n, p in case.report.panels.items() for e in table_place(p) if e.page == notice.page}
    if not tables:
        return f"a test on page {notice.page}"
    middle = (notice.bbox[1] + notice.bbox[3]) / 2
    return spaced(min(tables, key=lambda n: max(tables[n][1] - middle, middle - tables[n][3], 0)))
