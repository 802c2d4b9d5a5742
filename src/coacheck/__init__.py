"""coacheck: is this product pure, potent and legitimate? See `read` and `check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coacheck.model import Label, Report, Verdict
    from coacheck.rules import Options

__version__ = "0.1.0"


def read(source: Path | str | bytes) -> Report:
    """Read a COA (a path, or the bytes of a PDF) into a typed record of what it prints.

    Raises UnreadableError or NotACoaError (see coacheck.errors).
    """
    from coacheck.pdf import open_pdf
    from coacheck.reading import read_report

    return read_report(open_pdf(source if isinstance(source, bytes) else Path(source)))


def check(source: Path | str | bytes, label: Label | None = None, options: Options | None = None) -> Verdict:
    """Read a COA and judge it against what the label says, by the rules in `options` (default: hemp, as of today).

    Raises what `read` raises, and UsageError for options that can't be understood.
    """
    from datetime import date

    from coacheck.model import Label
    from coacheck.rules import Options, judge

    return judge(read(source), label or Label(), options or Options(on=date.today()))
