"""Which columns a panel's table has, in which order, under which headings."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from layouts.content import LIMITED, Content
from layouts.foreign import LANGUAGES
from layouts.names import load
from layouts.style import Style

_FOREIGN = {
    "Resultat", "Ergebnis", "Risultato", "Risultati", "Resultado", "Résultat", "Gehalt", "Contenuto", "Nachweisgrenze",
    "Bestimmungsgrenze", "Grenzwert", "Limite", "Bewertung", "Einheit", "Unità", "Unidad", "Unidades", "Cannabinoide",
    "Substanz", "Analyt", "Composto", "Cannabinoidi", "Analito", "Analitos", "Cannabinoïdes", "Limite massimo",
    "Limite di rilevabilità", "U.M.", "Esito",
}  # fmt: skip
_SAYS_MORE = {  # headings that claim a unit, a basis or a state that the invented column does not have
    "Percent", "Wt", "Dry Weight", "Result Dry Weight", "Weight", "Mass", "Mass Fraction", "Count", "Avg",
    "Average", "Detected", "Total THC/CBD", "Homogeneity Summary", "Residues", "Foreign Material",
    "Foreign Matter", "Type", "Monoterpenes", "Found", "Label", "Composition", "Sesquiterpenes", "Diterpenes",
    "Criteria", "Action", "Inhalable Limit", "Ingestible Limit", "Failure Limit", "MU", "U", "Chemical",
    "Ingredient", "Constituent", "Description of Analysis", "DL", "QL", "Finding", "LOD LOQ", "LOD, LOQ",
    "LOD - LOQ", "As Received",
}  # fmt: skip
_OF_PANEL = {
    "cannabin": "cannabinoids", "terpen": "terpenes", "pestic": "pesticides", "metal": "heavy_metals",
    "element": "heavy_metals", "solvent": "residual_solvents", "toxin": "mycotoxins", "microb": "microbials",
    "pathogen": "microbials", "organism": "microbials", "species": "microbials", "cannabis": "cannabinoids",
    "agent": "pesticides", "contaminant": "pesticides",
}  # fmt: skip
_EXTRA = {"dilution": "Dilution", "uncertainty": "Uncertainty", "cas": "CAS #"}
_ID = {"test id": "Test ID", "method": "Method", "cas": "CAS Number"}
Spec = tuple[str, int, str, str | None]
"""Kind, index, heading, unit."""


@dataclass(frozen=True)
class Plan:
    """One column: what stands in it, and its heading. `unit` stands apart from the heading's lines."""

    kind: str
    index: int
    heading: list[str]
    align: str
    heading_align: str
    unit: str = ""
    span: str = ""


