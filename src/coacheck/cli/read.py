"""`coacheck read`: what each report says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

import coacheck
from coacheck.cli.each import each, reports_in
from coacheck.cli.parts import (
    files_argument,
    format_option,
    memory_option,
    quiet_option,
    timeout_option,
    verbose_option,
)
from coacheck.errors import EXIT_PASS, EXIT_UNREADABLE

if TYPE_CHECKING:
    from coacheck.model import Report

READ_HELP = """Print what each report FILE (a PDF, picture, DOCX, HTML or ZIP, or an address on the web; - reads stdin)
says, without judging it.

\b
Examples:
  coacheck read report.pdf
  coacheck read report.pdf --format json > report.json
"""


@click.command(help=READ_HELP)
@files_argument
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

    def show(_name: str, report: Report) -> None:
        from coacheck.outputs.report_text import print_report
        from coacheck.outputs.terminal import console

        print_report(report, console(), verbose)

    outcomes = each(reports_in(files), form, partial(coacheck.read, seals=seals), show, (timeout, memory), quiet)
    return EXIT_PASS if all(isinstance(o, Report) for o in outcomes) else EXIT_UNREADABLE
