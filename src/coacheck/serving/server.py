"""`coacheck serve`: a page on 127.0.0.1 that takes reports by drag and drop. Nothing leaves the machine.

Whatever else runs in the browser is kept out: the Host must be this machine (no other name that leads here), and what
asks for a verdict must be the page itself (its Origin).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from coacheck.errors import UsageError
from coacheck.pdf.source import MAX_BYTES
from coacheck.scanning.work import shown_name
from coacheck.serving.desk import Desk
from coacheck.serving.form import form_page

HOST = "127.0.0.1"
AT_ONCE, BYTES_AT_ONCE = 32, 2 * MAX_BYTES
"""Uploads that are in hand, and what they may hold together; more are told to come again."""
CONNECTIONS = 128
"""That are open, also without a word; one more is told to come again."""
SECONDS = 60
"""In which a browser must have sent what it said it would send."""
_PIECE = 2**20
_HEADERS = {
    "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip
_FULL = b"HTTP/1.0 503 Service Unavailable\r\n\r\ntoo many at once; come again in a minute"
_HTML, _JSON = "text/html; charset=utf-8", "application/json"


def server(desk: Desk, port: int) -> ThreadingHTTPServer:
    """Listens on `port` (0: one that is free). Raises UsageError where that can't be had."""
    try:
        made = _Server((HOST, port), partial(_Handler, desk, _Room()))
    except OSError as error:
        raise UsageError(f"port {port} can't be had ({error.strerror}); expected a free one (--port).") from None
    return made


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, *args: Any) -> None:
        self._free = BoundedSemaphore(CONNECTIONS)
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            with suppress(OSError):
                request.send(_FULL)
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()


class _Refused(Exception):
    def __init__(self, status: HTTPStatus, told: str) -> None:
        super().__init__(told)
        self.status = status


class _Room:
    """For the uploads that are in hand."""

    def __init__(self) -> None:
        self._lock, self._uploads, self._bytes = Lock(), 0, 0

    @contextmanager
    def taken(self, size: int) -> Iterator[None]:
        with self._lock:
            if self._uploads == AT_ONCE or self._bytes + size > BYTES_AT_ONCE:
                told = f"{self._uploads} reports are in hand; come again in a minute"
                raise _Refused(HTTPStatus.SERVICE_UNAVAILABLE, told)
            self._uploads, self._bytes = self._uploads + 1, self._bytes + size
        try:
            yield
        finally:
            with self._lock:
                self._uploads, self._bytes = self._uploads - 1, self._bytes - size


class _Handler(BaseHTTPRequestHandler):
    timeout = SECONDS

    def __init__(self, desk: Desk, room: _Room, *args: object) -> None:
        self._desk, self._room = desk, room
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        try:
            self._of_this_machine()
            self._answer(HTTPStatus.OK, self._page(), _HTML)
        except _Refused as refused:
            self._tell(refused)

    def do_POST(self) -> None:
        try:
            self._of_this_machine()
            self._of_our_page()
            if self._parts().path not in ("/judge", "/label"):
                raise _Refused(HTTPStatus.NOT_FOUND, "nothing is here")
            self._answer(HTTPStatus.OK, json.dumps(self._done()).encode(), _JSON)
        except UsageError as error:
            self._tell(_Refused(HTTPStatus.BAD_REQUEST, str(error)))
        except _Refused as refused:
            self._tell(refused)

    def _parts(self) -> SplitResult:
        try:
            return urlsplit(self.path)
        except ValueError:
            raise _Refused(HTTPStatus.BAD_REQUEST, "expected an address of this page") from None

    def _page(self) -> bytes:
        path = self._parts().path
        found = form_page() if path == "/" else self._desk.page(path.removeprefix("/page/"))
        if found is None:
            raise _Refused(HTTPStatus.NOT_FOUND, "nothing is here; pages are kept until the program ends")
        return found

    def _done(self) -> Mapping[str, object]:
        try:
            said = dict(parse_qsl(self._parts().query, max_num_fields=20, errors="replace"))
        except ValueError:
            raise _Refused(HTTPStatus.BAD_REQUEST, "more fields than the form has") from None
        name = shown_name(unquote(said.pop("name", "")) or "report")
        size = self._size()
        with self._room.taken(size):
            if self._parts().path == "/label":
                return self._desk.read_label(self._body(size), name)
            return self._desk.judge(self._body(size), name, said, unquote(said.pop("inner", "")))

    def _size(self) -> int:
        told = self.headers.get("Content-Length", "")
        if not (told.isascii() and told.isdigit()) or "Transfer-Encoding" in self.headers:
            raise _Refused(HTTPStatus.LENGTH_REQUIRED, "expected a file with its length")
        if len(told) > 12 or int(told) > MAX_BYTES:
            raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"over {MAX_BYTES // 2**20} MB; expected a report")
        return int(told)

    def _body(self, size: int) -> bytes:
        data, end = bytearray(), monotonic() + SECONDS
        try:
            while len(data) < size and (left := end - monotonic()) > 0:
                self.connection.settimeout(left)
                data += (piece := self.rfile.read1(min(_PIECE, size - len(data))))
                if not piece:
                    break
        except OSError:  # also a browser that is too slow
            pass
        self.connection.settimeout(SECONDS)
        if len(data) != size:
            raise _Refused(HTTPStatus.BAD_REQUEST, "the file did not come whole; drop it again")
        return bytes(data)

    def _own(self) -> set[str]:
        port = self.connection.getsockname()[1]
        return {f"{HOST}:{port}", f"localhost:{port}"}

    def _of_this_machine(self) -> None:
        if self.headers.get_all("Host", []) not in [[own] for own in self._own()]:
            raise _Refused(HTTPStatus.FORBIDDEN, "this is not for you: another host's name")

    def _of_our_page(self) -> None:
        origins = self.headers.get_all("Origin", [])
        site = self.headers.get("Sec-Fetch-Site", "same-origin")
        if origins != [f"http://{self.headers['Host']}"] or site != "same-origin":
            raise _Refused(HTTPStatus.FORBIDDEN, "this is not for you: another page asks")

    def _tell(self, refused: _Refused) -> None:
        self._answer(refused.status, json.dumps({"error": str(refused), "reason": "refused"}).encode(), _JSON)

    def _answer(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        try:
            self.send_response(status)
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # nobody waits for it any more
            self.close_connection = True

    def version_string(self) -> str:
        return "coacheck"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is noted down of what is asked."""
