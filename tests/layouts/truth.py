"""The truth of an invented report, and how a reading differs from it."""

from __future__ import annotations

from typing import Any

from layouts.content import ANY, Cell, Content, Row, same_name

Json = dict[str, Any]


def truth_of(contents: list[Content], fields: dict[str, str], statuses: dict[str, str], shown: list[str]) -> Json:
    """What a careful person would write down, in the shape of the report's JSON."""
    panels: Json = {panel: {"status": status, "measurements": []} for panel, status in statuses.items()}
    for content in contents:
        rows = [_measurement(r, content) for r in content.rows if not r.total]
        panels[content.panel] = {"status": statuses.get(content.panel), "measurements": rows}
    first = contents[0]
    totals = [{"name": r.code, "results": [c.truth for c in r.results]} for c in contents for r in c.rows if r.total]
    for total in totals:
        if total["name"] in shown:  # printed with its unit in a box as well
            total["results"] = [
                {**r, "unit": u} if r["unit"] == ANY else r for r, u in zip(total["results"], first.units, strict=True)
            ]
    dates = {name: fields[name] for name in ("received", "collected", "tested", "reported")}
    return {
        "sample_id": fields["sample_id"],
        "batch": fields["batch"],
        "product": {"name": fields["product"]},
        "dates": dates,
        "panels": panels,
        "totals": totals,
    }


def _measurement(row: Row, content: Content) -> Json:
    out: Json = {"name": row.name, "analyte": row.code, "results": [c.truth for c in row.results]}
    out |= {k: _quantity(getattr(row, k)) for k in ("lod", "loq", "limit")}
    return out | {"status": row.status}


def _quantity(cell: Cell | None) -> Json | None:
    return cell.truth if cell else None


def differences(truth: Json, read: Json) -> list[str]:
    """Every way in which a reading is not the truth, in words; empty where it is."""
    out = [f"{f}: printed {truth[f]!r}, read {read[f]!r}" for f in ("sample_id", "batch") if truth[f] != read[f]]
    if truth["product"]["name"] != read["product"]["name"]:
        out.append(f"product: printed {truth['product']['name']!r}, read {read['product']['name']!r}")
    out += [
        f"date {k}: printed {v}, read {read['dates'][k]}" for k, v in truth["dates"].items() if v != read["dates"][k]
    ]
    for panel in sorted({*truth["panels"], *read["panels"]}):
        out += [f"{panel}: {d}" for d in _panel(truth["panels"].get(panel), read["panels"].get(panel))]
    out += _rows("total", {t["name"]: t for t in truth["totals"]}, {t["name"]: t for t in read["totals"]})
    return out + [f"unread: {u['text']!r}" for u in read["unread"]]


def _panel(truth: Json | None, read: Json | None) -> list[str]:
    if truth is None or read is None:
        return ["panel is not printed" if truth is None else "panel was not read"]
    out = (
        [] if truth["status"] == read["status"] else [f"panel status: printed {truth['status']}, read {read['status']}"]
    )
    a = {m["analyte"]: m for m in truth["measurements"]}
    return out + _rows("row", a, {m["analyte"] or m["name"]: m for m in read["measurements"]})


def _rows(what: str, truth: Json, read: Json) -> list[str]:
    out = [f"{what} not read: {truth[k].get('name')}" for k in truth if k not in read]
    out += [f"{what} not printed: {read[k].get('name')} {_shown(read[k]['results'])}" for k in read if k not in truth]
    return out + [f"{what} {k}: {d}" for k in truth if k in read for d in _cells(truth[k], read[k])]


def _cells(truth: Json, read: Json) -> list[str]:
    out = []
    if "analyte" in truth and not same_name(truth["name"], read["name"]):
        out.append(f"name printed {truth['name']!r}, read {read['name']!r}")
    if not _same_results(truth["results"], read["results"]):
        out.append(f"results printed {_shown(truth['results'])}, read {_shown(read['results'])}")
    out += [
        f"{f} printed {_shown([truth[f]])}, read {_shown([read[f]])}"
        for f in ("lod", "loq", "limit") if f in truth and not _same(truth[f], read[f])
    ]  # fmt: skip
    if "status" in truth and truth["status"] != read["status"]:
        out.append(f"status printed {truth['status']}, read {read['status']}")
    return out


def _same_results(truth: list[Json], read: list[Json]) -> bool:
    left = list(read)
    for result in truth:
        hit = next((r for r in left if _same(result, r)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def _same(truth: Json | None, read: Json | None) -> bool:
    if truth is None or read is None:
        return truth is read
    alike = all(truth.get(k) == read.get(k) for k in ("value", "qualifier", "bound"))
    return alike and (truth["unit"] == ANY or truth["unit"] == read["unit"])


def _shown(results: list[Json | None]) -> str:
    parts = [
        f"{r.get('qualifier') or ''}{r.get('bound') or '' if r.get('value') is None else r['value']} {r.get('unit')}"
        if r
        else "nothing"
        for r in results
    ]
    return "[" + ", ".join(parts) + "]"
