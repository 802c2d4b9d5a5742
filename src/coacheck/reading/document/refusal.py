"""Is the document a laboratory report on cannabinoids at all?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.model import Report
from coacheck.page import Page

_SUBJECT = re.compile(r"\b(?:cannabi\w+|hemp|marijuana|thc\w?|cbd\w?|metrc|dispensar\w+|hanf)\b", re.IGNORECASE)
_LABORATORY = re.compile(
    r"certificate of analysis|analytical (?:test )?report|test (?:report|results?)"
    r"|laborator\w+|\blabs?\b|LOQ|LOD|analyse",
    re.IGNORECASE,
)
_CERTIFICATE = re.compile(r"^.{0,12}\b(?:certificate\s+of\s+analysis|COA)\b[^.]{0,25}$", re.IGNORECASE | re.MULTILINE)
"""As a title: a price list may speak of certificates too."""


_SCANNED = 0.7
"""Share of a page that one picture covers, where the page is a scan."""


def is_scan(pages: Sequence[Page]) -> bool:
    """Are most pages pictures, whose text is no more than what a machine made of them (OCR)?"""
    return 2 * sum(page.image_share > _SCANNED for page in pages) > len(pages)


def speaks_of_a_report(text: str) -> bool:
    """Do words of a laboratory report on cannabinoids stand in it, whatever became of its figures?"""
    return _SUBJECT.search(text) is not None and _LABORATORY.search(text) is not None


def refusal(report: Report, text: str) -> str | None:
    """Why the document is no laboratory report on cannabinoids, or None where it is one.

    A bare potency sheet is one; a certificate of another substance, a permit, a menu or a product page is not.
    """
    cannabinoids = report.panels.get("cannabinoids")
    figures = len(cannabinoids.measurements) if cannabinoids else 0
    figures += sum(t.name.startswith(("total_thc", "total_cbd", "total_cannabinoids")) for t in report.totals)
    others = sum(len(panel.measurements) for name, panel in report.panels.items() if name != "cannabinoids")
    mentions = len(_SUBJECT.findall(text))
    if (figures >= 2 and (_identified(report) or _measured(report))) or (figures == 1 and _LABORATORY.search(text)):
        return None
    if mentions >= 2 and _LABORATORY.search(text) and (others >= 3 or len(report.panels) >= 3):
        return None
    if not _CERTIFICATE.search(text) or figures:
        return "no laboratory report on cannabinoids"
    of = "of no cannabis or hemp product" if not mentions else "without results on cannabinoids"
    return f"a certificate of analysis, but {of}"


def _identified(report: Report) -> bool:
    """Does it say of what it is, or whose: a lab, an id, a batch or a date?"""
    dates = report.dates.model_dump().values()
    return any((report.lab.name, report.sample_id, report.batch, *dates))


def _measured(report: Report) -> bool:
    """Does a row say what only a measurement can say: ND, <LOQ, a detection limit?"""
    panel = report.panels.get("cannabinoids")
    rows = panel.measurements if panel else []
    return any(m.lod or m.loq or any(r.qualifier and r.bound is None for r in m.results) for m in rows)
