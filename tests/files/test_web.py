"""An address given to check: fetched where it is public, within limits of size and time, and told."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from coacheck.errors import UnreachedError, UnreadableError
from coacheck.files import given
from coacheck.files.given import source_of
from coacheck.files.web import fetched, name_of
from coacheck.online import Address
from coacheck.page import Document
from conftest import Run


@pytest.fixture
def site(samples: Path) -> Iterator[str]:
    report = (samples / "expired.pdf").read_bytes()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/moved":
                self.send_response(302)
                self.send_header("Location", "/coa.pdf")
                self.end_headers()
            elif self.path == "/inside":
                self.send_response(302)
                self.send_header("Location", "http://10.0.0.1/coa.pdf")
                self.end_headers()
            elif self.path == "/coa.pdf":
                self.send_response(200)
                self.end_headers()
                self.wfile.write(report)
            else:
                self.send_error(404 if self.path == "/none" else 503)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def here(address: Address, _port: int) -> bool:
    return address.is_loopback


@pytest.mark.parametrize("name", ["www.lab.example/coa.pdf", "portal.lab.com/coa/1"])
def test_an_address_without_its_beginning_is_told(run: Run, name: str) -> None:
    ran = run("check", name)

    assert (ran.code, ran.out) == (4, "")
    assert f"{name}: no such file; is it an address of the web? Put https:// before it." in ran.err
    assert "is it an address" not in run("check", "folder.of/coa.pdf").err


def test_a_report_is_fetched_and_told(site: str, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given, "fetched", lambda url: fetched(url, may=here))
    told: list[str] = []

    document = source_of(f"{site}/coa.pdf", told.append)

    assert isinstance(document, Document)
    assert document.name == "coa.pdf"
    assert told[0].startswith(f"fetched {site}/coa.pdf (")
    assert fetched(f"{site}/moved", may=here) == (samples / "expired.pdf").read_bytes()


def test_nothing_that_is_not_public_is_fetched(site: str, run: Run) -> None:
    with pytest.raises(UnreadableError, match="no public web server"):
        fetched(f"{site}/inside", may=here)

    ran = run("check", f"{site}/coa.pdf")

    assert (ran.code, ran.out) == (4, "")
    assert "127.0.0.1 leads to 127.0.0.1" in ran.err


def test_a_scan_asks_no_host_that_check_does_not(site: str, run: Run) -> None:
    of_file, of_folder = run("scan", f"{site}/coa.pdf", "--no-cache"), run("scan", f"{site}/reports/", "--no-cache")

    assert (of_file.code, of_folder.code) == (4, 4)
    assert "127.0.0.1 leads to 127.0.0.1" in of_file.out
    assert "127.0.0.1 leads to 127.0.0.1" in of_folder.err


def test_who_says_so_may_name_hosts_of_a_network_of_its_own(
    site: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACHECK_PRIVATE_HOSTS", "1")

    codes = [run(command, f"{site}/coa.pdf").code for command in ("check", "scan")]

    assert codes == [3, 3]


def test_what_does_not_come_is_told(site: str) -> None:
    with pytest.raises(UnreadableError, match=r"no such file is on the server; expected .* name its file") as gone:
        fetched(f"{site}/none", may=here)
    assert not isinstance(gone.value, UnreachedError)  # another time it will not be there, either
    with pytest.raises(UnreachedError, match=r"answers with status 503 \(too busy; try again later\)\); expected"):
        fetched(f"{site}/busy", may=here)


def _cut(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc")


def _mail(line: socket.socket) -> None:
    line.sendall(b"220 mail.example ready\r\n")


@pytest.mark.parametrize(
    ("answer", "scheme", "says"),
    [
        (_cut, "http", "it broke off in the middle of its answer"),
        (_mail, "http", "what it sends is no answer of a web server"),
        (lambda _: None, "http", "it hung up without an answer"),
        (_mail, "https", "no secure connection could be made"),
        (None, "http", "nothing answers there"),
        ("no-such-host.invalid", "https", "no host of this name is known, or there is no network"),
    ],
)
def test_what_goes_wrong_on_the_way_is_told_in_plain_words(
    answer: Callable[[socket.socket], None] | str | None, scheme: str, says: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def serve() -> None:
            line, _ = server.accept()
            with line:
                line.recv(4096)
                answer(line)  # type: ignore[operator]

        if callable(answer):
            threading.Thread(target=serve, daemon=True).start()
        elif answer is None:
            server.close()
        with pytest.raises(UnreachedError) as error:
            fetched(f"{scheme}://{answer if isinstance(answer, str) else '127.0.0.1'}:{port}/coa.pdf", may=here)

    told = str(error.value)
    assert f"can't be reached ({says})); expected a report on the public web." in told
    assert told.endswith("Open it in a browser, save it, and name its file.")
    assert not re.search(r"Error|Errno|asked online|[a-z][A-Z]", told)


def test_the_name_is_the_last_part() -> None:
    assert name_of("https://lab.example/a/my%20coa.pdf?x=1") == "my coa.pdf"
    assert name_of("https://lab.example") == "lab.example"


@pytest.mark.parametrize("name", ["ftp://lab.example/coa.pdf", "file:///tmp/coa.pdf"])
def test_an_address_that_nobody_fetches_is_told_as_it_was_typed(name: str) -> None:
    with pytest.raises(UnreadableError, match=f"^{name}: no file and no address of the web; expected a path, or https"):
        source_of(name, print)
