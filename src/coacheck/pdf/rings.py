"""Objects that are nothing but a reference and lead in a ring: pdfminer follows them without an end."""

from __future__ import annotations

from typing import Any

from pdfminer.pdftypes import PDFObjectNotFound, PDFObjRef

_MOST = 32
"""No file has so many references behind each other."""


def without_rings() -> None:
    """From now on a reference that leads in a ring is one to nothing, as one to an object that is not in the file."""
    PDFObjRef.resolve = _resolve  # type: ignore[method-assign, assignment]


def _resolve(reference: PDFObjRef, default: object = None) -> Any:
    """What a reference stands for, to its end."""
    found: Any = reference
    try:
        for _ in range(_MOST):
            if not isinstance(found, PDFObjRef):
                return found
            assert found.doc is not None
            found = found.doc.getobj(found.objid)
    except PDFObjectNotFound:
        pass
    return default
