"""The commands for many reports: scan, and cache, which keeps what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from coacheck.cli.ask import ask_folder_option
from coacheck.cli.named import Named
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
from coacheck.cli.scan_asked import Asked
from coacheck.errors import EXIT_PASS

if TYPE_CHECKING:
    from coacheck.cli.scan_run import ScanCommand
    from coacheck.scanning.settings import Limits, Settings

MOST_JOBS = 1024
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
@click.option("--output", "-o", metavar="FILE", type=Named(dir_okay=False),
              help="Write the data to FILE; .csv, .json, .xlsx and .sarif at its end choose the format.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "json", "xlsx", *CI_FORMS]),
              help="JSON Lines, a row for each report, one JSON list, a workbook, or what CI systems read.  "
                   "[default: by FILE, else jsonl]")  # fmt: skip
@click.option("--wide", is_flag=True, help="CSV with a row for each finding.")
@click.option("--bom", is_flag=True, help="CSV begins with a byte order mark, by which Excel knows UTF-8.")
@click.option("--resume", is_flag=True, help="Go on with the FILE of a scan that was interrupted.")
@click.option("--retry", is_flag=True,
              help="With --resume: also read again what took too long or too much memory.")  # fmt: skip
@click.option("--labels", "labels_file", metavar="FILE", type=Named(),
              help="What the labels say, as CSV or .xlsx: a row for each file or batch.")  # fmt: skip
@click.option("--html", "pages", metavar="FOLDER", type=Named(file_okay=False),
              help="Also write a page for each report, and an index of them.")  # fmt: skip
@ask_folder_option
@click.option("--rules", default="auto", show_default=True, metavar="NAME",
              help="The rule set to judge by; auto: what the report prints decides.")  # fmt: skip
@click.option("--limits", metavar="FILE", type=Named(),
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
def scan(**options: Any) -> int:
    asked = Asked(**options, day_is_given=_is_given("on"))
    asked.refuse_contradictions()
    tell_left_out(asked.quiet)
    data = asked.data()
    asked.prepare(data)
    code = _command(asked, data).run()
    return EXIT_PASS if asked.exit_zero and code != INTERRUPTED else code


def _command(asked: Asked, data: str | None) -> ScanCommand:
    from coacheck.cli.scan_run import Going, ScanCommand

    needed = (asked.labels_file, asked.limits, asked.pages and asked.pages / "index.html")
    return ScanCommand(
        asked.paths, _settings(asked), _costs(asked), asked.output, data,
        Going(asked.resume, asked.retry, asked.day_is_given), asked.engine, asked.scheduler, asked.quiet, asked.ask,
        asked.verbose, asked.bom, others=tuple(file for file in needed if file),
    )  # fmt: skip


def _settings(asked: Asked) -> Settings:
    from coacheck.label_table import load_labels
    from coacheck.rules import Options
    from coacheck.scanning.cache import folder, usable
    from coacheck.scanning.settings import settled

    cached = not asked.no_cache and usable()
    if not (cached or asked.no_cache or asked.quiet):
        say(f"coacheck: nothing can be kept in {folder()}; every report is read again")
    options = Options(
        on=asked.on, rules=asked.rules, max_age_months=asked.max_age, ignore=frozenset(asked.ignore),
        limits=asked.limits,
    )  # fmt: skip
    labels = load_labels(asked.labels_file) if asked.labels_file else None
    if labels and labels.unused and not asked.quiet:
        say(f"coacheck: {asked.labels_file}: columns that are none of labels, not used: {', '.join(labels.unused)}")
    return settled(options, labels, cached, asked.pages)


def _costs(asked: Asked) -> Limits:
    """What a report may take: what was not given is the default."""
    from coacheck.scanning.settings import Limits

    given = {"jobs": asked.jobs, "timeout": asked.timeout, "cpu": asked.timeout, "memory": asked.memory}
    return Limits(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def _is_given(option: str) -> bool:
    return click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT


@click.group(help="What scans keep, so that judging again needs no reading again.")
def cache() -> None:
    pass


@cache.command(help="Remove all of them. Scans that run meanwhile only read again.")
def clear() -> int:
    from coacheck.scanning.cache import folder, prune

    dropped = prune(0)
    say(f"coacheck: {dropped:,} entries removed from {folder()}")
    return EXIT_PASS
