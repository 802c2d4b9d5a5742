"""Words put into a report that programs read and nobody sees."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf
from pikepdf import Array, Dictionary, Name, String

from forgeries.forged import Forged, Forger, add, appended, saved
from forgeries.target import Target

DECOY = "Total THC 0.012 %"
_SIZE = 6.0


def _hidden(before: str = "", text: str = "", after: str = "", size: float = _SIZE) -> Forger:
    """`before` and `after` stand around the text's own operators; {…} are the corners of empty paper."""

    def forge(target: Target) -> Forged:
        x0, y0, x1, y1 = target.upright(target.blank)
        box = {"x0": x0, "y0": y0, "x1": x1, "y1": y1}
        line = f"BT {text} /FF {size} Tf {x0} {y0 + 3} Td ({DECOY}) Tj ET"
        state = {"AA": Dictionary(ca=0, CA=0)}
        content = f"q {before.format(**box)} {line} {after.format(**box)} Q"
        return Forged(appended(target, content, ExtGState=state), target.page + 1, target.blank)

    return forge


def in_a_layer(target: Target) -> Forged:
    """In a layer that is switched off."""
    x0, y0, *_ = target.upright(target.blank)
    with target.pike() as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("notes")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
        content = f"/OC /LL BDC BT /FF {_SIZE} Tf {x0} {y0 + 3} Td ({DECOY}) Tj ET EMC"
        add(pdf, pdf.pages[target.page], content, {"Properties": {"LL": layer}})
        return Forged(saved(pdf), target.page + 1, target.blank)


def behind_a_picture(target: Target) -> Forged:
    with target.open() as pdf:
        page = pdf[target.page]
        page.wrap_contents()
        x0, top, x1, bottom = target.blank
        page.insert_text((x0, bottom - 3), DECOY, fontsize=_SIZE)
        noise = pymupdf.Pixmap(pymupdf.csGRAY, 30, 6, bytes((i * 37) % 256 for i in range(180)), False)
        page.insert_image((x0, top, x1, bottom), pixmap=noise, keep_proportion=False)
        return Forged(saved(pdf), target.page + 1, target.blank)


def outside_the_crop(target: Target) -> Forged:
    """On paper that a viewer cuts off: the page is made higher, its shown part stays."""
    return _outside(target, lambda media: (media[0], media[1] - 40, media[2], media[3]), crop=True)


def _outside(target: Target, grown: Callable[[list[float]], tuple[float, ...]], crop: bool) -> Forged:
    with target.pike() as pdf:
        sheet = pdf.pages[target.page]
        media = [float(v) for v in sheet.mediabox]
        shown = [float(v) for v in sheet.cropbox]
        if crop:
            sheet.MediaBox, sheet.CropBox = Array(list(grown(media))), Array(shown)
        content = f"BT /FF 9 Tf {media[0] + 72} {media[1] - 20} Td ({DECOY}) Tj ET"
        add(pdf, sheet, content, {})
        return Forged(saved(pdf), target.page + 1)


def off_the_page(target: Target) -> Forged:
    return _outside(target, lambda media: tuple(media), crop=False)


KINDS: dict[str, Forger] = {
    "hidden: alpha 0": _hidden("/AA gs"),
    "hidden: clipped": _hidden("{x0} {y0} 0.2 0.2 re W n"),
    "hidden: tiny": _hidden(size=0.3),
    "hidden: render mode 3": _hidden(text="3 Tr"),
    "hidden: render mode 7": _hidden(text="7 Tr"),
    "hidden: white on white": _hidden("1 g"),
    "hidden: under a white box": _hidden(after="1 g {x0} {y0} 60 12 re f"),
    "hidden: layer": in_a_layer,
    "hidden: behind a picture": behind_a_picture,
    "hidden: outside the crop": outside_the_crop,
    "hidden: off the page": off_the_page,
}
