"""One console for all text outputs: colour only on a terminal, NO_COLOR respected, nothing read as markup."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

Row = tuple[str, str, str]
"""A word, the text beside it, and the style of the word."""

_NARROWEST = 20


def console() -> Console:
    return Console(markup=False, emoji=False, highlight=False)


def error_console() -> Console:
    """The same, on stderr."""
    return Console(markup=False, emoji=False, highlight=False, stderr=True)


def print_rows(rows: Iterable[Row], console: Console, width: int, indent: int = 0) -> None:
    """Words in a column of `width`; the text of each wraps beside its word, never under it."""
    room = max(_NARROWEST, console.width - indent - width - 1)
    for word, text, style in rows:
        margin = word
        for line in Text(text).wrap(console, room) or [Text()]:
            line.rstrip()
            console.print(Text.assemble(" " * indent, (margin.ljust(width), style if margin else ""), " ", line))
            margin = ""
