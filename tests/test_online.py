"""`--online`: a page is asked for once, and only on the public web. The tests' server is let in by `may` alone."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import ClassVar

import pytest

from coacheck.online import ask, public
from conftest import Run


class Site(BaseHTTPRequestHandler):
    """/here is there, /moved leads to /here, /loop to itself, /inside to another machine, /nohead dislikes HEAD."""

    asked: ClassVar[list[tuple[str, str]]] = []
    onward: ClassVar[dict[str, str]] = {
        "/moved": "/here", "/loop": "/loop", "/inside": "http://127.0.0.2:1/", "/file": "file:///etc/passwd",
    }  # fmt: skip

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.asked.append((self.command, self.path))
        if self.path == "/nohead":
            self.send_response(405 if self.command == "HEAD" else 200)
        elif self.path in self.onward:
            self.send_response(302)
            self.send_header("Location", self.onward[self.path])
        else:
            self.send_response(200 if self.path == "/here" else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def here(address: object, port: int) -> bool:
    return str(address) == "127.0.0.1" and port > 1024


@pytest.mark.parametrize(
    ("path", "found", "says"),
    [
        ("/here", True, "the page is there (200)"),
        ("/moved", True, "the page is there (200)"),
        ("/nohead", True, "the page is there (200)"),
        ("/gone", False, "no such page (404)"),
        ("/loop", False, "redirects more than"),
        ("/inside", False, "127.0.0.2"),
        ("/file", False, "no http or https address"),
    ],
)
def test_does_the_page_answer(site: str, path: str, found: bool, says: str) -> None:
    answer = ask(site + path, may=here, seconds=5)

    assert (answer.found, says in answer.said) == (found, True), answer.said


def test_where_it_ends_is_told(site: str) -> None:
    assert ask(f"{site}/moved", may=here, seconds=5).url == f"{site}/here"


def test_the_machine_itself_is_not_asked(site: str) -> None:
    Site.asked.clear()

    answers = [ask(url, seconds=5) for url in (f"{site}/here", site.replace("127.0.0.1", "localhost"))]

    assert [a.found for a in answers] == [False, False]
    assert all("no public web server" in a.said for a in answers)
    assert Site.asked == []


@pytest.mark.parametrize(
    "url", ["ftp://example.com/x", "file:///etc/passwd", "coa 1", "http://a@127.0.0.1/", "http://[", "http://x:y/"]
)
def test_what_is_no_web_address_is_not_asked(url: str) -> None:
    assert not ask(url, seconds=5).found


def test_nothing_there_is_an_answer(site: str) -> None:
    assert "can't be reached" in ask("http://127.0.0.1:9/", may=lambda *_: True, seconds=5).said


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"],
)  # fmt: skip
def test_addresses_that_are_refused(address: str) -> None:
    assert not public(ip_address(address), 443)


def test_addresses_that_may_be_asked() -> None:
    assert public(ip_address("93.184.216.34"), 443)
    assert public(ip_address("2606:2800:220:1:248:1893:25c8:1946"), 80)
    assert not public(ip_address("93.184.216.34"), 22)


def test_the_command_says_what_could_not_be_asked(run: Run, samples: Path) -> None:
    """The sample's code leads to a reserved name that no server has."""
    ran = run("check", samples / "tincture-good.pdf", "--on", "2026-11-22", "--online", "--format", "json")

    found = [f for f in json.loads(ran.out)["findings"] if f["subject"] == "online"]
    assert [f["outcome"] for f in found] == ["review"]
    assert "larkmeadow.example" in found[0]["message"]
