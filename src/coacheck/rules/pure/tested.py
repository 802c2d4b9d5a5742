"""What was tested: which analytes of a list the report has a result for, and which were not found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from coacheck.model import Measurement, PanelName, Total
from coacheck.rules.amounts.stated import UNTESTED
from coacheck.rules.case import Case, once
from coacheck.rules.law.vocabulary import parts, spellings
from coacheck.rules.pure.limited import Row, detected

_SHORTEST = 4  # letters; a shorter name stands in other words
_ALIKE = 0.9  # share of letters in common
_INCLUDES = {"e_coli": ("stec", "e_coli_o157")}  # where there is none of it in a gram, there is none of its strains
_IN_A_GRAM = 1  # CFU/g; a plate that sees no less than ten says nothing of a strain that must be absent in a gram
_PRESENCE = re.compile(r"absen|presen|negative|not detected|detection in|per 1 ?g", re.IGNORECASE)
_NOTED = {"enterobacteriaceae": ("bile-tolerant", "btgn")}  # what it is where the report says so


def tested(row: Row) -> bool:
    """A result, or the lab's Fail; its Pass alone shows nothing."""
    failed = isinstance(row, Measurement) and row.status == "fail"
    return failed or any(r.qualifier not in UNTESTED for r in row.results)


def bare_pass(row: Measurement) -> bool:
    return row.status == "pass" and not tested(row)


def not_found(case: Case, codes: Iterable[str]) -> list[str]:
    """Those of the analytes that the report states nothing of, on any page and in any panel."""
    known = _covered(case)
    missing = [code for code in codes if code not in known]
    strange = _of_nobody(case) if missing else []
    return [code for code in missing if not (strange and _misspelled(strange, code))]


def _of_nobody(case: Case) -> list[str]:
    """The rows that nobody knows, and where nothing was detected."""
    rows = [m for p in case.report.panels.values() for m in p.measurements if m.analyte is None]
    return [_letters(m.name) for m in rows if tested(m) and not detected(m)]


def _misspelled(strange: Sequence[str], code: str) -> bool:
    """Is it named by one of those rows, but for a slip ("Fludixonil")?"""
    return any(get_close_matches(_letters(name), strange, 1, _ALIKE) for name in spellings(code))


def unread(case: Case, codes: Iterable[str]) -> list[str]:
    """Those that a line of the report names which was not understood."""
    lines = [_letters(line.text) for line in case.report.unread]
    names = {code: [n for n in map(_letters, spellings(code)) if len(n) >= _SHORTEST] for code in codes}
    return [code for code, those in names.items() if any(n in line for n in those for line in lines)]


def panel_rows(case: Case, name: PanelName) -> list[Measurement]:
    return [m for m in case.panel(name).measurements if tested(m)]


def tests_in(case: Case, name: PanelName) -> list[Measurement]:
    """What was tested, without the sums of other rows that some forms print among them."""
    rows = panel_rows(case, name)
    codes = {m.analyte for m in rows}
    return [m for m in rows if not (_is_load(m) or codes.intersection(parts().get(m.analyte or "", ())))] or rows


def _is_load(row: Measurement) -> bool:
    """ "Total Contaminant Load", of all rows of its panel."""
    return (row.analyte or "").endswith("_total_load")


def by_species(case: Case, codes: Iterable[str]) -> list[str]:
    """Those of the strains among the analytes that have no row, and whose species was not found in a gram."""
    told = _told(case)
    own, shown = {code for code, _ in told}, _strains(told)
    return [code for code in codes if code in shown and code not in own]


def _told(case: Case) -> list[tuple[str, Row]]:
    rows: list[tuple[str | None, Row]] = [(m.analyte, m) for p in case.report.panels.values() for m in p.measurements]
    rows += [(t.name, t) for t in case.report.totals]
    return [(code, row) for code, row in rows if code and tested(row)]


def _absent(told: Sequence[tuple[str, Row]]) -> set[str]:
    return {code for code, _ in told} - {code for code, row in told if detected(row)}


def _strains(told: Sequence[tuple[str, Row]]) -> set[str]:
    absent = _absent(told)
    return {strain for code, row in told if code in absent and _in_no_gram(row) for strain in _INCLUDES.get(code, ())}


@once
def _covered(case: Case) -> set[str]:
    """A part that was tested stands for its sum; a sum that was not detected for each of its parts, and a species
    that is absent in a gram for its strains.
    """
    told = _told(case)
    known = {code for code, _ in told}
    shown = {part for code in _absent(told) for part in parts().get(code, ())} | _strains(told)
    sums = {code for code, own in parts().items() if known & set(own) or (own and shown >= set(own))}
    return known | sums | shown | _by_note(case, known)


def _in_no_gram(row: Row) -> bool:
    """Not detected at all: by a test for presence, or a count that sees, or a limit that allows, one at most."""
    if isinstance(row, Total) or not row.results or any(r.qualifier not in ("ND", "<LOQ") for r in row.results):
        return False
    below = any(r.qualifier == "<LOQ" for r in row.results)
    least = [q.value for q in ((row.loq,) if below else (row.lod, row.loq, row.limit)) if q is not None]
    said = " ".join([row.limit_text or "", *(r.text for r in row.results)])
    presence = not any("cfu" in (r.unit or "").casefold() for r in row.results) or bool(_PRESENCE.search(said))
    return (presence and not below) or any(value <= _IN_A_GRAM for value in least)


def _by_note(case: Case, known: set[str]) -> set[str]:
    """ "Enterobacteriaceae is the family of bacteria also known as bile-tolerant gram-negative bacteria"."""
    said = {n.kind for n in case.report.notices}
    return {code for other, (kind, code) in _NOTED.items() if other in known and kind in said}


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
