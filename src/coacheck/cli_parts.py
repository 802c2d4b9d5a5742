"""What the commands share: options, exit codes, how JSON is written and how a line is told."""

from __future__ import annotations

import sys
from datetime import date

import click

from coacheck.errors import EXIT_FAIL, EXIT_PASS, EXIT_REVIEW, EXIT_UNREADABLE

WORST_LAST = (EXIT_PASS, EXIT_REVIEW, EXIT_UNREADABLE, EXIT_FAIL)
OF_VERDICT = {"pass": EXIT_PASS, "review": EXIT_REVIEW, "fail": EXIT_FAIL}
INTERRUPTED = 130

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What is printed."
)


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
