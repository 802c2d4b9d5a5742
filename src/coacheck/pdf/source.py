"""The bytes of a file, or of a pipe into which somebody writes."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from coacheck.errors import UnreadableError

MAX_BYTES = 256 * 2**20
WAIT = 60.0
"""Seconds for the first byte of a pipe: as long as a slow server may take."""


def bytes_of(path: Path) -> bytes:
    """Raises UnreadableError for what is not there, can't be read or is too large, and where nothing comes."""
    if path.is_dir():
        raise UnreadableError(
            f"{path}: a folder; expected PDF reports. Name its files ({path}/*.pdf), or judge all: coacheck scan {path}"
        )
    try:
        if stat.S_ISFIFO(path.stat().st_mode):
            return _of_pipe(path)
        with path.open("rb") as file:  # a device without an end ends at the limit
            must_not_be_typed(file, str(path))
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableError(f"{path}: no such file; expected the path of a PDF report.") from None
    except OSError as error:
        raise UnreadableError(f"{path}: can't be read ({error.strerror}); expected a readable PDF report.") from None


def must_not_be_typed(file: BinaryIO, name: str) -> None:
    """Raises UnreadableError for a terminal, where it would wait for somebody to type a PDF."""
    if file.isatty():
        raise UnreadableError(f"{name}: a terminal; expected a PDF report: coacheck check report.pdf")


def _of_pipe(path: Path) -> bytes:
    """As of <(…). Opened so that it doesn't wait for somebody who never comes."""
    import select

    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(fd, "rb") as file:
        if not select.select([fd], [], [], WAIT)[0]:
            told = f"{path}: a pipe into which nobody has written in {WAIT:g} s"
            raise UnreadableError(f"{told}; expected a report: name its file.")
        os.set_blocking(fd, True)
        return file.read(MAX_BYTES + 1)
