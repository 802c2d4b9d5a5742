"""What was read before is not read again, and never passes for something else."""

from __future__ import annotations

import pickle
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coacheck.errors import NotACoaError, UnreadableError
from coacheck.label_table import load_labels
from coacheck.result import Scanned
from coacheck.rules import Options, judge
from coacheck.scanning import cache, kept, work
from coacheck.scanning.settings import Settings
from conftest import Run


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were read from a PDF."""
    names: list[str] = []
    real = work.open_report
    monkeypatch.setattr(work, "open_report", lambda data, name: (names.append(name), real(data, name))[1])
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
    kept.keep_reading(b"x", NotACoaError(": a letter"))

    assert isinstance(kept.reading(b"x"), NotACoaError)


def test_another_content_is_another_reading(samples: Path, reads: list[str]) -> None:
    data = (samples / "european.pdf").read_bytes()
    work.read(data, "a.pdf", True)
    work.read(data + b"\n% more", "b.pdf", True)

    assert reads == ["a.pdf", "b.pdf"]


def test_another_reader_reads_again(samples: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    data = (samples / "european.pdf").read_bytes()
    work.read(data, "a.pdf", True)
    monkeypatch.setattr(kept, "_version", lambda _: "newer")
    work.read(data, "b.pdf", True)

    assert reads == ["a.pdf", "b.pdf"]


def test_a_damaged_reading_is_read_again(samples: Path, reads: list[str]) -> None:
    data = (samples / "european.pdf").read_bytes()
    good = work.read(data, "a.pdf", True)
    (entry,) = cache.folder().glob("*/*")
    for damage in (b"", b"{}", entry.read_bytes()[:100]):
        entry.write_bytes(damage)
        assert work.read(data, "a.pdf", True) == good

    assert len(reads) == 4


def test_what_is_no_entry_of_ours_is_a_miss(samples: Path, reads: list[str]) -> None:
    """Deep, endless when unpacked, without the checksum, or under another's name."""
    data = (samples / "european.pdf").read_bytes()
    good = work.read(data, "a.pdf", True)
    (entry,) = cache.folder().glob("*/*")
    name, content = entry.name, entry.read_bytes()

    for odd in (b"[" * 100_000, b'{"report": ' * 50_000, b" " * (65 * 2**20)):
        cache.put(name, odd)
        assert work.read(data, "a.pdf", True) == good
    cache.put("another", b"{}")
    for odd in (content[:8] + bytes([content[8] ^ 1]) + content[9:], (cache.folder() / "an" / "another").read_bytes()):
        entry.write_bytes(odd)
        assert work.read(data, "a.pdf", True) == good

    assert len(reads) == 6


def test_what_was_not_used_for_longest_goes_first(samples: Path) -> None:
    for number in range(4):
        cache.put(f"{number:064}", b"%d" % number)
        time.sleep(0.02)
    cache.get(f"{0:064}")
    size = max(path.stat().st_size for path in cache.folder().glob("*/*"))

    assert cache.prune(2 * size) == 2

    assert [cache.get(f"{n:064}") is not None for n in range(4)] == [True, False, False, True]


def test_clear_and_no_cache(run: Run, samples: Path) -> None:
    report = samples / "tincture-good.pdf"

    assert run("scan", report, "-q", "--no-cache").code == run("scan", report, "-q").code
    assert "2 entries removed" in run("cache", "clear").err
    run("scan", report, "-q", "--no-cache")
    assert "0 entries removed" in run("cache", "clear").err


def test_where_nothing_can_be_kept_a_scan_goes_on(run: Run, samples: Path) -> None:
    options = ("--on", "2026-11-22", "--ignore", "legit.lab")
    ran = run("scan", samples / "tincture-good.pdf", *options, XDG_CACHE_HOME="/dev/null")

    assert ran.code == 0
    assert "nothing can be kept" in ran.err


def scanned(file: Path, **said: Any) -> Scanned:
    settings = Settings(Options(on=said.pop("on", date(2026, 11, 22)), **said))
    return work.work(pickle.dumps(settings), str(file), str(file))


def test_an_unchanged_report_is_judged_once(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    monkeypatch.setattr(work, "judge", lambda *args: (calls.append(args), judge(*args))[1])
    report = samples / "expired.pdf"

    first, again, later, ignored = (
        scanned(report), scanned(report), scanned(report, on=date(2027, 1, 1)),
        scanned(report, ignore=frozenset({"legit.age"})),
    )  # fmt: skip

    assert len(calls) == 3
    assert again == first
    assert len({first.body, later.body, ignored.body}) == 3


def test_another_label_is_another_result(samples: Path, reads: list[str], tmp_path: Path) -> None:
    report, labels = samples / "tincture-good.pdf", tmp_path / "labels.csv"
    results = []
    for claim in ("CBD 500 mg/package", "CBD 1000 mg/package"):
        labels.write_text(f"file,claims\n{report.name},{claim}\n")
        settings = Settings(Options(on=date(2026, 11, 22)), load_labels(labels))
        results.append(work.work(pickle.dumps(settings), str(report), str(report)))

    assert [r.ended for r in results] == ["fail", "review"]
    assert len(reads) == 1
