"""What the file's own record says that it is about, against the product on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from coacheck.rules.case import Case, Found

_OF = re.compile(
    r"\b(?:analysis|results?|report|certificate of \w+)\s+(?:of|for)\s+(?P<name>.+?)"
    r"(?=\s+samples?\b|\s+collected\b|\s+by\b|[.;(]|$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_FILLERS = frozenset(
    {"analysis", "batch", "certificate", "client", "concentrate", "customer", "extract", "flower", "hemp", "lot",
     "oil", "order", "product", "report", "sample", "samples", "test", "testing", "thca", "thc", "cbd", "the"}
)  # fmt: skip
_ALIKE = 0.6  # share of letters in common: "Londoncello" for "London Chello"
_LONGEST = 120
_ASK = "ask the lab, or its portal, for the file as it was issued"


def names_another(case: Case) -> Iterator[Found]:
    """A laboratory's program writes into the file what it tested; who sets another name on the page leaves it there."""
    name = case.report.product.name
    for said in case.report.history.about if name else ():
        if (match := _OF.search(said)) and not _same(case, match["name"]):
            own = f"the file's own record says “{said[:_LONGEST]}”, the page names “{name}”"
            yield Found("doubt", f"{own}; {_ASK}", "product", evidence=case.field("product"))
            return


def _same(case: Case, named: str) -> bool:
    """Is it the product, or anything else that the page says of it? A mere number may be."""
    report = case.report
    ids = [report.sample_id, report.batch, *report.other_sample_ids, *(i.text for i in report.other_ids)]
    known = [report.product.name, report.product.matrix, report.client, report.lab.name, *ids]
    words, printed = _words(named), " ".join(t for t in known if t)
    if not words or words & _words(printed):
        return True
    a, b = _letters(named), _letters(report.product.name or "")
    return _letters(named) in _letters(printed) or SequenceMatcher(None, a, b).ratio() >= _ALIKE


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _FILLERS


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
