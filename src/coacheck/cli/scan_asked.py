"""What was asked of `coacheck scan`: what does not go together is refused, and what it writes into is prepared."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from coacheck.cli.ask import STDOUT
from coacheck.cli.page import is_page

ENDINGS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".json": "json", ".xlsx": "xlsx", ".sarif": "sarif",
}  # fmt: skip
"""What the ending of -o says of the format."""


@dataclass(frozen=True)
class Asked:
    """The options of a scan as they were typed; each is named as in its help."""

    paths: tuple[str, ...]
    output: Path | None
    form: str | None
    wide: bool
    bom: bool
    resume: bool
    retry: bool
    labels_file: Path | None
    pages: Path | None
    ask: str | None
    rules: str
    limits: Path | None
    on: date
    max_age: int
    ignore: tuple[str, ...]
    jobs: int | None
    timeout: float | None
    memory: int | None
    no_cache: bool
    engine: str
    scheduler: str | None
    verbose: bool
    quiet: bool
    exit_zero: bool
    day_is_given: bool

    def refuse_contradictions(self) -> None:
        """Raises UsageError for an option that is for another one which was not given."""
        if self.scheduler and self.engine != "dask":
            raise click.UsageError("--scheduler is for dask; expected --engine dask with it.")
        if self.resume and self.output is None:
            raise click.UsageError("--resume goes on with a file; expected -o FILE with it.")
        if self.retry and not self.resume:
            raise click.UsageError("--retry goes on with a file; expected --resume with it.")

    def data(self) -> str | None:
        """One of the forms of a scan, None for no data. Raises UsageError."""
        form = _form(self.form, self.output, self.wide, printed=self.ask != STDOUT)
        if self.bom and form not in ("csv", "wide"):
            raise click.UsageError("--bom is for CSV; expected --format csv with it.")
        return form

    def prepare(self, data: str | None) -> None:
        """Make the folders that are written into. Raises UsageError where that can't be."""
        if data == "xlsx":
            _prepare_workbook(self.output)
        if self.ask:
            _prepare_asking(self.ask, self.resume, data)
        if self.pages:
            _prepare(self.pages, self.engine, self.resume, data)


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
