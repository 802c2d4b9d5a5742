"""What a worker may do instead of its work. Importable by name, in the tests and in a worker."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def hang() -> None:
    while True:
        time.sleep(0.01)


def devour() -> None:
    bytearray(10**12)


def devour_bit_by_bit() -> None:
    kept = []
    while True:
        kept.append(bytearray(10**8))


_KEPT: list[bytearray] = []


def keep(megabytes: int) -> int:
    """As a library does that gives back nothing; how often this process has done it."""
    _KEPT.append(bytearray(megabytes * 2**20))
    return len(_KEPT)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    os._exit(7)


def chatter(text: str) -> str:
    print("a library that prints")
    os.write(1, b"on stdout")
    return text


def pid() -> int:
    return os.getpid()


def leave_at_once(*_: object) -> None:
    os._exit(0)


def burn() -> None:
    while True:
        pass


def work_hard(seconds: float) -> None:
    start = time.process_time()
    while time.process_time() < start + seconds:
        pass


def break_off() -> None:
    signal.signal(signal.SIGABRT, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGABRT)


WAYS = {"hang": hang, "devour": devour_bit_by_bit, "die": die, "leave": leave, "burn": burn, "break_off": break_off}


def work_unless_named(call: Callable[..., T], settings: bytes, file: str, place: str) -> T:
    """The call, but a file whose name is one of `WAYS` has it done instead."""
    WAYS.get(Path(file).stem, lambda: None)()
    return call(settings, file, place)


def work_and_die_once(call: Callable[..., T], settings: bytes, file: str, place: str) -> T:
    """Slow enough to be killed half way."""
    time.sleep(0.1)
    return call(settings, file, place)
