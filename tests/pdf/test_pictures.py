"""Pages as pictures: what a person sees is on them, in its place, in few bytes."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coacheck.pdf import open_pdf, pictures
from coacheck.view import Box, PagePicture


@pytest.fixture(autouse=True)
def _unrecognised(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn of a page does not depend on what the recogniser finds on it."""
    monkeypatch.setattr("coacheck.pdf.document.read_pictures", lambda name, data, pages: pages)


def drawn(picture: PagePicture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data)).convert("L")


def darkest(picture: PagePicture, box: Box) -> int:
    """The darkest pixel of a place given in points of the page."""
    image, (x0, top, x1, bottom) = drawn(picture), picture.box
    across, down = image.width / (x1 - x0), image.height / (bottom - top)
    part = ((box[0] - x0) * across, (box[1] - top) * down, (box[2] - x0) * across, (box[3] - top) * down)
    return int(image.crop(tuple(map(round, part))).getextrema()[0])  # type: ignore[arg-type]


def made(draw: Callable[[Canvas], None], pages: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(data: bytes, **entries: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name, value in entries.items():
            pdf.pages[0].obj[f"/{name}"] = value
        pdf.save(out)
    return out.getvalue()


def test_a_picture_has_the_words_where_they_are(samples: Path) -> None:
    document = open_pdf(samples / "gummy-underfilled.pdf")
    [picture] = pictures(document)
    word = next(w for w in picture.words if w.text == "17.89")

    assert darkest(picture, word.box) < 100
    assert darkest(picture, (word.box[0], 0.0, word.box[2], 2.0)) > 200


@pytest.mark.parametrize(
    "entries",
    [
        {"CropBox": pikepdf.Array([30, 40, 560, 760])},
        {"MediaBox": pikepdf.Array([-100, -50, 700, 900])},
        {"MediaBox": pikepdf.Array([-100, -50, 700, 900]), "CropBox": pikepdf.Array([30, 40, 560, 760])},
    ],
)
def test_a_cropped_or_shifted_page_too(entries: dict[str, pikepdf.Array]) -> None:
    page = made(lambda canvas: canvas.drawString(200, 500, "Cadmium 0.62"))
    [picture] = pictures(open_pdf(changed(page, **entries)))
    box = next(w.box for w in picture.words if w.text == "0.62")
    wide, high = box[2] - box[0], box[3] - box[1]

    assert darkest(picture, box) < 100
    assert darkest(picture, (box[0] + 2 * wide, box[1], box[2] + 2 * wide, box[3])) > 200
    assert darkest(picture, (box[0], box[1] + 2 * high, box[2], box[3] + 2 * high)) > 200


def test_faint_print_is_kept() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.drawString(100, 500, "NOT TESTED")
        for step in range(200):
            canvas.setFillColorRGB(step / 200, 1 - step / 200, 0.5)
            canvas.rect(10 + step, 50, 1, 200, stroke=0, fill=1)

    [picture] = pictures(open_pdf(made(draw)))

    assert darkest(picture, next(w.box for w in picture.words if w.text == "TESTED")) < 230


def test_ten_pages_of_photographs_stay_under_three_megabytes() -> None:
    noise = Image.frombytes("RGB", (600, 800), random.Random(1).randbytes(600 * 800 * 3))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(noise), 0, 0, 612, 792)
        canvas.drawString(100, 500, "Cadmium 0.62")

    found = pictures(open_pdf(made(draw, pages=10)))

    assert sum(len(p.data) for p in found) * 4 / 3 < 2_800_000
    assert all(p.data for p in found)


def test_a_page_as_large_as_a_wall_is_drawn_small() -> None:
    huge = changed(made(lambda canvas: canvas.drawString(1, 1, "x")), MediaBox=pikepdf.Array([0, 0, 14000, 14000]))

    assert max(drawn(pictures(open_pdf(huge))[0]).size) <= 2400


def test_of_a_long_report_only_what_is_marked_is_drawn() -> None:
    found = pictures(open_pdf(made(lambda canvas: canvas.drawString(100, 500, "x"), pages=31)), wanted={7})

    assert [p.page for p in found if p.data] == [1, 7]
    assert found[1].why_not == "nothing on it was marked"
