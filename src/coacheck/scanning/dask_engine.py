"""A dask cluster as the executor. Its workers read in processes of their own, with the limits of any scan."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar

from coacheck.errors import UsageError
from coacheck.extras import cure
from coacheck.scanning.engine import Engine
from coacheck.scanning.settings import Limits
from coacheck.scanning.workers import Workers

T = TypeVar("T")
_AHEAD = 64
_lock = Lock()


@contextmanager
def dask(limits: Limits, scheduler: str | None) -> Iterator[Engine]:
    """An executor on the cluster of `scheduler` ("tcp://host:8786"), or on one here, of `limits.jobs` at a time."""
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise UsageError(f"--engine dask needs dask; expected the extra: {cure('dask')}") from None
    with ExitStack() as stack:
        stack.callback(logging.disable, logging.root.manager.disable)
        logging.disable(logging.CRITICAL)  # whatever it has to say of a worker that is gone, the scan goes on
        if scheduler is None:
            scheduler = stack.enter_context(
                LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=1,
                    threads_per_worker=limits.jobs,
                    processes=False,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                )
            )
        try:
            client = stack.enter_context(Client(scheduler))  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            told = f"no dask scheduler at {scheduler} ({error})"
            raise UsageError(f"{told}; expected one such as tcp://host:8786.") from error
        yield _Cluster(client, limits), max(_AHEAD, 2 * sum(client.nthreads().values()))


class _Cluster(Executor):
    """Sends what to do, never the report: the workers fetch it themselves."""

    def __init__(self, client: Any, limits: Limits) -> None:
        self._executor, self._limits = client.get_executor(pure=False), limits

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = self._executor.submit(_isolated, self._limits, fn, *args, **kwargs)
        return future


def _isolated(limits: Limits, function: Callable[..., T], *args: Any) -> T:
    """On a worker of the cluster: the call, in one of its own processes."""
    with _lock:
        workers = _workers(limits)
    return workers.submit(function, *args).result()


@lru_cache(maxsize=1)
def _workers(limits: Limits) -> Workers:
    from distributed import get_worker

    multiprocessing.current_process().daemon = False  # dask's workers are, and a daemon may have no children
    return Workers(get_worker().state.nthreads, limits.timeout, limits.memory, limits.cpu)
