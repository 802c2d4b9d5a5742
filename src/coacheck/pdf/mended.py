"""A file whose list of its own parts is damaged is written anew by pdfium, which looks for the parts themselves."""

from __future__ import annotations

import io
import re

import pypdfium2

from coacheck.pdf.draw import UndrawnError, drawing

_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_NUMBER = re.compile(rb"\b(\d{1,7} \d{1,5}) obj\b")
_BEFORE = 2_000
"""Bytes of a catalog that may stand before the word."""
_LOCKED = re.compile(rb"/Filter\s*/Standard\b")
_END = b"endobj"
_ROOT = b"\ntrailer\n<< /Root %b R >>\nstartxref\n0\n%%%%EOF\n"


def mended(data: bytes) -> bytes | None:
    """The file with a list that fits; None where pdfium finds no pages either, or asks for a password."""
    return _anew(data) or _anew(_with_root(data))


def _anew(data: bytes) -> bytes | None:
    try:
        with drawing(), pypdfium2.PdfDocument(data) as pdf:
            out = io.BytesIO()
            pdf.save(out)
            return out.getvalue() if len(pdf) else None
    except UndrawnError:
        return None


def _with_root(data: bytes) -> bytes:
    """With an end behind its last part that names the last catalog of its pages: a file that was cut off has lost its
    own, or half of it. With it one that is locked has lost its key.
    """
    catalog = max((match.start() for match in _CATALOG.finditer(data)), default=0)
    numbers = _NUMBER.findall(data, max(0, catalog - _BEFORE), catalog)
    if not numbers or _LOCKED.search(data):
        return data
    whole = data[: data.rfind(_END) + len(_END)]
    return whole + _ROOT % bytes(numbers[-1])
