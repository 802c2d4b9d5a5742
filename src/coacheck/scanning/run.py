"""The scan itself: names in, one result for each out, through any concurrent.futures.Executor."""

from __future__ import annotations

import pickle
from asyncio import CancelledError
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from queue import Empty, SimpleQueue
from threading import Event
from typing import TypeVar

from coacheck.result import Scanned
from coacheck.scanning.call import call
from coacheck.scanning.ended import failed
from coacheck.scanning.ledger import Ledger
from coacheck.scanning.settings import Limits, Settings
from coacheck.scanning.sources import place_of
from coacheck.scanning.workers import TooMuchCpuError, TooSlowError, WorkerDiedError, WorkerKilledError

_GLANCE = 0.2
"""Seconds between looks at whether the scan is to stop."""

_AGAIN = "--resume reads it again."
_WIDTH = 160

T = TypeVar("T")
Ended = SimpleQueue[tuple[str, "Future[Scanned]"]]


def run(
    executor: Executor, ledger: Ledger, settings: Settings, limits: Limits, ahead: int, stop: Event
) -> Iterator[Scanned]:
    """A result for each name that waits in the ledger, as it is done; `ahead` are given out at a time.

    When `stop` is set it ends with what is done; what is under way has no result.
    """
    told = pickle.dumps(settings)
    ended: Ended = SimpleQueue()
    names, under_way = ledger.waiting(), 0
    while not stop.is_set():
        while under_way < ahead and (name := next(names, None)) is not None:
            _submit(executor, told, name, ended)
            under_way += 1
        if not under_way:
            return
        try:
            yield result_of(*ended.get(timeout=_GLANCE), limits)
        except Empty:
            continue
        under_way -= 1
    while not ended.empty():
        yield result_of(*ended.get(), limits)


def _submit(executor: Executor, settings: bytes, name: str, ended: Ended) -> None:
    try:
        future = executor.submit(call, settings, name, place_of(name))
    except (BrokenExecutor, RuntimeError) as error:  # it does not mend itself: what is left has a result all the same
        future = Future()
        future.set_exception(error)
    future.add_done_callback(lambda done: ended.put((name, done)))


def result_of(name: str, future: Future[T], limits: Limits) -> T | Scanned:
    """What the call gives; whatever became of the worker, the report has a result with its name."""
    try:
        return future.result()
    except TooSlowError:
        message = f"took longer than {limits.timeout:g} s; expected a report that is read in that time (--timeout)."
        return failed(name, "timeout", message)
    except TooMuchCpuError:
        seconds = min(limits.cpu, limits.timeout)
        message = f"used a core for more than {seconds:g} s; expected a report that is read in that time (--timeout)."
        return failed(name, "timeout", message)
    except MemoryError:
        message = f"needs more than {limits.memory} MB; expected a report that is read with that (--memory)."
        return failed(name, "memory", message)
    except WorkerKilledError as error:
        return failed(name, "retry", f"the worker that read it {error}, which is no fault of the report; {_AGAIN}")
    except WorkerDiedError as error:
        return failed(name, "crash", f"the worker that read it {error}; expected a report that can be read.")
    except (Exception, CancelledError) as error:  # noqa: BLE001  an executor may have errors of its own
        told = f"{type(error).__name__}: {error}".rstrip(": ")[:_WIDTH]
        return failed(name, "retry", f"no result from the worker ({told}), which is no fault of the report; {_AGAIN}")
