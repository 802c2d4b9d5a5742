"""python tests/layouts/show.py SEED… [--trait NAME]…: write the PDF and a picture of each page, and how the reading
differs. Without a seed, the traits are listed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import pypdfium2

sys.path.insert(0, str(Path(__file__).parent.parent))

import coacheck
from layouts.compare import differences
from layouts.layout import chosen, make_layout
from layouts.traits_of_pages import TRAITS


def show(seed: int, traits: list[str] | None, folder: Path) -> None:
    pdf, truth = make_layout(seed, traits)
    path = folder / f"{'-'.join([str(seed), *(traits or [])])}.pdf"
    path.write_bytes(pdf)
    style, names = chosen(seed, traits)
    print(path, names, asdict(style))
    for n, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        page.render(scale=1.6).to_pil().save(path.with_name(f"{path.stem}-{n}.png"))
    found = differences(truth, coacheck.read(path).model_dump(mode="json"))
    print("\n".join(map(str, found)) or "read exactly")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=int, nargs="*")
    parser.add_argument("--trait", action="append", choices=sorted(TRAITS), default=None)
    options = parser.parse_args()
    target = Path(tempfile.gettempdir()) / "layouts"
    target.mkdir(exist_ok=True)
    for seed in options.seeds:
        show(seed, options.trait, target)
    if not options.seeds:
        print("\n".join(TRAITS))


if __name__ == "__main__":
    main()
