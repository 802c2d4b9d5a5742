"""Worker processes, each with a pipe of its own: what one report does to its worker reaches no other report."""

from __future__ import annotations

import faulthandler
import importlib
import math
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
_REPORTS_OF_A_WORKER = 500
"""Then a new one takes its place, whatever the libraries below have kept."""
_FULL = 0.75
"""The share of its memory that a worker may have left in use after a call; then a new one takes its place, too."""
_AFTER_THE_PARENT = 30
"""Seconds over the time limit after which a worker ends itself: its parent, who should have, is gone."""
_START = 120
"""Seconds in which a worker must have loaded what it works with; they don't count as a report's."""
_TAKEN = b"taken"
"""A worker's word that a call has reached it: what ends it from then on belongs to that call."""
_PRELOADED = "coacheck.scanning.work"


_FROM_OUTSIDE = ("SIGKILL", "SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT")
"""Signals that no report makes a library raise: the system or a person sent them."""
_UNKNOWN = 255
"""The exit code of a worker whose own parent, the server that it was forked from, is gone too."""
_OUT_OF_CPU = "SIGXCPU"


class WorkerDiedError(Exception):
    """The worker ended before it answered; says how."""


class WorkerKilledError(WorkerDiedError):
    """It was ended from outside, or could not be started: no fault of its call."""


class TooSlowError(TimeoutError):
    """The call took more than its time by the clock."""


class TooMuchCpuError(TimeoutError):
    """The call used more than its time of a core."""


def _how(exit_code: int | None) -> Exception:
    known = {-s.value: s.name for s in signal.Signals}
    name = known.get(exit_code or 0, f"signal {-(exit_code or 0)}")
    if name == _OUT_OF_CPU:
        return TooMuchCpuError()
    if exit_code is None or exit_code == _UNKNOWN:
        return WorkerKilledError("is gone")
    if exit_code >= 0:
        return WorkerDiedError(f"ended with code {exit_code}")
    return (WorkerKilledError if name in _FROM_OUTSIDE else WorkerDiedError)(f"was ended by {name}")


class Workers(Executor):
    """`jobs` processes; a call has `timeout` seconds by the clock and `cpu` of a core (then TimeoutError), and `memory`
    MB (then MemoryError).

    A worker that is too slow is killed, one that dies is replaced; only its own call fails.
    """

    def __init__(self, jobs: int, timeout: float, memory: int, cpu: float | None = None) -> None:
        self._stopped = False
        self._calls: SimpleQueue[tuple[Future[Any], tuple[Any, ...]] | None] = SimpleQueue()
        costs = _Costs(timeout, memory, timeout if cpu is None else min(cpu, timeout))
        self._workers = [_Worker(costs) for _ in range(jobs)]
        self._threads = [Thread(target=self._serve, args=(worker,), daemon=True) for worker in self._workers]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        self._calls.put((future, (fn, args, kwargs)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """With `cancel_futures` what runs is ended at once, and gives WorkerDiedError."""
        self._stopped = cancel_futures
        for _ in self._threads:
            self._calls.put(None)
        for worker, thread in zip(self._workers, self._threads, strict=True):
            while cancel_futures and thread.is_alive():
                worker.kill()
                thread.join(0.1)
            if wait:
                thread.join()

    def _serve(self, worker: _Worker) -> None:
        while call := self._calls.get():
            future, what = call
            if self._stopped:
                future.cancel()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(worker.call(what))
            except Exception as error:  # noqa: BLE001  whatever it is belongs to whoever waits for this call
                future.set_exception(error)
        worker.stop()


@dataclass(frozen=True, slots=True)
class _Costs:
    """What a call may cost: seconds by the clock, MB, seconds of a core."""

    timeout: float
    memory: int
    cpu: float


class _Worker:
    """The parent's side of one process, which is started when it is first needed."""

    def __init__(self, costs: _Costs) -> None:
        self._costs = costs
        self._process: multiprocessing.process.BaseProcess | None = None
        self._calls = 0

    def call(self, what: tuple[Any, ...]) -> Any:
        """For what a worker of many calls lacks the memory, a fresh one may have it: that one is asked, too."""
        try:
            return self._call(what)
        except MemoryError:
            if self._calls == 1:
                raise
            self.stop()
            return self._call(what)

    def _call(self, what: tuple[Any, ...]) -> Any:
        if self._process is None or not self._process.is_alive() or self._calls >= _REPORTS_OF_A_WORKER:
            self.stop()
            self._calls = 0
        self._calls += 1
        try:
            if not self._takes(what):  # it died idle: no fault of this call
                self.stop()
                if not self._takes(what):
                    self.stop()
                    raise WorkerKilledError("could not be started")
            if not self._pipe.poll(self._costs.timeout):
                self.kill()
                self.stop()
                raise TooSlowError
            result, error = pickle.loads(self._pipe.recv_bytes())
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise _how(self.stop()) from error
        if error is not None:
            raise error
        return result

    def _takes(self, what: tuple[Any, ...]) -> bool:
        """Hands a call to the process; whether that still lived to take it."""
        try:
            if self._process is None:
                self._start()
            self._pipe.send(what)
            return bool(self._pipe.poll(_START) and self._pipe.recv_bytes() == _TAKEN)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return False

    def kill(self) -> None:
        if process := self._process:
            process.kill()

    def stop(self) -> int | None:
        """Ends the process, if there is one; its exit code."""
        if self._process is None:
            return None
        self._pipe.close()  # a worker without a pipe ends
        self._process.join(2)
        self._process.kill()
        self._process.join()
        code, self._process = self._process.exitcode, None
        return code

    def _start(self) -> None:
        context = _context()
        self._pipe, other = context.Pipe()
        process = context.Process(target=_work, args=(other, self._costs), name="coacheck worker", daemon=True)
        process.start()
        self._process = process
        other.close()
        if self._pipe.poll(_START):
            self._pipe.recv_bytes()


def _context() -> Any:
    """A process that is forked from a clean server: quick to start, and free of the parent's threads and state."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    return context


def _work(pipe: Connection, costs: _Costs) -> None:
    """The worker's side: answers until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # a worker is a core: the recogniser of one takes none of another's
    _limit_memory(costs.memory)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # no library may print between the data
        os.dup2(nowhere, stream)
    try:
        importlib.import_module(_PRELOADED)
        pipe.send_bytes(b"ready")
        while True:
            answer = _answer(pipe, costs)
            faulthandler.cancel_dump_traceback_later()
            pipe.send_bytes(answer)
            if _addresses() > _FULL * costs.memory * 2**20:
                return  # the libraries give back little of it: the next call gets a fresh worker
    except (EOFError, OSError):  # the parent has closed the pipe, or is gone
        return


def _answer(pipe: Connection, costs: _Costs) -> bytes:
    """What the next call gives and what it raises, pickled. Raises EOFError where there is none."""
    call = pipe.recv_bytes()
    pipe.send_bytes(_TAKEN)
    faulthandler.dump_traceback_later(costs.timeout + _AFTER_THE_PARENT, exit=True)
    _limit_cpu(costs.cpu)
    try:
        function, args, kwargs = pickle.loads(call)
        return pickle.dumps((function(*args, **kwargs), None))
    except Exception as error:  # noqa: BLE001  it is raised again in the parent
        return pickle.dumps((None, error))


def _addresses() -> int:
    """Bytes of address space of this process, where the system tells (Linux)."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _limit_cpu(seconds: float) -> None:
    """From now on, where the system can: what uses more is ended by SIGXCPU."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _limit_memory(megabytes: int) -> None:
    """Where the system can (not on Windows): what asks for more gets MemoryError."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
