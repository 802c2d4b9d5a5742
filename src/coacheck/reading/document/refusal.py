"""Is the document a laboratory report on cannabinoids at all?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coacheck.model import Measurement, Report
from coacheck.page import Page
from coacheck.reading.vocabulary import vocabulary

_SUBJECT = re.compile(
    r"\b(?:\w*cannabi\w+|hemp|marihuana|marijuana|thc\w?|cbd\w?|metrc|dispensar\w+"
    r"|hanf\w*|canapa|c[aá]ñamo|chanvre|c[aâ]nhamo|hennep\w*|live (?:resin|rosin)|pre-?rolls?|1A4[0-9A-F]{21})\b",
    re.IGNORECASE,
)
_LABORATORY = re.compile(
    r"certificate of analysis|analytical (?:test )?report|test (?:report|results?)"
    r"|laborat[oó]\w+|\blabs?\b|LOQ|LOD|analyse|rapporto di prova|(?:informe|reporte) de (?:an[aá]lisis|ensayos?)"
    r"|pr[uü]fbericht|relat[oó]rio de (?:an[aá]lise|ensaio)",
    re.IGNORECASE,
)
_CERTIFICATE = re.compile(r"^.{0,12}\b(?:certificate\s+of\s+analysis|COA)\b[^.]{0,25}$", re.IGNORECASE | re.MULTILINE)
"""As a title: a price list may speak of certificates too."""


_MANY = 3
"""So many rows, panels or decimals are no accident."""
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
    figures, mentions = _figures(report), len(_SUBJECT.findall(text))
    from_a_laboratory = _LABORATORY.search(text) is not None
    if (figures >= 2 and (_identified(report) or _measured(report))) or (figures == 1 and from_a_laboratory):
        return None
    if mentions >= 2 and from_a_laboratory and _tested_otherwise(report):
        return None
    if mentions and from_a_laboratory and names_a_sample(report) and _rows_of_a_sample(report):
        return None
    if not _CERTIFICATE.search(text) or figures:
        return "no laboratory report on cannabinoids"
    of = "of no cannabis or hemp product" if not mentions else "without results on cannabinoids"
    return f"a certificate of analysis, but {of}"


def _figures(report: Report) -> int:
    cannabinoids = report.panels.get("cannabinoids")
    totals = sum(t.name.startswith(("total_thc", "total_cbd", "total_cannabinoids")) for t in report.totals)
    return totals + (len(cannabinoids.measurements) if cannabinoids else 0)


def _tested_otherwise(report: Report) -> bool:
    """Does it report other tests of a sample (microbes, terpenes …), or a sample's way through a laboratory?"""
    others = _rows_otherwise(report)
    if others >= _MANY or len(report.panels) >= _MANY:
        return True
    sample = any((report.sample_id, report.batch, report.product.name))
    days = report.dates
    way = [day for day in (days.collected, days.received, days.tested, days.reported) if day]
    return sample and len(way) >= (1 if others else 2)


def _rows_otherwise(report: Report) -> int:
    return sum(len(panel.measurements) for name, panel in report.panels.items() if name != "cannabinoids")


def names_a_sample(report: Report) -> bool:
    """Does it say which sample of which day it is on?"""
    return any((report.sample_id, report.batch)) and any(report.dates.model_dump().values())


def _rows_of_a_sample(report: Report) -> bool:
    """Are there rows of contaminants, fewer if the product is called a hemp product, or of cannabinoids that could not
    be read?"""
    called_so = _SUBJECT.search(f"{report.product.name or ''} {report.product.matrix or ''}")
    if _rows_otherwise(report) >= (_MANY if called_so else 2 * _MANY):
        return True
    named = (vocabulary().analyte(row.text.partition(" ")[0]) for row in report.unread)
    return sum(analyte is not None and analyte.panel == "cannabinoids" for analyte in named) >= _MANY


def _identified(report: Report) -> bool:
    """Does it say of what it is, or whose: a lab, an id, a batch or a date?"""
    dates = report.dates.model_dump().values()
    return any((report.lab.name, report.sample_id, report.batch, *dates))


def _measured(report: Report) -> bool:
    """Do rows say what only a measurement can say: ND, <LOQ, a detection limit, thousandths?"""
    panel = report.panels.get("cannabinoids")
    rows = panel.measurements if panel else []
    told = any(m.lod or m.loq or any(r.qualifier and r.bound is None for r in m.results) for m in rows)
    return told or sum(_precise(m) for m in rows) >= _MANY


def _precise(row: Measurement) -> bool:
    """Is it told to more digits than anybody promises ("0.0217 %")?"""
    return any(len(r.text.rstrip("% ").partition(".")[2]) >= _MANY and r.value for r in row.results)
