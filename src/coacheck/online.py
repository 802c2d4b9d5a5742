"""Fetch the lab's own copy (`--online`): only public hosts are asked, for so long and so much and no more."""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urljoin, urlsplit

from coacheck.copies import copy_in, host_in
from coacheck.model import Answer

Address = IPv4Address | IPv6Address
May = Callable[[Address, int], bool]
SECONDS = 10.0
"""How long one address may take, with all its redirects."""
MOST_STEPS = 5
_PORTS = {"http": 80, "https": 443}
_MOVED = (301, 302, 303, 307, 308)
_OK, _GONE = 200, (404, 410)
_MEANS = dict.fromkeys((401, 403), "it is not for everybody") | dict.fromkeys((429, 503), "too busy; try again later")
_PIECE = 64 * 1024
MOST_BYTES = 30 * 1024 * 1024
"""A report of ten pages has about 1 MB."""
_TOO_MUCH = f"it is larger than {MOST_BYTES // 1024 // 1024} MB"
_TUNNELS = [IPv6Network(n) for n in ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")]
"""Networks in which an IPv6 address stands for an IPv4 one, which may be private."""


class Refused(Exception):
    """The address is not asked; the message says why."""


def public(address: Address, port: int) -> bool:
    """Is it an address of the public web, at a web server's usual port?"""
    tunnel = address.version == 6 and any(address in network for network in _TUNNELS)
    return address.is_global and not address.is_multicast and not tunnel and port in _PORTS.values()


@dataclass(frozen=True)
class _Got:
    """What a server answered; `body` is whole, or None where it is too much."""

    url: str
    status: int
    onward: str | None = None
    body: bytes | None = b""


def ask(url: str, may: May = public, seconds: float = SECONDS) -> Answer:
    """Does the page at `url` answer, and what does it say? `may` says which addresses may be asked (only tests ask
    others than public ones).

    Never raises: what can't be asked, doesn't answer in time or can't be read is an answer too.
    """
    got = _in_time(url, may, seconds)
    if isinstance(got, Answer):
        return got
    answer = _answer(url, got)
    if not answer.found or not got.body:
        return answer if got.body is not None or not answer.found else answer.model_copy(update={"why": _TOO_MUCH})
    told = copy_in(got.body, got.url)
    inside = None if told.report else _in_time(told.inside, may, seconds) if told.inside else None
    if isinstance(inside, _Got) and inside.status == _OK and inside.body:
        shown = copy_in(inside.body, inside.url)
        told = shown if shown.report else told
    return answer.model_copy(update={"report": told.report, "text": told.text, "why": told.why})


def body_at(url: str, may: May = public, seconds: float = SECONDS) -> bytes | Answer | None:
    """What a server sends from `url`; None where it says that there is nothing, or the answer that says why not."""
    got = _in_time(url, may, seconds)
    if isinstance(got, _Got) and got.status in _GONE:
        return None
    if isinstance(got, Answer) or got.status != _OK:
        return got if isinstance(got, Answer) else _answer(url, got).model_copy(update={"found": False})
    return Answer(found=False, said=_TOO_MUCH, url=url) if got.body is None else got.body


def _in_time(url: str, may: May, seconds: float) -> _Got | Answer:
    answers: queue.SimpleQueue[_Got | Answer] = queue.SimpleQueue()

    def work() -> None:
        answers.put(_fetched(url, may, seconds))

    threading.Thread(target=work, daemon=True).start()  # a name server or a slow sender can't hold us longer
    try:
        return answers.get(timeout=seconds + 1)
    except queue.Empty:
        return Answer(found=False, said=f"{host_in(url)} did not answer within {seconds:g} seconds", url=url)


def _fetched(url: str, may: May, seconds: float) -> _Got | Answer:
    end = time.monotonic() + seconds
    try:
        for _ in range(MOST_STEPS):
            got = _asked(url, may, end)
            if got.status not in _MOVED or not got.onward:
                return got
            url = urljoin(url, got.onward)
        said = f"asked online, {host_in(url)} redirects more than {MOST_STEPS} times"
        return Answer(found=False, said=said, url=url)
    except Refused as error:
        return Answer(found=False, said=f"not asked online: {error}", url=url)
    except (OSError, http.client.HTTPException, ValueError) as error:
        said = f"asked online, {host_in(url)} can't be reached ({_plainly(error)})"
        return Answer(found=False, said=said, url=url)


def _plainly(error: Exception) -> str:
    """Why a server gave no answer, for people who know no program's names of errors."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted: {error.verify_message}"
    return next((words for kind, words in _IN_WORDS if isinstance(error, kind)), "the network failed")


_IN_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "no host of this name is known, or there is no network"),
    (TimeoutError, "it did not answer in time"),
    (ConnectionRefusedError, "nothing answers there"),
    (ConnectionError, "it hung up without an answer"),
    (ssl.SSLError, "no secure connection could be made"),
    (http.client.IncompleteRead, "it broke off in the middle of its answer"),
    (http.client.HTTPException, "what it sends is no answer of a web server"),
    (ValueError, "the address is none of the web"),
)
"""The first that fits."""


def _answer(asked: str, got: _Got) -> Answer:
    moved = "" if host_in(asked) == host_in(got.url) else f" by way of {host_in(asked)}"
    said = f"asked online{moved}, {host_in(got.url)} answers {_in_words(got.status)}"
    return Answer(found=200 <= got.status < 300, said=said, url=got.url)


def _asked(url: str, may: May, end: float) -> _Got:
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise Refused(f"{url[:80]!r} is no http or https address")
    if parts.username or parts.password or "\\" in url:
        raise Refused(f"{parts.hostname} stands behind a user name or a backslash, as in forged addresses")
    port = parts.port or _PORTS[parts.scheme]
    return _request(parts, allowed(parts.hostname, port, may), port, end)


def allowed(host: str, port: int, may: May) -> str:
    """An address of the host. Raises Refused where one of its addresses is not to be asked."""
    found = {str(info[4][0]).partition("%")[0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    for text in found:
        if not may(ip_address(text), port):
            raise Refused(f"{host} leads to {text}, port {port}, which is no public web server")
    return min(found)


def _request(parts: SplitResult, address: str, port: int, end: float) -> _Got:
    """The answer of a server. The connection goes to `address`, which was looked at, whatever the host is now."""
    host = parts.hostname or ""
    plain = socket.create_connection((address, port), timeout=_left(end))
    try:
        secure = parts.scheme == "https"
        line = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        connection = http.client.HTTPConnection(host, port, timeout=_left(end))
        connection.sock = line
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": parts.netloc, "User-Agent": "coacheck", "Connection": "close"}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = _body(answer, plain, end) if 200 <= answer.status < 300 else b""
        return _Got(parts.geturl(), answer.status, answer.getheader("Location"), body)
    finally:
        plain.close()


def _body(answer: http.client.HTTPResponse, plain: socket.socket, end: float) -> bytes | None:
    """All of it, or None where it is more than is read. Raises IncompleteRead where the server breaks off."""
    parts, size = [], 0
    while part := answer.read1(_PIECE):
        plain.settimeout(_left(end))
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            return None
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return b"".join(parts)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _in_words(status: int) -> str:
    if status in (404, 410):
        return f"that it has no such page ({status})"
    means = _MEANS.get(status)
    told = f"with status {status}{f' ({means})' if means else ''}"
    return f"that the page is there ({status})" if 200 <= status < 300 else told
