"""A panel becomes a grid of headed columns, and the grid is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from coacheck.reading.vocabulary import vocabulary
from layouts.content import ANY, Cell, Content, Row, load
from layouts.paper import BOTTOM, Paper
from layouts.style import Style

_FOREIGN = {
    "Resultat",
    "Ergebnis",
    "Risultato",
    "Risultati",
    "Resultado",
    "Résultat",
    "Gehalt",
    "Contenuto",
    "Nachweisgrenze",
    "Bestimmungsgrenze",
    "Grenzwert",
    "Limite",
    "Bewertung",
    "Einheit",
    "Unità",
    "Unidad",
    "Unidades",
    "Cannabinoide",
    "Substanz",
    "Analyt",
    "Composto",
    "Cannabinoidi",
    "Analito",
    "Analitos",
    "Cannabinoïdes",
} | {"Limite massimo", "Limite di rilevabilità", "U.M."}
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


@dataclass
class Column:
    """Heading lines, and of each row the lines of its cell. `bars` are shares of the width."""

    kind: str
    heading: list[str]
    cells: list[list[str]]
    align: str
    heading_align: str
    x0: float = 0.0
    x1: float = 0.0


@dataclass(frozen=True)
class Plan:
    """One column of a panel's table: what stands in it, and its heading."""

    kind: str
    index: int
    heading: list[str]
    align: str
    heading_align: str


