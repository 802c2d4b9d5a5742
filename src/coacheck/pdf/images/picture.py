"""A picture of a report (PNG or JPEG) as a PDF of one page."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from coacheck.errors import UnreadableError
from coacheck.pdf.draw import UNDRAWN
from coacheck.pdf.history.revisions import BROKEN

_STARTS = (b"\x89PNG\r\n", b"\xff\xd8\xff")
_LETTER = 792.0
_SIDES = (200.0, 1400.0)
"""Points that the longer side of a page may have; else its resolution is not believed."""
MAX_PIXELS = 100_000_000
MIN_SIDE = 300


def is_picture(data: bytes) -> bool:
    return data.startswith(_STARTS)


def as_pdf(name: str, data: bytes) -> bytes:
    """The picture on one page as large as its resolution says, else as large as a letter.

    Raises UnreadableError for a broken picture, one too large to open and one too small to read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # its size is looked at below
            with Image.open(io.BytesIO(data)) as picture:
                if picture.width * picture.height > MAX_PIXELS or max(picture.size) < MIN_SIDE:
                    raise UnreadableError(
                        f"{name}: a picture of {picture.width} × {picture.height} pixels; "
                        f"expected a page of at least {MIN_SIDE} and at most {MAX_PIXELS // 1_000_000} million pixels."
                    )
                return _page(picture)
    except Image.DecompressionBombError as error:
        raise UnreadableError(
            f"{name}: a picture of far too many pixels; expected at most {MAX_PIXELS // 1_000_000} million."
        ) from error
    except (*UNDRAWN, *BROKEN) as error:
        kind = "PNG" if data.startswith(_STARTS[0]) else "JPEG"
        raise UnreadableError(f"{name}: a broken {kind}; expected a whole picture. Download it again.") from error


def _page(picture: Image.Image) -> bytes:
    resolution = float(picture.info.get("dpi", (0, 0))[0] or 0)
    upright = _on_white(ImageOps.exif_transpose(picture) or picture)
    points = max(upright.size) * 72 / resolution if resolution > 0 else 0.0
    if not _SIDES[0] < points < _SIDES[1]:
        resolution = max(upright.size) * 72 / _LETTER
    out = io.BytesIO()
    upright.save(out, "PDF", resolution=resolution, quality=95)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, which a page doesn't have."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(ground, seen).convert("RGB")
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
