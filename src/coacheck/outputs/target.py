"""The file that a scan writes: never one that is no scan's, by one scan at a time; an older one stays until the new
one is whole.

A new file grows under its own name, so that it can be followed. Where an older one is there, the new one grows beside
it as FILE.part and takes its place when it is done; `--resume` goes on with the part where there is one. An older one
that somebody has edited is kept beside it.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from coacheck.errors import UsageError
from coacheck.outputs.appending import Appending
from coacheck.outputs.ci import JUNIT_START, SARIF_START

try:
    import fcntl
except ImportError:  # Windows, where a scan's output is not locked
    fcntl = None  # type: ignore[assignment]

_MARKS = (b"", b"\xef\xbb\xbf")
_STARTS = (
    b'{"file": ', b'[\n{"file": ', b"[\n]", SARIF_START.encode(), JUNIT_START.encode(),
    *(mark + between.join((b"file", b"verdict", b"")) for mark in _MARKS for between in (b",", b";", b"\t")),
)  # fmt: skip
"""Spreadsheet programs save a CSV with what stands between the cells in their country."""
_CREATOR = re.compile(rb"<dc:creator[^>]*>coacheck<")
_ABOVE_STANDARD = 3
_BLOCK = 1 << 20
WAIT, _GLANCE = 60.0, 0.1
"""Seconds for somebody to read a pipe, and between two looks."""
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
Stretch = tuple[int, int]
"""From one byte of a file up to another."""


class Target:
    """What `-o FILE` names, locked until `close`. Nothing is changed before `start` or `keep`.

    Raises UsageError where it holds what no scan wrote, and where another scan writes it.
    """

    def __init__(self, output: Path, whole: bool) -> None:
        """`whole`: nobody could make use of a part of it (a JSON list)."""
        self._told, self._whole = output, whole
        self.path = Path(os.path.realpath(output)) if not output.exists() or output.is_file() else output
        self.part = self.path.with_name(f"{self.path.name}.part")
        self._fds: dict[Path, int] = {}
        try:
            self.is_file = not self.path.exists() or self.path.is_file()
            for path in (self.path, self.part) if self.is_file else ():
                if path.exists():
                    self._only_of_a_scan(path)
                    self._open(path)
        except OSError as error:
            self.close()
            raise self._unwritable(error) from error
        except UsageError:
            self.close()
            raise

    @property
    def source(self) -> Path | None:
        """What an earlier scan left to go on with."""
        return next((path for path in (self.part, self.path) if self._size(path)), None)

    @property
    def grows(self) -> Path:
        """Where what is done stands."""
        return self.part if self.part in self._fds else self.path

    def start(self) -> Appending:
        """For a scan from the beginning. A pipe or a device is written as it is."""
        try:
            if not self.is_file:
                self._fds[self.path] = fd = _above(self._open_pipe())
                return Appending(fd, str(self._told))
            older = self._size(self.path)
            if older or self._whole:
                fd = self._open(self.part)
                if older:
                    self.part.chmod(stat.S_IMODE(self.path.stat().st_mode))
            else:
                self.drop()
                fd = self._open(self.path)
            os.ftruncate(fd, 0)
        except OSError as error:
            raise self._unwritable(error) from error
        return Appending(fd, str(self._told))

    def keep(self, end: int, without: Sequence[Stretch]) -> Appending:
        """For a scan that goes on: what stands in `source` before `end`, without these stretches."""
        source = self.source
        if source is None:
            return self.start()
        try:
            if without:
                self._rewrite(source, end, without)
            else:
                os.ftruncate(self._fds[source], end)
        except OSError as error:
            raise self._unwritable(error) from error
        return Appending(self._fds[source], str(self._told), not self._size(source))

    def done(self, whole: bool, put_aside: Callable[[Path], Path | None]) -> Path | None:
        """The new file takes the place of the older one, if it is whole.

        `put_aside` moves the older one away if it was edited, and says where it is then.
        """
        if self.part not in self._fds or not (whole or not self.path.exists()):
            return None
        if fcntl is None:  # Windows moves no open file
            self.close()
        try:
            kept = put_aside(self.path) if self._holds_any() else None
            self.part.replace(self.path)
        except OSError as error:
            raise self._unwritable(error) from error
        return kept

    def drop(self) -> None:
        """The part of a scan that was not gone on with, or in which nothing was done."""
        if (fd := self._fds.pop(self.part, None)) is not None:
            os.close(fd)
            self.part.unlink(missing_ok=True)

    def close(self) -> None:
        for fd in self._fds.values():
            os.close(fd)
        self._fds.clear()

    def _holds_any(self) -> bool:
        return self.path.exists() and self.path.stat().st_size > 0

    def _size(self, path: Path) -> int:
        return os.fstat(self._fds[path]).st_size if path in self._fds else 0

    def _only_of_a_scan(self, path: Path) -> None:
        with path.open("rb") as file:
            head = file.read(max(map(len, _STARTS)))
        if not is_workbook(path) and not any(head.startswith(start) or start.startswith(head) for start in _STARTS):
            told = f"{path} is there and is not what a scan wrote"
            raise UsageError(f"{told}; expected a new name, or that file moved away.")

    def _open(self, path: Path) -> int:
        """Opened and locked; nothing is changed."""
        while path not in self._fds:
            fd = _above(os.open(path, _FLAGS, 0o666))
            if not _locked(fd):
                os.close(fd)
                raise UsageError(f"{self._told}: another scan writes it; expected one scan for each output.")
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(fd), path.stat()):
                    self._fds[path] = fd
                    break
            os.close(fd)  # another scan has just put its own in the place of this
        return self._fds[path]

    def _open_pipe(self) -> int:
        """A pipe or a device. Raises UsageError where nobody comes to read the pipe."""
        flags, until = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0), time.monotonic() + WAIT
        while True:
            try:
                fd = os.open(self.path, flags)
                break
            except OSError as error:
                if error.errno != errno.ENXIO:
                    raise
            if time.monotonic() > until:
                told = f"{self._told}: a pipe from which nobody has read in {WAIT:g} s"
                raise UsageError(f"{told}; expected its reader, or a file for -o.")
            time.sleep(_GLANCE)
        if hasattr(os, "set_blocking"):
            os.set_blocking(fd, True)
        return fd

    def _rewrite(self, source: Path, end: int, without: Sequence[Stretch]) -> None:
        """At once or not at all."""
        fresh = self.path.with_name(f"{self.path.name}.part~")
        if fresh.exists():
            self._only_of_a_scan(fresh)
        with source.open("rb") as old, fresh.open("wb") as new:
            at = 0
            for gap, after in (*without, (end, end)):
                old.seek(at)
                while at < gap and (block := old.read(min(_BLOCK, gap - at))):
                    at += new.write(block)
                at = after
            new.flush()
            os.fsync(new.fileno())
        fresh.chmod(stat.S_IMODE(source.stat().st_mode))
        held = self._fds.pop(source)
        if fcntl is None:
            os.close(held)
        fresh.replace(source)
        self._open(source)
        if fcntl is not None:
            os.close(held)

    def _unwritable(self, error: OSError) -> UsageError:
        return UsageError(f"{self._told}: can't be written ({error.strerror}); expected a file for -o.")


def is_workbook(path: Path) -> bool:
    """One that a scan wrote: its properties say so."""
    try:
        with zipfile.ZipFile(path) as file, file.open("docProps/core.xml") as properties:
            return bool(_CREATOR.search(properties.read(_BLOCK)))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        return False


def _locked(fd: int) -> bool:
    """The lock goes with the process that has it. A file system that knows no locks is taken as it is."""
    try:
        if fcntl is not None:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _above(fd: int) -> int:
    """Never one of the numbers of stdin, stdout and stderr, which may be closed: others write to them."""
    if fd >= _ABOVE_STANDARD or fcntl is None:
        return fd
    higher = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, _ABOVE_STANDARD)
    os.close(fd)
    return higher
