"""Ctrl-C while many reports are read."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType


@contextmanager
def interruptible() -> Iterator[Event]:
    """Ctrl-C sets the event, so that no line is torn; a second one ends at once. A closed pipe is an error."""
    stop = Event()

    def on_interrupt(_signal: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, on_interrupt)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a worker that died must not take the scan with it
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
