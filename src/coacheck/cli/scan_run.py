"""What `coacheck scan` does: the scan, its data, how far it is, its summary, its exit code."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Event

from coacheck.cli.ask import ask_clients
from coacheck.cli.interrupt import interruptible
from coacheck.cli.parts import INTERRUPTED, OF_VERDICT, WORST_LAST, say
from coacheck.cli.scan_labels import SHOWN, labels_told, listed
from coacheck.errors import EXIT_UNREADABLE, UnreadableError, UsageError
from coacheck.outputs.appending import Appending
from coacheck.outputs.index import Entry, write_index
from coacheck.outputs.letter import Inquiry, inquiry
from coacheck.outputs.safe import visible
from coacheck.outputs.scan_data import FORMS, WHOLE, Form, WithMark
from coacheck.outputs.scan_progress import Quiet, progress
from coacheck.outputs.scan_text import print_summary
from coacheck.outputs.target import Target
from coacheck.outputs.terminal import error_console
from coacheck.result import Scanned
from coacheck.scanning import cache, kept, written
from coacheck.scanning.across import compared
from coacheck.scanning.engine import Engine, local
from coacheck.scanning.ledger import Ledger
from coacheck.scanning.pages import clear_parts, line_of
from coacheck.scanning.resume import Earlier, name_in
from coacheck.scanning.run import run
from coacheck.scanning.settings import Limits, Settings
from coacheck.scanning.sources import names_of, size_of
from coacheck.scanning.summary import summary_of, tally

_NOBODY_READS = 141
_PRUNE_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Going:
    """`on`: with the output of an earlier scan; `retry`: what took too long or too much memory is done again.

    Where no day was given, that of the earlier scan is gone on with.
    """

    on: bool
    retry: bool
    day_is_given: bool = True

    @property
    def again(self) -> frozenset[str]:
        """The outcomes that are no last word."""
        return frozenset({"retry", "timeout", "memory"} if self.retry else {"retry"})


@dataclass
class ScanCommand:
    """`form` is one of FORMS, or None for no data; `output` None is stdout, and it is none of `others`."""

    paths: tuple[str, ...]
    settings: Settings
    limits: Limits
    output: Path | None
    form: str | None
    going: Going
    engine: str
    scheduler: str | None
    quiet: bool
    ask: str | None = None
    verbose: bool = False
    marked: bool = False
    others: tuple[Path, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    entries: list[Entry] = field(default_factory=list)
    without_page: list[str] = field(default_factory=list)
    _by: str | None = None
    _edited: bool = False
    """Goes on with an output that is not as a scan wrote it."""

    def run(self) -> int:
        """The exit code. Raises UsageError, and UnreadableError where the paths hold no report."""
        if self.output is None:
            return self._run(None)
        for other in self.others:
            if _same(str(other), Path(os.path.realpath(self.output))):
                raise UsageError(f"-o {self.output} is a file that the scan needs; expected another name.")
        target = Target(self.output, whole=self.form in WHOLE)
        try:
            return self._run(target)
        finally:
            target.close()

    def _run(self, target: Target | None) -> int:
        start = time.monotonic()
        before, earlier = self._go_on(target) if target and self.going.on else (0, None)
        if target and target.source and not earlier:
            self._note(f"{self.output} holds an earlier scan; this one takes its place when it is whole")
        self.ledger.queue(self._inputs(target), size_of)
        if not (left := self.ledger.left()) and not before:
            told = f"no report in {' '.join(self.paths)}; expected PDFs, pictures, DOCX, HTML or ZIP there."
            raise UnreadableError(told)
        try:
            with interruptible() as stop:
                self._scan(left, stop, self._data(target, earlier))
        except BrokenPipeError:
            return _NOBODY_READS
        if not self.quiet:
            self._sum_up(before, time.monotonic() - start)
        nothing = stop.is_set() and self.form in WHOLE and self.ledger.left() == left
        if target:
            self._put_in_place(target, whole=not stop.is_set(), nothing=nothing)
        unwritten = self._index() if self.settings.pages else None
        if self.ask:
            ask_clients(self._inquiries(), self.ask, self._note)
        if stop.is_set():
            hint = "; nothing is written" if nothing else _hint(target, self.form)
            return self._interrupted(left, hint)
        if unwritten:
            raise UsageError(unwritten)
        return self._exit_code()

    def _interrupted(self, left: int, hint: str) -> int:
        if self.form in WHOLE and self.settings.cache:
            hint += "; what was read is kept, the same scan is quick"
        say(f"coacheck: interrupted with {self.ledger.left():,} of {left:,} not done{hint}")
        return INTERRUPTED

    def _put_in_place(self, target: Target, whole: bool, nothing: bool) -> None:
        """The new output, and the one before it beside, where it is not as a scan wrote it. None of nothing."""
        if nothing:
            target.drop()
            return
        if kept := target.done(whole, written.put_aside):
            self._note(f"the earlier {self.output} was edited since its scan, or nobody knows: it is kept as {kept}")
        if target.is_file and not self._edited:
            written.remember(target.part if target.part.exists() else target.path)
        if whole:
            self._note(f"the verdicts are in {self.output}")

    def _go_on(self, target: Target) -> tuple[int, Earlier | None]:
        """Takes in what the output holds already: how many results that is, and where they stand."""
        if not target.is_file:
            raise UsageError(f"--resume goes on with a file; {self.output} is none.")
        if (source := target.source) is None:
            return 0, None
        self._edited = not written.is_as_written(source)
        found = 0
        name_of = name_in(self.form or "")
        earlier = Earlier(source, self.form or "", self.going.again)
        for scanned in earlier.results():
            if not found:
                self._take_day(scanned.judged_by)
            if scanned.judged_by != self.by:
                raise UsageError(self._judged_otherwise(scanned.judged_by))
            found += 1
            self._take(compared(scanned, self.ledger, self.settings.options.ignore), name_of(scanned))
        return found, earlier

    @property
    def by(self) -> str:
        if self._by is None:
            self._by = kept.judged_by(self.settings)
        return self._by

    def _take_day(self, earlier: str) -> None:
        """Nobody gave a day: it is that of the earlier results, where all else is as it was."""
        day, _, mark = earlier.partition(" ")
        if self.going.day_is_given or earlier == self.by or mark != self.by.partition(" ")[2]:
            return
        self._note(f"judged as of {day}, as the results before; --on with a new -o FILE judges by another day")
        self.settings = replace(self.settings, options=replace(self.settings.options, on=date.fromisoformat(day)))
        self._by = None

    def _judged_otherwise(self, earlier: str) -> str:
        day, _, mark = earlier.partition(" ")
        by = "by other labels, rules, limits or options, or by another version"
        if mark == self.by.partition(" ")[2]:
            by = f"as of {day}"
        told = f"{self.output} holds results that were judged {by}"
        return f"{told}; expected the same to go on with, or a new -o FILE (what was read is kept, it is quick)."

    def _inputs(self, target: Target | None) -> Iterator[str]:
        for name in names_of(self.paths, self._note):
            if target and _same(name, target.path):
                raise UsageError(f"-o {self.output} is one of the reports to be read; expected another name.")
            yield name

    def _data(self, target: Target | None, earlier: Earlier | None) -> Appending:
        if target is None:
            return Appending(sys.stdout.fileno(), "stdout")
        return target.keep(earlier.end, earlier.gaps) if earlier else target.start()

    def _index(self) -> str | None:
        """Writes the index of the pages. What could not be written, in words."""
        pages = self.settings.pages
        assert pages is not None
        clear_parts(pages)
        try:
            self._note(f"the index is {write_index(self.entries, pages)}")
        except OSError as error:
            return f"can't write {pages / 'index.html'} ({error.strerror}); expected a place to write to."
        if self.without_page:
            shown = listed(self.without_page[:SHOWN], len(self.without_page))
            return f"no page could be written for {shown}; expected a place to write to."
        return None

    def _scan(self, left: int, stop: Event, data: Appending) -> None:
        form: Form | None = FORMS[self.form]() if self.form else None
        if form and self.marked:
            form = WithMark(form)
        with (
            progress(error_console(), left, self.ledger.left_bytes(), self.quiet, self.verbose) as bar,
            self._engine() as (executor, ahead),
        ):
            if form and data.is_new:
                data.write(form.head)
            for scanned in run(executor, self.ledger, self.settings, self.limits, ahead, stop):
                if scanned.without_page:
                    self.without_page.append(f"{visible(scanned.file)} ({scanned.without_page})")
                whole = compared(scanned, self.ledger, self.settings.options.ignore)
                whole = replace(whole, judged_by=self.by)
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
        shown = visible(scanned.file)
        size = self.ledger.size(shown)
        self._take(scanned, shown)
        bar.report(scanned, size)
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
        for line in labels_told(self.settings.labels, self.ledger):
            self._note(line)

    def _exit_code(self) -> int:
        ended = summary_of(self.ledger, 0, 0).ended
        return max((OF_VERDICT.get(end, EXIT_UNREADABLE) for end in ended), key=WORST_LAST.index)

    def _note(self, line: str) -> None:
        if not self.quiet:
            say(f"coacheck: {visible(line)}")


def _same(name: str, output: Path) -> bool:
    return Path(name).name == output.name and os.path.realpath(name) == str(output)


def _hint(target: Target | None, form: str | None) -> str:
    if target is None:
        return ""
    place = f"; what is done is in {target.grows}" if target.grows.exists() and target.grows != target.path else ""
    return place + ("; --resume goes on" if form not in WHOLE else "")
