"""Changes inside the page's own content: the same font, the same place, other digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pdfplumber
import pikepdf
import pymupdf
from pdfminer.pdffont import PDFUnicodeNotDefined
from pikepdf import Array, Name, Operator

from coacheck.pdf.interpret.glyph_maps import Fonts
from forgeries.forged import Forged, Forger, ForgerError, saved
from forgeries.target import Box, Target, grown

_MOST = 12
Instruction = tuple[list[Any], Operator]
Change = Callable[[pikepdf.Pdf, pikepdf.Page, "Found"], list[Instruction]]


class Found:
    """The instruction that sets a text, and how its font writes each character."""

    def __init__(self, program: list[Instruction], at: int, font: Name, codes: dict[str, bytes], raw: bytes) -> None:
        self.program, self.at, self.font, self.codes, self.raw = program, at, font, codes, raw

    def written(self, text: str) -> bytes:
        missing = {c for c in text if c not in self.codes}
        if missing:
            raise ForgerError(f"the font has no {missing}")
        return b"".join(self.codes[c] for c in text)

    def with_text(self, old: str, new: str) -> bytes:
        return self.raw.replace(self.written(old), self.written(new), 1)


@dataclass(frozen=True)
class Setting:
    """Where in a page's program a text is set, and in which font."""

    at: int
    name: Name
    font: Any
    raw: bytes
    text: str


def edited(target: Target, old: str, change: Change, page: int | None = None, which: int = 0) -> bytes:
    """The page with the `which`-th setting of a text changed."""
    number = target.page if page is None else page
    hits = [s for s in _settings(target, number) if old in s.text]
    if len(hits) <= which:
        raise ForgerError(f"{old!r} is not set in one piece")
    hit = hits[which]
    with target.pike() as pdf:
        sheet = pdf.pages[number]
        found = Found(_program(sheet), hit.at, hit.name, _codes(hit.font), hit.raw)
        sheet.Contents = pdf.make_stream(pikepdf.unparse_content_stream(change(pdf, sheet, found)))
        return saved(pdf)


def _program(sheet: pikepdf.Page) -> list[Instruction]:
    return [(list(i.operands), i.operator) for i in pikepdf.parse_content_stream(sheet) if hasattr(i, "operands")]


def _settings(target: Target, page: int) -> list[Setting]:
    """The texts that a page sets; worked out once for a file."""
    known: dict[int, list[Setting]] = target.__dict__.setdefault("_settings", {})
    if page not in known:
        with target.pike() as pdf, pdfplumber.open(BytesIO(target.data)) as reader:
            fonts = _fonts(reader.pages[page].page_obj.resources)
            known[page] = list(_set(_program(pdf.pages[page]), fonts))
    return known[page]


def _set(program: list[Instruction], fonts: dict[str, Any]) -> Iterator[Setting]:
    name = None
    for at, (operands, operator) in enumerate(program):
        if str(operator) == "Tf":
            name = operands[0]
        strings = _strings(operands) if str(operator) in ("Tj", "TJ") else []
        if strings and name is not None and str(name)[1:] in fonts:
            font, raw = fonts[str(name)[1:]], b"".join(strings)
            yield Setting(at, name, font, raw, _text(font, raw))


def _fonts(resources: Any) -> dict[str, Any]:
    from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1

    named = dict_value(resolve1(resources).get("Font"))
    manager = Fonts()
    return {
        key: manager.get_font(value.objid if isinstance(value, PDFObjRef) else None, dict_value(value))
        for key, value in named.items()
    }


def _strings(operands: list[Any]) -> list[bytes]:
    parts = operands[0] if isinstance(operands[0], (pikepdf.Array, list)) else operands[:1]
    return [bytes(p) for p in parts if isinstance(p, pikepdf.String)]


def _text(font: Any, raw: bytes) -> str:
    return "".join(_char(font, cid) for cid in font.decode(raw))


