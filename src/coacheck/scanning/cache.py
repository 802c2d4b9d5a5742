"""A store on the disk for what was worked out before: small files, each written whole or not at all.

Several scans can use it at once. What is damaged or missing is only worked out again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import stat
import tempfile
import zlib
from pathlib import Path

MAX_MEGABYTES = 2048
"""Then what was not used for longest goes; enough for about 100,000 reports."""


_SIGN = 32
_MOST = 64 * 1024 * 1024
"""Bytes of an entry when unpacked: no reading comes near."""
_MOST_PACKED = _MOST // 4


def mark(*parts: bytes | str) -> str:
    """A name for what belongs to exactly these parts."""
    found = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(content) + content)
    return found.hexdigest()


def get(name: str) -> bytes | None:
    path = _path(name)
    try:
        with path.open("rb") as file:
            sign, packed = file.read(_SIGN), file.read(_MOST_PACKED)
        if not hmac.compare_digest(sign, _sign(name, packed)):
            return None
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed, _MOST)
        if not unpacking.eof:
            return None
        os.utime(path)
    except (OSError, zlib.error):
        return None
    return content


def put(name: str, content: bytes) -> None:
    """For the next time. A full disk costs time then, never a result."""
    path = _path(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            packed = zlib.compress(content, 1)
            try:
                file.write(_sign(name, packed) + packed)
                file.flush()
                Path(file.name).replace(path)
            except OSError:
                Path(file.name).unlink(missing_ok=True)
    except OSError:
        return


def _sign(name: str, packed: bytes) -> bytes:
    """The checksum of an entry, keyed with its name: what lies under another name, or is damaged, is none."""
    return hashlib.blake2b(packed, key=name.encode()[:64], digest_size=_SIGN).digest()


def folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("coacheck") / "scans"


def usable() -> bool:
    """Can anything be kept here?"""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder()):
            return True
    except OSError:
        return False


def prune(most: int = MAX_MEGABYTES * 1024 * 1024) -> int:
    """Drop what was used longest ago, until the files have at most `most` bytes. How many were dropped."""
    files = sorted(_files())
    size = sum(bytes_ for _, bytes_, _ in files)
    dropped = 0
    for _, bytes_, path in files:
        if size <= most:
            break
        try:
            path.unlink(missing_ok=True)
        except OSError:  # not ours to remove
            continue
        size -= bytes_
        dropped += 1
    return dropped


def _files() -> list[tuple[float, int, Path]]:
    """When each file was used last, and its size."""
    found = []
    for path in folder().glob("*/*"):
        try:
            status = path.stat()
        except OSError:  # another scan was quicker
            continue
        if stat.S_ISREG(status.st_mode):
            found.append((status.st_mtime, status.st_size, path))
    return found


def _path(name: str) -> Path:
    return folder() / name[:2] / name
