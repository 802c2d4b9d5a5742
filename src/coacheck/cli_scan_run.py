"""What `coacheck scan` does: the scan, its data, how far it is, its summary, its exit code."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import FrameType

from coacheck.cli_ask import ask_clients
from coacheck.cli_parts import INTERRUPTED, OF_VERDICT, WORST_LAST, say
from coacheck.errors import EXIT_UNREADABLE, UnreadableError
from coacheck.outputs.appending import Appending
from coacheck.outputs.index import Entry, write_index
from coacheck.outputs.letter import Inquiry, inquiry
from coacheck.outputs.safe import visible
from coacheck.outputs.scan_data import FORMS, Form
from coacheck.outputs.scan_progress import Quiet, progress
from coacheck.outputs.scan_text import print_summary
from coacheck.outputs.terminal import error_console
from coacheck.result import Scanned
from coacheck.scanning import cache, resume
from coacheck.scanning.across import compared
from coacheck.scanning.engine import Engine, local
from coacheck.scanning.ledger import Ledger
from coacheck.scanning.pages import line_of
from coacheck.scanning.run import run
from coacheck.scanning.settings import Limits, Settings
from coacheck.scanning.sources import names_of
from coacheck.scanning.summary import summary_of, tally

_NOBODY_READS = 141
_SHOWN = 10
_PRUNE_EVERY = 1000


@dataclass
class ScanCommand:
    """`form` is jsonl, json, csv, wide or None for no data; `output` None is stdout."""

    paths: tuple[str, ...]
    settings: Settings
    limits: Limits
    output: Path | None
    form: str | None
    resume: bool
    engine: str
    scheduler: str | None
    quiet: bool
    ask: str | None = None
    ledger: Ledger = field(default_factory=Ledger)
    entries: list[Entry] = field(default_factory=list)

    def run(self) -> int:
        """The exit code. Raises UsageError, and UnreadableError where the paths hold no report."""
        start = time.monotonic()
        before = self._go_on() if self.resume else 0
        self.ledger.queue(names_of(self.paths, self._note))
        if not (left := self.ledger.left()) and not before:
            raise UnreadableError(f"no report in {' '.join(self.paths)}; expected PDF files there.")
        try:
            with interruptible() as stop:
                self._scan(left, stop)
        except BrokenPipeError:
            return _NOBODY_READS
        if self.settings.pages:
            self._note(f"the index is {write_index(self.entries, self.settings.pages)}")
        if self.ask:
            ask_clients(self._inquiries(), self.ask, self._note)
        if not self.quiet:
            self._sum_up(before, time.monotonic() - start)
        if stop.is_set():
            hint = "; --resume goes on" if self.output else ""
            say(f"coacheck: interrupted with {self.ledger.left():,} of {left:,} not done{hint}")
            return INTERRUPTED
        return self._exit_code()

    def _go_on(self) -> int:
        """Takes in what the output holds already. How many results that is."""
        assert self.output is not None
        found = 0
        name_of = resume.name_in(self.form or "")
        for scanned in resume.earlier(self.output, self.form or ""):
            found += 1
            self._take(compared(scanned, self.ledger, self.settings.options.ignore), name_of(scanned))
        return found

    def _scan(self, left: int, stop: Event) -> None:
        form: Form | None = FORMS[self.form]() if self.form else None
        with (
            Appending(self.output, self.resume) as data,
            progress(error_console(), left, self.quiet) as bar,
            self._engine() as (executor, ahead),
        ):
            if form and data.is_new:
                data.write(form.head)
            for scanned in run(executor, self.ledger, self.settings, self.limits, ahead, stop):
                whole = compared(scanned, self.ledger, self.settings.options.ignore)
                if form:
                    data.write(form.of(whole))
                self._done(whole, bar)
            if form:
                data.write(form.tail)
        self._prune()

    def _prune(self) -> None:
        if self.settings.cache:
            cache.prune()

    def _done(self, scanned: Scanned, bar: Quiet) -> None:
        self._take(scanned, visible(scanned.file))
        bar.report(scanned)
        if bar.done % _PRUNE_EVERY == 0:
            self._prune()

    def _take(self, scanned: Scanned, shown: str) -> None:
        self.ledger.done(shown)
        tally(scanned, self.ledger)
        if self.settings.pages:
            self.entries.append(line_of(scanned, self.settings.pages))
        if self.ask and (verdict := scanned.verdict):
            asked = inquiry(verdict)
            self.ledger.ask(asked.whose, asked.model_dump_json())
        if labels := self.settings.labels:
            row = labels.match(scanned.file, scanned.batch)
            if row:
                self.ledger.use_row(row.line)
            else:
                self.ledger.count("label", "none")
                self.ledger.count("no label", shown)

    def _inquiries(self) -> Iterator[list[Inquiry]]:
        for bodies in self.ledger.asked():
            yield [Inquiry.model_validate_json(body) for body in bodies]

    def _engine(self) -> AbstractContextManager[Engine]:
        if self.engine == "dask":
            from coacheck.scanning.dask_engine import dask

            return dask(self.limits, self.scheduler)
        return local(self.limits)

    def _sum_up(self, before: int, seconds: float) -> None:
        print_summary(summary_of(self.ledger, before, seconds), error_console())
        for line in self._labels_told():
            self._note(line)

    def _labels_told(self) -> Iterator[str]:
        """The rows that fit no report, and the reports that no row fits."""
        if not (labels := self.settings.labels):
            return
        used = self.ledger.rows()
        rows = [r for r in labels.rows if r.line not in used]
        if rows:
            named = [f"line {r.line} ({r.file or 'batch ' + r.batch})" for r in rows[:_SHOWN]]
            yield f"labels that fit no report: {_listed(named, len(rows))}"
        if missing := self.ledger.counts("label"):
            named = [name for name, _ in self.ledger.counts("no label", _SHOWN)]
            yield f"reports without a label: {_listed(named, sum(missing[0][1].values()))}"

    def _exit_code(self) -> int:
        ended = summary_of(self.ledger, 0, 0).ended
        return max((OF_VERDICT.get(end, EXIT_UNREADABLE) for end in ended), key=WORST_LAST.index)

    def _note(self, line: str) -> None:
        if not self.quiet:
            say(f"coacheck: {visible(line)}")


@contextmanager
def interruptible() -> Iterator[Event]:
    """Ctrl-C sets the event, so that no line is torn; a second one ends at once. A closed pipe is an error."""
    stop = Event()

    def on_interrupt(_signal: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, on_interrupt)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a worker that died must not take the scan with it
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _listed(named: list[str], count: int) -> str:
    more = f" and {count - len(named):,} more" if count > len(named) else ""
    return f"{', '.join(named)}{more}"