def wording(kind: str, panel: str, style: Style, rng: Random) -> str:
    """A heading of that kind in the vocabulary's words."""
    if style.language and kind in LANGUAGES[style.language]["headings"]:
        return str(rng.choice(LANGUAGES[style.language]["headings"][kind]))
    unfit = _FOREIGN | _SAYS_MORE
    options = [h for h in load("headings")[kind] if h not in unfit and all(ord(c) < 256 for c in h)]
    if kind == "name":
        options = [h for h in options if all(p == panel for mark, p in _OF_PANEL.items() if mark in h.casefold())]
    return str(rng.choice(options if rng.random() < 0.5 else options[: 1 + len(options) // 3]))


def plan_of(content: Content, style: Style, rng: Random) -> list[Plan]:
    """The columns of a panel, in the order of the style."""
    groups = _groups(content, style, rng)
    kinds = list(groups)
    rng.shuffle(kinds)
    kinds.sort(key=lambda k: style.order.index(k) if k in style.order else len(style.order))
    specs = [("name", 0, wording("name", content.panel, style, rng), None), *(s for k in kinds for s in groups[k])]
    specs = _with_ids(specs, style)
    if style.bars:
        specs.append(("bar", 0, "Chart" if rng.random() < 0.4 else "", None))
    return [_plan(spec, content, style, rng) for spec in specs]


def _with_ids(specs: list[Spec], style: Style) -> list[Spec]:
    """A number or an id before or behind the name."""
    name, *others = specs
    ids: list[Spec] = [("id", 0, _ID[style.id_column], None)] if style.id_column else []
    out = [*ids, name, *others] if style.id_first else [name, *ids, *others]
    return [("number", 0, "#", None), *out] if style.row_numbers else out


def _groups(content: Content, style: Style, rng: Random) -> dict[str, list[Spec]]:
    unit, result = content.units[0], wording("result", content.panel, style, rng)
    groups: dict[str, list[Spec]] = {"result": [("result", i, result, u) for i, u in enumerate(content.units)]}
    if limits := _detection(content, style, rng):
        groups["limits"] = limits
    if content.panel in LIMITED:
        groups |= _allowed(unit, style, rng)
    if style.units == "column":
        groups["unit"] = [("unit", 0, wording("unit", "", style, rng), None)]
    if style.extra_column != "none" and not style.language:
        groups["extra"] = [("extra", 0, _EXTRA[style.extra_column], None)]
    if style.empty_column == "limit" and "limit" not in groups:
        groups["limit"] = [("empty", 0, wording("limit", "", style, rng), None)]
    return groups


def _detection(content: Content, style: Style, rng: Random) -> list[Spec]:
    unit = content.units[0]
    if content.panel == "microbials" or style.limits == "none":
        return []
    if style.limits == "one cell":
        return [("lod_loq", 0, wording("lod_loq", "", style, rng), unit)]
    lod = ("empty" if style.empty_column == "lod" else "lod", 0, wording("lod", "", style, rng), unit)
    loq = ("loq", 0, wording("loq", "", style, rng), unit)
    return [lod, loq] if style.limits == "columns" or style.empty_column == "lod" else [loq]


def _allowed(unit: str, style: Style, rng: Random) -> dict[str, list[Spec]]:
    """The columns of limits and of statuses."""
    groups: dict[str, list[Spec]] = {}
    status = wording("status", "", style, rng)
    if style.two_limits:
        groups["limit"] = [("limit", 0, "Inhalable Limit", unit), ("limit2", 0, "Ingestible Limit", unit)]
        groups["status"] = [("status", 0, f"Inhalable {status}", None), ("status2", 0, f"Ingestible {status}", None)]
        return groups
    if style.limit_column:
        kind = "empty" if style.empty_column == "limit" else "limit"
        groups["limit"] = [(kind, 0, wording("limit", "", style, rng), unit)]
    if style.status_column:
        groups["status"] = [("status", 0, status, None)]
    return groups


def _plan(spec: Spec, content: Content, style: Style, rng: Random) -> Plan:
    kind, index, word, unit = spec
    align = "left" if kind in ("name", "id") else rng.choice(["left", "right", "center", "center"])
    if kind == "name" and rng.random() < 0.15:
        align = "center"
    lines = _lines(word, kind, style, rng)
    printed = content.printed.get(unit or "", "")
    centred = rng.random() < 0.3 and (not style.stretch or style.borders == "full")
    place = "center" if centred else align  # else it may stand far from its values
    if kind == "name" and style.units == "name":
        lines[-1] += f" ({content.printed[content.units[0]]})"
    if not printed:
        return Plan(kind, index, lines, align, place)
    if style.spanning and kind == "result" and len(content.units) > 1:
        return Plan(kind, index, [printed], align, place, span=word)
    if style.units in ("line", "drop"):
        return Plan(kind, index, lines, align, place, printed if rng.random() < 0.3 else f"({printed})")
    return Plan(kind, index, _with_unit(lines, printed, kind, style, rng), align, place)


def _lines(word: str, kind: str, style: Style, rng: Random) -> list[str]:
    """The heading wrapped at its spaces, or inside of a long word."""
    if style.broken_headings and kind not in ("name", "number", "id") and (long := _longest(word)):
        cut = len(long) - rng.choice([3, 4]) if rng.random() < 0.5 else len(long) // 2
        hyphen = rng.choice(["-", ""])
        return word.replace(long, f"{long[:cut]}{hyphen}\n{long[cut:]}").replace(" ", "\n").split("\n")
    wraps = style.wrap_headings and kind not in ("name", "number", "id") and min(map(len, word.split(" "))) > 1
    return word.split(" ") if wraps else [word]


def _longest(word: str) -> str:
    return next((w for w in sorted(word.split(" "), key=len, reverse=True) if len(w) > 8 and w.isalpha()), "")


def _with_unit(lines: list[str], printed: str, kind: str, style: Style, rng: Random) -> list[str]:
    if style.units == "bare" and kind == "result":
        return [printed]
    if style.units in ("heading", "bare") or (style.units == "cell" and kind == "lod_loq"):
        return [*lines[:-1], f"{lines[-1]} ({printed})"]
    if style.units == "below":
        return [*lines, f"({printed})" if rng.random() < 0.8 else printed]
    return lines


def keep_printed(plan: list[Plan], content: Content) -> None:
    """Take back from the truth what no column of the plan prints."""
    printed = {k for p in plan for k in (("lod", "loq") if p.kind == "lod_loq" else (p.kind,))}
    for row in content.rows:
        for kind in {"lod", "loq", "limit", "limit2", "status"} - printed:
            setattr(row, kind, None)


def without(plan: list[Plan], *kinds: str) -> list[Plan]:
    return [p for p in plan if p.kind not in kinds]
