"""How far a scan is, on stderr: a bar on a terminal, plain lines otherwise, or nothing."""

from __future__ import annotations

import sys
import time
from threading import Event, Thread
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

from coacheck.outputs.safe import clean
from coacheck.outputs.scan_text import duration, line_of, print_line
from coacheck.result import Scanned

_EACH = 100_000
"""Bytes of a file that take as long to read as what any file takes, however small."""
_EVERY = 5.0
"""Seconds between two plain lines."""
_STILL = 30.0
"""Seconds between two of them where no report was done in between: a log need not hold each."""


class Quiet:
    """Says nothing."""

    def __init__(self, console: Console, total: int, bytes_: int, verbose: bool = False) -> None:
        """`bytes_`: how large the files are, as far as that is known."""
        self._verbose = verbose
        self.console, self.total, self.done = console, total, 0
        self._work, self._worked = bytes_ + total * _EACH, 0
        self._last = 0.0

    @property
    def left(self) -> float | None:
        """Seconds, by the work that is done: the largest files come first, so their number tells too much.

        While nothing is done it counts down; what has been waited for (OCR takes minutes) may take as long again.
        """
        if not self._worked:
            return None
        waited = time.monotonic() - self._last
        by_work = (self._last - self.since) * (self._work - self._worked) / self._worked
        return max(by_work - waited, waited if self._work > self._worked else 0.0)

    def __enter__(self) -> Self:
        self.since = time.monotonic()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return None

    def report(self, scanned: Scanned, size: int) -> None:
        self.done += 1
        self._last = time.monotonic()
        self._worked += size + _EACH


class Plain(Quiet):
    """A line for each report; how far it is every few seconds."""

    def __enter__(self) -> Self:
        super().__enter__()
        self._ended = Event()
        self._thread = Thread(target=self._tick, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def report(self, scanned: Scanned, size: int) -> None:
        super().report(scanned, size)
        self._say(line_of(scanned, self._verbose).plain)

    def _tick(self) -> None:
        told, at = -1, self.since
        while not self._ended.wait(_EVERY) and self.done < self.total:
            if self.done != told or time.monotonic() - at >= _STILL:
                told, at = self.done, time.monotonic()
                self._say(f"coacheck: {self.done:,} of {self.total:,} done{self._rate()}")

    def _rate(self) -> str:
        if (left := self.left) is None:
            return ""
        rate = self.done / (time.monotonic() - self.since)
        return f", {rate:.1f} a second, about {duration(left)} left"

    def _say(self, line: str) -> None:
        sys.stderr.write(f"{clean(line)}\n")
        sys.stderr.flush()


class Bar(Quiet):
    """A line for each report over a bar with the rate and the time left."""

    def __init__(self, console: Console, total: int, bytes_: int, verbose: bool = False) -> None:
        super().__init__(console, total, bytes_, verbose)
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), _Left(self),
            console=console, transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("scanning", total=total)

    def __enter__(self) -> Self:
        self._bar.start()
        return super().__enter__()

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def report(self, scanned: Scanned, size: int) -> None:
        super().report(scanned, size)
        print_line(scanned, self.console, self._verbose)
        self._bar.advance(self._task)


class _Rate(ProgressColumn):
    """Reports per second since the start."""

    def render(self, task: Task) -> Text:
        rate = task.completed / task.elapsed if task.elapsed else 0
        return Text(f"{rate:.1f}/s" if rate else "", "dim")


class _Left(ProgressColumn):
    """The time left."""

    def __init__(self, of: Quiet) -> None:
        super().__init__()
        self._of = of

    def render(self, task: Task) -> Text:
        left = self._of.left
        return Text("" if left is None else f"{duration(left)} left", "cyan")


def progress(console: Console, total: int, bytes_: int, quiet: bool, verbose: bool = False) -> Quiet:
    if quiet:
        return Quiet(console, total, bytes_)
    return (Bar if console.is_terminal and not console.is_dumb_terminal else Plain)(console, total, bytes_, verbose)
