"""A file of any kind that a report comes as → a document of pages."""

from __future__ import annotations

from pathlib import Path

from coacheck.errors import UnreadableError
from coacheck.files.archive import member, members_of, parted
from coacheck.files.kinds import is_own_page, kind_of, named
from coacheck.page import Document
from coacheck.pdf.document import open_pdf
from coacheck.pdf.source import MAX_BYTES, bytes_of


def open_report(source: Path | bytes, name: str | None = None) -> Document:
    """Read `source`: a path (also of a report in a ZIP: reports.zip/coa.pdf), or the bytes of a file.

    Raises UnreadableError with one line for everything that is no readable report.
    """
    if isinstance(source, bytes):
        return _opened(source, name or "stdin")
    archive, inner = parted(source)
    data = bytes_of(archive)
    return _opened(member(archive.name, data, inner) if inner else data, name or source.name)


def _opened(data: bytes, name: str) -> Document:
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{name}: over {MAX_BYTES // 2**20} MB; expected a report.")
    kind = kind_of(data)
    if kind == "zip":
        return _only_one(data, name)
    if is_own_page(data):
        raise UnreadableError(f"{name}: a page that coacheck wrote; expected the lab's report.")
    if kind in ("docx", "html"):
        from coacheck.files.office import open_text

        return open_text(data, name, kind)
    if kind == "other" and data:
        raise UnreadableError(
            f"{name}: neither a PDF nor a picture, DOCX, HTML or ZIP ({named(data)}); "
            "expected the report as the lab's PDF."
        )
    return open_pdf(data, name)


def _only_one(data: bytes, name: str) -> Document:
    inside = members_of(name, data, lambda _: None)
    if not inside:
        raise UnreadableError(f"{name}: a ZIP without a report; expected PDFs, pictures, DOCX or HTML in it.")
    if len(inside) > 1:
        raise UnreadableError(f"{name}: a ZIP of {len(inside):,} reports; expected one. Name it: {name}/{inside[0]}")
    return _opened(member(name, data, inside[0]), name)
