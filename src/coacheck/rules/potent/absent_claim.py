"""potent.absent-claim: "THC-free", "isolate", "broad spectrum" against what was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coacheck.model import Measurement
from coacheck.rules.amounts.numbers import exact, plain
from coacheck.rules.amounts.quantities import Missing
from coacheck.rules.amounts.stated import UNTESTED, stated
from coacheck.rules.case import Case, Found, evidence
from coacheck.rules.potent.seen import SOURCE, too_fine
from coacheck.rules.potent.sums import PARTS

# No law says what "free" means. 0.01 % is 0.1 mg/g: about what a good HPLC method quantifies.
LOW_ENOUGH = exact("0.01").point
_THC = ("delta_9_thc", "thca", "delta_8_thc", "delta_10_thc")
_WORDS = {
    r"\bthc[\s-]*free\b|\b0(?:\.0+)?\s*%\s*thc\b|\b(?:no|zero)\s+thc\b": "THC-free",
    r"\bbroad[\s-]*spectrum\b": "broad spectrum",
    r"\bisolate\b|\biso\b": "isolate",
}


def absent_claim(case: Case) -> Iterator[Found]:
    """One finding for each claim of absence: given as a claim, or read in the product's name."""
    promised = [(c.text, c.analyte) for c in case.label.claims if c.comparison == "absent"]
    words = [word for pattern, word in _WORDS.items() if re.search(pattern, _names(case), re.IGNORECASE)]
    for text, code in promised:
        yield _free(case, text, code)
    if "THC-free" in words and not promised:
        yield _free(case, "THC-free", "total_thc")
    if "broad spectrum" in words:
        yield _without_thc(case)
    if "isolate" in words:
        yield _isolate(case)
    if not promised and not words:
        yield Found("skip", 'nothing is promised to be absent ("THC-free", "isolate", "broad spectrum")')


def _names(case: Case) -> str:
    return " ".join(t for t in (case.label.product, case.report.product.name, case.report.product.matrix) if t)


def _free(case: Case, text: str, code: str) -> Found:
    parts = _THC if code == "total_thc" else PARTS.get(code, (code,))
    rows = _measured([m for part in parts for m in case.rows(part)])
    if not any(m.analyte == parts[0] for m in rows):
        return Found("gap", f"label says {text!r}, but the report states no result for it", code)
    if found := _found(rows):
        message = f"label says {text!r}, the report found {_amounts(found)}"
        return Found("fail", message, code, evidence=evidence(*found))
    return _could_see(case, text, code, rows)


def _could_see(case: Case, text: str, code: str, rows: Sequence[Measurement]) -> Found:
    """ND shows absence only down to the LOQ that is printed."""
    traces = [m for m in rows if any(r.qualifier in ("<LOQ", "detected") for r in m.results)]
    if traces:
        message = f"label says {text!r}, but {traces[0].name} is only below the LOQ, which is not nothing"
        return Found("gap", message, code, evidence=evidence(*traces))
    if fine := too_fine(case, rows):
        message = f"label says {text!r}: not detected, but by an {fine[0][1]}, and no potency test sees so little"
        return Found("doubt", message, code, citation=SOURCE, evidence=evidence(*rows))
    reached = [stated(m, "%", case.facts) for m in rows]
    bounds = [s.number.high for s in reached if not isinstance(s, Missing)]
    worst = max(bounds, default=exact(0).point)
    if len(bounds) < len(rows) or min(bounds, default=worst) == 0:
        message = f"label says {text!r}: not detected, but no LOD or LOQ was found to say how little could be seen"
        return Found("gap", message, code, evidence=evidence(*rows))
    message = f"label says {text!r}: not detected, by a test that sees down to {plain(worst)} %"
    return Found("pass" if worst <= LOW_ENOUGH else "gap", message, code, evidence=evidence(*rows))


def _without_thc(case: Case) -> Found:
    """Broad spectrum is commonly read as "without THC"; no law says so, so it is never a fail."""
    rows = _measured([m for code in ("delta_9_thc", "thca") for m in case.rows(code)])
    found = _found(rows)
    if found:
        message = f'"broad spectrum" is read as without THC, the report found {_amounts(found)}'
        return Found("doubt", message, "total_thc", evidence=evidence(*found))
    if not rows:
        return Found("gap", '"broad spectrum" is read as without THC, but THC was not tested', "total_thc")
    return Found("pass", '"broad spectrum": no THC was found', "total_thc", evidence=evidence(*rows))


def _isolate(case: Case) -> Found:
    rows = _measured(case.panel("cannabinoids").measurements)
    found = _found(rows)
    others = [m for m in rows if m not in found]
    if len(found) == 1 and not any(m.lod or m.loq or any(r.bound for r in m.results) for m in others):
        message = f'"isolate": {found[0].name} is the only cannabinoid that was found'
        why = "but no LOD or LOQ was found to say how little of the others could be seen"
        return Found("gap", f"{message}, {why}", found[0].analyte, evidence=evidence(*found))
    if len(found) == 1:
        message = f'"isolate": {found[0].name} is the only cannabinoid that was found'
        return Found("pass", message, found[0].analyte, evidence=evidence(*found))
    told = f"the report found {_amounts(found)}" if found else "the report found no cannabinoid"
    return Found("doubt", f'"isolate" means one cannabinoid, {told}', "total_cannabinoids", evidence=evidence(*found))


def _measured(rows: Sequence[Measurement]) -> list[Measurement]:
    return [m for m in rows if any(r.qualifier not in UNTESTED for r in m.results)]


def _found(rows: Sequence[Measurement]) -> list[Measurement]:
    return [m for m in rows if any(r.value for r in m.results)]


def _amounts(rows: Sequence[Measurement]) -> str:
    """ "THCA 0.12 %, CBG 0.3 %"; the first three."""
    first = [next(r for r in m.results if r.value) for m in rows[:3]]
    told = ", ".join(f"{m.name} {r.value:g} {r.unit or ''}".strip() for m, r in zip(rows, first, strict=False))
    return told + (f" and {len(rows) - 3} more" if len(rows) > 3 else "")
