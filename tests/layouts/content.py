"""What an invented report says: panels of rows, each printed text beside the truth a reader must come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from layouts.figures import (
    ANY,
    IN_ONE_GRAM,
    SHARE,
    Cell,
    Scale,
    amount_in,
    between,
    number,
    power,
    same_share,
    scale_of,
    united,
)
from layouts.foreign import LANGUAGES
from layouts.names import load, name_of, names_of, printable
from layouts.style import Style

LIMITED = ("pesticides", "heavy_metals", "residual_solvents", "mycotoxins", "microbials")
UNITS = {
    "cannabinoids": [
        ["%"], ["mg/g"], ["%", "mg/g"], ["mg/g", "%"], ["%", "mg/unit"], ["%", "mg/serving"], ["%", "mg/g", "mg/unit"],
    ],
    "terpenes": [["%"], ["mg/g"], ["%", "mg/g"]],
    "pesticides": [["ppm"], ["ppb"], ["ug/g"], ["ug/kg"], ["mg/kg"]],
    "heavy_metals": [["ppm"], ["ppb"], ["ug/g"], ["ug/kg"], ["mg/kg"]],
    "residual_solvents": [["ppm"], ["ug/g"]],
    "mycotoxins": [["ppb"], ["ug/kg"]],
    "microbials": [["CFU/g"]],
}  # fmt: skip
PASS, FAIL = ["Pass", "PASS", "Passed", "Compliant"], ["Fail", "FAIL", "Failed"]
SUMMED = ("delta_9_thc", "thca", "cbd", "cbda")
TOTALS = {
    "total_terpenes": "Total Terpenes", "total_thc": "Total THC", "total_cbd": "Total CBD",
    "total_cannabinoids": "Total Cannabinoids",
}  # fmt: skip
_PATHOGENS = ("salmonella", "stec", "aspergillus_niger", "aspergillus_flavus", "aspergillus_fumigatus", "listeria")


@dataclass
class Row:
    """`amount` counts the last digit of the first unit; None where nothing was found."""

    name: str
    code: str
    results: list[Cell]
    lod: Cell | None = None
    loq: Cell | None = None
    limit: Cell | None = None
    limit2: Cell | None = None
    status: str | None = None
    total: bool = False
    amount: int | None = None
    cas: str = ""
    mark: str = ""


@dataclass
class Content:
    """One panel. `printed` is how each of its units is written; `scale` how it counts in the first."""

    panel: str
    title: str
    units: list[str]
    printed: dict[str, str]
    rows: list[Row]
    scale: Scale
    status: str | None = None
    words: dict[str, str] = field(default_factory=dict)
    lying: bool = False

    @property
    def found(self) -> list[Row]:
        """Its analytes with a figure, the largest first."""
        rows = [r for r in self.rows if r.amount and not r.total]
        return sorted(rows, key=lambda r: r.amount or 0, reverse=True)


def contents_of(style: Style, rng: Random) -> list[Content]:
    """One to three panels with their rows."""
    first = rng.choice(style.panels or ("cannabinoids", "cannabinoids", "terpenes", "pesticides", "heavy_metals"))
    known = LANGUAGES[style.language]["titles"] if style.language else UNITS
    others = [p for p in UNITS if p != first and p in known]
    more = rng.sample(others, style.tables - 1 if style.tables else rng.choice([1, 1, 2]))
    return [_content(panel, style, rng) for panel in [first, *more]]


def _content(panel: str, style: Style, rng: Random) -> Content:
    units = _units(panel, style, rng)
    scale = scale_of(panel, units[0], style)
    out = Content(panel, _title(panel, style, rng), units, {u: _printed(u, rng) for u in units}, [], scale)
    foreign = LANGUAGES.get(style.language, {"pass": PASS, "fail": FAIL})
    out.words = {"pass": rng.choice(foreign["pass"]), "fail": rng.choice(foreign["fail"])}
    totals = _total_codes(panel, rng)
    names = names_of(panel, style, rng)
    out.rows = [_row(names[code], code, out, style, rng) for code in _codes(panel, names, bool(totals), style, rng)]
    if panel == "microbials" and style.in_one_gram:
        out.rows += [_pathogen(code, style, rng) for code in rng.sample(_PATHOGENS, rng.randint(2, 4))]
    _mark(out.rows, style, rng)
    out.rows += [_total(code, out, style) for code in totals]
    if panel in LIMITED:
        out.status = "fail" if any(r.status == "fail" for r in out.rows) else "pass"
    else:
        out.status = rng.choice(["tested", "pass"])
    return out


def _units(panel: str, style: Style, rng: Random) -> list[str]:
    units = rng.choice(UNITS[panel])
    if style.result_units and panel in ("cannabinoids", "terpenes"):
        units = list(style.result_units)
    return units[:1] if style.units in ("column", "name", "above", "title") else units


def _title(panel: str, style: Style, rng: Random) -> str:
    if style.language:
        return str(LANGUAGES[style.language]["titles"][panel])
    unclear = ("HHC", "Micro", "Mykotoxine", "Micotossine", "Metals Ingest Only", "Metals All Use")
    title = rng.choice([t for t in load("panels")[panel][:6] if printable(t) and t not in unclear])
    return title + rng.choice(["", "", " Analysis", " by " + rng.choice(["HPLC", "LC-MS/MS", "GC-MS"])])


def _printed(unit: str, rng: Random) -> str:
    options = [p for p in load("units")[unit] if len(p) < 10 and "(" not in p and printable(p)]
    return unit if rng.random() < 0.7 else rng.choice(options)


def _codes(panel: str, names: dict[str, str], summed: bool, style: Style, rng: Random) -> list[str]:
    codes = [code for code, name in names.items() if name]
    codes = codes[: 40 if rng.random() < 0.6 else None]
    several = {"heavy_metals": (4, 7), "microbials": (3, 5), "mycotoxins": (3, 5)}.get(panel, style.rows or (5, 18))
    count = min(len(codes), rng.randint(*(several if any(several) else (5, 18))))
    fixed = [c for c in SUMMED if c in codes] if panel == "cannabinoids" and summed else []
    rest = [c for c in codes if c not in fixed]
    out = fixed + rng.sample(rest, max(0, min(len(rest), count - len(fixed))))
    rng.shuffle(out)
    return [c for c in out if not _parts(panel, c) & set(out)]


def _parts(panel: str, code: str) -> set[str]:
    """What a row sums up: beside its parts it would be a total."""
    entry = next(e for e in load(panel)["analyte"] if e["code"] == code)
    return {*entry.get("parts", ()), *(("yeast", "mold_count") if code == "tymc" else ())}


def _row(name: str, code: str, content: Content, style: Style, rng: Random) -> Row:
    scale = content.scale
    row = Row(name, code, [], cas=_cas(content.panel, code))
    loq = rng.randint(*scale.loq)
    if content.panel != "microbials":
        row.lod = amount_in(max(1, loq // rng.choice([2, 3])), scale, scale.unit, style)
        row.loq = amount_in(loq, scale, scale.unit, style)
    low, high, kind = loq + 1, scale.most, _kind(content.panel, rng)
    if content.panel in LIMITED:
        low, high, failed = _under_limit(row, loq, scale, style, rng)
        kind = "value" if failed else kind
        row.status = "fail" if failed else "pass" if kind != "NT" else None
    if kind == "value":
        row.amount = between(low, high, rng)
        row.results = [amount_in(row.amount, scale, u, style) for u in content.units]
    else:
        row.results = [_word(kind, loq, u, scale, style) for u in content.units]
    return row


def _under_limit(row: Row, loq: int, scale: Scale, style: Style, rng: Random) -> tuple[int, int, bool]:
    """Set the limits, the second of them higher; the least and the most that is found, and whether that is too much."""
    limit = rng.choice([x for x in scale.limits if scale.amount(x) > 3 * loq])
    row.limit, row.limit2 = _limit(limit, scale, style), _limit(4 * limit, scale, style)
    if rng.random() < 0.03:
        return scale.amount(4.4 * limit), scale.amount(9 * limit), True
    return loq + 1, int(0.9 * scale.amount(limit)), False


def _kind(panel: str, rng: Random) -> str:
    """Most pesticides are not found, most cannabinoids are. What is summed is always tested."""
    weights = [6, 3, 2, 0.0] if panel in ("cannabinoids", "terpenes") else [2, 3, 2, 0.3]
    return rng.choices(["value", "ND", "<LOQ", "NT"], weights)[0]


def _limit(limit: float, scale: Scale, style: Style) -> Cell:
    if style.powers and scale.unit == "CFU/g" and str(limit).strip("0") == "1":
        return united(power(limit, style), scale.unit)
    return united(number(limit, 0 if limit >= 1 else 1, style), scale.unit)


def _word(kind: str, loq: int, unit: str, scale: Scale, style: Style) -> Cell:
    """What is printed instead of a figure."""
    bound = style.below_loq.startswith("bound")
    if kind == "<LOQ" and bound and (same_share(unit, scale.unit) or loq > 9):
        least, space = amount_in(loq, scale, unit, style), " " if style.below_loq.endswith("spaced") else ""
        return united(Cell(f"<{space}{least.text}", {"qualifier": "<LOQ", "bound": least.truth["value"]}), unit)
    below = "<LOQ" if bound else style.below_loq
    return united(Cell({"ND": style.not_detected, "<LOQ": below, "NT": "NT"}[kind], {"qualifier": kind}), unit)


def _pathogen(code: str, style: Style, rng: Random) -> Row:
    """What must be absent: its limit and its result are words."""
    entry = next(e for e in load("microbials")["analyte"] if e["code"] == code)
    words = IN_ONE_GRAM[: 2 if rng.random() < 0.7 else 4]
    result = Cell(rng.choice([*words, "ND", "Absent"]), {"qualifier": "ND", "unit": ANY})
    return Row(name_of(entry, style, rng) or entry["name"], code, [result], status="pass",
               limit=Cell(words[0], {"text": words[0]}))  # fmt: skip


def _mark(rows: list[Row], style: Style, rng: Random) -> None:
    """Raised digits behind some of the names."""
    for row in rows if style.marks else ():
        if rng.random() < 0.4 and not row.name[-1].isdigit():
            row.mark = rng.choice("123")


def _cas(panel: str, code: str) -> str:
    return str(next((e.get("cas", "") for e in load(panel)["analyte"] if e["code"] == code), ""))


def _total_codes(panel: str, rng: Random) -> list[str]:
    if panel == "terpenes":
        return ["total_terpenes"]
    some = [["total_thc", "total_cbd", "total_cannabinoids"], ["total_thc", "total_cbd"], ["total_cannabinoids"], []]
    return rng.choice(some) if panel == "cannabinoids" else []


def _total(code: str, content: Content, style: Style) -> Row:
    """The sum of what was found, acids weighed."""
    found: dict[str, int] = {r.code: r.amount or 0 for r in content.rows}
    sums = {
        "total_thc": found.get("delta_9_thc", 0) + 0.877 * found.get("thca", 0),
        "total_cbd": found.get("cbd", 0) + 0.877 * found.get("cbda", 0),
    }
    amount = round(sums.get(code, sum(found.values())))
    if amount:
        cells = [amount_in(amount, content.scale, u, style) for u in content.units]
    else:
        cells = [_word("ND", 0, u, content.scale, style) for u in content.units]
    name = LANGUAGES[style.language]["totals"][code] if style.language else TOTALS[code]
    return Row(name, code, cells, total=True, amount=amount or None)


__all__ = ["ANY", "LIMITED", "SHARE", "Cell", "Content", "Row", "contents_of"]
