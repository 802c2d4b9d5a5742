"""The page of `coacheck serve` in a real browser: a report is dropped, its page opened; a foreign page gets nothing."""

from __future__ import annotations

import functools
import http.server
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    made = context.new_page()
    made.did = []  # type: ignore[attr-defined]
    made.on("console", lambda message: made.did.append(message.text))  # type: ignore[attr-defined]
    made.on("pageerror", lambda error: made.did.append(str(error)))  # type: ignore[attr-defined]
    yield made
    context.close()


def test_a_buyer_drops_a_report_and_sees_its_page(address: str, page: Page, samples: Path) -> None:
    page.goto(address)
    page.get_by_label("Promises").fill("CBD 25 mg/unit")
    page.get_by_label("Drop the laboratory").set_input_files(samples / "gummy-underfilled.pdf")
    page.get_by_role("link", name="Peach Ring CBD Gummies").wait_for(timeout=60_000)

    assert page.get_by_text("Fail", exact=False).first.is_visible()
    assert "28.4 % below the label" in page.locator("#results").inner_text()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Peach Ring CBD Gummies").click()
    assert opened.value.get_by_role("heading", name="Peach Ring CBD Gummies").is_visible()
    assert page.did == []  # type: ignore[attr-defined]


def test_ten_and_a_hostile_one_dropped_at_once(address: str, page: Page, samples: Path, tmp_path: Path) -> None:
    good, reports = (samples / "gummy-underfilled.pdf").read_bytes(), []
    for number in range(10):
        reports.append(tmp_path / f"{number}.pdf")
        reports[-1].write_bytes(good)
    hostile = tmp_path / "<img src=x onerror=alert(1)>.pdf"
    hostile.write_bytes(b"%PDF-1.7 not one")
    page.goto(address)
    page.get_by_label("Drop the laboratory").set_input_files([*reports, hostile])
    page.get_by_text("11 of 11 read.").wait_for(timeout=120_000)

    assert page.get_by_role("link", name="Peach Ring CBD Gummies").count() == 10
    assert "<img src=x onerror=alert(1)>.pdf" in page.locator("#results").inner_text()
    assert page.locator("#results img").count() == 0
    assert page.did == []  # type: ignore[attr-defined]


def test_a_zip_of_several_is_judged_one_by_one(address: str, page: Page, samples: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "reports.zip", "w") as archive:
        for number in range(5):
            archive.write(samples / "gummy-underfilled.pdf", f"{number}.pdf")
    page.goto(address)
    page.get_by_label("Drop the laboratory").set_input_files(tmp_path / "reports.zip")
    page.get_by_text("5 of 5 read.").wait_for(timeout=120_000)

    assert page.get_by_role("link", name="Peach Ring CBD Gummies").count() == 5
    assert page.did == []  # type: ignore[attr-defined]


def test_the_photo_of_a_label_fills_the_fields_that_are_empty(address: str, page: Page, tmp_path: Path) -> None:
    said = [("claims", "THC-free", True), ("claims", "CBD 25 mg/unit", False), ("batch", "WRONG", True)]
    answer = {"said": [dict(zip(("key", "text", "sure"), each, strict=True)) for each in said]}
    page.route("**/label?*", lambda route: route.fulfill(json=answer))
    (tmp_path / "label.jpg").write_bytes(b"x")
    page.goto(address)
    page.get_by_label("Batch").fill("C9030")
    page.get_by_label("photo of the label").set_input_files(tmp_path / "label.jpg")
    page.get_by_text("Compare each field with the label").wait_for()

    assert page.get_by_label("Promises").input_value() == "THC-free\nCBD 25 mg/unit"
    assert page.get_by_label("Batch").input_value() == "C9030"
    assert "Hard to read: “CBD 25 mg/unit”." in page.inner_text("#photo-state")
    assert page.did == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_to_say(address: str, page: Page, samples: Path, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.get_by_label("Drop the laboratory").set_input_files(samples / "gummy-underfilled.pdf")
    page.get_by_role("link", name="Peach Ring CBD Gummies").wait_for(timeout=60_000)

    assert [v["id"] for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")] == []


FOREIGN = """<body><form method=post enctype=text/plain action="{there}judge?name=x"><input name=a></form><script>
document.title = "asking";
fetch("{there}judge?name=x", {{method: "POST", body: "x"}}).then(r => r.text(), () => "nothing")
  .then(t => fetch("{there}").then(r => r.text(), () => "nothing").then(u => document.title = t + ", " + u));
</script>"""


def test_a_foreign_page_gets_nothing(address: str, page: Page, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(FOREIGN.format(there=address), "utf-8")
    handler = functools.partial(_Silent, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as foreign:
        threading.Thread(target=foreign.serve_forever, daemon=True).start()
        page.goto(f"http://localhost:{foreign.server_address[1]}/")
        page.wait_for_function("document.title != 'asking'")
        told = page.title()
        page.evaluate("document.forms[0].submit()")
        page.wait_for_url(f"{address}judge?name=x")
        foreign.shutdown()

    assert told == "nothing, nothing"
    assert "another page asks" in page.inner_text("body")


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass
