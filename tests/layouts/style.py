"""The choices that a laboratory made once for all its reports. Each is drawn on its own."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Style:
    """How one invented laboratory prints. Sizes and distances are in points."""

    font: str
    size: float
    decimal_comma: bool
    exponents: str
    bare_decimals: bool
    digits: int
    not_detected: str
    below_loq: str
    names: str
    dates: str
    fields: str
    summary: str
    title_status: bool
    shown_totals: str
    arrangement: str
    units: str
    limits: str
    wrap_headings: bool
    name_heading: str
    heading_bold: bool
    wrap_names: bool
    values: str
    shift: float
    borders: str
    zebra: bool
    bars: bool
    stretch: bool
    padding: float
    gutter: float
    page_break: str
    quality_control: str
    under_table: tuple[str, ...]
    status_column: bool
    extra_column: str
    second_name_heading: bool
    # what only the traits choose
    panels: tuple[str, ...] = ()
    tables: int = 0
    rows: tuple[int, int] = (0, 0)
    result_units: tuple[str, ...] = ()
    longest_name: int = 42
    name_room: float = 11.0
    blocks: int = 2
    tight: bool = False
    touching: bool = False
    headings: bool = True
    heading_place: str = "bottom"
    broken_headings: bool = False
    spanning: bool = False
    unit_gap: float = 0.0
    unit_drop: float = 0.0
    unit_words: str = "Unit of measurement: "
    empty_column: str = ""
    row_numbers: bool = False
    id_column: str = ""
    id_first: bool = False
    order: tuple[str, ...] = ()
    limit_column: bool = True
    two_limits: bool = False
    powers: str = ""
    thousands: bool = False
    in_one_gram: bool = False
    language: str = ""
    marks: bool = False
    largest: str = ""
    overview: str = ""
    chart: str = ""
    empty_fields: bool = False
    other_labels: bool = False
    bare_panels: bool = False
    light: tuple[str, ...] = ()
    formulas: bool = False
    close_text: bool = False


def style_of(rng: Random) -> Style:
    """A style at random; what would be ambiguous to a careful person is left out."""
    comma = rng.random() < 0.12
    size = rng.choice([5.0, 6.0, 6.5, 7.0, 8.0, 9.0, 10.0])
    wrap_names = rng.random() < 0.35
    padding = rng.uniform(0.35, 1.0) * size
    return Style(
        font=rng.choice(["Helvetica", "Times", "Courier", "Vera"]),
        size=size,
        decimal_comma=comma,
        exponents="long" if not comma and rng.random() < 0.1 else "",
        bare_decimals=not comma and rng.random() < 0.06,
        digits=rng.choice([2, 3, 3, 4, 5]),
        not_detected=rng.choice(["ND", "ND", "ND", "N.D.", "Not Detected", "None Detected", "n.d."]),
        below_loq=rng.choice(["<LOQ", "< LOQ", "BLQ", "BQL", "bound", "bound spaced"]),
        names=rng.choice(["word", "Δ", "D", "delta", "spelling", "abbreviation"]),
        dates=rng.choice(
            ["%d.%m.%Y", "%Y-%m-%d"]
            if comma
            else ["%m/%d/%Y", "%m/%d/%y", "%Y-%m-%d", "%b %d, %Y", "%d%b%Y", "%m/%d/%Y %H:%M"]
        ),
        fields=rng.choice(["inline", "inline", "columns", "stacked", "bold"]),
        summary=rng.choice(["none", "table", "boxes above", "boxes below", "pairs"]),
        title_status=rng.random() < 0.5,
        shown_totals=rng.choice(["none", "none", "boxes above", "boxes below", "lines"]),
        arrangement=rng.choice(["single", "single", "single", "pairs", "beside", "transposed"]),
        units=rng.choice(["heading", "heading", "below", "below", "column", "cell", "name", "above", "bare"]),
        limits=rng.choice(["columns", "columns", "one cell", "loq", "none"]),
        wrap_headings=rng.random() < 0.4,
        name_heading=rng.choice(["top", "middle", "bottom"]),
        heading_bold=rng.random() < 0.7,
        wrap_names=wrap_names,
        values=rng.choice(["top", "middle", "bottom"]),
        shift=rng.choice([0, 0, 0, 1, 1.5, 2, 3, -1, -2, -3]) * min(1.0, size / 10) if padding > 0.5 * size else 0.0,
        borders=rng.choice(["full", "rows", "none", "none", "heading"]),
        zebra=rng.random() < 0.25,
        bars=rng.random() < 0.2,
        stretch=rng.random() < 0.6,
        padding=padding,
        gutter=rng.uniform(1.3, 3.0) * size,
        page_break=rng.choice(["none", "none", "none", "header", "no header"]),
        quality_control=rng.choice(["none", "none", "recovery", "blank", "methods"]),
        under_table=tuple(rng.sample(["sentence", "notes", "legend"], rng.choice([0, 0, 1, 2]))),
        status_column=rng.random() < 0.7,
        extra_column=rng.choice(["none", "none", "none", "dilution", "uncertainty", "cas"]),
        second_name_heading=rng.random() < 0.8,
    )
