"""What a file is stands in its bytes; what is no kind that is read is named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook
from PIL import Image

import coacheck
from coacheck.errors import UnreadableError
from coacheck.files.kinds import kind_of
from coacheck.pdf import document
from coacheck.pdf.images.long import parts_of
from coacheck.pdf.images.picture import as_pdf, picture_kind
from conftest import Run
from files.made import as_docx, as_html


@pytest.fixture(scope="module")
def pages(samples: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(samples / "tincture-good.pdf") as pdf:
        return [page.render(scale=1.5).to_pil().convert("RGB") for page in pdf]


def _saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    if kind == "HEIF":
        heif = pytest.importorskip("pillow_heif", reason="HEIC needs the extra: pip install -e '.[ocr]'")
        heif.register_heif_opener()
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def _sizes(data: bytes) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(as_pdf("x", data)) as pdf:
        return [(round(page.get_width()), round(page.get_height())) for page in pdf]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "HEIF"])
def test_each_kind_of_picture_is_a_page(pages: list[Image.Image], kind: str) -> None:
    data = _saved(pages[0], kind)

    assert kind_of(data) == "picture"
    [(wide, high)] = _sizes(data)
    assert wide / high == pytest.approx(612 / 792, abs=0.01)
    with pypdfium2.PdfDocument(as_pdf("x", data)) as pdf:
        drawn = pdf[0].render(scale=0.5, grayscale=True).to_pil().resize((8, 8))
    shown = pages[0].convert("L").resize((8, 8))
    assert max(abs(a - b) for a, b in zip(drawn.tobytes(), shown.tobytes(), strict=True)) < 12


def test_a_tiff_has_all_its_pages(pages: list[Image.Image]) -> None:
    assert len(_sizes(_saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))) == len(pages)
    fax = [page.convert("1") for page in pages]
    data = _saved(fax[0], "TIFF", save_all=True, append_images=fax[1:], compression="group4")
    assert len(_sizes(data)) == len(pages)


def test_what_moves_is_its_first_picture(pages: list[Image.Image]) -> None:
    assert len(_sizes(_saved(pages[0], "GIF", save_all=True, append_images=pages[1:]))) == 1


def test_a_long_screenshot_is_cut_where_nothing_is_printed(pages: list[Image.Image]) -> None:
    wide, high = pages[0].size
    long = Image.new("RGB", (wide, high * len(pages)), "white")
    for i, page in enumerate(pages):
        long.paste(page, (0, i * high))

    parts = parts_of(long)

    assert sum(part.height for part in parts) == long.height
    assert all(part.height <= 1.42 * wide + 1 for part in parts)
    for part in parts[1:]:
        first = part.crop((0, 0, wide, 1)).convert("L").getextrema()
        assert first[1] - first[0] < 60, first
    assert parts_of(pages[0]) == []


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"%PDF-1.4", "pdf"), (as_html(), "html"), (as_docx(), "docx"), (b"\xef\xbb\xbf <HTML>", "html"),
     ("\ufeff<html>".encode("utf-16-le"), "html"), (b"", "other"), (b"PK\3\4%PDF-1.4", "zip"),
     (b"BMW is a car", "other")],
)  # fmt: skip
def test_a_kind_is_known_by_its_bytes(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"\xd0\xcf\x11\xe0", "old Word"), (b"{\\rtf1", "RTF"), (b"\x1f\x8b", "gzip"), (b"hello", "plain text"),
     (b"\1\2\3", "unknown content"),
     (b"PK\3\4......[Content_Types].xml xl/workbook.xml", "Excel"), (b"%PDF-", "broken PDF"),
     (b'<!doctype html><meta name="generator" content="coacheck 1">', "a page that coacheck wrote")],
)  # fmt: skip
def test_what_is_not_read_is_named(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        coacheck.read(data)


def test_a_workbook_is_no_zip_of_reports(tmp_path: Path) -> None:
    """Whatever stands first in it."""
    book = tmp_path / "results.xlsx"
    Workbook().save(book)

    with pytest.raises(UnreadableError, match="an Excel, PowerPoint, OpenDocument or other packed file"):
        coacheck.read(book)


def test_a_zip_that_holds_a_word_file_unpacked_is_a_zip() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("coa.docx", as_docx())

    assert kind_of(packed.getvalue()) == "zip"


@pytest.mark.parametrize("kind", ["WEBP", "GIF", "TIFF", "HEIF", "BMP", "PNG", "JPEG"])
def test_a_torn_picture_is_told(pages: list[Image.Image], kind: str) -> None:
    data = _saved(pages[0], kind)

    for cut in (60, len(data) // 3):
        with pytest.raises(UnreadableError, match="expected a whole picture"):
            as_pdf("x", data[:cut])


def test_heic_without_its_library_says_what_to_install(
    pages: list[Image.Image], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _saved(pages[0], "HEIF")
    monkeypatch.setattr("coacheck.pdf.images.picture.find_spec", lambda _: None)

    assert picture_kind(data) == "HEIC"
    with pytest.raises(UnreadableError, match=r"pip install 'coacheck\[ocr\]'"):
        as_pdf("x", data)


def test_a_picture_says_nothing_of_its_making(pages: list[Image.Image], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "read_pictures", lambda _name, _data, pages: pages)

    assert document.open_pdf(_saved(pages[0], "PNG")).history.created is None


def test_a_folder_is_scanned_for_all_kinds(run: Run, tmp_path: Path, samples: Path) -> None:
    (tmp_path / "a.docx").write_bytes(as_docx())
    (tmp_path / "b.html").write_bytes(as_html())
    (tmp_path / "c.PDF").write_bytes((samples / "expired.pdf").read_bytes())
    (tmp_path / "d.txt").write_text("x")
    (tmp_path / "index.html").write_text('<!doctype html><meta name="generator" content="coacheck">')

    ran = run("scan", tmp_path, "--format", "csv", "--no-cache", "--on", "2026-11-22")

    names = sorted(Path(line.partition(",")[0]).name for line in ran.out.splitlines()[1:])
    assert names == ["a.docx", "b.html", "c.PDF"]
    assert "2 files of other kinds not looked at" in ran.err


@pytest.mark.parametrize("other", ["another DOCX", "a report that speaks of one"])
def test_a_zip_is_not_taken_for_what_it_holds(samples: Path, other: str) -> None:
    pdf = (samples / "tincture-good.pdf").read_bytes()
    members = {"a.pdf": pdf, "b.docx": as_docx()} if other == "another DOCX" else {"a.pdf": pdf + b"%word/document"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:  # stored as they are, so that the names in them stand in its bytes
        for name, content in members.items():
            packed.writestr(name, content)

    assert kind_of(out.getvalue()) == "zip"
    assert kind_of(as_docx()) == "docx"
