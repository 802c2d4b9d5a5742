"""The lab's web page beside this file: rows that begin with an analyte's name, and the ids of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from coacheck.model import Evidence, Report, Result
from coacheck.rules.amounts.printed import printed_number
from coacheck.rules.case import Found
from coacheck.rules.wording import counted

_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-]|\.\d)")
_FIGURE = re.compile(r"[<>≤≥±~]?\s*\d|n\.?d\b|<?\s*lo[qd]\b", re.IGNORECASE)
_BATCH = re.compile(r"^(?:batch|lot)\b[^:]{0,12}[:#]?\s+(\S*\d\S*)", re.IGNORECASE)
_TOLD = 3
_GO = "go by the lab's page, and ask the seller why"


@dataclass(frozen=True)
class Row:
    """A row of this report: its name, its figures, and its place."""

    name: str
    numbers: tuple[str, ...]
    place: Evidence | None


def on_page(report: Report, text: str, host: str, place: Evidence) -> Found:
    """Are the report's id and each of its figures on the page, in the row of their name?"""
    lines, bare = text.splitlines(), _bare(text)
    own = report.sample_id or report.batch
    if own and _bare(own) not in bare:
        message = f"the page at {host} is there, but can't be compared: it does not show {own}; open it and compare"
        return Found("gap", message, "online", evidence=[place])
    pairs = [(row, beside) for row in _rows(report) if (beside := _beside(row, lines))]
    other = [(row, beside) for row, beside in pairs if not _has(beside, row.numbers)]
    batch = next((m[1] for line in lines if (m := _BATCH.match(line))), None)
    if other:
        told = [f"{row.name} {', '.join(b)} where this file says {', '.join(row.numbers)}" for row, b in other[:_TOLD]]
        more = f"; {len(other) - _TOLD} more differ" if len(other) > _TOLD else ""
        where = [row.place for row, _ in other[:_TOLD] if row.place]
        message = f"the lab's page at {host} says {'; '.join(told)}{more}; {_GO}"
        return Found("doubt", message, "online", evidence=[*where, place])
    if batch and report.batch and _bare(batch) != _bare(report.batch) and _bare(report.batch) not in bare:
        message = f"the lab's page at {host} says batch {batch} where this file says {report.batch}; {_GO}"
        return Found("doubt", message, "online", evidence=[place])
    if not pairs:
        message = f"the page at {host} is there, but can't be compared: no row of this report is on it; open it"
        return Found("gap", message, "online", evidence=[place])
    message = f"the lab's page at {host} says the same: {counted(len(pairs), 'row')} of this report"
    return Found("pass", message, "online", evidence=[place])


def _rows(report: Report) -> Iterator[Row]:
    every = [(m.name, m.results, m.source, m.text) for p in report.panels.values() for m in p.measurements]
    every += [(t.printed, t.results, t.source, t.text) for t in report.totals]
    for name, results, source, text in every:
        numbers = tuple(_text(r) for r in results if r.value is not None)
        if numbers:
            yield Row(name, numbers, Evidence(page=source.page, bbox=source.bbox, text=text) if source else None)


def _text(result: Result) -> str:
    plain = result.text.replace(",", "")
    return plain if printed_number(plain) is not None else f"{result.value}"


def _beside(row: Row, lines: list[str]) -> tuple[str, ...]:
    """The numbers in a line that begins with its name, or right below one with the name alone; best where they fit."""
    found = list(_candidates(_bare(row.name), lines))
    return next((f for f in found if _has(f, row.numbers)), found[0] if found else ())


def _candidates(own: str, lines: list[str]) -> Iterator[tuple[str, ...]]:
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        words = line.split()
        for count in range(1, len(words) + 1):
            rest = " ".join(words[count:]) or below
            if _bare("".join(words[:count])) == own and _FIGURE.match(rest):
                yield tuple(_NUMBER.findall(rest))


def _has(beside: tuple[str, ...], numbers: tuple[str, ...]) -> bool:
    """Every figure is there, or one that is rounded from the same."""
    there = [n for b in beside if (n := printed_number(b.replace(",", ""))) is not None]
    return all(any(_same(n, t) for t in there) for text in numbers if (n := printed_number(text)) is not None)


def _same(a: Decimal, b: Decimal) -> bool:
    places = [n.as_tuple().exponent for n in (a, b)]
    coarse = max(p for p in places if isinstance(p, int))
    return a == b if places[0] == places[1] else abs(a - b) * 2 <= Decimal(1).scaleb(coarse)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
