"""A limit of time for one report in this very process: for check and read, which start no worker."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from coacheck.cli.parts import say
from coacheck.errors import EXIT_UNREADABLE, TooLongError

_GRACE = 5.0
"""Seconds over the limit after which the program ends itself: a library has not come back."""


class _Over(BaseException):
    """No library may take it for an error of the file."""


@contextmanager
def within(seconds: float | None, name: str) -> Iterator[None]:
    """Raises TooLongError where what it holds takes longer; None is the default of scans."""
    from coacheck.scanning.settings import Limits

    seconds = seconds or Limits(jobs=1).timeout
    message = f"{name}: took longer than {seconds:g} s; expected a report that is read in that time (--timeout)."
    last = threading.Timer(seconds + _GRACE, _give_up, (message,))
    last.daemon = True
    last.start()
    try:
        with _alarm(seconds):
            yield
    except _Over:
        raise TooLongError(message) from None
    finally:
        last.cancel()


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raises _Over as soon as Python runs; where the system has no alarm there is only the end of the program."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise _Over

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _give_up(message: str) -> None:
    say(f"coacheck: error: {message}")
    os._exit(EXIT_UNREADABLE)
