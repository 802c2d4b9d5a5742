"""Which of the pictures that were taken out of a file were QR codes: the file as first written still has them."""

from __future__ import annotations

from collections.abc import Sequence

from coacheck.model import CODE, PICTURE, Change, Revision
from coacheck.page import Box
from coacheck.pdf.images.codes import codes_of
from coacheck.pdf.interpret.squares import squares_of


def codes_named(revisions: Sequence[Revision], first: bytes) -> list[Revision]:
    """The revisions, with CODE for a picture that was one. `first`: the file as it was first written."""
    gone = [c for r in revisions for c in r.changed if c.old == PICTURE]
    last = max((c.page for c in gone), default=0)
    squares = [squares_of([_box(c) for c in gone if c.page == n], []) for n in range(1, last + 1)]
    if not any(squares):
        return list(revisions)
    codes = [(code.page, code.box) for code in codes_of(first, squares)]

    def named(change: Change) -> Change:
        code = change.old == PICTURE and any(p == change.page and _within(box, change.bbox) for p, box in codes)
        return change.model_copy(update={"old": CODE}) if code else change

    return [r.model_copy(update={"changed": [named(c) for c in r.changed]}) for r in revisions]


def _box(change: Change) -> Box:
    x0, top, x1, bottom = change.bbox
    return x0, top, x1, bottom


def _within(inner: Sequence[float], outer: Sequence[float]) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] < x < outer[2] and outer[1] < y < outer[3]
