"""Whatever a report says is shown as text: in every field, in a browser that would run it if it could."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import coacheck
from coacheck.model import Label, Report, Unread, Verdict
from coacheck.outputs.html import page
from coacheck.outputs.index import Entry, Reason, entry_of, index
from coacheck.pdf import open_pdf, pictures
from coacheck.rules import Options, parse_claim
from coacheck.rules.figures import figures
from outputs.pages.conftest import PHONE

TEXTS = {
    "script": "<script>alert(1)</script>",
    "quotes": "\"'><img src=x onerror=alert(1)> ' onmouseover=alert(1) x='",
    "svg": "</title></style></text></svg><svg onload=alert(1)><!--",
    "template": "{{ 7*7 }}{% for x in y %} &lt;b&gt; ]]>",
    "turned": "\u202egnp.exe \u2066\u200f\x1b[31m\x00 \ud800 שלום",
    "long": "W" * 10_000,
}
URLS = [
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "https://lab.example@evil.example/",
    "https://lab.example/\" onclick=\"alert(1)", "file:///etc/passwd", "//evil.example", "http://[::1",
    "https://lab.example/\u202egnp", "HTTPS://Lab.example/coa?id=1&x=<b>",
]  # fmt: skip
CLOSED = {
    "verdict", "pillar", "outcome", "status", "qualifier", "category", "comparison", "overall_status", "kind", "on",
    "proof",
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(samples: Path) -> Verdict:
    """A verdict that fills as many fields as can be."""
    label = Label(claims=[parse_claim("CBD 25 mg/unit")], batch="x", product="y")
    found = coacheck.check(samples / "gummy-underfilled.pdf", label, Options(on=date(2026, 11, 22)))
    unread = [Unread(page=1, text="row", reason="why", bbox=[50, 50, 90, 60])]
    return found.model_copy(update={"report": found.report.model_copy(update={"unread": unread})})


def hostile(value: Any, text: str, key: str = "") -> Any:
    """The same with `text` for every free text."""
    if isinstance(value, dict):
        return {k: v if k in CLOSED | {"pillars", "source"} else hostile(v, text, k) for k, v in value.items()}
    if isinstance(value, list):
        return [hostile(v, text, key) for v in value]
    return text if isinstance(value, str) else value


def of(verdict: Verdict, text: str) -> Verdict:
    changed = hostile(verdict.model_dump(), text)
    changed["report"]["source"]["name"] = text
    changed["report"]["verification_urls"] = [text, *URLS]
    for old, new in zip(verdict.findings, changed["findings"], strict=True):
        new["check"] = old.check
        new["subject"] = old.subject if old.measured else new["subject"]
    return Verdict.model_validate(changed)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_page_runs_and_fetches_nothing(visit: Any, whole: Verdict, samples: Path, tmp_path: Path, text: str) -> None:
    verdict = of(whole, text)
    numbers = figures(whole, Options(on=date(2026, 11, 22)))
    made = tmp_path / "page.html"
    made.write_text(page(verdict, numbers, pictures(open_pdf(samples / "gummy-underfilled.pdf"))), "utf-8")

    with visit(made, PHONE) as opened:
        page_ = opened.page
        page_.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        page_.mouse.move(100, 300)
        links = page_.evaluate("Array.from(document.links, (a) => [a.protocol, a.hostname, a.rel])")

        assert opened.did == [f"request: {made.as_uri()[:80]}"]
        assert page_.locator("script, iframe, object, form, [onload], [onerror], [onclick], [onmouseover]").count() == 0
        assert page_.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        assert _visible(text) in page_.locator("h1").inner_text().replace("\n", "")[:400]
        outside = [each for each in links if each[0] != "file:"]
        assert outside == [["https:", "lab.example", "noopener noreferrer"]]


def _visible(text: str) -> str:
    """The beginning of what is left of a text that is shown as text."""
    plain = "".join(c for c in text if c.isprintable() and c not in "\u202e\u2066\u200f")
    return " ".join(plain.split())[:60]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_index_runs_only_its_own_script(visit: Any, whole: Verdict, tmp_path: Path, text: str) -> None:
    bare = Entry(text, "unreadable", text, text, text, text, text, [Reason(text, text)], [], [text])
    made = tmp_path / "index.html"
    made.write_text(index([bare, entry_of(of(whole, text), "javascript:alert(1)", [text])]), "utf-8")

    with visit(made, PHONE) as opened:
        opened.page.get_by_label("Laboratory").select_option(index=1)
        shown = opened.page.locator("#shown").inner_text()
        links = opened.page.evaluate("Array.from(document.links, (a) => a.protocol)")

        assert opened.did == [f"request: {made.as_uri()[:80]}"]
        assert opened.page.locator("script:not([type])").count() == 1
        assert opened.page.locator("script").count() == 2  # the other is data
        assert shown == "2 of 2 reports"
        assert set(links) == {"file:"}
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_the_policy_stops_a_script_that_got_in(visit: Any, whole: Verdict, tmp_path: Path) -> None:
    made = tmp_path / "page.html"
    text = page(whole, figures(whole, Options(on=date(2026, 11, 22))), [])
    made.write_text(text.replace("</main>", "<script>document.title = 'ran'</script></main>"), "utf-8")

    with visit(made) as opened:
        assert "ran" not in opened.page.title()
        assert any("Content Security Policy" in each for each in opened.did)


def test_a_report_needs_next_to_nothing(visit: Any, whole: Verdict, tmp_path: Path) -> None:
    empty = Report(source=whole.report.source)
    verdict = whole.model_copy(update={"report": empty, "findings": [], "label": Label(), "caveats": []})
    made = tmp_path / "page.html"
    made.write_text(page(verdict, figures(verdict, Options(on=date(2026, 11, 22))), []), "utf-8")

    with visit(made) as opened:
        assert opened.page.locator("h1").inner_text() == "✕ Fail a product without a name in the report"
        assert "Nothing could be judged of what makes it" in opened.page.locator("header").inner_text()
        assert opened.did == [f"request: {made.as_uri()[:80]}"]
