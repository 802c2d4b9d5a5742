"""Pictures of a report (PNG, JPEG, WebP, HEIC, TIFF, GIF, BMP …) as a PDF with a page for each."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

import pypdfium2
from PIL import Image, ImageOps
from PIL.TiffImagePlugin import TiffImageFile

from coacheck.errors import UnreadableError
from coacheck.pdf.draw import UNDRAWN
from coacheck.pdf.history.revisions import BROKEN
from coacheck.pdf.images.flat import flattened
from coacheck.pdf.images.long import parts_of

_STARTS = {
    b"\x89PNG\r\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"II+\0": "TIFF",
    b"MM\0+": "TIFF",
}
_BRANDS = {b"heic": "HEIC", b"heix": "HEIC", b"heim": "HEIC", b"heis": "HEIC", b"hevc": "HEIC", b"mif1": "HEIC",
           b"msf1": "HEIC", b"avif": "AVIF"}  # fmt: skip
"""What stands behind `ftyp` in files of the family of MP4."""
_LETTER = 792.0
_SIDES = (200.0, 1400.0)
"""Points that the longer side of a page may have; else its resolution is not believed."""
_THUMBNAIL = 254
"""The TIFF tag whose lowest bit says that a picture is a small one of another."""
MAX_PIXELS = 100_000_000
MAX_PAGES = 200
MIN_SIDE, MIN_LINE = 300, 20
"""Pixels of the longer side of a page, and of the shorter: no line of text is lower."""


def picture_kind(data: bytes) -> str | None:
    """What kind of picture a file is, by its bytes: a WebP may well be named .jpg."""
    for start, kind in _STARTS.items():
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return "BMP"
    return _BRANDS.get(data[8:12]) if data[4:8] == b"ftyp" else None


def as_pdf(name: str, data: bytes) -> bytes:
    """Each picture on a page as large as its resolution says, else as large as a letter; a long one on several.

    Raises UnreadableError for a broken picture, one too large to open and one too small to read.
    """
    kind = picture_kind(data) or "picture"
    if kind == "HEIC":
        _learn_heic(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes, which are looked at here, and of odd tags
            with Image.open(io.BytesIO(data)) as picture:
                return _bound(page for frame in _frames(name, picture) for page in _pages(frame))
    except Image.DecompressionBombError as error:
        raise UnreadableError(
            f"{name}: a picture of far too many pixels; expected at most {MAX_PIXELS // 1_000_000} million."
        ) from error
    except (SyntaxError, *UNDRAWN, *BROKEN) as error:
        raise UnreadableError(f"{name}: a broken {kind}; expected a whole picture. Download it again.") from error


def bound(name: str, pictures: Iterable[bytes]) -> bytes:
    """Several pictures as one PDF; those that are too small to be a page are left out. Raises UnreadableError."""
    pages, told = [], None
    for data in pictures:
        try:
            pages.append(as_pdf(name, data))
        except UnreadableError as error:
            told = error
    if not pages and told:
        raise told
    return _bound(iter(pages))


def _learn_heic(name: str) -> None:
    if not find_spec("pillow_heif"):
        raise UnreadableError(
            f"{name}: a HEIC picture, and the library for it is not installed; expected a PDF, PNG or JPEG. "
            "Install it: pip install 'coacheck[ocr]'"
        )
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)


def _frames(name: str, picture: Image.Image) -> Iterator[Image.Image]:
    """The pages of a TIFF; of what moves or carries other pictures along, the first picture."""
    count = getattr(picture, "n_frames", 1) if isinstance(picture, TiffImageFile) else 1
    if count > MAX_PAGES:
        raise UnreadableError(f"{name}: {count} pages; expected a report of at most {MAX_PAGES}.")
    for index in range(count):
        if count > 1:
            picture.seek(index)
            if isinstance(picture, TiffImageFile) and int(picture.tag_v2.get(_THUMBNAIL, 0) or 0) & 1:
                continue
        if picture.width * picture.height > MAX_PIXELS or (
            max(picture.size) < MIN_SIDE or min(picture.size) < MIN_LINE
        ):
            raise UnreadableError(
                f"{name}: a picture of {picture.width} × {picture.height} pixels; "
                f"expected a page of at least {MIN_SIDE} × {MIN_LINE} and "
                f"at most {MAX_PIXELS // 1_000_000} million pixels."
            )
        yield picture


def _pages(picture: Image.Image) -> Iterator[bytes]:
    resolution = _resolution(picture)
    upright = flattened(_on_white(ImageOps.exif_transpose(picture) or picture))
    if parts := parts_of(upright):
        for part in parts:
            yield _page(part, part.width * 72 / (_LETTER * 612 / 792))
        return
    points = max(upright.size) * 72 / resolution if resolution > 0 else 0.0
    if not _SIDES[0] < points < _SIDES[1]:
        resolution = max(upright.size) * 72 / _LETTER
    yield _page(upright, resolution)


def _resolution(picture: Image.Image) -> float:
    try:
        return float(picture.info.get("dpi", (0, 0))[0] or 0)
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        return 0.0


def _page(picture: Image.Image, resolution: float) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=resolution, quality=95)
    return out.getvalue()


def _bound(pages: Iterator[bytes]) -> bytes:
    """One PDF of all the pages, which are packed one after the other: unpacked they would fill the memory."""
    first = next(pages)
    second = next(pages, None)
    if second is None:
        return first
    with pypdfium2.PdfDocument(first) as whole:
        for data in (second, *pages):
            with pypdfium2.PdfDocument(data) as page:
                whole.import_pages(page)
        out = io.BytesIO()
        whole.save(out)
        return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, which a page doesn't have."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(ground, seen).convert("RGB")
    if picture.mode.startswith("I;16"):  # scanners' 16 bits; Pillow would cut them off at 255
        return picture.convert("I").point(lambda shade: shade / 256).convert("L")
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
