"""The page of a verdict, as a browser shows it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest

import coacheck
from coacheck.model import Label
from coacheck.rules import Options, parse_claim
from outputs.pages.conftest import DESKTOP, PHONE

CLAIMS = {
    "gummy-underfilled": "CBD 25 mg/unit", "vape-cadmium": "CBD 700 mg/package", "tincture-good": "CBD 1000 mg/package",
}  # fmt: skip
# for every frame around a figure: where its middle lies on the picture of the page, in shares of its width and height
MIDDLES = """(within) => Array.from(document.querySelectorAll(within + " rect.number"), (rect) => {
  const svg = rect.closest("svg"), picture = (svg.querySelector("image") || svg.querySelector("use"));
  const box = rect.getBoundingClientRect(), page = picture.getBoundingClientRect();
  const name = picture.id || picture.getAttribute("href").slice(1);
  return [Number(name.split("-")[1]), (box.x + box.width / 2 - page.x) / page.width,
          (box.y + box.height / 2 - page.y) / page.height, rect.classList[1], box.width];
}).filter((found) => found[4] > 0)"""


@pytest.fixture(scope="module")
def pages(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, claim in CLAIMS.items():
        options = Options(on=date(2026, 11, 22), ignore=frozenset({"legit.lab"}))  # the samples' labs are invented
        _, text = coacheck.show(samples / f"{name}.pdf", Label(claims=[parse_claim(claim)]), options)
        made[name] = folder / f"{name}.html"
        made[name].write_text(text, "utf-8")
    return made


@pytest.mark.parametrize(
    ("name", "size", "dark"),
    [
        ("gummy-underfilled", DESKTOP, False), ("gummy-underfilled", PHONE, True), ("vape-cadmium", DESKTOP, True),
        ("vape-cadmium", PHONE, False), ("tincture-good", PHONE, False),
    ],
)  # fmt: skip
def test_opens_quietly_and_can_be_read_by_all(
    visit: Any, pages: dict[str, Path], name: str, size: tuple[int, int], dark: bool
) -> None:
    with visit(pages[name], size, dark) as opened:
        shown = opened.page.locator("header").inner_text()
        wide = opened.page.evaluate("document.documentElement.scrollWidth")

        assert opened.did == [f"request: {pages[name].as_uri()[:80]}"]
        assert shown.startswith(("✕ Fail ", "✓ Pass "))
        assert "What to do" in shown
        assert wide <= size[0]
        assert opened.axe() == []


@pytest.mark.parametrize("name", CLAIMS)
@pytest.mark.parametrize(("size", "within"), [(DESKTOP, ".page"), (DESKTOP, ".wide"), (PHONE, ".narrow")])
def test_the_middle_of_each_frame_falls_on_the_printed_number(
    visit: Any, pages: dict[str, Path], samples: Path, name: str, size: tuple[int, int], within: str
) -> None:
    with visit(pages[name], size) as opened:
        opened.page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        frames = opened.page.evaluate(MIDDLES, within)

    with pdfplumber.open(samples / f"{name}.pdf") as pdf:
        under = {(outcome, _word(pdf.pages[page - 1], x, y)) for page, x, y, outcome, _ in frames}
    assert frames
    assert all(any(c.isdigit() for c in word) for _, word in under), under
    expected = {"gummy-underfilled": ("fail", "17.89"), "vape-cadmium": ("fail", "0.62"), "tincture-good": None}[name]
    assert expected is None or expected in under


def _word(page: pdfplumber.page.Page, x: float, y: float) -> str:
    """The word at a place given in shares of the page."""
    across, down = x * float(page.width), y * float(page.height)
    for word in page.extract_words():
        if word["x0"] <= across <= word["x1"] and word["top"] <= down <= word["bottom"]:
            return str(word["text"])
    return "nothing"


def test_a_reader_by_keyboard_reaches_the_content_and_the_places(visit: Any, pages: dict[str, Path]) -> None:
    with visit(pages["gummy-underfilled"]) as opened:
        opened.page.keyboard.press("Tab")
        first = opened.page.evaluate("document.activeElement.textContent")
        opened.page.keyboard.press("Enter")
        reached = opened.page.evaluate("document.activeElement.id")
        link = opened.page.locator("li", has_text="28.4 % below the label").first.get_by_role("link").first
        link.focus()
        opened.page.keyboard.press("Enter")
        finding = opened.page.locator(":target").inner_text()

    assert (first, reached) == ("To the content", "main")
    assert "28.4 % below the label" in finding


def test_landmarks_and_alternatives_carry_the_finding(visit: Any, pages: dict[str, Path]) -> None:
    with visit(pages["gummy-underfilled"]) as opened:
        page = opened.page
        marks = [page.get_by_role(role).count() for role in ("banner", "main", "contentinfo", "navigation")]
        told = "CBD: label 25 mg/unit, allowed 22.5 to 27.5, measured 17.89: below what is allowed"

        assert marks == [1, 1, 1, 1]
        assert page.get_by_role("img", name=told).is_visible()
        assert page.get_by_role("img", name="Total CBD 0.446 17.89").first.is_visible()


def test_print_shows_what_the_screen_folds_away(visit: Any, pages: dict[str, Path]) -> None:
    with visit(pages["vape-cadmium"]) as opened:
        paper = opened.page.pdf(format="A4")

    with pypdfium2.PdfDocument(paper) as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Malathion" in text
    assert "contaminants not detected or not quantified" in " ".join(text.split())


def test_reads_the_same_without_script(pages: dict[str, Path]) -> None:
    assert all("<script" not in path.read_text("utf-8") for path in pages.values())


@pytest.mark.parametrize("name", ["gummy-underfilled", "expired"])
def test_a_report_of_one_page_is_printed_on_three_sheets(visit: Any, samples: Path, tmp_path: Path, name: str) -> None:
    label = Label(claims=[parse_claim("CBD 25 mg/unit")])
    _, text = coacheck.show(samples / f"{name}.pdf", label, Options(on=date(2026, 11, 22)))
    (tmp_path / "page.html").write_text(text, "utf-8")
    with visit(tmp_path / "page.html") as opened:
        paper = opened.page.pdf(format="A4")

    with pypdfium2.PdfDocument(paper) as pdf:
        assert len(pdf) <= 3


@pytest.mark.parametrize("width", [360, 640, 720, 840, 1000, 1280])
def test_the_labels_of_a_scale_never_overlap(visit: Any, pages: dict[str, Path], width: int) -> None:
    boxes = """Array.from(document.querySelectorAll('.axis svg'), (scale) => Array.from(scale.querySelectorAll('text'))
        .map((text) => text.getBoundingClientRect()).filter((box) => box.width).map((box) => [box.left, box.right]))"""
    with visit(pages["vape-cadmium"], (width, 900)) as opened:
        scales = opened.page.evaluate(boxes)

    assert scales
    assert all(len(scale) >= 3 for scale in scales)
    assert all(left[1] + 2 <= right[0] for scale in scales for left, right in pairwise(scale))
