"""What phones and browsers make of a report: photos on a table, turned, in shadow, blurred; screenshots, long ones.

python -m scans.photos FOLDER REPORT.pdf…   (in tests/) writes each condition of each report's first page.
"""

from __future__ import annotations

import io
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI = 200
_TABLE = (96, 74, 58)
_ORIENTATION = 274
_TURNED_LEFT = 6


def page_of(path: Path, dpi: float = DPI) -> Image.Image:
    with pypdfium2.PdfDocument(path) as pdf:
        picture: Image.Image = pdf[0].render(scale=dpi / 72).to_pil().convert("RGB")
        return picture


def perspective(page: Image.Image) -> Image.Image:
    """On a table, seen from the side: the far edge a tenth shorter."""
    wide, high = page.size
    size = (round(1.2 * wide), round(1.2 * high))
    corners = [(0.14, 0.10), (0.87, 0.07), (0.93, 0.95), (0.06, 0.92)]
    to = [(x * size[0], y * size[1]) for x, y in corners]
    terms = _terms(to, [(0, 0), (wide, 0), (wide, high), (0, high)])
    how = Image.Transform.PERSPECTIVE
    seen = page.transform(size, how, terms, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(size, how, terms)
    return Image.composite(seen, _table(size), mask)


def _table(size: tuple[int, int]) -> Image.Image:
    draw = random.Random(1)
    grain = Image.frombytes("L", (64, 64), bytes(draw.randrange(108, 148) for _ in range(64 * 64)))
    light = grain.resize(size, Image.Resampling.BICUBIC).convert("RGB")
    return ImageChops.add(Image.new("RGB", size, _TABLE), light, offset=-128)


def _terms(seen: list[tuple[float, float]], flat: list[tuple[float, float]]) -> list[float]:
    """The eight numbers by which PIL finds each place seen in the flat picture."""
    import numpy as np

    rows = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    solved: list[float] = np.linalg.solve(np.array(rows), np.array(flat).ravel()).tolist()
    return solved


def shadow(page: Image.Image) -> Image.Image:
    """A hand's shadow over the lower right half."""
    small = Image.new("L", (60, 80), 255)
    for y in range(80):
        for x in range(60):
            if x + y > 75:
                small.putpixel((x, y), 120)
    shade = small.filter(ImageFilter.GaussianBlur(6)).resize(page.size, Image.Resampling.BICUBIC).convert("RGB")
    return ImageChops.multiply(page, shade)


def blur(page: Image.Image) -> Image.Image:
    return page.filter(ImageFilter.GaussianBlur(DPI / 130))


def turned(quarter: int) -> Callable[[Image.Image], Image.Image]:
    return lambda page: page.rotate(-90 * quarter, expand=True)


def saved(picture: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **({"quality": 82} if kind != "PNG" else {}), **how)
    return out.getvalue()


def by_exif(page: Image.Image) -> bytes:
    """Stored on its side, as cameras do, with a word that says so."""
    exif = Image.Exif()
    exif[_ORIENTATION] = _TURNED_LEFT
    return saved(page.rotate(90, expand=True), exif=exif)


def long_screenshot(page: Image.Image) -> bytes:
    """The page twice below each other, as a phone glues what it scrolls past."""
    small = page.resize((1080, round(1080 * page.height / page.width)), Image.Resampling.LANCZOS)
    long = Image.new("RGB", (small.width, 2 * small.height), "white")
    long.paste(small, (0, 0))
    return saved(long, "PNG")


def screenshot(page: Image.Image) -> bytes:
    """In a viewer's dark window, at 130 dots per inch."""
    small = page.resize((1105, round(1105 * page.height / page.width)), Image.Resampling.LANCZOS)
    window = Image.new("RGB", (1500, small.height + 60), (82, 86, 89))
    window.paste(small, (197, 30))
    return saved(window, "PNG")


CONDITIONS: dict[str, Callable[[Image.Image], bytes]] = {
    "perspective": lambda page: saved(perspective(page)),
    "shadow": lambda page: saved(shadow(page)),
    "blur": lambda page: saved(blur(page)),
    "turned-1": lambda page: saved(turned(1)(page)),
    "turned-2": lambda page: saved(turned(2)(page)),
    "turned-3": lambda page: saved(turned(3)(page)),
    "exif": by_exif,
    "screenshot": screenshot,
    "long": long_screenshot,
    "webp": lambda page: saved(page, "WEBP"),
}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for report in map(Path, sys.argv[2:]):
        for name, make in CONDITIONS.items():
            (folder / f"{report.stem}.{name}").write_bytes(make(page_of(report)))
