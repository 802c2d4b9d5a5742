"""What a file is, by its bytes: names lie (a WebP saved as .jpg, a page of HTML saved as .pdf)."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import Literal

from coacheck.pdf.images.picture import picture_kind

Kind = Literal["pdf", "picture", "zip", "docx", "html", "other"]
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".gif", ".bmp")
SUFFIXES = (".pdf", *PICTURES, ".docx", ".html", ".htm", ".zip")
"""How the names of files end that a scan looks into."""
_START = 1024
ZIP_STARTS = (b"PK\3\4", b"PK\5\6")
"""Of one that holds something, and of one that is empty."""
ENTRY = b"PK\1\2"
"""It stands before each entry of a ZIP's list of members."""
MOST_ENTRIES = 20_000
_TEXT = re.compile(rb"[^\x00-\x08\x0e-\x1f\x7f]+")
_TAGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table")
_OURS = b'<meta name="generator" content="coacheck'
_OFFICE = "an Excel, PowerPoint, OpenDocument or other packed file; save it as PDF"
_OFFICE_SIGNS = (b"[Content_Types].xml", b"mimetype")
"""What a ZIP holds that is the file of an office program."""
_OTHERS = {
    b"PK": _OFFICE,
    b"\xd0\xcf\x11\xe0": "an old Word, Excel or Outlook file; save it as PDF",
    b"{\\rtf": "an RTF text; save it as PDF",
    b"<svg": "an SVG drawing; save it as PDF",
    b"<?xml": "XML",
    b"\x1f\x8b": "a gzip file; unpack it",
    b"7z\xbc\xaf": "a 7z archive; unpack it",
    b"Rar!": "a RAR archive; unpack it",
    b"MIME-Version": "a saved web page or mail; save it as PDF",
    b"From: ": "a saved web page or mail; save it as PDF",
    b"%!PS": "PostScript; save it as PDF",
    b"<": "a web page that is no HTML",
}


def kind_of(data: bytes) -> Kind:
    start = data[:_START]
    if data.startswith(ZIP_STARTS):
        return _packed_kind(data)
    if b"%PDF" in start:
        return "pdf"
    if picture_kind(data):
        return "picture"
    return "html" if any(tag in _plain(data) for tag in _TAGS) else "other"


def _packed_kind(data: bytes) -> Kind:
    """By the names of what is packed; of a broken one by what can be seen of them."""
    try:
        if data.count(ENTRY) > MOST_ENTRIES:
            return "zip"
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, struct.error):
        return "docx" if b"word/document" in data else "other" if _OFFICE_SIGNS[0] in data[:_START] else "zip"
    if any(name.startswith("word/document") for name in names):
        return "docx"
    return "other" if any(sign.decode() in names for sign in _OFFICE_SIGNS) else "zip"


def _plain(data: bytes) -> bytes:
    """The start of a text, small letters only, without what UTF-16 puts between them."""
    start = data[:_START].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start[2:].replace(b"\0", b"")
    return start.lower() if start.startswith(b"<") else b""


def named(data: bytes) -> str:
    """What a file of no kind that is read is, in words."""
    start = data[:_START].lstrip()
    unknown = "plain text; save what holds it as PDF" if _TEXT.fullmatch(start) else "unknown content"
    return next((kind for magic, kind in _OTHERS.items() if start.startswith(magic)), unknown)


def is_own_page(start: bytes) -> bool:
    """Is it a page of HTML that coacheck wrote, by its first 4096 bytes?"""
    return _OURS in start[:4096]
