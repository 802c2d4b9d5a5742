"""Values of form fields: a person sees them on the page, though they are no part of its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

_HIDDEN = 0b10_0010  # annotation flags: hidden, no view
_CHARACTER = 0.5
"""Usual width of a character as a share of the font size."""
Field = tuple[str, float, float, float, float, float]


def field_words(annots: Sequence[dict[str, Any]]) -> list[Field]:
    """The words of filled-in fields as (text, x0, top, x1, bottom, size); places are estimated from the field's box."""
    words: list[Field] = []
    for annotation in annots:
        data: dict[str, Any] = annotation.get("data") or {}
        if _name(data.get("Subtype")) != "Widget" or int(data.get("F") or 0) & _HIDDEN:
            continue
        text = value_of(data)
        if text:
            box = (annotation["x0"], annotation["top"], annotation["x1"], annotation["bottom"])
            words.extend(_laid_out(text, box, int(data.get("Q") or 0)))
    return words


def _name(value: Any) -> str:
    return str(getattr(value, "name", value) or "")


def value_of(data: dict[str, Any]) -> str:
    """What is filled in, here or in the field that this is a part of."""
    above = resolve1(data.get("Parent"))
    value = resolve1(data.get("V"))
    if value is None and isinstance(above, dict):
        value = resolve1(above.get("V"))
    if isinstance(value, bytes):
        return decode_text(value).strip()
    return value.strip() if isinstance(value, str) else ""


def _laid_out(text: str, box: tuple[float, float, float, float], align: int) -> list[Field]:
    """The words of a field side by side: flush left, centred (1) or flush right (2)."""
    x0, top, x1, bottom = box
    size = min(bottom - top, 12.0)
    step = min(_CHARACTER * size, (x1 - x0) / max(1, len(text)))
    start = {1: (x0 + x1 - step * len(text)) / 2, 2: x1 - step * len(text) - 1}.get(align, x0 + 1)
    middle = (top + bottom) / 2
    out, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        left = start + at * step
        out.append((word, left, middle - size / 2, left + len(word) * step, middle + size / 2, size))
        at += len(word)
    return out
