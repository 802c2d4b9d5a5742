"""Where the work is done: worker processes here, or a dask cluster. Each is a concurrent.futures.Executor."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from coacheck.scanning.settings import Limits
from coacheck.scanning.workers import Workers

Engine = tuple[Executor, int]
"""The executor, and how many reports to give it at a time."""


@contextmanager
def local(limits: Limits) -> Iterator[Engine]:
    """Worker processes on this machine; what still runs at the end is stopped."""
    workers = Workers(limits.jobs, limits.timeout, limits.memory, limits.cpu)
    try:
        yield workers, 2 * limits.jobs
    finally:
        workers.shutdown(cancel_futures=True)
