"""What the commands share: options, exit codes, how JSON is written and how a line is told."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from coacheck.errors import EXIT_FAIL, EXIT_PASS, EXIT_REVIEW, EXIT_UNREADABLE

WORST_LAST = (EXIT_PASS, EXIT_REVIEW, EXIT_UNREADABLE, EXIT_FAIL)
OF_VERDICT = {"pass": EXIT_PASS, "review": EXIT_REVIEW, "fail": EXIT_FAIL}
INTERRUPTED = 130

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What is printed."
)


CI_FORMS = ("sarif", "junit", "github")
verdict_format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json", *CI_FORMS]), default="text", show_default=True,
    help="What is printed; the last three are for CI.",
)  # fmt: skip


class _Seconds(click.FloatRange):
    """A time that a clock can count to."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if str(value).strip().lower().lstrip("+-") == "nan":
            self.fail(f"{value!r} is no number of seconds; expected one such as 60.", param, ctx)
        return super().convert(value, param, ctx)


SECONDS = _Seconds(0.1, 86_400 * 7)
timeout_option = click.option(
    "--timeout", type=SECONDS, metavar="SECONDS", help="What one report may take.  [default: 600; with OCR 3600]"
)
MEGABYTES = click.IntRange(512, 2**24)
memory_option = click.option(
    "--memory", type=MEGABYTES, metavar="MB", help="What one report may use.  [default: 1024; with OCR 4096 and more]"
)
MONTHS = click.IntRange(1, 1200)
verbose_option = click.option("--verbose", "-v", is_flag=True, help="Say more: every reason, all evidence.")
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say less: the result, and no talk on stderr.")


class CheckByDefault(click.Group):
    """`coacheck report.pdf` is `coacheck check report.pdf`. A word that can be no file stays an unknown command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        named = args[0] in self.commands
        return super().resolve_command(ctx, args if named or not _may_be_a_file(args[0]) else ["check", *args])


def _may_be_a_file(word: str) -> bool:
    return word == "-" or any(sign in word for sign in "./\\") or Path(word).exists()


def write(text: str) -> None:
    """JSON is UTF-8, whatever the terminal is."""
    click.echo((text + "\n").encode(), nl=False)


def a_day(_ctx: click.Context, _option: click.Parameter, text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise click.BadParameter(f"{text!r} is no date; expected one such as 2026-11-22.") from None


def say(line: str) -> None:
    """On stderr, after what stands on stdout already: both may be one terminal or file."""
    from coacheck.outputs.safe import clean

    sys.stdout.flush()
    click.echo(clean(line), err=True)
