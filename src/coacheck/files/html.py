"""A page of HTML → lines and tables. Nothing is fetched or run; what a browser would not show is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from coacheck.files.blocks import RAISED, Block, Cell, Table, Text, TooLargeTextError

_UNSEEN = {"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select", "option"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)"
                     r"|font-size\s*:\s*0", re.IGNORECASE)  # fmt: skip
_LINES = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "header",
    "footer", "main", "aside", "nav", "form", "fieldset", "legend", "figure", "figcaption", "address", "blockquote",
    "pre", "hr", "body", "caption", "details", "summary", "center", "tr", "thead", "tbody", "tfoot", "table",
}  # fmt: skip
_BOLD = {"h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "th"}
_MOST_SPANNED = 50
_LIMIT = "ERR_RESOURCE_LIMIT"
"""libxml2's word for it."""
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")


def blocks_of_html(data: bytes) -> list[Block]:
    """Raises TooLargeTextError, and ValueError and lxml's errors for what is no HTML at all."""
    from lxml import html

    parser = html.HTMLParser(huge_tree=False, no_network=True)
    root = html.document_fromstring(_text(data), parser=parser)
    if any(error.type_name == _LIMIT for error in parser.error_log):  # it gives what it had until then: nothing
        raise TooLargeTextError("an HTML page that is nested too deeply, or with too long a text")
    body = root.find("body")
    out: list[Block] = []
    _walk(root if body is None else body, out, [])
    return out


def _text(data: bytes) -> bytes | str:
    """As text where it is UTF-8 or UTF-16; else what the page says of itself decides."""
    for coding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode(coding))
        except UnicodeDecodeError:
            continue
    return data


def _walk(node: Any, out: list[Block], line: list[str], bold: bool = False) -> None:
    """Appends what stands in a node to the line that is being filled, and whole lines and tables to `out`."""
    bold = bold or node.tag in _BOLD
    if node.tag == "table" and not _is_frame(node):
        _end(line, out, bold)
        out.append(Table(tuple(_rows(node))))
        return
    parts = node.tag in _LINES
    if parts:
        _end(line, out, False)
    line.append(node.text or "")
    for child in node:
        if _is_seen(child):
            if child.tag == "br":
                line.append("\n")
            elif child.tag == "sup":
                line.append(_raised(child))
            else:
                _walk(child, out, line, bold)
        line.append(child.tail or "")
    if node.tag in ("td", "th"):
        line.append("  ")
    if parts:
        _end(line, out, bold)


def _end(line: list[str], out: list[Block], bold: bool) -> None:
    if text := _joined(line):
        out.append(Text(text, bold))
    line.clear()


def _joined(parts: list[str]) -> str:
    lines = "\0".join(_SPACE.sub(" ", part) if part != "\n" else "\n" for part in parts).replace("\0", "").split("\n")
    return "\n".join(text for each in lines if (text := _SPACE.sub(" ", each).strip()))


def _is_seen(node: Any) -> bool:
    if not isinstance(node.tag, str) or node.tag in _UNSEEN or "hidden" in node.attrib:
        return False
    if node.tag == "input" and node.get("type", "").lower() == "hidden":
        return False
    return not _HIDDEN.search(node.get("style", ""))


def _raised(node: Any) -> str:
    text = _SPACE.sub("", node.text_content())
    return RAISED + text if text else ""


def _is_frame(table: Any) -> bool:
    """Does it hold other tables, so that it only says where they stand?"""
    return next(table.iter("table"), None) is not None and sum(1 for _ in table.iter("table")) > 1


def _rows(table: Any) -> Iterator[tuple[Cell, ...]]:
    for row in table.iter("tr"):
        if _is_seen(row):
            yield tuple(_cell(cell) for cell in row if cell.tag in ("td", "th") and _is_seen(cell))


def _cell(node: Any) -> Cell:
    inner: list[Block] = []
    rest: list[str] = []
    _walk(node, inner, rest)
    _end(rest, inner, False)
    text = "\n".join(b.text for b in inner if isinstance(b, Text))
    bold = node.tag == "th" or (bool(inner) and all(isinstance(b, Text) and b.bold for b in inner))
    return Cell(text, bold, _span(node, "colspan"), _span(node, "rowspan"))


def _span(node: Any, name: str) -> int:
    text = node.get(name, "").strip()
    return min(_MOST_SPANNED, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 4 else 1
