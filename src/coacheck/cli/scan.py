"""The commands for many reports: scan, and cache, which keeps what was read."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from coacheck.cli.ask import STDOUT, ask_folder_option
from coacheck.cli.page import is_page
from coacheck.cli.parts import (
    CI_FORMS,
    INTERRUPTED,
    MEGABYTES,
    MONTHS,
    SECONDS,
    a_day,
    quiet_option,
    say,
    verbose_option,
)
from coacheck.cli.project import tell_left_out
from coacheck.errors import EXIT_PASS

MOST_JOBS = 1024
ENDINGS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".json": "json", ".xlsx": "xlsx", ".sarif": "sarif",
}  # fmt: skip
"""What the ending of -o says of the format."""
SCAN_HELP = """Judge every report in PATH… (folders, files, patterns, URLs, or - for a list of them on stdin).

\b
Examples:
  coacheck scan reports/
  coacheck scan reports/ -o verdicts.jsonl --resume
  coacheck scan reports/ --labels labels.csv --format csv > verdicts.csv
  coacheck scan reports/ --html pages/
  coacheck scan reports/ --ask questions/
  coacheck scan "reports/2026-*/*.pdf" --wide -o findings.csv
  find reports -newer last -name "*.pdf" -print0 | coacheck scan -
  coacheck scan s3://bucket/reports/ --engine dask --scheduler tcp://host:8786

A line for each report and a summary are printed on stderr; data goes to stdout or to -o FILE. On a terminal data is
printed only where --format asks for it. Each report is read in a worker process with limits of time and memory; one
that breaks them is an error in the result, and the others go on.

