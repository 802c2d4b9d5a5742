"""`--online`: the lab's own copy beside the file. A server of the tests plays the portal, also hostile or slow."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pikepdf
import pytest

import coacheck
from coacheck import online
from coacheck.copies import copy_in
from coacheck.model import Answer, Finding, Label, Link, Report
from coacheck.online import ask
from coacheck.rules import Options, judge

ON = date(2026, 11, 22)
LARGE = 400_000
"""Bytes: the limit that these tests set."""


class Portal(BaseHTTPRequestHandler):
    """Sends what stands in `pages` for the path: bytes, an address to go on to, or a function that sends by itself."""

    pages: ClassVar[dict[str, bytes | str | Callable[[BaseHTTPRequestHandler], None]]] = {}

    def do_GET(self) -> None:
        page = self.pages.get(self.path)
        if callable(page):
            page(self)
            return
        self.send_response(404 if page is None else 302 if isinstance(page, str) else 200)
        if isinstance(page, str):
            self.send_header("Location", page)
        self.end_headers()
        if isinstance(page, bytes):
            self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def here(address: object, port: int) -> bool:
    return str(address) == "127.0.0.1" and port > 1024


@pytest.fixture(scope="module")
def original(samples: Path) -> bytes:
    return (samples / "tincture-good.pdf").read_bytes()


@pytest.fixture(scope="module")
def report(original: bytes) -> Report:
    return coacheck.read(original)


def saved_anew(pdf: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as found:
        found.save(out)
    return out.getvalue()


def told(portal: str, report: Report, seconds: float = 5) -> Finding:
    """What is found of the report whose code leads to the portal, which stands for the lab's own host."""
    code = Link(url="https://coa.larkmeadow.example/1", kind="qr", page=1, bbox=[1, 2, 3, 4])

    def asking(url: str) -> Answer:
        answer = ask(f"{portal}/coa", may=here, seconds=seconds)
        own = answer.url.startswith(portal)
        return answer.model_copy(update={"url": url if own else answer.url})

    options = replace(Options(on=ON), ask=asking)
    found = judge(report.model_copy(update={"links": [code]}), Label(), options).findings
    return next(f for f in found if f.check == "legit.link" and "QR code leads" not in f.message)


def test_the_very_file(portal: str, report: Report, original: bytes) -> None:
    Portal.pages["/coa"] = original

    found = told(portal, report)

    assert (found.outcome, "byte for byte" in found.message) == ("pass", True)


def test_the_same_saved_anew(portal: str, report: Report, original: bytes) -> None:
    Portal.pages["/coa"] = saved_anew(original)

    found = told(portal, report)

    assert found.outcome == "pass"
    assert "says the same" in found.message


def changed(report: Report, analyte: str, old: str, new: str) -> Report:
    """The record of a file in which a figure was changed."""
    panel = report.panels["cannabinoids"]
    rows = [
        m.model_copy(update={"results": [r.model_copy(update={"value": float(new), "text": new}) if r.text == old else r
                                         for r in m.results]}) if m.analyte == analyte else m
        for m in panel.measurements
    ]  # fmt: skip
    source = report.source.model_copy(update={"sha256": "0" * 64})
    cannabinoids = panel.model_copy(update={"measurements": rows})
    return report.model_copy(update={"panels": {**report.panels, "cannabinoids": cannabinoids}, "source": source})


def cbd(report: Report) -> str:
    row = next(m for m in report.panels["cannabinoids"].measurements if m.analyte == "cbd")
    return next(r.text for r in row.results if r.value is not None)


def test_a_changed_figure_fails_with_both_figures_and_its_place(portal: str, report: Report, original: bytes) -> None:
    Portal.pages["/coa"] = original
    old = cbd(report)

    found = told(portal, changed(report, "cbd", old, "77.77"))

    assert found.outcome == "fail"
    assert f"{old} where this file says 77.77" in found.message
    assert found.evidence[0].page == 1


def test_a_later_copy_may_amend_it(portal: str, report: Report, original: bytes) -> None:
    Portal.pages["/coa"] = original
    earlier = report.dates.model_copy(update={"reported": "2026-01-02"})

    found = told(portal, changed(report, "cbd", cbd(report), "77.77").model_copy(update={"dates": earlier}))

    assert (found.kind, "may amend" in found.message) == ("doubt", True)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"batch": "ZZ-9"}, "where this file says “ZZ-9”"),
        ({"client": "Another Ltd"}, "where this file says “Another Ltd”"),
        ({"sample_id": "ZZ-1"}, "this file of ZZ-1"),
    ],
)
def test_a_changed_field_is_a_doubt(
    portal: str, report: Report, original: bytes, fields: dict[str, str], says: str
) -> None:
    Portal.pages["/coa"] = original
    source = report.source.model_copy(update={"sha256": "0" * 64})

    found = told(portal, report.model_copy(update={**fields, "source": source}))

    assert (found.kind, says in found.message) == ("doubt", True), found.message


def test_a_row_that_was_left_out(portal: str, report: Report, original: bytes) -> None:
    Portal.pages["/coa"] = original
    panel = report.panels["cannabinoids"]
    shorter = panel.model_copy(update={"measurements": panel.measurements[1:]})
    source = report.source.model_copy(update={"sha256": "0" * 64})
    made = report.model_copy(update={"panels": {**report.panels, "cannabinoids": shorter}, "source": source})

    found = told(portal, made)

    assert found.kind == "doubt"
    assert f"only in the lab's copy at 127.0.0.1: {panel.measurements[0].name}" in found.message


