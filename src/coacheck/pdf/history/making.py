"""What a file says about its own making: programs, times, what was appended later, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdfdocument import PDFXRefFallback
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text
from pdfplumber.pdf import PDF

from coacheck.model import Annotation, History
from coacheck.page import Page
from coacheck.pdf.history.active import acts_of
from coacheck.pdf.history.codes_gone import codes_named
from coacheck.pdf.history.revisions import BROKEN, Update, lost_end, revisions_of, updates_of
from coacheck.pdf.history.signed import verified

_TIME = re.compile(
    r"D?:?((?:19[89]|20[0-9])\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?\s*(?:(Z)|([+-])(\d\d)'?:?(\d\d)?)?", re.IGNORECASE
)
_TOOL = re.compile(rb"(?:CreatorTool|softwareAgent|Producer)\s*(?:=\s*[\"']([^\"'<>]{1,200})|>([^<]{1,200})<)")
_XMP = 2_000_000
_FIELDS = 2_000
_LONGEST = 200


def history_of(pdf: PDF, data: bytes, pages: Sequence[Page]) -> History:
    """The history of an open file. What is broken in it is left out."""
    updates = updates_of(pdf, data)
    revisions, first = revisions_of(pdf, data, updates, pages)
    revisions = codes_named(revisions, data[: updates[0].first]) if updates else []
    info = _info(pdf)
    signatures = list(_signatures(pdf))
    names = [info.get("Producer"), info.get("Creator"), *_tools(pdf), first.get("Producer"), first.get("Creator")]
    return History(
        producer=info.get("Producer"),
        creator=info.get("Creator"),
        created=_time(info.get("CreationDate")),
        modified=_time(info.get("ModDate")),
        software=list(dict.fromkeys(n for n in names if n)),
        about=list(dict.fromkeys(t for t in (info.get("Subject"), info.get("Title")) if t)),
        revisions=revisions,
        annotations=[
            Annotation(kind=n.kind, page=p.number, bbox=[round(v, 1) for v in n.box]) for p in pages for n in p.notes
        ],
        signed=bool(signatures),
        changed_since_signed=bool(signatures) and _changed_after(max(signatures), updates),
        signatures=verified(data) if signatures else [],
        acts=acts_of(pdf),
        broken_index=lost_end(pdf, data) or any(isinstance(x, PDFXRefFallback) for x in pdf.doc.xrefs),
    )


def _info(pdf: PDF) -> dict[str, str]:
    """The newest word of the file's own record on each point."""
    found: dict[str, str] = {}
    for record in pdf.doc.info:
        for key, value in record.items() if isinstance(record, dict) else ():
            if text := _text(resolve1(value)):
                found.setdefault(str(key), text)
    return found


def _text(value: Any) -> str:
    text = decode_text(value) if isinstance(value, bytes) else value if isinstance(value, str) else ""
    return text.strip().strip("\x00")[:_LONGEST]


def _tools(pdf: PDF) -> Iterator[str]:
    """The programs named in the XMP record and its history."""
    record = resolve1(pdf.doc.catalog.get("Metadata"))
    try:
        data = record.get_data()[:_XMP] if isinstance(record, PDFStream) else b""
    except (PSException, *BROKEN):  # packed in a way that can't be read: it names no program
        return
    for match in _TOOL.finditer(data):
        if name := (match[1] or match[2]).decode("utf-8", "replace").strip():
            yield name[:_LONGEST]


def _time(text: str | None) -> str | None:
    """ "D:20220403120033-04'00'" as 2022-04-03T12:00:33-04:00; None for what is no time."""
    match = _TIME.match(text or "")
    if not match:
        return None
    year, month, day, hour, minute, second, zulu, sign, hours, minutes = match.groups()
    zone = "Z" if zulu else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    return f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}"


def _signatures(pdf: PDF) -> Iterator[int]:
    """How far into the file each digital signature reaches."""
    form = resolve1(pdf.doc.catalog.get("AcroForm"))
    waiting = list(_items(form, "Fields"))
    for _ in range(_FIELDS):
        if not waiting:
            return
        node = resolve1(waiting.pop())
        if not isinstance(node, dict):
            continue
        waiting += _items(node, "Kids")
        value = resolve1(node.get("V"))
        reach = list(_items(value, "ByteRange"))
        if len(reach) == 4 and all(isinstance(n, int) for n in reach):
            yield reach[2] + reach[3]


def _items(node: Any, key: str) -> list[Any]:
    found = resolve1(node.get(key)) if isinstance(node, dict) else None
    return [resolve1(f) for f in found[:_FIELDS]] if isinstance(found, list) else []


def _changed_after(reach: int, updates: Sequence[Update]) -> bool:
    return any(u.start >= reach and u.pages for u in updates)
