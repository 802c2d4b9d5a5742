"""What a file does when it is opened or clicked at, and what it carries besides its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.pdf import PDF

from coacheck.pdf.history.revisions import BROKEN

SAYS = {
    "JavaScript": "runs JavaScript",
    "Launch": "can start another program",
    "SubmitForm": "can send what is filled in",
    "ImportData": "can load data into itself",
    "EmbeddedFiles": "has a file attached",
    "FileAttachment": "has a file attached",
    "RichMedia": "plays media",
}
_MOST = 5_000


def acts_of(pdf: PDF) -> list[str]:
    """In words, each once. What is broken says nothing."""
    try:
        return list(dict.fromkeys(SAYS[name] for name in _names(pdf) if name in SAYS))
    except (PSException, *BROKEN):
        return []


def _names(pdf: PDF) -> Iterator[str]:
    catalog = pdf.doc.catalog
    yield from _actions(catalog.get("OpenAction"))
    yield from _actions(catalog.get("AA"))
    names = resolve1(catalog.get("Names"))
    yield from (key for key in ("JavaScript", "EmbeddedFiles") if isinstance(names, dict) and resolve1(names.get(key)))
    for page in pdf.pages:
        attributes = page.page_obj.attrs
        yield from _actions(attributes.get("AA"))
        for annotation in _items(page.page_obj.annots):
            if isinstance(annotation, dict):
                yield str(getattr(annotation.get("Subtype"), "name", ""))
                yield from _actions(annotation.get("A"))
                yield from _actions(annotation.get("AA"))


def _actions(value: Any) -> Iterator[str]:
    """The kinds of action that hang on a place: one, those that follow it, or one for each event."""
    waiting, seen = [value], 0
    while waiting and seen < _MOST:
        node, seen = resolve1(waiting.pop()), seen + 1
        if not isinstance(node, dict):
            continue
        kind = getattr(resolve1(node.get("S")), "name", None)
        if isinstance(kind, str):
            yield kind
        waiting += _items(node.get("Next")) or [node.get("Next")]
        waiting += [] if kind else list(node.values())[:_MOST]


def _items(value: Any) -> list[Any]:
    found = resolve1(value)
    return [resolve1(item) for item in found[:_MOST]] if isinstance(found, list) else []
