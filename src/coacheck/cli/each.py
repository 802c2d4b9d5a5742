"""One report after the other, in this very process: for check and read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from coacheck.cli.memory import bounded
from coacheck.cli.parts import Costs, say, tell_error, write
from coacheck.cli.streams import whole_pipes
from coacheck.cli.timeout import within
from coacheck.errors import CoacheckError, CrashError, UnreadableError

if TYPE_CHECKING:
    from coacheck.model import Report, Verdict
    from coacheck.page import Document

M = TypeVar("M", bound="Report | Verdict")
_KIND_WIDTH = 120


def reports_in(files: tuple[str, ...]) -> tuple[str, ...]:
    """The files, each ZIP by the reports in it."""
    from coacheck.files.given import reports_in

    return tuple(reports_in(files, lambda line: say(f"coacheck: {line}")))


def each(
    files: tuple[str, ...], form: str, work: Callable[[Path | bytes | Document], M], show: Callable[[str, M], None],
    costs: Costs, quiet: bool,
) -> list[M | UnreadableError]:  # fmt: skip
    """What `work` makes of each file, printed; a file that can't be read is told on stderr, the others go on."""
    outcomes: list[M | UnreadableError] = []
    for name in files:
        outcome = _attempt(name, work, costs)
        if form == "text" and outcomes:
            click.echo()
        if isinstance(outcome, UnreadableError):
            tell_error(str(outcome), outcome.exit_code)
        else:
            if form == "text":
                show(name, outcome)
            if not quiet:
                _tell_unread(name, outcome)
        outcomes.append(outcome)
    if form == "json":
        from coacheck.outputs.json import as_json

        write(as_json(list(zip(files, outcomes, strict=True))))
    return outcomes


def _attempt(name: str, work: Callable[[Path | bytes | Document], M], costs: Costs) -> M | UnreadableError:
    from coacheck.files.given import source_of

    timeout, memory = costs
    try:
        with whole_pipes(), within(timeout, name), bounded(memory, name):
            return work(source_of(name, lambda line: say(f"coacheck: {line}")))
    except UnreadableError as error:
        error.__traceback__ = error.__cause__ = error.__context__ = None  # they hold all that was read of the file
        return error
    except CoacheckError:
        raise
    except Exception as error:  # noqa: BLE001  whatever a hostile file raises is told, and the other files go on
        return CrashError(f"{name}: {internal(error)}")


def _tell_unread(name: str, outcome: Report | Verdict) -> None:
    from coacheck.model import Verdict

    report = outcome.report if isinstance(outcome, Verdict) else outcome
    if report.unread:
        rows = "1 row" if len(report.unread) == 1 else f"{len(report.unread)} rows"
        say(f"coacheck: {name}: {rows} could not be read; `coacheck read` lists what is unread")


def internal(error: Exception) -> str:
    """A bug in one line, never hidden: COACHECK_DEBUG=1 lets it through with its traceback."""
    if os.environ.get("COACHECK_DEBUG"):
        raise error
    kind = f"{type(error).__name__}: {error}"[:_KIND_WIDTH]
    return f"internal error ({kind}); expected no such thing. Please report it with the output of COACHECK_DEBUG=1."
