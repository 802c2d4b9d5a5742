"""Texts without pages (DOCX, HTML) as documents of pages. They say nothing of how they were made."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from typing import Literal

from coacheck.errors import UnreadableError
from coacheck.files.blocks import Block, TooLargeTextError, said
from coacheck.files.docx import blocks_of_docx, pictures_of_docx
from coacheck.files.html import blocks_of_html
from coacheck.files.sheet import as_pdf
from coacheck.files.typeset import pages_of
from coacheck.page import Document
from coacheck.pdf.document import open_pdf
from coacheck.pdf.images.picture import bound

MAX_BYTES = 16 * 2**20
_MOST_TEXT = 4_000_000
"""Characters; 200 full pages have a quarter of it."""
_FEW = 20
"""Words; a DOCX with fewer is read from the pictures in it."""


def open_text(data: bytes, name: str, kind: Literal["docx", "html"]) -> Document:
    """Raises UnreadableError for one that is broken or too large, and where the library for it is missing."""
    if not find_spec("lxml"):
        raise UnreadableError(
            f"{name}: {kind.upper()}, and the library for it is not installed; expected a PDF. "
            "Install it: pip install 'coacheck[office]'"
        )
    try:
        blocks = _blocks(data, name, kind)
        texts = said(blocks)
        if kind == "docx" and len(" ".join(texts).split()) < _FEW and (pictures := pictures_of_docx(name, data)):
            return _of_pictures(data, name, pictures)
        if sum(map(len, texts)) > _MOST_TEXT:
            raise TooLargeTextError(f"a text of over {_MOST_TEXT:,} characters")
        pages = pages_of(blocks)
    except TooLargeTextError as error:
        raise UnreadableError(f"{name}: {error}; expected a report.") from error
    return Document(name, hashlib.sha256(data).hexdigest(), pages, as_pdf(pages))


def _blocks(data: bytes, name: str, kind: Literal["docx", "html"]) -> list[Block]:
    from lxml.etree import LxmlError

    if kind == "html" and len(data) > MAX_BYTES:
        raise UnreadableError(f"{name}: HTML of over {MAX_BYTES // 2**20} MB; expected a report.")
    try:
        return blocks_of_docx(name, data) if kind == "docx" else blocks_of_html(data)
    except TooLargeTextError:
        raise
    except (LxmlError, ValueError, RecursionError) as error:
        raise UnreadableError(
            f"{name}: a broken {kind.upper()} ({type(error).__name__}); expected a whole one. Download it again."
        ) from error


def _of_pictures(data: bytes, name: str, pictures: list[bytes]) -> Document:
    from dataclasses import replace

    from coacheck.model import History

    document = open_pdf(bound(name, pictures), name)
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), history=History())
