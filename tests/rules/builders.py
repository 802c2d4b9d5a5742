"""Small reports made by hand: `report(cannabinoids=[row("cbd", "0.355 %", "34.9 mg/unit")])`."""

from __future__ import annotations

from datetime import date
from typing import Any

from coacheck.model import (
    Evidence,
    Finding,
    Label,
    Measurement,
    Panel,
    Place,
    Quantity,
    Report,
    Result,
    Source,
    Total,
    Verdict,
)
from coacheck.rules import Options, judge, parse_claim
from coacheck.rules.amounts.quantities import known
from coacheck.rules.law.sets import Limit, rule_set

NOW = date(2026, 10, 15)
NAMES = {"cbd": "CBD", "cbda": "CBDA", "delta_9_thc": "Δ9-THC", "thca": "THCA", "cbg": "CBG", "cbga": "CBGA"}
CONTAMINANTS = ("pesticides", "heavy_metals", "residual_solvents", "microbials", "mycotoxins")
HERE = Place(page=1, bbox=[10, 20, 30, 40])


def result(cell: str) -> Result:
    """ "0.355 %", "ND %", "<LOQ mg/g", "<100 CFU/g", "25.2" (no unit)."""
    text, _, unit = cell.partition(" ")
    if text.lower() in ("nd", "<loq", "<lod", "nt", "nr", "detected", "tntc"):
        return Result.model_validate({"qualifier": text, "unit": unit or None, "text": text})
    if text.startswith("<"):
        return Result(qualifier="<LOQ", bound=float(text[1:]), unit=unit or None, text=text)
    return Result(value=float(text), unit=unit or None, text=text)


def quantity(cell: str | None) -> Quantity | None:
    if cell is None:
        return None
    text, _, unit = cell.partition(" ")
    return Quantity(value=float(text), unit=unit or None, text=text)


def row(
    code: str,
    *cells: str,
    lod: str | None = None,
    loq: str | None = None,
    limit: str | None = None,
    limit_text: str | None = None,
    status: Any = None,
) -> Measurement:
    name = NAMES.get(code, code.replace("_", " "))
    return Measurement(
        name=name, analyte=code, results=[result(c) for c in cells], lod=quantity(lod), loq=quantity(loq),
        limit=quantity(limit), limit_text=limit_text, status=status, source=HERE, text=" ".join((name, *cells)),
    )  # fmt: skip


def total(name: str, *cells: str) -> Total:
    printed = name.replace("total_", "Total ").replace("_", " ")
    return Total(name=name, printed=printed, results=[result(c) for c in cells], source=HERE, text=printed)


def report(
    cannabinoids: list[Measurement] | None = None,
    totals: list[Total] | None = None,
    panels: dict[str, Panel] | None = None,
    **fields: Any,
) -> Report:
    """A report of one page; `fields` are those of Report, as models or as plain dicts."""
    every = {"cannabinoids": Panel(measurements=cannabinoids or []), **(panels or {})}
    place = Evidence(page=1, bbox=[0, 0, 1, 1], text="as printed")
    known: dict[str, Any] = {
        "source": Source(name="made.pdf", sha256="0", pages=1), "panels": every, "totals": totals or [],
        "fields": dict.fromkeys(("lab", "client", "product", "batch", "sample_id"), place),
    }  # fmt: skip
    return Report.model_validate(known | fields)


def clean_panels(rules: str = "us-ca") -> dict[str, Panel]:
    """Every contaminant panel with all that the set names, nothing found, by tests that see far below the limits."""
    panels: dict[str, Panel] = {}
    for name in CONTAMINANTS:
        mine = [x for x in rule_set(rules).limits if x.panel == name]
        limits = {x.analyte: x for x in sorted(mine, key=lambda x: -(x.limit or 0))}  # the strictest is the last
        if limits:
            panels[name] = Panel(status="pass", measurements=[_clean(x) for x in limits.values()])
    return panels


def with_rows(panel: str, *rows: Measurement, rules: str = "us-ca") -> dict[str, Panel]:
    """The clean panels, where these rows stand in the place of the clean ones of the same analytes."""
    panels, codes = clean_panels(rules), {m.analyte for m in rows}
    others = [m for m in panels.get(panel, Panel()).measurements if m.analyte not in codes]
    return panels | {panel: Panel(status="pass", measurements=[*rows, *others])}


def _clean(limit: Limit) -> Measurement:
    if limit.limit is None and limit.panel == "microbials":
        return row(limit.analyte, "ND", status="pass")
    unit = limit.unit if known(limit.unit) else "ug/g"
    text = None if limit.limit else "Not detected"
    printed = f"{limit.limit} {unit}" if limit.limit else None
    return row(limit.analyte, f"ND {unit}", lod=f"0.0001 {unit}", limit=printed, limit_text=text, status="pass")


def good(**fields: Any) -> Report:
    """A gummy about which nothing is wrong."""
    known: dict[str, Any] = {
        "cannabinoids": [
            row("cbd", "0.500 %", "20.0 mg/unit", loq="0.002 %"), row("cbda", "ND %", "ND mg/unit", loq="0.002 %"),
            row("delta_9_thc", "ND %", "ND mg/unit", loq="0.002 %"), row("thca", "ND %", "ND mg/unit", loq="0.002 %"),
        ],
        "totals": [total(name, "0.500 %", "20.0 mg/unit") for name in ("total_cbd", "total_cannabinoids")],
        "panels": clean_panels(),
        "lab": {"name": "Quillback Labs", "license": "C8-0000099-LIC", "iso17025": True, "accreditation_number": "123"},
        "client": "Mallow Street", "product": {"name": "Peach Gummies", "matrix": "Gummy", "category": "ingestible"},
        "sample_id": "S-1", "batch": "B-7", "serving": {"unit_mass_g": 4.0}, "overall_status": "pass",
        "dates": {"received": "2026-09-01", "tested": "2026-09-04", "reported": "2026-09-05"},
        "links": [{"url": "https://quillbacklabs.example/S-1", "kind": "qr", "page": 1, "bbox": [0, 0, 1, 1]}],
        "signatories": [{"name": "Ada Perch", "role": "Laboratory Director", "page": 1, "bbox": [0, 0, 1, 1]}],
        "history": {"producer": "wkhtmltopdf", "created": "2026-09-05T10:00:00", "modified": "2026-09-05T10:00:00"},
    }  # fmt: skip
    return report(**known | fields)


def verdict(made: Report, *claims: str, on: date = NOW, options: dict[str, Any] | None = None, **label: Any) -> Verdict:
    said = Label.model_validate({"claims": [parse_claim(c) for c in claims], **label})
    return judge(made, said, Options(on=on, **(options or {})))


def findings(made: Report, check: str, *claims: str, **how: Any) -> list[Finding]:
    return [f for f in verdict(made, *claims, **how).findings if f.check == check]


def finding(made: Report, check: str, *claims: str, subject: str | None = None, **how: Any) -> Finding:
    """The one finding of a check, or of a check about a subject."""
    found = [f for f in findings(made, check, *claims, **how) if subject is None or f.subject == subject]
    assert len(found) == 1, [f.message for f in found]
    return found[0]
