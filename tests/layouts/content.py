"""What an invented report says: panels of rows, each printed text beside the truth a reader must come to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Any

from coacheck.reading import vocabulary as words_room
from coacheck.reading.vocabulary import key, vocabulary
from layouts.style import Style

LIMITED = ("pesticides", "heavy_metals", "residual_solvents", "mycotoxins", "microbials")
UNITS = {
    "cannabinoids": [
        ["%"],
        ["mg/g"],
        ["%", "mg/g"],
        ["mg/g", "%"],
        ["%", "mg/unit"],
        ["%", "mg/serving"],
        ["%", "mg/g", "mg/unit"],
    ],
    "terpenes": [["%"], ["mg/g"], ["%", "mg/g"]],
    "pesticides": [["ppm"], ["ppb"], ["ug/g"], ["ug/kg"], ["mg/kg"]],
    "heavy_metals": [["ppm"], ["ppb"], ["ug/g"], ["ug/kg"], ["mg/kg"]],
    "residual_solvents": [["ppm"], ["ug/g"]],
    "mycotoxins": [["ppb"], ["ug/kg"]],
    "microbials": [["CFU/g"]],
}
COUNTED = ("tamc", "tymc", "yeast", "mold_count", "btgn", "enterobacteriaceae", "coliforms")
SHARE = {"%": 1.0, "mg/g": 10.0, "mg/unit": 41.3, "mg/serving": 82.6}
PASS, FAIL = ["Pass", "PASS", "Passed", "Compliant"], ["Fail", "FAIL", "Failed"]
ANY = "any unit"
load = lru_cache(maxsize=None)(words_room.load)


@dataclass
class Cell:
    """A printed text and what it means: `{"value": 0.3}` or `{"qualifier": "ND"}`, with its unit."""

    text: str
    truth: dict[str, Any] = field(default_factory=dict)


@dataclass
class Row:
    name: str
    code: str
    results: list[Cell]
    lod: Cell | None = None
    loq: Cell | None = None
    limit: Cell | None = None
    status: str | None = None
    total: bool = False


@dataclass
class Content:
    """One panel. `printed` is how each of its units is written."""

    panel: str
    title: str
    units: list[str]
    printed: dict[str, str]
    rows: list[Row]
    status: str | None = None
    words: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _entries() -> dict[str, list[dict[str, Any]]]:
    return {panel: [e for e in load(panel)["analyte"] if _of(e["code"], panel)] for panel in UNITS}


def _of(code: str, panel: str) -> bool:
    return not code.startswith("total_") and (panel != "microbials" or code in COUNTED)


def printable(text: str) -> bool:
    return all(c in "Δαβγδ" or ord(c) < 256 for c in text) and "ß" not in text


def _means_only(text: str, code: str) -> bool:
    """Is the text a name of the analyte and of nothing else that a report could print?"""
    words = vocabulary()
    found = words.analyte(text)
    panel = None if code in COUNTED else words.panel(text)
    other = words.total(text) or panel or words.heading(text) or words.unit(text)
    return found is not None and found.code == code and not other and 3 <= len(text) <= 42 and printable(text)


_PREFIX = {"word": "Delta-", "Δ": "Δ", "D": "D", "delta": "delta ", "spelling": "Delta-", "abbreviation": "Δ"}


def name_of(entry: dict[str, Any], style: Style, rng: Random) -> str:
    """One of the ways in which reports print an analyte."""
    name: str = entry["name"].replace("Delta-", _PREFIX[style.names])
    if style.names == "Δ":
        for word, letter in (("alpha", "α"), ("beta", "β"), ("gamma", "γ")):
            name = re.sub(rf"\b{word}-", f"{letter}-", name, flags=re.IGNORECASE)
    options = [name, entry["name"]]
    spellings = list(entry.get("spellings", ()))
    if style.names == "abbreviation":
        options = [s for s in spellings if "(" in s] + options
    elif style.names == "spelling" and spellings:
        options = [rng.choice(spellings), *options]
    return next((o for o in options if _means_only(o, entry["code"])), "")


def number(value: float, digits: int, style: Style) -> Cell:
    """A number as the style prints it, with the value that is printed."""
    text = f"{value:.2E}" if style.exponents else f"{value:.{digits}f}"
    truth = {"value": float(text)}
    if style.bare_decimals and text.startswith("0."):
        text = text[1:]
    return Cell(text.replace(".", ",") if style.decimal_comma else text, truth)


def contents_of(style: Style, rng: Random) -> list[Content]:
    """One to three panels with their rows."""
    first = rng.choice(["cannabinoids", "cannabinoids", "terpenes", "pesticides", "heavy_metals"])
    others = rng.sample([p for p in UNITS if p != first], rng.choice([1, 1, 2]))
    return [_content(panel, style, rng) for panel in [first, *others]]


def _content(panel: str, style: Style, rng: Random) -> Content:
    units = rng.choice(UNITS[panel])
    if style.units in ("column", "name", "above"):
        units = units[:1]
    titles = [
        t
        for t in load("panels")[panel][:6]
        if printable(t)
        and t not in ("HHC", "Micro", "Mykotoxine", "Micotossine", "Metals Ingest Only", "Metals All Use")
    ]
    title = rng.choice(titles) + rng.choice(["", "", " Analysis", " by " + rng.choice(["HPLC", "LC-MS/MS", "GC-MS"])])
    out = Content(panel, title, units, {u: _printed(u, rng) for u in units}, [])
    out.words = {"pass": rng.choice(PASS), "fail": rng.choice(FAIL)}
    names = {e["code"]: name_of(e, style, rng) for e in _entries()[panel]}
    codes = [c for c, n in names.items() if n]
    several = {"heavy_metals": (4, 7), "microbials": (3, 5), "mycotoxins": (3, 5)}.get(panel, (5, 18))
    codes = codes[: 40 if rng.random() < 0.6 else None]
    codes = rng.sample(codes, min(len(codes), rng.randint(*several)))
    out.rows = [_row(names[code], code, out, style, rng) for code in codes]
    if panel in ("cannabinoids", "terpenes"):
        out.rows += _totals(out, style, rng)
        out.status = rng.choice(["tested", "pass"])
    else:
        out.status = "fail" if any(r.status == "fail" for r in out.rows) else "pass"
    return out


def _printed(unit: str, rng: Random) -> str:
    options = [p for p in load("units")[unit] if len(p) < 10 and "(" not in p and printable(p)]
    return unit if rng.random() < 0.7 else rng.choice(options)


def _scale(content: Content) -> float:
    return {"ppb": 100.0, "ug/kg": 100.0, "CFU/g": 10_000.0}.get(content.units[0], 1.0)


def _row(name: str, code: str, content: Content, style: Style, rng: Random) -> Row:
    scale = _scale(content)
    digits = 0 if scale > 1000 else max(1, style.digits - (1 if scale > 1 else 0))
    loq = rng.uniform(0.01, 0.05) * max(scale, 10 ** (2 - digits))
    row = Row(name, code, [])
    if content.panel != "microbials" and style.limits != "none":
        row.lod = _united(number(loq / 3 if style.digits > 2 else loq / 2, style.digits, style), content.units[0])
        row.loq = _united(number(loq, style.digits, style), content.units[0])
    limit = rng.choice([0.2, 0.5, 1, 2, 5, 10]) * scale
    failed = False
    if content.panel in LIMITED:
        row.limit = _united(number(limit, 0 if limit >= 1 else 1, style), content.units[0])
        failed = rng.random() < 0.03
        row.status = "fail" if failed else "pass"
    found = content.panel in ("cannabinoids", "terpenes")
    amount = rng.uniform(1.1, 3) * limit if failed else rng.uniform(0.1, 0.9) * limit
    kind = "value" if failed else rng.choices(["value", "ND", "<LOQ", "NT"], [6 if found else 2, 3, 2, 0.3])[0]
    if kind == "NT":
        row.status = "not_tested" if row.status and rng.random() < 0 else None
    row.results = [_result(kind, amount, i, digits, row, content, style) for i in range(len(content.units))]
    return row


def _result(kind: str, amount: float, i: int, digits: int, row: Row, content: Content, style: Style) -> Cell:
    unit = content.units[i]
    if kind == "value":
        share = SHARE.get(unit, 1.0) / SHARE.get(content.units[0], 1.0)
        return _united(number(amount * share, max(0, digits - (1 if share > 1 else 0)), style), unit)
    if kind == "<LOQ" and style.below_loq.startswith("bound") and row.loq and i == 0:
        space = " " if style.below_loq.endswith("spaced") else ""
        return _united(Cell(f"<{space}{row.loq.text}", {"qualifier": "<LOQ", "bound": row.loq.truth["value"]}), unit)
    below = "<LOQ" if style.below_loq.startswith("bound") else style.below_loq
    return _united(Cell({"ND": style.not_detected, "<LOQ": below, "NT": "NT"}[kind], {"qualifier": kind}), unit)


def _united(cell: Cell, unit: str) -> Cell:
    return Cell(cell.text, {**cell.truth, "unit": unit})


def _totals(content: Content, style: Style, rng: Random) -> list[Row]:
    codes = (
        ["total_terpenes"]
        if content.panel == "terpenes"
        else rng.choice(
            [["total_thc", "total_cbd", "total_cannabinoids"], ["total_thc", "total_cbd"], ["total_cannabinoids"], []]
        )
    )
    names = {
        "total_terpenes": "Total Terpenes",
        "total_thc": "Total THC",
        "total_cbd": "Total CBD",
        "total_cannabinoids": "Total Cannabinoids",
    }
    out = []
    for code in codes:
        amount = rng.uniform(1, 30)
        cells = [
            _result("value", amount, i, style.digits, Row("", "", []), content, style)
            for i in range(len(content.units))
        ]
        out.append(Row(names[code], code, cells, total=True))
    return out


def same_name(printed: str, read: str) -> bool:
    return key(printed) == key(read)
