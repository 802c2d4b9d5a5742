"""A limit of memory for one report in this very process: for check and read, which start no worker."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from coacheck.errors import TooLargeError, UnreadableError

_OF_A_THREAD = 256
"""MB of addresses that a thread of the recogniser takes, mostly unused: there is one for each core."""


@contextmanager
def bounded(megabytes: int | None, name: str) -> Iterator[None]:
    """Raises TooLargeError where what it holds needs more; None is the default of scans."""
    most = megabytes or _usual()
    told = f"{name}: needs more than {most} MB; expected a report that is read with that (--memory)."
    try:
        with _limit(most):
            yield
    except MemoryError as error:
        raise TooLargeError(told) from error
    except UnreadableError as error:
        if isinstance(error.__cause__, MemoryError):
            raise TooLargeError(told) from error
        raise


def _usual() -> int:
    """What a worker of a scan may use, and what is needed for each core more."""
    from coacheck.pdf.ocr.pages import installed
    from coacheck.scanning.settings import Limits

    cores = (os.cpu_count() or 1) if installed() else 1
    return Limits(jobs=1).memory + (cores - 1) * _OF_A_THREAD


@contextmanager
def _limit(megabytes: int) -> Iterator[None]:
    """Where the system can (not on Windows): what asks for more gets MemoryError, until the end of the block."""
    try:
        import resource
    except ImportError:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    known = [bound for bound in before if bound != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([megabytes * 2**20, *known]), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
