"""Which outputs still are what a scan wrote: the checksum of each is kept, so that nobody's edits are lost."""

from __future__ import annotations

import hashlib
from pathlib import Path

from coacheck.scanning import cache


def remember(path: Path) -> None:
    """This file holds what a scan wrote and nothing else."""
    cache.put(_name(path), b"")


def is_as_written(path: Path) -> bool:
    """False for what was changed since, and where nobody knows any more."""
    return cache.get(_name(path)) is not None


def _name(path: Path) -> str:
    with path.open("rb") as file:
        return cache.mark("output", hashlib.file_digest(file, "blake2b").digest())
