"""What stands above the tables: which panels passed, totals in boxes, the largest analytes in large figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from layouts.columns import Column
from layouts.grid import Grid
from layouts.paper import BOTTOM, MARGIN, WIDTH
from layouts.sheet import SPAN, Sheet
from layouts.style import Style

_ABSENT = [("Water Activity", "water_activity"), ("Moisture", "moisture"), ("Foreign Matter", "foreign_matter")]
_BARE = [
    ("Residual Solvents", "residual_solvents"), ("Mycotoxins", "mycotoxins"), ("Microbials", "microbials"),
    ("Foreign Matter", "foreign_matter"), ("Heavy Metals", "heavy_metals"),
]  # fmt: skip


def summary(sheet: Sheet) -> None:
    """Each panel with its status, and some that have no table."""
    style, paper = sheet.style, sheet.paper
    if style.summary == "none":
        return
    entries = [(c.title.split(" by ")[0], c.status or "tested") for c in sheet.contents]
    absent = [a for a in _ABSENT if not (style.overview and a[1] != "foreign_matter")]
    for title, panel in sheet.rng.sample(absent, sheet.rng.randint(1, len(absent))):
        entries.append((title, sheet.note(panel, sheet.rng.choice(["not_tested", "pass"]))))
    for content in sheet.contents:
        sheet.note(content.panel, content.status or "tested")
    if style.summary == "table":
        _table(sheet, entries)
    elif style.summary == "pairs":
        paper.text(MARGIN, paper.y + 10, "Summary", 9, True)
        _pairs(sheet, entries, paper.y + 24)
    else:
        boxes(sheet, [(t, sheet.words[s]) for t, s in entries], style.summary == "boxes above")


def _table(sheet: Sheet, entries: list[tuple[str, str]]) -> None:
    form = sheet.style.dates.split(" %H")[0]
    dates = [datetime(2026, 3, 6 + n).strftime(form) for n in range(len(entries))]
    dated = [["" if s == "not_tested" else d] for (_, s), d in zip(entries, dates, strict=True)]
    words = [[sheet.words[s]] for _, s in entries]
    columns = [
        Column("name", ["Test"], [[t] for t, _ in entries], "left", "left"),
        Column("date", [sheet.rng.choice(["Date", "Date Tested"])], dated, "center", "center"),
        Column("status", [sheet.rng.choice(["Status", "Result"])], words, "left", "left"),
    ]
    grid = Grid(sheet.paper, plain(sheet, 8.0, 24.0), columns, MARGIN, SPAN)
    sheet.paper.y = grid.draw(sheet.paper.y) + 12


def plain(sheet: Sheet, size: float, gutter: float) -> Style:
    """The laboratory's style for a table that is none of results."""
    return replace(sheet.style, size=size, padding=4.0, gutter=gutter, wrap_names=False, shift=0, headings=True,
                   heading_place="bottom")  # fmt: skip


def _pairs(sheet: Sheet, entries: list[tuple[str, str]], y: float) -> None:
    for n, (title, status) in enumerate(entries):
        x = MARGIN + (n % 3) * SPAN / 3
        sheet.paper.text(x, y + 14 * (n // 3), title, 7, True)
        sheet.paper.text(x + SPAN / 3 - 12, y + 14 * (n // 3), sheet.words[status], 7, align="right")
    sheet.paper.y = y + 14 * (-(-len(entries) // 3)) + 8


def boxes(sheet: Sheet, entries: list[tuple[str, str]], value_above: bool, across: int = 5, large: float = 8.0) -> None:
    """Boxes with a name and its value above or below it."""
    paper, wide, tall = sheet.paper, SPAN / across, 26 + large
    for n, (name, value) in enumerate(entries):
        x, top = MARGIN + (n % across) * wide, paper.y + (tall + 6) * (n // across)
        paper.box(x, top, x + wide - 8, top + tall)
        lines = paper.wrapped(name, 7, wide - 16)[:2]
        first = top + (large + 14 if value_above else 10)
        for k, line in enumerate(lines):
            paper.text(x + wide / 2 - 4, first + 8 * k, line, 7, align="center")
        base = top + (large + 3 if value_above else tall - 5)
        fitting = min(large, large * (wide - 14) / paper.width(value, large, True))
        paper.text(x + wide / 2 - 4, base, value, fitting, True, align="center")
    paper.y += (tall + 6) * (-(-len(entries) // across)) + 8


def totals_on_top(sheet: Sheet) -> None:
    """The sums of the first table once more, in boxes or lines."""
    style, content = sheet.style, sheet.contents[0]
    totals = [r for r in content.rows if r.total]
    if style.shown_totals == "none" or not totals or style.overview:
        return
    printed = content.printed[content.units[0]]
    figures = [(r.name, f"{r.results[0].text} {printed}") for r in totals]
    sheet.shown = [r.code for r in totals]
    if style.shown_totals == "lines":
        for n, (name, figure) in enumerate(figures):
            sheet.paper.text(MARGIN, sheet.paper.y + 10 + 13 * n, f"{name}: {figure}", 9, True)
        sheet.paper.y += 13 * len(figures) + 10
    else:
        boxes(sheet, figures, style.shown_totals == "boxes above", across=4)


def largest(sheet: Sheet) -> None:
    """The four largest analytes as big figures. They are no sums."""
    content = sheet.contents[0]
    if not sheet.style.largest or not content.found:
        return
    printed = content.printed[content.units[0]]
    entries = [(r.name, f"{r.results[0].text} {printed}") for r in content.found[:4]]
    boxes(sheet, entries, sheet.style.largest == "above", across=4, large=13.0)


def overview(sheet: Sheet) -> None:
    """Boxes for sums, moisture and water activity."""
    if not sheet.style.overview:
        return
    content = sheet.contents[0]
    totals = [r for r in content.rows if r.total][:2]
    printed = content.printed[content.units[0]]
    entries = [(r.name, f"{r.results[0].text} {printed}") for r in totals]
    sheet.shown = [r.code for r in totals]
    moisture, activity = sheet.rng.randint(60, 130) / 10, sheet.rng.randint(40, 64) / 100
    for name, panel, value, unit in (
        ("Moisture", "moisture", moisture, "%"), ("Water Activity", "water_activity", activity, "aw")
    ):  # fmt: skip
        text = f"{value:.1f}" if unit == "%" else f"{value:.2f}"
        entries.append((name, f"{text.replace('.', ',') if sheet.style.decimal_comma else text} {unit}"))
        sheet.single[panel] = (name, float(text), unit)
    boxes(sheet, entries, sheet.style.overview == "above", across=4, large=11.0)


def bare_panels(sheet: Sheet) -> None:
    """Panels that are nothing but a heading, with their status far at the right."""
    if not sheet.style.bare_panels:
        return
    taken = {c.panel for c in sheet.contents} | set(sheet.statuses)
    free = [b for b in _BARE if b[1] not in taken]
    for title, panel in sheet.rng.sample(free, min(len(free), sheet.rng.randint(1, 3))):
        if sheet.paper.y + 30 > BOTTOM:
            sheet.paper.next_page()
        y = sheet.paper.y + 16
        sheet.paper.text(MARGIN, y, title, 10, True)
        word = sheet.words[sheet.note(panel, sheet.rng.choice(["pass", "pass", "fail"]))]
        sheet.paper.text(WIDTH - MARGIN, y, word, 10, True, align="right")
        sheet.paper.line(MARGIN, y + 4, WIDTH - MARGIN, y + 4)
        sheet.paper.y = y + 8