def sheet(report: Report, cbd: str | None = None, head: str = "") -> bytes:
    """A web page with the rows of the report."""
    rows = "".join(
        f"<tr><td>{m.name}</td>" + "".join(f"<td>{cbd if cbd and m.analyte == 'cbd' else r.text}</td>"
        for r in m.results) + "</tr>" for m in report.panels["cannabinoids"].measurements
    )  # fmt: skip
    ids = f"<p>Sample {report.sample_id}</p><p>Batch: {report.batch}</p>"
    return f"<html><head><script>var x = 1.23</script></head><body>{head or ids}<table>{rows}</table></body>".encode()


@pytest.mark.parametrize(
    ("figure", "head", "outcome", "says"),
    [
        (None, "", "pass", "says the same"),
        ("66.66", "", "review", "66.66"),
        (None, "<p>Sample ZZ-1</p>", "review", "does not show"),
        (None, "<p>SAMPLE {sample}</p><p>Batch: ZZ-9</p>", "review", "batch ZZ-9"),
    ],
)
def test_a_web_page(portal: str, report: Report, figure: str | None, head: str, outcome: str, says: str) -> None:
    Portal.pages["/coa"] = sheet(report, figure, head.replace("{sample}", report.sample_id or ""))

    found = told(portal, report)

    assert (found.outcome, says in found.message) == (outcome, True), found.message


def test_a_web_page_that_shows_a_pdf(portal: str, report: Report, original: bytes) -> None:
    Portal.pages["/coa"] = b"<html><body><p>Your report</p><iframe src='/files/1.pdf'></iframe></body>"
    Portal.pages["/files/1.pdf"] = original

    assert "byte for byte" in told(portal, report).message


def _slow(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        time.sleep(0.1)
        handler.wfile.write(b"x")
        handler.wfile.flush()


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(LARGE // 1000 + 100):
        handler.wfile.write(b"%PDF-" + b"x" * 995)


@pytest.mark.parametrize(
    ("page", "kind", "says"),
    [
        (b"<html><body><div id=app></div><script>load(1.5)</script></body>", "gap", "without running its scripts"),
        (b"%PDF-1.7 and nothing else", "gap", "can't be compared"),
        (b"\x89PNG and no more", "gap", "neither a PDF nor a web page"),
        (b"<" * 200_000, "gap", "can't be compared"),
        (_slow, "doubt", "can't be reached"),
        (_endless, "gap", "larger than"),
        (None, "doubt", "no such page (404)"),
        ("/coa", "doubt", "redirects more than"),
        ("http://127.0.0.2:1/coa", "doubt", "which is no public web server"),
        ("file:///etc/passwd", "doubt", "no http or https address"),
    ],
)
def test_what_can_t_be_compared_says_why(
    portal: str, report: Report, page: bytes | str | Callable[[BaseHTTPRequestHandler], None] | None, kind: str,
    says: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(online, "MOST_BYTES", LARGE)
    Portal.pages.pop("/coa", None)
    if page is not None:
        Portal.pages["/coa"] = page
    begun = time.monotonic()

    found = told(portal, report, seconds=1)

    assert (found.kind, says in found.message) == (kind, True), found.message
    assert time.monotonic() - begun < 10


def test_redirects_within_the_portal_are_followed(portal: str, report: Report, original: bytes) -> None:
    Portal.pages |= {"/coa": "/moved", "/moved": original}

    assert told(portal, report).outcome == "pass"


def test_nothing_is_fetched_without_being_told_to(portal: str, report: Report) -> None:
    Portal.pages["/coa"] = partial(pytest.fail, "asked")  # type: ignore[assignment]

    findings = judge(report, Label(), Options(on=ON)).findings

    assert not [f for f in findings if f.subject == "online"]


def test_a_page_that_breaks_off_is_no_copy(portal: str) -> None:
    """What is missing in it may be what would agree with the report."""

    def broken_off(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b"<html><p>Batch: A-1</p><p>CBD 1.5</p>")

    Portal.pages["/broken-off"] = broken_off

    answer = ask(f"{portal}/broken-off", here)

    assert (answer.found, answer.text, answer.report) == (False, None, None)
    assert "can't be reached (it broke off in the middle of its answer)" in answer.said


OPENINGS = ("<!--", "<!", "<?", "<a ", "</", '<a b="', "<a href=x ", "<![CDATA[", "<script>", "&#")


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_page_of_openings_that_nothing_ends_is_read_at_once(opening: str) -> None:
    """A parser that looks for each end up to the end of the page takes hours for it."""
    before = time.process_time()

    copy_in((opening * 400_000).encode()[:2_000_000], "https://lab.example/")

    assert time.process_time() - before < 5


def test_only_what_a_page_shows_is_its_text() -> None:
    page = """<html><!-- Batch: 1.1 > <b>2.2</b> --><head><style>p {width: 3.3px}</style></head>
    <body><script>if (a < 4.4) { "</b>" }</script><p title="5.5 > 'x'">Batch: A&amp;B</p><P>&Delta;9-THC <0.1 %</p>
    <template><p>6.6</p></template><a data-href="no.pdf" HREF='/files/a.pdf?x=1&amp;y=2'>7.7</a><br/>end"""

    found = copy_in(page.encode(), "https://lab.example/coa")

    assert found.text == "Batch: A&B\nΔ9-THC <0.1 %\n7.7\nend"
    assert found.inside == "https://lab.example/files/a.pdf?x=1&y=2"
