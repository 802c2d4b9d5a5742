"""What a forgery is, and the tools that forgers share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pymupdf

from forgeries.target import Box, ForgerError, Target


@dataclass(frozen=True)
class Forged:
    """A changed file, and where the change is: page (from 1) and box; no page for what is of the whole file.

    `says`: words of the finding or note that has to tell it, where a place says too little; `days`: judged so many days
    later than the untouched report, where it is redated.
    """

    data: bytes
    page: int | None = None
    box: Box | None = None
    says: str = ""
    days: int = 0


__all__ = ["Forged", "Forger", "ForgerError", "add", "appended", "at_cell", "emptied", "printed", "saved"]

Forger = Callable[[Target], Forged]
"""Raises ForgerError where this report can't be changed in this way."""


def saved(pdf: pymupdf.Document | pikepdf.Pdf) -> bytes:
    if isinstance(pdf, pymupdf.Document):
        return bytes(pdf.tobytes(garbage=0, no_new_id=True))
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def at_cell(target: Target, pdf: pymupdf.Document | pikepdf.Pdf) -> Forged:
    return Forged(saved(pdf), target.page + 1, target.cell)


def emptied(page: pymupdf.Page, box: Box) -> None:
    """The text of a place taken out of the page, and nothing else."""
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2
    page.add_redact_annot((x0 + 0.5, middle - 1.5, x1 - 0.5, middle + 1.5), fill=False, cross_out=False)
    page.apply_redactions(images=0, graphics=0, text=0)


def printed(page: pymupdf.Page, box: Box, text: str, size: float, font: str = "helv") -> None:
    """A text set where another one stood, on its line."""
    page.insert_text((box[0], box[3] - 0.22 * (box[3] - box[1])), text, fontsize=size, fontname=font)


def appended(target: Target, content: str, page: int | None = None, **resources: dict[str, pikepdf.Object]) -> bytes:
    """More content on the page; `resources` by kind and name. "/FF" is a font."""
    with target.pike() as pdf:
        sheet = pdf.pages[target.page if page is None else page]
        add(pdf, sheet, content, resources)
        return saved(pdf)


def add(pdf: pikepdf.Pdf, sheet: pikepdf.Page, content: str, resources: dict[str, dict[str, pikepdf.Object]]) -> None:
    own = sheet.resources
    helvetica = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for kind, named in {"Font": {"FF": helvetica}, **resources}.items():
        if f"/{kind}" not in own:
            own[f"/{kind}"] = pikepdf.Dictionary()
        for name, value in named.items():
            own[f"/{kind}"][f"/{name}"] = pdf.make_indirect(value)
    sheet.contents_add(b"q\n", prepend=True)
    sheet.contents_add(b"\nQ\n" + content.encode("latin-1") + b"\n")
