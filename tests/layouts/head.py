"""The head of the first page: the laboratory, and the fields of the report as labels with values."""

from __future__ import annotations

from datetime import datetime, timedelta

from layouts.foreign import LANGUAGES
from layouts.names import load, printable
from layouts.paper import MARGIN, WIDTH
from layouts.sheet import SPAN, Sheet

_FIELDS = {"sample_id": 6, "batch": 12, "product": 6, "received": 6, "collected": 6, "completed": 4, "client": 6}
_UNCLEAR = {
    "Sample #", "Sample No.", "Report Created", "Item Name", "Retail Name", "Product", "Sampled On", "Client Info",
    "Client Information",
}  # fmt: skip
OTHER = {
    "sample_id": ["Sample No.", "Sample Number"], "batch": ["Lot", "Lot No.", "Batch/Lot"],
    "product": ["Sample Description", "Product Description"], "received": ["Sample Received", "Date Sample Received"],
    "collected": ["Date of Sampling", "Sampling Date"], "completed": ["Date Testing Completed"],
    "client": ["Report To", "Submitted By"],
}  # fmt: skip
_EMPTY = {
    "harvested": ["Harvest Date", "Date Harvested"], "produced": ["Manufacture Date", "Production Date"],
    "license": ["License #", "License No."], "size": ["Batch Size", "Sample Size"], "strain": ["Strain", "Cultivar"],
    "distributor": ["Distributor"],
}  # fmt: skip
_START = {
    "collected": datetime(2026, 3, 2, 9, 15), "received": datetime(2026, 3, 5, 10, 40),
    "completed": datetime(2026, 3, 14, 16, 5),
}  # fmt: skip
_VALUES = {
    "product": ["Blue Harbor Flower", "Sunrise Gummies 25mg", "Cedar Balm No. 4", "Lemon Tincture 1000 mg"],
    "client": ["Blue Harbor Farms LLC", "Cedar and Sons, Inc.", "Sunrise Botanicals LLC"],
}


def head(sheet: Sheet) -> None:
    paper = sheet.paper
    paper.text(MARGIN, 52, sheet.lab, 14, True)
    paper.text(MARGIN, 64, "14 Harbor Road, Astoria, OR 97103   Cannabis and hemp testing", 8)
    paper.text(WIDTH - MARGIN, 52, sheet.title, 12, align="right")
    paper.line(MARGIN, 72, WIDTH - MARGIN, 72)
    named = sheet.style.other_labels and not sheet.style.language
    pairs = [(_label(f, sheet), _value(f, sheet)) for f in _FIELDS if f != "client" or named]
    matrix = LANGUAGES[sheet.style.language]["labels"]["matrix"] if sheet.style.language else None
    pairs.append((sheet.rng.choice(matrix or ["Matrix", "Sample Matrix", "Sample Type"]), "Flower"))
    if sheet.style.empty_fields:
        pairs += _empty(sheet)
    sheet.rng.shuffle(pairs)
    write = _lines if sheet.style.fields == "lines" else _pairs
    paper.y = write(sheet, pairs, 88.0) + 12


def _label(name: str, sheet: Sheet) -> str:
    style = sheet.style
    if style.language:
        return str(sheet.rng.choice(LANGUAGES[style.language]["labels"][name]))
    if style.other_labels:
        return sheet.rng.choice(OTHER[name])
    labels = [x for x in load("fields")["labels"][name] if x not in _UNCLEAR and printable(x) and ":" not in x]
    return str(sheet.rng.choice(labels[: _FIELDS[name]]))


def _value(name: str, sheet: Sheet) -> str:
    if name in _START:
        return _date(name, sheet)
    rng = sheet.rng
    value: str = {
        "sample_id": f"S{rng.randrange(10**5, 10**6)}-{rng.randrange(1, 99):02}",
        "batch": rng.choice(
            [f"B{rng.randrange(1000, 9999)}", f"{rng.randrange(10, 99)}-{rng.randrange(1000, 9999)}-A"]
        ),
    }.get(name) or rng.choice(_VALUES[name])
    sheet.fields[name] = value
    return value


def _date(name: str, sheet: Sheet) -> str:
    day = _START[name] + timedelta(days=sheet.rng.randrange(0, 3))
    iso = day.date().isoformat()
    sheet.fields["tested" if name == "completed" else name] = iso
    if name == "completed":  # a date of testing alone may stand for the report's, or not
        only_tests = sheet.style.other_labels or sheet.style.language
        sheet.fields["reported"] = {"any": [None, iso]} if only_tests else iso
    return day.strftime(sheet.style.dates)


def _empty(sheet: Sheet) -> list[tuple[str, str]]:
    """Labels that nothing stands behind."""
    names = sheet.rng.sample(sorted(_EMPTY), sheet.rng.randint(2, 5))
    return [(sheet.rng.choice(_EMPTY[name]), "") for name in names]


def _pairs(sheet: Sheet, pairs: list[tuple[str, str]], y: float) -> float:
    """Labels with their values in two or three columns of the page."""
    size, form = max(6.5, min(9.0, sheet.style.size)), sheet.style.fields
    stacked = form == "stacked"
    across, pitch = (3, 3.0) if stacked else (2, 1.7)
    for n, (label, value) in enumerate(pairs):
        x = MARGIN + (n % across) * SPAN / across
        top = y + (n // across) * size * pitch
        if stacked:
            sheet.paper.text(x, top, label, size, bold=True)
            sheet.paper.text(x, top + 1.25 * size, value, size)
        else:
            _beside(sheet, x, top, f"{label}:", value, size)
    return y + -(-len(pairs) // across) * size * pitch


def _beside(sheet: Sheet, x: float, top: float, label: str, value: str, size: float) -> None:
    form, paper = sheet.style.fields, sheet.paper
    if form == "right":  # the labels end where the values begin
        paper.text(x + 128, top, label, size, align="right")
        paper.text(x + 132, top, value, size)
        return
    bold = form == "bold"
    paper.text(x, top, label, size, bold)
    paper.text(x + (130 if form == "columns" else paper.width(f"{label} ", size, bold)), top, value, size)


def _lines(sheet: Sheet, pairs: list[tuple[str, str]], y: float) -> float:
    """ "label: value; label: value" in running lines, none of which breaks a pair."""
    size, parts = max(6.5, min(8.5, sheet.style.size)), [f"{label}: {value}".strip() for label, value in pairs]
    line = parts[0]
    for part in parts[1:]:
        if sheet.paper.width(f"{line}; {part}", size) > SPAN:
            sheet.paper.text(MARGIN, y, f"{line};", size)
            line, y = part, y + 1.5 * size
        else:
            line = f"{line}; {part}"
    sheet.paper.text(MARGIN, y, line, size)
    return y + 1.5 * size
