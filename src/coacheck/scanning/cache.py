"""What was read before, by content and by the version of the reader: judging again needs no reading again.

One small file for each report, written whole or not at all, so that several scans can use the cache at once.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from pydantic import ValidationError

from coacheck.errors import NotACoaError, UnreadableError
from coacheck.model import Frozen, Report

MAX_MEGABYTES = 2048
"""Then what was not used for longest goes; about 300,000 readings."""
_READERS = ("pdf", "layout", "reading", "model.py", "data/vocabulary", "data/labs.toml")
_LIBRARIES = ("pdfplumber", "pdfminer.six", "pypdfium2", "zxing-cpp")


class _Kept(Frozen):
    report: Report | None = None
    error: str = ""
    is_coa: bool = True


def find(data: bytes) -> Report | UnreadableError | None:
    """What reading `data` gave, or None."""
    path = _path(data)
    try:
        kept = _Kept.model_validate_json(zlib.decompress(path.read_bytes()))
        os.utime(path)
    except FileNotFoundError:
        return None
    except (OSError, zlib.error, ValidationError):  # damaged on the disk: it is read again, and written anew
        return None
    return kept.report or (UnreadableError if kept.is_coa else NotACoaError)(kept.error)


def keep(data: bytes, found: Report | UnreadableError) -> None:
    """For the next time. A full disk costs time then, never a result."""
    if isinstance(found, Report):
        kept = _Kept(report=found)
    else:
        kept = _Kept(error=str(found), is_coa=not isinstance(found, NotACoaError))
    path = _path(data)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(zlib.compress(kept.model_dump_json().encode(), 1))
        Path(file.name).replace(path)
    except OSError:
        return


def folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("coacheck") / "readings"


def usable() -> bool:
    """Can readings be kept here?"""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder()):
            return True
    except OSError:
        return False


def prune(most: int = MAX_MEGABYTES * 1024 * 1024) -> int:
    """Drop what was used longest ago, until the files have at most `most` bytes. How many were dropped."""
    files = sorted((s.st_mtime, s.st_size, path) for path, s in _files())
    size = sum(each[1] for each in files)
    dropped = 0
    for _, bytes_, path in files:
        if size <= most:
            break
        path.unlink(missing_ok=True)
        size -= bytes_
        dropped += 1
    return dropped


def _files() -> list[tuple[Path, os.stat_result]]:
    found = []
    for path in folder().rglob("*"):
        try:
            if path.is_file():
                found.append((path, path.stat()))
        except FileNotFoundError:  # another scan was quicker
            continue
    return found


@lru_cache(maxsize=1)
def _reader() -> str:
    """Changes with every change of the code, the vocabulary and the libraries that read."""
    home = Path(__file__).parent.parent
    found = hashlib.sha256(" ".join(version(name) for name in _LIBRARIES).encode())
    for part in _READERS:
        for path in sorted(p for p in (home / part, *(home / part).rglob("*")) if p.suffix in (".py", ".toml")):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _path(data: bytes) -> Path:
    name = hashlib.sha256(data).hexdigest()
    return folder() / _reader() / name[:2] / name