The exit code is that of the worst report, in the order 0, 3, 4, 1; 130 when interrupted.
"""


@click.command(help=SCAN_HELP)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--output", "-o", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="Write the data to FILE; .csv, .json, .xlsx and .sarif at its end choose the format.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "json", "xlsx", *CI_FORMS]),
              help="JSON Lines, a row for each report, one JSON list, a workbook, or what CI systems read.  "
                   "[default: by FILE, else jsonl]")  # fmt: skip
@click.option("--wide", is_flag=True, help="CSV with a row for each finding.")
@click.option("--bom", is_flag=True, help="CSV begins with a byte order mark, by which Excel knows UTF-8.")
@click.option("--resume", is_flag=True, help="Go on with the FILE of a scan that was interrupted.")
@click.option("--retry", is_flag=True,
              help="With --resume: also read again what took too long or too much memory.")  # fmt: skip
@click.option("--labels", "labels_file", metavar="FILE", type=click.Path(path_type=Path),
              help="What the labels say, as CSV: a row for each file or batch.")  # fmt: skip
@click.option("--html", "pages", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False),
              help="Also write a page for each report, and an index of them.")  # fmt: skip
@ask_folder_option
@click.option("--rules", default="auto", show_default=True, metavar="NAME",
              help="The rule set to judge by; auto: what the report prints decides.")  # fmt: skip
@click.option("--limits", metavar="FILE", type=click.Path(path_type=Path),
              help="Limits of your own, judged beside the rule set's: a TOML file.")  # fmt: skip
@click.option("--on", metavar="DATE", callback=a_day, help="The day judged, YYYY-MM-DD.  [default: today]")
@click.option("--max-age", type=MONTHS, default=12, show_default=True, metavar="MONTHS",
              help="How old a report may be.")  # fmt: skip
@click.option("--ignore", multiple=True, metavar="CHECK", help="Leave out a check, such as legit.age. May be repeated.")
@click.option("--jobs", "-j", type=click.IntRange(1, MOST_JOBS), metavar="N",
              help="Worker processes.  [default: all cores]")  # fmt: skip
@click.option("--timeout", type=SECONDS, metavar="SECONDS",
              help="What one report may take.  [default: 60 of a core, else 600; with OCR 600, 3600]")  # fmt: skip
@click.option("--memory", type=MEGABYTES, metavar="MB",
              help="What one worker may use.  [default: 1024; with OCR 4096]")  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Read again what was read before, and keep nothing.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True,
              help="Where the workers run.")  # fmt: skip
@click.option("--scheduler", metavar="URL", help="The dask cluster to use.  [default: one of its own, here]")
@verbose_option
@quiet_option
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever the reports say.")
def scan(
    paths: tuple[str, ...], output: Path | None, form: str | None, wide: bool, bom: bool, resume: bool, retry: bool,
    labels_file: Path | None, pages: Path | None, ask: str | None, rules: str, limits: Path | None, on: date,
    max_age: int,
    ignore: tuple[str, ...], jobs: int | None, timeout: float | None, memory: int | None, no_cache: bool, engine: str,
    scheduler: str | None, verbose: bool, quiet: bool, exit_zero: bool,
) -> int:  # fmt: skip
    from coacheck.cli.scan_run import Going, ScanCommand
    from coacheck.label_table import load_labels
    from coacheck.rules import Options
    from coacheck.scanning.cache import folder, usable
    from coacheck.scanning.settings import Limits, settled

    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler is for dask; expected --engine dask with it.")
    if resume and output is None:
        raise click.UsageError("--resume goes on with a file; expected -o FILE with it.")
    if retry and not resume:
        raise click.UsageError("--retry goes on with a file; expected --resume with it.")
    tell_left_out(quiet)
    data = _form(form, output, wide, printed=ask != STDOUT)
    if bom and data not in ("csv", "wide"):
        raise click.UsageError("--bom is for CSV; expected --format csv with it.")
    if data == "xlsx":
        _prepare_workbook(output)
    if ask:
        _prepare_asking(ask, resume, data)
    if pages:
        _prepare(pages, engine, resume, data)
    options = Options(on=on, rules=rules, max_age_months=max_age, ignore=frozenset(ignore), limits=limits)
    cached = not no_cache and usable()
    if not (cached or no_cache or quiet):
        say(f"coacheck: nothing can be kept in {folder()}; every report is read again")
    settings = settled(options, load_labels(labels_file) if labels_file else None, cached, pages)
    given = {"jobs": jobs, "timeout": timeout, "cpu": timeout, "memory": memory}
    costs = Limits(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    going = Going(resume, retry, day_is_given=_is_given("on"))
    command = ScanCommand(paths, settings, costs, output, data, going, engine, scheduler, quiet, ask, verbose, bom)
    command.others = tuple(f for f in (labels_file, limits, pages and pages / "index.html") if f)
    code = command.run()
    return EXIT_PASS if exit_zero and code != INTERRUPTED else code


@click.group(help="What scans keep, so that judging again needs no reading again.")
def cache() -> None:
    pass


@cache.command(help="Remove all of them. Scans that run meanwhile only read again.")
def clear() -> int:
    from coacheck.scanning.cache import folder, prune

    dropped = prune(0)
    say(f"coacheck: {dropped:,} entries removed from {folder()}")
    return EXIT_PASS


def _prepare(pages: Path, engine: str, resume: bool, data: str | None) -> None:
    """Make the folder of the pages. Raises UsageError where they could not be written or indexed."""
    from coacheck.scanning.pages import clear_parts

    if engine != "local":
        raise click.UsageError("--html writes on this machine; expected --engine local with it.")
    if resume and data != "jsonl":
        raise click.UsageError("--html with --resume needs whole results; expected JSON Lines with them.")
    _make(pages)
    index = pages / "index.html"
    try:
        foreign = index.exists() and not is_page(index)
    except OSError as error:
        raise click.UsageError(f"can't read {index}: {error.strerror}.") from None
    if foreign:
        raise click.UsageError(f"{index} is there and is no page of coacheck; expected another folder.")
    clear_parts(pages)


def _prepare_asking(ask: str, resume: bool, data: str | None) -> None:
    if resume and data != "jsonl":
        raise click.UsageError("--ask with --resume needs whole results; expected JSON Lines with them.")
    if ask != STDOUT:
        _make(Path(ask))


def _prepare_workbook(output: Path | None) -> None:
    """Raises UsageError where a workbook could not be written."""
    from importlib.util import find_spec

    from coacheck.extras import cure

    if output is None and sys.stdout.isatty():
        raise click.UsageError("a workbook is nothing for a terminal; expected -o FILE.xlsx.")
    if find_spec("openpyxl") is None:
        raise click.UsageError(f"workbooks need openpyxl; expected the extra: {cure('xlsx')}")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"can't make the folder {folder}: {error.strerror}.") from None


def _is_given(option: str) -> bool:
    return click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT


def _by_ending(output: Path, form: str | None) -> str:
    """What the end of the name says; it may say nothing, or anything where the format is given."""
    ending = output.suffix.lower()
    if form is None and ending and ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise click.UsageError(f"-o {output}: {ending} is no format; expected {known}, or --format with it.")
    return ENDINGS.get(ending, "jsonl")


def _form(form: str | None, output: Path | None, wide: bool, printed: bool) -> str | None:
    """One of the forms of a scan; None where stdout is a terminal and nobody asked for data there, or is for --ask."""
    if output is None and not printed:
        if form or wide:
            raise click.UsageError("--ask and the data would both be printed; expected --ask FOLDER, or -o FILE.")
        return None
    by_name = _by_ending(output, form) if output else None
    if wide and (form or by_name or "csv") != "csv":
        raise click.UsageError("--wide is for CSV; expected --format csv with it, or no other.")
    if wide:
        return "wide"
    if form == "github" and output:
        raise click.UsageError("--format github is for the log of GitHub Actions; expected no -o with it.")
    return form or by_name or (None if sys.stdout.isatty() else "jsonl")
