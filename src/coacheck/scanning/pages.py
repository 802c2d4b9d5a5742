"""The page of each report of a scan, and the line of the index that leads to it."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from coacheck.outputs.index import Entry, Reason, entry_of

if TYPE_CHECKING:
    from coacheck.model import Verdict
    from coacheck.result import Scanned
    from coacheck.rules import Options


_PART = re.compile(r"-[0-9a-f]{8}\.(\d{1,10})\.part$")


def page_name(file: str) -> str:
    """A name of plain letters for the page of `file`: its own, and a sign of where it lay; none is used twice."""
    last = re.sub(r"\.pdf$", "", file.rstrip("/").rpartition("/")[2], flags=re.IGNORECASE)
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", last)[:80].strip("-.") or "report"
    return f"{stem}-{hashlib.sha256(file.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}.html"


def write_page(verdict: Verdict, data: bytes, options: Options, path: Path) -> None:
    """Write the page whole or not at all. Raises OSError where it can't be written."""
    from coacheck import page_of
    from coacheck.files.opened import open_report

    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        part.write_text(page_of(verdict, open_report(data, verdict.report.source.name), options), encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def clear_parts(folder: Path) -> None:
    """Drop what workers that were killed have left; another scan may be writing its own."""
    for part in folder.glob("*.part"):
        if (match := _PART.search(part.name)) and not _lives(int(match[1])):
            part.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def line_of(scanned: Scanned, folder: Path) -> Entry:
    """The line of the index for a result; what other reports of the scan have to do with it stands in `same_as`."""
    verdict = scanned.verdict
    if verdict is None:
        return Entry(scanned.file, "unreadable", reasons=[Reason(scanned.reasons[0], scanned.told)])
    name = page_name(scanned.file)
    beside = [f.message for f in verdict.findings if f.check.startswith("scan.")]
    return entry_of(verdict, name if (folder / name).is_file() else None, beside)
