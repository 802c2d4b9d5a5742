"""ZIPs: each report in them is judged under its name there; bombs and paths that lead out come to nothing."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

import coacheck
from coacheck.errors import UnreadableError
from coacheck.files import archive
from coacheck.files.archive import member, members_of
from conftest import Run

ON = ("--on", "2026-11-22", "--ignore", "legit.lab")


def _zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def two(samples: Path) -> dict[str, bytes]:
    return {f"a/{n}.pdf": (samples / f"{n}.pdf").read_bytes() for n in ("gummy-underfilled", "tincture-good")}


def test_check_and_scan_judge_each_report(run: Run, tmp_path: Path, two: dict[str, bytes]) -> None:
    path = tmp_path / "reports.zip"
    path.write_bytes(_zip({**two, "notes.txt": b"x", "__MACOSX/a/._tincture-good.pdf": b"x", "../../out.pdf": b"x"}))

    checked = run("check", path, *ON, "--format", "json")
    scanned = run("scan", tmp_path, *ON, "--format", "jsonl", "--no-cache")

    names = [f"{path}/a/gummy-underfilled.pdf", f"{path}/a/tincture-good.pdf"]
    assert [v["report"]["source"]["name"] for v in json.loads(checked.out)] == [Path(n).name for n in names]
    assert sorted(json.loads(line)["file"] for line in scanned.out.splitlines()) == names
    assert [json.loads(line)["verdict"] for line in sorted(scanned.out.splitlines())] == ["fail", "pass"]
    for ran in (checked, scanned):
        assert ran.code == 1
        assert "1 file of other kinds not looked at" in ran.err
        assert "1 file named to lead out of the ZIP not looked at" in ran.err


def test_one_report_in_a_zip_is_that_report(two: dict[str, bytes], tmp_path: Path) -> None:
    name, content = next(iter(two.items()))
    (tmp_path / "one.zip").write_bytes(_zip({name: content}))

    assert coacheck.read(tmp_path / "one.zip").batch == coacheck.read(content).batch
    assert coacheck.read(tmp_path / "one.zip" / name).batch == coacheck.read(content).batch
    with pytest.raises(UnreadableError, match=r"a ZIP of 2 reports; expected one. Name it: stdin/a/gummy"):
        coacheck.read(_zip(two))
    for without in ({"x.txt": b""}, {}):
        with pytest.raises(UnreadableError, match="a ZIP without a report"):
            coacheck.read(_zip(without))


def test_folders_may_be_parted_as_on_windows(two: dict[str, bytes]) -> None:
    name = "a/tincture-good.pdf"
    data = _zip({name.replace("/", "\\"): two[name]})

    assert members_of("r.zip", data, lambda _: None) == [name]
    assert member("r.zip", data, name) == two[name]


def test_a_zip_in_a_zip_is_looked_into_once(two: dict[str, bytes]) -> None:
    inner = _zip(two)
    told: list[str] = []

    names = members_of("x.zip", _zip({"b.zip": inner, "c.zip": _zip({"d.zip": inner})}), told.append)

    assert names == ["b.zip/a/gummy-underfilled.pdf", "b.zip/a/tincture-good.pdf"]
    assert [line.partition(":")[0] for line in told] == ["x.zip/c.zip/d.zip"]
    assert member("x.zip", _zip({"b.zip": inner}), names[0]) == two["a/gummy-underfilled.pdf"]


@pytest.mark.parametrize("name", ["../x.pdf", "/etc/x.pdf", "a/../../x.pdf", "a\\..\\x.pdf", "\\x.pdf", "C:x.pdf"])
def test_a_name_that_leads_out_is_never_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "r.zip").write_bytes(data := _zip({name: b"%PDF"}))

    assert members_of("r.zip", data, lambda _: None) == []
    with pytest.raises(UnreadableError, match="expected the name of a report in that ZIP"):
        member("r.zip", data, name)
    with pytest.raises(UnreadableError):
        coacheck.read(tmp_path / "deep" / "r.zip" / ".." / ".." / "x.pdf")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_reports_with_one_name_the_second_is_told() -> None:
    out, told = io.BytesIO(), list[str]()
    with zipfile.ZipFile(out, "w") as packed:
        for content in (b"one", b"two"):
            packed.writestr("x.pdf", content)

    assert members_of("r.zip", out.getvalue(), told.append) == ["x.pdf"]
    assert member("r.zip", out.getvalue(), "x.pdf") == b"one"
    assert told == ["r.zip: 1 file with the name of another in it not looked at"]


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError, match="larger than it is packed"):
        coacheck.read(_zip({"x.pdf": bytes(40 * 2**20)}))
    with pytest.raises(UnreadableError, match="unusual method"):
        coacheck.read(_zip({"x.pdf": bytes(2**20)}, zipfile.ZIP_LZMA))
    with pytest.raises(UnreadableError, match="1,001 reports; expected a ZIP of at most 1,000"):
        coacheck.read(_zip({f"{n}.pdf": b"" for n in range(1001)}))
    monkeypatch.setattr(archive, "MAX_TOTAL", 1000)
    with pytest.raises(UnreadableError, match="GB when unpacked"):
        coacheck.read(_zip({"x.pdf": bytes(2000)}))
    monkeypatch.setattr(archive, "MOST_ENTRIES", 1)
    with pytest.raises(UnreadableError, match="over 1 files"):
        coacheck.read(_zip({"x.txt": b"", "y.txt": b""}))


@pytest.mark.parametrize("cut", [4, 100, -30, -1])
def test_a_torn_zip_is_told(two: dict[str, bytes], cut: int) -> None:
    with pytest.raises(UnreadableError, match=r"a broken ZIP|no ZIP"):
        coacheck.read(_zip(two)[:cut])


def test_a_changed_member_is_told(two: dict[str, bytes]) -> None:
    data = bytearray(_zip(two, zipfile.ZIP_STORED))
    data[2000] ^= 1

    with pytest.raises(UnreadableError, match="a broken ZIP"):
        member("x.zip", bytes(data), "a/gummy-underfilled.pdf")
