"""How a reading of a form differs from what it prints."""

from __future__ import annotations

from collections.abc import Iterator

import coacheck
from coacheck.errors import CoacheckError
from layouts.forms.page import Truth, make_form
from layouts.names import key


def told(pdf: bytes) -> dict[str, str | None]:
    """What is read, by field."""
    report = coacheck.read(pdf)
    dates = report.dates.model_dump()
    return {
        "lab": report.lab.name, "license": report.lab.license, "client": report.client,
        "product": report.product.name, "matrix": report.product.matrix, "sample_id": report.sample_id,
        "batch": report.batch, **dates,
    }  # fmt: skip


def outcomes(seed: int) -> list[tuple[str, str, str]]:
    """Each field of a form with "right", "wrong" or "missing", and what was printed and told."""
    pdf, truth = make_form(seed)
    try:
        read = told(pdf)
    except CoacheckError as error:
        return [("refused", "wrong", str(error))]
    return list(_compared(truth, read))


def _compared(truth: Truth, read: dict[str, str | None]) -> Iterator[tuple[str, str, str]]:
    for name, text in read.items():
        wanted = truth.get(name)
        options = wanted if isinstance(wanted, tuple) else (wanted,)
        fits = any(key(text or "") == key(o or "") for o in options)
        kind = "right" if fits else "missing" if text is None else "wrong"
        if not fits or text is not None:
            yield name, kind, f"printed {wanted!r}, told {text!r}"
