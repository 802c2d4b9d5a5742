"""Pages that are many times as large as paper (a scan with a point for each pixel), read as if they were paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import median
from typing import Any

from coacheck.model import Report
from coacheck.page import Code, Document, Page, Stroke, Word

_LARGE = 20.0
"""Points; print of that size all over a page is no print on paper."""
_LONG_SIDE = 842.0
Factors = Mapping[int, float]
"""How much smaller a page was made, by its number."""


def as_paper(document: Document) -> tuple[Document, Factors]:
    """The document with its large pages at the size of A4."""
    factors = {page.number: factor for page in document.pages if (factor := _factor(page)) is not None}
    if not factors:
        return document, factors
    pages = [_page(p, factors[p.number]) if p.number in factors else p for p in document.pages]
    codes = [_code(c, factors.get(c.page, 1.0)) for c in document.codes]
    return replace(document, pages=pages, codes=codes), factors


def as_printed(report: Report, factors: Factors) -> Report:
    """The report with its boxes on the pages as they are."""
    return Report.model_validate(_put_back(report.model_dump(), factors)) if factors else report


def _factor(page: Page) -> float | None:
    if page.text != "ocr" or not page.words or median(w.size for w in page.words) < _LARGE:
        return None
    return min(1.0, _LONG_SIDE / max(page.width, page.height))


def _page(page: Page, by: float) -> Page:
    return replace(
        page, width=page.width * by, height=page.height * by, words=[_word(w, by) for w in page.words],
        strokes=[_stroke(s, by) for s in page.strokes],
    )  # fmt: skip


def _word(w: Word, by: float) -> Word:
    return replace(
        w, x0=w.x0 * by, top=w.top * by, x1=w.x1 * by, bottom=w.bottom * by, size=w.size * by,
        base=w.base * by, starts=tuple(x * by for x in w.starts),
    )  # fmt: skip


def _stroke(s: Stroke, by: float) -> Stroke:
    return replace(s, x0=s.x0 * by, top=s.top * by, x1=s.x1 * by, bottom=s.bottom * by)


def _code(code: Code, by: float) -> Code:
    x0, top, x1, bottom = code.box
    return replace(code, box=(x0 * by, top * by, x1 * by, bottom * by))


def _put_back(value: Any, factors: Factors) -> Any:
    if isinstance(value, list):
        return [_put_back(each, factors) for each in value]
    if not isinstance(value, dict):
        return value
    out = {name: _put_back(each, factors) for name, each in value.items()}
    if out.get("bbox") and (by := factors.get(out.get("page", 0))):
        out["bbox"] = [v / by for v in out["bbox"]]
    return out
