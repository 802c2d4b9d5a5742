"""How far a scan is, on stderr: a bar on a terminal, plain lines otherwise, or nothing."""

from __future__ import annotations

import sys
import time
from threading import Event, Thread
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from coacheck.outputs.safe import clean
from coacheck.outputs.scan_text import duration, line_of
from coacheck.result import Scanned

_EVERY = 5.0
"""Seconds between two plain lines."""


class Quiet:
    """Says nothing."""

    def __init__(self, console: Console, total: int) -> None:
        self.console, self.total, self.done = console, total, 0

    def __enter__(self) -> Self:
        self.since = time.monotonic()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return None

    def report(self, scanned: Scanned) -> None:
        self.done += 1


class Plain(Quiet):
    """A line for each report; how far it is every few seconds."""

    def __enter__(self) -> Self:
        self._ended = Event()
        self._thread = Thread(target=self._tick, daemon=True)
        self._thread.start()
        return super().__enter__()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def report(self, scanned: Scanned) -> None:
        super().report(scanned)
        self._say(line_of(scanned).plain)

    def _tick(self) -> None:
        while not self._ended.wait(_EVERY):
            self._say(f"coacheck: {self.done:,} of {self.total:,} done{self._rate()}")

    def _rate(self) -> str:
        if not self.done:
            return ""
        rate = self.done / (time.monotonic() - self.since)
        return f", {rate:.1f} a second, about {duration((self.total - self.done) / rate)} left"

    def _say(self, line: str) -> None:
        sys.stderr.write(f"{clean(line)}\n")
        sys.stderr.flush()


class Bar(Quiet):
    """A line for each report over a bar with the rate and the time left."""

    def __init__(self, console: Console, total: int) -> None:
        super().__init__(console, total)
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(),
            TextColumn("left"), console=console, transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("scanning", total=total)

    def __enter__(self) -> Self:
        self._bar.start()
        return super().__enter__()

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def report(self, scanned: Scanned) -> None:
        super().report(scanned)
        self.console.print(line_of(scanned), no_wrap=True, overflow="ellipsis")
        self._bar.advance(self._task)


class _Rate(ProgressColumn):
    """Reports per second since the start."""

    def render(self, task: Task) -> Text:
        rate = task.completed / task.elapsed if task.elapsed else 0
        return Text(f"{rate:.1f}/s" if rate else "", "dim")


def progress(console: Console, total: int, quiet: bool) -> Quiet:
    if quiet:
        return Quiet(console, total)
    return (Bar if console.is_terminal and not console.is_dumb_terminal else Plain)(console, total)
