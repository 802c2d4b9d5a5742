"""A report at an address that the user named: fetched from public hosts only, up to a size and a time."""

from __future__ import annotations

import os
import re
from urllib.parse import unquote, urlsplit

from coacheck.errors import UnreachedError, UnreadableError
from coacheck.online import Address, May, Refused, allowed, body_at, public

SECONDS = 60.0
"""How long a report may take, with all redirects."""
PRIVATE = "COACHECK_PRIVATE_HOSTS"
"""Set to 1 in the environment: what the user names may also lie on hosts of a network of its own, at any port."""

_BARE = re.compile(r"www\.[\w-]+\.|(?:[a-z0-9-]+\.)+(?:com|org|net|io|us|co|ca|eu|ch|de|app)/", re.IGNORECASE)
_EXPECTED = "expected a report on the public web. Open it in a browser, save it, and name its file."


def is_address(name: str) -> bool:
    return name.lower().startswith(("https://", "http://"))


def lacks_scheme(name: str) -> bool:
    """ "www.lab.com/coa.pdf": an address as people write it, which is a path for a program."""
    return _BARE.match(name) is not None


def name_of(url: str) -> str:
    """The last part of an address, as the name of the report."""
    parts = urlsplit(url)
    return unquote(parts.path.rstrip("/").rpartition("/")[2])[:200] or parts.hostname or "report"


def named(address: Address, port: int) -> bool:
    """May a host be asked that the user named? Nothing that a report names is asked by this."""
    return os.environ.get(PRIVATE) == "1" or public(address, port)


def must_be_public(url: str) -> None:
    """Raises UnreadableError where the host of an address may not be asked; of "zip://a::https://b" that of b."""
    for part in filter(is_address, url.split("::")):
        parts = urlsplit(part)
        try:
            allowed(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80), named)
        except Refused as error:
            raise UnreadableError(f"{url}: not asked ({error}); expected a host of the public web.") from None
        except (OSError, ValueError):
            continue  # what asks it can say more


def fetched(url: str, may: May = named, seconds: float = SECONDS, name: str | None = None) -> bytes:
    """The report at `url`. Raises UnreachedError, which says why there is none, and UnreadableError where the server
    says that there is none; both call it `name`.
    """
    body = body_at(url, may, seconds)
    if isinstance(body, bytes):
        return body
    if body is None:
        raise UnreadableError(f"{name or url}: no such file is on the server; {_EXPECTED}")
    said = re.sub(r"^(?:not )?asked online(?: by way of \S+)?[,:] ", "", body.said)
    raise UnreachedError(f"{name or url}: not fetched ({said}); {_EXPECTED}")
