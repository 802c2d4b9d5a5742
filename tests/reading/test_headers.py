"""Heads of reports of invented laboratories (headers/*.txt): what is read of them, and that nothing else is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from coacheck.layout.phrases import Phrase
from coacheck.reading.fields.candidates import candidates_of
from coacheck.reading.fields.client import client_of
from coacheck.reading.fields.dates import dates_of, order_of
from coacheck.reading.fields.ids import first_id
from coacheck.reading.fields.matrix import matrix_of
from coacheck.reading.fields.product import product_of
from coacheck.reading.fields.serving import serving_of
from coacheck.reading.fields.which_lab import lab_of
from coacheck.reading.tables.cells import Numbers
from coacheck.reading.vocabulary import vocabulary
from reading.lines import line

HEADERS = sorted((Path(__file__).parent / "headers").glob("*.txt"))
PITCH, ACROSS, SIZE = 11.0, 5.0, 8.0
"""Points from line to line and from column to column of the sketch, and of its letters."""
FLOOR, FOOT = 1000.0, 760.0


def page(sketch: str) -> list[Phrase]:
    """Two spaces or more part what stands on one line."""
    head = [
        line(part[0], 30 + part.start() * ACROSS, 40 + number * PITCH, SIZE)
        for number, text in enumerate(sketch.splitlines())
        for part in re.finditer(r"\S+(?: \S+)*", text)
    ]
    return [*head, line("Page 1 of 2", 260, FOOT, SIZE)]


def read(phrases: Sequence[Phrase]) -> dict[str, str]:
    candidates = candidates_of(phrases, [], 1, FLOOR)
    lab, _ = lab_of([phrases], candidates)
    client, _ = client_of(candidates, [phrases], lab)
    matrix, place = matrix_of(candidates, [phrases])
    ids = {name: found[0] for name in ("sample_id", "batch") if (found := first_id(candidates, name))}
    sample = ids.get("sample_id")
    product, _ = product_of(candidates, [phrases], (lab, client, matrix, sample), (place,), vocabulary())
    found = {"lab": lab, "client": client, "matrix": matrix, "sample_id": sample, "product": product}
    found["batch"] = ids.get("batch")
    text = " ".join(p.text for p in phrases)
    dates = dates_of(candidates, order_of(text, decimal_comma=False), set(), [phrases])
    masses = serving_of(candidates, text, Numbers())
    return {k: str(v) for k, v in (found | dates.model_dump() | masses.model_dump()).items() if v}


@pytest.mark.parametrize("path", HEADERS, ids=lambda p: p.stem)
def test_a_header(path: Path) -> None:
    sketch, _, told = path.read_text("utf-8").partition("----\n")
    expected = dict(row.split(": ", 1) for row in told.splitlines())

    assert read(page(sketch)) == expected
