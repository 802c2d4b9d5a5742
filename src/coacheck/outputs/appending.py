"""Data that survives its writer: what is written at once goes out in one call of the system, at the end of the file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from coacheck.errors import UsageError


class Appending:
    """A file (None: stdout) that grows by whole texts. `goes_on`: what is there stays."""

    def __init__(self, path: Path | None, goes_on: bool = False) -> None:
        self._path = path
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | (0 if goes_on else os.O_TRUNC)
        try:
            self._fd = os.open(path, flags, 0o666) if path else sys.stdout.fileno()
        except OSError as error:
            raise UsageError(f"{path}: can't be written ({error.strerror}); expected a file for -o.") from error
        self.is_new = path is None or not os.fstat(self._fd).st_size

    def write(self, text: str) -> None:
        """Raises BrokenPipeError when nobody reads stdout any more, UsageError when the disk is full."""
        rest = memoryview(text.encode())
        try:
            while rest:
                rest = rest[os.write(self._fd, rest) :]
        except BrokenPipeError:
            raise
        except OSError as error:
            name = self._path or "stdout"
            raise UsageError(f"{name}: can't be written ({error.strerror}); expected room. Then --resume.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._path:
            os.close(self._fd)
