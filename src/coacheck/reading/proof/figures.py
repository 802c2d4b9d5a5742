"""The figures of a report: each with what on the page proves it, and how sure a recogniser was of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from statistics import median

from coacheck.model import Measurement, Panel, Place, Proof, Result, Total
from coacheck.page import Page, Word

_DIGITS = re.compile(r"\d")
_TIMES = {("%", "mg/g"): 10.0, ("mg/g", "%"): 0.1}
_ACID = 0.877
_SUMS = {"total_thc": ("delta_9_thc", "thca"), "total_cbd": ("cbd", "cbda"), "total_cbg": ("cbg", "cbga")}
PANEL_SUMS = {"total_cannabinoids": "cannabinoids", "total_terpenes": "terpenes"}
_FEW = 3
"""Digits of a figure that proves itself by being printed twice."""


@dataclass
class Figure:
    """One printed figure: the panel (None: a total), its row, its place among the results of the row."""

    panel: str | None
    row: Measurement | Total
    at: int
    sure: float = 1.0
    """How sure a recogniser was of its digits."""
    recognised: bool = False
    """Does it stand on a page that a recogniser read?"""
    proofs: set[Proof] = field(default_factory=set)

    @property
    def result(self) -> Result:
        return self.row.results[self.at]

    @property
    def value(self) -> float:
        result = self.result
        return result.value if result.value is not None else (result.bound or 0.0)

    @property
    def half(self) -> float:
        """Half a unit of the last digit printed."""
        number = re.search(r"\d*[.,]?\d+", self.result.text)
        decimals = len(number[0].replace(",", ".").partition(".")[2]) if number else 0
        return float(0.5 * 10**-decimals)


def figures_of(panels: Mapping[str, Panel], totals: Sequence[Total], pages: Sequence[Page]) -> list[Figure]:
    """Every figure of a report, with how sure a recogniser was of its digits where one read the page."""
    by_number = {page.number: page for page in pages if page.text in ("ocr", "mixed")}
    rows: list[tuple[str | None, Measurement | Total]] = [
        (name, m) for name, panel in panels.items() for m in panel.measurements
    ]
    rows += [(None, total) for total in totals]
    return [
        Figure(name, row, i, _sure(result.text, row.source, by_number), True)
        if row.source and row.source.page in by_number else Figure(name, row, i)
        for name, row in rows
        for i, result in enumerate(row.results) if result.value is not None or result.bound is not None
    ]  # fmt: skip


def sure_of_name(row: Measurement, pages: Sequence[Page]) -> float:
    """How sure the recogniser was of the letters of a row's name."""
    page = next((p for p in pages if row.source and p.number == row.source.page), None)
    if page is None or row.source is None:
        return 1.0
    parts = set(row.name.split())
    return min((w.sure for w in page.words if w.text in parts and _inside(w, row.source)), default=1.0)


def _sure(text: str, place: Place, pages: Mapping[int, Page]) -> float:
    parts = {part for part in text.split() if _DIGITS.search(part)}
    here = [w for w in pages[place.page].words if w.text in parts and _inside(w, place)]
    if here:
        return min(w.sure for w in here)
    elsewhere = [w.sure for page in pages.values() for w in page.words if any(part in w.text for part in parts)]
    return max(elsewhere, default=0.0)


def _inside(word: Word, place: Place) -> bool:
    x0, top, x1, bottom = place.bbox
    return x0 - 1 <= word.centre <= x1 + 1 and top - 1 <= word.middle <= bottom + 1


def prove(figures: Sequence[Figure], pages: Sequence[Page]) -> None:
    """Mark the figures that the page itself proves: by another unit, by a sum, by being printed again."""
    by_row: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_row[id(figure.row)].append(figure)
    _by_units(list(by_row.values()))
    _by_sums(figures)
    _by_repetition(figures, pages)


def _by_units(rows: Sequence[Sequence[Figure]]) -> None:
    """The same amount in % and mg/g; in two units whose ratio is that of the other rows."""
    pairs: dict[tuple[str | None, str | None], list[tuple[Figure, Figure]]] = defaultdict(list)
    for row in rows:
        for a, b in combinations(row, 2):
            if a.value and b.value:
                pairs[(a.result.unit, b.result.unit)].append((a, b))
    for (one, other), found in pairs.items():
        known = _TIMES.get((one or "", other or ""))
        for a, b in found:
            rest = [y.value / x.value for x, y in found if x is not a]
            times = known or (median(rest) if len(rest) > 1 else None)
            if times and abs(b.value - times * a.value) <= 1.02 * (b.half + times * a.half):
                a.proofs.add("ratio")
                b.proofs.add("ratio")


def _by_sums(figures: Sequence[Figure]) -> None:
    for total in (f for f in figures if isinstance(f.row, Total)):
        assert isinstance(total.row, Total)
        for figure in summed(total.row.name, total, figures):
            figure.proofs.add("total")


def summed(name: str, total: Figure, figures: Iterable[Figure], slack: float = 0.0) -> list[Figure]:
    """The figure and those of the rows that make it, if it is the total of this name; nothing where they don't.

    `slack`: the share of it that may be missing besides what rounding explains.
    """
    same = [f for f in figures if f.panel and f.result.unit == total.result.unit and f.result.value is not None]
    codes, panel = _SUMS.get(name), PANEL_SUMS.get(name)
    parts = [(f, _ACID if codes and _code(f) == codes[1] else 1.0) for f in same
             if (_code(f) in codes if codes else f.panel == panel)]  # fmt: skip
    return [total, *(f for f, _ in parts)] if parts and _adds_up(total, parts, slack) else []


def _code(figure: Figure) -> str:
    return (isinstance(figure.row, Measurement) and figure.row.analyte) or ""


def _adds_up(total: Figure, parts: Sequence[tuple[Figure, float]], slack: float) -> bool:
    rounded = total.half + sum(share * f.half for f, share in parts)
    return abs(total.value - sum(share * f.value for f, share in parts)) <= 1.02 * rounded + slack * total.value


def _by_repetition(figures: Sequence[Figure], pages: Sequence[Page]) -> None:
    """A figure of several digits that stands on the pages twice: both can hardly be misread alike."""
    printed = Counter(w.text.rstrip("%") for page in pages for w in page.words if _digits(w.text) >= _FEW)
    for figure in figures:
        told = str(figure.value).strip("0.").replace(".", "")
        if len(told) >= _FEW and sum(printed[text] for text in set(_numbers(figure.result.text))) > 1:
            figure.proofs.add("repeated")


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _numbers(text: str) -> Iterator[str]:
    return (part.rstrip("%") for part in text.split() if _DIGITS.search(part))


def agrees_with_limits(row: Measurement) -> bool:
    """Does what stands beside the result agree with it: LOD ≤ LOQ, pass within the limit, fail over it?"""
    checks = []
    if row.lod and row.loq and row.lod.unit == row.loq.unit:
        checks.append(row.lod.value <= row.loq.value)
    if row.limit and row.status in ("pass", "fail"):
        values = [r.value for r in row.results if r.value is not None and r.unit == row.limit.unit]
        within = all(v <= row.limit.value for v in values)
        if values or row.status == "pass":
            checks.append(within == (row.status == "pass"))
    return bool(checks) and all(checks)
