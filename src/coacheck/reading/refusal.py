"""Is the document a laboratory report on cannabinoids at all?"""

from __future__ import annotations

import re

from coacheck.model import Report

_SUBJECT = re.compile(r"\b(?:cannabi\w+|hemp|marijuana|thc\w?|cbd\w?|metrc|dispensar\w+|hanf)\b", re.IGNORECASE)
_LABORATORY = re.compile(
    r"certificate of analysis|analytical (?:test )?report|test (?:report|results?)"
    r"|laborator\w+|\blabs?\b|LOQ|LOD|analyse",
    re.IGNORECASE,
)
_CERTIFICATE = re.compile(r"certificate\s+of\s+analysis|\bCOA\b", re.IGNORECASE)


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
