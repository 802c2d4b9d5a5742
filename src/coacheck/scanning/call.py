"""The way into a worker: light to import in the parent, which only sends it."""

from __future__ import annotations

from coacheck.result import Scanned


def call(settings: bytes, file: str, place: str) -> Scanned:
    """The result for `file`, which lies at `place`; `settings` are pickled Settings. Raises MemoryError."""
    from coacheck.scanning.work import work

    return work(settings, file, place)
