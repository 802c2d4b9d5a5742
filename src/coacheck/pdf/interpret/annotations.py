"""What was laid over a page after it was made: stamps, notes, drawings, filled form fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfminer.pdftypes import resolve1

from coacheck.page import Note
from coacheck.pdf.interpret.forms import value_of

_HIDDEN = 0b10_0010  # annotation flags: hidden, no view
_INVISIBLE = ("Link", "Popup")
_MOST = 500


def notes_of(annots: Sequence[dict[str, Any]]) -> list[Note]:
    """The annotations that are drawn over a page; of form fields those that are filled in, or have a ground."""
    found = []
    for annotation in annots[:_MOST]:
        data: dict[str, Any] = annotation.get("data") or {}
        kind = str(getattr(data.get("Subtype"), "name", ""))
        flags = data.get("F")
        hidden = isinstance(flags, int) and flags & _HIDDEN
        if kind in _INVISIBLE or hidden or (kind == "Widget" and not _opaque(data)):
            continue
        found.append(Note(kind, (annotation["x0"], annotation["top"], annotation["x1"], annotation["bottom"])))
    return found


def _opaque(data: dict[str, Any]) -> bool:
    """Is the field filled in, or painted on a ground of its own?"""
    look = resolve1(data.get("MK"))
    return bool(value_of(data) or (isinstance(look, dict) and resolve1(look.get("BG"))))
