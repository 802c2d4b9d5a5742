"""The truth of an invented report: what a careful person would write down of it."""

from __future__ import annotations

from typing import Any

from layouts.content import Content, Row
from layouts.figures import ANY, Cell
from layouts.sheet import Sheet

Json = dict[str, Any]


def truth_of(sheet: Sheet) -> Json:
    """In the shape of the report's JSON. `{"any": […]}` stands where more than one reading is right."""
    panels: Json = {panel: {"status": status, "measurements": []} for panel, status in sheet.statuses.items()}
    for content in sheet.contents:
        rows = [_measurement(r, content) for r in content.rows if not r.total]
        panels[content.panel] = {"status": sheet.statuses.get(content.panel), "measurements": rows}
    for panel, (name, value, unit) in sheet.single.items():
        panels[panel] = {"status": None, "measurements": [_single(panel, name, value, unit)]}
    fields = sheet.fields
    dates = ("received", "collected", "tested", "reported", "harvested", "produced")
    return {
        "sample_id": fields["sample_id"],
        "batch": fields["batch"],
        "product": {"name": fields["product"]},
        "client": fields.get("client"),
        "dates": {name: fields.get(name) for name in dates},
        "panels": panels,
        "totals": _totals(sheet),
    }


def _totals(sheet: Sheet) -> list[Json]:
    rows = [(r, c) for c in sheet.contents for r in c.rows if r.total]
    totals = [{"name": r.code, "printed": r.name, "results": [c.truth for c in r.results]} for r, _ in rows]
    for total in totals:
        if total["name"] in sheet.shown:  # printed with its unit in a box as well
            units = sheet.contents[0].units
            total["results"] = [
                {**r, "unit": u} if r["unit"] == ANY else r for r, u in zip(total["results"], units, strict=True)
            ]
    return totals


def _single(panel: str, name: str, value: float, unit: str) -> Json:
    empty = dict.fromkeys(("lod", "loq", "limit", "limit_text", "status"))
    return {"name": name, "analyte": panel, "results": [{"value": value, "unit": unit}], "marked": name, **empty}


def _measurement(row: Row, content: Content) -> Json:
    """`marked` is the name with its footnote mark; `lying` says that its cells stand under each other."""
    words = row.limit.truth.get("text") if row.limit else None
    out: Json = {"name": row.name, "analyte": row.code, "results": [c.truth for c in row.results]}
    out |= {k: _quantity(getattr(row, k)) for k in ("lod", "loq")}
    out |= {"limit": None if words else _limit(row), "limit_text": words, "status": row.status}
    texts = [c.text for c in (*row.results, row.lod, row.loq) if c]
    return out | {"marked": f"{row.name} {row.mark}", "lying": content.lying, "texts": texts}


def _limit(row: Row) -> Json | None:
    """Of two limits either may be told."""
    one, other = _quantity(row.limit), _quantity(row.limit2)
    return {"any": [one, other]} if one and other else one or other


def _quantity(cell: Cell | None) -> Json | None:
    return cell.truth if cell else None