def _char(font: Any, cid: int) -> str:
    try:
        return str(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        return "?"


def _codes(font: Any) -> dict[str, bytes]:
    """How each character is written, for fonts of one and of two bytes."""
    if "_written" in font.__dict__:
        return font.__dict__["_written"]  # type: ignore[no-any-return]
    wide = font.is_multibyte()
    known: dict[str, bytes] = font.__dict__.setdefault("_written", {})
    for code in range(65536 if wide else 256):
        raw = code.to_bytes(2 if wide else 1, "big")
        for cid in font.decode(raw):
            known.setdefault(_char(font, cid), raw)
    return known


def _shown(raw: bytes) -> Instruction:
    return [pikepdf.String(raw)], Operator("Tj")


def _swap(old: str, new: str) -> Change:
    def change(_: pikepdf.Pdf, __: pikepdf.Page, found: Found) -> list[Instruction]:
        program = list(found.program)
        program[found.at] = _shown(found.with_text(old, new))
        return program

    return change


def _second_subset(old: str, new: str, digits: str) -> Change:
    """The new digits in a second font object of the same face. `digits`: "all" or "one"."""

    def change(pdf: pikepdf.Pdf, sheet: pikepdf.Page, found: Found) -> list[Instruction]:
        twin = pdf.make_indirect(pikepdf.Dictionary(dict(sheet.resources.Font[found.font].items())))
        face = str(twin.get("/BaseFont", "/Sans")).lstrip("/").rpartition("+")[2]
        _rename(pdf, twin, Name(f"/ZZZZZZ+{face}"))
        sheet.resources.Font["/ZZ"] = twin
        size = next(o[1] for o, op in reversed(found.program[: found.at]) if str(op) == "Tf")
        raw = found.with_text(old, new)
        if digits == "all":
            return [*found.program[: found.at], ([Name("/ZZ"), size], Operator("Tf")), _shown(raw),
                    ([found.font, size], Operator("Tf")), *found.program[found.at + 1 :]]  # fmt: skip
        at = next(i for i, (a, b) in enumerate(zip(found.raw, raw, strict=True)) if a != b)
        step = len(found.codes["0"])
        at -= at % step
        pieces = [_shown(raw[:at]), ([Name("/ZZ"), size], Operator("Tf")), _shown(raw[at : at + step]),
                  ([found.font, size], Operator("Tf")), _shown(raw[at + step :])]  # fmt: skip
        return [*found.program[: found.at], *pieces, *found.program[found.at + 1 :]]

    return change


def _rename(pdf: pikepdf.Pdf, font: pikepdf.Object, name: Name) -> None:
    """The face's name in every place that a reader may take it from."""
    font.BaseFont = name
    if "/FontDescriptor" in font:
        font.FontDescriptor = pdf.make_indirect(pikepdf.Dictionary(dict(font.FontDescriptor.items())))
        font.FontDescriptor.FontName = name
    for i, _ in enumerate(font.get("/DescendantFonts", [])):
        inner = pdf.make_indirect(pikepdf.Dictionary(dict(font.DescendantFonts[i].items())))
        _rename(pdf, inner, name)
        font.DescendantFonts = Array([inner])


def _uneven(old: str, new: str) -> Change:
    """The new digit a little out of place."""

    def change(_: pikepdf.Pdf, __: pikepdf.Page, found: Found) -> list[Instruction]:
        raw, step = found.with_text(old, new), len(found.codes["0"])
        start = raw.index(found.written(new))
        middle = start + step * (len(new) // 2)
        parts = Array([pikepdf.String(raw[:middle]), -130, pikepdf.String(raw[middle:])])
        return [*found.program[: found.at], ([parts], Operator("TJ")), *found.program[found.at + 1 :]]

    return change


def _last(old: str, new: str) -> Change:
    """The figure taken out of its text, and set in one of its own at the end of the page."""

    def change(_: pikepdf.Pdf, __: pikepdf.Page, found: Found) -> list[Instruction]:
        begin = next(i for i in range(found.at, -1, -1) if str(found.program[i][1]) == "BT")
        end = next(i for i in range(found.at, len(found.program)) if str(found.program[i][1]) == "ET")
        own = [i for i in found.program[begin:end] if str(i[1]) not in ("Tj", "TJ", "BDC", "BMC", "EMC")]
        if any(str(op) in ("Tj", "TJ") for _, op in found.program[begin : found.at]):
            raise ForgerError("the figure does not begin its text")
        depth = [str(op) for _, op in found.program[:begin]]
        if depth.count("q") != depth.count("Q"):
            raise ForgerError("the figure is set under a changed state")
        without = [*found.program[: found.at], ([pikepdf.String(b"")], Operator("Tj")), *found.program[found.at + 1 :]]
        size = next(o[1] for o, op in reversed(found.program[: found.at]) if str(op) == "Tf")
        own.append(([found.font, size], Operator("Tf")))
        return [*without, *own, _shown(found.with_text(old, new)), ([], Operator("ET"))]

    return change


def edited_at(target: Target, page: int, box: Box, old: str, change: Change) -> bytes:
    """The page with the text changed that stands in a place (page from 0), where it is set several times."""
    for which in range(_MOST):
        data = edited(target, old, change, page, which)
        if which == 0 and sum(old in s.text for s in _settings(target, page)) == 1:
            return data
        with pymupdf.open(stream=data, filetype="pdf") as pdf:
            if old not in pdf[page].get_textbox(grown(box, -0.5, 1, 0.5, -1)):
                return data
    raise ForgerError(f"{old!r} is set too often")


def swapped(target: Target, page: int, near: Box, old: str, new: str) -> bytes:
    """Another text in the same font, in the place of the one that stands in or beside a box."""
    return edited_at(target, page, target.found(old, page, near), old, _swap(old, new))


def _figure(make: Callable[[str, str], Change]) -> Forger:
    def forge(target: Target) -> Forged:
        change = make(target.text, target.other)
        return Forged(edited_at(target, target.page, target.cell, target.text, change), target.page + 1, target.cell)

    return forge


def headline(target: Target) -> Forged:
    """A total changed, and its table left as it is."""
    for total in target.report.totals:
        texts = [r.text.split()[0].rstrip("%") for r in total.results if r.value and total.source]
        for text in texts:
            new = _more(text)
            try:
                data = edited(target, text, _swap(text, new), total.source.page - 1)  # type: ignore[union-attr]
            except ForgerError:
                continue
            return Forged(data, total.source.page, tuple(total.source.bbox))  # type: ignore[union-attr,arg-type]
    raise ForgerError("no total is set in one piece")


def _more(text: str) -> str:
    at = next(i for i, c in enumerate(text) if c in "123456789")
    return text[:at] + str(int(text[at]) % 9 + 1) + text[at + 1 :]


KINDS: dict[str, Forger] = {
    "seamless: figure": _figure(_swap),
    "seamless: second subset": _figure(lambda a, b: _second_subset(a, b, "all")),
    "seamless: one digit of a second subset": _figure(lambda a, b: _second_subset(a, b, "one")),
    "seamless: uneven digits": _figure(_uneven),
    "seamless: out of order": _figure(_last),
    "seamless: headline": headline,
}
