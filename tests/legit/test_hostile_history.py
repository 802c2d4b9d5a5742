"""Files that lie about their own making: the history says what can be said, and nothing crashes or hangs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

import coacheck
from coacheck.errors import UnreadableError
from coacheck.model import History
from coacheck.pdf.interpret import content as interpreted
from legit import tamper


def strange_info(pdf: Pdf) -> None:
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Producer=7, Creator=Array([1]), CreationDate=pikepdf.String("D:2026133399"), ModDate=Name.Soon)
    )


def info_that_is_none(pdf: Pdf) -> None:
    pdf.trailer.Info = pdf.make_indirect(Array([1, 2]))


def long_names(pdf: Pdf) -> None:
    pdf.docinfo.Producer = pikepdf.String("x" * 500_000)


def fields_within_themselves(pdf: Pdf) -> None:
    field = pdf.make_indirect(Dictionary(T=pikepdf.String("again")))
    field.Kids = Array([field, field, field])
    field.V = Dictionary(ByteRange=Array([0, 1, Name.Two, 3]))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def a_record_that_is_no_text(pdf: Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(b"\xff\x00Producer>" * 100_000)


def notes_without_places(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 10**9, 10**9]), F=Name.No)
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)] * 3000)


BUILT: list[Callable[[Pdf], None]] = [
    strange_info, info_that_is_none, long_names, fields_within_themselves, a_record_that_is_no_text,
    notes_without_places,
]  # fmt: skip


@pytest.mark.parametrize("build", BUILT)
def test_a_strange_file_is_judged_or_refused(samples: Path, build: Callable[[Pdf], None]) -> None:
    with pikepdf.open(samples / "potency-only.pdf") as pdf:
        build(pdf)
        assert judged(tamper.saved(pdf))


PATCHED: dict[str, Callable[[bytes], bytes]] = {
    "a table before itself": lambda d: d.replace(b"trailer\n<<", b"trailer\n<< /Prev %d" % _start(d)),
    "a table nowhere": lambda d: d.replace(b"trailer\n<<", b"trailer\n<< /Prev 99999999999"),
    "ten thousand ends": lambda d: d + b"startxref\n%d\n%%%%EOF\n" % _start(d) * 10_000,
    "no end": lambda d: d.replace(b"startxref", b"startxxxx"),
    "no table": lambda d: d.replace(b"%d\n%%%%EOF" % _start(d), b"%d\n%%%%EOF" % (_start(d) - 9)),
    "a table in the middle of a number": lambda d: d.replace(b"%d\n%%%%EOF" % _start(d), b"12\n%%EOF"),
}


@pytest.mark.parametrize(
    "leads",
    [
        b"1 0 R",
        b"2 0 R\nendobj\n2 0 obj\n1 0 R",
        b"1" + b" " * 99 + b"0 R",
        b"1 % a remark\n0 R",
        b"1 70000 R",
        b"+1 0 R",
        b"1\x000\x00R",
    ],
)
def test_objects_in_a_ring_are_no_object(leads: bytes) -> None:
    data = b"%%PDF-1.4\n1 0 obj\n%b\nendobj\ntrailer\n<< /Root 1 0 R /Info 1 0 R >>\n%%%%EOF\n" % leads

    assert "broken PDF" in str(judged(data))


def test_a_ring_that_nothing_needs_is_no_reason_to_refuse(samples: Path) -> None:
    data = (samples / "potency-only.pdf").read_bytes()
    ring = b"9001 0 obj\n9001 0 R\nendobj\n"

    assert isinstance(judged(data.replace(b"xref\n", ring + b"xref\n", 1)), History)


def _drawing(forms: list[bytes]) -> bytes:
    """A page that draws the first of some forms; each may draw them all, by number."""
    names = b" ".join(b"/F%d %d 0 R" % (i, 10 + i) for i in range(len(forms)))
    known = b"/Resources << /XObject << %b >> >>" % names
    parts = [
        b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj",
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R %b >> endobj" % known,
        b"4 0 obj << /Length 6 >> stream\n/F0 Do\nendstream endobj",
    ]
    for i, form in enumerate(forms):
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] %b /Length %d" % (known, len(form))
        parts.append(b"%d 0 obj << %b >> stream\n%b\nendstream endobj" % (10 + i, head, form))
    return b"%PDF-1.4\n" + b"\n".join(parts) + b"\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def test_drawings_without_an_end_are_refused_before_anybody_draws_them() -> None:
    twice = [b"/F%d Do /F%d Do" % (i + 1, i + 1) for i in range(40)]

    assert "a drawing that contains itself" in str(judged(_drawing([b"/F0 Do /F0 Do"])))
    assert "drawings in drawings" in str(judged(_drawing([*twice, b""])))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"q Q\n" * 500_000, "more than 1 MB are drawn on one page"),
        (b"BT /F0 8 Tf (lines of text) Tj ET\n" * 10_000, "more than 60,000 characters are set on one page"),
        (b"0 0 m 1 1 l S 1 1 4 4 re f\n" * 35_000, "more than 200,000 lines are drawn on one page"),
        (b"0 0 m " + b"5 5 l " * 250_000 + b"S", "more than 200,000 lines are drawn on one page"),
    ],
)
def test_a_page_that_would_take_minutes_is_refused_for_what_it_is(
    content: bytes, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpreted, "MAX_BYTES", 1_900_000)

    assert says in str(judged(_drawing([content])))


@pytest.mark.parametrize("how", PATCHED)
def test_a_broken_index_is_judged_or_refused(samples: Path, how: str) -> None:
    assert judged(PATCHED[how]((samples / "potency-only.pdf").read_bytes()))


def test_a_file_without_an_index_is_told(samples: Path) -> None:
    data = (samples / "potency-only.pdf").read_bytes()
    assert coacheck.read(PATCHED["no table"](data)).history.broken_index


def test_many_appended_parts_are_one_story(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "often.pdf"
    path.write_bytes((samples / "tincture-good.pdf").read_bytes())
    for n in range(30):
        path.write_bytes(tamper.appended(path, b"(%03d.610) Tj" % n, b"(%03d.610) Tj" % (n + 1)))
    history = coacheck.read(path).history
    assert len(history.revisions) == 30
    assert not any(r.changed for r in history.revisions)


def _start(data: bytes) -> int:
    return int(data.rpartition(b"startxref")[2].split()[0])


def judged(data: bytes) -> History | str:
    """The history, or the one line of the refusal."""
    try:
        return coacheck.read(data).history
    except UnreadableError as error:
        return str(error)
