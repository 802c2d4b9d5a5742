"""`coacheck check --html`: one page, whole or not at all, over nothing that is not a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run

ON = ("--on", "2026-11-22")


@pytest.fixture
def gummy(samples: Path) -> Path:
    return samples / "gummy-underfilled.pdf"


def test_writes_one_page_and_says_the_same_as_without(run: Run, gummy: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    plain = run("check", gummy, "--claim", "CBD 25 mg/unit", *ON)
    ran = run("check", gummy, "--claim", "CBD 25 mg/unit", "--html", path, *ON)

    assert (ran.code, ran.out) == (plain.code, plain.out)
    assert ran.err == f"coacheck: the page is {path}\n"
    assert path.read_text("utf-8").startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_page_is_written_over_and_nothing_else(run: Run, gummy: Path, tmp_path: Path) -> None:
    page, other = tmp_path / "page.html", tmp_path / "report.pdf"
    other.write_bytes(gummy.read_bytes())
    codes = [run("check", gummy, "--html", page, *ON).code for _ in range(2)]
    refused = run("check", gummy, "--html", other, *ON)

    assert codes == [1, 1]
    assert (refused.code, refused.out) == (2, "")
    assert "is no page of coacheck" in refused.err
    assert other.read_bytes() == gummy.read_bytes()


@pytest.mark.parametrize("place", ["missing/page.html", "."])
def test_a_place_that_is_none_is_told_before_anything_is_read(run: Run, tmp_path: Path, place: str) -> None:
    ran = run("check", tmp_path / "no.pdf", "--html", tmp_path / place)

    assert ran.code == 2
    assert ran.err.startswith("coacheck: error: can't write ")
    assert ran.err.count("\n") == 1


def test_one_page_is_for_one_report(run: Run, gummy: Path, tmp_path: Path) -> None:
    ran = run("check", gummy, gummy, "--html", tmp_path / "page.html")

    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert "expected one report" in ran.err


def test_what_can_not_be_read_gives_no_page(run: Run, tmp_path: Path) -> None:
    ran = run("check", tmp_path / "no.pdf", "--html", tmp_path / "page.html")

    assert (ran.code, list(tmp_path.iterdir())) == (4, [])


def test_open_shows_it_in_the_browser(run: Run, gummy: Path, tmp_path: Path) -> None:
    shown, page = tmp_path / "shown", tmp_path / "a page.html"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {shown}\n')
    browser.chmod(0o755)
    given = run("check", gummy, "--html", page, "--open", *ON, BROWSER=f"{browser} %s")
    first = shown.read_text().strip()
    alone = run("check", gummy, "--open", *ON, BROWSER=f"{browser} %s", TMPDIR=str(tmp_path))

    assert (given.code, first) == (1, page.as_uri())
    assert alone.err.startswith(f"coacheck: the page is {tmp_path}/coacheck-")
    assert "coacheck-" in shown.read_text()


def test_without_a_browser_the_page_is_there(run: Run, gummy: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    ran = run("check", gummy, "--html", page, "--open", *ON, BROWSER="/no/such/browser %s", PATH="/nowhere")

    assert ran.code == 1
    assert "no browser was found" in ran.err
    assert page.exists()


def test_stdin_makes_a_page_too(run: Run, gummy: Path, tmp_path: Path) -> None:
    ran = run("check", "-", "--html", tmp_path / "page.html", *ON, stdin=gummy.read_bytes())

    assert ran.code == 1
    assert "Peach Ring CBD Gummies" in (tmp_path / "page.html").read_text("utf-8")
