"""The page that reports are dropped into."""

from __future__ import annotations

from functools import lru_cache

from coacheck import __version__
from coacheck.outputs.site import render
from coacheck.pdf.source import MAX_BYTES


@lru_cache(maxsize=1)
def form_page() -> bytes:
    page = render("serve.html", script="serve.js", also="; connect-src 'self'", version=__version__, most=MAX_BYTES)
    return page.encode()
