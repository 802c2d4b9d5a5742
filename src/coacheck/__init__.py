"""coacheck: is this product pure, potent and legitimate? See `read`, `check`, `show` and `scan`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from coacheck.label_table import LabelTable
    from coacheck.model import Label, Report, Verdict
    from coacheck.page import Document
    from coacheck.result import Scanned
    from coacheck.rules import Options
    from coacheck.scanning.settings import Limits

__version__ = "0.1.0"
__all__ = ["__version__", "check", "page_of", "read", "scan", "show"]


def read(source: Path | str | bytes | Document, seals: bool = False, name: str | None = None) -> Report:
    """Read a COA (a path, the bytes of a file, or what `open_report` made of one) into a typed record.

    `seals`: where no text says the laboratory's accreditation or who signed, pictures are read for it as well (by OCR,
    about a second). `name`: what bytes are called in the report and in errors.

    Raises UnreadableError or NotACoaError (see coacheck.errors).
    """
    from coacheck.page import Document
    from coacheck.pdf import badges_of, stamps_of
    from coacheck.reading import read_report

    document = source if isinstance(source, Document) else _opened(source, name)
    return read_report(document, stamps=stamps_of, seals=badges_of if seals else None)


def check(
    source: Path | str | bytes | Document, label: Label | None = None, options: Options | None = None,
    name: str | None = None,
) -> Verdict:  # fmt: skip
    """Read a COA and judge it against what the label says, by the rules in `options` (default: those that the report
    calls for, as of today).

    Raises what `read` raises, and UsageError for options that can't be understood.
    """
    from datetime import date

    from coacheck.model import Label
    from coacheck.rules import Options, judge

    return judge(read(source, seals=True, name=name), label or Label(), options or Options(on=date.today()))


def show(
    source: Path | str | bytes | Document, label: Label | None = None, options: Options | None = None,
    name: str | None = None,
) -> tuple[Verdict, str]:
    """`check`, and the verdict as one page of HTML that shows its evidence. Raises what `check` raises."""
    from datetime import date

    from coacheck.page import Document
    from coacheck.rules import Options

    options = options or Options(on=date.today())
    document = source if isinstance(source, Document) else _opened(source, name)
    verdict = check(document, label, options)
    return verdict, page_of(verdict, document, options)


def _opened(source: Path | str | bytes, name: str | None) -> Document:
    from coacheck.files.opened import open_report

    given = source if isinstance(source, bytes) else Path(source)
    return open_report(given, name) if name else open_report(given)


def page_of(verdict: Verdict, document: Document, options: Options) -> str:
    """The page of HTML for a verdict on a document that was judged with these options."""
    from coacheck.outputs.html import page
    from coacheck.pdf import pictures
    from coacheck.rules.figures import figures

    marked = {place.page for finding in verdict.findings for place in finding.evidence}
    return page(verdict, figures(verdict, options), pictures(document, marked))


def scan(
    paths: Path | str | Iterable[Path | str],
    labels: LabelTable | None = None,
    options: Options | None = None,
    limits: Limits | None = None,
    cache: bool = True,
    executor: Executor | None = None,
) -> Iterator[Scanned]:
    """Judge every report in `paths` (folders, files, patterns, URLs), and yield the result of each as it is done.

    Each is read in a worker process of its own machine, or where `executor` (any concurrent.futures.Executor) runs it;
    what can't be read, takes too long or kills its worker is a result with an `error`. Call it under
    `if __name__ == "__main__":`, as everything that starts processes. Raises UsageError for options that can't be
    understood.
    """
    from coacheck.scanning.scan import scan

    return scan(paths, labels, options, limits, cache, executor)
