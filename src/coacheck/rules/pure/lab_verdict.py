"""pure.lab-verdict: does the lab itself print Fail?"""

from __future__ import annotations

from collections.abc import Iterator

from coacheck.model import Evidence, Panel
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.wording import spaced


def lab_verdict(case: Case) -> Iterator[Found]:
    """A fail for each row and panel that the lab failed; else pass where the lab prints a verdict at all.

    A lab need not print one (ISO/IEC 17025, 7.8.6, only says how), so none is no reason for a review.
    """
    failed = [*_rows(case), *_panels(case), *_whole(case)]
    yield from failed
    if failed:
        return
    said = [name for name, panel in case.report.panels.items() if _verdicts(panel)]
    if said or case.report.overall_status:
        names = ", ".join(map(spaced, said)) or "the whole"
        yield Found("pass", f"the lab prints Pass and nowhere Fail ({names})")
    else:
        yield Found("skip", "no Pass or Fail of the lab was found; the limits judge")


def _rows(case: Case) -> Iterator[Found]:
    for name, panel in case.report.panels.items():
        for row in panel.measurements:
            if row.status == "fail":
                message = f"the lab prints Fail for {row.name} ({spaced(name)})"
                yield Found("fail", message, row.analyte or row.name, evidence=evidence(row))


def _panels(case: Case) -> Iterator[Found]:
    for name, panel in case.report.panels.items():
        if panel.status == "fail":
            place = [Evidence(page=panel.source.page, bbox=panel.source.bbox)] if panel.source else []
            yield Found("fail", f"the lab prints Fail for {spaced(name)}", name, evidence=place)


def _whole(case: Case) -> Iterator[Found]:
    if case.report.overall_status == "fail":
        message = "the lab prints Fail for the whole report"
        yield Found("fail", message, "overall", evidence=case.field("overall_status"))


def _verdicts(panel: Panel) -> bool:
    return panel.status in ("pass", "fail") or any(m.status in ("pass", "fail") for m in panel.measurements)
