"""Is the document a laboratory report on cannabinoids at all?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.model import Report
from coacheck.pdf import Page

_SUBJECT = re.compile(r"\b(?:cannabi\w+|hemp|marijuana|thc\w?|cbd\w?|metrc|dispensar\w+|hanf)\b", re.IGNORECASE)
_LABORATORY = re.compile(
    r"certificate of analysis|analytical (?:test )?report|test (?:report|results?)"
    r"|laborator\w+|\blabs?\b|LOQ|LOD|analyse",
    re.IGNORECASE,
)
_CERTIFICATE = re.compile(r"certificate\s+of\s+analysis|\bCOA\b", re.IGNORECASE)


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

    A bare potency sheet is one; a certificate of another substance, a permit or a price list is not.
    """
    cannabinoids = report.panels.get("cannabinoids")
    figures = len(cannabinoids.measurements) if cannabinoids else 0
    figures += sum(t.name.startswith(("total_thc", "total_cbd", "total_cannabinoids")) for t in report.totals)
    others = sum(len(panel.measurements) for panel in report.panels.values())
    about = len(_SUBJECT.findall(text)) >= 2
    if figures >= 2 or (figures and _LABORATORY.search(text)):
        return None
    if about and _LABORATORY.search(text) and (others >= 3 or len(report.panels) >= 3):
        return None
    if _CERTIFICATE.search(text) and not about:
        return "a certificate of analysis, but of no cannabis or hemp product"
    return "no laboratory report on cannabinoids"
