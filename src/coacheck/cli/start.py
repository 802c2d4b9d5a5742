"""The program: its commands, and every error as one line and an exit code.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable

import click

import coacheck
from coacheck.cli.check import check
from coacheck.cli.each import internal
from coacheck.cli.named import Named
from coacheck.cli.parts import INTERRUPTED, CheckByDefault, say, tell_error
from coacheck.cli.project import load_project
from coacheck.cli.read import read
from coacheck.cli.rules import explain, rules
from coacheck.cli.scan import cache, scan
from coacheck.cli.schema import schema
from coacheck.cli.serve import serve
from coacheck.cli.streams import flush, settle
from coacheck.errors import EXIT_UNREADABLE, EXIT_USAGE, CoacheckError

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

_GIVEN = {"FILE": "report.pdf", "PATH": "reports/", "CHECK|RULES": "potent.label-claim"}
"""What may stand for each argument."""


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
        code = tell_error(_with_help(error), EXIT_USAGE)
    except CoacheckError as error:
        code = tell_error(str(error), error.exit_code)
    except Exception as error:  # noqa: BLE001  Python's own exit code would be 1, which here means "fail"
        code = tell_error(internal(error), EXIT_UNREADABLE)
    return code


def _with_help(error: click.ClickException) -> str:
    """Its message; where that says nothing of what was expected, with the command that does."""
    if isinstance(error, click.MissingParameter) and error.param and error.ctx:
        wanted, command = error.param.make_metavar(error.ctx).removesuffix("..."), error.ctx.command_path
        example = f"{command} {_GIVEN.get(wanted, wanted)}"
        return f"no {wanted} given; expected one, as in `{example}`. Try `{command} --help`."
    told = error.format_message()
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None or any(word in told.lower() for word in ("expected", "--help", "did you mean")):
        return told
    return f"{told} Try `{context.command_path} --help`."


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
@click.option("--config", metavar="FILE", type=Named(), expose_value=False, callback=load_project,
              help="Defaults of a project.  [default: coacheck.toml, where it is in this folder]")  # fmt: skip
@click.pass_context
def app(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        raise click.UsageError("no report given; expected `coacheck report.pdf`. Try --help.")


for _command in (check, read, schema, rules, explain, scan, serve, cache):
    app.add_command(_command)
