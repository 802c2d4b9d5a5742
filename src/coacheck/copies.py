"""What a lab's site sends: a report as a PDF, or the words of a web page, which may show a PDF in itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from coacheck.errors import CoacheckError
from coacheck.model import Report

_MOST_LETTERS = 2_000_000
_UNSEEN = ("script", "style", "template", "noscript")
_LINES = ("tr", "p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "dt", "dl", "option")
_SHOWING = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}


@dataclass(frozen=True)
class Copy:
    """`report` or `text`, else `why` there is neither; `inside`: the one PDF that a web page shows."""

    report: Report | None = None
    text: str | None = None
    why: str = ""
    inside: str = ""


def copy_in(body: bytes, url: str) -> Copy:
    """What the answer of a server says. Never raises for what is in it."""
    if b"%PDF-" in body[:1024]:
        return _report(body, host_in(url))
    if b"<" not in body[:4096]:
        return Copy(why="it is neither a PDF nor a web page")
    page = _Page()
    try:
        page.feed(body.decode("utf-8", "replace")[:_MOST_LETTERS])
        page.close()
    except (AssertionError, ValueError, RecursionError):
        return Copy(why="the web page can't be read")
    shown = {urljoin(url, to) for to in page.pdfs}
    inside = next(iter(shown)) if len(shown) == 1 else ""
    if not re.search(r"\d+[.,]\d", page.text):
        return Copy(why="the web page shows no figures without running its scripts", inside=inside)
    return Copy(text=page.text, inside=inside)


def _report(body: bytes, host: str) -> Copy:
    import coacheck

    try:
        report = coacheck.read(body)
    except CoacheckError as error:
        return Copy(why=f"its PDF is no report that can be read ({error})"[:300])
    except Exception as error:  # noqa: BLE001  whatever a hostile file raises is told
        return Copy(why=f"its PDF can't be read ({type(error).__name__})")
    return Copy(report=report.model_copy(update={"source": report.source.model_copy(update={"name": host})}))


class _Page(HTMLParser):
    """The words that a page shows, a line for each row and paragraph, and the PDFs that it leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.pdfs: list[str] = []
        self._parts: list[str] = []
        self._unseen = 0

    @property
    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        self._parts.append("\n" if tag in _LINES else " ")
        to = dict(attrs).get(_SHOWING.get(tag, "")) or ""
        if _path(to).endswith(".pdf"):
            self.pdfs.append(to)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        self._parts.append("\n" if tag in _LINES else " ")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._parts.append(data)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.casefold()
    except ValueError:
        return ""


def host_in(url: str) -> str:
    try:
        return urlsplit(url).hostname or url[:80]
    except ValueError:
        return url[:80]