def wording(kind: str, panel: str, rng: Random) -> str:
    """A heading of that kind in the vocabulary's words."""
    options = [h for h in load("headings")[kind] if h not in _FOREIGN | _SAYS_MORE and all(ord(c) < 256 for c in h)]
    if kind == "name":
        options = [h for h in options if all(p == panel for mark, p in _OF_PANEL.items() if mark in h.casefold())]
    return rng.choice(options if rng.random() < 0.5 else options[: 1 + len(options) // 3])


def plan_of(content: Content, style: Style, rng: Random) -> list[Plan]:
    """The columns of a panel, in the order of the style."""
    rows = [r for r in content.rows if not r.total]
    result = wording("result", content.panel, rng)
    groups: list[list[tuple[str, int, str, str | None]]] = [
        [("result", i, result, u) for i, u in enumerate(content.units)]
    ]
    limits = [
        ("lod", 0, wording("lod", "", rng), content.units[0]),
        ("loq", 0, wording("loq", "", rng), content.units[0]),
    ]
    if rows[0].loq:
        one = [("lod_loq", 0, wording("lod_loq", "", rng), content.units[0])]
        groups.append({"columns": limits, "one cell": one, "loq": limits[1:]}[style.limits])
    if rows[0].limit:
        groups.append([("limit", 0, wording("limit", "", rng), content.units[0])])
    if style.status_column and content.panel not in ("cannabinoids", "terpenes"):
        groups.append([("status", 0, wording("status", "", rng), None)])
    if style.units == "column":
        groups.append([("unit", 0, wording("unit", "", rng), None)])
    if style.extra_column != "none":
        groups.append(
            [
                (
                    "extra",
                    0,
                    {"dilution": "Dilution", "uncertainty": "Uncertainty", "cas": "CAS #"}[style.extra_column],
                    None,
                )
            ]
        )
    rng.shuffle(groups)
    specs = [("name", 0, wording("name", content.panel, rng), None), *(s for g in groups for s in g)]
    if style.bars:
        specs.append(("bar", 0, "Chart" if rng.random() < 0.4 else "", None))
    return [_plan(spec, content, style, rng) for spec in specs]


def _plan(spec: tuple[str, int, str, str | None], content: Content, style: Style, rng: Random) -> Plan:
    kind, index, word, unit = spec
    align = "left" if kind == "name" else rng.choice(["left", "right", "center", "center"])
    if kind == "name" and rng.random() < 0.15:
        align = "center"
    wraps = style.wrap_headings and kind != "name" and min(map(len, word.split(" "))) > 1
    lines = word.split(" ") if wraps else [word]
    printed = content.printed.get(unit or "", "")
    if kind == "name" and style.units == "name":
        lines[-1] += f" ({content.printed[content.units[0]]})"
    elif printed and style.units == "bare" and kind == "result":
        lines = [printed]
    elif printed and (style.units in ("heading", "bare") or (style.units == "cell" and kind in ("lod_loq",))):
        lines[-1] += f" ({printed})"
    elif printed and style.units == "below":
        lines.append(f"({printed})" if rng.random() < 0.8 else printed)
    centred = rng.random() < 0.3 and (
        not style.stretch or style.borders == "full"
    )  # else it may stand far from its values
    return Plan(kind, index, lines, align, "center" if centred else align)


def keep_printed(plan: list[Plan], content: Content) -> None:
    """Take back from the truth what no column of the plan prints."""
    printed = {k for p in plan for k in (("lod", "loq") if p.kind == "lod_loq" else (p.kind,))}
    for row in content.rows:
        for kind in {"lod", "loq", "limit", "status"} - printed:
            setattr(row, kind, None)


def columns_of(plan: list[Plan], rows: list[Row], content: Content, style: Style) -> list[Column]:
    return [
        Column(p.kind, p.heading, [[_text(p, r, content, style)] for r in rows], p.align, p.heading_align) for p in plan
    ]


def _text(plan: Plan, row: Row, content: Content, style: Style) -> str:
    if plan.kind == "name":
        return row.name
    if plan.kind == "result":
        return _with_unit(row.results[plan.index], content, style)
    if plan.kind == "unit":
        return content.printed[content.units[0]]
    if plan.kind == "status":
        return {"pass": content.words["pass"], "fail": content.words["fail"], None: ""}[row.status]
    if plan.kind == "bar":
        return (
            f"{(len(row.name) * 7 + len(row.code)) % 10 / 10}"
            if row.results[0].truth.get("value") and not row.total
            else ""
        )
    if row.total:
        return ""
    if plan.kind == "extra":
        return {
            "dilution": "1,000" if style.decimal_comma else "1.000",
            "cas": "58-89-9",
            "uncertainty": "± 0,05" if style.decimal_comma else "± 0.05",
        }[style.extra_column]
    if plan.kind == "lod_loq":
        return f"{row.lod.text} / {row.loq.text}"  # type: ignore[union-attr]
    return _with_unit(getattr(row, plan.kind), content, style)


def _with_unit(cell: Cell, content: Content, style: Style) -> str:
    if style.units != "cell" or "value" not in cell.truth:
        if style.units == "cell" and "bound" not in cell.truth:
            cell.truth["unit"] = ANY
        elif style.units == "cell":
            return f"{cell.text} {content.printed[cell.truth['unit']]}"
        return cell.text
    return f"{cell.text} {content.printed[cell.truth['unit']]}"


class Grid:
    """Columns with their places on the page, ready to be drawn."""

    def __init__(self, paper: Paper, style: Style, columns: list[Column], x0: float, width: float) -> None:
        self.paper, self.style, self.columns = paper, style, columns
        self.size = style.size
        self.place(x0, width)

    def place(self, x0: float, width: float) -> None:
        """Wrap the names, make the print smaller until the columns fit, and spread them."""
        for _ in range(12):
            self._wrap()
            natural = [self._natural(c) for c in self.columns]
            gutter = self.style.gutter * self.size / self.style.size
            if sum(natural) + gutter * len(natural) <= width or self.size <= 4.5:
                break
            self.size -= 0.5
        spare = max(0.0, width - sum(natural) - gutter * len(natural)) if self.style.stretch else 0.0
        for column, needed in zip(self.columns, natural, strict=True):
            column.x0, column.x1 = x0, x0 + needed + gutter + spare / len(natural)
            x0 = column.x1
        self.fits = sum(natural) + gutter * len(natural) <= width

    def _wrap(self) -> None:
        room = 11 * self.size if self.style.wrap_names else 26 * self.size
        for column in self.columns:
            if column.kind == "name":
                column.cells = [self.paper.wrapped(" ".join(c), self.size, room) for c in column.cells]

    def _natural(self, column: Column) -> float:
        heads = [self.paper.width(t, self.size, self.style.heading_bold) for t in column.heading]
        cells = [self.paper.width(t, self.size) for c in column.cells for t in c] if column.kind != "bar" else [40.0]
        return max([*heads, *cells, self.size])

    @property
    def heading_height(self) -> float:
        return max(len(c.heading) for c in self.columns) * 1.15 * self.size + 0.6 * self.size

    def row_height(self, i: int) -> float:
        lines = max(len(c.cells[i]) for c in self.columns)
        apart = 0.55 * self.size if lines > 1 or any(len(t) > 1 for c in self.columns for t in c.cells) else 0.0
        return lines * 1.15 * self.size + max(self.style.padding * self.size / self.style.size, apart)

    @property
    def rows(self) -> int:
        return len(self.columns[0].cells)

    @property
    def height(self) -> float:
        return self.heading_height + sum(self.row_height(i) for i in range(self.rows))

    def draw(self, y: float) -> float:
        """Draw from `y` down, on to the next page where it must be; the bottom of the last row."""
        y = self.draw_heading(y)
        for i in range(self.rows):
            if y + self.row_height(i) > BOTTOM:
                self.paper.next_page()
                y = self.paper.y + 10
                y = self.draw_heading(y) if self.style.page_break != "no header" else y
            y = self._draw_row(i, y)
        return y

    def draw_heading(self, y: float) -> float:
        height, lines = self.heading_height, max(len(c.heading) for c in self.columns)
        if self.style.zebra:
            self.paper.box(self.columns[0].x0, y, self.columns[-1].x1, y + height, 0.85)
        for column in self.columns:
            spare = lines - len(column.heading)
            free = {"top": 0.0, "middle": spare / 2, "bottom": spare}[
                self.style.name_heading if column.kind == "name" else "bottom"
            ]
            for n, text in enumerate(column.heading):
                base = y + 0.3 * self.size + (free + n) * 1.15 * self.size + 0.85 * self.size
                self._put(column, base, text, self.style.heading_bold, column.heading_align)
        self._rule(y, y + height, heading=True)
        return y + height

    def _draw_row(self, i: int, y: float) -> float:
        height, lines = self.row_height(i), max(len(c.cells[i]) for c in self.columns)
        if self.style.zebra and i % 2:
            self.paper.box(self.columns[0].x0, y, self.columns[-1].x1, y + height, 0.93)
        start = y + (height - lines * 1.15 * self.size) / 2 + 0.85 * self.size
        for column in self.columns:
            if column.kind == "bar":
                self._bar(column, i, y, height)
                continue
            name = column.kind == "name"
            spare = lines - len(column.cells[i])
            free = {"top": 0.0, "middle": spare / 2, "bottom": spare}["middle" if name else self.style.values]
            shift = 0.0 if name else self.style.shift * self.size / self.style.size
            for n, text in enumerate(column.cells[i]):
                self._put(column, start + (free + n) * 1.15 * self.size + shift, text, False, column.align)
        self._rule(y, y + height)
        return y + height

    def _put(self, column: Column, baseline: float, text: str, bold: bool, align: str) -> None:
        inset = 0.45 * self.style.gutter * self.size / self.style.size
        x = {"left": column.x0 + inset, "center": (column.x0 + column.x1) / 2, "right": column.x1 - inset}[align]
        self.paper.text(x, baseline, text, self.size, bold, align)

    def _bar(self, column: Column, i: int, y: float, height: float) -> None:
        share = float(column.cells[i][0] or 0)
        if share:
            self.paper.box(column.x0 + 4, y + 0.2 * height, column.x0 + 4 + 36 * share, y + 0.8 * height, 0.4)

    def _rule(self, top: float, bottom: float, heading: bool = False) -> None:
        x0, x1 = self.columns[0].x0, self.columns[-1].x1
        if self.style.borders in ("full", "rows") or (heading and self.style.borders == "heading"):
            self.paper.line(x0, bottom, x1, bottom)
        if self.style.borders == "full":
            for x in [x0, *(c.x1 for c in self.columns)]:
                self.paper.line(x, top, x, bottom)
            if heading:
                self.paper.line(x0, top, x1, top)


def lying(plan: list[Plan], rows: list[Row], content: Content, style: Style) -> list[Column]:
    """The table on its side: a column for each analyte, a row for each kind of value."""
    labels = Column("name", [""], [[_label(p, content)] for p in plan], "left", "left")
    return [
        labels,
        *(Column("value", [r.name], [[_text(p, r, content, style)] for p in plan], "center", "center") for r in rows),
    ]


def _label(plan: Plan, content: Content) -> str:
    text = " ".join(plan.heading)
    unit = content.printed[content.units[plan.index]]
    return text if vocabulary().find_unit(text)[0] else f"{text} ({unit})"


def paired(left: list[Column], right: list[Column], second_name: bool) -> list[Column]:
    """The second half of the rows beside the first."""
    for column in right:
        column.cells += [[""]] * (len(left[0].cells) - len(column.cells))
    return left + [replace(c, heading=c.heading if second_name or c.kind != "name" else [""]) for c in right]
