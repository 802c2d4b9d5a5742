"""Data that survives its writer: what is written at once goes out in one call of the system, at the end of the file."""

from __future__ import annotations

import os
from dataclasses import dataclass

from coacheck.errors import UsageError

_STDOUT = "stdout"
_HINT = " Then --resume."


@dataclass(frozen=True, slots=True)
class Appending:
    """An open file or pipe that grows by whole texts; `name` is how it is told, `is_new` whether nothing is in it."""

    fd: int
    name: str
    is_new: bool = True

    def write(self, text: str | bytes) -> None:
        """Raises BrokenPipeError when nobody reads any more, UsageError when the disk is full."""
        rest = memoryview(text.encode() if isinstance(text, str) else text)
        try:
            while rest:
                rest = rest[os.write(self.fd, rest) :]
        except BrokenPipeError:
            raise
        except OSError as error:
            told = f"{self.name}: can't be written ({error.strerror})"
            raise UsageError(f"{told}; expected room.{_HINT if self.name != _STDOUT else ''}") from error
