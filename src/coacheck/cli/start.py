"""The command line: options in, exit code out. Heavy modules are imported by the command that needs them."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import coacheck
from coacheck.cli.ask import STDOUT, ask_about, ask_option
from coacheck.cli.label import label_options
from coacheck.cli.page import Pages, page_options, page_target
from coacheck.cli.parts import (
    CI_FORMS,
    INTERRUPTED,
    MONTHS,
    OF_VERDICT,
    WORST_LAST,
    CheckByDefault,
    a_day,
    format_option,
    memory_option,
    quiet_option,
    say,
    timeout_option,
    verbose_option,
    verdict_format_option,
    write,
)
from coacheck.cli.project import load_project, tell_left_out
from coacheck.cli.rules import explain, rules
from coacheck.cli.scan import cache, scan
from coacheck.cli.serve import serve
from coacheck.cli.streams import flush, settle
from coacheck.errors import EXIT_PASS, EXIT_UNREADABLE, EXIT_USAGE, CoacheckError, CrashError, UnreadableError

if TYPE_CHECKING:
    from coacheck.model import Report, Verdict
    from coacheck.outputs.schemas import Kind
    from coacheck.page import Document

M = TypeVar("M", bound="Report | Verdict")
Costs = tuple[float | None, int | None]
"""Seconds and MB for one report; None is the usual."""
_KIND_WIDTH = 120
SCHEMAS = ("scan", "label", "report", "verdict")

MAIN_HELP = """Read laboratory reports (COAs) of CBD, hemp and cannabis products and say, with evidence, whether the
product is pure, potent and legitimate.

\b
Examples:
  coacheck report.pdf
  coacheck report.pdf --claim "CBD 25 mg/unit" --batch C9030
  coacheck read report.pdf --format json
  coacheck scan reports/ -o verdicts.jsonl

\b
Exit codes: 0 pass, 1 fail, 2 wrong usage, 3 review (a person must look),
4 the file is no COA or can't be read.
"""

CHECK_HELP = """Judge each report FILE (a PDF, picture, DOCX, HTML or ZIP, or an address on the web; - reads stdin) and
print a verdict with its evidence.

\b
Examples:
  coacheck check report.pdf
  coacheck check report.pdf --claim "CBD 25 mg/unit" --claim "THC-free"
  coacheck check report.pdf --claim "CBD 1000 mg per bottle" --net-content "30 mL" --density 0.95
  coacheck check report.pdf --label label.toml
  coacheck check report.pdf --limits mine.toml
  coacheck check report.pdf --html page.html --open
  coacheck check report.pdf --ask > questions.txt
  coacheck check report.pdf --batch C9030 --on 2026-11-22 --verbose
  coacheck check *.pdf --format json > verdicts.json
  coacheck check https://lab.example/coa.pdf
  coacheck check reports.zip
  cat coa.pdf | coacheck check -

With several files the exit code is that of the worst one, in the order 0, 3, 4, 1.
"""

READ_HELP = """Print what each report FILE (a PDF, picture, DOCX, HTML or ZIP, or an address on the web; - reads stdin)
says, without judging it.

\b
Examples:
  coacheck read report.pdf
  coacheck read report.pdf --format json > report.json
"""


SCHEMA_HELP = """Print a JSON Schema: of a line of `scan` (and of `check --format json`), of a label file, of the report
that `read` prints, or of a verdict.

\b
Examples:
  coacheck schema scan > scan.schema.json
  coacheck schema label > label.schema.json
"""


def main() -> None:
    """Run the program: every error is one line on stderr, and the exit code says what was found."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `coacheck … | head` ends quietly, and never as "fail"
    settle()
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    if sys.stderr.isatty():
        _tell_progress()
    sys.exit(_told(lambda: app(standalone_mode=False)))


def _told(work: Callable[[], int]) -> int:
    """The exit code of `work`, or that of its error, which is told."""
    try:
        code = work()
        flush()
    except click.Abort:
        code = INTERRUPTED
    except click.ClickException as error:
        code = _tell(error.format_message(), EXIT_USAGE)
    except CoacheckError as error:
        code = _tell(str(error), error.exit_code)
    except Exception as error:  # noqa: BLE001  Python's own exit code would be 1, which here means "fail"
        code = _tell(_internal(error), EXIT_UNREADABLE)
    return code


