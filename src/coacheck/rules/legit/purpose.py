"""legit.purpose: does the report say that it is not meant to be relied on?"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from coacheck.model import Evidence, Notice
from coacheck.rules.case import Case, Found
from coacheck.rules.wording import listed


def purpose(case: Case) -> Iterator[Found]:
    """ "R&D", "informational only", "preview", "void": one finding for each kind of such words about the whole."""
    whole = [n for n in case.report.notices if not n.part]
    for kind in dict.fromkeys(n.kind for n in whole):
        said = [n for n in whole if n.kind == kind]
        meaning, ask = _meaning(kind)
        message = f"marked “{_short(said[0])}”{_pages(said)}: {meaning}; ask for {ask}"
        yield Found("doubt", message, kind, evidence=_places(said))
    if not whole:
        parts = [n for n in case.report.notices if n.part]
        more = f"; of some results it says “{_short(parts[0])}”{_pages(parts)}" if parts else ""
        yield Found("pass", f"nothing marks the report as a draft, void or not for compliance{more}", "purpose",
                    evidence=_places(parts))  # fmt: skip


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[str, str]]:
    path = resources.files("coacheck") / "data" / "vocabulary" / "notices.toml"
    return {n["kind"]: (n["says"], n["ask"]) for n in tomllib.loads(path.read_text("utf-8"))["notice"]}


def _meaning(kind: str) -> tuple[str, str]:
    return _kinds().get(kind, ("not meant to be relied on", "the final report"))


def _short(notice: Notice) -> str:
    return notice.text if len(notice.text) <= 70 else notice.text[:69].rstrip() + "…"


def _pages(notices: list[Notice]) -> str:
    numbers = list(dict.fromkeys(str(n.page) for n in notices))
    return f" (page {numbers[0]})" if len(numbers) == 1 else f" (pages {listed(numbers)})"


def _places(notices: list[Notice]) -> list[Evidence]:
    return [Evidence(page=n.page, bbox=n.bbox, text=n.text) for n in notices]
