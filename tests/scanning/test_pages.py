"""`coacheck scan --html`: a page for each report that could be read, and an index that leads to them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from coacheck.scanning.pages import page_name
from conftest import Run


def test_an_index_leads_to_a_page_for_each_report(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    shutil.copy(folder / "expired.pdf", folder / "below" / "expired.pdf")

    ran = run("scan", folder, "--html", tmp_path / "pages", "-q")

    index = (tmp_path / "pages" / "index.html").read_text("utf-8")
    pages = set(re.findall(r'href="\./([^"]+\.html)"', index))
    assert (ran.code, len(pages)) == (1, 6)
    assert pages | {"index.html"} == {p.name for p in (tmp_path / "pages").iterdir()}
    assert "broken.pdf" in index
    assert "same content" in index or "same file" in index


def test_a_scan_that_goes_on_has_all_in_its_index(run: Run, folder: Path, tmp_path: Path) -> None:
    out, pages = tmp_path / "out.jsonl", tmp_path / "pages"
    run("scan", folder / "below", "-o", out, "--html", pages, "-q")

    run("scan", folder / "below", folder, "-o", out, "--resume", "--html", pages, "-q")

    index = (pages / "index.html").read_text("utf-8")
    assert len(set(re.findall(r'href="\./([^"]+\.html)"', index))) == 5


def test_pages_are_written_on_this_machine_only(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("scan", folder, "--html", tmp_path / "pages", "--engine", "dask")

    assert ran.code == 2
    assert "--engine local" in ran.err


def test_names_of_pages_are_plain_and_none_is_there_twice() -> None:
    files = ["a.pdf", "b/a.pdf", "A.PDF", "index.pdf", "../../etc/passwd", "<b>.pdf", "…", "a\ud800.pdf", "x" * 500]
    names = [page_name(file) for file in files]

    assert len({n.lower() for n in names} | {"index.html"}) == len(files) + 1
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,100}\.html", n) for n in names)