class _Progress(logging.Handler):
    """Tells a person at the terminal which page is being read by OCR."""

    def emit(self, record: logging.LogRecord) -> None:
        say(f"coacheck: {record.getMessage()}")


def _tell_progress() -> None:
    progress = logging.getLogger("coacheck.pdf.ocr")
    progress.setLevel(logging.INFO)
    progress.addHandler(_Progress())


@click.group(
    cls=CheckByDefault, help=MAIN_HELP, invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
@click.version_option(coacheck.__version__, message="%(prog)s %(version)s", prog_name="coacheck")
@click.option("--config", metavar="FILE", type=click.Path(path_type=Path), expose_value=False, callback=load_project,
              help="Defaults of a project.  [default: coacheck.toml, where it is in this folder]")  # fmt: skip
@click.pass_context
def app(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        raise click.UsageError("no report given; expected `coacheck report.pdf`. Try --help.")


_files = click.argument("files", nargs=-1, required=True, metavar="FILE...")


@app.command(help=CHECK_HELP)
@_files
@label_options
@click.option("--rules", default="auto", show_default=True, metavar="NAME",
              help="The rule set to judge by; auto: what the report prints decides.")  # fmt: skip
@click.option("--limits", metavar="FILE", type=click.Path(path_type=Path),
              help="Limits of your own, judged beside the rule set's: a TOML file.")  # fmt: skip
@click.option("--on", metavar="DATE", callback=a_day, help="The day judged, YYYY-MM-DD.  [default: today]")
@click.option("--max-age", type=MONTHS, default=12, show_default=True, metavar="MONTHS",
              help="How old a report may be.")  # fmt: skip
@click.option("--online", is_flag=True,
              help="Fetch the lab's own copy behind QR codes and links, and compare. Nothing more.")  # fmt: skip
@verdict_format_option
@verbose_option
@quiet_option
@click.option("--ignore", multiple=True, metavar="CHECK", help="Leave out a check, such as legit.age. May be repeated.")
@ask_option
@timeout_option
@memory_option
@page_options
def check(
    files: tuple[str, ...], label_file: Path | None, rules: str, limits: Path | None, on: date, max_age: int,
    online: bool, form: str, verbose: bool, quiet: bool, ignore: tuple[str, ...], ask: str | None,
    timeout: float | None, memory: int | None, page: Path | None, opened: bool, **label_given: Any,
) -> int:  # fmt: skip
    from coacheck.label_file import the_label
    from coacheck.model import Verdict
    from coacheck.online import ask as ask_web
    from coacheck.rules import Options

    if ask == STDOUT and form != "text":
        raise click.UsageError(f"--ask and --format {form} both print; expected --ask FILE with it.")
    tell_left_out(quiet)
    label = the_label(label_file, {key: value for key, value in label_given.items() if value not in (None, ())})
    options = Options(
        on=on, rules=rules, max_age_months=max_age, ignore=frozenset(ignore), limits=limits,
        ask=ask_web if online else None,
    )  # fmt: skip

    def show(verdict: Verdict) -> None:
        from coacheck.outputs.terminal import console
        from coacheck.outputs.verdict_text import print_verdict

        print_verdict(verdict, console(), verbose, quiet)

    files = _reports(files)
    target = page_target(files, page, opened)
    pages = Pages(target, opened)
    printed, work = "ask" if ask == STDOUT else form, partial(pages.checked, label, options)
    outcomes = _each(files, printed, work, show, (timeout, memory), quiet)
    if printed in CI_FORMS:
        _print_for_ci(printed, files, outcomes)
    if ask:
        ask_about([o for o in outcomes if isinstance(o, Verdict)], ask)
    pages.finish()
    codes = [OF_VERDICT[o.verdict] if isinstance(o, Verdict) else EXIT_UNREADABLE for o in outcomes]
    return max(codes, key=WORST_LAST.index)


def _print_for_ci(form: str, files: tuple[str, ...], outcomes: Sequence[Verdict | UnreadableError]) -> None:
    from coacheck.outputs.scan_data import FORMS
    from coacheck.scanning.ended import failed, judged

    made = FORMS[form]()
    results = (
        failed(name, o.reason, str(o)) if isinstance(o, UnreadableError) else judged(name, o)
        for name, o in zip(files, outcomes, strict=True)
    )
    write("".join([made.head, *map(made.of, results), str(made.tail)]).rstrip("\n"))


@app.command(help=READ_HELP)
@_files
@format_option
@click.option("--seals", is_flag=True, help="Read the seals for the accreditation too, as check does.")
@verbose_option
@quiet_option
@timeout_option
@memory_option
def read(
    files: tuple[str, ...], form: str, seals: bool, verbose: bool, quiet: bool, timeout: float | None,
    memory: int | None,
) -> int:  # fmt: skip
    from coacheck.model import Report

    def show(report: Report) -> None:
        from coacheck.outputs.report_text import print_report
        from coacheck.outputs.terminal import console

        print_report(report, console(), verbose)

    outcomes = _each(_reports(files), form, partial(coacheck.read, seals=seals), show, (timeout, memory), quiet)
    return EXIT_PASS if all(isinstance(o, Report) for o in outcomes) else EXIT_UNREADABLE


@app.command(help=SCHEMA_HELP)
@click.argument("kind", type=click.Choice(SCHEMAS), default="verdict", metavar="[scan|label|report|verdict]")
def schema(kind: Kind) -> int:
    from coacheck.outputs.json import dump
    from coacheck.outputs.schemas import schema

    write(dump(schema(kind)))
    return EXIT_PASS


for _command in (rules, explain, scan, serve, cache):
    app.add_command(_command)


def _reports(files: tuple[str, ...]) -> tuple[str, ...]:
    """The files, each ZIP by the reports in it."""
    from coacheck.files.given import reports_in

    return tuple(reports_in(files, lambda line: say(f"coacheck: {line}")))


def _each(
    files: tuple[str, ...], form: str, work: Callable[[Path | bytes | Document], M], show: Callable[[M], None],
    costs: Costs, quiet: bool,
) -> list[M | UnreadableError]:  # fmt: skip
    """What `work` makes of each file, printed; a file that can't be read is told on stderr, the others go on."""
    outcomes: list[M | UnreadableError] = []
    for name in files:
        outcome = _attempt(name, work, costs)
        if form == "text" and outcomes:
            click.echo()
        if isinstance(outcome, UnreadableError):
            _tell(str(outcome), outcome.exit_code)
        else:
            if form == "text":
                show(outcome)
            if not quiet:
                _tell_unread(name, outcome)
        outcomes.append(outcome)
    if form == "json":
        from coacheck.outputs.json import as_json

        write(as_json(list(zip(files, outcomes, strict=True))))
    return outcomes


def _attempt(name: str, work: Callable[[Path | bytes | Document], M], costs: Costs) -> M | UnreadableError:
    from coacheck.cli.memory import bounded
    from coacheck.cli.streams import whole_pipes
    from coacheck.cli.timeout import within
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
        return CrashError(f"{name}: {_internal(error)}")


def _tell_unread(name: str, outcome: Report | Verdict) -> None:
    from coacheck.model import Verdict

    report = outcome.report if isinstance(outcome, Verdict) else outcome
    if report.unread:
        rows = "1 row" if len(report.unread) == 1 else f"{len(report.unread)} rows"
        say(f"coacheck: {name}: {rows} could not be read; `coacheck read` lists what is unread")


def _internal(error: Exception) -> str:
    """A bug in one line, never hidden: COACHECK_DEBUG=1 lets it through with its traceback."""
    if os.environ.get("COACHECK_DEBUG"):
        raise error
    kind = f"{type(error).__name__}: {error}"[:_KIND_WIDTH]
    return f"internal error ({kind}); expected no such thing. Please report it with the output of COACHECK_DEBUG=1."


def _tell(message: str, code: int) -> int:
    say(f"coacheck: error: {message}")
    return code
