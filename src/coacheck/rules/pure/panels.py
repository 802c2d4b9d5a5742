"""pure.panels: were the contaminants looked for that this kind of product needs?"""

from __future__ import annotations

from collections.abc import Iterator

from coacheck.model import Evidence, Measurement, Panel, PanelName
from coacheck.rules.amounts.stated import UNTESTED
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.wording import counted, spaced

_ALWAYS: tuple[PanelName, ...] = ("pesticides", "heavy_metals", "microbials", "mycotoxins")


def panels(case: Case) -> Iterator[Found]:
    """One finding for each panel that is needed. A panel that failed was tested: that is pure.lab-verdict's."""
    for name in needed(case):
        yield _judged(case, name)


def needed(case: Case) -> tuple[PanelName, ...]:
    """Solvents are for what is made with an extract. Where the kind isn't known, everything is needed."""
    return _ALWAYS if case.plant else (*_ALWAYS, "residual_solvents")


def _judged(case: Case, name: PanelName) -> Found:
    panel, title = case.report.panels.get(name), spaced(name)
    if panel is None:
        return Found("gap", f"{title}: not in the report", name)
    rows = [m for m in panel.measurements if _tested(m)]
    if rows:
        message = f"{title}: tested, {counted(len(rows), 'result')}"
        return Found("pass", message, name, evidence=_place(panel) or evidence(rows[0]))
    if panel.status in ("pass", "fail"):
        return Found("pass", f"{title}: tested, the lab says {panel.status}", name, evidence=_place(panel))
    return Found("gap", f"{title}: {_why_not(panel)}", name, evidence=_place(panel))


def _tested(row: Measurement) -> bool:
    return row.status in ("pass", "fail") or any(r.qualifier not in UNTESTED for r in row.results)


def _why_not(panel: Panel) -> str:
    if panel.status == "not_tested" or panel.measurements:
        return "not tested"
    said = "named as tested" if panel.status == "tested" else "named"
    return f"{said}, but no result is printed"


def _place(panel: Panel) -> list[Evidence]:
    return [Evidence(page=panel.source.page, bbox=panel.source.bbox)] if panel.source else []
