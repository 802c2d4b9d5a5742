"""Worker processes: what one call does to its worker, no other call notices."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

import misbehave
from coacheck.scanning.workers import TooMuchCpuError, TooSlowError, WorkerDiedError, WorkerKilledError, Workers


@pytest.fixture
def workers() -> Iterator[Workers]:
    pool = Workers(jobs=2, timeout=6, memory=512, cpu=2)
    yield pool
    pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize(
    ("does", "raises", "says"),
    [
        (misbehave.hang, TooSlowError, None),
        (misbehave.devour, MemoryError, None),
        (misbehave.devour_bit_by_bit, MemoryError, None),
        (misbehave.burn, TooMuchCpuError, None),
        (misbehave.die, WorkerKilledError, "was ended by SIGKILL"),
        (misbehave.break_off, WorkerDiedError, "was ended by SIGABRT"),
        (misbehave.leave, WorkerDiedError, "ended with code 7"),
    ],
)
def test_only_the_call_that_misbehaves_fails(
    workers: Workers, does: Callable[[], None], raises: type[Exception], says: str | None
) -> None:
    before = [workers.submit(abs, -n) for n in range(5)]
    bad = workers.submit(does)
    after = [workers.submit(abs, -n) for n in range(5)]

    with pytest.raises(raises, match=says):
        bad.result(20)
    assert [future.result(20) for future in (*before, *after)] == [*range(5), *range(5)]


@pytest.mark.parametrize("megabytes", [130, 300])
def test_what_earlier_calls_have_left_in_use_is_no_fault_of_the_next(megabytes: int) -> None:
    """300 MB are renewed before the next call asks for as much, 130 when one does."""
    pool = Workers(jobs=1, timeout=20, memory=512)

    often = [pool.submit(misbehave.keep, megabytes).result(60) for _ in range(6)]
    pool.shutdown()

    assert 1 in often[1:]
    assert max(often) * megabytes < 512


def test_an_error_of_the_call_is_raised_and_its_worker_goes_on(workers: Workers) -> None:
    with pytest.raises(ZeroDivisionError):
        workers.submit(divmod, 1, 0).result(20)
    with pytest.raises(TypeError, match="pickle"):
        workers.submit(open, os.devnull).result(20)

    assert workers.submit(abs, -1).result(20) == 1


def test_a_worker_that_is_killed_from_outside_is_replaced(workers: Workers) -> None:
    first = workers.submit(misbehave.pid).result(20)
    os.kill(first, signal.SIGKILL)

    pids = {workers.submit(misbehave.pid).result(20) for _ in range(6)}

    assert first not in pids


def test_each_call_has_its_own_time_of_a_core(workers: Workers) -> None:
    """Four seconds in two processes, and none has more than two."""
    assert [f.result(60) for f in [workers.submit(misbehave.work_hard, 0.6) for _ in range(8)]] == [None] * 8


def test_a_worker_that_can_not_start_is_no_fault_of_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coacheck.scanning.workers._work", misbehave.leave_at_once)
    pool = Workers(jobs=1, timeout=6, memory=512)

    with pytest.raises(WorkerKilledError, match="could not be started"):
        pool.submit(abs, 1).result(20)
    pool.shutdown(cancel_futures=True)


def test_nothing_that_a_library_prints_gets_out(workers: Workers, capfd: pytest.CaptureFixture[str]) -> None:
    assert workers.submit(misbehave.chatter, "x").result(20) == "x"
    workers.shutdown()

    assert capfd.readouterr() == ("", "")


def test_stopping_does_not_wait_for_what_hangs() -> None:
    pool = Workers(jobs=1, timeout=600, memory=512)
    pool.submit(abs, 1).result(20)
    hanging, waiting = pool.submit(misbehave.hang), pool.submit(abs, -1)
    while not hanging.running():
        time.sleep(0.01)

    pool.shutdown(cancel_futures=True)

    assert isinstance(hanging.exception(20), WorkerDiedError)
    assert waiting.cancelled()


def test_after_so_many_reports_a_new_worker_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the libraries below have kept goes with it."""
    monkeypatch.setattr("coacheck.scanning.workers._REPORTS_OF_A_WORKER", 3)
    pool = Workers(jobs=1, timeout=20, memory=512)

    processes = [pool.submit(os.getpid).result(60) for _ in range(7)]
    pool.shutdown()

    assert len({*processes[:3]}) == len({*processes[3:6]}) == 1
    assert len({*processes}) == 3
