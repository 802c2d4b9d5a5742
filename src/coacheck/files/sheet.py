"""Pages of words and strokes as a PDF: what a person is shown of a text that has no pages of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coacheck.page import Page, Word

_GREEK = {"α": "a", "β": "b", "γ": "g", "δ": "d", "Δ": "D", "∆": "D", "μ": "m", "ω": "w", "Ω": "W",
          "≤": "\xa3", "≥": "\xb3", "∞": "\xa5", "≈": "\xbb", "≠": "\xb9"}  # fmt: skip
"""Where the font Symbol has what Helvetica has not."""
_FONTS = {
    "H": "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding",
    "B": "/Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding",
    "S": "/Type /Font /Subtype /Type1 /BaseFont /Symbol",
}


def as_pdf(pages: Sequence[Page]) -> bytes:
    first = 3 + len(_FONTS)
    fonts = " ".join(f"/{key} {3 + i} 0 R" for i, key in enumerate(_FONTS))
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    bodies += [f"<< {font} >>".encode() for font in _FONTS.values()]
    for i, page in enumerate(pages):
        size = f"/MediaBox [0 0 {page.width:.2f} {page.height:.2f}] /Contents {first + 2 * i + 1} 0 R"
        bodies.append(f"<< /Type /Page /Parent 2 0 R {size} /Resources << /Font << {fonts} >> >> >>".encode())
        drawn = "\n".join(_drawn(page)).encode("latin-1")
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _file(bodies)


def _file(bodies: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    index = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, index)
    return bytes(out)


def _drawn(page: Page) -> Iterator[str]:
    yield "0.6 g"
    for line in page.strokes:
        wide, high = line.x1 - line.x0, line.bottom - line.top
        yield f"{line.x0:.2f} {page.height - line.bottom:.2f} {wide:.2f} {high:.2f} re f"
    yield "0 g BT"
    for word in page.words:
        for font, text, x in _runs(word):
            yield f"/{font} {word.size:.2f} Tf 1 0 0 1 {x:.2f} {page.height - word.base:.2f} Tm <{text.hex()}> Tj"
    yield "ET"


def _runs(word: Word) -> Iterator[tuple[str, bytes, float]]:
    """The parts of a word that one font has, with their places; what no font has is drawn as a question mark."""
    own = "B" if word.bold else "H"
    for char, x in zip(word.text, word.starts, strict=True):
        if char in _GREEK:
            yield "S", _GREEK[char].encode("latin-1"), x
        else:
            yield own, char.encode("cp1252", "replace"), x
