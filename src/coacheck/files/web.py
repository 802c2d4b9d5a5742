"""A report at an address that the user named: fetched from public hosts only, up to a size and a time."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from coacheck.errors import UnreachedError
from coacheck.online import May, body_at, public

SECONDS = 60.0
"""How long a report may take, with all redirects."""


def is_address(name: str) -> bool:
    return name.lower().startswith(("https://", "http://"))


def name_of(url: str) -> str:
    """The last part of an address, as the name of the report."""
    parts = urlsplit(url)
    return unquote(parts.path.rstrip("/").rpartition("/")[2])[:200] or parts.hostname or "report"


def fetched(url: str, may: May = public, seconds: float = SECONDS) -> bytes:
    """The report at `url`. Raises UnreachedError, which says why there is none."""
    body = body_at(url, may, seconds)
    if isinstance(body, bytes):
        return body
    raise UnreachedError(f"{url}: not fetched ({body.said}); expected a report on the public web.")
