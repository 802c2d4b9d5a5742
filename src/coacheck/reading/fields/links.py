"""The web addresses of a report: in QR codes, printed, and behind places that can be clicked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coacheck.layout.phrases import Phrase
from coacheck.model import Link
from coacheck.page import Document, Page

_ADDRESS = re.compile(
    r"(?<![\w@.-])(?:(?:https?|file)://[^\s|<>\"'()]+|(?:www\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
    r"(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.(?:com|net|org|io|co|us|lab|labs|ch|de|at|it|es|uk|eu|ca|fr|cz|nl|pl|si)"
    r"(?![\w@-])(?:/[^\s|<>\"'()]*)?)",
    re.IGNORECASE,
)


_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)


def links_of(document: Document, pages: Sequence[Sequence[Phrase]]) -> list[Link]:
    """Codes first; what is printed or clickable several times is told once."""
    codes = [
        Link(url=code.text, kind="qr", page=code.page, bbox=[round(v, 1) for v in code.box])
        for code in document.codes if not code.covered
    ]  # fmt: skip
    found: dict[tuple[str, str], Link] = {}
    for page, phrases in zip(document.pages, pages, strict=True):
        for link in [*_printed(page, phrases), *_clickable(page, phrases)]:
            found.setdefault((link.kind, link.url.casefold()), link)
    return [*codes, *found.values()]


def _printed(page: Page, phrases: Sequence[Phrase]) -> Iterator[Link]:
    for phrase in phrases:
        if "." not in phrase.text and "://" not in phrase.text:
            continue
        for match in _MAIL.finditer(phrase.text):
            yield Link(url=match[0], kind="mail", page=page.number, bbox=phrase.box, text=phrase.text)
        for match in _ADDRESS.finditer(phrase.text):
            url = match[0].rstrip(".,;:")
            yield Link(url=url, kind="printed", page=page.number, bbox=phrase.box, text=phrase.text)


def _clickable(page: Page, phrases: Sequence[Phrase]) -> Iterator[Link]:
    for url, (x0, top, x1, bottom) in page.clickable:
        if url.casefold().startswith(("mailto:", "tel:")):
            continue
        under = [p.text for p in phrases if x0 - 2 < p.centre < x1 + 2 and top - 2 < p.middle < bottom + 2]
        box = [round(v, 1) for v in (x0, top, x1, bottom)]
        yield Link(url=url, kind="clickable", page=page.number, bbox=box, text=" ".join(under))
