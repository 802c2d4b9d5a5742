"""Workers that read as if no recogniser were installed: a tenth of the cost where a font is broken."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from coacheck.scanning.workers import Workers

T = TypeVar("T")


class BlindWorkers(Workers):
    """Where the recogniser is missing, pages that need it are unread."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        return super().submit(blind, fn, *args, **kwargs)


def blind(fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """`fn(…)`, in a process that from then on finds no recogniser."""
    from coacheck.pdf.ocr import pages

    pages.installed = lambda: False
    return fn(*args, **kwargs)
