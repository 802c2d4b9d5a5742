"""`make_layout(seed)`: a report of an invented laboratory, and what a careful person would write down of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from layouts.content import Content, contents_of, load, printable
from layouts.grid import Column, Grid, Plan, columns_of, keep_printed, lying, paired, plan_of
from layouts.paper import BOTTOM, MARGIN, WIDTH, Paper
from layouts.style import Style, style_of
from layouts.truth import truth_of

SPAN = WIDTH - 2 * MARGIN
STATUS_WORDS = {
    "pass": ["PASS", "Passed", "Pass"],
    "fail": ["FAIL", "Failed", "Fail"],
    "tested": ["Tested", "TESTED", "Complete"],
    "not_tested": ["Not Tested", "NOT TESTED"],
}
_FIELDS = {"sample_id": 6, "batch": 12, "product": 6, "received": 6, "collected": 6, "completed": 4}
_UNCLEAR = {"Sample #", "Sample No.", "Report Created", "Item Name", "Retail Name", "Product", "Sampled On"}


def make_layout(seed: int) -> tuple[bytes, dict[str, Any]]:
    """The PDF and its truth, in the shape of the report's JSON."""
    style = style_of(Random(seed))
    writer = Writer(style, Random(seed * 7919 + 1))
    pdf = writer.write()
    return pdf, truth_of(writer.contents, writer.fields, writer.statuses, writer.shown)


