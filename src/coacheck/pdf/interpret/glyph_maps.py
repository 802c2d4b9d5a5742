"""What the codes of a font stand for: its ToUnicode map, with ranges kept as ranges.

pdfminer writes out every code of a range; a map may hold a range of millions, and usually ranges far larger than the
text that is set with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pdfminer.cmapdb import UnicodeMap
from pdfminer.encodingdb import name2unicode
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT, PSLiteral

from coacheck.pdf.interpret.tokens import operations

_NO_BREAK = "\u00a0"
_LAST_CODE = 0xFFFF
_TWO_BYTES = LIT("Identity-H")


class Fonts(PDFResourceManager):
    """pdfminer's fonts, each with a `GlyphMap` in place of its own map."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        spec = {**spec, **{key: _within_codes(spec[key]) for key in ("W", "W2") if key in spec}}
        if "CIDSystemInfo" in spec and not isinstance(resolve1(spec.get("Encoding")), (PSLiteral, PDFStream)):
            spec["Encoding"] = _TWO_BYTES  # it was lost; without one pdfminer drops whatever is set in this font
        told = resolve1(spec.get("ToUnicode"))
        if (objid and objid in self._cached_fonts) or not isinstance(told, PDFStream):
            return super().get_font(objid, spec)
        font: Any = super().get_font(objid, {**spec, "ToUnicode": PDFStream({}, b"")})
        font.unicode_map = GlyphMap(told.get_data())
        return font  # type: ignore[no-any-return]


def _within_codes(told: object) -> object:
    """Widths of codes and ranges of codes, none beyond the last there is: pdfminer writes out every code of a range."""
    widths = resolve1(told)
    if not isinstance(widths, list):
        return told
    return [min(max(w, -_LAST_CODE), _LAST_CODE) if isinstance(w, (int, float)) else w for w in map(resolve1, widths)]


class GlyphMap(UnicodeMap):
    """A ToUnicode map, as pdfminer's `CMapParser` reads it (PDF 32000-1, 9.10.3)."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._said: list[tuple[int, int, Any]] = []
        """First and last code, and what the first stands for; what is said later counts."""
        inside = True
        for operator, operands in operations(data):
            if operator in (b"begincmap", b"endcmap"):
                inside = operator == b"begincmap"
            elif inside:
                self._said.extend(_said(operator, operands))

    def get_unichr(self, cid: int) -> str:
        """What a code stands for. Raises KeyError."""
        if cid not in self.cid2unichr:
            found: str | None = None
            for first, last, code in self._said:
                if first <= cid <= last:
                    text = _text(_following(code, cid - first))
                    found = found if text == _NO_BREAK and found == " " else text  # two spaces on one code
            if not found:  # also one that stands for nothing: what is drawn would be left out without a word
                raise KeyError(cid)
            self.cid2unichr[cid] = found
        return self.cid2unichr[cid]


def _said(operator: bytes, operands: Sequence[Any]) -> Iterator[tuple[int, int, Any]]:
    """What one operator of the map says: first and last code, and what the first stands for."""
    if operator == b"endbfchar":
        yield from _chars(operands)
    elif operator == b"endbfrange":
        yield from _ranges(operands)
    elif operator == b"endcidrange":
        yield from _cid_ranges(operands)
    elif operator == b"endcidchar":
        yield from _cid_chars(operands)


def _chars(operands: Sequence[Any]) -> Iterator[tuple[int, int, Any]]:
    for cid, code in zip(operands[::2], operands[1::2], strict=False):
        if isinstance(cid, bytes) and isinstance(code, bytes):
            yield _number(cid), _number(cid), code


def _ranges(operands: Sequence[Any]) -> Iterator[tuple[int, int, Any]]:
    for start, end, code in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
        if _of_one_length(start, end):
            yield from _of_range(_number(start), _number(end), code)


def _cid_ranges(operands: Sequence[Any]) -> Iterator[tuple[int, int, Any]]:
    for start, end, cid in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
        if _of_one_length(start, end) and isinstance(cid, int) and start[:-4] == end[:-4]:
            yield cid, cid + _number(end[-4:]) - _number(start[-4:]), start


def _cid_chars(operands: Sequence[Any]) -> Iterator[tuple[int, int, Any]]:
    for cid, code in zip(operands[::2], operands[1::2], strict=False):
        if isinstance(cid, int) and isinstance(code, bytes):
            yield cid, cid, code


def _of_one_length(start: Any, end: Any) -> bool:
    return isinstance(start, bytes) and isinstance(end, bytes) and len(start) == len(end)


def _of_range(first: int, last: int, code: Any) -> Iterator[tuple[int, int, Any]]:
    if isinstance(code, list) and len(code) == last - first + 1:
        yield from ((first + i, first + i, each) for i, each in enumerate(code))
    elif isinstance(code, bytes):
        yield first, last, code


def _number(code: bytes) -> int:
    return int.from_bytes(code, "big")


def _following(code: Any, by: int) -> Any:
    """The code so many places after a code; only its last four bytes count on."""
    if not by:
        return code
    low = code[-4:]
    return code[:-4] + ((_number(low) + by) & 0xFFFFFFFF).to_bytes(4, "big")[-len(low) :]


def _text(code: Any) -> str:
    if isinstance(code, PSLiteral):
        return str(name2unicode(str(code.name)))
    if isinstance(code, int):
        return chr(code)
    return bytes(code).decode("UTF-16BE", "ignore")
