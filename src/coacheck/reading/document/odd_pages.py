"""Pages unlike the others of their report: a picture among pages of text, other paper, fonts that no other page has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coacheck.layout.fonts import family
from coacheck.model import PageMark
from coacheck.page import Page

_WORDS = 25
"""A page with fewer words says too little of its fonts."""
_PAPER = 3.0
"""Points by which one paper may differ."""


def odd_pages(pages: Sequence[Page], marks: Sequence[PageMark]) -> Iterator[tuple[Page, str]]:
    """The pages, with what is unlike the others; where several are, the report is made so.

    A page that begins another report, or has neither number nor id where all the others have one, is attached.
    """
    own = _attached(marks)
    printed = [p for p in pages if (p.words or p.pictures) and p.number not in own]
    if len(printed) == 2:  # neither is more usual than the other: the later one is told
        printed, others = printed[1:], printed[:1]
        yield from ((p, why) for p in printed if (why := _unlike(p, others)))
        return
    found = [(p, why) for p in printed if (why := _unlike(p, [o for o in printed if o is not p]))]
    if len(found) == 1 or len(found) * 4 <= len(printed):
        yield from found


def _attached(marks: Sequence[PageMark]) -> set[int]:
    first = next((m.sample_id for m in marks if m.sample_id), None)
    bare = [m.page for m in marks if m.sample_id is None and m.number is None]
    others = {m.page for m in marks if m.page > 1 and (m.number == 1 or m.sample_id not in (first, None))}
    return others | set(bare if len(bare) == 1 else ())


def _unlike(page: Page, others: Sequence[Page]) -> str:
    if not others:
        return ""
    if page.text in ("ocr", "unread") and all(p.text == "digital" for p in others):
        return "is a picture, the other pages are text"
    rest = "the others" if len(others) > 1 else "the other"
    if all(_other_paper(page, p) for p in others) and not any(_other_paper(p, others[0]) for p in others):
        return f"is {_size(page)} points, {rest} {_size(others[0])}"
    if _strange_fonts(page, others):
        return "is set in fonts that no other page has"
    return ""


def _size(page: Page) -> str:
    return f"{page.width:.0f} by {page.height:.0f}"


def _other_paper(a: Page, b: Page) -> bool:
    """Another format, not the same one turned."""
    one, other = sorted((a.width, a.height)), sorted((b.width, b.height))
    return any(abs(x - y) > _PAPER for x, y in zip(one, other, strict=True))


def _strange_fonts(page: Page, others: Sequence[Page]) -> bool:
    own = _fonts(page)
    known = [_fonts(p) for p in others]
    return bool(own) and all(known) and not any(own & fonts for fonts in known)


def _fonts(page: Page) -> set[str]:
    fonts = [w.font for w in page.words if w.font]
    return {family(f) for f in fonts} if len(fonts) >= _WORDS else set()
