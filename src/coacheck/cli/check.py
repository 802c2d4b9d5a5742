"""`coacheck check`: a verdict on each report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coacheck.cli.ask import STDOUT, ask_about, ask_option
from coacheck.cli.each import each, reports_in
from coacheck.cli.label import label_given, label_options
from coacheck.cli.named import Named
from coacheck.cli.page import Pages, page_options, page_target
from coacheck.cli.parts import (
    CI_FORMS,
    MONTHS,
    OF_VERDICT,
    WORST_LAST,
    a_day,
    files_argument,
    memory_option,
    quiet_option,
    timeout_option,
    verbose_option,
    verdict_format_option,
    write,
)
from coacheck.cli.project import tell_left_out
from coacheck.errors import EXIT_UNREADABLE, UnreadableError

if TYPE_CHECKING:
    from coacheck.model import Verdict

CHECK_HELP = """Judge each report FILE (a PDF, picture, DOCX, HTML or ZIP, or an address on the web; - reads stdin) and
print a verdict with its evidence.

\b
Examples:
  coacheck check report.pdf
  coacheck check report.pdf --claim "CBD 25 mg/unit" --claim "THC-free"
  coacheck check report.pdf --claim "CBD 1000 mg per bottle" --net-content "30 mL" --density 0.95
  coacheck check report.pdf --label label.toml
  coacheck check report.pdf --label-photo label.jpg
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


@click.command(help=CHECK_HELP)
@files_argument
@label_options
@click.option("--rules", default="auto", show_default=True, metavar="NAME",
              help="The rule set to judge by; auto: what the report prints decides.")  # fmt: skip
@click.option("--limits", metavar="FILE", type=Named(),
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
    files: tuple[str, ...], rules: str, limits: Path | None, on: date, max_age: int,
    online: bool, form: str, verbose: bool, quiet: bool, ignore: tuple[str, ...], ask: str | None,
    timeout: float | None, memory: int | None, page: Path | None, opened: bool, **of_label: Any,
) -> int:  # fmt: skip
    from coacheck.model import Verdict
    from coacheck.online import ask as ask_web
    from coacheck.rules import Options

    if ask == STDOUT and form != "text":
        raise click.UsageError(f"--ask and --format {form} both print; expected --ask FILE with it.")
    tell_left_out(quiet)
    label = label_given(of_label, not quiet and form == "text", (timeout, memory))
    options = Options(
        on=on, rules=rules, max_age_months=max_age, ignore=frozenset(ignore), limits=limits,
        ask=ask_web if online else None,
    )  # fmt: skip

    files = reports_in(files)

    def show(name: str, verdict: Verdict) -> None:
        from coacheck.outputs.terminal import console
        from coacheck.outputs.verdict_text import print_verdict

        print_verdict(verdict, console(), verbose, quiet, file=name if len(files) > 1 else None)

    target = page_target(files, page, opened)
    pages = Pages(target, opened)
    printed, work = "ask" if ask == STDOUT else form, partial(pages.checked, label, options)
    outcomes = each(files, printed, work, show, (timeout, memory), quiet)
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
