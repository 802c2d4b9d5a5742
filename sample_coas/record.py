"""What a report prints, and the record (the truth) that follows from the very strings that are drawn."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import cycle
from typing import Any, NamedTuple

Row = dict[str, str]
UNIT_PREFIX = "="  # a column "=mg/g" holds results in mg/g

CODES = {
    "Δ9-THC": "delta_9_thc", "Δ8-THC": "delta_8_thc", "D9-THC": "delta_9_thc", "D8-THC": "delta_8_thc",
    "THC": "delta_9_thc", "Δ9-THCA": "thca", "CBD-A": "cbda", "THC-A": "thca", "CBG-A": "cbga",
    "STEC E. coli": "stec", "Salmonella spp.": "salmonella", "Total Yeast and Mold": "tymc",
    "Total Aerobic Count": "tamc", "Total Xylenes": "xylenes", "Lead (Pb)": "lead", "Cadmium (Cd)": "cadmium",
    "Mercury (Hg)": "mercury", "Arsenic (As)": "arsenic", "n-Hexane": "n_hexane",
    "1,2-Dichloroethane": "dichloroethane_1_2",
}
TOTALS = {
    "total thc": "total_thc", "total cbd": "total_cbd", "total cannabinoids": "total_cannabinoids",
    "total terpenes": "total_terpenes", "total aflatoxins": "total_aflatoxins", "total d9-thc": "total_thc",
}
QUALIFIERS = {"nd": "ND", "n.n.": "ND", "not detected": "ND", "absent": "ND", "<loq": "<LOQ", "<lod": "<LOD"}
STATUSES = {"pass": "pass", "passed": "pass", "fail": "fail", "failed": "fail", "tested": "tested",
            "complete": "tested", "not tested": "not_tested"}
DATES = ("harvested", "produced", "collected", "received", "tested", "reported", "expires")
SERVING = ("unit_mass_g", "serving_mass_g", "servings_per_package", "density_g_ml")


class Col(NamedTuple):
    key: str  # name, lod, loq, lod/loq, limit, status, label or "=unit"
    head: str
    width: float


class Lab(NamedTuple):
    name: str
    street: str
    city: str
    phone: str
    site: str
    license: str | None
    accreditation: str


class Panel(NamedTuple):
    word: str  # its status as printed
    on: str | None = None
    method: str | None = None


@dataclass
class Table:
    panel: str
    unit: str  # of LOD, LOQ and limit
    cols: list[Col]
    rows: list[Row]


@dataclass
class Report:
    stem: str
    lab: Lab
    client: tuple[str, str, str]
    product: tuple[str, str, str]  # name, matrix, category
    sample: str
    batch: str
    dates: dict[str, str]
    tables: list[Table]
    panels: dict[str, Panel]
    url: str
    overall: str | None = None
    serving: dict[str, str] = field(default_factory=dict)
    claims: list[tuple[str, str, str]] = field(default_factory=list)  # analyte, value, unit

    def table(self, panel: str) -> Table:
        return next(t for t in self.tables if t.panel == panel)


def code(name: str) -> str:
    return CODES.get(name) or re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def is_total(row: Row) -> bool:
    return row["name"].lower() in TOTALS


def number(cell: str) -> float | None:
    found = re.fullmatch(r"([\d.]+)(?:\s*(?:%|mg/m?[Lg]))?", cell.replace(",", "."))
    return float(found[1]) if found else None


def result(cell: str, unit: str) -> dict[str, Any]:
    if (value := number(cell)) is not None:
        return {"value": value, "unit": unit}
    if word := QUALIFIERS.get(cell.lower()):
        return {"qualifier": word, "unit": unit}
    return {"qualifier": "<LOQ", "bound": number(cell.removeprefix("<").strip()), "unit": unit}


def results(table: Table, row: Row) -> list[dict[str, Any]]:
    units = [c.key for c in table.cols if c.key.startswith(UNIT_PREFIX)]
    return [result(row[u], row.get("unit") or u[1:]) for u in units if row.get(u, "-") != "-"]


def amount(cell: str | None, unit: str) -> dict[str, Any] | None:
    value = number(cell) if cell else None
    return None if value is None else {"value": value, "unit": unit}


def measurement(table: Table, row: Row) -> dict[str, Any]:
    unit = row.get("unit") or table.unit
    printed = {c.key for c in table.cols}
    cells = {key: cell for key, cell in row.items() if key in printed}
    lod, _, loq = cells.get("lod/loq", "").partition(" / ")
    limit = amount(cells.get("limit"), unit)
    return {
        "name": row["name"], "analyte": code(row["name"]), "results": results(table, row),
        "lod": amount(cells.get("lod") or lod, unit), "loq": amount(cells.get("loq") or loq, unit),
        "limit": limit, "limit_text": None if limit else cells.get("limit"),
        "status": STATUSES.get(cells.get("status", "").lower()),
    }


def panel_record(report: Report, name: str) -> dict[str, Any]:
    panel = report.panels[name]
    rows = [measurement(t, r) for t in report.tables if t.panel == name for r in t.rows if not is_total(r)]
    return {"status": STATUSES.get(panel.word.lower()), "tested_on": panel.on, "method": panel.method,
            "measurements": rows}


def label_claims(report: Report) -> list[dict[str, Any]]:
    in_rows = [(code(r["name"]), r["label"], "mg/unit") for t in report.tables for r in t.rows if "label" in r]
    return [{"analyte": a, "value": float(v), "unit": u, "status": None} for a, v, u in [*report.claims, *in_rows]]


def record(report: Report) -> dict[str, Any]:
    name, matrix, category = report.product
    lab = report.lab
    sums = [(t, r) for t in report.tables for r in t.rows if is_total(r)]
    return {
        "schema_version": "1",
        "lab": {"name": lab.name, "license": lab.license, "iso17025": True, "accreditation_number": lab.accreditation},
        "client": report.client[0],
        "product": {"name": name, "matrix": matrix, "category": category},
        "sample_id": report.sample, "batch": report.batch,
        "dates": {d: report.dates.get(d) for d in DATES},
        "serving": {s: float(report.serving[s]) if s in report.serving else None for s in SERVING},
        "overall_status": STATUSES.get((report.overall or "").lower()),
        "panels": {p: panel_record(report, p) for p in report.panels},
        "totals": [{"name": TOTALS[r["name"].lower()], "printed": r["name"], "results": results(t, r)} for t,
                   r in sums],
        "label_claims": label_claims(report),
        "verification_urls": [report.url],
    }


def scale(cell: str, factor: str, digits: int) -> str:
    """A printed figure in another unit; ND and <LOQ stay what they are."""
    if number(cell) is None:
        return cell
    return str((Decimal(cell) * Decimal(factor)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def add_up(parts: Iterable[tuple[str, str]], digits: int) -> str:
    """Σ figure × factor, ND and <LOQ as nothing."""
    total = sum((Decimal(cell) * Decimal(factor) for cell, factor in parts if number(cell) is not None), Decimal(0))
    return scale(str(total), "1", digits) if total else "ND"


def potency(percent: Row, units: dict[str, tuple[str, int]], digits: int, thc: str = "Δ9-THC", acid: str = "THCA",
            cbda: str = "CBDA", wrong: Row | None = None, limits: Row | None = None) -> list[Row]:
    """Rows of a cannabinoid table: the printed %, the same in other units, and the totals."""
    sums = {
        "Total THC": add_up([(percent[thc], "1"), (percent[acid], "0.877")], digits),
        "Total CBD": add_up([(percent["CBD"], "1"), (percent[cbda], "0.877")], digits),
        "Total Cannabinoids": add_up([(cell, "1") for cell in percent.values()], digits),
    } | (wrong or {})
    rows = [{"name": n, "=%": cell, **{u: scale(cell, *f) for u, f in units.items()}} for n, cell in
            (percent | sums).items()]
    return [row if is_total(row) else row | (limits or {}) for row in rows]


def contaminants(limits: Row, unit: str, lods: tuple[str, ...], digits: int, found: Row | None = None) -> list[Row]:
    """Rows of a contaminant table: LOQ is three times the LOD, the status follows from the limit."""
    rows = []
    for (name, limit), lod in zip(limits.items(), cycle(lods)):
        cell = (found or {}).get(name, "ND")
        value, most = number(cell), number(limit)
        over = value is not None and most is not None and value > most
        row = {"name": name, "limit": limit, UNIT_PREFIX + unit: cell, "status": "Fail" if over else "Pass"}
        rows.append(row if is_total(row) else row | {"lod": lod, "loq": scale(lod, "3", digits)})
    return rows
