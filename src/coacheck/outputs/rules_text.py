"""The rules as text: the catalogue, a check, the limits for an analyte."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from rich.console import Console
from rich.text import Text

from coacheck.model import Category, Pillar
from coacheck.outputs.safe import clean
from coacheck.outputs.terminal import Row, print_rows
from coacheck.outputs.words import joined, plain
from coacheck.rules.catalogue import (
    Catalogue,
    CheckExplained,
    CheckTold,
    LimitsExplained,
    LimitTold,
    SetExplained,
    SetsExplained,
    SetTold,
)

_EVERY = len(get_args(Category))
_NAMED = 4  # analytes of a panel, as examples
_MEANT = {
    "auto": "the default: the program of the state whose licensed cannabis the report is of, else",
    "hemp": "federal hemp law and a list of contaminants:",
    "cannabis": "licensed cannabis of a state that has no rule set here, by the contaminants of",
}
_WORDS = {"<=": "at most", "<": "less than"}


def print_catalogue(found: Catalogue, console: Console) -> None:
    console.print(Text("Rule sets (--rules)", "bold"))
    for name, sets in found.default.items():
        print_rows([(name, f"{_MEANT[name]} {joined(sets, ' and ')}", "bold")], console, width=8, indent=2)
    print_rows((row for each in found.sets for row in _set(each)), console, width=8, indent=2)
    pillar: Pillar | None = None
    for check in found.checks:
        if check.pillar != pillar:
            pillar = check.pillar
            console.print()
            console.print(Text(f"Checks: {pillar}", "bold"))
        print_rows([_check(check)], console, width=20, indent=2)


def print_check(found: CheckExplained, console: Console) -> None:
    console.print(Text.assemble((found.name, "bold"), f" ({found.pillar})"))
    own = [c.citation for c in found.citations if c.rules is None]
    rows = [("asks", found.asks, "dim"), ("why", found.why, "dim"), *(("source", c, "dim") for c in own)]
    print_rows(rows or [("source", "none", "dim")], console, width=7, indent=2)
    by_set: dict[str, list[str]] = {}
    for c in found.citations:
        if c.rules is not None:
            by_set.setdefault(c.rules, []).append(c.citation)
    if by_set:
        console.print()
        console.print(Text("by the figures of", "bold"))
        print_rows(((s, "; ".join(c), "bold") for s, c in by_set.items()), console, max(map(len, by_set)), indent=2)


def print_sets(found: SetsExplained, console: Console) -> None:
    """What each set is, covers and says of THC; the figures themselves are for `explain SET ANALYTE`."""
    for i, each in enumerate(found.sets):
        if i:
            console.print()
        console.print(Text.assemble((each.name, "bold"), f": {clean(each.title)}"))
        print_rows(_covers(each), console, width=12, indent=2)
        for rule in each.thc:
            console.print()
            console.print(Text(f"THC: {clean(rule.text)}", "bold"))
            print_rows(_limit(rule.model_copy(update={"text": ""})), console, width=10, indent=2)


def _covers(each: SetExplained) -> Iterator[Row]:
    yield "source", clean(each.source), "dim"
    yield "holds", since(each.since, each.until), "dim"
    yield "limits", _count(each.limits, each.low_confidence) if each.limits else "none for contaminants", "dim"
    if each.judged_by != each.name:
        yield "", f"--rules {each.name} judges contaminants by those of {each.judged_by}", ""
    for panel in each.panels:
        kinds = "all categories" if len(panel.categories) == _EVERY else joined(panel.categories)
        names = joined(plain(a) for a in panel.analytes[:_NAMED])
        more = len(panel.analytes) - _NAMED
        told = f"{names} and {more} more" if more > 0 else names
        yield "", f"{plain(panel.panel)}: {_count(panel.limits, panel.low_confidence)} for {kinds} ({told})", ""
    yield "THC", f"{len(each.thc)} rules, below" if each.thc else "no rule", "dim"
    for note in each.notes:
        yield "note", clean(note), "dim"


def _count(limits: int, low: int) -> str:
    return f"{limits}{f', {low} of them for information only' if low else ''}"


def print_limits(found: LimitsExplained, console: Console) -> None:
    console.print(Text.assemble((plain(found.analyte), "bold"), f": limits of {found.rules}"))
    if found.note:
        console.print(Text(found.note))
    for limit in found.limits:
        console.print()
        console.print(Text(f"{figure(limit)}, {categories(limit)}", "bold"))
        print_rows(_limit(limit), console, width=10, indent=2)


def figure(limit: LimitTold) -> str:
    """ "at most 0.2 ug/g", "none may be found", "no report can show it"."""
    if limit.limit is not None:
        return f"{_WORDS[limit.comparison]} {limit.limit:.10g} {limit.unit or ''}".strip()
    if limit.comparison == "not_derivable":
        return "no report can show it"
    return f"none may be found{f' ({limit.unit})' if limit.comparison == 'absent' else ''}"


def categories(limit: LimitTold) -> str:
    """The kinds of products that it is for."""
    kinds = "all categories" if len(limit.categories) == _EVERY else joined(limit.categories)
    only = f"; only {joined(limit.forms)}" if limit.forms else ""
    but = f"; not {joined(limit.except_forms)}" if limit.except_forms else ""
    return kinds + only + but


def since(first: str | None, last: str | None) -> str:
    return joined([first and f"since {first}", last and f"until {last}"]) or "no date given"


def _set(each: SetTold) -> Iterator[Row]:
    yield each.name, clean(each.title), "bold"
    low = f" ({each.low_confidence} for information only)" if each.low_confidence else ""
    thc = f"{each.thc_rules} THC rules" if each.thc_rules else None
    yield "", joined([f"{each.limits} limits{low}", thc, since(each.since, each.until)]), ""
    yield "", clean(each.source), ""


def _check(check: CheckTold) -> Row:
    return check.name, clean(check.asks), ""


def _limit(limit: LimitTold) -> Iterator[Row]:
    yield "in", joined([limit.rules, plain(limit.panel)]), "dim"
    if limit.text:
        yield "for", clean(limit.text), "dim"
    yield "holds", since(limit.since, limit.until), "dim"
    yield "source", clean(limit.citation), "dim"
    yield "confidence", limit.confidence + ("" if limit.judges else ": fails and passes nothing"), "dim"
    if limit.note:
        yield "note", clean(limit.note), "dim"
