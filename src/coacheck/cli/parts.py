"""What the commands share: options, exit codes, how JSON is written and how a line is told."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from coacheck.errors import EXIT_FAIL, EXIT_PASS, EXIT_REVIEW, EXIT_UNREADABLE

Costs = tuple[float | None, int | None]
"""Seconds and MB for one report; None is the usual."""
WORST_LAST = (EXIT_PASS, EXIT_REVIEW, EXIT_UNREADABLE, EXIT_FAIL)
OF_VERDICT = {"pass": EXIT_PASS, "review": EXIT_REVIEW, "fail": EXIT_FAIL}
INTERRUPTED = 130

files_argument = click.argument("files", nargs=-1, required=True, metavar="FILE...")
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What is printed."
)


CI_FORMS = ("sarif", "junit", "github")
verdict_format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json", *CI_FORMS]), default="text", show_default=True,
    help="What is printed; the last three are for CI.",
)  # fmt: skip


def _whole(name: str, least: int, most: int) -> click.IntRange:
    """`name`: what it is called where something else is given."""
    made = click.IntRange(least, most)
    made.name = name
    return made


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
MEGABYTES = _whole("number of MB", 512, 2**24)
memory_option = click.option(
    "--memory", type=MEGABYTES, metavar="MB", help="What one report may use.  [default: 1024; with OCR 4096 and more]"
)
MONTHS = _whole("number of months", 1, 1200)
verbose_option = click.option("--verbose", "-v", is_flag=True, help="Say more: every reason, all evidence.")
_OWN = ("-h", "--help", "--version")
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say less: the result, and no talk on stderr.")


class CheckByDefault(click.Group):
    """`coacheck report.pdf` is `coacheck check report.pdf`, and so it is with options or `--` before the file.

    A word that can be no file stays an unknown command.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = 0
        while at < len(args) and args[at].partition("=")[0] == "--config":
            at += 1 if "=" in args[at] else 2
        return super().parse_args(ctx, [*args[:at], "check", *args[at:]] if self._means_check(args[at:]) else args)

    def _means_check(self, args: list[str]) -> bool:
        first = next(iter(args), "")
        if first == "--":
            return len(args) > 1 and args[1] not in self.commands
        if first.startswith("-") and first != "-":
            others = args[1:]
            return first not in _OWN and not set(others) & set(self.commands) and any(map(_may_be_a_file, others))
        return first not in self.commands and _may_be_a_file(first)


def _may_be_a_file(word: str) -> bool:
    return word == "-" or any(sign in word for sign in "./\\") or (word != "" and Path(word).exists())


def write(text: str) -> None:
    """JSON is UTF-8, whatever the terminal is."""
    click.echo((text + "\n").encode(), nl=False)


def a_day(_ctx: click.Context, _option: click.Parameter, text: str | None) -> date:
    try:
        return date.today() if text is None else date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no date; expected one such as 2026-11-22.") from None


def say(line: str) -> None:
    """On stderr, after what stands on stdout already: both may be one terminal or file."""
    from coacheck.outputs.safe import clean

    sys.stdout.flush()
    click.echo(clean(line), err=True)


def tell_error(message: str, code: int) -> int:
    """On stderr; the exit code is handed on."""
    say(f"coacheck: error: {message}")
    return code
