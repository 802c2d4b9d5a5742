"""Pages put in, codes and links changed."""

from __future__ import annotations

import pymupdf
import zxingcpp
from PIL import Image

from forgeries.forged import Forged, Forger, ForgerError, at_cell, emptied, printed, saved
from forgeries.target import Box, Target, grown

_MARKED = "https://verify-coa.example.net/r/88213"


def last_printed(target: Target) -> int:
    """The last page on which anything is printed, from 0; not the first."""
    with target.open() as pdf:
        number = max((page.number for page in pdf if page.get_text("words")), default=0)
    if not number:
        raise ForgerError("it has one page")
    return int(number)


def picture_page(target: Target) -> Forged:
    """One page as a picture of itself."""
    number = target.page if last_printed(target) else 0
    with target.open() as pdf:
        page = pdf[number]
        look, box = page.get_pixmap(dpi=110), page.rect
        pdf.delete_page(number)
        pdf.new_page(number, width=box.width, height=box.height).insert_image(box, pixmap=look)
        return Forged(saved(pdf), number + 1)


def typed_anew(target: Target) -> Forged:
    """One page set anew by another program: the same words in a font of its own."""
    number = last_printed(target)
    with target.open() as pdf:
        words, box = pdf[number].get_text("words"), pdf[number].rect
        pdf.delete_page(number)
        sheet = pdf.new_page(number, width=box.width, height=box.height)
        for x0, _, _, bottom, text, *_rest in words:
            sheet.insert_text((x0, bottom - 2), text, fontsize=7, fontname="tiro")
        return Forged(saved(pdf), number + 1)


def other_size(target: Target) -> Forged:
    """One page on other paper."""
    number = last_printed(target)
    with target.open() as pdf, target.open() as source:
        box = pdf[number].rect
        pdf.delete_page(number)
        sheet = pdf.new_page(number, width=box.width - 17, height=box.height + 50)
        sheet.show_pdf_page(pymupdf.Rect(0, 0, box.width - 17, box.height + 50), source, number)
        return Forged(saved(pdf), number + 1)


def accreditation(target: Target) -> Forged:
    """Another laboratory's number."""
    number, place = target.report.lab.accreditation_number, None
    with target.open() as pdf:
        for page in pdf if number else ():
            place = next(iter(page.search_for(str(number))), None)
            if place is not None:
                emptied(page, tuple(place))
                page.wrap_contents()
                other = "102020" if str(number) != "102020" else "93948"
                printed(page, tuple(place), other, 0.7 * place.height)
                return Forged(saved(pdf), page.number + 1, tuple(place))
    raise ForgerError("no number of an accreditation is printed")


def _code(target: Target) -> tuple[int, Box]:
    place = next((link for link in target.report.links if link.kind == "qr"), None)
    if place is None:
        raise ForgerError("it has no QR code")
    return place.page - 1, tuple(place.bbox)  # type: ignore[return-value]


def code_replaced(target: Target) -> Forged:
    number, box = _code(target)
    with target.open() as pdf:
        page = pdf[number]
        page.wrap_contents()
        code = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(_MARKED, zxingcpp.BarcodeFormat.QRCode), scale=6)
        image = Image.fromarray(code).convert("L")
        look = pymupdf.Pixmap(pymupdf.csGRAY, image.width, image.height, image.tobytes(), False)
        page.insert_image(grown(box, -2, -2, 2, 2), pixmap=look, keep_proportion=False)
        return Forged(saved(pdf), number + 1, box)


def code_erased(target: Target) -> Forged:
    number, box = _code(target)
    with target.open() as pdf:
        page = pdf[number]
        page.wrap_contents()
        page.draw_rect(grown(box, -4, -4, 4, 4), color=None, fill=(1, 1, 1))
        return Forged(saved(pdf), number + 1, box)


def code_erased_in_a_form(target: Target) -> Forged:
    """The page laid into a new one as a whole, and the code painted over there."""
    number, box = _code(target)
    with target.open() as pdf, target.open() as source:
        size = pdf[number].rect
        pdf.delete_page(number)
        sheet = pdf.new_page(number, width=size.width, height=size.height)
        sheet.show_pdf_page(size, source, number)
        sheet.draw_rect(grown(box, -4, -4, 4, 4), color=None, fill=(1, 1, 1))
        return Forged(saved(pdf), number + 1, box)


def lookalike(target: Target) -> Forged:
    """A link to an address much like the lab's own."""
    with target.open() as pdf:
        page = pdf[target.page]
        name = (target.report.lab.name or "lab").split()[0].lower()
        page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(target.cell),
                          "uri": f"https://{name}-coa.com/verify?id=9"})  # fmt: skip
        return at_cell(target, pdf)


KINDS: dict[str, Forger] = {
    "page: picture": picture_page,
    "page: set anew": typed_anew,
    "page: other paper": other_size,
    "accreditation of another lab": accreditation,
    "code: replaced": code_replaced,
    "code: erased": code_erased,
    "code: erased in a form": code_erased_in_a_form,
    "link: lookalike": lookalike,
}
