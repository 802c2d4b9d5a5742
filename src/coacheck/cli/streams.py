"""stdin, stdout and stderr as the program finds them: closed, full or gone. None of that may end as exit code 1 (fail).

What is printed on a stdout that takes nothing is wrong usage, told in one line; talk that nobody hears costs nothing.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from coacheck.errors import UsageError

_STANDARD = (0, 1, 2)


def settle() -> None:
    """Put streams in the place of those that are closed, or may be full."""
    closed = {number for number in _STANDARD if not _is_open(number)}
    for _ in closed:  # it takes the lowest number that is free: no file of ours, or of a worker, may get one of them
        os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    if 0 in closed:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))
    sys.stdout = _settled(sys.stdout, _Data(1, 1 in closed))
    sys.stderr = _settled(sys.stderr, _Talk(2))


def flush() -> None:
    """What is printed is out, or UsageError is raised: at the end of the program nobody would hear of it."""
    sys.stdout.flush()
    sys.stderr.flush()


class _Data(io.RawIOBase):
    """A stream whose failure is told, once."""

    def __init__(self, number: int, is_closed: bool = False) -> None:
        self.number, self._is_closed, self._has_failed = number, is_closed, False

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return not self._is_closed and os.isatty(self.number)

    def fileno(self) -> int:
        if self._is_closed:
            raise UsageError("stdout is closed; expected a place to print to.")
        return self.number

    def write(self, data: object) -> int:
        content = memoryview(data)  # type: ignore[arg-type]
        if self._has_failed:
            return content.nbytes
        try:
            return os.write(self.fileno(), content)
        except BrokenPipeError:
            raise
        except UsageError:
            self._has_failed = True
            raise
        except OSError as error:
            self._has_failed = True
            raise UsageError(f"stdout: can't be written ({error.strerror}); expected room for it.") from error


class _Talk(_Data):
    """A stream that may fail."""

    def write(self, data: object) -> int:
        content = memoryview(data)  # type: ignore[arg-type]
        try:
            return os.write(self.number, content)
        except OSError:
            return content.nbytes


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _is_of(stream: TextIO, raw: _Data) -> bool:
    """Does it write where the program's own would? Whoever calls `main` from Python may have put another there."""
    try:
        return stream.fileno() == raw.number
    except (OSError, ValueError):
        return False


def _settled(stream: TextIO | None, raw: _Data) -> TextIO:
    if stream is not None and (stream.isatty() or not _is_of(stream, raw)):
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding=stream.encoding if stream else "utf-8", errors="replace",
        line_buffering=isinstance(raw, _Talk),
    )  # fmt: skip


@contextmanager
def whole_pipes() -> Iterator[None]:
    """A server that hangs up is an error to be told, not the end of the program, as a closed stdout is."""
    if not hasattr(signal, "SIGPIPE"):
        yield
        return
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)
