"""A faster way through pdfminer: content streams cut into tokens by one expression, shapes kept as their boxes.

The interpreter, the fonts and the placing of characters are pdfminer's own; what is left out (the segments of curves,
inline pictures, marked content) is of no use to a reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTCurve, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psparser import LIT
from pdfminer.utils import apply_matrix_pt
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

UNPAINTED = (3, 7)
"""The modes of setting text in which nothing of it is painted."""
MAX_SHAPES = 20_000
"""More shapes than this on one page are a drawing; the rest is not kept."""

_TOKEN = re.compile(
    rb"""[\x00\t\n\x0c\r ]*(?:%[^\r\n]*[\x00\t\n\x0c\r ]*)*(?:
    (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|$))
    |/(?P<name>[^\x00\t\n\x0c\r ()<>\[\]{}/%]*)
    |\((?P<string>(?:[^()\\]|\\.)*)\)
    |(?P<open>\()
    |<(?P<hex>[0-9A-Fa-f\x00\t\n\x0c\r ]*)>
    |(?P<mark>\[|\]|<<|>>|[{}]|[<>)])
    |(?P<word>[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r\n": b"", b"\n": b"", b"\r": b""}
_END_OF_PICTURE = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|$)")


def operations(data: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """The operators of a content stream, each with its operands as pdfminer has them."""
    stack: list[list[Any]] = [[]]
    at, end, match = 0, len(data), _TOKEN.match
    while at < end:
        token = match(data, at)
        if token is None:
            return
        at = token.end()
        kind, text = token.lastgroup, token[token.lastindex or 0]
        if kind == "number":
            stack[-1].append(float(text) if b"." in text else int(text))
        elif kind == "name":
            stack[-1].append(LIT(text.decode("utf-8", "replace")))
        elif kind == "string":
            stack[-1].append(_unescaped(text))
        elif kind == "hex":
            stack[-1].append(_from_hex(text))
        elif kind == "open":
            text, at = _nested(data, at)
            stack[-1].append(_unescaped(text))
        elif kind == "mark":
            _bracket(text, stack)
        elif text in (b"true", b"false", b"null"):
            stack[-1].append({b"true": True, b"false": False}.get(text))
        elif text == b"BI":
            found = _END_OF_PICTURE.search(data, at)
            at, stack = (found.end() if found else end), [[]]
        else:
            yield text, stack[0]
            stack = [[]]


def _bracket(mark: bytes, stack: list[list[Any]]) -> None:
    if mark in (b"[", b"<<"):
        stack.append([])
    elif mark in (b"]", b">>") and len(stack) > 1:
        items = stack.pop()
        stack[-1].append(items if mark == b"]" else _dictionary(items))


def _dictionary(items: list[Any]) -> dict[str, Any]:
    pairs = zip(items[::2], items[1::2], strict=False)
    return {str(getattr(key, "name", key)): value for key, value in pairs}


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_escaped, text) if b"\\" in text else text


def _escaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8) & 255]) if code.isdigit() else _ESCAPED.get(code, code)


def _from_hex(text: bytes) -> bytes:
    digits = bytes(c for c in text if c not in b"\x00\t\n\x0c\r ")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _nested(data: bytes, at: int) -> tuple[bytes, int]:
    """A string with parentheses inside it: its text, and where it ends."""
    depth, start = 1, at
    while at < len(data) and depth:
        sign = data[at : at + 1]
        at += 2 if sign == b"\\" else 1
        depth += (sign == b"(") - (sign == b")")
    return data[start : at - 1], at


class Device(PDFPageAggregator):
    """Keeps characters as pdfminer makes them, and of a shape its box, colour and whether it is filled."""

    shapes = 0

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        first = len(self.cur_item)
        super().render_string(textstate, seq, ncs, graphicstate)
        if textstate.render in UNPAINTED:
            for item in self.cur_item._objs[first:]:
                item.unseen = True  # type: ignore[attr-defined]

    def paint_path(self, gstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        points: list[tuple[float, float]] = []
        for segment in [*path, "m"]:
            if segment[0] == "m" and points:
                self._add_shape(gstate, stroke, fill, evenodd, points)
                points = []
            if len(segment) >= 3:
                points.append(apply_matrix_pt(self.ctm, segment[-2:]))

    def _add_shape(
        self, gstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, points: list[tuple[float, float]]
    ) -> None:
        self.shapes += 1
        if len(points) > 1 and self.shapes <= MAX_SHAPES:
            shape = LTCurve(gstate.linewidth, points, stroke, fill, evenodd, gstate.scolor, gstate.ncolor)
            self.cur_item.add(shape)


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, fed by `operations`."""

    def execute(self, streams: Sequence[object]) -> None:
        data = b"\n".join(stream.get_data() for stream in self._once(streams))
        for operator, operands in operations(data):
            function, count = self._function(operator)
            if function is not None and len(operands) >= count:
                function(*operands[len(operands) - count :])

    def _once(self, streams: Sequence[object]) -> Iterator[PDFStream]:
        """The streams that are not being executed already: a form may contain itself."""
        self.stream_ids.clear()
        for item in streams:
            stream = stream_value(item)
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                self.stream_ids.add(stream.objid)
                yield stream

    def _function(self, operator: bytes) -> tuple[Callable[..., None] | None, int]:
        known: dict[bytes, tuple[Callable[..., None] | None, int]] = self.__dict__.setdefault("_known", {})
        if operator not in known:
            name = operator.decode("latin-1").replace("*", "_a").replace('"', "_w").replace("'", "_q")
            method = getattr(self, f"do_{name}", None)
            known[operator] = (method, method.__code__.co_argcount - 1 if method else 0)
        return known[operator]


def layout_of(page: PlumberPage) -> LTPage:
    """What `page.layout` of pdfplumber is, in less time. Raises PdfminerException as that does."""
    device = Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    try:
        Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except Exception as error:  # pdfplumber's own contract: whatever pdfminer meets in a broken file is this error
        raise PdfminerException(error) from error
    return device.get_result()
