"""python tests/layouts/show.py SEED…: write the PDF and a picture of each page, and how the reading differs."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from random import Random

import pypdfium2

sys.path.insert(0, str(Path(__file__).parent.parent))

import coacheck
from layouts.layout import make_layout
from layouts.style import style_of
from layouts.truth import differences


def show(seed: int, folder: Path) -> None:
    pdf, truth = make_layout(seed)
    path = folder / f"{seed}.pdf"
    path.write_bytes(pdf)
    print(path, asdict(style_of(Random(seed))))
    for n, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        page.render(scale=1.6).to_pil().save(folder / f"{seed}-{n}.png")
    print("\n".join(differences(truth, coacheck.read(path).model_dump(mode="json"))) or "read exactly")


if __name__ == "__main__":
    target = Path(tempfile.gettempdir()) / "layouts"
    target.mkdir(exist_ok=True)
    for argument in sys.argv[1:]:
        show(int(argument), target)
