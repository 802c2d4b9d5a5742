"""Ask the web whether a page is there (`--online`): only its status is read, and only public hosts are asked."""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urljoin, urlsplit

from coacheck.model import Answer

Address = IPv4Address | IPv6Address
May = Callable[[Address, int], bool]
SECONDS = 10.0
"""How long one address may take, with all its redirects."""
MOST_STEPS = 5
_PORTS = {"http": 80, "https": 443}
_MOVED = (301, 302, 303, 307, 308)
_NO_HEAD = (403, 405, 501)
_TUNNELS = [IPv6Network(n) for n in ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")]
"""Networks in which an IPv6 address stands for an IPv4 one, which may be private."""


class Refused(Exception):
    """The address is not asked; the message says why."""


def public(address: Address, port: int) -> bool:
    """Is it an address of the public web, at a web server's usual port?"""
    tunnel = address.version == 6 and any(address in network for network in _TUNNELS)
    return address.is_global and not address.is_multicast and not tunnel and port in _PORTS.values()


def ask(url: str, may: May = public, seconds: float = SECONDS) -> Answer:
    """Does the page at `url` answer? `may` says which addresses may be asked (only tests ask others than public ones).

    Never raises: what can't be asked, or doesn't answer in time, is an answer too.
    """
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()

    def work() -> None:
        answers.put(_ask(url, may, seconds))

    threading.Thread(target=work, daemon=True).start()  # a name server or a slow sender can't hold us longer
    try:
        return answers.get(timeout=seconds + 1)
    except queue.Empty:
        return Answer(found=False, said=f"{_host(url)} did not answer within {seconds:g} seconds", url=url)


def _ask(url: str, may: May, seconds: float) -> Answer:
    try:
        for _ in range(MOST_STEPS):
            status, onward = _status(url, may, seconds)
            if status not in _MOVED or not onward:
                said = f"asked online, {_host(url)} answers {_in_words(status)}"
                return Answer(found=200 <= status < 300, said=said, url=url)
            url = urljoin(url, onward)
        return Answer(found=False, said=f"asked online, {_host(url)} redirects more than {MOST_STEPS} times", url=url)
    except Refused as error:
        return Answer(found=False, said=f"not asked online: {error}", url=url)
    except (OSError, http.client.HTTPException, ValueError) as error:
        said = f"asked online, {_host(url)} can't be reached ({type(error).__name__})"
        return Answer(found=False, said=said, url=url)


def _status(url: str, may: May, seconds: float) -> tuple[int, str | None]:
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise Refused(f"{url[:80]!r} is no http or https address")
    if parts.username or parts.password or "\\" in url:
        raise Refused(f"{parts.hostname} stands behind a user name or a backslash, as in forged addresses")
    port = parts.port or _PORTS[parts.scheme]
    address = _allowed(parts.hostname, port, may)
    status, onward = _request("HEAD", parts, address, port, seconds)
    return _request("GET", parts, address, port, seconds) if status in _NO_HEAD else (status, onward)


def _allowed(host: str, port: int, may: May) -> str:
    """An address of the host. Raises Refused where one of its addresses is not to be asked."""
    found = {str(info[4][0]).partition("%")[0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    for text in found:
        if not may(ip_address(text), port):
            raise Refused(f"{host} leads to {text}, port {port}, which is no public web server")
    return min(found)


def _request(method: str, parts: SplitResult, address: str, port: int, seconds: float) -> tuple[int, str | None]:
    """Status and onward address. The connection goes to `address`, which was looked at, whatever the host is now."""
    host = parts.hostname or ""
    plain = socket.create_connection((address, port), timeout=seconds)
    try:
        secure = parts.scheme == "https"
        line = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        connection = http.client.HTTPConnection(host, port, timeout=seconds)
        connection.sock = line
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": parts.netloc, "User-Agent": "coacheck", "Connection": "close"}
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location")
    finally:
        plain.close()


def _in_words(status: int) -> str:
    if status in (404, 410):
        return f"that it has no such page ({status})"
    return f"that the page is there ({status})" if 200 <= status < 300 else f"with status {status}"


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url[:80]
    except ValueError:
        return url[:80]
