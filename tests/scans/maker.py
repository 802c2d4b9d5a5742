"""Scans made from the sample reports: what a scanner, a fax or a camera does to a page, drawn from a seed.

python -m scans.maker FOLDER [COUNT]   (in tests/) writes COUNT scans, each with the name of its report in its own.
"""

from __future__ import annotations

import io
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SAMPLES = Path(__file__).parent.parent.parent / "sample_coas"
ONE_PAGE = (
    "european", "expired", "flower-over-thc", "gummy-underfilled", "potency-only", "transposed", "wrong-totals",
)  # fmt: skip
LONG = ("vape-cadmium", "two-column", "tincture-good", "qc-pages")
WHITE = {"1": 1, "L": 255, "RGB": (255, 255, 255)}


@dataclass(frozen=True)
class Scan:
    """What is done to every page of `report`. Angle in degrees, `lean` the shift of a corner as a share of the page."""

    seed: int
    report: str
    dpi: int
    angle: float
    noise: float
    quality: int
    fax: bool
    lean: float
    as_picture: bool

    @property
    def name(self) -> str:
        kind = "fax" if self.fax else "photo" if self.lean else "scan"
        return f"{self.seed:02}-{self.report}-{kind}-{self.dpi}dpi-{self.angle:+.1f}deg"


def scan_of(seed: int) -> Scan:
    """Every scan of the set, by its number: all kinds of one-page reports, now and then a long one."""
    draw = random.Random(seed)
    long = seed % 10 == 9
    report = LONG[seed // 10 % len(LONG)] if long else ONE_PAGE[seed % len(ONE_PAGE)]
    fax = draw.random() < 0.2
    return Scan(
        seed, report, dpi=draw.choice((200, 300) if fax else (150, 200, 250, 300)), angle=draw.uniform(-3, 3),
        noise=draw.uniform(0, 12), quality=draw.randint(50, 90), fax=fax,
        lean=draw.uniform(0.004, 0.012) if not fax and draw.random() < 0.3 else 0.0,
        as_picture=not long and draw.random() < 0.3,
    )  # fmt: skip


def made(scan: Scan, resolution: int | None = None) -> bytes:
    """The scan as a PDF of pictures, or (a page alone) as a JPEG or PNG. `resolution`: the one that the file states."""
    draw = random.Random(scan.seed + 1000)
    with pypdfium2.PdfDocument(SAMPLES / f"{scan.report}.pdf") as pdf:
        pages = [_page(page.render(scale=scan.dpi / 72).to_pil().convert("RGB"), scan, draw) for page in pdf]
    out = io.BytesIO()
    if scan.as_picture:
        pages[0].save(out, "PNG" if scan.fax else "JPEG", quality=scan.quality, dpi=(scan.dpi, scan.dpi))
    else:
        packed = {} if scan.fax else {"quality": scan.quality}
        pages[0].save(out, "PDF", resolution=resolution or scan.dpi, save_all=True, append_images=pages[1:], **packed)
    return out.getvalue()


def _page(page: Image.Image, scan: Scan, draw: random.Random) -> Image.Image:
    page = page.rotate(scan.angle, Image.Resampling.BICUBIC, fillcolor=WHITE["RGB"])
    if scan.lean:
        page = _leaning(page, scan.lean, draw).filter(ImageFilter.GaussianBlur(scan.dpi / 400))
    if scan.noise:
        page = ImageChops.add(page, _noise(page.size, scan.noise, draw), offset=-128)
    return page.convert("L").point(lambda v: 255 * (v > 150), mode="1") if scan.fax else page


def _noise(size: tuple[int, int], strength: float, draw: random.Random) -> Image.Image:
    """Grain around 128, from bytes of `draw`: PIL's own noise has no seed."""
    small = (size[0] // 2, size[1] // 2)
    grain = Image.frombytes("L", small, draw.randbytes(small[0] * small[1]))
    grain = grain.point(lambda v: round(128 + (v - 128) / 74 * strength))
    return grain.resize(size, Image.Resampling.NEAREST).convert("RGB")


def _leaning(page: Image.Image, lean: float, draw: random.Random) -> Image.Image:
    """As a camera sees it that is not held straight over the page."""
    wide, high = page.size
    by_x, by_y = draw.uniform(-lean, lean) / wide, draw.choice((-lean, lean)) / high
    middle = 1 + by_x * wide / 2 + by_y * high / 2  # the middle of the page stays where it is
    grow = (middle, 0, 0, 0, middle, 0, by_x, by_y)
    return page.transform(page.size, Image.Transform.PERSPECTIVE, grow, Image.Resampling.BICUBIC, fillcolor="white")


def half_scanned(report: str, cut: float = 190) -> bytes:
    """A one-page report whose head (above `cut` points) is text, and whose tables are pasted as a picture."""
    out = io.BytesIO()
    with pdfplumber.open(SAMPLES / f"{report}.pdf") as pdf:
        page = pdf.pages[0]
        canvas = Canvas(out, pagesize=(page.width, page.height))
        for word in page.extract_words(keep_blank_chars=True, extra_attrs=["size"]):
            if word["bottom"] < cut:
                canvas.setFont("Helvetica", word["size"])
                canvas.drawString(word["x0"], page.height - word["bottom"] + 0.2 * word["size"], word["text"])
        drawn = page.to_image(resolution=200).original
        tables = ImageReader(drawn.crop((0, round(cut * 200 / 72), *drawn.size)))
        canvas.drawImage(tables, 0, 0, page.width, page.height - cut)
    canvas.save()
    return out.getvalue()


def write(folder: Path, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(count):
        scan, data = scan_of(seed), made(scan_of(seed))
        suffix = ".pdf" if data.startswith(b"%PDF") else ".png" if data.startswith(b"\x89PNG") else ".jpg"
        (folder / f"{scan.name}{suffix}").write_bytes(data)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60)
