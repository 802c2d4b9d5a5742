"""One place changed, and the change appended to the file: what stood there is still in it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from forgeries.forged import Forged, Forger, ForgerError, emptied, printed
from forgeries.target import Box, Target


@dataclass(frozen=True)
class Spot:
    """What is changed: page (from 0), place, the old text and the new one."""

    page: int
    box: Box
    old: str
    new: str


def _revised(where: Callable[[Target], Spot]) -> Forger:
    def forge(target: Target) -> Forged:
        spot = where(target)
        data = appended(target.data, lambda pdf: change(pdf[spot.page], spot.box, spot.new))
        return Forged(data, spot.page + 1, spot.box)

    return forge


def appended(data: bytes, act: Callable[[pymupdf.Document], None]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(data)
        with pymupdf.open(path) as pdf:
            if not pdf.can_save_incrementally():
                raise ForgerError("nothing can be appended to this file")
            act(pdf)
            pdf.save(path, incremental=True, encryption=pymupdf.PDF_ENCRYPT_KEEP)
        return path.read_bytes()


def change(page: pymupdf.Page, box: Box, new: str) -> None:
    emptied(page, box)
    page.wrap_contents()
    printed(page, box, new, 0.7 * (box[3] - box[1]))


def _field(name: str) -> Callable[[Target], Spot]:
    def where(target: Target) -> Spot:
        if name not in target.report.fields or not getattr(target.report, name, None):
            raise ForgerError(f"no {name} is printed")
        page, box, old = target.field(name)
        return Spot(page, box, old, "Mallow Street Goods" if name == "client" else old[:-2] + "77")

    return where


def _product(target: Target) -> Spot:
    place, name = target.report.fields.get("product"), target.report.product.name
    if place is None or not name:
        raise ForgerError("no product is printed")
    box = target.found(name, place.page - 1, tuple(place.bbox))  # type: ignore[arg-type]
    return Spot(place.page - 1, box, name, "Amber Lantern")


def _figure(target: Target) -> Spot:
    return Spot(target.page, target.cell, target.text, target.other)


KINDS: dict[str, Forger] = {
    "revised: figure": _revised(_figure),
    "revised: client": _revised(_field("client")),
    "revised: batch": _revised(_field("batch")),
    "revised: product": _revised(_product),
}
