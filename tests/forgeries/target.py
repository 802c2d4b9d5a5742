"""A real report as a forger sees it: the figure that is worth changing, the words beside it, empty paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf

import coacheck
from coacheck.model import Measurement, Report

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left corner."""
_BLANK = 60, 12
"""Points of empty paper that a line of hidden text needs."""


class ForgerError(Exception):
    """The report gives no hold for this kind of forgery."""


@dataclass(frozen=True)
class Target:
    """An untouched report, and what coacheck reads in it."""

    path: Path

    @cached_property
    def data(self) -> bytes:
        return self.path.read_bytes()

    def changed(self, data: bytes) -> Target:
        """The same report, changed already: what stands where is as in the untouched one."""
        other = Target(self.path)
        other.__dict__.update(data=data, report=self.report)
        return other

    @cached_property
    def report(self) -> Report:
        return coacheck.read(self.path, seals=True)

    @cached_property
    def row(self) -> Measurement:
        """The cannabinoid with the largest figure."""
        rows = [m for m in self.report.panels["cannabinoids"].measurements if m.source and _values(m)]
        return max(rows, key=lambda m: max(_values(m)))

    @property
    def page(self) -> int:
        """Of that row, counted from 0."""
        assert self.row.source
        return self.row.source.page - 1

    @cached_property
    def text(self) -> str:
        """The figure as it is printed."""
        return next(r.text for r in self.row.results if r.value).split()[0].rstrip("%")

    @cached_property
    def other(self) -> str:
        """What a forger puts in its place: as many digits, the first of them one more."""
        at = next(i for i, c in enumerate(self.text) if c in "123456789")
        return self.text[:at] + str(int(self.text[at]) % 9 + 1) + self.text[at + 1 :]

    @cached_property
    def cell(self) -> Box:
        assert self.row.source
        return self.found(self.text, self.page, tuple(self.row.source.bbox))  # type: ignore[arg-type]

    @cached_property
    def size(self) -> float:
        return 0.75 * (self.cell[3] - self.cell[1])

    def found(self, text: str, page: int, near: Box) -> Box:
        """Where a text is printed in a part of a page, by another reader than the project's own."""
        with self.open() as pdf:
            hits = pdf[page].search_for(text, clip=grown(near, -2, -2, 2, 2))
            if not hits:
                raise ForgerError(f"{text!r} is not printed there in one piece")
            return tuple(hits[-1])

    def field(self, name: str) -> tuple[int, Box, str]:
        """A field of the report that is printed as it is told: page (from 0), box, text."""
        place, told = self.report.fields[name], str(getattr(self.report, name, None) or self.report.product.name)
        return place.page - 1, self.found(told, place.page - 1, tuple(place.bbox)), told  # type: ignore[arg-type]

    @cached_property
    def blank(self) -> Box:
        """Empty paper on the page of the figure."""
        with self.open() as pdf:
            sheet = pdf[self.page].get_pixmap(colorspace=pymupdf.csGRAY, alpha=False)
            wide, high, grey = sheet.width, sheet.height, sheet.samples
        for top in range(40, high - 40 - _BLANK[1], 6):
            for left in range(30, wide - 30 - _BLANK[0], 10):
                lines = (grey[y * wide + left : y * wide + left + _BLANK[0]] for y in range(top, top + _BLANK[1]))
                if all(min(line) == 255 for line in lines):
                    return (left, top, left + _BLANK[0], top + _BLANK[1])
        raise ForgerError("no empty paper")

    def open(self) -> pymupdf.Document:
        return pymupdf.open(stream=self.data, filetype="pdf")

    def pike(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.data))

    def upright(self, box: Box) -> Box:
        """A box in the file's own coordinates, from the bottom left corner."""
        with self.open() as pdf:
            page = pdf[self.page]
            return tuple(pymupdf.Rect(box) * ~page.transformation_matrix)


def grown(box: Box, left: float, top: float, right: float, bottom: float) -> pymupdf.Rect:
    return pymupdf.Rect(box[0] + left, box[1] + top, box[2] + right, box[3] + bottom)


def _values(row: Measurement) -> list[float]:
    return [r.value for r in row.results if r.value]
