"""What a lab's site sends: a report as a PDF, or the words of a web page, which may show a PDF in itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from coacheck.errors import CoacheckError
from coacheck.model import Report

_MOST_LETTERS = 2_000_000
_UNSEEN = ("script", "style", "template", "noscript")
_LINES = ("tr", "p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "dt", "dl", "option")
_STARTS = re.compile(r"<(?=[a-zA-Z/!?])")
_TAG = re.compile(r"""(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+|)(?P<rest>(?:[^>"']|"[^"]*+"|'[^']*+'|["'])*+)>""")
_ADDRESS = re.compile(r"""(?<![\w-])(href|src|data)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]++)""", re.IGNORECASE)
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
    try:
        page = _Page(body.decode("utf-8", "replace")[:_MOST_LETTERS])
        shown = {urljoin(url, to) for to in page.pdfs}
    except ValueError:  # a number of a sign, or an address, that is none
        return Copy(why="the web page can't be read")
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


class _Page:
    """The words that a page shows, a line for each row and paragraph, and the PDFs that it leads to.

    Each sign is looked at a few times, however broken the page is: the library's parser looks for the end of every tag
    and comment that has none up to the end of the page, which takes hours.
    """

    def __init__(self, html: str) -> None:
        self.pdfs: list[str] = []
        self._parts: list[str] = []
        self._until = ""
        """What ends the comment or script that we are in."""
        first, *pieces = _STARTS.split(html)
        self._parts.append(unescape(first))
        for piece in pieces:
            if self._until:
                self._skip(piece)
            elif piece[0] in "!?":
                self._until = "-->" if piece.startswith("!--") else ">"
                self._skip(piece)
            elif found := _TAG.match(piece):
                self._tag(found["end"], found["name"].lower(), found["rest"])
                if not self._until:
                    self._parts.append(unescape(piece[found.end() :]))

    @property
    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        return "\n".join(line for line in lines if line)

    def _skip(self, piece: str) -> None:
        """A script is ended by its own tag, which begins a piece."""
        if self._until.startswith("/") and not piece.lower().startswith(self._until):
            return
        _, end, after = piece.partition(">" if self._until.startswith("/") else self._until)
        if end:
            self._until = ""
            self._parts.append(unescape(after))

    def _tag(self, end: str, name: str, rest: str) -> None:
        self._parts.append("\n" if name in _LINES else " ")
        if end:
            return
        if name in _UNSEEN:
            self._until = f"/{name}"
        for key, value in _ADDRESS.findall(rest) if name in _SHOWING else ():
            to = unescape(value.strip("\"'"))
            if key.lower() == _SHOWING[name] and _path(to).endswith(".pdf"):
                self.pdfs.append(to)


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