class Writer:
    """Writes one report from top to bottom, noting what it printed."""

    def __init__(self, style: Style, rng: Random) -> None:
        self.style, self.rng = style, rng
        self.contents = contents_of(style, rng)
        self.statuses: dict[str, str] = {}
        self.fields: dict[str, str] = {}
        self.shown: list[str] = []
        self.words = {s: rng.choice(w) for s, w in STATUS_WORDS.items()}
        lab = rng.choice(["Northwind Analytics Laboratory", "Quillfeather Labs", "Ostrava Street Testing Laboratory"])
        self.paper = Paper(
            style.font,
            f"{lab}   Certificate of Analysis",
            "This report shall not be reproduced except in full without written approval of the laboratory.",
        )
        self.lab = lab

    def write(self) -> bytes:
        self._head()
        self._summary()
        self._totals_on_top()
        left = list(self.contents)
        if self.style.arrangement == "beside" and len(left) > 1 and self._beside(left[0], left[1]):
            left = left[2:]
        for i, content in enumerate(left):
            self._panel(content, breaks=i == 0)
        self._controls()
        return self.paper.finish()

    # the head of the first page

    def _head(self) -> None:
        paper = self.paper
        paper.text(MARGIN, 52, self.lab, 14, True)
        paper.text(MARGIN, 64, "14 Harbor Road, Astoria, OR 97103   Cannabis and hemp testing", 8)
        paper.text(WIDTH - MARGIN, 52, "Certificate of Analysis", 12, align="right")
        paper.line(MARGIN, 72, WIDTH - MARGIN, 72)
        pairs = [(self._label(f), self._value(f)) for f in _FIELDS]
        pairs.append((self.rng.choice(["Matrix", "Sample Matrix", "Sample Type"]), "Flower"))
        self.rng.shuffle(pairs)
        paper.y = self._pairs(pairs, 88.0) + 12

    def _label(self, name: str) -> str:
        labels = [x for x in load("fields")["labels"][name] if x not in _UNCLEAR and printable(x) and ":" not in x]
        return self.rng.choice(labels[: _FIELDS[name]])

    def _value(self, name: str) -> str:
        rng = self.rng
        if name in ("received", "collected", "completed"):
            start = {
                "collected": datetime(2026, 3, 2, 9, 15),
                "received": datetime(2026, 3, 5, 10, 40),
                "completed": datetime(2026, 3, 14, 16, 5),
            }[name]
            day = start + timedelta(days=rng.randrange(0, 3))
            for key in ("tested", "reported") if name == "completed" else (name,):
                self.fields[key] = day.date().isoformat()
            return day.strftime(self.style.dates)
        value = {
            "sample_id": f"S{rng.randrange(10**5, 10**6)}-{rng.randrange(1, 99):02}",
            "batch": rng.choice(
                [f"B{rng.randrange(1000, 9999)}", f"{rng.randrange(10, 99)}-{rng.randrange(1000, 9999)}-A"]
            ),
            "product": rng.choice(
                ["Blue Harbor Flower", "Sunrise Gummies 25mg", "Cedar Balm No. 4", "Lemon Tincture 1000 mg"]
            ),
        }[name]
        self.fields[name] = value
        return value

    def _pairs(self, pairs: list[tuple[str, str]], y: float) -> float:
        """Labels with their values in two or three columns of the page."""
        size, form = max(6.5, min(9.0, self.style.size)), self.style.fields
        across = 2 if form != "stacked" else 3
        for n, (label, value) in enumerate(pairs):
            x = MARGIN + (n % across) * SPAN / across
            top = y + (n // across) * size * (1.7 if form != "stacked" else 3.0)
            colon = "" if form == "stacked" else ":"
            self.paper.text(x, top, label + colon, size, bold=form in ("bold", "stacked"))
            if form == "stacked":
                self.paper.text(x, top + 1.25 * size, value, size)
            else:
                self.paper.text(
                    x + (130 if form == "columns" else self.paper.width(f"{label}: ", size, form == "bold")),
                    top,
                    value,
                    size,
                )
        rows = -(-len(pairs) // across)
        return y + rows * size * (1.7 if form != "stacked" else 3.0)

    # panels and their status

    def _summary(self) -> None:
        style, paper = self.style, self.paper
        if style.summary == "none":
            return
        entries = [(c.title.split(" by ")[0], c.status or "tested") for c in self.contents]
        absent = [
            (title, p)
            for title, p in (
                ("Water Activity", "water_activity"),
                ("Moisture", "moisture"),
                ("Foreign Matter", "foreign_matter"),
            )
        ]
        entries += [
            (title, self._note(p, self.rng.choice(["not_tested", "pass"])))
            for title, p in self.rng.sample(absent, self.rng.randint(1, 3))
        ]
        for content in self.contents:
            self._note(content.panel, content.status or "tested")
        if style.summary == "table":
            self._summary_table(entries)
        elif style.summary == "pairs":
            paper.text(MARGIN, paper.y + 10, "Summary", 9, True)
            self._status_pairs(entries, paper.y + 24)
        else:
            self._boxes([(t, self.words[s]) for t, s in entries], style.summary == "boxes above")

    def _note(self, panel: str, status: str) -> str:
        self.statuses[panel] = status
        return status

    def _summary_table(self, entries: list[tuple[str, str]]) -> None:
        dates = [datetime(2026, 3, 6 + n).strftime(self.style.dates.split(" %H")[0]) for n in range(len(entries))]
        columns = [
            Column("name", ["Test"], [[t] for t, _ in entries], "left", "left"),
            Column(
                "date",
                [self.rng.choice(["Date", "Date Tested"])],
                [["" if s == "not_tested" else d] for (_, s), d in zip(entries, dates, strict=True)],
                "center",
                "center",
            ),
            Column(
                "status", [self.rng.choice(["Status", "Result"])], [[self.words[s]] for _, s in entries], "left", "left"
            ),
        ]
        grid = Grid(
            self.paper,
            replace(self.style, size=8.0, padding=4.0, gutter=24.0, wrap_names=False, shift=0),
            columns,
            MARGIN,
            SPAN,
        )
        self.paper.y = grid.draw(self.paper.y) + 12

    def _status_pairs(self, entries: list[tuple[str, str]], y: float) -> None:
        for n, (title, status) in enumerate(entries):
            x = MARGIN + (n % 3) * SPAN / 3
            self.paper.text(x, y + 14 * (n // 3), title, 7, True)
            self.paper.text(x + SPAN / 3 - 12, y + 14 * (n // 3), self.words[status], 7, align="right")
        self.paper.y = y + 14 * (-(-len(entries) // 3)) + 8

    def _boxes(self, entries: list[tuple[str, str]], value_above: bool, across: int = 5) -> None:
        """Boxes with a name and its value above or below it."""
        y, wide = self.paper.y, SPAN / across
        for n, (name, value) in enumerate(entries):
            x, top = MARGIN + (n % across) * wide, y + 40 * (n // across)
            self.paper.box(x, top, x + wide - 8, top + 34)
            lines = self.paper.wrapped(name, 7, wide - 16)[:2]
            first = top + (22 if value_above else 10)
            for k, line in enumerate(lines):
                self.paper.text(x + wide / 2 - 4, first + 8 * k, line, 7, align="center")
            self.paper.text(x + wide / 2 - 4, top + (11 if value_above else 29), value, 8, True, align="center")
        self.paper.y = y + 40 * (-(-len(entries) // across)) + 8

    def _totals_on_top(self) -> None:
        content = self.contents[0]
        totals = [r for r in content.rows if r.total]
        if self.style.shown_totals == "none" or not totals:
            return
        unit = content.units[0]
        figures = [(r.name, f"{r.results[0].text} {content.printed[unit]}") for r in totals]
        self.shown = [r.code for r in totals]
        if self.style.shown_totals == "lines":
            for n, (name, figure) in enumerate(figures):
                self.paper.text(MARGIN, self.paper.y + 10 + 13 * n, f"{name}: {figure}", 9, True)
            self.paper.y += 13 * len(figures) + 10
        else:
            self._boxes(figures, self.style.shown_totals == "boxes above", across=4)

    def _panel(self, content: Content, breaks: bool) -> None:
        grid = self._grid(content, MARGIN, SPAN)
        lead = self._lead()
        if breaks and self.style.page_break != "none" and self.style.arrangement == "single" and grid.rows > 5:
            keep = grid.heading_height + sum(grid.row_height(i) for i in range(grid.rows // 2)) + 2
            start = BOTTOM - keep - lead
            if start > self.paper.y + 20:
                self.paper.box(MARGIN + 150, self.paper.y + 8, MARGIN + 350, start - 6, 0.8)
                self.paper.y = start
        elif self.paper.y + lead + grid.height > BOTTOM:
            self.paper.next_page()
            self.paper.y += 8
        y = self._title(content, grid.columns[0].x0, max(grid.columns[-1].x1, MARGIN + SPAN / 2), self.paper.y)
        self.paper.y = self._under(grid.draw(y), MARGIN, SPAN)

    def _beside(self, a: Content, b: Content) -> bool:
        """Two panels side by side, each with its own pitch and start; False where they don't fit."""
        half = SPAN / 2 - 10
        first = self._grid(a, MARGIN, half)
        other = replace(
            self.style, padding=self.style.padding * self.rng.uniform(0.9, 1.6), gutter=1.4 * self.style.size
        )
        second = self._grid(b, MARGIN + half + 20, half, other)
        if not (first.fits and second.fits):
            return False
        if self.paper.y + max(first.height, second.height) + self._lead() + 60 > BOTTOM:
            self.paper.next_page()
        top, lower = self.paper.y, self.rng.choice([0, 0, 3.5, 17])
        left = self._under(first.draw(self._title(a, MARGIN, MARGIN + half, top)), MARGIN, half)
        y = self._title(b, MARGIN + half + 20, MARGIN + SPAN, top + lower)
        self.paper.y = max(left, second.draw(y) + 12)
        return True

    def _grid(self, content: Content, x0: float, width: float, style: Style | None = None) -> Grid:
        style = style or self.style
        plan = plan_of(content, style, self.rng)
        keep_printed(plan, content)
        if style.arrangement == "transposed" and content.panel in ("cannabinoids", "terpenes", "heavy_metals"):
            return self._lying(plan, content, x0, width)
        if style.arrangement == "pairs" and len(content.rows) > 5 and len(plan) <= 5:
            cut = (len(content.rows) + 1) // 2
            halves = [columns_of(plan, part, content, style) for part in (content.rows[:cut], content.rows[cut:])]
            grid = Grid(self.paper, style, paired(halves[0], halves[1], style.second_name_heading), x0, width)
            if grid.fits:
                return grid
        return Grid(self.paper, style, columns_of(plan, content.rows, content, style), x0, width)

    def _lying(self, plan: list[Plan], content: Content, x0: float, width: float) -> Grid:
        rows = [r for r in content.rows if not r.total][:7] + [r for r in content.rows if r.total]
        content.rows = rows
        plan = [p for p in plan if p.kind in ("result", "lod", "loq")]
        keep_printed(plan, content)
        grid = Grid(self.paper, self.style, lying(plan, rows, content, self.style), x0, width)
        while not grid.fits and len(content.rows) > 4:
            content.rows = content.rows[1:]
            grid = Grid(self.paper, self.style, lying(plan, content.rows, content, self.style), x0, width)
        return grid

    def _lead(self) -> float:
        return 26 + (14 if self.style.units == "above" else 0)

    def _title(self, content: Content, x0: float, x1: float, y: float) -> float:
        """The panel's title, with its status at the right where the style has it so."""
        self.paper.text(x0, y + 14, content.title, 10, True)
        if self.style.title_status and content.status:
            self.paper.text(x1, y + 14, self.words[self._note(content.panel, content.status)], 10, True, align="right")
        if self.style.units == "above":
            self.paper.text(x0, y + 28, f"Unit of measurement: {content.printed[content.units[0]]}", 7)
        return y + self._lead()

    def _under(self, y: float, x0: float, width: float) -> float:
        """What laboratories print right under a table."""
        size = max(5.0, 0.8 * self.style.size)
        texts = {
            "sentence": "Results are reported on an as received basis and relate only to the sample that was "
            "tested by the laboratory.",
            "notes": "Sample Prepared By: 1208  Date: 2026-03-06 10:11   "
            "Sample Analyzed By: 1013  Date: 2026-03-07 08:30",
            "legend": "ND = Not Detected, NT = Not Tested, LOD = Limit of Detection, LOQ = Limit of Quantitation.",
        }
        y += 0.5 * size
        for kind in self.style.under_table:
            for line in self.paper.wrapped(texts[kind], size, width):
                y += 1.25 * size
                self.paper.text(x0, y, line, size)
        return y + 14

    # what is printed and is no result

    def _controls(self) -> None:
        kind = self.style.quality_control
        if kind == "none":
            return
        names = [r.name for r in self.contents[0].rows if not r.total][:4]
        heads = {
            "recovery": ["Analyte", "Expected", "Measured Conc.", "% Recovery"],
            "blank": ["Analyte", "Blank Result", "LCS Recovery", "Limits"],
            "methods": ["Test", "Method", "Instrument"],
        }[kind]
        rows = {"recovery": ["0,50", "0,49", "98,0"], "blank": ["ND", "97,5", "80-120"]}.get(kind, [])
        body = (
            [[n, *rows] for n in names]
            if kind != "methods"
            else [[c.title, f"SOP-{n}1", "HPLC 1260"] for n, c in enumerate(self.contents, 1)]
        )
        body = [[t if self.style.decimal_comma else t.replace(",", ".") for t in row] for row in body]
        columns = [
            Column("name" if i == 0 else "extra", [h], [[row[i]] for row in body], "left", "left")
            for i, h in enumerate(heads)
        ]
        style = replace(self.style, size=7.0, padding=4.0, gutter=16.0, shift=0, wrap_names=False)
        grid = Grid(self.paper, style, columns, MARGIN, SPAN)
        if self.paper.y + grid.height + 40 > BOTTOM:
            self.paper.next_page()
        self.paper.text(MARGIN, self.paper.y + 20, "Methods" if kind == "methods" else "Quality Control", 10, True)
        grid.draw(self.paper.y + 28)
