"""A Word file (DOCX) → lines and tables, and the pictures in it. Deleted and hidden text is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from coacheck.files.archive import names_in, part
from coacheck.files.blocks import RAISED, Block, Cell, Table, Text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY = re.compile(r"word/document\d*\.xml")
_HEAD = re.compile(r"word/header\d*\.xml")
_FOOT = re.compile(r"word/footer\d*\.xml")
_PICTURE = re.compile(r"word/media/[^/]+\.(?:png|jpe?g|tiff?|gif|bmp|webp)", re.IGNORECASE)
_MOST_SPANNED = 50
_MOST_PICTURES = 60


def blocks_of_docx(name: str, data: bytes) -> list[Block]:
    """What is printed, heads of pages first, feet last. Raises UnreadableError, and lxml's errors for broken XML."""
    names = sorted(names_in(name, data))
    wanted = [inner for kind in (_HEAD, _BODY, _FOOT) for inner in names if kind.fullmatch(inner)]
    out: list[Block] = []
    for inner in wanted:
        found = list(_blocks(_parsed(part(name, data, inner))))
        known = set(out)
        out += [block for block in found if _BODY.fullmatch(inner) or block not in known]
    return out


def pictures_of_docx(name: str, data: bytes) -> list[bytes]:
    """The pictures in it, in the order of their names."""
    names = [inner for inner in sorted(names_in(name, data), key=_number) if _PICTURE.fullmatch(inner)]
    return [part(name, data, inner) for inner in names[:_MOST_PICTURES]]


def _number(name: str) -> tuple[int, str]:
    digits = re.findall(r"\d+", name)
    return (int(digits[-1][:6]) if digits else 0, name)


def _parsed(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    root = etree.fromstring(data, parser)
    body = root.find(f"{_W}body")
    return root if body is None else body


def _blocks(node: Any) -> Iterator[Block]:
    for child in node:
        if child.tag == f"{_W}p":
            if text := _line(child):
                yield Text(text, _is_bold(child))
            for box in child.iter(f"{_W}txbxContent"):
                if next(box.iterancestors(_FALLBACK), None) is None:
                    yield from _blocks(box)
        elif child.tag == f"{_W}tbl":
            yield from _table(child)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _blocks(child)


def _table(node: Any) -> Iterator[Block]:
    """A table; one that holds others only says where they stand."""
    if next(node.iterdescendants(f"{_W}tbl"), None) is not None:
        for cell in node.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tbl")) is node:
                yield from _blocks(cell)
        return
    rows = [[(cell, _property(cell, "vMerge")) for cell in row.iter(f"{_W}tc")] for row in node.iter(f"{_W}tr")]
    yield Table(tuple(tuple(_cell(cell, merged) for cell, merged in row) for row in rows))


def _cell(node: Any, merged: Any) -> Cell:
    """What goes on from the row above is an empty cell here."""
    span = _property(node, "gridSpan")
    wide = span.get(f"{_W}val", "1") if span is not None else "1"
    goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
    lines = [] if goes_on else [(text, _is_bold(p)) for p in node.iter(f"{_W}p") if (text := _line(p))]
    bold = bool(lines) and all(each for _, each in lines)
    width = min(_MOST_SPANNED, max(1, int(wide))) if wide.isdigit() and len(wide) < 4 else 1
    return Cell("\n".join(text for text, _ in lines), bold, width)


def _property(cell: Any, name: str) -> Any:
    return cell.find(f"{_W}tcPr/{_W}{name}")


def _line(paragraph: Any) -> str:
    text = "".join(_run(run) for run in _runs(paragraph))
    return "\n".join(line for each in text.split("\n") if (line := " ".join(each.split())))


def _runs(paragraph: Any) -> Iterator[Any]:
    """The runs of a paragraph itself, without those of text boxes and of what was deleted."""
    for run in paragraph.iter(f"{_W}r"):
        if next(run.iterancestors(f"{_W}p")) is paragraph and run.find(f"{_W}rPr/{_W}vanish") is None:
            yield run


def _run(run: Any) -> str:
    signs = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
    text = "".join(c.text or "" if c.tag == f"{_W}t" else signs.get(c.tag, "") for c in run)
    align = run.find(f"{_W}rPr/{_W}vertAlign")
    raised = align is not None and align.get(f"{_W}val") == "superscript"
    return RAISED + text.strip() if raised and text.strip() else text


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in _runs(paragraph) if _run(run).strip()]
    return bool(runs) and all(run.find(f"{_W}rPr/{_W}b") is not None for run in runs)
