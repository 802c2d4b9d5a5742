"""What was read before is not read again, and never passes for something else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from coacheck.errors import NotACoaError, UnreadableError
from coacheck.scanning import cache, work
from conftest import Run


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were read from a PDF."""
    names: list[str] = []
    real = work.open_pdf
    monkeypatch.setattr(work, "open_pdf", lambda data, name: (names.append(name), real(data, name))[1])
    return names


def test_a_report_is_read_once_and_is_the_same(samples: Path, reads: list[str]) -> None:
    data = (samples / "european.pdf").read_bytes()

    first, again = work.read(data, "a.pdf", True), work.read(data, "b.pdf", True)

    assert reads == ["a.pdf"]
    assert again.source.name == "b.pdf"
    assert again.model_copy(update={"source": first.source}) == first == work.read(data, "a.pdf", False)


@pytest.mark.parametrize("data", [b"%PDF-1.4 torn", b"no pdf", b""])
def test_an_error_is_kept_with_its_kind_and_tells_the_new_name(data: bytes, reads: list[str]) -> None:
    with pytest.raises(UnreadableError) as first:
        work.read(data, "a.pdf", True)
    with pytest.raises(UnreadableError) as again:
        work.read(data, "b.pdf", True)

    assert len(reads) == 1
    assert str(again.value) == str(first.value).replace("a.pdf", "b.pdf")


def test_what_is_no_coa_stays_none() -> None:
    cache.keep(b"x", NotACoaError(": a letter"))

    assert isinstance(cache.find(b"x"), NotACoaError)


def test_another_content_is_another_reading(samples: Path, reads: list[str]) -> None:
    data = (samples / "european.pdf").read_bytes()
    work.read(data, "a.pdf", True)
    work.read(data + b"\n% more", "b.pdf", True)

    assert reads == ["a.pdf", "b.pdf"]


def test_another_reader_reads_again(samples: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    data = (samples / "european.pdf").read_bytes()
    work.read(data, "a.pdf", True)
    monkeypatch.setattr(cache, "_reader", lambda: "newer")
    work.read(data, "b.pdf", True)

    assert reads == ["a.pdf", "b.pdf"]


def test_a_damaged_reading_is_read_again(samples: Path, reads: list[str]) -> None:
    data = (samples / "european.pdf").read_bytes()
    good = work.read(data, "a.pdf", True)
    (entry,) = (path for path in cache.folder().rglob("*") if path.is_file())
    for damage in (b"", b"{}", entry.read_bytes()[:100]):
        entry.write_bytes(damage)
        assert work.read(data, "a.pdf", True) == good

    assert len(reads) == 4


def test_what_was_not_used_for_longest_goes_first(samples: Path) -> None:
    for number in range(4):
        cache.keep(b"%d" % number, UnreadableError("x" * number))
        time.sleep(0.02)
    cache.find(b"0")
    size = max(path.stat().st_size for path in cache.folder().rglob("*") if path.is_file())

    assert cache.prune(2 * size) == 2

    assert [cache.find(b"%d" % n) is not None for n in range(4)] == [True, False, False, True]


def test_clear_and_no_cache(run: Run, samples: Path) -> None:
    report = samples / "tincture-good.pdf"

    assert run("scan", report, "-q", "--no-cache").code == run("scan", report, "-q").code
    assert "1 reading removed" in run("cache", "clear").err
    run("scan", report, "-q", "--no-cache")
    assert "0 readings removed" in run("cache", "clear").err


def test_where_nothing_can_be_kept_a_scan_goes_on(run: Run, samples: Path) -> None:
    ran = run("scan", samples / "tincture-good.pdf", "--on", "2026-11-22", XDG_CACHE_HOME="/dev/null")

    assert ran.code == 0
    assert "readings can't be kept" in ran.err
