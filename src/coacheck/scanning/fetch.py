"""The bytes of a report: from a file, or by URL through fsspec. Knows no PDF."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from coacheck.errors import UnreadableError, UsageError

MAX_MEGABYTES = 256
_WIDTH = 160
_MOST = MAX_MEGABYTES * 1024 * 1024


def is_url(place: str) -> bool:
    return "://" in place


def fetch(place: str, name: str) -> bytes:
    """The content. Raises UnreadableError, which names the file `name`."""
    try:
        data = _fetched(place) if is_url(place) else _read(Path(place), name)
    except UnreadableError:
        raise
    except FileNotFoundError as error:
        raise UnreadableError(f"{name}: no such file; expected a PDF report.") from error
    except OSError as error:
        raise UnreadableError(f"{name}: can't be read ({error.strerror or error}); expected a PDF report.") from error
    except MemoryError:
        raise
    except Exception as error:
        if not is_url(place):
            raise
        told = f"{type(error).__name__}: {error}"[:_WIDTH]  # each kind of store has errors of its own
        raise UnreadableError(f"{name}: can't be fetched ({told}); expected a PDF report.") from error
    if len(data) > _MOST:
        raise UnreadableError(f"{name}: over {MAX_MEGABYTES} MB; expected a report.")
    return data


def _read(path: Path, name: str) -> bytes:
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        next(path.iterdir(), None)  # a folder stands alone in the list where it can't be looked into: this says why
        raise UnreadableError(f"{name}: a folder; expected a PDF report.")
    if not stat.S_ISREG(kind):
        raise UnreadableError(f"{name}: a pipe or a device; expected a PDF report.")
    with path.open("rb") as file:
        return file.read(_MOST + 1)


def _fetched(url: str) -> bytes:
    with fsspec().open(url, "rb") as file:
        data = file.read(_MOST + 1)
    assert isinstance(data, bytes)
    return data


def fsspec() -> Any:
    try:
        import fsspec as module
    except ImportError:
        raise UsageError("a URL was given; expected the extra to read it: pip install 'coacheck[remote]'") from None
    return module
