"""Which files still are what was written: the checksum of each is kept, so that nobody's edits are lost."""

from __future__ import annotations

import hashlib
import os
from itertools import count
from pathlib import Path

from coacheck.scanning import cache


def remember(path: Path) -> None:
    """This file holds what was written and nothing else."""
    cache.put(_name(path), b"")


def is_as_written(path: Path) -> bool:
    """False for what was changed since, and where nobody knows any more."""
    return cache.get(_name(path)) is not None


def put_aside(path: Path) -> Path | None:
    """Moves a file that is not as it was written, and says where it is then: "verdicts.old.csv", "verdicts.old-2.csv"
    and so on, the first that is not there. Raises OSError.
    """
    if is_as_written(path):
        return None
    names = (f"{path.stem}.old{f'-{n}' if n > 1 else ''}{path.suffix}" for n in count(1))
    kept = next(each for name in names if not os.path.lexists(each := path.with_name(name)))
    return path.rename(kept)


def _name(path: Path) -> str:
    with path.open("rb") as file:
        return cache.mark("output", hashlib.file_digest(file, "blake2b").digest())
