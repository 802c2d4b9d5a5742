"""Files whose end or list of their own parts is damaged: every viewer opens them, so they are read, with a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

import coacheck
from coacheck.errors import UnreadableError
from coacheck.model import Label
from coacheck.rules import Options, judge
from legit import tamper


def packed(data: bytes) -> bytes:
    """Its parts in streams, and the list of them in one too: nothing stands in clear behind them."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return tamper.saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def astray(data: bytes) -> bytes:
    """Every entry of the list points beside its part."""
    return re.sub(rb"(\d{10})(?= \d{5} n)", lambda m: b"%010d" % (int(m[0]) + 7), data)


def nowhere(data: bytes) -> bytes:
    return re.sub(rb"startxref\s+\d+", b"startxref\n9999999", data)


def garbled(data: bytes) -> bytes:
    """What the list says, not what is said of it."""
    start = data.index(b"stream", int(data.rpartition(b"startxref")[2].split()[0])) + 8
    return data[:start] + b"\xc3" * 40 + data[start + 40 :]


def cut_off(data: bytes) -> bytes:
    return data[: data.rindex(b"endobj") + len(b"endobj")] + b"\n"


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "list astray": astray,
    "cut off behind the last part": cut_off,
    "cut off in the list": lambda d: d[: d.rindex(b"trailer")],
    "cut off in the words behind the list": lambda d: d[: d.rindex(b"/ID") + 12],
    "packed, list nowhere": lambda d: nowhere(packed(d)),
    "packed, list garbled": lambda d: garbled(packed(d)),
    "packed, behind a head of an e-mail": lambda d: b"X-Mailer: x\r\n\r\n" + packed(d),
    "packed, list at the start": lambda d: re.sub(rb"startxref\s+\d+", b"startxref\n0", packed(d)),
    "packed, several ends, list nowhere": lambda d: nowhere(packed(d)) + b"%%EOF\n" * 5,
}


def test_a_download_that_broke_off_before_its_text_says_so(samples: Path) -> None:
    """Its pages are there, and nothing is on them: it is no scan, and the lab has no better file."""
    whole = (samples / "tincture-good.pdf").read_bytes()

    with pytest.raises(UnreadableError, match=r"x\.pdf: the file ends in the middle; .* Download it again\."):
        coacheck.read(whole[: len(whole) // 4], name="x.pdf")


@pytest.mark.parametrize("how", DAMAGED)
def test_what_every_viewer_opens_is_read_with_a_doubt(samples: Path, how: str) -> None:
    whole = (samples / "potency-only.pdf").read_bytes()
    report = coacheck.read(DAMAGED[how](whole))
    assert report.panels == coacheck.read(whole).panels

    verdict = judge(report, Label(), Options(on=date(2026, 11, 22)))
    told = [f for f in verdict.findings if f.check == "legit.file-history"]
    assert all(f.outcome == "review" for f in told)
    assert any("can't be shown" in f.message for f in told)


def test_a_damaged_list_does_not_make_a_signature_one_that_does_not_hold(samples: Path) -> None:
    pytest.importorskip("pyhanko", reason="needs the extra: pip install -e '.[sign]'")
    with pikepdf.open(samples / "potency-only.pdf") as pdf:
        value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=pikepdf.Array([0, 10, 20, 30]), Contents=b"00")
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("s"), V=value))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        data = tamper.saved(pdf)

    assert coacheck.read(astray(data)).history.signatures == []


def test_a_locked_file_without_its_end_has_lost_its_key(samples: Path) -> None:
    with pikepdf.open(samples / "potency-only.pdf") as pdf:
        locked = tamper.saved(pdf, encryption=pikepdf.Encryption(owner="o", user="", R=4))

    assert coacheck.read(locked).panels
    with pytest.raises(UnreadableError, match="broken PDF"):
        coacheck.read(cut_off(locked))


@pytest.mark.parametrize("part", [b"/Kids", b"/Type /Page\n", b"stream"])
def test_where_the_parts_are_lost_too_it_is_broken(samples: Path, part: bytes) -> None:
    data = (samples / "potency-only.pdf").read_bytes()
    with pytest.raises(UnreadableError):
        coacheck.read(astray(data)[: data.index(part)])


@pytest.mark.parametrize("where", [b"0", b"7", b"999999"])
def test_who_sets_the_first_end_astray_hides_no_later_change(samples: Path, where: bytes) -> None:
    data = tamper.appended(samples / "tincture-good.pdf", b"(3.610) Tj", b"(3.910) Tj")
    hidden = re.sub(rb"startxref\s+\d+", b"startxref\n" + where, data, count=1)

    verdict = coacheck.check(hidden, Label(), Options(on=date(2026, 11, 22)))
    assert [f.outcome for f in verdict.findings if f.check == "legit.file-history"] == ["review"]


def test_a_file_made_for_the_web_is_as_it_was_made(samples: Path) -> None:
    with pikepdf.open(samples / "potency-only.pdf") as pdf:
        assert not coacheck.read(tamper.saved(pdf, linearize=True)).history.broken_index
