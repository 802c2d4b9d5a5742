"""The index of a scan, as a browser shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coacheck.outputs.index import ClaimSeen, Entry, Reason, write_index
from outputs.pages.conftest import DESKTOP, PHONE

LATE = Reason("legit.age", "reported 2023-01-02: older than 12 months")
WEAK = Reason("potent.label-claim", "label says 25 mg/unit, the report 17.89 mg/unit")
ENTRIES = [
    Entry("oil.pdf", "pass", "oil.html", "Oil", "Larkmeadow", "Fernhollow", "2026-09-01",
          claims=[ClaimSeen("CBD", 1000, 1020, "mg/package", "pass")]),
    Entry("gum.pdf", "fail", "gum.html", "Gum", "Quillback", "Mallow", "2026-08-01", [WEAK, LATE],
          [ClaimSeen("CBD", 25, 17.89, "mg/unit", "fail")]),
    Entry("old.pdf", "review", "old.html", "Balm", "Larkmeadow", "Mallow", "2023-01-02", [LATE],
          same_as=["the results of oil.pdf, to the last digit"]),
    Entry("torn.pdf", "unreadable", reasons=[Reason("unreadable", "broken PDF")]),
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for entry in ENTRIES:
        if entry.page:
            (tmp_path / entry.page).write_text("<!doctype html><title>one</title>", "utf-8")
    return write_index(ENTRIES, tmp_path)


def files(page: Any) -> list[str]:
    rows = page.locator("#reports tbody tr:visible .source:first-of-type").all_inner_texts()
    return [text for text in rows if text.endswith(".pdf")]


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (DESKTOP, True), (PHONE, False)])
def test_opens_quietly_and_can_be_read_by_all(visit: Any, path: Path, size: tuple[int, int], dark: bool) -> None:
    with visit(path, size, dark) as opened:
        wide = opened.page.evaluate("document.documentElement.scrollWidth")

        assert opened.did == [f"request: {path.as_uri()[:80]}"]
        assert opened.axe() == []
        assert wide <= size[0]


def test_the_worst_stands_first(visit: Any, path: Path) -> None:
    with visit(path) as opened:
        assert files(opened.page) == ["gum.pdf", "old.pdf", "torn.pdf", "oil.pdf"]


@pytest.mark.parametrize(
    ("field", "choice", "left"),
    [
        ("Verdict", "Review", ["old.pdf"]),
        ("Laboratory", "Larkmeadow", ["old.pdf", "oil.pdf"]),
        ("Vendor", "Mallow", ["gum.pdf", "old.pdf"]),
        ("Reason", "age", ["gum.pdf", "old.pdf"]),
    ],
)
def test_filters(visit: Any, path: Path, field: str, choice: str, left: list[str]) -> None:
    with visit(path) as opened:
        opened.page.get_by_label(field).select_option(label=choice)

        assert files(opened.page) == left
        assert opened.page.get_by_role("status").inner_text() == f"{len(left)} of 4 reports"


def test_filters_work_together_and_by_words(visit: Any, path: Path) -> None:
    with visit(path) as opened:
        opened.page.get_by_label("Vendor").select_option(label="Mallow")
        opened.page.get_by_label("Words").fill("17.89")
        both = files(opened.page)
        opened.page.get_by_label("Words").fill("")

        assert both == ["gum.pdf"]
        assert files(opened.page) == ["gum.pdf", "old.pdf"]


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        ("Product", ["old.pdf", "gum.pdf", "oil.pdf", "torn.pdf"], ["torn.pdf", "oil.pdf", "gum.pdf", "old.pdf"]),
        ("Label", ["gum.pdf", "oil.pdf"], ["oil.pdf", "gum.pdf"]),
        ("Reported", ["old.pdf", "gum.pdf", "oil.pdf", "torn.pdf"], ["oil.pdf", "gum.pdf", "old.pdf", "torn.pdf"]),
        ("Verdict", ["gum.pdf", "old.pdf", "torn.pdf", "oil.pdf"], ["oil.pdf", "torn.pdf", "old.pdf", "gum.pdf"]),
    ],
)
def test_sorts_by_keyboard_with_what_is_empty_last(
    visit: Any, path: Path, column: str, up: list[str], down: list[str]
) -> None:
    with visit(path) as opened:
        head = opened.page.get_by_role("columnheader", name=column)
        head.get_by_role("button").focus()
        opened.page.keyboard.press("Enter")
        first, said = files(opened.page), head.get_attribute("aria-sort")
        opened.page.keyboard.press("Enter")

        assert (first[: len(up)], said) == (up, "ascending")
        assert files(opened.page)[: len(down)] == down


def test_leads_to_the_page_of_a_report(visit: Any, path: Path) -> None:
    with visit(path) as opened:
        opened.page.get_by_role("link", name="Gum").click()

        assert opened.page.url.endswith("/gum.html")
        assert opened.page.title() == "one"


def test_tells_claims_and_copies_without_script(path: Path) -> None:
    text = path.read_text("utf-8")

    assert "Of 2 label claims 1 hold, 1 fail (1 below the label, 0 above), 0 need a person&#39;s eye" in text
    assert "the results of oil.pdf, to the last digit" in text.partition("Duplicates and copied certificates")[2]
